import VietnameseText

/// A word of a text as identity is decided by: its folded form as a number, where it stands, and what parts it from the
/// word before.
struct Word: Sendable {
  /// The hash of the word in lower case without diacritics.
  var hash: UInt32
  /// The first byte.
  var start: UInt32
  /// Past the last byte.
  var end: UInt32
  var letterCase: Token.LetterCase
  var isNumber: Bool
  /// What the word is by itself.
  var flags: WordFlags = []
  /// What stands between the word before and this one.
  var gap: Gap

  enum Gap: UInt8, Sendable, Comparable {
    /// Spaces.
    case none
    /// A hyphen or full stop without spaces around (TP.HCM, M-TP).
    case joint
    /// A comma, a dash, a bracket.
    case phrase
    /// A mark that ends a sentence, a quotation mark, a line's end, or the text's beginning.
    case sentence

    static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }
  }

  var isCapitalised: Bool { letterCase != .lower && letterCase != .none }
}

/// Numbers for words and rows of words. Two spellings of a word that differ in case, diacritics or tone marks' placement have
/// one number.
enum WordHash {
  static let seed: UInt32 = 2_166_136_261

  /// The number of a folded word's bytes.
  @inline(__always)
  static func of(_ folded: some Sequence<UInt8>) -> UInt32 {
    var hash = seed
    for byte in folded { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }

  /// The number of a word.
  static func of(_ word: String) -> UInt32 { of(Folding.fold(word).utf8) }

  /// The number of a row of words, from that of all but the last and the last.
  @inline(__always)
  static func joined(_ first: UInt32, _ next: UInt32) -> UInt32 {
    let mixed = (first ^ (first >> 15)) &* 0x9E37_79B1 &+ next
    return (mixed ^ (mixed >> 13)) &* 0x85EB_CA6B
  }

  /// The number of a row of words.
  static func of(row: some Sequence<UInt32>) -> UInt32 {
    var hash: UInt32 = 0
    for word in row { hash = hash == 0 ? word : joined(hash, word) }
    return hash
  }
}

/// Reads the words of texts.
enum WordReader {
  /// The words of UTF-8 `bytes`.
  static func words(
    _ bytes: UnsafeBufferPointer<UInt8>, _ flags: NumberTable<WordFlags>? = nil
  ) -> [Word] {
    var tokens: [Token] = []
    Syllables.tokenize(bytes, into: &tokens)
    var words: [Word] = []
    words.reserveCapacity(tokens.count)
    var gap = Word.Gap.sentence
    var scratch: [UInt8] = []
    scratch.reserveCapacity(32)
    for token in tokens {
      switch token.kind {
      case .newline: gap = .sentence
      case .punctuation:
        gap = max(gap, self.gap(bytes, token))
      case .word, .number:
        if token.hasSpaceBefore, gap == .joint {
          gap = bytes[Int(words.last?.end ?? 0)] == UInt8(ascii: ".") ? .sentence : .phrase
        }
        scratch.removeAll(keepingCapacity: true)
        Folding.appendFolded(UnsafeBufferPointer(rebasing: bytes[token.range]), to: &scratch)
        let hash = WordHash.of(scratch)
        words.append(
          Word(
            hash: hash, start: token.start, end: token.end, letterCase: token.letterCase,
            isNumber: token.kind == .number, flags: flags?[hash] ?? [], gap: gap))
        gap = .none
      }
    }
    return words
  }

  /// The words of a short text.
  static func words(_ text: String) -> [Word] {
    var text = text
    return text.withUTF8 { words($0) }
  }

  /// The numbers of a short text's words.
  static func hashes(_ text: String) -> [UInt32] { words(text).map(\.hash) }

  private static func gap(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> Word.Gap {
    let byte = bytes[Int(token.start)]
    switch byte {
    case UInt8(ascii: "-"): return token.hasSpaceBefore ? .phrase : .joint
    case UInt8(ascii: "."): return token.end - token.start == 1 ? .joint : .sentence
    case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "/"), UInt8(ascii: "&"):
      return .phrase
    case UInt8(ascii: "'"): return .joint
    case 0xE2:
      // En dash and em dash; the other general punctuation ends what stands before.
      let isDash =
        token.end - token.start == 3 && bytes[Int(token.start) + 1] == 0x80
        && (0x90...0x95).contains(bytes[Int(token.start) + 2])
      return isDash ? .phrase : .sentence
    default: return .sentence
    }
  }
}
