/// Canonical composition (NFC).
public enum Normalization {
  /// `text` in NFC. The very same string when the quick check passes, which most articles do.
  ///
  /// Stretches that are in NFC already are copied; only what may combine is looked up, with the code point before it.
  public static func nfc(_ text: String) -> String {
    var text = text
    return text.withUTF8 { isSurelyNFC($0) ? nil : composed($0) } ?? text
  }

  private static func composed(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard let base = bytes.baseAddress else { return "" }
    let composition = CanonicalComposition.shared
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var segment: [UInt32] = []
    var copied = 0
    var index = 0
    /// Where the last code point stands that nothing before it combines with.
    var lastInert: Int?
    while index < bytes.count {
      let scalar = decodeScalar(base, at: index, end: bytes.count)
      if isInert(scalar.value) {
        lastInert = index
        index += scalar.length
        continue
      }
      // It may combine with the one before, and so may those after it, up to the next that is inert.
      let start = lastInert ?? index
      out.append(contentsOf: bytes[copied..<start])
      index = start
      repeat {
        let part = decodeScalar(base, at: index, end: bytes.count)
        if index > start, isInert(part.value) { break }
        segment.append(part.value)
        index += part.length
      } while index < bytes.count
      composition.append(segment, to: &out)
      segment.removeAll(keepingCapacity: true)
      copied = index
      lastInert = nil
    }
    out.append(contentsOf: bytes[copied...])
    return String(decoding: out, as: UTF8.self)
  }

  /// The quick check: true means that UTF-8 `bytes` are in NFC; false that they may not be.
  ///
  /// It passes where every code point stands in a block whose code points all are their own NFC and
  /// never combine with what precedes them (NFC_Quick_Check=Yes and combining class 0).
  public static func isSurelyNFC(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let raw = UnsafeRawPointer(base)
    let count = bytes.count
    var index = 0
    while index < count {
      let byte = base[index]
      if byte < 0x80 {
        index += lengthOfASCII(raw, index, count)
        continue
      }
      // Latin with and without Vietnamese marks (U+0080 to U+02FF, U+1E00 to U+1EFF), told by its first bytes.
      if byte <= 0xCB, byte >= 0xC2, index + 2 <= count {
        index += 2
        continue
      }
      if byte == 0xE1, index + 3 <= count, base[index + 1] &- 0xB8 < 4 {
        index += 3
        continue
      }
      let scalar = decodeScalar(base, at: index, end: count)
      guard isInert(scalar.value) else { return false }
      index += scalar.length
    }
    return true
  }

  /// Whether `value` is in one of the blocks of the quick check. Combining marks, singletons (U+2126,
  /// U+212A, U+212B, U+2000 and the like), composition exclusions and conjoining jamo are in none.
  static func isInert(_ value: UInt32) -> Bool {
    switch value {
    case 0...0x2FF,  // Latin, IPA, modifier letters
      0x388...0x482,  // Greek and Cyrillic, without their singletons and marks
      0x48A...0x52F,
      0x1E00...0x1EFF,  // Latin Extended Additional: most Vietnamese letters
      0x2002...0x20CF,  // punctuation; the quads U+2000 and U+2001 are singletons
      0x2100...0x2125, 0x2127...0x2129, 0x212C...0x2328, 0x232B...0x2ADB,
      0x3000...0x3029, 0x3030...0x303F, 0x3041...0x3098, 0x309B...0x30FF,
      0x3400...0x9FFF,  // Han; the compatibility blocks are left out
      0xAC00...0xD7A3,  // Hangul syllables; jamo are left out
      0xE000...0xF8FF,  // private use
      0xFE00...0xFE0F, 0xFEFF, 0xFF00...0xFFEF, 0xFFFD,
      0x1_F000...0x1_FAFF:  // emoji
      return true
    default:
      return false
    }
  }
}
