import VietnameseText

/// Finds where a quote stands in one text: word for word where it does, else as nearly as can be.
struct PlaceFinder {
  private let quote: ComparedText
  /// Whether words are compared without diacritics.
  let isFolded: Bool
  private let words: [UInt64]
  private let exactSearch: ExactSearch

  /// Prepares to look for a quote, which has at least one word.
  init(_ quote: ComparedText, folded: Bool) {
    self.quote = quote
    isFolded = folded
    words = folded ? quote.folded : quote.exact
    exactSearch = ExactSearch(words)
  }

  private func words(of text: ComparedText) -> [UInt64] { isFolded ? text.folded : text.exact }

  /// The places at which the words stand, whole and in order.
  func exactPlaces(in text: ComparedText) -> [Range<Int>] {
    exactSearch.places(in: words(of: text), limit: 64)
  }

  /// The best alignments with parts of the text that do not overlap, the best first: more than one where another is about as
  /// good. None when next to nothing agrees.
  func nearest(in text: ComparedText) -> [WordAlignment] {
    guard let best = best(in: text) else { return [] }
    let source = words(of: text)
    guard let place = best.place, words.count * source.count <= Self.directTable else { return [best] }
    var out = [best]
    for window in [0..<place.lowerBound, place.upperBound..<source.count] where !window.isEmpty {
      let other = WordAlignment(quote: words[...], source: source, window: window)
      if other.equalCount > 0, other.share >= best.share - Self.aboutAsGood { out.append(other) }
    }
    return out
  }

  /// What a share may lack to be about as good as the best: a headline has a word less than the body.
  private static let aboutAsGood = 0.08

  private func best(in text: ComparedText) -> WordAlignment? {
    let source = words(of: text)
    guard !source.isEmpty else { return nil }
    let alignment: WordAlignment
    if words.count * source.count <= Self.directTable {
      alignment = WordAlignment(quote: words[...], source: source, window: 0..<source.count)
    } else {
      guard let window = window(in: text) else { return nil }
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

  /// The words of a long text among which the quote stands, found piece by piece with `BitParallelSearch`.
  private func window(in text: ComparedText) -> Range<Int>? {
    let (pattern, _) = Self.letters(of: quote)
    let (letters, wordStarts) = Self.letters(of: text)
    let wanted = max(1, (pattern.count + Self.pieceLength - 1) / Self.pieceLength)
    let count = min(wanted, Self.mostPieces)
    // What two places of neighbouring pieces may be apart at most, over what they are in the quote.
    let slack = max(600, pattern.count * 2)
    var places: [(start: Int, end: Int, offset: Int, piece: Int, agreed: Int)] = []
    for index in 0..<count {
      let piece = index * wanted / count
      let start = pattern.count * piece / wanted
      let end = min(start + BitParallelSearch.longestPattern, pattern.count * (piece + 1) / wanted)
      guard end - start >= 3 else { continue }
      let search = BitParallelSearch(pattern[start..<end])
      let length = end - start
      for hit in search.hits(in: letters, most: length * 3 / 10, limit: 24) {
        places.append((max(0, hit.end - length), hit.end, start, index, length - 2 * hit.distance))
      }
    }
    guard !places.isEmpty else { return nil }
    // The chain of places, in the order of the quote and of the text, that agrees most.
    places.sort { ($0.piece, $0.start) < ($1.piece, $1.start) }
    var best = places.map(\.agreed)
    var from = [Int](repeating: -1, count: places.count)
    for index in places.indices {
      for earlier in 0..<index {
        let (a, b) = (places[earlier], places[index])
        guard a.piece < b.piece, a.end <= b.start + 8, b.start - a.end <= slack + b.offset - a.offset,
          best[earlier] + b.agreed > best[index]
        else { continue }
        best[index] = best[earlier] + b.agreed
        from[index] = earlier
      }
    }
    guard var at = best.indices.max(by: { best[$0] < best[$1] }) else { return nil }
    let last = places[at]
    while from[at] >= 0 { at = from[at] }
    let first = places[at]
    let start = first.start - first.offset - min(slack, first.offset * 2 + 200)
    let rest = pattern.count - last.offset
    let end = last.end + rest + min(slack, rest * 2 + 200)
    func word(at byte: Int) -> Int {
      var low = 0
      var high = wordStarts.count
      while low < high {
        let middle = (low + high) / 2
        if wordStarts[middle] <= byte { low = middle + 1 } else { high = middle }
      }
      return max(0, low - 1)
    }
    return word(at: start)..<min(text.count, word(at: end) + 1)
  }

  /// The words without diacritics, one space between two, and where each begins.
  private static func letters(of text: ComparedText) -> (bytes: [UInt8], wordStarts: [Int]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.bytes.count)
    var starts: [Int] = []
    starts.reserveCapacity(text.count)
    text.bytes.withUnsafeBufferPointer { all in
      for word in 0..<text.count {
        if !bytes.isEmpty { bytes.append(0x20) }
        starts.append(bytes.count)
        let range = Int(text.starts[word])..<Int(text.ends[word])
        Folding.appendFolded(UnsafeBufferPointer(rebasing: all[range]), to: &bytes)
      }
    }
    return (bytes, starts)
  }
}
