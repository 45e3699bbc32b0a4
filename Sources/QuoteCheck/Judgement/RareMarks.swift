/// Marks that few papers use, as the usual ones of the same length in UTF-8: „…“, ‹…›, ❝…❞, 「…」, ＂…＂, ``…''.
enum RareMarks {
  /// The bytes with usual marks for rare ones near a place; the very same where there are none.
  static func usual(_ bytes: [UInt8], around place: Range<Int>, reach: Int) -> [UInt8] {
    let window = max(0, place.lowerBound - reach)..<min(bytes.count, place.upperBound + reach)
    guard bytes[window].contains(where: { $0 == 0xE3 || $0 == 0xEF || $0 == 0x60 }) || hasRare(bytes, window)
    else {
      return bytes
    }
    var out = bytes
    var at = window.lowerBound
    var isLow = false
    var isWide = false
    while at < window.upperBound {
      if out[at] == 0x60, at + 1 < window.upperBound, out[at + 1] == 0x60 {
        out[at] = 0x27
        out[at + 1] = 0x27
        at += 2
        continue
      }
      guard at + 2 < window.upperBound, out[at] >= 0xE0 else {
        if out[at] == 0x0A {
          isLow = false
          isWide = false
        }
        at += 1
        continue
      }
      var opens: Bool?
      switch (out[at], out[at + 1], out[at + 2]) {
      case (0xE2, 0x80, 0x9E), (0xE2, 0x80, 0x9F):
        opens = true
        isLow = true
      // After „ the mark “ closes.
      case (0xE2, 0x80, 0x9C) where isLow:
        opens = false
        isLow = false
      case (0xE2, 0x80, 0x9D): isLow = false
      case (0xE2, 0x80, 0xB9), (0xE2, 0x9D, 0x9D), (0xE3, 0x80, 0x8C), (0xE3, 0x80, 0x8E), (0xE3, 0x80, 0x9D):
        opens = true
      case (0xE2, 0x80, 0xBA), (0xE2, 0x9D, 0x9E), (0xE3, 0x80, 0x8D), (0xE3, 0x80, 0x8F), (0xE3, 0x80, 0x9E),
        (0xE3, 0x80, 0x9F):
        opens = false
      case (0xEF, 0xBC, 0x82):
        isWide.toggle()
        opens = isWide
      default: break
      }
      if let opens {
        out[at] = 0xE2
        out[at + 1] = 0x80
        out[at + 2] = opens ? 0x9C : 0x9D
        at += 3
      } else {
        at += 1
      }
    }
    return out
  }

  private static func hasRare(_ bytes: [UInt8], _ window: Range<Int>) -> Bool {
    var at = window.lowerBound
    while at + 2 < window.upperBound {
      if bytes[at] == 0xE2 {
        if bytes[at + 1] == 0x80, [0x9E, 0x9F, 0xB9, 0xBA].contains(bytes[at + 2]) { return true }
        if bytes[at + 1] == 0x9D, bytes[at + 2] == 0x9D || bytes[at + 2] == 0x9E { return true }
      }
      at += 1
    }
    return false
  }
}
