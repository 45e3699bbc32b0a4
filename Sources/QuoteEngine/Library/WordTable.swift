/// The words of the lexicons, each with a small number of its own.
///
/// An article's word is looked up by a 64-bit hash of its lower-cased UTF-8 bytes, which the
/// tokeniser computes on its way; no string is made. Two words of the lexicons that shared a hash
/// would be noticed when the table is built.
struct WordTable: Sendable {
  /// The id of every word that no lexicon holds.
  static let unknown: UInt32 = 0

  /// A word of the table, found by its hash; hash 0 is an empty slot.
  struct Slot: Sendable {
    var hash: UInt64 = 0
    var id = WordTable.unknown
    /// What the word is by itself; known in an engine's own table only.
    var traits: WordTraits = []
  }

  /// The words as a hash table whose size is a power of two.
  private(set) var slots: [Slot] = Array(repeating: Slot(), count: 1 << 12)
  /// How many words the table holds; ids run from 1 to this number.
  private(set) var count = 0
  /// The words in the order of their ids, for messages.
  private(set) var words: [String] = [""]

  /// The hash of a word's bytes, never 0: eight bytes at a time, multiplied to twice the width and folded.
  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return 1 }
    let raw = UnsafeRawPointer(base)
    let count = bytes.count
    var folded: UInt64
    if count < 4 {
      folded = UInt64(base[0]) << 16 | UInt64(base[count >> 1]) << 8 | UInt64(base[count - 1])
    } else if count <= 8 {
      // Two loads that overlap where there are fewer than eight bytes.
      folded =
        UInt64(raw.loadUnaligned(as: UInt32.self).littleEndian) << 32
        | UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self).littleEndian)
    } else {
      folded = 0
      var at = 0
      while at + 8 < count {
        folded = fold(folded ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian, hashSeed)
        at += 8
      }
      folded ^= raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self).littleEndian
    }
    let hash = fold(folded ^ 0xd6e8_feb8_6659_fd93, UInt64(truncatingIfNeeded: count) ^ 0x9e37_79b9_7f4a_7c15)
    return hash == 0 ? 1 : hash
  }

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  static let hashSeed: UInt64 = 0xcbf2_9ce4_8422_2325
  /// One byte of the hash of whole files (FNV-1a), which tells versions of the patterns apart.
  @inline(__always)
  static func step(_ h: UInt64, _ byte: UInt8) -> UInt64 { (h ^ UInt64(byte)) &* 0x100_0000_01b3 }
  /// Spreads that hash over all bits.
  @inline(__always)
  static func finish(_ h: UInt64) -> UInt64 {
    var x = h
    x ^= x >> 32
    x = x &* 0xd6e8_feb8_6659_fd93
    x ^= x >> 29
    return x == 0 ? 1 : x
  }

  /// The slot of the word with this hash, or an empty one.
  @inline(__always)
  static func find(_ hash: UInt64, _ slots: UnsafeBufferPointer<Slot>) -> Slot {
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while true {
      let slot = slots[place]
      if slot.hash == hash || slot.hash == 0 { return slot }
      place = (place + 1) & (slots.count - 1)
    }
  }

  /// The id of the word with this hash, or `unknown`.
  func id(hash: UInt64) -> UInt32 { slots.withUnsafeBufferPointer { Self.find(hash, $0).id } }

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

  /// The hash of a word that is lower-cased already.
  static func hash(of word: String) -> UInt64 {
    var copy = word
    return copy.withUTF8 { hash($0) }
  }

  private mutating func put(_ hash: UInt64, _ id: UInt32) {
    if used * 2 >= slots.count {
      let old = slots
      slots = Array(repeating: Slot(), count: old.count * 2)
      for slot in old where slot.hash != 0 { place(slot) }
    }
    place(Slot(hash: hash, id: id))
    used += 1
  }
  private var used = 0

  private mutating func place(_ slot: Slot) {
    var place = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
    while slots[place].hash != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = slot
  }
}
