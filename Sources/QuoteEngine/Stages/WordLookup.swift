/// The words of the lexicons with what they are by themselves, in memory of one engine's own: engines side by side
/// must not count references to one table.
final class WordLookup {
  private let slots: UnsafeMutableBufferPointer<WordTable.Slot>

  init(_ library: PatternLibrary) {
    slots = .allocate(capacity: library.words.slots.count)
    _ = slots.initialize(from: library.words.slots)
    for index in slots.indices where Int(slots[index].id) < library.wordTraits.count {
      slots[index].traits = library.wordTraits[Int(slots[index].id)]
    }
  }

  deinit { slots.deallocate() }

  /// The word with this hash; its id is `WordTable.unknown` when no lexicon holds it.
  @inline(__always)
  func find(_ hash: UInt64) -> WordTable.Slot { WordTable.find(hash, UnsafeBufferPointer(slots)) }
}
