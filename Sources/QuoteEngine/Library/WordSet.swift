/// A set of hashes of words, for questions that are asked of nearly every token.
///
/// The hashes are spread well already, so the set takes a hash's low bits for its place, where `Set` would hash
/// it once more.
///
/// Unchecked Sendable: whoever may write to it is its only owner.
struct WordSet: ~Copyable, @unchecked Sendable {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private(set) var count = 0

  init() {
    mask = 255
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  /// The set of these words as they are written.
  init(_ words: [String]) {
    self.init()
    for word in words { insert(NameWords.hash(word)) }
  }

  deinit { slots.deallocate() }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = slots[slot]
      if found == hash { return hash != 0 }
      if found == 0 { return false }
      slot = (slot + 1) & mask
    }
  }

  /// Adds a hash; 0, the hash of what is no word, is never in the set.
  mutating func insert(_ hash: UInt64) {
    guard hash != 0, !contains(hash) else { return }
    if count * 2 > mask { grow() }
    place(hash)
    count += 1
  }

  /// Forgets all hashes. A set that one long article made large becomes small again.
  mutating func removeAll() {
    guard count > 0 else { return }
    if mask > 4095 {
      self = WordSet()
      return
    }
    slots.update(repeating: 0, count: mask + 1)
    count = 0
  }

  private mutating func place(_ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = hash
  }

  private mutating func grow() {
    let old = UnsafeMutableBufferPointer(start: slots, count: mask + 1)
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for hash in old where hash != 0 { place(hash) }
    old.deallocate()
  }
}
