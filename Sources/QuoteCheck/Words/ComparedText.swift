import VietnameseText

/// A text as checks compare it: its words and numbers in order, without marks, spaces and case.
///
/// Words are letters of one kind or digits of one number; what is written together without a space but changes between
/// letters and digits is several (5km, Covid19). A number has one form whichever separators it is written with. Signs
/// that say a unit (%, $, °) are words; all other marks are none.
struct ComparedText {
  /// What is known of a word besides its letters.
  struct Traits: OptionSet {
    let rawValue: UInt8
    /// It begins with a capital.
    static let capitalised = Traits(rawValue: 1)
    /// It has two letters or more and all are capitals.
    static let allCaps = Traits(rawValue: 2)
    /// Digits.
    static let number = Traits(rawValue: 4)
    /// A mark, or a line's end, stands between it and the word before.
    static let afterMark = Traits(rawValue: 8)
    /// Nothing, a line's end, or a mark that ends sentences or opens a quote stands before it: its capital says little.
    static let opensSentence = Traits(rawValue: 16)
    /// It is, or holds, a letter with a diacritic.
    static let hasDiacritic = Traits(rawValue: 32)
  }

  /// The text's UTF-8.
  let bytes: [UInt8]
  /// The bytes of each word.
  private(set) var starts: [UInt32] = []
  private(set) var ends: [UInt32] = []
  /// A hash of each word's key with its diacritics, and of that without.
  private(set) var exact: [UInt64] = []
  private(set) var folded: [UInt64] = []
  private(set) var traits: [Traits] = []
  private let isForIndex: Bool

  /// The number of words.
  var count: Int { exact.count }

  /// Reads a text, which must be in NFC.
  init(_ text: String) {
    var keys = WordKeys()
    self.init(text, keys: &keys)
  }

  /// Reads a text, which must be in NFC, with the keys of words that were met before.
  ///
  /// With `forIndex`, words without diacritics have the hashes that databases keep.
  init(_ text: String, keys: inout WordKeys, forIndex: Bool = false) {
    isForIndex = forIndex
    bytes = Array(text.utf8)
    var tokens: [Token] = []
    bytes.withUnsafeBufferPointer { Syllables.tokenize($0, into: &tokens) }
    let estimate = tokens.count + 8
    starts.reserveCapacity(estimate)
    ends.reserveCapacity(estimate)
    exact.reserveCapacity(estimate)
    folded.reserveCapacity(estimate)
    traits.reserveCapacity(estimate)
    var pending: Traits = [.afterMark, .opensSentence]
    for token in tokens {
      switch token.kind {
      case .newline: pending.formUnion([.afterMark, .opensSentence])
      case .punctuation:
        if let sign = unitSign(token) {
          append(token.range, exact: sign, folded: sign, traits: pending)
          pending = []
        } else {
          pending.insert(.afterMark)
          if opensSentence(after: token) { pending.insert(.opensSentence) }
        }
      case .number:
        addNumber(token, pending)
        pending = []
      case .word:
        addWord(token, pending, &keys)
        pending = []
      }
    }
  }

  /// The bytes from word `range.lowerBound` to the end of the last word of `range`.
  func byteRange(_ range: Range<Int>) -> Range<Int> {
    range.isEmpty
      ? Int(starts[range.lowerBound])..<Int(starts[range.lowerBound])
      : Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])
  }

  /// The text of words, with what stands between them.
  func text(_ range: Range<Int>) -> String {
    range.isEmpty ? "" : String(decoding: bytes[byteRange(range)], as: UTF8.self)
  }

  /// What stands between a word and the one before it.
  func gap(before word: Int) -> String {
    word == 0 ? "" : String(decoding: bytes[Int(ends[word - 1])..<Int(starts[word])], as: UTF8.self)
  }

  /// A word's one spelling: in lower case, the tones after the letters.
  func key(_ word: Int) -> String {
    WordSpelling.of(Folding.keyPreservingDiacritics(text(word..<word + 1)))
  }

  // MARK: Reading

  private mutating func append(
    _ range: Range<Int>, exact: UInt64, folded: UInt64, traits: Traits
  ) {
    starts.append(UInt32(range.lowerBound))
    ends.append(UInt32(range.upperBound))
    self.exact.append(exact)
    self.folded.append(folded)
    self.traits.append(traits)
  }

  private mutating func addNumber(_ token: Token, _ pending: Traits) {
    var traits = pending.union(.number)
    let parts = NumberWriting.parts(bytes[token.range], offset: token.range.lowerBound)
    // 1 500 000: digits in threes after a space alone belong to the number before.
    if parts.count == 1, token.hasSpaceBefore, !pending.contains(.afterMark), let last = self.traits.last,
      last.contains(.number), token.range.count == 3, joinsThousands(token.range)
    {
      let whole = Int(starts[count - 1])..<token.range.upperBound
      let hash = WordKeys.hash(digits: bytes[whole].filter { $0 &- 0x30 < 10 })
      ends[count - 1] = UInt32(whole.upperBound)
      exact[count - 1] = hash
      folded[count - 1] = hash
      return
    }
    for part in parts {
      let hash = WordKeys.hash(digits: part.digits)
      append(part.range, exact: hash, folded: hash, traits: traits)
      traits.subtract([.opensSentence, .afterMark])
    }
  }

  /// Whether the last word is one to three digits, or thousands already, that three more may follow.
  private func joinsThousands(_ range: Range<Int>) -> Bool {
    let last = bytes[Int(starts[count - 1])..<Int(ends[count - 1])]
    guard let first = last.first, first != 0x30, Int(ends[count - 1]) < range.lowerBound else { return false }
    if last.allSatisfy({ $0 &- 0x30 < 10 }) { return last.count <= 3 }
    // Digits and spaces only: joined before.
    return last.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x20 || $0 >= 0x80 }
  }

  private mutating func addWord(_ token: Token, _ pending: Traits, _ keys: inout WordKeys) {
    var traits = pending
    switch token.letterCase {
    case .allCaps: traits.formUnion([.capitalised, .allCaps])
    case .capitalised: traits.insert(.capitalised)
    case .mixed:
      if Letters.isUpper(bytes[token.range]) { traits.insert(.capitalised) }
    case .none, .lower: break
    }
    // Letters and digits written together are words of their own.
    var start = token.range.lowerBound
    let end = token.range.upperBound
    var hasDigit = false
    for byte in bytes[start..<end] where byte &- 0x30 < 10 {
      hasDigit = true
      break
    }
    guard hasDigit else {
      let key = keys.key(bytes, start..<end)
      if key.hasDiacritic { traits.insert(.hasDiacritic) }
      append(
        start..<end, exact: key.exact, folded: isForIndex ? key.indexed : key.folded, traits: traits)
      joinPercent()
      return
    }
    while start < end {
      let isDigit = bytes[start] &- 0x30 < 10
      var stop = start
      while stop < end, (bytes[stop] &- 0x30 < 10) == isDigit { stop += 1 }
      if isDigit {
        let hash = WordKeys.hash(digits: NumberWriting.withoutLeadingZeros(bytes[start..<stop]))
        append(
          start..<stop, exact: hash, folded: hash,
          traits: traits.subtracting([.capitalised, .allCaps]).union(.number))
      } else {
        let key = keys.key(bytes, start..<stop)
        append(
          start..<stop, exact: key.exact, folded: isForIndex ? key.indexed : key.folded,
          traits: key.hasDiacritic ? traits.union(.hasDiacritic) : traits)
      }
      traits.subtract([.opensSentence, .afterMark])
      start = stop
    }
  }

  /// Phần trăm is %; for an index, only after digits.
  private mutating func joinPercent() {
    guard count > 2, folded[count - 1] == Self.tram, folded[count - 2] == Self.phan,
      !isForIndex || traits[count - 3].contains(.number), !traits[count - 1].contains(.afterMark),
      !traits[count - 2].contains(.afterMark)
    else { return }
    let end = ends.removeLast()
    exact.removeLast()
    folded.removeLast()
    traits.removeLast()
    ends[count - 1] = end
    _ = starts.popLast()
    exact[count - 1] = WordKeys.percent
    folded[count - 1] = WordKeys.percent
  }

  private static let phan = WordKeys.hash("phan")
  private static let tram = WordKeys.hash("tram")

  /// The key of a sign that says what is counted; superscript digits are digits (m²).
  private func unitSign(_ token: Token) -> UInt64? {
    switch Letters.firstScalar(bytes[token.range]) {
    case "%": WordKeys.percent
    case "$", "€", "£", "¥", "₫", "°", "‰": WordKeys.hash(bytes[token.range])
    case "²": WordKeys.hash(digits: [0x32])
    case "³": WordKeys.hash(digits: [0x33])
    default: nil
    }
  }

  private func opensSentence(after token: Token) -> Bool {
    switch Letters.firstScalar(bytes[token.range]) {
    case ".", "!", "?", "…", ":", "“", "”", "\"", "‘", "’", "'", "«", "»", "-", "–", "—", "•", "*", "(", "[":
      true
    default: false
    }
  }
}

extension Letters {
  /// The first code point of UTF-8 bytes.
  static func firstScalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return nil
  }

  /// Whether UTF-8 bytes begin with an upper-case letter.
  static func isUpper(_ bytes: ArraySlice<UInt8>) -> Bool { firstScalar(bytes).map(isUpper) ?? false }
}
