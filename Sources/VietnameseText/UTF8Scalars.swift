/// One code point read from UTF-8.
struct DecodedScalar {
  var value: UInt32
  /// Bytes.
  var length: Int
}

/// Reads the code point at `index`, which must be below `end`. Nothing at `end` or later is read; a
/// sequence cut short, or no sequence, reads as one byte of U+FFFD.
@inline(__always)
func decodeScalar(_ bytes: UnsafePointer<UInt8>, at index: Int, end: Int) -> DecodedScalar {
  let lead = bytes[index]
  if lead < 0x80 { return DecodedScalar(value: UInt32(lead), length: 1) }
  // Offsets in memory cannot overflow, and this is inlined in every loop over letters.
  let left = end &- index
  if lead >= 0xC2, lead < 0xE0, left >= 2 {
    return DecodedScalar(value: UInt32(lead & 0x1F) << 6 | UInt32(bytes[index &+ 1] & 0x3F), length: 2)
  }
  if lead >= 0xE0, lead < 0xF0, left >= 3 {
    let high = UInt32(lead & 0x0F) << 12 | UInt32(bytes[index &+ 1] & 0x3F) << 6
    return DecodedScalar(value: high | UInt32(bytes[index &+ 2] & 0x3F), length: 3)
  }
  if lead >= 0xF0, lead < 0xF5, left >= 4 {
    let high = UInt32(lead & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
    let low = UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F)
    return DecodedScalar(value: high | low, length: 4)
  }
  return DecodedScalar(value: 0xFFFD, length: 1)
}

/// Reads the code point that ends just before `index`, which must be above `start`.
@inline(__always)
func decodeScalar(_ bytes: UnsafePointer<UInt8>, before index: Int, start: Int) -> DecodedScalar {
  var lead = index - 1
  while lead > start, bytes[lead] & 0xC0 == 0x80, index - lead < 4 { lead -= 1 }
  let found = decodeScalar(bytes, at: lead, end: index)
  return lead + found.length == index ? found : DecodedScalar(value: 0xFFFD, length: 1)
}

/// How many of the bytes from `index` on, up to eight, are ASCII; the first is known to be.
@inline(__always)
func lengthOfASCII(_ raw: UnsafeRawPointer, _ index: Int, _ end: Int) -> Int {
  guard index + 8 <= end else { return 1 }
  let high =
    raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian & 0x8080_8080_8080_8080
  return high == 0 ? 8 : high.trailingZeroBitCount >> 3
}

/// Appends a code point as UTF-8.
@inline(__always)
func appendScalar(_ value: UInt32, to output: inout [UInt8]) {
  if value < 0x80 {
    output.append(UInt8(value))
  } else if value < 0x800 {
    output.append(UInt8(0xC0 | value >> 6))
    output.append(UInt8(0x80 | value & 0x3F))
  } else if value < 0x1_0000 {
    output.append(UInt8(0xE0 | value >> 12))
    output.append(UInt8(0x80 | value >> 6 & 0x3F))
    output.append(UInt8(0x80 | value & 0x3F))
  } else {
    output.append(UInt8(0xF0 | value >> 18))
    output.append(UInt8(0x80 | value >> 12 & 0x3F))
    output.append(UInt8(0x80 | value >> 6 & 0x3F))
    output.append(UInt8(0x80 | value & 0x3F))
  }
}

/// Calls `body` on the UTF-8 of `text` without copying it where it is native.
@inline(__always)
func withBytes<R>(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
  if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
  var copy = text
  return copy.withUTF8(body)
}
