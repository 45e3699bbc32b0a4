/// A stretch of an article's text, counted in Unicode code points from 0, end exclusive.
///
/// These are the offsets of Python's `text[start:end]` and of the W3C's text positions.
public struct Span: Hashable, Sendable, Comparable {
  /// The first code point of the stretch.
  public var start: Int
  /// The code point after the last one of the stretch.
  public var end: Int

  /// Makes a span from its two code point offsets.
  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  /// The number of code points in the span.
  public var count: Int { end - start }

  /// Orders spans by where they start, the longer one first among those that start together.
  public static func < (a: Span, b: Span) -> Bool {
    a.start != b.start ? a.start < b.start : a.end > b.end
  }
}

/// A stretch of text together with its words: `text` is always the article's text at `span`.
public struct Excerpt: Hashable, Sendable {
  /// Where the words stand, in code points.
  public var span: Span
  /// The words themselves.
  public var text: String

  /// Makes an excerpt; the caller vouches that `text` stands at `span`.
  public init(span: Span, text: String) {
    self.span = span
    self.text = text
  }
}
