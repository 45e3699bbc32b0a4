/// Aligns a quote so long that the table of all its words by all of the source's would be too large.
///
/// Three words in a row that stand once in the quote and once in the source pin the two together (the longest run of
/// them that keeps the order, as in patience diff); only what lies between two pins is aligned word by word.
enum LongAlignment {
  /// Aligns `quote` with `source[window]`; time grows with their lengths, not with their product.
  static func align(quote: [UInt64], source: [UInt64], window: Range<Int>) -> WordAlignment {
    let pins = pins(quote, source, window)
    guard !pins.isEmpty else { return WordAlignment(steps: [], share: 0) }
    var steps: [WordAlignment.Step] = []
    var quoteAt = 0
    var sourceAt: Int?
    func between(_ quoteEnd: Int, _ sourceEnd: Int) {
      let words = quoteAt..<quoteEnd
      // Before the first pin the place may begin anywhere, but not farther away than the words reach.
      let start = sourceAt ?? max(window.lowerBound, sourceEnd - words.count * 2 - 16)
      let gap = start..<max(start, sourceEnd)
      if words.isEmpty {
        if sourceAt != nil, !gap.isEmpty { steps.append(.init(source: gap, quote: words, isEqual: false)) }
        return
      }
      if words.count * gap.count > WordAlignment.largestTable || gap.isEmpty {
        steps.append(
          .init(source: sourceAt == nil ? sourceEnd..<sourceEnd : gap, quote: words, isEqual: false))
        return
      }
      let inner = WordAlignment(quote: quote[words], source: source, window: gap)
      guard let place = inner.place else {
        steps.append(
          .init(source: sourceAt == nil ? sourceEnd..<sourceEnd : gap, quote: words, isEqual: false))
        return
      }
      if sourceAt != nil, place.lowerBound > gap.lowerBound {
        steps.append(
          .init(source: gap.lowerBound..<place.lowerBound, quote: quoteAt..<quoteAt, isEqual: false))
      }
      steps += inner.steps
      if place.upperBound < gap.upperBound {
        steps.append(
          .init(source: place.upperBound..<gap.upperBound, quote: quoteEnd..<quoteEnd, isEqual: false))
      }
    }
    for pin in pins where pin.quote >= quoteAt && pin.source >= (sourceAt ?? 0) {
      between(pin.quote, pin.source)
      var length = 0
      while pin.quote + length < quote.count, pin.source + length < window.upperBound,
        quote[pin.quote + length] == source[pin.source + length]
      {
        length += 1
      }
      steps.append(
        .init(
          source: pin.source..<pin.source + length, quote: pin.quote..<pin.quote + length, isEqual: true))
      quoteAt = pin.quote + length
      sourceAt = pin.source + length
    }
    if quoteAt < quote.count, let from = sourceAt {
      let rest = quoteAt..<quote.count
      let gap = from..<min(window.upperBound, from + rest.count * 2 + 16)
      let inner =
        gap.isEmpty || rest.count * gap.count > WordAlignment.largestTable
        ? nil : WordAlignment(quote: quote[rest], source: source, window: gap)
      if let inner, let place = inner.place, inner.share > 0 {
        if place.lowerBound > from {
          steps.append(.init(source: from..<place.lowerBound, quote: quoteAt..<quoteAt, isEqual: false))
        }
        steps += inner.steps
      } else {
        steps.append(.init(source: from..<from, quote: rest, isEqual: false))
      }
    }
    let equal = steps.reduce(0) { $0 + ($1.isEqual ? $1.quote.count : 0) }
    return WordAlignment(steps: steps, share: Double(equal) / Double(max(1, quote.count)))
  }

  private struct Pin {
    var quote: Int
    var source: Int
  }

  /// The longest run of unique triples that keeps the order in both.
  private static func pins(_ quote: [UInt64], _ source: [UInt64], _ window: Range<Int>) -> [Pin] {
    guard quote.count > 2, window.count > 2 else { return [] }
    func triple(_ words: [UInt64], _ at: Int) -> UInt64 {
      WordKeys.mix(words[at] &* 31 &+ words[at + 1]) &* 31 &+ words[at + 2]
    }
    // -1 marks a triple that stands there twice.
    var places: [UInt64: Int] = [:]
    for at in 0..<quote.count - 2 {
      let key = triple(quote, at)
      places[key] = places[key] == nil ? at : -1
    }
    var found: [UInt64: Int] = [:]
    for at in window.lowerBound..<window.upperBound - 2 {
      let key = triple(source, at)
      guard let place = places[key], place >= 0 else { continue }
      found[key] = found[key] == nil ? at : -1
    }
    let pins = found.compactMap { key, source in source < 0 ? nil : Pin(quote: places[key]!, source: source) }
      .sorted { $0.quote < $1.quote }
    // Longest increasing subsequence by the places in the source.
    var tails: [Int] = []
    var previous = [Int](repeating: -1, count: pins.count)
    for index in pins.indices {
      var low = 0
      var high = tails.count
      while low < high {
        let middle = (low + high) / 2
        if pins[tails[middle]].source < pins[index].source { low = middle + 1 } else { high = middle }
      }
      previous[index] = low > 0 ? tails[low - 1] : -1
      if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var chain: [Pin] = []
    var at = tails.last ?? -1
    while at >= 0 {
      chain.append(pins[at])
      at = previous[at]
    }
    return chain.reversed()
  }
}
