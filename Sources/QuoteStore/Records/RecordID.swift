import QuoteEngine

/// The id under which users and exports know a record, `bai-1#q231-402`: the article's key, `q` for a quote or `c` for
/// a claim, and the place in code points.
public struct RecordID: Sendable, Hashable {
  /// The article's key.
  public var articleKey: String
  /// The layer.
  public var layer: Layer
  /// The place.
  public var span: Span

  /// Makes an id.
  public init(articleKey: String, layer: Layer, span: Span) {
    self.articleKey = articleKey
    self.layer = layer
    self.span = span
  }

  /// Reads an id; `nil` when `text` is none. The key may hold any character, `#` too.
  public init?(_ text: String) {
    guard let hash = text.lastIndex(of: "#") else { return nil }
    let place = text[text.index(after: hash)...]
    let numbers = place.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 2, let start = Int(numbers[0]), let end = Int(numbers[1]), start >= 0, end > start
    else { return nil }
    switch place.first {
    case "q": layer = .quote
    case "c": layer = .claim
    default: return nil
    }
    articleKey = String(text[..<hash])
    span = Span(start: start, end: end)
  }

  /// The id as text.
  public var text: String { "\(articleKey)#\(layer == .quote ? "q" : "c")\(span.start)-\(span.end)" }
}
