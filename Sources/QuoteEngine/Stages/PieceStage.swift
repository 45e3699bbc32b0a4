/// Lays each sentence out as a line of pieces: stretches in marks, mentions, cues and function words, one
/// symbol each, which the forms then read.
struct PieceStage {
  /// Fills `text.pieces`, `text.line`, `text.mentions` and `text.cues`.
  func run(_ text: ArticleText) {
    collectKnown(text)
    for index in text.sentences.indices { lay(index, text) }
    nameAcronyms(text)
  }

  /// Gives an acronym the name that it stands for, where the article writes the name out (Tổ chức Y tế Thế giới … WHO).
  private func nameAcronyms(_ text: ArticleText) {
    var short: [(mention: Int, name: UInt64)] = []
    for index in text.mentions.indices {
      let mention = text.mentions[index]
      let at = Int(mention.nameLo)
      guard mention.symbol == Symbol.organisation, mention.nameHi - mention.nameLo == 1,
        text.tokens[at].shape == .capitals, let hit = text.hit(.acronym, at),
        let name = text.expansions[hit.sense.entry]
      else { continue }
      short.append((index, name))
    }
    guard !short.isEmpty else { return }
    var written: [UInt64: Int] = [:]
    for index in text.mentions.indices where text.mentions[index].symbol == Symbol.organisation {
      let mention = text.mentions[index]
      // Tổ chức Y tế Thế giới, which the lexicon holds whole, has no name of its own behind a head.
      let range = mention.hasName ? mention.nameLo..<mention.nameHi : mention.lo..<mention.hi
      guard range.count > 1 else { continue }
      var name: UInt64 = 0
      for k in Int(range.lowerBound)..<Int(range.upperBound) where text.tokens[k].isWord {
        name = WordSets.step(name, text.tokens[k].hash)
      }
      if written[name] == nil { written[name] = index }
    }
    for (index, name) in short {
      guard let whole = written[name] else { continue }
      let mention = text.mentions[whole]
      text.mentions[index].nameLo = mention.hasName ? mention.nameLo : mention.lo
      text.mentions[index].nameHi = mention.hasName ? mention.nameHi : mention.hi
    }
  }

  /// Lays out the inside of the words in marks that hold other words in marks, each as a sentence of its own after the
  /// article's last one.
  func runInside(_ text: ArticleText, _ drafts: [Draft]) -> Range<Int> {
    let first = text.sentences.count
    for draft in drafts where draft.layer == .quote && draft.stretch >= 0 {
      let stretch = text.stretches[Int(draft.stretch)]
      guard stretch.depth == 0, Int(draft.stretch) + 1 < text.stretches.count else { continue }
      // The inner stretches follow the outer one.
      let inner = text.stretches[Int(draft.stretch) + 1]
      guard inner.parent == draft.stretch, inner.words >= 2, stretch.hi - stretch.lo <= 400 else {
        continue
      }
      let outer = text.sentences[draft.sentence]
      var sentence = Sentence(
        tokenStart: stretch.lo, tokenEnd: stretch.hi, paragraph: outer.paragraph, isHeadline: false)
      sentence.isQuoted = true
      text.sentences.append(sentence)
      lay(text.sentences.count - 1, text)
    }
    return first..<text.sentences.count
  }

  /// Remembers the capitalised words that stand inside sentences: at a sentence's start the same words are names.
  private func collectKnown(_ text: ArticleText) {
    text.knownNames.removeAll()
    text.knownGivenNames.removeAll()
    text.knownPlaces.removeAll()
    text.knownLastNames.removeAll()
    guard text.tokens.count > 2 else { return }
    for k in 1..<(text.tokens.count - 1) {
      let token = text.tokens[k]
      guard token.isCapital, !token.glued else { continue }
      let previous = text.tokens[k - 1]
      collectGivenName(k, text)
      if !token.isSyllable, previous.isCapital, token.shape == .capitalised, !text.tokens[k + 1].isCapital {
        text.knownLastNames.insert(token.hash)
      }
      guard previous.kind == .word, previous.shape == .lower else { continue }
      if text.has(.area, k - 1) || text.isOne(of: .locatives, k - 1) { collectPlace(k, text) }
      text.knownNames.insert(token.hash)
      let next = text.tokens[k + 1]
      if next.isCapital, !next.glued { text.knownNames.insert(token.hash &* 31 &+ next.hash) }
    }
  }

  /// Remembers the last word of a full name that begins at a token: three or four capitalised syllables after a
  /// family name, and nothing capitalised around them.
  private func collectGivenName(_ at: Int, _ text: ArticleText) {
    let token = text.tokens[at]
    guard token.traits.contains(.vietnameseFamilyName),
      !text.tokens[at - 1].isCapital || text.tokens[at - 1].shape == .capitals
    else { return }
    var end = at + 1
    while end < text.tokens.count, end - at < 5, text.tokens[end].isCapital,
      text.tokens[end].isSyllable,
      !text.tokens[end].glued
    {
      end += 1
    }
    if end - at == 3 || end - at == 4,
      text.hit(.place, at).map({ Int($0.length) < end - at }) ?? true
    {
      text.knownGivenNames.insert(text.tokens[end - 1].hash)
    }
  }

  /// Remembers the words of a place that begins at a token.
  private func collectPlace(_ at: Int, _ text: ArticleText) {
    var end = at
    var hash: UInt64 = 0
    while end < text.tokens.count, end - at < 3, text.tokens[end].isCapital, !text.tokens[end].glued {
      hash = WordSets.step(hash, text.tokens[end].hash)
      end += 1
    }
    if end < text.tokens.count, !text.tokens[end].isCapital { text.knownPlaces.insert(hash) }
  }

  private func lay(_ sentence: Int, _ text: ArticleText) {
    text.sentences[sentence].pieceStart = Int32(text.pieces.count)
    let lo = Int(text.sentences[sentence].tokenStart)
    let hi = Int(text.sentences[sentence].tokenEnd)
    lay(lo, hi, text)
    text.sentences[sentence].pieceEnd = Int32(text.pieces.count)
  }

  private func lay(_ lo: Int, _ hi: Int, _ text: ArticleText) {
    let parser = MentionParser(text: text)
    var i = lo
    while i < hi {
      let token = text.tokens[i]
      let stretchIndex = text.stretchAt[i]
      if stretchIndex >= 0 {
        let stretch = text.stretches[Int(stretchIndex)]
        if !stretch.isNickname {
          if stretch.words <= 2, stretch.isClosed, let cue = text.hit(.cue, Int(stretch.lo)),
            cue.length == stretch.hi - stretch.lo, cue.sense.cueTakes == .both,
            !text.pieces.isEmpty,
            Symbol.isMention(text.pieces[text.pieces.count - 1].symbol)
              || text.pieces[text.pieces.count - 1].symbol == Symbol.adverb
          {
            // Ông X “hứa” sẽ …: the writer's distance from the verb, which reports all the same.
            emit(
              Self.symbol(ofCue: cue.sense), i, min(Int(stretch.end), hi), Int32(text.cues.count),
              text)
            text.cues.append(cue.sense)
            i = max(min(Int(stretch.end), hi), i + 1)
            continue
          }
          if let account = account(stretch, i, lo, text) {
            i = emit(account, text)
            continue
          }
          emit(Self.symbol(of: stretch), i, min(Int(stretch.end), hi), stretchIndex, text)
          i = max(min(Int(stretch.end), hi), i + 1)
          continue
        }
      }
      switch token.kind {
      case .newline:
        i += 1
        continue
      case .punctuation:
        emit(Self.symbol(ofPunctuation: token.role), i, i + 1, -1, text)
        i += 1
        continue
      case .number:
        if i + 1 < hi,
          text.hasHits(i + 1) || text.bytes[Int(text.tokens[i + 1].start)] == UInt8(ascii: "%"),
          let mention = parser.parse(at: i, limit: hi)
        {
          i = emit(mention, text)
          continue
        }
        emit(Symbol.number, i, i + 1, -1, text)
        i += 1
        continue
      case .word:
        i = word(i, lo, hi, parser, text)
      }
    }
  }

  /// Tài khoản “X”, rapper “X”: a name in marks right after a noun for accounts or artists; it takes the noun's piece in.
  private func account(_ stretch: Stretch, _ i: Int, _ lo: Int, _ text: ArticleText) -> Mention? {
    guard stretch.isClosed, stretch.words <= 5, stretch.words > 0, !stretch.endsSentence,
      stretch.beginsCapital,
      i > lo
    else { return nil }
    return account(.accountNouns, i, Int(stretch.lo)..<Int(stretch.hi), to: Int(stretch.end), lo, text)
  }

  /// Nick Tư Ếch, bạn đọc có nickname hailua88: a name without marks after such a noun.
  private func handle(_ i: Int, _ end: Int, _ lo: Int, _ text: ArticleText) -> Mention? {
    guard i > lo, text.tokens[i].shape != .lower || holdsDigit(text.tokens[i], text) else { return nil }
    if signs(i, end, text) {
      var mention = Mention(lo: Int32(i), hi: Int32(end), symbol: Symbol.person)
      mention.nameLo = Int32(i)
      mention.nameHi = Int32(end)
      mention.titleLo = Int32(i)
      mention.titleHi = Int32(i)
      return mention
    }
    return account(.handleNouns, i, i..<end, to: end, lo, text)
  }

  /// “Q” (hailua88): whether an account's name stands alone in brackets after words in marks.
  private func signs(_ i: Int, _ end: Int, _ text: ArticleText) -> Bool {
    guard text.tokens[i].shape == .lower, end < text.tokens.count, text.pieces.count >= 2,
      text.tokens[i - 1].role == UInt8(ascii: "("), text.tokens[end].role == UInt8(ascii: ")")
    else { return false }
    switch text.line[text.line.count - 2] {
    case Symbol.quote, Symbol.shortQuote, Symbol.stop: return true
    default: return false
    }
  }

  private func holdsDigit(_ token: Token, _ text: ArticleText) -> Bool {
    (Int(token.start)..<Int(token.end)).contains { text.bytes[$0] >= 0x30 && text.bytes[$0] <= 0x39 }
  }

  /// The mention of an account's name that begins at a token, with the noun before it.
  private func account(
    _ nouns: WordSetName, _ i: Int, _ name: Range<Int>, to end: Int, _ lo: Int, _ text: ArticleText
  ) -> Mention? {
    for back in 1...4 where i - back >= lo {
      guard text.length(of: nouns, i - back) == back else { continue }
      // The pieces that the noun was read as are its own; a longer one keeps it.
      var first = text.pieces.count
      while first > 0, Int(text.pieces[first - 1].lo) >= i - back { first -= 1 }
      let start = first < text.pieces.count ? Int(text.pieces[first].lo) : i
      guard start == i - back else { return nil }
      text.dropPieces(from: first)
      var mention = Mention(lo: Int32(start), hi: Int32(end), symbol: Symbol.person)
      mention.nameLo = Int32(name.lowerBound)
      mention.nameHi = Int32(name.upperBound)
      mention.titleLo = Int32(start)
      mention.titleHi = Int32(i)
      return mention
    }
    return nil
  }

  // MARK: Words

  private func word(_ i: Int, _ lo: Int, _ hi: Int, _ parser: MentionParser, _ text: ArticleText)
    -> Int
  {
    let token = text.tokens[i]
    if let mention = parser.prefixed(at: i, limit: hi) { return emit(mention, text) }
    // What the token's phrases can be, a bit a category: most of the questions below end with it.
    let mask = text.hitMask[i]
    guard mask & ~ArticleText.word != 0 else {
      let length = mask == 0 ? 1 : text.wordLength(i)
      let isWord = length == 2 && i + 1 < hi && text.tokens[i + 1].shape == .lower
      if token.isCapital, !isWord, let mention = capital(i, lo, hi, parser, text) {
        return emit(mention, text)
      }
      let end = min(hi, i + length)
      if token.word == WordTable.unknown, let handle = handle(i, end, lo, text) {
        return emit(handle, text)
      }
      emit(token.isCapital ? Symbol.capital : Symbol.word, i, end, -1, text)
      return end
    }
    let isStart = opensSentence(i, lo, text)
    let isInsideName = token.isCapital && !isStart && text.tokens[i - 1].isCapital
    var blocked = text.length(.notCue, i, mask)
    if blocked > 0, let last = text.pieces.last, last.hi == Int32(i),
      last.symbol == Symbol.person || last.symbol == Symbol.pronoun,
      isDeictic(i, Int(blocked), text)
    {
      // ông X nói trên truyền hình: a verb, not “the said”.
      blocked = 0
    }
    let nominal = mask & Self.nominals == 0 ? 0 : text.length(ofAny: Self.nominals, i)

    // theo X; dẫn nguồn tin từ X
    let followsSpeaker =
      text.pieces.last.map {
        $0.hi == Int32(i)
          && ($0.symbol == Symbol.person || $0.symbol == Symbol.pronoun
            || $0.symbol == Symbol.adverb)
      } ?? false
    if let source = text.hit(.source, i), !isInsideName, source.length >= blocked,
      !(followsSpeaker && text.hit(.cue, i) != nil && source.sense.sourceKind == .according)
    {
      var after = i + Int(source.length)
      // Theo ghi nhận, …; Theo điều tra, …: nobody is named.
      if source.length > 1, source.sense.sourceKind == .according, after < hi,
        text.tokens[after].role == UInt8(ascii: ","),
        text.hit(.cue, i) == nil
      {
        emit(Symbol.word, i, after, -1, text)
        return after
      }
      if source.length > 1, after < hi, text.tokens[after].kind == .punctuation,
        source.sense.sourceKind != .via
      {
        // Theo kết quả khảo sát, …: the document itself is named.
        after = i + 1
      }
      if source.sense.sourceKind == .via, source.length > 1, after < hi, text.tokens[after].kind == .word,
        text.tokens[after].shape == .lower, let house = text.hit(.organisation, i + 1),
        house.sense.organisationKind == .medium, i + 1 + Int(house.length) == after
      {
        // Theo tạp chí uy tín X, Theo đài truyền hình địa phương: the medium with all its words.
        emit(Symbol.according, i, i + 1, -1, text)
        return i + 1
      }
      let cueLength = text.hit(.cue, i)?.length ?? 0
      // Theo Kết luận 49 của …: a numbered paper is a rule.
      let isNumbered =
        source.length > 1 && after < hi && text.tokens[after].kind == .number
        && source.sense.sourceKind == .document
      if isNumbered {
        emit(Symbol.word, i, after, -1, text)
        return after
      }
      if cueLength < source.length || source.sense.sourceKind != .according || cueLength == 0 {
        if source.length == 1 || source.sense.sourceKind == .according,
          let stop = text.hit(.theoStop, after),
          (text.hit(.document, after)?.length ?? 0) < stop.length || source.length > 1,
          stop.length > (text.hit(.theoGo, after)?.length ?? 0),
          !text.tokens[after].isCapital || text.tokens[after].traits.isDisjoint(with: .familyName)
        {
          emit(Symbol.word, i, after, -1, text)
          emit(Symbol.word, after, after + Int(stop.length), -1, text)
          return after + Int(stop.length)
        }
        if after < hi {
          emit(Self.symbol(of: source.sense.sourceKind), i, after, -1, text)
          return after
        }
      }
    }

    if let cue = text.hit(.cue, i), cue.length > blocked, cue.length >= nominal, !isInsideName,
      !namesSomebody(i, cue, isStart, hi, text),
      !isNoun(i, Int(cue.length), lo, hi, text)
    {
      // báo cáo của X is a document; báo cáo alone is a cue.
      if let document = text.hit(.document, i), document.length >= cue.length,
        let mention = parser.parse(at: i, limit: hi),
        mention.symbol == Symbol.document,
        isLinked(i + Int(document.length), mention, atOnce: followsSubject(i, text), text)
      {
        return emit(mention, text)
      }
      // thẳng thừng cho rằng: the manner of the verb that follows.
      if cue.sense.cueTakes == .quote, let manner = text.hit(.preverbal, i),
        manner.length >= cue.length,
        text.hit(.cue, i + Int(manner.length)) != nil
      {
        emit(Symbol.adverb, i, i + Int(manner.length), -1, text)
        return i + Int(manner.length)
      }
      emit(Self.symbol(ofCue: cue.sense), i, i + Int(cue.length), Int32(text.cues.count), text)
      text.cues.append(cue.sense)
      return i + Int(cue.length)
    }

    let preverbal = text.length(.preverbal, i, mask)
    let connective = text.length(.connective, i, mask)
    let link = text.length(.link, i, mask)
    let time = text.length(.time, i, mask)
    // By twos: for more than three, max makes an array.
    let function = max(max(preverbal, connective), max(link, time))
    let phrase = mask & Self.phrases == 0 ? 0 : text.length(ofAny: Self.phrases, i)

    if blocked > function, blocked >= phrase {
      if phrase > 0, let mention = parser.parse(at: i, limit: hi),
        mention.symbol == Symbol.group || mention.symbol == Symbol.document
      {
        return emit(mention, text)
      }
      emit(Symbol.word, i, i + Int(blocked), -1, text)
      return i + Int(blocked)
    }
    // A capital that is no function word at the sentence's start may open a name.
    let isKnownPair =
      token.isCapital && i + 1 < hi && text.tokens[i + 1].isCapital
      && text.knownNames.contains(token.hash &* 31 &+ text.tokens[i + 1].hash)
    let mayBeName =
      token.isCapital && (!isStart || !token.traits.isDisjoint(with: .familyName) || isKnownPair)
    if phrase >= function, phrase > 0, let mention = parser.parse(at: i, limit: hi) {
      return emit(mention, text)
    }
    if mayBeName, let mention = capital(i, lo, hi, parser, text) { return emit(mention, text) }
    if time > 0, time >= preverbal, time >= connective, !isInsideName {
      return timeExpression(i, Int(time), hi, text)
    }
    if connective == 1, let last = text.pieces.last, last.hi == Int32(i),
      Symbol.isMention(last.symbol),
      i + 1 < hi,
      text.hit(.cue, i + 1) != nil, text.isOne(of: .aboveWords, i)
    {
      // vị kỹ sư trên thông tin: the one named before.
      emit(Symbol.demonstrative, i, i + 1, -1, text)
      return i + 1
    }
    if connective > 0, connective >= preverbal, connective >= link, !isInsideName,
      let joint = text.hit(.connective, i)
    {
      emit(Self.symbol(of: joint.sense.connectiveKind), i, i + Int(connective), -1, text)
      return i + Int(connective)
    }
    if preverbal > 0, preverbal >= link, !isInsideName, let word = text.hit(.preverbal, i) {
      emit(Self.symbol(of: word.sense.preverbalKind), i, i + Int(preverbal), -1, text)
      return i + Int(preverbal)
    }
    if link > 0, !isInsideName, let joint = text.hit(.link, i),
      joint.sense.linkKind != .adverb || follows(.cue, text)
    {
      let symbol: UInt8
      switch joint.sense.linkKind {
      // việc, nguyên nhân: the clause itself begins with it.
      case .deed: symbol = Symbol.word
      case .adverb: symbol = Symbol.link
      case .complementiser:
        symbol =
          text.isOne(of: .thatLinks, i)
          ? Symbol.that : link == 1 && text.isOne(of: .copulas, i) ? Symbol.copula : Symbol.link
      }
      emit(symbol, i, i + Int(link), -1, text)
      return i + Int(link)
    }
    if let determiner = text.hit(.determiner, i), !isInsideName {
      emit(Symbol.determiner, i, i + Int(determiner.length), -1, text)
      return i + Int(determiner.length)
    }
    if token.isCapital, let mention = capital(i, lo, hi, parser, text) {
      return emit(mention, text)
    }
    emit(token.isCapital ? Symbol.capital : Symbol.word, i, i + 1, -1, text)
    return i + 1
  }

  /// The categories that make a mention by themselves.
  private static let nominals = Category.mask([
    .title, .organisation, .group, .place, .honorific, .medium, .acronym,
  ])
  /// The same and those that say whose kin somebody is.
  private static let people = nominals | Category.mask([.kin])
  /// The same and those that open one.
  private static let phrases = nominals | Category.mask([.document, .kin, .determiner])

  /// Whether a capital here is the sentence's own: at its start, after a colon, a stop or an opening mark.
  private func opensSentence(_ i: Int, _ lo: Int, _ text: ArticleText) -> Bool {
    if i == lo || text.tokens[i].glued { return true }
    switch text.tokens[i - 1].role {
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"),
      UInt8(ascii: "e"),
      UInt8(ascii: "*"):
      return true
    case UInt8(ascii: "-"): return i - 1 == lo
    case UInt8(ascii: "m"): return text.stretchAt[i - 1] >= 0
    default: return false
    }
  }

  /// A run of capitals without a title. At a sentence's start a single common word is no name.
  private func capital(_ i: Int, _ lo: Int, _ hi: Int, _ parser: MentionParser, _ text: ArticleText)
    -> Mention?
  {
    let token = text.tokens[i]
    // Hệ thống Trường X: a common word of two syllables whose first has a capital.
    if i + 1 < hi, text.tokens[i + 1].kind == .word, text.tokens[i + 1].shape == .lower,
      token.shape == .capitalised, let word = text.hit(.word, i), word.length == 2,
      !text.knownGivenNames.contains(token.hash),
      !token.traits.contains(.givenName) || !text.knownNames.contains(token.hash)
    {
      return nil
    }
    // Điều 36, Top 8: what is numbered.
    if i + 1 < hi, text.tokens[i + 1].kind == .number, text.tokens[i + 1].spaced, token.isSyllable,
      !token.traits.contains(.givenName), !text.knownGivenNames.contains(token.hash)
    {
      return nil
    }
    if text.isOne(of: .firstPersons, i) { return nil }
    if opensSentence(i, lo, text), token.isSyllable {
      let next = i + 1 < hi ? text.tokens[i + 1] : nil
      let nextCapital = next.map { $0.isCapital && !$0.glued } ?? false
      if !nextCapital {
        // One capitalised syllable opens the sentence; it is a name only where the article names it elsewhere.
        guard
          (text.knownNames.contains(token.hash) || text.knownGivenNames.contains(token.hash))
            && !text.opensSentence(i)
            || speaks(i, hi, parser, text), text.hit(.title, i) == nil,
          text.hit(.organisation, i) == nil
        else { return nil }
        return parser.run(at: i, limit: hi)
      }
      if text.opensSentence(i), token.traits.isDisjoint(with: .familyName) || text.has(.opener, i),
        !text.knownNames.contains(token.hash &* 31 &+ next!.hash)
      {
        return nil
      }
    }
    return parser.run(at: i, limit: hi)
  }

  /// Sương Nói, chị Khai: a verb's only syllable with a capital is a name, unless it opens the sentence by itself.
  private func namesSomebody(_ i: Int, _ cue: Hit, _ isStart: Bool, _ hi: Int, _ text: ArticleText)
    -> Bool
  {
    guard cue.length == 1, text.tokens[i].isCapital else { return false }
    if !isStart { return text.tokens[i].shape == .capitalised }
    return i + 1 < hi && text.tokens[i + 1].isCapital && !text.tokens[i + 1].glued
      && text.tokens[i + 1].shape == .capitalised && text.tokens[i].isSyllable
  }

  /// Whether a verb of speech follows a single capitalised word that the article or a lexicon knows as a name:
  /// Vy cho biết …; Đức tuyên bố …
  private func speaks(_ i: Int, _ hi: Int, _ parser: MentionParser, _ text: ArticleText) -> Bool {
    let token = text.tokens[i]
    guard
      text.knownNames.contains(token.hash) || text.hit(.place, i) != nil
    else { return false }
    var next = i + 1
    if let adverb = text.hit(.preverbal, next) { next += Int(adverb.length) }
    guard next < hi, let cue = text.hit(.cue, next) else { return false }
    return cue.length >= 2 || text.hit(.place, i) != nil
  }

  /// Whether the piece before is a cue, or a link after one.
  private func follows(_ category: Category, _ text: ArticleText) -> Bool {
    guard let last = text.pieces.last else { return false }
    switch last.symbol {
    case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.afterCue, Symbol.link, Symbol.adverb:
      return true
    default: return false
    }
  }

  /// nói trên, nêu trên: a cue's word with trên after it.
  private func isDeictic(_ i: Int, _ length: Int, _ text: ArticleText) -> Bool {
    guard length == 2, text.hit(.cue, i) != nil else { return false }
    return text.isOne(of: .aboveWords, i + 1)
  }

  /// A cue's words used as a noun: các tuyên bố, lời kể, thông báo này, báo cáo của X.
  private func isNoun(_ i: Int, _ length: Int, _ lo: Int, _ hi: Int, _ text: ArticleText) -> Bool {
    let after = i + length
    if after < hi, let connective = text.hit(.connective, after) {
      switch connective.sense.connectiveKind {
      case .possessive where connective.length == 1 && text.isOne(of: .owningLinks, after):
        return true
      case .demonstrative where text.isOne(of: .nounDemonstratives, after): return true
      default: break
      }
    }
    guard i > lo, text.tokens[i - 1].kind == .word else { return false }
    if let last = text.pieces.last, last.hi == Int32(i), last.symbol == Symbol.determiner {
      return true
    }
    if let last = text.pieces.last, last.hi == Int32(i), last.symbol == Symbol.adverb,
      text.pieces.count > 1,
      Symbol.isMention(text.pieces[text.pieces.count - 2].symbol)
        || text.pieces[text.pieces.count - 2].symbol == Symbol.time
        || text.pieces[text.pieces.count - 2].symbol == Symbol.adverb
    {
      // Cô từng tiết lộ: an adverb after a subject.
      return false
    }
    if let last = text.pieces.last, last.hi == Int32(i), last.hi - last.lo > 1,
      last.symbol == Symbol.place
        || Symbol.isMention(last.symbol), text.tokens[i - 1].isCapital
    {
      // Nhật Bản cho biết: the last syllable of a name marks no noun.
      return false
    }
    let previous = text.tokens[i - 1]
    guard previous.end - previous.start <= 9 else { return false }
    return text.isOne(of: .nounMarkers, i - 1)
  }

  /// Whether the piece before is one who can speak, or an adverb after him: what follows is his verb.
  private func followsSubject(_ i: Int, _ text: ArticleText) -> Bool {
    var index = text.pieces.count - 1
    while index > 0, text.pieces[index].symbol == Symbol.adverb { index -= 1 }
    guard index >= 0, text.pieces.last?.hi == Int32(i) else { return false }
    switch text.pieces[index].symbol {
    case Symbol.person, Symbol.title, Symbol.pronoun, Symbol.organisation, Symbol.medium, Symbol.place,
      Symbol.group, Symbol.name:
      return true
    default: return false
    }
  }

  /// Whether a document is tied to its issuer by của, từ or do.
  ///
  /// - Parameter atOnce: whether the link must stand right after the document's noun.
  private func isLinked(_ at: Int, _ mention: Mention, atOnce: Bool, _ text: ArticleText) -> Bool {
    for k in at..<min(Int(mention.hi), at + (atOnce ? 1 : 6)) {
      if let link = text.hit(.connective, k),
        link.sense.connectiveKind == .possessive
          || link.sense.connectiveKind == .preposition
      {
        return true
      }
    }
    return false
  }

  /// ngày 9/11; sáng 5-3; hồi tháng 3; lúc 8h30 tối qua
  private func timeExpression(_ i: Int, _ length: Int, _ hi: Int, _ text: ArticleText) -> Int {
    var k = i + length
    while k < hi {
      let token = text.tokens[k]
      if token.kind == .number {
        k += 1
        continue
      }
      if token.kind == .punctuation,
        token.role == UInt8(ascii: "/") || token.role == UInt8(ascii: "-")
          || token.role == UInt8(ascii: "."),
        !token.spaced,
        k + 1 < hi, text.tokens[k + 1].kind == .number
      {
        k += 2
        continue
      }
      if token.kind == .punctuation, token.role == UInt8(ascii: "("), k + 2 < hi,
        text.tokens[k + 1].kind == .number
      {
        var q = k + 1
        while q < hi, q - k < 7, text.tokens[q].role != UInt8(ascii: ")") { q += 1 }
        if q < hi, text.tokens[q].role == UInt8(ascii: ")") {
          k = q + 1
          continue
        }
        break
      }
      if token.kind == .word, let time = text.hit(.time, k), !token.isCapital {
        k += Int(time.length)
        continue
      }
      if token.kind == .word, !token.spaced, text.tokens[k - 1].kind == .number {
        k += 1
        continue
      }
      break
    }
    emit(Symbol.time, i, k, -1, text)
    return k
  }

  // MARK: Emitting

  @inline(__always)
  private func emit(_ symbol: UInt8, _ lo: Int, _ hi: Int, _ index: Int32, _ text: ArticleText) {
    text.pieces.append(Piece(symbol: symbol, lo: Int32(lo), hi: Int32(hi), index: index))
    text.line.append(symbol)
  }

  private func emit(_ found: Mention, _ text: ArticleText) -> Int {
    var mention = found
    if mention.symbol == Symbol.person || mention.symbol == Symbol.name, !mention.hasHonorific,
      mention.titleHi == mention.titleLo,
      let account = handle(Int(mention.lo), Int(mention.hi), 0, text)
    {
      mention = account
    }
    if mention.symbol == Symbol.person || mention.symbol == Symbol.name, !mention.hasHonorific,
      mention.titleHi == mention.titleLo,
      let last = text.pieces.last, last.hi == mention.lo, last.symbol == Symbol.preposition,
      isLocative(last, text)
    {
      // tại Cung Văn hóa X: a place, whatever its first word.
      mention.symbol = Symbol.place
    } else if mention.symbol == Symbol.person || mention.symbol == Symbol.name,
      !mention.hasHonorific,
      mention.titleHi == mention.titleLo, mention.lo > 0, text.pieces.last?.hi == mention.lo,
      text.isOne(of: .placeNouns, Int(mention.lo) - 1),
      text.tokens[Int(mention.lo) - 1].shape == .lower
    {
      // đường Tô Vĩnh Khoan, chợ Bà Mận: named for somebody, who does not speak.
      mention.symbol = Symbol.place
    } else if mention.symbol == Symbol.person || mention.symbol == Symbol.name, followsThing(mention, text) {
      // bãi rác Gò Sạn
      mention.symbol = Symbol.place
    }
    if mention.symbol != Symbol.capital, isThing(mention, text) { mention.symbol = Symbol.capital }
    if mention.symbol == Symbol.capital {
      // The name of a thing: nobody who speaks.
      emit(Symbol.capital, Int(mention.lo), Int(mention.hi), -1, text)
      return max(Int(mention.hi), Int(mention.lo) + 1)
    }
    if mention.issuer >= 0 {
      var issuer = text.issuers[Int(mention.issuer)]
      issuer.issuer = -1
      mention.issuer = Int32(text.mentions.count)
      take(issuer, text)
    }
    text.issuers.removeAll()
    emit(mention.symbol, Int(mention.lo), Int(mention.hi), Int32(text.mentions.count), text)
    take(mention, text)
    return max(Int(mention.hi), Int(mention.lo) + 1)
  }

  /// Whether syllables that are nobody's given name stand after a common noun of two syllables that is no person's.
  private func followsThing(_ mention: Mention, _ text: ArticleText) -> Bool {
    let noun = Int(mention.lo) - 2
    guard !mention.hasHonorific, mention.titleHi == mention.titleLo, noun >= 0, mention.hi - mention.lo == 2,
      let word = text.hit(.word, noun), word.length == 2, word.sense.wordClass == .noun,
      text.tokens[noun + 1].shape == .lower,
      text.hitMask[noun] & Self.people == 0,
      (Int(mention.lo)..<Int(mention.hi)).allSatisfy({ text.tokens[$0].isWord && text.tokens[$0].isSyllable })
    else { return false }
    let last = text.tokens[Int(mention.hi) - 1]
    return !last.traits.contains(.givenName) && !text.knownGivenNames.contains(last.hash)
  }

  /// Whether capitalised words without a title name a thing: after a noun of things (bệnh X), or foreign ones in
  /// brackets after a common word (thủ khoa (Outstanding Award)).
  private func isThing(_ mention: Mention, _ text: ArticleText) -> Bool {
    guard mention.symbol == Symbol.name || mention.symbol == Symbol.person, !mention.hasHonorific,
      mention.titleHi == mention.titleLo, mention.lo > 0
    else { return false }
    let lo = Int(mention.lo)
    guard
      text.tokens[lo].traits.isDisjoint(with: .vietnameseFamilyName) || !text.tokens[lo].isSyllable
    else {
      return false
    }
    let before = text.tokens[lo - 1]
    if before.kind == .word, before.shape == .lower {
      return (1...3).contains { text.reads(.thingNouns, lo - $0, lo) }
    }
    return before.role == UInt8(ascii: "(") && text.pieces.count >= 2
      && text.pieces[text.pieces.count - 2].symbol == Symbol.word
      && Int(mention.hi) < text.tokens.count
      && text.tokens[Int(mention.hi)].role == UInt8(ascii: ")")
      && (lo..<Int(mention.hi)).allSatisfy { !text.tokens[$0].isSyllable }
  }

  /// Adds a mention, and marks the nickname that its name holds.
  private func take(_ mention: Mention, _ text: ArticleText) {
    for k in Int(mention.nameLo)..<max(Int(mention.nameLo), Int(mention.nameHi))
    where text.tokens[k].role == UInt8(ascii: "m") && text.stretchAt[k] >= 0 {
      text.stretches[Int(text.stretchAt[k])].isNickname = true
    }
    text.mentions.append(mention)
  }

  private func isLocative(_ piece: Piece, _ text: ArticleText) -> Bool {
    text.reads(.locatives, Int(piece.lo), Int(piece.hi))
  }

  private static func symbol(of stretch: Stretch) -> UInt8 {
    if stretch.isAnnounced || stretch.words == 0 { return Symbol.namedThing }
    if stretch.isTitleCase, stretch.words >= 2, !stretch.endsSentence { return Symbol.namedThing }
    if stretch.words >= 5 || stretch.beginsPredicate || stretch.words >= 2 && stretch.endsSentence {
      return Symbol.quote
    }
    return Symbol.shortQuote
  }

  private static func symbol(ofPunctuation role: UInt8) -> UInt8 {
    switch role {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("),
      UInt8(ascii: ")"),
      UInt8(ascii: "-"),
      UInt8(ascii: "/"):
      role
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "e"): Symbol.stop
    default: Symbol.other
    }
  }

  private static func symbol(ofCue sense: Sense) -> UInt8 {
    if sense.cueClass == .cite { return Symbol.citing }
    if sense.cueDirection == .after { return Symbol.afterCue }
    switch sense.cueTakes {
    case .both: return Symbol.cue
    case .linked: return Symbol.linkedCue
    case .quote: return Symbol.quoteCue
    }
  }

  private static func symbol(of kind: ConnectiveKind) -> UInt8 {
    switch kind {
    case .coordinator: Symbol.coordinator
    case .discourse: Symbol.discourse
    case .subordinator, .relative: Symbol.subordinator
    case .preposition: Symbol.preposition
    case .possessive: Symbol.possessive
    case .demonstrative: Symbol.demonstrative
    }
  }

  private static func symbol(of kind: PreverbalKind) -> UInt8 {
    switch kind {
    case .negation: Symbol.negation
    case .passive: Symbol.passive
    case .time: Symbol.time
    case .adverb, .manner: Symbol.adverb
    }
  }

  private static func symbol(of kind: SourceKind) -> UInt8 {
    switch kind {
    case .document: Symbol.accordingDocument
    case .via: Symbol.accordingVia
    case .according: Symbol.according
    }
  }
}
