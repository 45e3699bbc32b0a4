/// Turns mentions into people: full name, then the short forms that the name's tradition allows, titles and
/// offices, acronyms, then pronouns by honorific and recency. Two people who share a given or a family name
/// stay apart: a short form goes to the one mentioned last with whom honorific and title agree.
final class SpeakerStage {
  private(set) var entities: [Entity] = []
  /// For each mention, how it was tied to its entity.
  private(set) var links: [MentionLink] = []
  private var words = NameWords()

  /// Resolves all mentions of the article; `sources` are the pieces that name speakers of attributions.
  func run(_ text: ArticleText, sources: Set<Int>) {
    entities.removeAll(keepingCapacity: true)
    links = Array(repeating: .none, count: text.mentions.count)
    byWord.removeAll(keepingCapacity: true)
    byTitleWord.removeAll(keepingCapacity: true)
    active.removeAll(keepingCapacity: true)
    resolveNames(text)
    resolveAcronyms(text)
    resolveAppositions(text)
    resolveInOrder(text, sources)
  }

  /// For each word of a name, the entities whose names hold it.
  private var byWord: [UInt64: [Int]] = [:]
  /// For each word of a title, the entities that bear it.
  private var byTitleWord: [UInt64: [Int]] = [:]
  /// The entities spoken of lately, the last one last.
  private var active: [Int] = []

  // MARK: Names

  private func resolveNames(_ text: ArticleText) {
    var named: [(index: Int, count: Int)] = []
    for index in text.mentions.indices {
      let mention = text.mentions[index]
      guard mention.hasName, mention.symbol != Symbol.document else { continue }
      named.append((index, words.count(mention.nameLo, mention.nameHi, text)))
    }
    // Longer names first, so that a short form finds the full one wherever it stands.
    named.sort { a, b in
      let pa = text.mentions[a.index].symbol == Symbol.person
      let pb = text.mentions[b.index].symbol == Symbol.person
      if a.count != b.count { return a.count > b.count }
      if pa != pb { return pa }
      return a.index < b.index
    }
    // Full names first, then the titles that stand beside them, by which short names are told apart.
    for (index, count) in named where count >= 2 { place(index, text) }
    resolveAppositions(text)
    for (index, count) in named where count < 2 { place(index, text) }
    for index in text.mentions.indices where text.mentions[index].symbol == Symbol.document {
      let issuer = text.mentions[index].issuer
      if issuer >= 0, Int(issuer) < text.mentions.count {
        text.mentions[index].entity = text.mentions[Int(issuer)].entity
        links[index] = .sameWords
      }
    }
  }

  private func place(_ index: Int, _ text: ArticleText) {
    let mention = text.mentions[index]
    let key = words.key(mention.nameLo, mention.nameHi, text)
    guard !key.isEmpty else { return }
    let title =
      mention.titleHi > mention.titleLo && !mention.hasHonorific
      ? words.key(mention.titleLo, mention.titleHi, text) : []
    var best = -1
    var bestScore = 0
    var link = MentionLink.none
    for candidate in candidates(key) {
      let entity = entities[candidate]
      guard let (score, how) = match(key, mention, entity, text) else { continue }
      var total = score * 1000
      // Of two equals the one named last before this mention, else the first after it.
      var nearest = Int32.min
      for other in entity.mentions.suffix(64) {
        let at = text.mentions[Int(other)].lo
        if at <= mention.lo { nearest = max(nearest, at) }
      }
      if nearest > Int32.min { total += 500 - min(400, Int(mention.lo - nearest) / 8) }
      if genderConflict(mention.gender, entity.gender) { total -= 2000 }
      if !title.isEmpty, entity.titles.contains(where: { words.fit(title, $0) > 0 }) { total += 700 }
      if total > bestScore {
        bestScore = total
        best = candidate
        link = how
      }
    }
    if best < 0 {
      best = entities.count
      entities.append(makeEntity(mention, key, text))
      for word in entities[best].key where byWord[word]?.last != best {
        byWord[word, default: []].append(best)
      }
      link = .fullName
    }
    add(index, to: best, link, text)
  }

  /// The entities whose names share the first or the last word of a key; the last 24 of each word.
  private func candidates(_ key: [UInt64]) -> [Int] {
    guard let first = key.first, let last = key.last else { return [] }
    guard let withFirst = byWord[first] else { return Array((byWord[last] ?? []).suffix(24)) }
    // Mostly one list, and short: it is handed on as it is.
    var out = withFirst.count <= 24 ? withFirst : Array(withFirst.suffix(24))
    if last != first {
      for other in (byWord[last] ?? []).suffix(24) where !out.contains(other) { out.append(other) }
    }
    return out
  }

  private func add(_ index: Int, to entity: Int, _ link: MentionLink, _ text: ArticleText) {
    let mention = text.mentions[index]
    text.mentions[index].entity = Int32(entity)
    links[index] = link
    entities[entity].mentions.append(Int32(index))
    if mention.gender != .unknown, entities[entity].gender == .unknown {
      entities[entity].gender = mention.gender
    }
    if mention.hasHonorific || mention.symbol == Symbol.person, mention.titleHi > mention.titleLo,
      mention.hasName
    {
      let title = words.key(mention.titleLo, mention.titleHi, text)
      if mention.hasHonorific, title.count <= 2 {
        if let first = title.first, !entities[entity].honorifics.contains(first) {
          entities[entity].honorifics.append(first)
        }
      } else {
        addTitle(title, mention.titleLo..<mention.titleHi, to: entity)
        if mention.hasHonorific, mention.nameLo > 0 {
          let honorific = text.tokens[Int(mention.nameLo) - 1].hash
          if !entities[entity].honorifics.contains(honorific) {
            entities[entity].honorifics.append(honorific)
          }
        }
      }
    }
    if mention.symbol == Symbol.person, entities[entity].kind != .person { entities[entity].kind = .person }
    if mention.symbol == Symbol.person { entities[entity].isSurelyPerson = true }
    if mention.symbol == Symbol.name, mention.titleHi == mention.titleLo, namesThing(mention, text) {
      entities[entity].isThing = true
    }
    if mention.symbol == Symbol.medium { entities[entity].isMedium = true }
  }

  /// Whether a word of two syllables that is a noun stands right before a name of unknown kind.
  private func namesThing(_ mention: Mention, _ text: ArticleText) -> Bool {
    let at = Int(mention.nameLo) - 2
    guard at >= 0, text.tokens[at + 1].shape == .lower, let word = text.hit(.word, at), word.length == 2
    else {
      return false
    }
    return word.sense.wordClass == .noun && text.hit(.title, at) == nil && text.hit(.group, at) == nil
      && text.hit(.honorific, at) == nil && text.hit(.kin, at) == nil
  }

  /// The entities that bear a title with the first or last word of a phrase; the last 24 of each word.
  private func titled(_ bare: [UInt64]) -> [Int] {
    guard let first = bare.first, let last = bare.last else { return [] }
    var out = (byTitleWord[first] ?? []).suffix(24).map { $0 }
    if last != first {
      for other in (byTitleWord[last] ?? []).suffix(24) where !out.contains(other) { out.append(other) }
    }
    return out.sorted()
  }

  private func addTitle(_ title: [UInt64], _ range: Range<Int32>, to entity: Int) {
    guard !title.isEmpty, !entities[entity].titles.contains(title) else { return }
    entities[entity].titles.append(title)
    for word in title where byTitleWord[word]?.last != entity {
      byTitleWord[word, default: []].append(entity)
    }
    entities[entity].titleRanges.append(range)
  }

  private func makeEntity(_ mention: Mention, _ key: [UInt64], _ text: ArticleText) -> Entity {
    var lo = mention.nameLo
    var ownKey = key
    var kind: SpeakerKind
    switch mention.symbol {
    case Symbol.person: kind = .person
    case Symbol.organisation, Symbol.place: kind = .organisation
    case Symbol.medium:
      kind = .organisation
      // tờ X, báo X: the name is X when the head is a common noun.
      while let head = text.hit(.organisation, Int(lo)), lo + head.length < mention.nameHi,
        head.sense.organisationKind == .medium
      {
        lo += head.length
      }
      while lo < mention.nameHi - 1, text.tokens[Int(lo)].shape == .lower { lo += 1 }
      if text.tokens[Int(lo)].shape == .lower { lo = mention.nameLo }
      ownKey = words.key(lo, mention.nameHi, text)
    default: kind = looksLikePerson(mention, text) ? .person : .organisation
    }
    let entity = Entity(kind: kind, nameLo: lo, nameHi: mention.nameHi, key: ownKey)
    entity.isSyllabic = (Int(lo)..<Int(mention.nameHi)).allSatisfy {
      !text.tokens[$0].isWord || text.tokens[$0].isSyllable
    }
    let first = text.tokens[Int(lo)].traits
    if entity.isSyllabic, kind == .person {
      entity.likelyGender = likelyGender(lo, mention.nameHi, text)
      // Thu Sương, Thuý Vy: a stage name of two given names.
      if mention.symbol == Symbol.name, key.count == 2 || key.count == 3,
        text.tokens[Int(mention.nameHi) - 1].traits.contains(.givenName), !namesThing(mention, text)
      {
        entity.isSurelyPerson = true
      }
    }
    entity.shortensByFamily =
      key.count >= 2 && !first.isDisjoint(with: [.chineseFamilyName, .koreanFamilyName])
    return entity
  }

  /// What a Vietnamese full name tells of the gender: Thị and Văn nearly always, a given name often.
  private func likelyGender(_ lo: Int32, _ hi: Int32, _ text: ArticleText) -> Gender {
    guard hi - lo >= 2 else { return .unknown }
    for k in (Int(lo) + 1)..<Int(hi) {
      if text.tokens[k].hash == Self.thi { return .female }
      if text.tokens[k].hash == Self.van, k < Int(hi) - 1 { return .male }
    }
    let given = text.tokens[Int(hi) - 1].traits
    switch (given.contains(.maleName), given.contains(.femaleName)) {
    case (true, false): return .male
    case (false, true): return .female
    default: return .unknown
    }
  }
  private static let thi = NameWords.hash("thị")
  private static let van = NameWords.hash("văn")

  /// Capitalised words of unknown kind: two or three words without capitals-only ones are taken for a person.
  private func looksLikePerson(_ mention: Mention, _ text: ArticleText) -> Bool {
    var count = 0
    for k in Int(mention.nameLo)..<Int(mention.nameHi) where text.tokens[k].isWord {
      if text.tokens[k].shape == .capitals && text.tokens[k].end - text.tokens[k].start > 2 { return false }
      if text.tokens[k].shape == .mixed { return false }
      count += 1
    }
    return count <= 4
  }

  /// Whether a name can stand for an entity: a score from 1 to 5 and how.
  private func match(_ key: [UInt64], _ mention: Mention, _ entity: Entity, _ text: ArticleText) -> (
    Int, MentionLink
  )? {
    let own = entity.key
    if key == own { return (5, .sameWords) }
    if entity.aliases.contains(key) { return (5, .acronym) }
    let isPerson = entity.kind == .person
    switch mention.symbol {
    case Symbol.organisation, Symbol.medium, Symbol.place:
      guard !isPerson else { return nil }
      if mention.symbol == Symbol.place { return nil }
      // Hoa Sen is Công ty Hoa Sen, but huyện X is no project in huyện X and Công an Y no unit of Công an Y.
      if key.count < own.count, key.count >= 2,
        own.starts(with: key)
          || own.suffix(key.count).elementsEqual(key)
            && text.hit(.organisation, Int(mention.nameLo)) == nil
            && text.hit(.area, Int(mention.nameLo)) == nil
      {
        return (3, .partOfName)
      }
      if key.count > own.count, key.suffix(own.count).elementsEqual(own), mention.symbol == Symbol.medium {
        return (3, .partOfName)
      }
      return nil
    default: break
    }
    guard key.count < own.count else {
      // Maddox J. Orpington and Maddox Orpington.
      if key.count >= 2, own.count >= 2, !entity.isSyllabic, isPerson, key.first == own.first,
        key.last == own.last
      {
        return (4, .partOfName)
      }
      return nil
    }
    if !isPerson {
      // A name of unknown kind may be the tail of a medium's or organisation's name.
      guard mention.symbol == Symbol.name else { return nil }
      if key.count >= 1, own.suffix(key.count).elementsEqual(key), !entity.isSyllabic {
        return (2, .partOfName)
      }
      if key.count >= 2, own.starts(with: key) { return (2, .partOfName) }
      return nil
    }
    if own.count - key.count >= 1, own.suffix(key.count).elementsEqual(key) {
      // A Vietnamese full name is not the tail of another one (Nguyễn Văn Nam, Văn Nam are; Trần Nam is not of them).
      if entity.isSyllabic, key.count >= 2, mention.titleHi == mention.titleLo,
        !text.tokens[Int(mention.nameLo)].traits.isDisjoint(with: .vietnameseFamilyName),
        !text.tokens[Int(mention.nameLo)].traits.contains(.middleName), own.count == key.count + 1
      {
        return nil
      }
      return (4, .givenName)
    }
    if key.count >= 2, !entity.isSyllabic, key.first == own.first, key.last == own.last {
      return (4, .partOfName)
    }
    if own.starts(with: key) {
      if !entity.isSyllabic { return (3, .partOfName) }
      if key.count == 1, entity.shortensByFamily { return (3, .familyName) }
      if key.count == 1, mention.hasHonorific || mention.titleHi > mention.titleLo { return (1, .familyName) }
      if key.count >= 2, entity.shortensByFamily, own.count > 3 { return (2, .partOfName) }
      return nil
    }
    if !entity.isSyllabic, key.count == 1, own.contains(key[0]) { return (2, .partOfName) }
    return nil
  }

  private func genderConflict(_ a: Gender, _ b: Gender) -> Bool { a != .unknown && b != .unknown && a != b }

  // MARK: Acronyms and appositions

  /// Tổng cục X (GDT): the acronym names the organisation before it.
  private func resolveAcronyms(_ text: ArticleText) {
    let pieces = text.pieces
    guard pieces.count > 3 else { return }
    for index in 1..<(pieces.count - 2)
    where pieces[index].symbol == Symbol.open && pieces[index + 2].symbol == Symbol.close {
      let before = pieces[index - 1]
      let inside = pieces[index + 1]
      guard
        before.symbol == Symbol.organisation || before.symbol == Symbol.name || before.symbol == Symbol.group
          || before.symbol == Symbol.title,
        before.index >= 0, inside.hi - inside.lo <= 4,
        inside.symbol == Symbol.name || inside.symbol == Symbol.organisation
          || inside.symbol == Symbol.capital
          || inside.symbol == Symbol.medium
      else { continue }
      let entity: Int
      if text.mentions[Int(before.index)].entity >= 0 {
        entity = Int(text.mentions[Int(before.index)].entity)
      } else {
        continue
      }
      guard entities[entity].kind == .organisation || text.tokens[Int(inside.lo)].shape == .capitals else {
        continue
      }
      let key = words.key(inside.lo, inside.hi, text)
      guard !key.isEmpty else { continue }
      entities[entity].aliases.append(key)
      for word in key { byWord[word, default: []].append(entity) }
      entities[entity].kind = .organisation
      // Move the acronym's own mentions over.
      for other in text.mentions.indices where text.mentions[other].hasName {
        let mention = text.mentions[other]
        guard mention.symbol != Symbol.person, mention.symbol != Symbol.document,
          mention.entity != Int32(entity)
        else { continue }
        if words.key(mention.nameLo, mention.nameHi, text) == key {
          text.mentions[other].entity = Int32(entity)
          links[other] = .acronym
          entities[entity].mentions.append(Int32(other))
        }
      }
    }
    for index in text.mentions.indices where text.mentions[index].symbol == Symbol.document {
      let issuer = text.mentions[index].issuer
      if issuer >= 0 { text.mentions[index].entity = text.mentions[Int(issuer)].entity }
    }
  }

  /// X, giám đốc Y · giám đốc Y, ông X · giám đốc Y - ông X: the title belongs to the name.
  private func resolveAppositions(_ text: ArticleText) {
    let pieces = text.pieces
    guard pieces.count > 2 else { return }
    // Whose list of titles is being read: ông X, giám đốc Y, ủy viên Z.
    var bearer: Int32 = -1
    for index in 1..<(pieces.count - 1) {
      let joint = pieces[index].symbol
      guard joint == Symbol.comma || joint == Symbol.dash || joint == Symbol.open else {
        if !staysInTitle(joint) { bearer = -1 }
        continue
      }
      let before = pieces[index - 1]
      let after = pieces[index + 1]
      guard after.index >= 0 else { continue }
      if before.index >= 0, before.symbol == Symbol.person || before.symbol == Symbol.name,
        after.symbol == Symbol.title || describes(after, before, text)
      {
        let entity = text.mentions[Int(before.index)].entity
        guard entity >= 0, before.symbol == Symbol.person || entities[Int(entity)].key.count >= 2,
          text.hit(.organisation, Int(after.lo)) == nil || text.pieces[index + 1].hi - after.lo > 2
        else { continue }
        if before.symbol == Symbol.name {
          entities[Int(entity)].kind = .person
          entities[Int(entity)].isSurelyPerson = true
        }
        adopt(Int(after.index), Int(entity), text)
        bearer = entity
      } else if bearer >= 0, joint == Symbol.comma, after.symbol == Symbol.title,
        text.mentions[Int(after.index)].entity < 0
      {
        adopt(Int(after.index), Int(bearer), text)
      } else if before.index >= 0, before.symbol == Symbol.title, after.symbol == Symbol.person,
        joint != Symbol.open, text.mentions[Int(after.index)].hasHonorific || joint == Symbol.dash
      {
        let entity = text.mentions[Int(after.index)].entity
        if entity >= 0 { adopt(Int(before.index), Int(entity), text) }
      }
    }
  }

  /// Whether a list of titles may go on after a piece.
  private func staysInTitle(_ symbol: UInt8) -> Bool {
    switch symbol {
    case Symbol.title, Symbol.word, Symbol.capital, Symbol.organisation, Symbol.place, Symbol.name,
      Symbol.group,
      Symbol.possessive, Symbol.preposition, Symbol.coordinator, Symbol.number, Symbol.medium,
      Symbol.document:
      true
    default: false
    }
  }

  /// Whether what looks like a titled person describes the one named before it: ông X, trưởng công an xã Y.
  private func describes(_ after: Piece, _ before: Piece, _ text: ArticleText) -> Bool {
    guard before.symbol == Symbol.person, after.symbol == Symbol.person else { return false }
    let mention = text.mentions[Int(after.index)]
    guard !mention.hasHonorific, mention.titleHi > mention.titleLo else { return false }
    return mention.nameHi - mention.nameLo == 1
      || text.tokens[Int(mention.nameLo)].traits.isDisjoint(with: .familyName)
      || text.hit(.area, Int(mention.nameLo) - 1) != nil
  }

  private func adopt(_ index: Int, _ entity: Int, _ text: ArticleText) {
    let mention = text.mentions[index]
    let range = mention.symbol == Symbol.person ? mention.lo..<mention.hi : mention.titleLo..<mention.titleHi
    addTitle(words.key(range.lowerBound, range.upperBound, text), range, to: entity)
    text.mentions[index].entity = Int32(entity)
    links[index] = .apposition
    entities[entity].mentions.append(Int32(index))
    if mention.gender != .unknown, entities[entity].gender == .unknown {
      entities[entity].gender = mention.gender
    }
  }

  // MARK: Titles and pronouns, in the order of the text

  private func resolveInOrder(_ text: ArticleText, _ sources: Set<Int>) {
    var lastSpeaker = -1
    for sentenceIndex in text.sentences.indices {
      let sentence = text.sentences[sentenceIndex]
      var isFirst = true
      for pieceIndex in Int(sentence.pieceStart)..<Int(sentence.pieceEnd) {
        let piece = text.pieces[pieceIndex]
        guard Symbol.isMention(piece.symbol), piece.index >= 0 else { continue }
        let index = Int(piece.index)
        let isSource = sources.contains(pieceIndex)
        if text.mentions[index].entity < 0 {
          switch piece.symbol {
          case Symbol.pronoun: pronoun(index, sentenceIndex, lastSpeaker, text)
          case Symbol.title, Symbol.group, Symbol.organisation, Symbol.document, Symbol.medium:
            common(index, sentenceIndex, lastSpeaker, text)
          default: break
          }
        }
        let entity = text.mentions[index].entity
        if entity >= 0 {
          let before = pieceIndex > Int(sentence.pieceStart) ? text.pieces[pieceIndex - 1].symbol : 0
          let after = pieceIndex + 1 < Int(sentence.pieceEnd) ? text.pieces[pieceIndex + 1].symbol : 0
          let isSubject =
            isSource || isFirst && before != Symbol.preposition && before != Symbol.possessive
            || (before == Symbol.comma || before == Symbol.discourse || before == Symbol.time)
              && (after == Symbol.adverb || after == Symbol.negation || after == Symbol.cue)
          let same = entities[Int(entity)].lastSentence == Int32(sentenceIndex)
          entities[Int(entity)].lastWasSubject = isSubject || same && entities[Int(entity)].lastWasSubject
          entities[Int(entity)].lastSentence = Int32(sentenceIndex)
          if active.last != Int(entity) {
            if let place = active.suffix(96).lastIndex(of: Int(entity)) { active.remove(at: place) }
            active.append(Int(entity))
            if active.count > 400 { active.removeFirst(200) }
          }
          if isSource {
            lastSpeaker = Int(entity)
            if !entities[Int(entity)].isThing { entities[Int(entity)].isSurelyPerson = true }
          }
        }
        if piece.symbol != Symbol.place && piece.symbol != Symbol.document { isFirst = false }
      }
    }
  }

  /// A title without a name: the person who bears it, else somebody who is never named.
  private func common(_ index: Int, _ sentence: Int, _ lastSpeaker: Int, _ text: ArticleText) {
    let mention = text.mentions[index]
    var key = words.key(
      mention.titleLo, mention.titleHi > mention.titleLo ? mention.titleHi : mention.hi, text)
    if key.isEmpty { key = words.key(mention.lo, mention.hi, text) }
    let pointsBack = mention.hi > mention.titleHi && mention.titleHi > mention.titleLo
    if !isIndefinite(mention, text),
      mention.symbol == Symbol.title || mention.symbol == Symbol.group && !mention.isPlural
    {
      let bare = words.withoutPrefix(key)
      var best = -1
      var bestScore = Int.min
      for candidate in titled(bare) where entities[candidate].kind == .person {
        let entity = entities[candidate]
        if genderConflict(mention.gender, entity.gender) { continue }
        var fit = 0
        for title in entity.titles {
          fit = max(fit, words.fit(bare, title))
        }
        guard fit > 0, !entity.mentions.isEmpty else { continue }
        var score = fit * 100
        if entity.lastSentence >= 0 { score += 300 - min(200, (sentence - Int(entity.lastSentence)) * 8) }
        if score > bestScore {
          bestScore = score
          best = candidate
        }
      }
      if best < 0, pointsBack || bare.count < key.count, !entities.isEmpty {
        // chuyên gia này, vị bộ trưởng: nobody bears the title, so the one spoken of last.
        if let unnamed = active.suffix(200).last(where: {
          entities[$0].kind == .unnamed && words.isWithin(bare, entities[$0].key)
        }) {
          best = unnamed
        } else if let recent = recent(sentence, lastSpeaker, mention.gender), entities[recent].kind == .person
        {
          best = recent
        }
      } else if best < 0, mention.symbol == Symbol.title, mention.phraseHi == 0 || isAge(mention, text),
        standsForPerson(mention, text),
        let recent = recent(sentence, lastSpeaker, mention.gender), entities[recent].kind == .person
      {
        // tiền vệ 25 tuổi, nữ ca sĩ, nghi phạm: somebody already named, whom the writer does not name again.
        best = recent
      }
      if best < 0, mention.symbol == Symbol.title, lastSpeaker >= 0, entities[lastSpeaker].kind == .person,
        entities[lastSpeaker].titles.isEmpty, sentence - Int(entities[lastSpeaker].lastSentence) <= 3,
        !genderConflict(mention.gender, entities[lastSpeaker].gender), mention.titleKind != 255,
        mention.titleKind == TitleKind.office.rawValue
      {
        // An office nobody was given yet, right after somebody without one spoke.
        best = lastSpeaker
      }
      // A phrase that speaks of somebody's kin or staff is nobody who bears a title of the same words.
      if best >= 0, mention.symbol == Symbol.title || pointsBack {
        if isAge(mention, text) { text.mentions[index].phraseHi = 0 }
        text.mentions[index].entity = Int32(best)
        links[index] = .title
        entities[best].mentions.append(Int32(index))
        return
      }
    }
    if mention.symbol == Symbol.organisation || mention.symbol == Symbol.medium, pointsBack || key.count <= 3
    {
      // công ty, bệnh viện này: the organisation of that head named last.
      var best = -1
      for candidate in active.suffix(200) where entities[candidate].kind == .organisation {
        let entity = entities[candidate]
        guard entity.lastSentence >= 0, entity.key.starts(with: key) else { continue }
        if best < 0 || entity.lastSentence > entities[best].lastSentence { best = candidate }
      }
      if mention.symbol == Symbol.medium {
        for candidate in active.suffix(200)
        where entities[candidate].isMedium && entities[candidate].lastSentence >= 0 {
          if best < 0 || entities[candidate].lastSentence > entities[best].lastSentence { best = candidate }
        }
      }
      if best < 0, pointsBack, let head = key.first {
        // lữ đoàn này: named in full only later, or in somebody's words.
        for candidate in entities.indices.prefix(400)
        where entities[candidate].kind == .organisation && entities[candidate].key.first == head
          && entities[candidate].key.count > key.count
        {
          best = candidate
          break
        }
      }
      if best < 0, key.count <= 2 && !pointsBack || pointsBack && isAnyHouse(mention, text) {
        for candidate in active.suffix(200) where entities[candidate].kind == .organisation {
          let entity = entities[candidate]
          guard entity.lastSentence >= 0, sentence - Int(entity.lastSentence) <= 5,
            entity.lastWasSubject || candidate == lastSpeaker
          else { continue }
          if best < 0 || entity.lastSentence > entities[best].lastSentence { best = candidate }
        }
      }
      if best >= 0 {
        text.mentions[index].entity = Int32(best)
        links[index] = .demonstrative
        entities[best].mentions.append(Int32(index))
        return
      }
    }
    // The same words are the same somebody.
    let whole = words.key(mention.lo, mention.hi, text)
    for candidate in active.suffix(200).reversed() where entities[candidate].kind != .person {
      let entity = entities[candidate]
      if entity.key == whole || entity.key == key || pointsBack && entity.key.starts(with: key)
        || mention.symbol == Symbol.group && mention.phraseHi == 0 && entity.kind == .group && key.count <= 3
          && words.isWithin(key, entity.key)
      {
        text.mentions[index].entity = Int32(candidate)
        links[index] = pointsBack ? .demonstrative : .sameWords
        entities[candidate].mentions.append(Int32(index))
        return
      }
    }
    let kind: SpeakerKind
    switch mention.symbol {
    case Symbol.group: kind = mention.isPlural ? .group : .unnamed
    case Symbol.organisation, Symbol.medium, Symbol.document: kind = .organisation
    default: kind = .unnamed
    }
    let end = mention.symbol == Symbol.document ? mention.hi : max(mention.hi, mention.phraseHi)
    let entity = Entity(kind: kind, nameLo: mention.lo, nameHi: end, key: words.key(mention.lo, end, text))
    entity.gender = mention.gender
    entity.mentions = [Int32(index)]
    text.mentions[index].entity = Int32(entities.count)
    links[index] = .fullName
    entities.append(entity)
  }

  /// Có bị can khai …: somebody of that kind, nobody named.
  private func isIndefinite(_ mention: Mention, _ text: ArticleText) -> Bool {
    mention.lo > 0 && text.reads("có", Int(mention.lo) - 1, Int(mention.lo))
      || mention.lo > 0 && text.reads("Có", Int(mention.lo) - 1, Int(mention.lo))
  }

  /// Whether a head stands for any house: cơ quan này, đơn vị này, hãng này.
  private func isAnyHouse(_ mention: Mention, _ text: ArticleText) -> Bool {
    if mention.symbol == Symbol.medium { return true }
    switch text.text(Int(mention.titleLo), Int(mention.titleHi)).lowercased() {
    case "cơ quan", "đơn vị", "tổ chức", "hãng", "công ty", "doanh nghiệp", "tập đoàn", "nhà mạng",
      "nhà băng", "ngân hàng",
      "cơ sở", "đội", "đội bóng", "câu lạc bộ", "nhà máy", "trung tâm", "nhà sản xuất", "liên đoàn", "nhóm",
      "phía", "nơi",
      "nước", "chính phủ", "bộ", "sở", "ban", "trường", "nhà trường", "bệnh viện":
      return true
    default: return false
    }
  }

  /// Titles that writers use in place of a name: of arts, sport, crime and trades, and người đàn ông and its like.
  private func standsForPerson(_ mention: Mention, _ text: ArticleText) -> Bool {
    if mention.titleKind == 255 {
      return text.hit(.honorific, Int(mention.lo)) != nil && text.hit(.kin, Int(mention.lo)) == nil
    }
    switch TitleKind(rawValue: mention.titleKind) {
    case .arts, .sport, .suspect: return true
    default: return false
    }
  }

  /// Whether a number and tuổi follow the title: tiền vệ 25 tuổi.
  private func isAge(_ mention: Mention, _ text: ArticleText) -> Bool {
    let at = Int(mention.hi)
    return at + 1 < text.tokens.count && text.tokens[at].kind == .number
      && text.reads("tuổi", at + 1, at + 2)
  }

  /// The person spoken of last, speakers and subjects first.
  private func recent(_ sentence: Int, _ lastSpeaker: Int, _ gender: Gender) -> Int? {
    var best: Int?
    var bestScore = Int.min
    for candidate in active.suffix(96)
    where entities[candidate].kind == .person || entities[candidate].kind == .unnamed {
      let entity = entities[candidate]
      guard entity.lastSentence >= 0, !genderConflict(gender, entity.gender),
        sentence - Int(entity.lastSentence) <= 6
      else { continue }
      let score =
        -4 * (sentence - Int(entity.lastSentence)) + (entity.lastWasSubject ? 5 : 0)
        + (candidate == lastSpeaker ? 5 : 0) - (entity.kind == .person && !entity.isSurelyPerson ? 16 : 0)
        - (entity.isThing ? 24 : 0)
      if score > bestScore {
        bestScore = score
        best = candidate
      }
    }
    return best
  }

  /// A pronoun: the person of its gender who was spoken of last, speakers and subjects first.
  private func pronoun(_ index: Int, _ sentence: Int, _ lastSpeaker: Int, _ text: ArticleText) {
    let mention = text.mentions[index]
    let honorific = text.tokens[Int(mention.lo)].hash
    var best = -1
    var bestScore = Int.min
    for candidate in active.suffix(96) {
      let entity = entities[candidate]
      guard entity.lastSentence >= 0 else { continue }
      let distance = sentence - Int(entity.lastSentence)
      guard distance <= 15 else { continue }
      if mention.isPlural {
        guard entity.kind == .group || entity.kind == .organisation else { continue }
      } else {
        guard entity.kind == .person || entity.kind == .unnamed else { continue }
        if genderConflict(mention.gender, entity.gender) { continue }
      }
      var score = -4 * distance
      // Capitalised words that nothing shows to be somebody's name.
      if entity.kind == .person, !entity.isSurelyPerson {
        score -= entity.isThing ? 40 : entity.key.count > 1 ? 4 : 16
      }
      if entity.lastWasSubject { score += distance == 0 ? 9 : 5 }
      if candidate == lastSpeaker { score += 5 }
      if entity.honorifics.contains(honorific) {
        score += 8
      } else if !entity.honorifics.isEmpty, mention.hi - mention.lo == 1 {
        score -= 4
      }
      if mention.gender != .unknown, entity.gender == mention.gender { score += 3 }
      if mention.gender != .unknown, entity.gender == .unknown, entity.likelyGender != .unknown {
        score += entity.likelyGender == mention.gender ? 3 : -10
      }
      if mention.hi - mention.lo == 1 {
        // ông, bà, anh: somebody named before somebody who is not; without a known gender the unnamed is nobody's ông.
        if entity.kind == .person { score += 6 } else if entity.gender == .unknown { continue }
      } else if mention.gender == .unknown, entity.kind == .unnamed {
        // người này, vị này point back to the one whom the writer does not name.
        score += 4
      } else if entity.kind == .person {
        score += 2
      }
      if score > bestScore {
        bestScore = score
        best = candidate
      }
    }
    guard best >= 0 else { return }
    text.mentions[index].entity = Int32(best)
    links[index] = .pronoun(gender: mention.gender)
    entities[best].mentions.append(Int32(index))
    if mention.gender != .unknown, entities[best].gender == .unknown {
      entities[best].gender = mention.gender
    }
    if mention.hi - mention.lo == 1, !entities[best].honorifics.contains(honorific) {
      entities[best].honorifics.append(honorific)
    }
  }
}

/// Reads names as lists of word hashes.
struct NameWords {
  private static let prefixes = WordSet([
    "vị", "nữ", "nam", "ông", "bà", "anh", "chị", "cô", "cựu", "tân",
  ])

  static func hash(_ word: String) -> UInt64 {
    var copy = word
    return copy.withUTF8 { WordTable.hash($0) }
  }

  /// The hashes of the words in a token range; marks and stops are passed over, nicknames in marks too.
  func key(_ lo: Int32, _ hi: Int32, _ text: ArticleText) -> [UInt64] {
    var out: [UInt64] = []
    out.reserveCapacity(Int(hi - lo))
    each(lo, hi, text) { out.append($0) }
    return out
  }

  /// How many words `key` has.
  func count(_ lo: Int32, _ hi: Int32, _ text: ArticleText) -> Int {
    var count = 0
    each(lo, hi, text) { _ in count += 1 }
    return count
  }

  @inline(__always)
  private func each(_ lo: Int32, _ hi: Int32, _ text: ArticleText, _ body: (UInt64) -> Void) {
    var k = Int(lo)
    while k < Int(hi) {
      let token = text.tokens[k]
      if token.role == UInt8(ascii: "m"), text.stretchAt[k] >= 0,
        text.stretches[Int(text.stretchAt[k])].isNickname
      {
        k = Int(text.stretches[Int(text.stretchAt[k])].end)
        continue
      }
      if token.isWord {
        body(token.hash)
      } else if token.kind == .number {
        body(WordTable.hash(UnsafeBufferPointer(rebasing: text.bytes[Int(token.start)..<Int(token.end)])))
      }
      k += 1
    }
  }

  /// How well a bare title names the bearer of a full one: 4 the same, 3 its beginning, 2 its words, 1 most of them.
  func fit(_ bare: [UInt64], _ title: [UInt64]) -> Int {
    if title == bare { return 4 }
    if bare.count < title.count {
      if title.starts(with: bare) { return 3 }
      if bare.allSatisfy(title.contains) { return 2 }
    }
    guard bare.count >= 3, title.count >= 3 else { return 0 }
    return bare.count(where: title.contains) * 10 >= max(bare.count, title.count) * 6 ? 1 : 0
  }

  /// Whether all words of a phrase stand in another, in their order.
  func isWithin(_ part: [UInt64], _ whole: [UInt64]) -> Bool {
    var index = whole.startIndex
    for word in part {
      guard let found = whole[index...].firstIndex(of: word) else { return false }
      index = found + 1
    }
    return !part.isEmpty
  }

  /// A title without vị, nữ and their like before it.
  func withoutPrefix(_ key: [UInt64]) -> [UInt64] {
    guard key.count > 1, let first = key.first, Self.prefixes.contains(first) else { return key }
    return Array(key.dropFirst())
  }
}
