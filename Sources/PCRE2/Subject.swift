/// Bytes known to be UTF-8, to match patterns in. An article's text is checked once, here, and then
/// matched any number of times without a check. It does not own the bytes: they must outlive it.
public struct Subject {
  /// The number of bytes.
  public let count: Int

  let base: UnsafePointer<UInt8>

  /// Checks that `bytes` are UTF-8; throws `MatchError.invalidUTF8` with the first bad offset.
  public init(validating bytes: UnsafeBufferPointer<UInt8>) throws(MatchError) {
    if let offset = Self.firstInvalidUTF8(in: bytes) { throw .invalidUTF8(offset: offset) }
    self.init(trusted: bytes)
  }

  /// Takes `bytes` that the caller knows to be UTF-8, as a `String`'s are. Others are undefined
  /// behaviour in a match.
  public init(trusted bytes: UnsafeBufferPointer<UInt8>) {
    base = bytes.baseAddress ?? Self.nowhere
    count = bytes.count
  }

  /// The bytes.
  public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// Whether `bytes` are UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
  public static func isValidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    firstInvalidUTF8(in: bytes) == nil
  }

  /// The byte offset of the first sequence that is not UTF-8, nil if there is none.
  public static func firstInvalidUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    let count = bytes.count
    var index = 0
    while index < count {
      let lead = base[index]
      if lead < 0x80 {
        while index + 8 <= count,
          raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        { index += 8 }
        while index < count, base[index] < 0x80 { index += 1 }
        continue
      }
      // What the second byte may be rules out overlong forms, surrogates and what is too great.
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0:
        length = 3
        second = 0xA0...0xBF
      case 0xED:
        length = 3
        second = 0x80...0x9F
      case 0xE1...0xEF: length = 3
      case 0xF0:
        length = 4
        second = 0x90...0xBF
      case 0xF1...0xF3: length = 4
      case 0xF4:
        length = 4
        second = 0x80...0x8F
      default: return index
      }
      guard index + length <= count, second.contains(base[index + 1]) else { return index }
      for place in 2..<max(length, 2) where base[index + place] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }

  /// An address for what is empty. It is never read, and never freed or written.
  nonisolated(unsafe) static let nowhere: UnsafePointer<UInt8> = {
    let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    byte.initialize(to: 0)
    return UnsafePointer(byte)
  }()
}
