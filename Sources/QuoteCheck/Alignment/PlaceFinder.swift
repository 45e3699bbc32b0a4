import VietnameseText

/// Finds where a quote stands in one text: word for word where it does, else as nearly as can be.
struct PlaceFinder {
  private let quote: ComparedText
  /// Whether words are compared without diacritics.
  let isFolded: Bool
  private let words: [UInt64]
  private let exactSearch: ExactSearch
  /// How often each word stands in the quote.
  private let counts: [UInt64: Int]

  /// Prepares to look for a quote, which has at least one word.
  init(_ quote: ComparedText, folded: Bool) {
    self.quote = quote
    isFolded = folded
    words = folded ? quote.folded : quote.exact
    exactSearch = ExactSearch(words)
    counts = words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  private func words(of text: ComparedText) -> [UInt64] { isFolded ? text.folded : text.exact }

  /// The places at which the words stand, whole and in order.
  func exactPlaces(in text: ComparedText) -> [Range<Int>] {
    exactSearch.places(in: words(of: text), limit: 64)
  }

  /// The best alignments with parts of the text that do not overlap, the best first: more than one where another is about as
  /// good. None when next to nothing agrees, or nothing can be better than `least`.
  func nearest(in article: IndexedArticle, above least: Double = -1) -> [WordAlignment] {
    let text = article.text
    let source = words(of: text)
    let isShort = words.count * source.count <= Self.directTable
    // Most articles lack too many of the words to be worth a table.
    if isShort, mostShare(source, in: 0..<source.count) <= least { return [] }
    guard let best = best(in: article) else { return [] }
    guard let place = best.place, isShort else { return [best] }
    var out = [best]
    for window in [0..<place.lowerBound, place.upperBound..<source.count] where !window.isEmpty {
      guard mostShare(source, in: window) >= best.share - Self.aboutAsGood else { continue }
      let other = WordAlignment(quote: words[...], source: source, window: window)
      if other.equalCount > 0, other.share >= best.share - Self.aboutAsGood { out.append(other) }
    }
    return out
  }

  /// What a share may lack to be about as good as the best: a headline has a word less than the body.
  private static let aboutAsGood = 0.08

  /// What an alignment with a part of a source can come to at most, by the words that stand there.
  private func mostShare(_ source: [UInt64], in window: Range<Int>) -> Double {
    var left = counts
    var common = 0
    for index in window {
      guard let slot = left.index(forKey: source[index]), left.values[slot] > 0 else { continue }
      left.values[slot] -= 1
      common += 1
      if common == words.count { break }
    }
    return WordAlignment.mostShare(common: common, of: words.count)
  }

  private func best(in article: IndexedArticle) -> WordAlignment? {
    let source = words(of: article.text)
    guard !source.isEmpty else { return nil }
    let alignment: WordAlignment
    if words.count * source.count <= Self.directTable {
      alignment = WordAlignment(quote: words[...], source: source, window: 0..<source.count)
    } else {
      guard let window = window(in: article) else { return nil }
      alignment =
        words.count * window.count <= WordAlignment.largestTable
        ? WordAlignment(quote: words[...], source: source, window: window)
        : LongAlignment.align(quote: words, source: source, window: window)
    }
    return alignment.equalCount > 0 ? alignment : nil
  }

  /// Tables up to this size are made without looking for the place first.
  private static let directTable = 400_000

  // MARK: The place in a long text

  /// The bytes of a piece of the quote that is looked for by itself.
  private static let pieceLength = 48
  /// The most pieces of a long quote: some of it, evenly spread, finds the place.
  private static let mostPieces = 24

  /// A piece of the quote that was found.
  private struct Found {
    /// Bytes of the text's letters.
    var start: Int
    var end: Int
    /// Where the piece begins in the quote's letters.
    var offset: Int
    var piece: Int
    /// The bytes that agree, less those that do not.
    var agreed: Int
  }

  /// The words of a long text among which the quote stands, found piece by piece with `BitParallelSearch`.
  private func window(in article: IndexedArticle) -> Range<Int>? {
    let pattern = ComparedLetters(quote).bytes
    let letters = article.letters
    let wanted = max(1, (pattern.count + Self.pieceLength - 1) / Self.pieceLength)
    let count = min(wanted, Self.mostPieces)
    var found: [Found] = []
    var length = 0
    for (done, index) in Self.order(count).enumerated() {
      let piece = index * wanted / count
      let start = pattern.count * piece / wanted
      let end = min(start + BitParallelSearch.longestPattern, pattern.count * (piece + 1) / wanted)
      guard end - start >= 3 else { continue }
      length += end - start
      let search = BitParallelSearch(pattern[start..<end])
      for hit in search.hits(in: letters.bytes, most: (end - start) * 3 / 10, limit: 24) {
        found.append(
          Found(
            start: max(0, hit.end - (end - start)), end: hit.end, offset: start, piece: index,
            agreed: end - start - 2 * hit.distance))
      }
      // The ends and the middle all in their places: the others cannot say more.
      if done == 2, let chain = Self.chain(&found, quote: pattern.count), chain.agreed * 10 > length * 8 {
        break
      }
    }
    guard let (first, last, _) = Self.chain(&found, quote: pattern.count) else { return nil }
    let slack = Self.slack(pattern.count)
    let start = first.start - first.offset - min(slack, first.offset * 2 + 200)
    let rest = pattern.count - last.offset
    let end = last.end + rest + min(slack, rest * 2 + 200)
    return letters.word(atByte: start)..<min(article.text.count, letters.word(atByte: end) + 1)
  }

  /// The first, the last, the middle one, then the others.
  private static func order(_ count: Int) -> [Int] {
    var order: [Int] = []
    for index in [0, count - 1, count / 2] + Array(0..<count) where !order.contains(index) {
      order.append(index)
    }
    return order
  }

  /// How much farther two places may be apart than their pieces are in the quote.
  private static func slack(_ quote: Int) -> Int { max(600, quote * 2) }

  /// The ends of the chain of places, in the order of the quote and of the text, that agrees most.
  private static func chain(
    _ found: inout [Found], quote: Int
  ) -> (first: Found, last: Found, agreed: Int)? {
    let slack = slack(quote)
    found.sort { ($0.piece, $0.start) < ($1.piece, $1.start) }
    var best = found.map(\.agreed)
    var from = [Int](repeating: -1, count: found.count)
    for index in found.indices {
      for earlier in 0..<index {
        let (a, b) = (found[earlier], found[index])
        guard a.piece < b.piece, a.end <= b.start + 8, b.start - a.end <= slack + b.offset - a.offset,
          best[earlier] + b.agreed > best[index]
        else { continue }
        best[index] = best[earlier] + b.agreed
        from[index] = earlier
      }
    }
    guard let last = best.indices.max(by: { best[$0] < best[$1] }) else { return nil }
    var first = last
    while from[first] >= 0 { first = from[first] }
    return (found[first], found[last], best[last])
  }
}

/// A text's words without diacritics as bytes, one space between two.
struct ComparedLetters {
  private(set) var bytes: [UInt8] = []
  /// Where each word begins.
  private var starts: [Int] = []

  /// Writes the words of a text.
  init(_ text: ComparedText) {
    bytes.reserveCapacity(text.bytes.count)
    starts.reserveCapacity(text.count)
    text.bytes.withUnsafeBufferPointer { all in
      for word in 0..<text.count {
        if !bytes.isEmpty { bytes.append(0x20) }
        starts.append(bytes.count)
        let range = Int(text.starts[word])..<Int(text.ends[word])
        Folding.appendFolded(UnsafeBufferPointer(rebasing: all[range]), to: &bytes)
      }
    }
  }

  /// The word at a byte; the first or the last beyond the ends.
  func word(atByte byte: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= byte { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
