import VietnameseText

/// Turns mentions into people: full name, then the short forms that the name's tradition allows, titles and
/// offices, acronyms, then pronouns by honorific and recency. Two people who share a given or a family name
/// stay apart: a short form goes to the one mentioned last with whom honorific and title agree.
final class SpeakerStage {
  private(set) var entities: [Entity] = []
  /// For each mention, how it was tied to its entity.
  private(set) var links: [MentionLink] = []
  private var words = NameWords()
  private let features: MentionFeatures
  private let weigher: Weigher
  /// How sure each mention's resolution is.
  private(set) var certainties: [Float] = []
  /// Whether decisions are recorded.
  var isRecording = false
  /// The decisions on the mentions of the article, where they are recorded.
  private(set) var decisions: [Int32: MentionDecision] = [:]
  private var candidates: [Int] = []
  /// The first person who was the subject of the paragraph at hand, or else of the one before; -1 for nobody.
  private var topic = -1
  private var topicParagraph: Int32 = -1
  /// Whom each pronoun meant last, by the hash of its word.
  private var calledSo: [UInt64: Int] = [:]
  /// Whether a candidate of the mention at hand was brought in by words that hold those of the mention.
  private var hasIntroduced = false
  private var mentionKey: [UInt64] = []
  private var wholeKey: [UInt64] = []
  private var bareKey: [UInt64] = []
  /// The hashes of the capitalised words in what the mention at hand is said to have said.
  private var namedInWords: [UInt64] = []
  /// Who is named behind the mention at hand in its sentence.
  private var namedNext: [Int] = []
  /// Whether the mention at hand ends in a word that points back.
  private var pointsBack = false
  /// Whether the mention at hand is a common noun for a house, and whether for a paper or a station.
  private var isHouse = false
  private var isPerhapsMedium = false
  /// The person whom the article names most often, or -1.
  private var mainPerson = -1

  init(_ models: Models) {
    features = models.mentionFeatures
    weigher = Weigher(models.mention)
  }

  /// Resolves all mentions of the article; `sources` are the pieces that name speakers of attributions, each with the tokens
  /// of what is said.
  func run(_ text: ArticleText, sources: [Int: Range<Int>]) {
    entities.removeAll(keepingCapacity: true)
    links = Array(repeating: .none, count: text.mentions.count)
    certainties = Array(repeating: 1, count: text.mentions.count)
    decisions.removeAll(keepingCapacity: true)
    byWord.removeAll(keepingCapacity: true)
    byTitleWord.removeAll(keepingCapacity: true)
    active.removeAll(keepingCapacity: true)
    (topic, topicParagraph) = (-1, -1)
    calledSo.removeAll(keepingCapacity: true)
    CountrySyllables().giveBack(text)
    resolveNames(text)
    resolveAcronyms(text)
    resolveAppositions(text)
    mainPerson = -1
    for index in entities.indices
    where entities[index].kind == .person && entities[index].mentions.count >= 2
      && (mainPerson < 0 || entities[index].mentions.count > entities[mainPerson].mentions.count)
    {
      mainPerson = index
    }
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
    if best < 0, key.count == 1, let other = misspelt(mention, text) {
      best = other
      link = .partOfName
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

  /// The person of whose foreign name a word after a title or an honorific is a slip of the pen, of the last 24 people.
  private func misspelt(_ mention: Mention, _ text: ArticleText) -> Int? {
    guard mention.symbol == Symbol.person, mention.titleHi > mention.titleLo || mention.hasHonorific,
      !text.tokens[Int(mention.nameLo)].isSyllable
    else { return nil }
    let word = letters(mention.nameLo, text)
    guard word.count >= 6 else { return nil }
    var found: Int?
    for index in entities.indices.suffix(24)
    where entities[index].kind == .person && !entities[index].isSyllabic && entities[index].key.count >= 2 {
      for k in entities[index].nameLo..<entities[index].nameHi where text.tokens[Int(k)].isWord {
        let other = letters(k, text)
        guard other.count >= 6, abs(other.count - word.count) <= 1, other.prefix(2) == word.prefix(2),
          EditDistance.between(word, other) <= 2
        else { continue }
        if found != nil, found != index { return nil }
        found = index
      }
    }
    return found
  }

  /// The bytes of a word.
  private func letters(_ at: Int32, _ text: ArticleText) -> [UInt8] {
    let token = text.tokens[Int(at)]
    return Array(text.bytes[Int(token.start)..<Int(token.end)])
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
    if mention.titleKind != 255 { entities[entity].titleClasses |= 1 << UInt32(mention.titleKind) }
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
      // Báo Hà Nam: a paper by its place, not the place.
      if let place = text.hit(.place, Int(lo)), lo + place.length == mention.nameHi { lo = mention.nameLo }
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
      if text.isOne(of: .femaleMiddles, k) { return .female }
      if text.isOne(of: .maleMiddles, k), k < Int(hi) - 1 { return .male }
    }
    let given = text.tokens[Int(hi) - 1].traits
    switch (given.contains(.maleName), given.contains(.femaleName)) {
    case (true, false): return .male
    case (false, true): return .female
    default: return .unknown
    }
  }

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
    // The mentions by the words of their names, made when the first acronym asks for them.
    var byName: [[UInt64]: [Int]]?
    func named(_ key: [UInt64]) -> [Int] {
      if byName == nil {
        var all: [[UInt64]: [Int]] = [:]
        for other in text.mentions.indices where text.mentions[other].hasName {
          let mention = text.mentions[other]
          guard mention.symbol != Symbol.person, mention.symbol != Symbol.document else { continue }
          all[words.key(mention.nameLo, mention.nameHi, text), default: []].append(other)
        }
        byName = all
      }
      return byName?[key] ?? []
    }
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
      // ông Mận, cục trưởng Cục A (CA): the acronym is the house's, not the man's.
      if before.symbol == Symbol.title, entities[entity].kind == .person { continue }
      let key = words.key(inside.lo, inside.hi, text)
      guard !key.isEmpty else { continue }
      entities[entity].aliases.append(key)
      for word in key { byWord[word, default: []].append(entity) }
      entities[entity].kind = .organisation
      // Move the acronym's own mentions over.
      for other in named(key) where text.mentions[other].entity != Int32(entity) {
        text.mentions[other].entity = Int32(entity)
        links[other] = .acronym
        entities[entity].mentions.append(Int32(other))
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
      if joint == Symbol.copula { adoptPredicate(index, text) }
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

  /// Ông X là chủ tịch xã · Bác sĩ của bệnh viện là X: a role told by the copula.
  private func adoptPredicate(_ copula: Int, _ text: ArticleText) {
    let before = text.pieces[copula - 1]
    let after = text.pieces[copula + 1]
    guard after.index >= 0 else { return }
    if before.symbol == Symbol.person, before.index >= 0, after.symbol == Symbol.title,
      text.mentions[Int(after.index)].entity < 0
    {
      let entity = text.mentions[Int(before.index)].entity
      if entity >= 0 { adopt(Int(after.index), Int(entity), text) }
      return
    }
    guard after.symbol == Symbol.person || after.symbol == Symbol.name else { return }
    let entity = text.mentions[Int(after.index)].entity
    guard entity >= 0, entities[Int(entity)].kind == .person else { return }
    for index in stride(from: copula - 1, through: max(0, copula - 5), by: -1) {
      let piece = text.pieces[index]
      switch piece.symbol {
      case Symbol.title where piece.index >= 0 && text.mentions[Int(piece.index)].entity < 0:
        adopt(Int(piece.index), Int(entity), text)
        return
      case Symbol.possessive, Symbol.organisation, Symbol.place, Symbol.word, Symbol.preposition,
        Symbol.group:
        continue
      default: return
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
    if mention.titleKind != 255 { entities[entity].titleClasses |= 1 << UInt32(mention.titleKind) }
    links[index] = .apposition
    entities[entity].mentions.append(Int32(index))
    if mention.gender != .unknown, entities[entity].gender == .unknown {
      entities[entity].gender = mention.gender
    }
  }

  // MARK: Titles and pronouns, in the order of the text

  private func resolveInOrder(_ text: ArticleText, _ sources: [Int: Range<Int>]) {
    var lastSpeaker = -1
    for sentenceIndex in text.sentences.indices {
      let sentence = text.sentences[sentenceIndex]
      var isFirst = true
      for pieceIndex in Int(sentence.pieceStart)..<Int(sentence.pieceEnd) {
        let piece = text.pieces[pieceIndex]
        guard Symbol.isMention(piece.symbol), piece.index >= 0 else { continue }
        let index = Int(piece.index)
        let said = sources[pieceIndex]
        let isSource = said != nil
        if text.mentions[index].entity < 0 {
          switch piece.symbol {
          case Symbol.pronoun, Symbol.title, Symbol.group, Symbol.organisation, Symbol.document,
            Symbol.medium:
            look(at: said, behind: pieceIndex, in: sentence, text)
            resolve(index, sentenceIndex, lastSpeaker, text)
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
          let isOblique =
            !isSource && (before == Symbol.possessive || before == Symbol.preposition)
          entities[Int(entity)].lastWasOblique = isOblique && !(same && !entities[Int(entity)].lastWasOblique)
          let isQuoted = text.mentions[index].isQuoted
          entities[Int(entity)].lastWasQuoted = isQuoted && !(same && !entities[Int(entity)].lastWasQuoted)
          entities[Int(entity)].lastWasSubject = isSubject || same && entities[Int(entity)].lastWasSubject
          entities[Int(entity)].lastSentence = Int32(sentenceIndex)
          if entities[Int(entity)].firstSentence < 0 {
            entities[Int(entity)].firstSentence = Int32(sentenceIndex)
          }
          if piece.symbol == Symbol.pronoun { calledSo[text.tokens[Int(piece.lo)].hash] = Int(entity) }
          if isSubject, entities[Int(entity)].kind == .person, topicParagraph != sentence.paragraph {
            topic = Int(entity)
            topicParagraph = sentence.paragraph
          }
          if active.last != Int(entity) {
            if let place = active.suffix(96).lastIndex(of: Int(entity)) { active.remove(at: place) }
            active.append(Int(entity))
            if active.count > 400 { active.removeFirst(200) }
          }
          if isSource {
            lastSpeaker = Int(entity)
            entities[Int(entity)].speeches += 1
            if !entities[Int(entity)].isThing { entities[Int(entity)].isSurelyPerson = true }
          }
        }
        if piece.symbol != Symbol.place && piece.symbol != Symbol.document { isFirst = false }
      }
    }
  }

  /// Remembers who is named in the words of an attribution, and who further on in its sentence.
  private func look(at said: Range<Int>?, behind piece: Int, in sentence: Sentence, _ text: ArticleText) {
    namedInWords.removeAll(keepingCapacity: true)
    for k in (said ?? 0..<0).prefix(240) where text.tokens[k].isCapital {
      namedInWords.append(text.tokens[k].hash)
    }
    namedNext.removeAll(keepingCapacity: true)
    for next in (piece + 1..<max(piece + 1, Int(sentence.pieceEnd))).prefix(60)
    where Symbol.isMention(text.line[next]) && text.pieces[next].index >= 0 {
      let mention = text.mentions[Int(text.pieces[next].index)]
      if mention.hasName, mention.entity >= 0 { namedNext.append(Int(mention.entity)) }
    }
  }

  /// Ties a mention without a name of its own to somebody named before, or makes it somebody who is not named.
  private func resolve(_ index: Int, _ sentence: Int, _ lastSpeaker: Int, _ text: ArticleText) {
    let mention = text.mentions[index]
    gather(mention, sentence, text)
    weigher.begin()
    hasIntroduced = false
    for candidate in candidates {
      weigher.candidate()
      describe(candidate, mention, sentence, lastSpeaker, text)
    }
    let mayBeNew = mention.symbol != Symbol.pronoun
    if mayBeNew {
      weigher.candidate()
      describeItself(mention, sentence, text)
    }
    guard let choice = weigher.best(mustChoose: true) else { return }
    if isRecording {
      decisions[Int32(index)] = MentionDecision(
        entities: candidates.map { Int32($0) } + (mayBeNew ? [-1] : []),
        features: (0..<weigher.count).map { weigher.features(of: $0) })
    }
    certainties[index] = Float(choice.probability)
    if choice.index < candidates.count {
      let best = candidates[choice.index]
      let isPerson = entities[best].kind == .person
      if isPerson, mention.symbol != Symbol.organisation { text.mentions[index].phraseHi = 0 }
      text.mentions[index].entity = Int32(best)
      entities[best].mentions.append(Int32(index))
      switch mention.symbol {
      case Symbol.pronoun:
        links[index] = .pronoun(gender: mention.gender)
        if mention.gender != .unknown, entities[best].gender == .unknown {
          entities[best].gender = mention.gender
        }
        if mention.hi - mention.lo == 1 {
          let honorific = text.tokens[Int(mention.lo)].hash
          if !entities[best].honorifics.contains(honorific) { entities[best].honorifics.append(honorific) }
        }
      case Symbol.title, Symbol.group: links[index] = isPerson ? .title : .sameWords
      default: links[index] = .demonstrative
      }
      return
    }
    makeUnnamed(index, text)
  }

  /// How many words of a mention's end point back (chuyên gia này, cán bộ nói trên), or `nil`.
  private func demonstrative(_ mention: Mention, _ text: ArticleText) -> Int? {
    for length in 1...2 where Int(mention.hi) - length > Int(mention.lo) {
      if let hit = text.hit(.connective, Int(mention.hi) - length), hit.length == length,
        hit.sense.connectiveKind == .demonstrative
      {
        return Int(mention.titleHi) >= Int(mention.hi) || mention.titleHi == mention.titleLo ? length : nil
      }
    }
    return nil
  }

  private func makeUnnamed(_ index: Int, _ text: ArticleText) {
    let mention = text.mentions[index]
    let kind: SpeakerKind
    switch mention.symbol {
    case Symbol.group: kind = mention.isPlural ? .group : .unnamed
    case Symbol.organisation, Symbol.medium, Symbol.document: kind = .organisation
    default: kind = .unnamed
    }
    let end = max(mention.hi, mention.phraseHi)
    let entity = Entity(kind: kind, nameLo: mention.lo, nameHi: end, key: words.key(mention.lo, end, text))
    entity.gender = mention.gender
    let head = mention.titleHi > mention.titleLo ? mention.titleLo..<mention.titleHi : mention.lo..<mention.hi
    entity.head = words.withoutPrefix(words.key(head.lowerBound, head.upperBound, text), text)
    entity.mentions = [Int32(index)]
    entity.titleClasses = mention.titleKind == 255 ? 0 : 1 << UInt32(mention.titleKind)
    text.mentions[index].entity = Int32(entities.count)
    links[index] = .fullName
    entities.append(entity)
    for word in entity.head where byTitleWord[word]?.last != entities.count - 1 {
      byTitleWord[word, default: []].append(entities.count - 1)
    }
  }

  // MARK: Candidates

  /// Fills `candidates` with those whom a mention may mean: spoken of lately, or bearing a title of the same words.
  private func gather(_ mention: Mention, _ sentence: Int, _ text: ArticleText) {
    candidates.removeAll(keepingCapacity: true)
    mentionKey = words.key(
      mention.titleLo, mention.titleHi > mention.titleLo ? mention.titleHi : mention.hi, text)
    if mentionKey.isEmpty { mentionKey = words.key(mention.lo, mention.hi, text) }
    pointsBack = mention.hi > mention.titleHi && mention.titleHi > mention.titleLo
    if mentionKey.count > 1, let last = demonstrative(mention, text) {
      pointsBack = true
      if mentionKey.count > last { mentionKey.removeLast(last) }
    }
    let house = text.hit(.organisation, Int(mention.lo))
    isHouse = mention.symbol == Symbol.group && house != nil
    isPerhapsMedium = house?.sense.organisationKind == .medium
    wholeKey = words.key(mention.lo, max(mention.hi, mention.phraseHi), text)
    bareKey = words.withoutPrefix(mentionKey, text)
    for candidate in active.suffix(32).reversed() where admits(candidate, mention) {
      candidates.append(candidate)
      if candidates.count == 16 { break }
    }
    if mention.symbol != Symbol.pronoun {
      for candidate in titled(bareKey) where !candidates.contains(candidate) && admits(candidate, mention) {
        candidates.append(candidate)
      }
      if candidates.count > 28 { candidates.removeLast(candidates.count - 28) }
    }
  }

  /// What no weight can make right: gender against gender, several against one, a house for a person.
  private func admits(_ candidate: Int, _ mention: Mention) -> Bool {
    let entity = entities[candidate]
    if genderConflict(mention.gender, entity.gender) { return false }
    switch mention.symbol {
    case Symbol.pronoun:
      return mention.isPlural
        ? entity.kind == .group || entity.kind == .organisation
        : entity.kind == .person || entity.kind == .unnamed
    case Symbol.title:
      return entity.kind == .person || entity.kind == .unnamed
    case Symbol.group:
      // công ty, tờ báo: a house of that kind, or a name that may be one.
      if isHouse, entity.kind == .organisation || isPerhapsMedium && mayBeMedium(entity) { return true }
      return mention.isPlural
        ? entity.kind == .group : entity.kind == .person || entity.kind == .unnamed || entity.kind == .group
    case Symbol.medium: return entity.kind == .organisation || mayBeMedium(entity)
    default: return entity.kind == .organisation
    }
  }

  /// Whether a name of unknown kind may be a paper's: one of foreign words that nobody calls by a title.
  private func mayBeMedium(_ entity: Entity) -> Bool {
    entity.kind == .person && !entity.isSyllabic && !entity.isSurelyPerson
  }

  /// The place of a mention's form among `MentionFeatures.forms`.
  private func form(_ mention: Mention) -> Int {
    switch mention.symbol {
    case Symbol.pronoun: mention.isPlural ? 1 : mention.hi - mention.lo == 1 ? 0 : 2
    case Symbol.title: pointsBack ? 4 : 3
    case Symbol.group where isHouse: pointsBack ? 10 : 9
    case Symbol.group: mention.isPlural ? 7 : pointsBack ? 6 : 5
    case Symbol.organisation: pointsBack ? 10 : mentionKey.count <= 2 ? 9 : 8
    case Symbol.medium: 11
    default: 12
    }
  }

  private func kind(_ entity: Entity) -> Int {
    switch entity.kind {
    case .person: entity.isThing ? 2 : entity.isSurelyPerson ? 0 : 1
    case .organisation: entity.isMedium ? 4 : 3
    case .group: 5
    case .unnamed: 6
    }
  }

  private func describe(
    _ candidate: Int, _ mention: Mention, _ sentence: Int, _ lastSpeaker: Int, _ text: ArticleText
  ) {
    let entity = entities[candidate]
    let f = features
    let w = weigher
    let form = form(mention)
    w.add(f.pair[form, kind(entity)])
    let distance = entity.lastSentence < 0 ? 99 : sentence - Int(entity.lastSentence)
    w.add(f.distance[form, f.step(distance)])
    var rank = 0
    for other in candidates {
      if other == candidate { break }
      if kind(entities[other]) == kind(entity) { rank += 1 }
    }
    w.add(f.rank[form, min(rank, 4)])
    let group = form < 3 ? 0 : form < 8 ? 1 : 2
    w.add(f.salience[group, (entity.lastWasSubject ? 0 : 4) + min(max(0, distance), 3)])
    w.add(f.isOblique[group], if: entity.lastWasOblique)
    w.add(f.isQuoted[group], if: entity.lastWasQuoted)
    w.add(f.isTopic[group], if: candidate == topic)
    if distance < 99 {
      let paragraph = text.sentences[Int(entity.lastSentence)].paragraph
      w.add(f.paragraphs[group, min(3, max(0, Int(text.sentences[sentence].paragraph - paragraph)))])
      w.add(f.isNew[form, min(3, max(0, sentence - Int(entity.firstSentence)))])
    }
    w.add(f.isSubject[form], if: entity.lastWasSubject)
    w.add(f.isSubjectHere[form], if: entity.lastWasSubject && distance == 0)
    w.add(f.isLastSpeaker[form], if: candidate == lastSpeaker)
    w.add(f.hasSpoken[form], if: entity.speeches > 0)
    w.add(f.isMain[form], if: candidate == mainPerson)
    if let last = entity.key.last, !namedInWords.isEmpty {
      w.add(f.isNamedInWords[form], if: entity.kind != .unnamed && namedInWords.contains(last))
    }
    w.add(f.isNamedNext[form], if: namedNext.contains(candidate))
    w.add(
      f.isInHeadline[form],
      if: entity.firstSentence >= 0 && text.sentences[Int(entity.firstSentence)].paragraph == 0)
    if entity.kind != .unnamed, entity.kind != .group { w.add(f.mentions[min(entity.mentions.count, 12)]) }
    if mention.gender != .unknown {
      w.add(
        f.gender[
          entity.gender == mention.gender
            ? 0
            : entity.likelyGender == mention.gender ? 1 : entity.likelyGender != .unknown ? 2 : 3])
    }
    if mention.symbol == Symbol.pronoun, mention.hi - mention.lo == 1 {
      let honorific = text.tokens[Int(mention.lo)].hash
      w.add(f.honorific[entity.honorifics.contains(honorific) ? 0 : entity.honorifics.isEmpty ? 1 : 2])
    }
    if mention.symbol == Symbol.pronoun {
      w.add(f.isCalledSo[form], if: calledSo[text.tokens[Int(mention.lo)].hash] == candidate)
    } else {
      if entity.kind == .unnamed || entity.kind == .group, fits(entity) {
        w.add(f.isLatestFit[form], if: !hasIntroduced)
        w.add(
          f.isIntroduced[form], if: entity.key.count > wholeKey.count && !isIndefinite(mention, text))
        hasIntroduced = true
      }
      if entity.kind == .person || entity.kind == .unnamed {
        var fit = 0
        var shared = 0
        for title in entity.titles {
          fit = max(fit, words.fit(bareKey, title))
          shared = max(shared, title.count { wholeKey.contains($0) })
        }
        if !entity.head.isEmpty {
          fit = max(fit, words.fit(bareKey, entity.head))
          shared = max(shared, entity.head.count { bareKey.contains($0) })
          w.add(f.headFit[group, words.fit(bareKey, entity.head)])
        }
        w.add(f.titleFit[form, fit])
        w.add(f.sharedWords[min(shared, 4)])
        w.add(f.hasTitles[form], if: !entity.titles.isEmpty)
      } else {
        w.add(f.houseHead[form, entity.key.first == mentionKey.first ? 0 : 1])
        w.add(f.namedHouse[form], if: entity.key.count > mentionKey.count)
      }
      if mention.titleKind != 255 {
        w.add(
          f.titleClass[
            Int(mention.titleKind),
            entity.titleClasses == 0 ? 2 : entity.titleClasses & (1 << UInt32(mention.titleKind)) != 0 ? 0 : 1
          ])
      }
      w.add(f.prefixed[form], if: bareKey.count < mentionKey.count)
      w.add(f.age[form], if: isAge(mention, text))
      w.add(f.sameWords[form], if: entity.key == wholeKey || entity.key == mentionKey)
      w.add(f.sameHead[form], if: entity.key.first == mentionKey.first)
      w.add(
        f.startsSame[form], if: entity.key.count > mentionKey.count && entity.key.starts(with: mentionKey))
      w.add(f.within[form], if: words.isWithin(bareKey, entity.key))
      w.add(f.length[form, min(wholeKey.count, 5)])
      w.add(f.isIndefinite[form], if: isIndefinite(mention, text))
      w.add(f.isExtended[form], if: mention.phraseHi > mention.hi)
      if entity.kind == .person, mention.titleKind != 255 {
        w.add(f.personByClass[Int(mention.titleKind)])
      }
      w.add(f.later[form], if: entity.lastSentence < 0)
    }
  }

  private func describeItself(_ mention: Mention, _ sentence: Int, _ text: ArticleText) {
    let f = features
    let w = weigher
    let form = form(mention)
    w.add(f.itself[form])
    w.add(f.itselfLength[form, min(wholeKey.count, 5)])
    w.add(f.itselfIndefinite[form], if: isIndefinite(mention, text))
    w.add(f.itselfExtended[form], if: mention.phraseHi > mention.hi)
    w.add(f.itselfAge[form], if: isAge(mention, text))
    if mention.titleKind != 255 { w.add(f.itselfClass[Int(mention.titleKind)]) }
    w.add(f.itselfPrefixed[form], if: bareKey.count < mentionKey.count)
    w.add(f.itselfFirst[form], if: candidates.isEmpty)
    w.add(f.itselfAnswered[form], if: hasIntroduced && !isIndefinite(mention, text))
    if mention.lo > 0 {
      w.add(
        f.itselfDetermined[form],
        if: text.has(.determiner, Int(mention.lo)) || text.has(.determiner, Int(mention.lo) - 1))
    }
    w.add(f.itselfCapital[form], if: text.tokens[Int(mention.hi) - 1].isCapital)
    if sentence < 2 { w.add(f.itselfEarly[form]) }
  }

  /// Whether somebody who is not named was brought in by words that hold those of the mention at hand.
  private func fits(_ entity: Entity) -> Bool {
    words.isWithin(bareKey, entity.key) || !entity.head.isEmpty && words.fit(bareKey, entity.head) >= 2
  }

  /// Có bị can khai …: somebody of that kind, nobody named.
  private func isIndefinite(_ mention: Mention, _ text: ArticleText) -> Bool {
    guard mention.lo > 0 || text.has(.determiner, Int(mention.lo)) else { return false }
    for at in [Int(mention.lo), Int(mention.lo) - 1] where at >= 0 {
      if text.isOne(of: .indefinites, at) { return true }
    }
    return false
  }

  /// Whether a number and a word for years of age follow the title: tiền vệ 25 tuổi.
  private func isAge(_ mention: Mention, _ text: ArticleText) -> Bool {
    let at = Int(mention.hi)
    guard at > 0, at + 1 < text.tokens.count else { return false }
    if text.tokens[at].kind == .number, text.isOne(of: .ageWords, at + 1) { return true }
    // The phrase itself may hold the age.
    return mention.hi - mention.lo >= 3 && text.isOne(of: .ageWords, at - 1)
  }
}

/// Reads names as lists of word hashes.
struct NameWords {
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
  func withoutPrefix(_ key: [UInt64], _ text: ArticleText) -> [UInt64] {
    guard key.count > 1, let first = key.first,
      text.wordSets.contains(.bearerPrefixes, WordSets.step(0, first))
    else { return key }
    return Array(key.dropFirst())
  }
}
