import Foundation

/// The lower-case letter without diacritics of each code point below `limit`.
///
/// Unchecked Sendable: the table is written in `init` only. The one instance is never freed.
final class FoldTable: @unchecked Sendable {
  /// Latin, Greek, Cyrillic, and their extensions.
  static let limit: UInt32 = 0x2000
  static let shared = FoldTable()
  /// The entry of what folding drops.
  static let dropped: UInt16 = 0xFFFF

  private let table: UnsafeMutablePointer<UInt16>

  private init() {
    table = .allocate(capacity: Int(Self.limit))
    for value in 0..<Self.limit { table[Int(value)] = Self.folded(value) }
  }

  private static func folded(_ value: UInt32) -> UInt16 {
    switch value {
    case 0..<0x80: return UInt16(0x41...0x5A ~= value ? value | 0x20 : value)
    case 0x300...0x36F, 0xAD: return dropped
    // Eth is often typed for đ.
    case 0x110, 0x111, 0xD0, 0xF0: return 0x64
    case 0xD8, 0xF8: return 0x6F
    case 0x130, 0x131: return 0x69
    case 0x141, 0x142: return 0x6C
    default: break
    }
    guard let scalar = Unicode.Scalar(value) else { return UInt16(value) }
    let isFolded = 0xC0..<0x530 ~= value || 0x1E00..<0x2000 ~= value
    let base =
      isFolded
      ? String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? scalar : scalar
    let lower = base.properties.lowercaseMapping.unicodeScalars
    guard lower.count == 1, let only = lower.first, let small = UInt16(exactly: only.value) else {
      return UInt16(value)
    }
    return small
  }

  /// The folded code point, or `dropped`. `value` must be below `limit`.
  @inline(__always)
  func fold(_ value: UInt32) -> UInt16 { table[Int(value)] }
}
