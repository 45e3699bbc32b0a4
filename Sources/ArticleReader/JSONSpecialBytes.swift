/// The bytes that a JSON string cannot hold as they are: quotes, backslashes and control codes.
package enum JSONSpecialBytes {
  /// One high bit for each of the eight bytes of `word` that is special, exact up to the first.
  @inlinable @inline(__always)
  package static func marks(in word: UInt64) -> UInt64 {
    let quote = word ^ 0x2222_2222_2222_2222
    let slash = word ^ 0x5C5C_5C5C_5C5C_5C5C
    return
      ((quote &- 0x0101_0101_0101_0101) & ~quote | (slash &- 0x0101_0101_0101_0101) & ~slash
      | (word &- 0x2020_2020_2020_2020) & ~word) & 0x8080_8080_8080_8080
  }
}
