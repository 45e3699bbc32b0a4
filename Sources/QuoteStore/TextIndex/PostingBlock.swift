/// Postings of word pairs as bytes: for each pair its distance from the pair before, how many articles have it, and the
/// distances of their row numbers, all as variable-length numbers (seven bits a byte, low bits first).
enum PostingBlock {
  /// A pair's hash in the upper 32 bits, an article's row in the lower.
  typealias Posting = UInt64

  /// The number of blocks of a segment; a pair's block is told by the upper bits of its hash.
  static let bucketCount = 8192
  private static let lowBits: UInt32 = 19

  /// The block of a pair.
  static func bucket(of hash: UInt32) -> Int { Int(hash >> lowBits) }

  /// Encodes postings of one bucket, sorted and each once.
  static func encode(_ postings: ArraySlice<Posting>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(postings.count * 3)
    var lastHash: UInt32 = 0
    var index = postings.startIndex
    while index < postings.endIndex {
      let hash = UInt32(postings[index] >> 32)
      var end = index
      while end < postings.endIndex, UInt32(postings[end] >> 32) == hash { end += 1 }
      let low = hash & (1 << lowBits - 1)
      append(low &- lastHash, to: &out)
      lastHash = low
      append(UInt32(end - index), to: &out)
      var lastArticle: UInt32 = 0
      for posting in postings[index..<end] {
        let article = UInt32(truncatingIfNeeded: posting)
        append(article - lastArticle, to: &out)
        lastArticle = article
      }
      index = end
    }
    return out
  }

  /// All postings of a block.
  static func decode(_ bytes: UnsafeRawBufferPointer, bucket: Int) -> [Posting] {
    var out: [Posting] = []
    walk(bytes) { low, count, reader in
      let hash = UInt64(UInt32(bucket) << lowBits | low) << 32
      var article: UInt32 = 0
      for _ in 0..<count {
        article &+= reader.next()
        out.append(hash | UInt64(article))
      }
      return true
    }
    return out
  }

  /// The articles that have a pair.
  static func articles(with hash: UInt32, in bytes: UnsafeRawBufferPointer) -> [UInt32] {
    let wanted = hash & (1 << lowBits - 1)
    var out: [UInt32] = []
    walk(bytes) { low, count, reader in
      guard low <= wanted else { return false }
      guard low == wanted else {
        for _ in 0..<count { reader.skip() }
        return true
      }
      out.reserveCapacity(count)
      var article: UInt32 = 0
      for _ in 0..<count {
        article &+= reader.next()
        out.append(article)
      }
      return false
    }
    return out
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    var at = 0

    var isAtEnd: Bool { at >= bytes.count }

    mutating func next() -> UInt32 {
      var value: UInt32 = 0
      var shift: UInt32 = 0
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        value |= UInt32(byte & 0x7F) << shift
        if byte < 0x80 { break }
        shift += 7
        // Damaged bytes must not trap.
        if shift > 28 { break }
      }
      return value
    }

    mutating func skip() {
      while at < bytes.count {
        at += 1
        if bytes[at - 1] < 0x80 { return }
      }
    }
  }

  private static func walk(
    _ bytes: UnsafeRawBufferPointer, _ entry: (_ low: UInt32, _ count: Int, inout Reader) -> Bool
  ) {
    var reader = Reader(bytes: bytes)
    var low: UInt32 = 0
    while !reader.isAtEnd {
      low &+= reader.next()
      let count = min(Int(reader.next()), bytes.count)
      guard entry(low, count, &reader) else { return }
    }
  }

  private static func append(_ value: UInt32, to out: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    out.append(UInt8(rest))
  }
}
