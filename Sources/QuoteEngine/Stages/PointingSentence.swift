/// A sentence that only says whose words the one before it reports: *Thông tin này được ông X đưa ra …*,
/// *Đó là khẳng định của bà Y*, *Ông Z cho biết như vậy tại …*
enum PointingSentence {
  private static let nhu = NameWords.hash("như")
  private static let vay = NameWords.hash("vậy")
  private static let that = NameWords.hash("đó")
  private static let this = NameWords.hash("đây")

  /// The sentence before as a claim, when `sentence` gives it to somebody.
  static func claim(before sentence: Int, _ text: ArticleText) -> Draft? {
    let current = text.sentences[sentence]
    let previous = text.sentences[sentence - 1]
    guard current.pieceEnd - current.pieceStart >= 3, current.paragraph - previous.paragraph <= 2,
      !previous.isClutter, !previous.isDialogue, isStatement(previous, text)
    else { return nil }
    guard let (source, cue) = pointer(current, text) else { return nil }
    // A lead of two sentences is pointed back to as a whole.
    var start = sentence - 1
    while start > 0, sentence - start < 4, current.paragraph != previous.paragraph,
      text.sentences[start - 1].paragraph == previous.paragraph, !text.sentences[start - 1].isHeadline
    {
      start -= 1
    }
    var range = Int(text.sentences[start].pieceStart)..<Int(previous.pieceEnd)
    while let last = range.last, text.line[last] == Symbol.stop { range = range.lowerBound..<last }
    guard range.count >= 3 else { return nil }
    var draft = Draft(
      layer: .claim, content: range, pattern: "claim-then-pointer",
      summary: "C. Thông tin này được X đưa ra.",
      confidence: 0.6, sentence: sentence)
    draft.source = source
    draft.cue = cue
    return draft
  }

  /// Whether a sentence states something in the writer's words: no question, no words in marks, no list.
  private static func isStatement(_ sentence: Sentence, _ text: ArticleText) -> Bool {
    var words = 0
    for index in Int(sentence.pieceStart)..<Int(sentence.pieceEnd) {
      switch text.line[index] {
      case Symbol.quote, Symbol.colon: return false
      case Symbol.word, Symbol.capital: words += Int(text.pieces[index].hi - text.pieces[index].lo)
      default: continue
      }
    }
    let last = text.tokens[Int(sentence.tokenEnd) - 1]
    return words >= 3 && last.role != UInt8(ascii: "?") && last.role != UInt8(ascii: ":")
  }

  /// The source and the cue of a sentence that points back.
  private static func pointer(_ sentence: Sentence, _ text: ArticleText) -> (Range<Int>, Int)? {
    let from = Int(sentence.pieceStart)
    let to = Int(sentence.pieceEnd)
    let first = text.tokens[Int(sentence.tokenStart)]
    if Symbol.isMention(text.line[from]), text.line[from] != Symbol.document, text.line[from] != Symbol.place
    {
      // X cho biết như vậy …
      for index in (from + 1)..<min(to, from + 5) where text.line[index] == Symbol.word {
        let piece = text.pieces[index]
        if piece.hi - piece.lo >= 3, text.hit(.cue, Int(piece.lo)) != nil,
          text.tokens[Int(piece.hi) - 1].hash == vay,
          text.tokens[Int(piece.hi) - 2].hash == Self.nhu
        {
          return (from..<from + 1, index)
        }
      }
      for index in (from + 1)..<min(to, from + 5)
      where
        (text.line[index] == Symbol.cue || text.line[index] == Symbol.linkedCue
        || text.line[index] == Symbol.quoteCue)
        && index + 1 < to && text.tokens[Int(text.pieces[index].hi)].hash == Self.nhu
      {
        let next = Int(text.pieces[index].hi) + 1
        guard next < text.tokens.count else { continue }
        switch text.text(bytes: Int(text.tokens[next].start)..<Int(text.tokens[next].end)) {
        case "trên", "vậy", "thế": return (from..<from + 1, index)
        default: continue
        }
      }
      return nil
    }
    if first.hash == that || first.hash == this {
      // Đó là khẳng định của X: the noun is a cue's.
      guard let link = (from + 1..<min(to, from + 3)).first(where: { text.line[$0] == Symbol.copula }) else {
        return nil
      }
      var isSpeech = false
      for index in (link + 1)..<min(to, link + 7) {
        if isSpeech, Symbol.isMention(text.line[index]), isOf(index - 1, text) {
          return (index..<index + 1, max(link + 1, index - 2))
        }
        if speaks(text.pieces[index], text) { isSpeech = true }
      }
      return nil
    }
    // Thông tin này được X đưa ra.
    guard let passive = (from + 1..<min(to, from + 6)).first(where: { text.line[$0] == Symbol.passive }),
      (from..<passive).contains(where: { isDeictic($0, text) }), passive + 2 < to,
      Symbol.isMention(text.line[passive + 1])
    else { return nil }
    for index in (passive + 2)..<min(to, passive + 40) {
      let piece = text.pieces[index]
      if text.line[index] == Symbol.cue || text.line[index] == Symbol.linkedCue || isGiving(piece, text) {
        // đánh giá là …: the words follow, nothing is pointed back to.
        let next = index + 1 < to ? text.line[index + 1] : Symbol.stop
        switch next {
        case Symbol.preposition, Symbol.time, Symbol.stop, Symbol.comma, Symbol.subordinator, Symbol.open,
          Symbol.dash:
          return (passive + 1..<passive + 2, index)
        default: return nil
        }
      }
    }
    return nil
  }

  /// Whether này, trên or đó ends a piece.
  private static func isDeictic(_ index: Int, _ text: ArticleText) -> Bool {
    if text.line[index] == Symbol.demonstrative { return true }
    let last = text.tokens[Int(text.pieces[index].hi) - 1]
    switch text.text(bytes: Int(last.start)..<Int(last.end)) {
    case "này", "trên", "đó", "nêu": return true
    default: return false
    }
  }

  /// Whether của or từ is, or ends, a piece.
  private static func isOf(_ index: Int, _ text: ArticleText) -> Bool {
    let last = text.tokens[Int(text.pieces[index].hi) - 1]
    switch text.text(bytes: Int(last.start)..<Int(last.end)) {
    case "của", "từ", "do": return true
    default: return false
    }
  }

  /// Whether a piece is a noun of speech: khẳng định, nhận định, chia sẻ, thông tin.
  private static func speaks(_ piece: Piece, _ text: ArticleText) -> Bool {
    if piece.symbol == Symbol.cue || piece.symbol == Symbol.linkedCue { return true }
    if text.hit(.cue, Int(piece.lo)) != nil || piece.symbol == Symbol.document { return true }
    switch text.text(bytes: Int(text.tokens[Int(piece.lo)].start)..<Int(text.tokens[Int(piece.hi) - 1].end)) {
    case let words
    where words.hasPrefix("khẳng định") || words.hasPrefix("nhận định") || words.hasPrefix("thông tin")
      || words.hasPrefix("chia sẻ") || words.hasPrefix("ý kiến") || words.hasPrefix("lời")
      || words.hasPrefix("quan điểm")
      || words.hasPrefix("tuyên bố") || words.hasPrefix("đánh giá") || words.hasPrefix("cảnh báo"):
      return true
    default: return false
    }
  }

  /// Whether a piece begins with đưa ra, nêu, công bố, cung cấp, trao đổi.
  private static func isGiving(_ piece: Piece, _ text: ArticleText) -> Bool {
    guard piece.symbol == Symbol.word else { return false }
    switch text.text(bytes: Int(text.tokens[Int(piece.lo)].start)..<Int(text.tokens[Int(piece.hi) - 1].end)) {
    case "đưa ra", "nêu", "nêu ra", "công bố", "cung cấp", "trao đổi", "đưa", "chia sẻ", "thông tin":
      return true
    default: return false
    }
  }
}
