/// Finds words in a text word for word (Knuth, Morris & Pratt 1977): in the time of one pass, whatever repeats.
struct ExactSearch {
  private let words: [UInt64]
  /// For each word, the length of the longest beginning that also ends there.
  private let borders: [Int]

  /// Prepares to look for words by their hashes; at least one.
  init(_ words: [UInt64]) {
    self.words = words
    var borders = [Int](repeating: 0, count: words.count)
    var length = 0
    for index in words.indices.dropFirst() {
      while length > 0, words[index] != words[length] { length = borders[length - 1] }
      if words[index] == words[length] { length += 1 }
      borders[index] = length
    }
    self.borders = borders
  }

  /// The places in `text`, as ranges of words, at most `limit`.
  func places(in text: [UInt64], limit: Int = 256) -> [Range<Int>] {
    guard !words.isEmpty, words.count <= text.count else { return [] }
    var out: [Range<Int>] = []
    text.withUnsafeBufferPointer { text in
      var length = 0
      for index in 0..<text.count {
        let word = text[index]
        while length > 0, word != words[length] { length = borders[length - 1] }
        if word == words[length] { length += 1 }
        if length == words.count {
          out.append(index + 1 - length..<index + 1)
          if out.count == limit { return }
          length = borders[length - 1]
        }
      }
    }
    return out
  }
}
