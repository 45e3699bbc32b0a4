/// Turns byte offsets of one UTF-8 text into code point offsets and back. It is built in one pass, keeps
/// three bytes for every sixteen of the text (nothing for ASCII), and does not keep the text.
public struct OffsetMap: Sendable {
  /// The text's length in bytes.
  public let byteCount: Int
  /// The text's length in code points.
  public let codePointCount: Int

  /// A bit for each byte, 64 to a word, set where a code point begins. Empty for ASCII.
  private let leads: [UInt64]
  /// The code points that begin before each word.
  private let counts: [UInt32]

  /// Reads `bytes`, which must be UTF-8 and shorter than 4 GiB.
  public init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    let count = bytes.count
    precondition(count <= Int(UInt32.max), "text of 4 GiB or more")
    byteCount = count
    guard let base = bytes.baseAddress, bytes.contains(where: { $0 >= 0x80 }) else {
      codePointCount = count
      leads = []
      counts = []
      return
    }
    let raw = UnsafeRawPointer(base)
    let words = (count + 63) / 64
    var leads: [UInt64] = []
    var counts: [UInt32] = []
    leads.reserveCapacity(words)
    counts.reserveCapacity(words)
    var total: UInt32 = 0
    for word in 0..<words {
      let start = word * 64
      var bits: UInt64 = 0
      var place = 0
      while place < 64, start + place + 8 <= count {
        let eight = UInt64(
          littleEndian: raw.loadUnaligned(fromByteOffset: start + place, as: UInt64.self))
        // The low bit of each byte says that it is no continuation byte; the product gathers them.
        let starts = (~eight >> 7 | eight >> 6) & 0x0101_0101_0101_0101
        bits |= ((starts &* 0x0102_0408_1020_4080) >> 56) << UInt64(place)
        place += 8
      }
      while place < 64, start + place < count {
        if base[start + place] & 0xC0 != 0x80 { bits |= 1 << UInt64(place) }
        place += 1
      }
      leads.append(bits)
      counts.append(total)
      total += UInt32(bits.nonzeroBitCount)
    }
    self.leads = leads
    self.counts = counts
    codePointCount = Int(total)
  }

  /// Reads `text`.
  public init(_ text: String) { self = withBytes(of: text) { OffsetMap(utf8: $0) } }

  /// The code points before byte `offset`, in constant time; `offset` is from 0 to `byteCount`. Inside a
  /// character it counts that character too.
  public func codePoint(atByte offset: Int) -> Int {
    precondition(offset >= 0 && offset <= byteCount, "byte offset outside the text")
    if leads.isEmpty { return offset }
    if offset == byteCount { return codePointCount }
    let word = offset >> 6
    let below = leads[word] & (1 << UInt64(offset & 63) &- 1)
    return Int(counts[word]) + below.nonzeroBitCount
  }

  /// A byte range as a range of code points.
  public func codePoints(ofBytes range: Range<Int>) -> Range<Int> {
    codePoint(atByte: range.lowerBound)..<codePoint(atByte: range.upperBound)
  }

  /// The byte where code point `offset` begins, by binary search; `offset` is from 0 to
  /// `codePointCount`, which gives `byteCount`.
  public func byte(atCodePoint offset: Int) -> Int {
    precondition(offset >= 0 && offset <= codePointCount, "code point offset outside the text")
    if leads.isEmpty { return offset }
    if offset == codePointCount { return byteCount }
    // The last word before which no more than `offset` code points begin.
    var low = 0
    var high = counts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(counts[middle]) <= offset { low = middle } else { high = middle }
    }
    var bits = leads[low]
    for _ in 0..<(offset - Int(counts[low])) { bits &= bits &- 1 }
    return low * 64 + bits.trailingZeroBitCount
  }

  /// A range of code points as a byte range.
  public func bytes(ofCodePoints range: Range<Int>) -> Range<Int> {
    byte(atCodePoint: range.lowerBound)..<byte(atCodePoint: range.upperBound)
  }
}
