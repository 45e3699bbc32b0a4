/// The word sets of the library in flat memory of one engine's own: engines side by side must not count references to
/// one table.
struct WordSets: ~Copyable {
  /// Where a set's slots begin, how many there are less one (a power of two less one), and its longest phrase.
  private struct Table {
    var first = 0
    var mask = 0
    var longest = 0
  }

  private let tables: UnsafeMutableBufferPointer<Table>
  private let slots: UnsafeMutablePointer<UInt64>

  /// Lays the sets out, each phrase by the hashes of its words.
  init(_ sets: [WordSetName: [[UInt64]]]) {
    let names = WordSetName.allCases
    tables = .allocate(capacity: names.count)
    var all: [UInt64] = []
    for name in names {
      let phrases = sets[name] ?? []
      var size = 4
      while size < phrases.count * 2 + 1 { size *= 2 }
      let first = all.count
      all.append(contentsOf: repeatElement(0, count: size))
      for phrase in phrases {
        let hash = phrase.reduce(0, Self.step)
        var slot = Int(truncatingIfNeeded: hash) & (size - 1)
        while all[first + slot] != 0, all[first + slot] != hash { slot = (slot + 1) & (size - 1) }
        all[first + slot] = hash
      }
      tables.initializeElement(
        at: Int(name.rawValue),
        to: Table(first: first, mask: size - 1, longest: phrases.map(\.count).max() ?? 0))
    }
    slots = .allocate(capacity: max(1, all.count))
    slots.initialize(from: all, count: all.count)
  }

  deinit {
    tables.deallocate()
    slots.deallocate()
  }

  /// The hash of a phrase and one word more.
  @inline(__always)
  static func step(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
    let spread = mixed ^ mixed >> 29
    return spread == 0 ? 1 : spread
  }

  /// The number of words of the set's longest phrase.
  @inline(__always)
  func longest(_ name: WordSetName) -> Int { tables[Int(name.rawValue)].longest }

  /// Whether the set holds the phrase with this hash.
  @inline(__always)
  func contains(_ name: WordSetName, _ hash: UInt64) -> Bool {
    let table = tables[Int(name.rawValue)]
    var slot = Int(truncatingIfNeeded: hash) & table.mask
    while true {
      let found = slots[table.first + slot]
      if found == hash { return true }
      if found == 0 { return false }
      slot = (slot + 1) & table.mask
    }
  }
}
