/// Lays each sentence out as a line of pieces: stretches in marks, mentions, cues and function words, one
/// symbol each, which the forms then read.
struct PieceStage {
  /// Fills `text.pieces`, `text.line`, `text.mentions` and `text.cues`.
  func run(_ text: ArticleText) {
    collectKnown(text)
    for index in text.sentences.indices { lay(index, text) }
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
      guard inner.parent == draft.stretch, inner.words >= 2, stretch.hi - stretch.lo <= 400 else { continue }
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
    guard text.tokens.count > 2 else { return }
    for k in 1..<(text.tokens.count - 1) {
      let token = text.tokens[k]
      guard token.isCapital, !token.glued else { continue }
      let previous = text.tokens[k - 1]
      guard previous.kind == .word, previous.shape == .lower else { continue }
      text.knownNames.insert(token.hash)
      let next = text.tokens[k + 1]
      if next.isCapital, !next.glued { text.knownNames.insert(token.hash &* 31 &+ next.hash) }
    }
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
            cue.length == stretch.hi - stretch.lo, cue.sense.extra == 0, !text.pieces.isEmpty,
            Symbol.isMention(text.pieces[text.pieces.count - 1].symbol)
              || text.pieces[text.pieces.count - 1].symbol == Symbol.adverb
          {
            // Ông X “hứa” sẽ …: the writer's distance from the verb, which reports all the same.
            emit(Self.symbol(ofCue: cue.sense), i, min(Int(stretch.end), hi), Int32(text.cues.count), text)
            text.cues.append(cue.sense)
            i = max(min(Int(stretch.end), hi), i + 1)
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
        if i + 1 < hi, text.hasHits(i + 1), let mention = parser.parse(at: i, limit: hi) {
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

  // MARK: Words

  private func word(_ i: Int, _ lo: Int, _ hi: Int, _ parser: MentionParser, _ text: ArticleText) -> Int {
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
          && ($0.symbol == Symbol.person || $0.symbol == Symbol.pronoun || $0.symbol == Symbol.adverb)
      } ?? false
    if let source = text.hit(.source, i), !isInsideName, source.length >= blocked,
      !(followsSpeaker && text.hit(.cue, i) != nil && source.sense.kind == 0)
    {
      var after = i + Int(source.length)
      // Theo ghi nhận, …; Theo điều tra, …: nobody is named.
      if source.length > 1, source.sense.kind == 0, after < hi, text.tokens[after].role == UInt8(ascii: ","),
        text.hit(.cue, i) == nil
      {
        emit(Symbol.word, i, after, -1, text)
        return after
      }
      if source.length > 1, after < hi, text.tokens[after].kind == .punctuation, source.sense.kind != 2 {
        // Theo kết quả khảo sát, …: the document itself is named.
        after = i + 1
      }
      let cueLength = text.hit(.cue, i)?.length ?? 0
      // Theo Kết luận 49 của …: a numbered paper is a rule.
      let isNumbered =
        source.length > 1 && after < hi && text.tokens[after].kind == .number && source.sense.kind == 1
      if isNumbered {
        emit(Symbol.word, i, after, -1, text)
        return after
      }
      if cueLength < source.length || source.sense.kind != 0 || cueLength == 0 {
        if source.length == 1 || Self.sourceSymbols[Int(source.sense.kind)] == Symbol.according,
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
          emit(Self.sourceSymbols[Int(source.sense.kind)], i, after, -1, text)
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
        mention.symbol == Symbol.document, isLinked(i + Int(document.length), mention, text)
      {
        return emit(mention, text)
      }
      // thẳng thừng cho rằng: the manner of the verb that follows.
      if cue.sense.extra == 2, let manner = text.hit(.preverbal, i), manner.length >= cue.length,
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
    if connective == 1, let last = text.pieces.last, last.hi == Int32(i), Symbol.isMention(last.symbol),
      i + 1 < hi,
      text.hit(.cue, i + 1) != nil, text.reads("trên", i, i + 1)
    {
      // vị kỹ sư trên thông tin: the one named before.
      emit(Symbol.demonstrative, i, i + 1, -1, text)
      return i + 1
    }
    if connective > 0, connective >= preverbal, connective >= link, !isInsideName {
      emit(Self.symbol(ofConnective: text.hit(.connective, i)!.sense), i, i + Int(connective), -1, text)
      return i + Int(connective)
    }
    if preverbal > 0, preverbal >= link, !isInsideName {
      let symbol = Self.preverbalSymbols[Int(text.hit(.preverbal, i)!.sense.kind)]
      emit(symbol, i, i + Int(preverbal), -1, text)
      return i + Int(preverbal)
    }
    if link > 0, !isInsideName, text.hit(.link, i)!.sense.kind != 1 || follows(.cue, text) {
      let first = text.bytes[Int(token.start)]
      let isThat = first == UInt8(ascii: "r") || first == UInt8(ascii: "R")
      let isCopula =
        (first == UInt8(ascii: "l") || first == UInt8(ascii: "L")) && link == 1
        && text.hit(.link, i)!.sense.kind == 0
      if text.hit(.link, i)!.sense.kind == 2 {
        // việc, nguyên nhân: the clause itself begins with it.
        emit(Symbol.word, i, i + Int(link), -1, text)
        return i + Int(link)
      }
      emit(
        isThat && link >= 1 && text.hit(.link, i)!.sense.kind == 0
          ? Symbol.that : isCopula ? Symbol.copula : Symbol.link, i, i + Int(link), -1, text)
      return i + Int(link)
    }
    if let determiner = text.hit(.determiner, i), !isInsideName {
      emit(Symbol.determiner, i, i + Int(determiner.length), -1, text)
      return i + Int(determiner.length)
    }
    if token.isCapital, let mention = capital(i, lo, hi, parser, text) { return emit(mention, text) }
    emit(token.isCapital ? Symbol.capital : Symbol.word, i, i + 1, -1, text)
    return i + 1
  }

  /// The categories that make a mention by themselves.
  private static let nominals = Category.mask([
    .title, .organisation, .group, .place, .honorific, .medium, .acronym,
  ])
  /// The same and those that open one.
  private static let phrases = nominals | Category.mask([.document, .kin, .determiner])

  /// Whether a capital here is the sentence's own: at its start, after a colon, a stop or an opening mark.
  private func opensSentence(_ i: Int, _ lo: Int, _ text: ArticleText) -> Bool {
    if i == lo || text.tokens[i].glued { return true }
    switch text.tokens[i - 1].role {
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "e"),
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
    if MentionParser.firstPersons.contains(token.hash) { return nil }
    if opensSentence(i, lo, text), token.isSyllable {
      let next = i + 1 < hi ? text.tokens[i + 1] : nil
      let nextCapital = next.map { $0.isCapital && !$0.glued } ?? false
      if !nextCapital {
        // One capitalised syllable opens the sentence; it is a name only where the article names it elsewhere.
        guard
          text.knownNames.contains(token.hash) && !token.traits.contains(.opener)
            || speaks(i, hi, parser, text), text.hit(.title, i) == nil, text.hit(.organisation, i) == nil
        else { return nil }
        return parser.run(at: i, limit: hi)
      }
      if token.traits.contains(.opener), token.traits.isDisjoint(with: .familyName),
        !text.knownNames.contains(token.hash &* 31 &+ next!.hash)
      {
        return nil
      }
    }
    return parser.run(at: i, limit: hi)
  }

  /// Sương Nói, chị Khai: a verb's only syllable with a capital is a name, unless it opens the sentence by itself.
  private func namesSomebody(_ i: Int, _ cue: Hit, _ isStart: Bool, _ hi: Int, _ text: ArticleText) -> Bool {
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
    return text.reads("trên", i + 1, i + 2)
  }

  /// A cue's words used as a noun: các tuyên bố, lời kể, thông báo này, báo cáo của X.
  private func isNoun(_ i: Int, _ length: Int, _ lo: Int, _ hi: Int, _ text: ArticleText) -> Bool {
    let after = i + length
    if after < hi, let connective = text.hit(.connective, after) {
      let kind = connective.sense.kind
      if kind == 4 && connective.length == 1 && text.reads("của", after, after + 1) { return true }
      if kind == 6, connective.length >= 1,
        text.reads("này", after, after + 1) || text.reads("trên", after, after + 1)
      {
        return true
      }
    }
    guard i > lo, text.tokens[i - 1].kind == .word else { return false }
    if let last = text.pieces.last, last.hi == Int32(i), last.symbol == Symbol.determiner { return true }
    if let last = text.pieces.last, last.hi == Int32(i), last.symbol == Symbol.adverb,
      text.pieces.count > 1,
      Symbol.isMention(text.pieces[text.pieces.count - 2].symbol)
        || text.pieces[text.pieces.count - 2].symbol == Symbol.time
        || text.pieces[text.pieces.count - 2].symbol == Symbol.adverb
    {
      // Cô từng tiết lộ: an adverb after a subject.
      return false
    }
    let previous = text.tokens[i - 1]
    guard previous.end - previous.start <= 9 else { return false }
    return text.isOne(of: Self.nounMarkers, previous)
  }

  /// Words after which a cue's words are a noun.
  private static let nounMarkers = WordSet([
    "lời", "bản", "bài", "câu", "sự", "giọng", "bức", "tờ", "lá", "các", "những", "mọi", "nhiều", "một",
    "cuộc",
    "buổi", "việc", "Lời", "Bản", "Bài", "Câu", "Sự", "Các", "Những", "Mọi", "Nhiều", "Một", "Cuộc", "Việc",
    "từng",
    "mỗi",
  ])

  /// Whether a document is tied to its issuer by của, từ or do.
  private func isLinked(_ at: Int, _ mention: Mention, _ text: ArticleText) -> Bool {
    for k in at..<min(Int(mention.hi), at + 6) {
      if let link = text.hit(.connective, k), link.sense.kind == 4 || link.sense.kind == 3 { return true }
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
        token.role == UInt8(ascii: "/") || token.role == UInt8(ascii: "-") || token.role == UInt8(ascii: "."),
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
      let last = text.pieces.last, last.hi == mention.lo, last.symbol == Symbol.preposition,
      isLocative(last, text)
    {
      // tại Cung Văn hóa X: a place, whatever its first word.
      mention.symbol = Symbol.place
    } else if mention.symbol == Symbol.person || mention.symbol == Symbol.name, !mention.hasHonorific,
      mention.titleHi == mention.titleLo, mention.lo > 0, text.pieces.last?.hi == mention.lo,
      Self.placeNouns.contains(text.tokens[Int(mention.lo) - 1].hash),
      text.tokens[Int(mention.lo) - 1].shape == .lower
    {
      // đường Tô Vĩnh Khoan, chợ Bà Mận: named for somebody, who does not speak.
      mention.symbol = Symbol.place
    }
    emit(mention.symbol, Int(mention.lo), Int(mention.hi), Int32(text.mentions.count), text)
    text.mentions.append(mention)
    return max(Int(mention.hi), Int(mention.lo) + 1)
  }

  /// Words after which a name is that of a place or a time.
  private static let placeNouns = Set(
    [
      "đường", "phố", "chợ", "đảo", "sông", "núi", "cầu", "hẻm", "ngõ", "hồ", "đèo", "chùa", "đền", "xã",
      "huyện",
      "phường", "quận", "thôn", "làng", "ấp", "tỉnh", "tháng", "bến", "cảng", "dòng", "giáo", "trấn", "đồi",
      "kênh",
      "rạch", "suối", "hang", "biển", "vịnh", "lộ", "bay", "ga", "khu",
    ].map { NameWords.hash($0) })

  private func isLocative(_ piece: Piece, _ text: ArticleText) -> Bool {
    let lo = Int(piece.lo)
    let hi = Int(piece.hi)
    return text.reads("tại", lo, hi) || text.reads("ở", lo, hi) || text.reads("ngay tại", lo, hi)
      || text.reads("Tại", lo, hi) || text.reads("Ở", lo, hi)
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
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"),
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

  private static func symbol(ofConnective sense: Sense) -> UInt8 {
    connectiveSymbols[Int(sense.kind)]
  }

  /// The symbol of each kind of connective, so that no names of kinds are compared while articles are read.
  private static let connectiveSymbols = LexiconKinds.connectives.map { kind in
    switch kind {
    case "coordinator": Symbol.coordinator
    case "discourse": Symbol.discourse
    case "subordinator", "relative": Symbol.subordinator
    case "preposition": Symbol.preposition
    case "possessive": Symbol.possessive
    default: Symbol.demonstrative
    }
  }

  /// The symbol of each kind of word before a verb.
  private static let preverbalSymbols = LexiconKinds.preverbals.map { kind in
    switch kind {
    case "negation": Symbol.negation
    case "passive": Symbol.passive
    case "time": Symbol.time
    default: Symbol.adverb
    }
  }

  /// The symbol of each kind of source.
  private static let sourceSymbols = LexiconKinds.sources.map { kind in
    switch kind {
    case "document": Symbol.accordingDocument
    case "via": Symbol.accordingVia
    default: Symbol.according
    }
  }
}
