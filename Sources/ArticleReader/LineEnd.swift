import Foundation

/// Finds and counts line ends in bytes.
enum LineEnd {
  /// The offset of the first `\n` at or after `start`.
  static func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The offset of the last `\n` at or after `start`.
  static func last(in bytes: [UInt8], from start: Int) -> Int? {
    var i = bytes.count
    while i > start {
      i -= 1
      if bytes[i] == 0x0A { return i }
    }
    return nil
  }

  /// How many `\n` there are.
  static func count(in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { all in
      var count = 0
      for byte in all { count &+= byte == 0x0A ? 1 : 0 }
      return count
    }
  }
}
