import Testing

@testable import QuoteCheck

@Suite struct BitParallelSearchTests {
  /// The least edits of the pattern in any part of the text that ends at each place, by the plain table.
  private static func table(_ pattern: [UInt8], _ text: [UInt8]) -> [Int] {
    var column = Array(0...pattern.count)
    return text.map { byte in
      var diagonal = column[0]
      for row in 1...pattern.count {
        let pair = diagonal + (pattern[row - 1] == byte ? 0 : 1)
        diagonal = column[row]
        column[row] = min(pair, column[row] + 1, column[row - 1] + 1)
      }
      return column[pattern.count]
    }
  }

  @Test(arguments: [1, 7, 31, 63, 64])
  func distancesAreThoseOfThePlainTable(_ length: Int) {
    var state: UInt64 = UInt64(length)
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<40 {
      let text = (0..<200).map { _ in UInt8(97 + next(3)) }
      var pattern = Array(text[50..<50 + length])
      for _ in 0..<length / 8 { pattern[next(length)] = UInt8(97 + next(4)) }
      let least = Self.table(pattern, text)
      let hits = BitParallelSearch(pattern).hits(in: text, most: length, limit: 1000)
      for hit in hits { #expect(least[hit.end - 1] == hit.distance) }
      let best = least.min()!
      #expect(best >= length || hits.map(\.distance).min() == best)
    }
  }
}
