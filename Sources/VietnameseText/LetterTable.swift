/// What each code point below `limit` is, from the standard library's Unicode data, in flat tables.
///
/// Unchecked Sendable: the tables are written in `init` only. The one instance is never freed.
final class LetterTable: @unchecked Sendable {
  /// Latin to Greek Extended, and General Punctuation.
  static let limit: UInt32 = 0x2100
  static let shared = LetterTable()

  struct Flags: OptionSet {
    let rawValue: UInt8
    static let letter = Flags(rawValue: 1)
    static let upper = Flags(rawValue: 2)
    static let lower = Flags(rawValue: 4)
    static let mark = Flags(rawValue: 8)
    static let digit = Flags(rawValue: 16)
    static let space = Flags(rawValue: 32)
    /// Format characters that join what they follow: soft hyphen, joiners.
    static let joiner = Flags(rawValue: 64)
    static let newline = Flags(rawValue: 128)
  }

  private let flagTable: UnsafeMutablePointer<UInt8>
  /// The lower-case code point; 0 where it is more than one or too great.
  private let lowerTable: UnsafeMutablePointer<UInt16>

  private init() {
    let count = Int(Self.limit)
    flagTable = .allocate(capacity: count)
    lowerTable = .allocate(capacity: count)
    for value in 0..<Self.limit {
      let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
      flagTable[Int(value)] = Self.classify(scalar).rawValue
      var lower = UInt16(value)
      if scalar.properties.changesWhenLowercased {
        let mapping = scalar.properties.lowercaseMapping.unicodeScalars
        lower = mapping.count == 1 ? UInt16(exactly: mapping.first?.value ?? 0) ?? 0 : 0
      }
      lowerTable[Int(value)] = lower
    }
  }

  /// Never inlined: the Unicode data's types would be fetched on entry to every function that reads a letter.
  @inline(never)
  private static func classify(_ scalar: Unicode.Scalar) -> Flags {
    switch scalar.value {
    case 0x0A, 0x0D, 0x2028, 0x2029: return [.newline, .space]
    case 0xAD, 0x200C, 0x200D, 0x2060: return .joiner
    // Zero-width space, byte order mark: junk of crawls that parts words.
    case 0x200B, 0xFEFF: return .space
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return [.letter, .upper]
    case .lowercaseLetter: return [.letter, .lower]
    case .otherLetter, .modifierLetter: return .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    case .decimalNumber: return .digit
    case .spaceSeparator, .control: return .space
    default: return []
    }
  }

  @inline(__always)
  func flags(_ value: UInt32) -> Flags {
    if value < Self.limit { return Flags(rawValue: flagTable[Int(value)]) }
    return Self.classify(Unicode.Scalar(value) ?? "\u{FFFD}")
  }

  /// Appends `value` in lower case as UTF-8.
  @inline(__always)
  func appendLower(_ value: UInt32, to output: inout [UInt8]) {
    if value < Self.limit {
      let lower = lowerTable[Int(value)]
      if lower != 0 || value == 0 { return appendScalar(UInt32(lower), to: &output) }
    }
    Self.appendLowerSlowly(value, to: &output)
  }

  @inline(never)
  private static func appendLowerSlowly(_ value: UInt32, to output: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenLowercased else {
      return appendScalar(value, to: &output)
    }
    output.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
  }
}
