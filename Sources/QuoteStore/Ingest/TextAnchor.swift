import QuoteEngine

/// Finds words again in a text that may have been corrected.
struct TextAnchor {
  private let text: [Unicode.Scalar]

  /// Takes the text as it is now.
  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  /// The place where `words` stand that is nearest to code point `start`, or `nil` when they stand nowhere.
  func nearest(_ words: String, to start: Int) -> Span? {
    let words = Array(words.unicodeScalars)
    guard let first = words.first, words.count <= text.count else { return nil }
    let last = text.count - words.count
    var best: Int?
    for place in 0...last where text[place] == first {
      guard best.map({ abs(place - start) < abs($0 - start) }) ?? true else { continue }
      if text[place..<place + words.count].elementsEqual(words) { best = place }
    }
    return best.map { Span(start: $0, end: $0 + words.count) }
  }
}
