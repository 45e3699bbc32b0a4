import VietnameseText

/// Why a text cannot be searched as it is; ``QuoteFinder/normalized(_:)`` mends all but the last.
public enum TextFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// It is not in NFC: the first code point that is another one there.
  case notComposed(codePoint: Int)
  /// A line ends in a carriage return: its code point.
  case carriageReturn(codePoint: Int)
  /// It holds a NUL character: its code point.
  case nul(codePoint: Int)
  /// It is longer than ``longest``.
  case tooLong(bytes: Int)

  /// The most bytes of UTF-8 that a text may have.
  public static let longest = 256 << 20

  /// What is wrong and what would mend it.
  public var description: String {
    switch self {
    case .notComposed(let at): "the text is not in NFC at code point \(at); use QuoteFinder.normalized"
    case .carriageReturn(let at): "a carriage return at code point \(at); use QuoteFinder.normalized"
    case .nul(let at): "a NUL character at code point \(at); use QuoteFinder.normalized"
    case .tooLong(let bytes):
      "the text has \(bytes) bytes; \(Self.longest) are the most. Cut it into articles"
    }
  }

  /// The first thing that is wrong with a text; `nil` when nothing is.
  static func first(in text: String) -> TextFault? {
    var text = text
    let (count, isPlain) = text.withUTF8 { bytes in
      (bytes.count, Normalization.isSurelyNFC(bytes) && !bytes.contains { $0 == 0x0D || $0 == 0 })
    }
    if count > longest { return .tooLong(bytes: count) }
    if isPlain { return nil }
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if scalar == "\r" { return .carriageReturn(codePoint: index) }
      if scalar == "\0" { return .nul(codePoint: index) }
    }
    let composed = Normalization.nfc(text)
    guard !composed.utf8.elementsEqual(text.utf8) else { return nil }
    let same = zip(text.unicodeScalars, composed.unicodeScalars).prefix { $0 == $1 }
    return .notComposed(codePoint: same.count)
  }
}
