import QuoteEngine

/// Brings the spans of gold and of a prediction together.
enum SpanMatching {
  /// `span` without marks, spaces and end punctuation at its ends. `text` is the article's code points.
  static func trimmed(_ span: Span, in text: [Unicode.Scalar]) -> Span {
    var start = max(0, min(span.start, text.count))
    var end = max(0, min(span.end, text.count))
    while start < end, loose.contains(text[start]) { start += 1 }
    while end > start, loose.contains(text[end - 1]) { end -= 1 }
    return Span(start: start, end: end)
  }

  /// The length that two spans share, as a part of the length that they cover together.
  static func overlap(_ a: Span, _ b: Span) -> Double {
    let shared = min(a.end, b.end) - max(a.start, b.start)
    return shared <= 0 ? 0 : Double(shared) / Double(max(a.end, b.end) - min(a.start, b.start))
  }

  /// Pairs of gold and predicted spans that share at least half, one to one, the best pairs first. Of equal
  /// pairs the last gold span comes first, then the last predicted one.
  static func pairs(_ gold: [Span], _ predicted: [Span]) -> [(gold: Int, predicted: Int)] {
    var all: [(share: Double, gold: Int, predicted: Int)] = []
    for (g, one) in gold.enumerated() {
      for (p, other) in predicted.enumerated() {
        let share = overlap(one, other)
        if share >= 0.5 { all.append((share, g, p)) }
      }
    }
    all.sort { ($0.share, $0.gold, $0.predicted) > ($1.share, $1.gold, $1.predicted) }
    var usedGold = Set<Int>()
    var usedPredicted = Set<Int>()
    var out: [(gold: Int, predicted: Int)] = []
    for pair in all where !usedGold.contains(pair.gold) && !usedPredicted.contains(pair.predicted) {
      usedGold.insert(pair.gold)
      usedPredicted.insert(pair.predicted)
      out.append((pair.gold, pair.predicted))
    }
    return out
  }

  private static let loose = Set(" \t\n\r\u{A0}.,;:!?…\"“”‘’'«»-–—()".unicodeScalars)
}
