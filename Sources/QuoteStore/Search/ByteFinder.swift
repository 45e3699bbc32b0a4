/// Finds a word in bytes by looking at its last byte first (Horspool 1980).
struct ByteFinder: Sendable, Hashable {
  /// The bytes that are looked for; at least one.
  let word: [UInt8]
  /// What may stand in place of each of them, the capital's byte where case does not count.
  private let others: [UInt8]
  /// How far to go on after meeting each byte at the word's end; a longer way is gone in several steps.
  private let steps: [UInt8]

  /// Looks for these bytes, or at any place for the one of `others`, of the same number.
  init(_ word: [UInt8], or others: [UInt8]? = nil) {
    self.word = word
    self.others = others ?? word
    var steps = Array(repeating: UInt8(clamping: word.count), count: 256)
    for index in word.indices.dropLast() {
      steps[Int(word[index])] = UInt8(clamping: word.count - 1 - index)
      steps[Int(self.others[index])] = UInt8(clamping: word.count - 1 - index)
    }
    self.steps = steps
  }

  /// The first place from `from` on where the word stands and ends before `end`.
  func find(in all: UnsafeBufferPointer<UInt8>, from: Int, end: Int) -> Int? {
    guard let base = all.baseAddress else { return nil }
    return word.withUnsafeBufferPointer { word in
      others.withUnsafeBufferPointer { others in
        steps.withUnsafeBufferPointer { steps in
          let last = word.count - 1
          let (lastByte, otherLastByte) = (word[last], others[last])
          var at = from
          while at + last < end {
            let byte = base[at + last]
            if byte == lastByte || byte == otherLastByte {
              var index = 0
              while index < last, base[at + index] == word[index] || base[at + index] == others[index] {
                index += 1
              }
              if index == last { return at }
            }
            at += Int(steps[Int(byte)])
          }
          return nil
        }
      }
    }
  }

  /// Whether the word stands at a place.
  func stands(at place: Int, in all: UnsafeBufferPointer<UInt8>) -> Bool {
    guard place + word.count <= all.count else { return false }
    return word.indices.allSatisfy { all[place + $0] == word[$0] || all[place + $0] == others[$0] }
  }
}
