import QuoteEngine

/// Finds words again in a text that may have been corrected: by the words, by what stood around them, and by the place.
struct TextAnchor {
  private let text: [Unicode.Scalar]

  /// Words as long as this are known by themselves; shorter ones need something of their context.
  private static let tellingLength = 20
  /// So many code points of context tell short words from the same words elsewhere.
  private static let tellingContext = 6
  /// The most steps of a search for reworded words, which is some tenths of a second.
  private static let largestSearch = 20_000_000

  /// Takes the text as it is now.
  init(_ text: String) { self.init(Array(text.unicodeScalars)) }

  /// Takes the code points of the text as it is now.
  init(_ text: [Unicode.Scalar]) { self.text = text }

  /// The place where `words` stand that is nearest to code point `start`, or `nil` when they stand nowhere, or nowhere
  /// within `reach`.
  func nearest(_ words: String, to start: Int, within reach: Int = .max) -> Span? {
    occurrences(of: Array(words.unicodeScalars)).filter { abs($0.start - start) <= reach }
      .min { abs($0.start - start) < abs($1.start - start) }
  }

  /// The place that words have moved to.
  ///
  /// The same words come first: where most of the context is the same, then where they are nearest. Without any, it is
  /// the most similar stretch, with at most a fifth of its letters changed, so that a corrected letter loses nothing.
  ///
  /// - Parameters:
  ///   - words: the words as they were, at code point `start` of the earlier text.
  ///   - before: what stood before them.
  ///   - after: what stood after them.
  ///   - isFree: whether a place may be taken.
  func find(
    _ words: String, from start: Int, before: String, after: String,
    where isFree: (Span) -> Bool = { _ in true }
  ) -> Span? {
    let words = Array(words.unicodeScalars)
    let context = Context(before: Array(before.unicodeScalars), after: Array(after.unicodeScalars))
    func isTelling(_ place: Span) -> Bool {
      words.count >= Self.tellingLength
        || context.agreement(at: place, in: text) >= min(Self.tellingContext, context.count)
    }
    func isBetter(_ a: Span, _ b: Span) -> Bool {
      let (inA, inB) = (context.agreement(at: a, in: text), context.agreement(at: b, in: text))
      return inA != inB ? inA > inB : abs(a.start - start) < abs(b.start - start)
    }
    let same = occurrences(of: words).filter { isFree($0) && isTelling($0) }
    if let best = same.min(by: isBetter) { return best }
    guard words.count >= 8 else { return nil }
    return similar(words, near: start).filter { isFree($0) && isTelling($0) }.min {
      let (inA, inB) = (context.agreement(at: $0, in: text), context.agreement(at: $1, in: text))
      return inA != inB ? inA > inB : $0.end > $1.end
    }
  }

  /// The words at a place.
  func excerpt(_ span: Span) -> Excerpt {
    Excerpt(span: span, text: String(String.UnicodeScalarView(text[span.start..<span.end])))
  }

  private func occurrences(of words: [Unicode.Scalar]) -> [Span] {
    guard let first = words.first, words.count <= text.count else { return [] }
    var found: [Span] = []
    for place in 0...text.count - words.count where text[place] == first {
      if text[place..<place + words.count].elementsEqual(words) {
        found.append(Span(start: place, end: place + words.count))
      }
    }
    return found
  }

  /// The stretches that differ least from `words`, when that is little enough (P. H. Sellers, “The theory and computation
  /// of evolutionary distances”, 1980).
  private func similar(_ words: [Unicode.Scalar], near start: Int) -> [Span] {
    let reach = max(words.count * 2, Self.largestSearch / words.count / 2)
    let low = max(0, min(start, text.count) - reach)
    let high = min(text.count, start + reach)
    guard low < high else { return [] }
    // For each end of a stretch: how many letters differ, and where the stretch begins.
    var distances = Array(repeating: 0, count: high - low + 1)
    var starts = Array(low...high)
    for (index, letter) in words.enumerated() {
      var diagonal = (distance: distances[0], start: starts[0])
      distances[0] = index + 1
      for place in low..<high {
        let column = place - low + 1
        var best = (distance: diagonal.distance + (text[place] == letter ? 0 : 1), start: diagonal.start)
        diagonal = (distances[column], starts[column])
        if diagonal.distance + 1 < best.distance { best = (diagonal.distance + 1, diagonal.start) }
        if distances[column - 1] + 1 < best.distance {
          best = (distances[column - 1] + 1, starts[column - 1])
        }
        distances[column] = best.distance
        starts[column] = best.start
      }
    }
    guard let least = distances.min(), least <= words.count / 5 else { return [] }
    return distances.indices.compactMap { column in
      guard distances[column] == least, starts[column] < low + column else { return nil }
      var span = Span(start: starts[column], end: low + column)
      while span.start < span.end, text[span.start].properties.isWhitespace { span.start += 1 }
      while span.start < span.end, text[span.end - 1].properties.isWhitespace { span.end -= 1 }
      return span.count > 0 ? span : nil
    }
  }

  /// What stood around some words.
  private struct Context {
    var before: [Unicode.Scalar]
    var after: [Unicode.Scalar]
    var count: Int { before.count + after.count }

    /// How many code points around a place are still those.
    func agreement(at place: Span, in text: [Unicode.Scalar]) -> Int {
      var same = 0
      for (a, b) in zip(before.reversed(), text[..<place.start].reversed()) {
        guard a == b else { break }
        same += 1
      }
      for (a, b) in zip(after, text[place.end...]) {
        guard a == b else { break }
        same += 1
      }
      return same
    }
  }
}

/// Moves what a person decided to where its words stand in a corrected text.
struct StateAnchor {
  private let anchor: TextAnchor

  /// Source and cue stand in the sentence of the words or in the next.
  private static let reach = 400

  /// Takes the corrected text.
  init(_ anchor: TextAnchor) { self.anchor = anchor }

  /// Moves a state, its source, cue and figures with it; what is not found keeps its place and is not anchored.
  func move(
    _ state: inout RecordState, before: String, after: String, where isFree: (Span) -> Bool = { _ in true }
  ) {
    let old = state.content
    guard
      let place = anchor.find(old.text, from: old.span.start, before: before, after: after, where: isFree)
    else {
      state.isAnchored = false
      return
    }
    let shift = place.start - old.span.start
    func moved(_ excerpt: Excerpt?) -> Excerpt? {
      guard let excerpt else { return nil }
      return anchor.nearest(excerpt.text, to: excerpt.span.start + shift, within: Self.reach).map(
        anchor.excerpt)
    }
    state.isAnchored = true
    state.content = anchor.excerpt(place)
    state.source = moved(state.source)
    state.cue = moved(state.cue)
    state.figures = state.figures.compactMap { figure in
      guard let excerpt = moved(figure.excerpt), excerpt.span.start >= place.start,
        excerpt.span.end <= place.end
      else { return nil }
      return Figure(kind: figure.kind, excerpt: excerpt)
    }
    func follow(_ proposal: MachineProposal?) -> MachineProposal? {
      guard var proposal else { return nil }
      if proposal.content == old {
        proposal.content = state.content
      } else if let excerpt = moved(proposal.content) {
        proposal.content = excerpt
      }
      return proposal
    }
    state.origin = follow(state.origin)
    state.proposal = follow(state.proposal)
  }
}
