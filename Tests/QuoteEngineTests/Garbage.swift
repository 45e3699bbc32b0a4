@testable import QuoteEngine

/// A small generator of random numbers that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Articles without sense made of the Corpus' words, marks and line ends.
enum Garbage {
  private static let marks = [
    "“", "”", "\"", "‘", "’", "'", "''", "«", "»", "„", "…", ",", ".", ":", ";", "(", ")", "-", "–", "?", "!",
    "*", "\n", "\n\n",
    "😀", "\u{FEFF}", "\u{301}", "\t",
  ]

  /// `count` articles from a seed.
  static func articles(_ count: Int, seed: UInt64) throws -> [String] {
    var words: [Substring] = []
    for article in try Corpus.articles() { words += article.text.split(whereSeparator: \.isWhitespace) }
    var generator = SeededGenerator(state: seed)
    return (0..<count).map { _ in
      var out = ""
      for _ in 0..<Int.random(in: 1...160, using: &generator) {
        let from = Int.random(in: 0..<words.count, using: &generator)
        switch Int.random(in: 0..<10, using: &generator) {
        case 0...3: out += words[from]
        case 4, 5: out += words[from..<min(from + 6, words.count)].joined(separator: " ")
        default: out += marks[Int.random(in: 0..<marks.count, using: &generator)]
        }
        if Int.random(in: 0..<3, using: &generator) > 0 { out += " " }
      }
      return out
    }
  }
}
