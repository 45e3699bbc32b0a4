import VietnameseText

/// Makes the hashes by which words are compared, and remembers those it made: a text has few different words.
struct WordKeys {
  /// The hashes of a word.
  struct Key {
    /// Of the word's one spelling, with its diacritics.
    var exact: UInt64
    /// Of the same without diacritics.
    var folded: UInt64
    /// Of the word as written without diacritics: the one that databases keep.
    var indexed: UInt64
    var hasDiacritic: Bool
  }

  /// Some 10 MB.
  private static let mostWords = 200_000
  private var known: [UInt64: Key] = [:]
  private var lower: [UInt8] = []
  private var plain: [UInt8] = []
  private var spelled: [UInt8] = []

  /// The key of the word in `range` of UTF-8 `bytes`.
  mutating func key(_ bytes: [UInt8], _ range: Range<Int>) -> Key {
    let written = Self.hash(bytes[range])
    if let key = known[written] { return key }
    lower.removeAll(keepingCapacity: true)
    plain.removeAll(keepingCapacity: true)
    bytes.withUnsafeBufferPointer { bytes in
      Folding.appendKeyPreservingDiacritics(UnsafeBufferPointer(rebasing: bytes[range]), to: &lower)
    }
    lower.withUnsafeBufferPointer { Folding.appendFolded($0, to: &plain) }
    let hasDiacritic = lower.withUnsafeBufferPointer(Folding.hasDiacritics)
    spelled.removeAll(keepingCapacity: true)
    WordSpelling.append(lower, to: &spelled)
    let indexed = Self.hash(plain[...])
    WordSpelling.unifyI(&plain, from: 0)
    let key = Key(
      exact: Self.hash(spelled[...]), folded: Self.hash(plain[...]), indexed: indexed,
      hasDiacritic: hasDiacritic)
    if known.count >= Self.mostWords { known.removeAll(keepingCapacity: true) }
    known[written] = key
    return key
  }

  /// What % and phần trăm are.
  static let percent = hash(Array("%".utf8)[...])

  /// The hash of a word's key (FNV-1a with a final mix; the same in every run, for it is stored).
  static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return mix(hash)
  }

  /// The hash of a word.
  static func hash(_ word: String) -> UInt64 { hash(Array(word.utf8)[...]) }

  /// The hash of a number.
  static func hash(digits: some Collection<UInt8>) -> UInt64 { hash(Array(digits)[...]) }

  /// Spreads the bits of a hash (the finaliser of MurmurHash3).
  static func mix(_ value: UInt64) -> UInt64 {
    var hash = value
    hash ^= hash >> 33
    hash = hash &* 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 33
    hash = hash &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash >> 33
  }
}
