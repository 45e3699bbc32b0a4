/// A piece of text: where, what kind, and for a word what case. Twelve bytes.
public struct Token: Sendable, Hashable {
  /// What a token is.
  public enum Kind: UInt8, Sendable, Hashable {
    /// Letters with their combining marks, and digits among them (Covid19, 5G, 20h).
    case word
    /// Digits, with dots and commas between them (1.500, 4.1.2017, 1,5).
    case number
    /// One mark or symbol; two or more full stops in a row are one token.
    case punctuation
    /// A line's end; a carriage return and line feed are one.
    case newline
  }

  /// The case of a word's letters.
  public enum LetterCase: UInt8, Sendable, Hashable {
    /// No letter that has case.
    case none
    /// All lower.
    case lower
    /// The first upper and the rest lower, or a single upper letter.
    case capitalised
    /// Two characters or more, and no lower letter.
    case allCaps
    /// Any other mixture.
    case mixed
  }

  /// The first byte.
  public var start: UInt32
  /// Past the last byte.
  public var end: UInt32
  /// What it is.
  public var kind: Kind
  /// A word's case; `none` for the rest.
  public var letterCase: LetterCase
  /// Whether white space or a newline stands before it; the first token of all has none.
  public var hasSpaceBefore: Bool
  /// The number of code points, 255 for more.
  public var scalarCount: UInt8

  /// Makes a token; offsets in bytes.
  public init(
    start: UInt32, end: UInt32, kind: Kind, letterCase: LetterCase = .none, hasSpaceBefore: Bool = false,
    scalarCount: UInt8 = 0
  ) {
    self.start = start
    self.end = end
    self.kind = kind
    self.letterCase = letterCase
    self.hasSpaceBefore = hasSpaceBefore
    self.scalarCount = scalarCount
  }

  /// Its bytes.
  public var range: Range<Int> { Int(start)..<Int(end) }
}
