import VietnameseText

/// Makes the engine's tokens: the text's tokens with word ids, letter case and the roles of marks.
struct Lexer {
  private let words: WordLookup
  private var raw: [VietnameseText.Token] = []
  private var lower: [UInt8] = []
  /// Whether words have the form of a syllable, by hash: names recur. A small table that forgets.
  private var shapeKeys = [UInt64](repeating: 0, count: 8192)
  private var shapeValues = [Bool](repeating: false, count: 8192)

  init(_ library: PatternLibrary) {
    words = WordLookup(library)
  }

  /// The pieces of a lexicon phrase, cut as the article's text is cut.
  static func pieces(of phrase: String) -> [String] {
    let bytes = Array(phrase.utf8)
    return Syllables.tokens(of: phrase).filter { $0.kind != .newline }.map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  /// Fills `text.tokens` from `text.bytes`.
  mutating func run(_ text: ArticleText) {
    raw.removeAll(keepingCapacity: true)
    Syllables.tokenize(text.bytes, into: &raw)
    text.tokens.reserveCapacity(raw.count + 8)
    for (index, token) in raw.enumerated() {
      switch token.kind {
      case .word: word(token, text)
      case .number:
        text.tokens.append(
          Token(
            start: Int32(token.start), end: Int32(token.end), word: WordTable.unknown, kind: .number,
            shape: .lower,
            role: UInt8(ascii: "0"), spaced: token.hasSpaceBefore))
      case .newline:
        if isSoft(index, text) {
          text.softBreaks.append(Int32(token.start))
          continue
        }
        text.tokens.append(
          Token(
            start: Int32(token.start), end: Int32(token.end), word: WordTable.unknown, kind: .newline,
            shape: .lower,
            role: UInt8(ascii: "\n"), spaced: true))
      case .punctuation:
        if joinsSyllables(index, text) { continue }
        let bytes = UnsafeBufferPointer(rebasing: text.bytes[token.range])
        text.tokens.append(
          Token(
            start: Int32(token.start), end: Int32(token.end), word: words.find(WordTable.hash(bytes)).id,
            kind: .punctuation,
            shape: .lower, role: Self.role(bytes), spaced: token.hasSpaceBefore))
      }
    }
    CapitalsStage().run(text)
  }

  /// Whether an underscore ties the syllables of a word, as programs that cut texts into words write them (cho_biết).
  private func joinsSyllables(_ index: Int, _ text: ArticleText) -> Bool {
    let token = raw[index]
    guard text.bytes[Int(token.start)] == UInt8(ascii: "_"), token.range.count == 1, index > 0,
      index + 1 < raw.count, !token.hasSpaceBefore, !raw[index + 1].hasSpaceBefore,
      raw[index - 1].kind == .word, raw[index + 1].kind == .word
    else { return false }
    // Names of accounts hold no letter with a mark.
    var from = index
    while from > 0, !raw[from].hasSpaceBefore, raw[from - 1].kind != .newline { from -= 1 }
    var to = index
    while to + 1 < raw.count, !raw[to + 1].hasSpaceBefore, raw[to + 1].kind != .newline, to - from < 16 {
      to += 1
    }
    return (Int(raw[from].start)..<Int(raw[to].end)).contains { text.bytes[$0] >= 0x80 }
  }

  /// Whether a line end falls inside a sentence: after TP. or TS., before a lower-case word, or before the
  /// attribution of the words on the line above (“…” ¶ - ông X nói).
  private func isSoft(_ index: Int, _ text: ArticleText) -> Bool {
    guard index >= 2, index + 1 < raw.count, !text.tokens.isEmpty else { return false }
    let before = raw[index - 1]
    let next = raw[index + 1]
    guard before.kind != .newline, next.kind != .newline else { return false }
    if next.kind == .word, next.letterCase == .lower { return true }
    if next.kind == .word, before.kind == .word, wantsName(text) { return true }
    if next.kind == .punctuation, index + 2 < raw.count, raw[index + 2].kind == .word,
      raw[index + 2].letterCase == .lower,
      Self.role(UnsafeBufferPointer(rebasing: text.bytes[next.range])) == UInt8(ascii: "-")
    {
      return Self.role(UnsafeBufferPointer(rebasing: text.bytes[before.range])) == UInt8(ascii: "m")
    }
    guard before.kind == .punctuation, before.range.count == 1,
      text.bytes[Int(before.start)] == UInt8(ascii: "."),
      raw[index - 2].kind == .word, raw[index - 2].end == before.start
    else { return false }
    let word = raw[index - 2]
    if next.kind == .punctuation {
      // chị Mận A. ¶ (33 tuổi), bà Lê Thị Tr. ¶ (hàng xóm): an initial, and what is said of its bearer.
      return text.bytes[Int(next.start)] == UInt8(ascii: "(") && word.letterCase != .lower
        && isInitial(text.bytes[word.range])
    }
    guard next.kind == .word, word.range.count <= 4 else { return false }
    // bà M.T. ¶ L. nói: the name's last initial.
    if word.range.count <= 2, word.letterCase != .lower, next.range.count == 1, next.letterCase != .lower,
      index + 2 < raw.count, raw[index + 2].start == next.end,
      text.bytes[Int(raw[index + 2].start)] == UInt8(ascii: ".")
    {
      return true
    }
    if Abbreviations.opensSentence(
      String(decoding: UnsafeBufferPointer(rebasing: text.bytes[next.range]), as: UTF8.self))
    {
      // … phát triển TP. ¶ Ông X nói
      return false
    }
    return Abbreviations.standard.contains(
      String(decoding: UnsafeBufferPointer(rebasing: text.bytes[word.range]), as: UTF8.self))
  }

  /// Whether a word is a letter or the consonants that a syllable begins with (Tr, Ng, Ngh).
  private func isInitial(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    if word.count > 3 || word.isEmpty { return false }
    if String(decoding: word, as: UTF8.self).count == 1 { return true }
    return word.allSatisfy { Self.consonants.contains($0 | 0x20) }
  }

  private static let consonants = Array("bcdghklmnpqrstvx".utf8)

  /// Whether the last token waits for a name: a preposition of place or a noun of places, or a middle name that ends none.
  private func wantsName(_ text: ArticleText) -> Bool {
    let last = text.tokens.count - 1
    if text.tokens[last].shape == .lower {
      return text.isOne(of: .locatives, last) || text.isOne(of: .placeNouns, last)
    }
    return text.isOne(of: .sureMiddleNames, last) && last > 0 && text.tokens[last - 1].isCapital
  }

  private mutating func word(_ token: VietnameseText.Token, _ text: ArticleText) {
    if token.letterCase == .mixed, let seam = seam(token, text.bytes) {
      var left = token
      left.end = UInt32(seam)
      left.letterCase = Self.startsUpper(text.bytes, Int(token.start)) ? .capitalised : .lower
      var right = token
      right.start = UInt32(seam)
      right.letterCase = .capitalised
      right.hasSpaceBefore = true
      append(left, glued: false, text)
      append(right, glued: true, text)
      return
    }
    append(token, glued: false, text)
  }

  private mutating func append(_ token: VietnameseText.Token, glued: Bool, _ text: ArticleText) {
    let bytes = UnsafeBufferPointer(rebasing: text.bytes[token.range])
    let hash: UInt64
    if token.letterCase == .lower || token.letterCase == .none {
      hash = WordTable.hash(bytes)
    } else {
      lower.removeAll(keepingCapacity: true)
      Letters.appendLowercased(bytes, to: &lower)
      hash = lower.withUnsafeBufferPointer { WordTable.hash($0) }
    }
    let word = words.find(hash)
    let shape: Token.Shape
    switch token.letterCase {
    case .lower, .none: shape = .lower
    case .capitalised: shape = .capitalised
    case .allCaps: shape = .capitals
    case .mixed: shape = Self.startsUpper(text.bytes, Int(token.start)) ? .mixed : .lower
    }
    var out = Token(
      start: Int32(token.start), end: Int32(token.end), word: word.id, hash: hash, kind: .word, shape: shape,
      role: UInt8(ascii: "w"),
      spaced: token.hasSpaceBefore, glued: glued)
    out.traits = word.traits
    if shape != .lower {
      let slot = Int(truncatingIfNeeded: hash & 8191)
      if shapeKeys[slot] != hash {
        shapeKeys[slot] = hash
        shapeValues[slot] = lower.withUnsafeBufferPointer { SyllableShape.isVietnamese($0) }
      }
      out.isSyllable = shapeValues[slot]
    }
    text.tokens.append(out)
  }

  /// Where a crawl ran two words together (*Hà NộiChủ tịch*): the byte of the second's capital.
  private func seam(_ token: VietnameseText.Token, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = Int(token.start) + 1
    while index < Int(token.end) {
      if bytes[index] & 0xC0 != 0x80, Self.startsUpper(bytes, index),
        !Self.startsUpper(bytes, previous(index, bytes))
      {
        let left = lowered(bytes, Int(token.start), index)
        let right = lowered(bytes, index, Int(token.end))
        let isWord = left.withUnsafeBufferPointer { SyllableShape.isVietnamese($0) }
        let isNext = right.withUnsafeBufferPointer { SyllableShape.isVietnamese($0) }
        let marked = left.contains { $0 >= 0x80 } || right.contains { $0 >= 0x80 }
        if isWord, isNext, marked, left.count >= 2 { return index }
        let next = words.find(right.withUnsafeBufferPointer { WordTable.hash($0) })
        return isWord && left.count >= 3 && next.traits.contains(.opener) ? index : nil
      }
      // A LỘCÔng: a syllable in capitals, then a capitalised one.
      if bytes[index] & 0xC0 != 0x80, index - Int(token.start) >= 2, Self.startsUpper(bytes, index),
        let next = next(index, bytes, Int(token.end)), !Self.startsUpper(bytes, next),
        (Int(token.start)..<index).contains(where: { bytes[$0] >= 0x80 })
      {
        let left = lowered(bytes, Int(token.start), index)
        let right = lowered(bytes, index, Int(token.end))
        if left.withUnsafeBufferPointer({ SyllableShape.isVietnamese($0) }),
          right.withUnsafeBufferPointer({ SyllableShape.isVietnamese($0) })
        {
          return index
        }
      }
      // AFPÔng: capitals, then a capitalised syllable with its mark.
      if bytes[index] >= 0xC3, index - Int(token.start) >= 3, Self.startsUpper(bytes, index),
        index + 2 < Int(token.end),
        bytes[Int(token.start)..<index].allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }),
        bytes[Int(token.end) - 1] >= 0x61
      {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The byte of the letter after one, `nil` at the end.
  private func next(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int? {
    var k = index + 1
    while k < end, bytes[k] & 0xC0 == 0x80 { k += 1 }
    return k < end ? k : nil
  }

  private func previous(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var k = index - 1
    while k > 0, bytes[k] & 0xC0 == 0x80 { k -= 1 }
    return k
  }

  private func lowered(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> [UInt8] {
    var out: [UInt8] = []
    Letters.appendLowercased(UnsafeBufferPointer(rebasing: bytes[from..<to]), to: &out)
    return out
  }

  /// Whether an upper-case letter begins at a byte.
  @inline(__always)
  static func startsUpper(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let first = bytes[at]
    if first < 0x80 { return first >= 0x41 && first <= 0x5A }
    guard let scalar = scalar(bytes, at) else { return false }
    return Letters.isUpper(scalar)
  }

  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Unicode.Scalar? {
    let a = UInt32(bytes[at])
    if a & 0xE0 == 0xC0, at + 1 < bytes.count {
      return Unicode.Scalar((a & 0x1F) << 6 | UInt32(bytes[at + 1]) & 0x3F)
    }
    if a & 0xF0 == 0xE0, at + 2 < bytes.count {
      return Unicode.Scalar(
        (a & 0x0F) << 12 | (UInt32(bytes[at + 1]) & 0x3F) << 6 | UInt32(bytes[at + 2]) & 0x3F)
    }
    return nil
  }

  /// What a mark of punctuation does.
  private static func role(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    let first = bytes[0]
    switch first {
    case UInt8(ascii: "."): return bytes.count > 1 ? UInt8(ascii: "e") : first
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: "/"),
      UInt8(ascii: "*"):
      return first
    case UInt8(ascii: "("), UInt8(ascii: "["): return UInt8(ascii: "(")
    case UInt8(ascii: ")"), UInt8(ascii: "]"): return UInt8(ascii: ")")
    case UInt8(ascii: "-"): return first
    case 0x22, 0x27, 0x60: return UInt8(ascii: "m")
    case 0xC2: return bytes[1] == 0xAB || bytes[1] == 0xBB ? UInt8(ascii: "m") : UInt8(ascii: "o")
    case 0xE2:
      guard bytes.count == 3 else { return UInt8(ascii: "o") }
      if bytes[1] == 0x80 {
        switch bytes[2] {
        case 0x90...0x95: return UInt8(ascii: "-")
        case 0x98, 0x99, 0x9A, 0x9C, 0x9D, 0x9E, 0x9F, 0xB3: return UInt8(ascii: "m")
        case 0xA6: return UInt8(ascii: "e")
        default: return UInt8(ascii: "o")
        }
      }
      return UInt8(ascii: "o")
    default: return UInt8(ascii: "o")
    }
  }
}
