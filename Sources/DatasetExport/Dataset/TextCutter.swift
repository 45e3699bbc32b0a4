import QuoteEngine

/// Cuts stretches out of an article's text by code points.
struct TextCutter {
  private let scalars: [Unicode.Scalar]

  /// Takes the text.
  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The number of code points.
  var count: Int { scalars.count }

  /// The words at a span, or `nil` when it does not lie in the text.
  func words(at span: Span) -> String? {
    guard 0 <= span.start, span.start <= span.end, span.end <= scalars.count else { return nil }
    return Self.string(scalars[span.start..<span.end])
  }

  /// Up to `length` code points before `offset`.
  func before(_ offset: Int, length: Int) -> String {
    let end = max(0, min(offset, scalars.count))
    return Self.string(scalars[max(0, end - length)..<end])
  }

  /// Up to `length` code points from `offset` on.
  func after(_ offset: Int, length: Int) -> String {
    let start = max(0, min(offset, scalars.count))
    return Self.string(scalars[start..<min(scalars.count, start + length)])
  }

  /// The stretches of a span between code points for which `isBreak` holds; empty ones are left out.
  func pieces(of span: Span, isBreak: (Unicode.Scalar) -> Bool) -> [Span] {
    var pieces: [Span] = []
    var start = max(0, span.start)
    for place in start..<max(start, min(span.end, scalars.count)) where isBreak(scalars[place]) {
      if place > start { pieces.append(Span(start: start, end: place)) }
      start = place + 1
    }
    let end = min(span.end, scalars.count)
    if end > start { pieces.append(Span(start: start, end: end)) }
    return pieces
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

extension String {
  /// Whether two strings have the same code points. (Swift's `==` takes different ones of one meaning for equal.)
  func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
