import VietnameseText

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
    UTF8Check.firstInvalidByte(bytes)
  }

  /// An address for what is empty. It is never read, and never freed or written.
  nonisolated(unsafe) static let nowhere: UnsafePointer<UInt8> = {
    let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    byte.initialize(to: 0)
    return UnsafePointer(byte)
  }()
}
