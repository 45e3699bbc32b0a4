import QuoteEngine

/// Words with their place in the article.
public struct Passage: Sendable, Hashable {
  /// Where they stand, in Unicode code points of the article's text: Python's `text[start:end]`.
  public var codePoints: Range<Int>
  /// The words.
  public var text: String

  /// Makes a passage; the caller vouches that the words stand there.
  public init(codePoints: Range<Int>, text: String) {
    self.codePoints = codePoints
    self.text = text
  }

  init(_ excerpt: Excerpt) {
    codePoints = excerpt.span.start..<max(excerpt.span.start, excerpt.span.end)
    text = excerpt.text
  }

  /// Where the words stand as indices of the article's text; `nil` when the text is too short to be theirs.
  public func range(in article: String) -> Range<String.Index>? {
    let scalars = article.unicodeScalars
    guard
      let start = scalars.index(
        scalars.startIndex, offsetBy: codePoints.lowerBound, limitedBy: scalars.endIndex),
      let end = scalars.index(start, offsetBy: codePoints.count, limitedBy: scalars.endIndex)
    else { return nil }
    return start..<end
  }
}
