/// Strict UTF-8 validity.
package enum UTF8Check {
  /// The offset of the first byte that begins no valid UTF-8 sequence, or `nil` when all do.
  package static func firstInvalidByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    let count = bytes.count
    var i = 0
    while i < count {
      let lead = base[i]
      if lead < 0x80 {
        if i + 8 <= count {
          let high =
            raw.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian & 0x8080_8080_8080_8080
          i += high == 0 ? 8 : high.trailingZeroBitCount >> 3
        } else {
          i += 1
        }
        continue
      }
      if lead < 0xE0 {
        guard lead >= 0xC2, i + 1 < count, base[i + 1] & 0xC0 == 0x80 else { return i }
        i += 2
      } else if lead < 0xF0 {
        guard i + 2 < count, base[i + 1] & 0xC0 == 0x80, base[i + 2] & 0xC0 == 0x80 else { return i }
        if lead == 0xE0 && base[i + 1] < 0xA0 { return i }  // overlong
        if lead == 0xED && base[i + 1] >= 0xA0 { return i }  // a surrogate
        i += 3
      } else {
        guard lead < 0xF5, i + 3 < count, base[i + 1] & 0xC0 == 0x80, base[i + 2] & 0xC0 == 0x80,
          base[i + 3] & 0xC0 == 0x80
        else { return i }
        if lead == 0xF0 && base[i + 1] < 0x90 { return i }  // overlong
        if lead == 0xF4 && base[i + 1] >= 0x90 { return i }  // above U+10FFFF
        i += 4
      }
    }
    return nil
  }
}
