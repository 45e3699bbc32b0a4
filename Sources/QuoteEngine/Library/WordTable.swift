/// The words of the lexicons, each with a small number of its own.
///
/// An article's word is looked up by a 64-bit hash of its lower-cased UTF-8 bytes, which the
/// tokeniser computes on its way; no string is made. Two words of the lexicons that shared a hash
/// would be noticed when the table is built.
struct WordTable: Sendable {
  /// The id of every word that no lexicon holds.
  static let unknown: UInt32 = 0

  private var hashes: [UInt64] = Array(repeating: 0, count: 1 << 12)
  private var ids: [UInt32] = Array(repeating: 0, count: 1 << 12)
  private var mask = (1 << 12) - 1
  /// How many words the table holds; ids run from 1 to this number.
  private(set) var count = 0
  /// The words in the order of their ids, for messages.
  private(set) var words: [String] = [""]

  /// The hash of a word's bytes (FNV-1a with a final mix), never 0.
  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var h = hashSeed
    for b in bytes { h = step(h, b) }
    return finish(h)
  }

  static let hashSeed: UInt64 = 0xcbf2_9ce4_8422_2325
  /// One byte of the hash.
  @inline(__always)
  static func step(_ h: UInt64, _ byte: UInt8) -> UInt64 { (h ^ UInt64(byte)) &* 0x100_0000_01b3 }
  /// Spreads the hash over all bits.
  @inline(__always)
  static func finish(_ h: UInt64) -> UInt64 {
    var x = h
    x ^= x >> 32
    x = x &* 0xd6e8_feb8_6659_fd93
    x ^= x >> 29
    return x == 0 ? 1 : x
  }

  /// The id of the word with this hash, or `unknown`.
  @inline(__always)
  func id(hash: UInt64) -> UInt32 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    return hashes.withUnsafeBufferPointer { h in
      while true {
        let x = h[slot]
        if x == hash { return ids[slot] }
        if x == 0 { return WordTable.unknown }
        slot = (slot + 1) & mask
      }
    }
  }

  /// The same table in memory of its own, for one engine.
  func copied() -> WordTable {
    var copy = self
    copy.hashes = hashes.map { $0 }
    copy.ids = ids.map { $0 }
    copy.words = []
    return copy
  }

  /// The id of `word`, which is added when it is new.
  mutating func insert(_ word: String) -> UInt32 {
    let hash = Self.hash(of: word)
    let known = id(hash: hash)
    if known != WordTable.unknown {
      precondition(words[Int(known)] == word, "two words of the lexicons share a hash")
      return known
    }
    count += 1
    words.append(word)
    put(hash, UInt32(count))
    return UInt32(count)
  }

  /// Lets another spelling stand for the word `id`.
  mutating func alias(_ spelling: String, to id: UInt32) {
    let hash = Self.hash(of: spelling)
    if self.id(hash: hash) == WordTable.unknown { put(hash, id) }
  }

  private static func hash(of word: String) -> UInt64 {
    var copy = word
    return copy.withUTF8 { hash($0) }
  }

  private mutating func put(_ hash: UInt64, _ id: UInt32) {
    if used * 2 >= hashes.count { grow() }
    place(hash, id)
    used += 1
  }
  private var used = 0

  private mutating func place(_ hash: UInt64, _ id: UInt32) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != 0 { slot = (slot + 1) & mask }
    hashes[slot] = hash
    ids[slot] = id
  }

  private mutating func grow() {
    let old = zip(hashes, ids).filter { $0.0 != 0 }
    hashes = Array(repeating: 0, count: hashes.count * 2)
    ids = Array(repeating: 0, count: hashes.count)
    mask = hashes.count - 1
    for (h, i) in old { place(h, i) }
  }
}
