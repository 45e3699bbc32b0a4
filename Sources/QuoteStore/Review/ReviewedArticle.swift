import GRDB
import QuoteEngine

/// The article that a decision is about: its text as code points, to cut words from.
struct ReviewedArticle {
  /// The row.
  let id: Int64
  /// The key.
  let key: String
  /// The text.
  let text: String
  private let scalars: [Unicode.Scalar]

  /// Fetches the article of a record.
  init(of record: StoredRecord, _ db: Database) throws { try self.init(key: record.article.key, db) }

  /// Fetches the article with this very key. Throws `NotFound`.
  init(key: String, _ db: Database) throws {
    guard
      let row = try Row.fetchOne(db, sql: "SELECT id, key, text FROM article WHERE key = ?", arguments: [key])
    else { throw NotFound.article(key, nearest: []) }
    try self.init(id: row.value(0), key: row.value(1), text: row.value(2))
  }

  /// Takes an article.
  init(id: Int64, key: String, text: String) {
    self.id = id
    self.key = key
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  /// The words at a place, without spaces at either end. Throws `ReviewError.badSpan` where there are none.
  func words(at span: Span) throws -> Excerpt {
    guard span.start >= 0, span.start < span.end, span.end <= scalars.count else {
      throw ReviewError.badSpan(span, length: scalars.count)
    }
    var (start, end) = (span.start, span.end)
    while start < end, scalars[start].properties.isWhitespace { start += 1 }
    while start < end, scalars[end - 1].properties.isWhitespace { end -= 1 }
    guard scalars[start..<end].contains(where: \.isLetterOrDigit) else {
      throw ReviewError.badSpan(span, length: scalars.count)
    }
    return excerpt(Span(start: start, end: end))
  }

  /// Whether the words stand at their place.
  func has(_ excerpt: Excerpt) -> Bool {
    excerpt.span.start >= 0 && excerpt.span.end <= scalars.count
      && scalars[excerpt.span.start..<excerpt.span.end].elementsEqual(excerpt.text.unicodeScalars)
  }

  private func excerpt(_ span: Span) -> Excerpt {
    Excerpt(span: span, text: String(String.UnicodeScalarView(scalars[span.start..<span.end])))
  }

  /// Moves a state that was made of an earlier text to where its words stand now.
  ///
  /// - Parameter context: what stood around the words.
  func anchor(_ state: inout RecordState, context: RecordAnchor?) {
    state.isAnchored = has(state.content)
    if state.isAnchored {
      if let source = state.source, !has(source) { state.source = nil }
      if let cue = state.cue, !has(cue) { state.cue = nil }
      return
    }
    StateAnchor(TextAnchor(scalars)).move(
      &state, before: context?.contextBefore ?? "", after: context?.contextAfter ?? "")
  }
}

extension Unicode.Scalar {
  /// Whether it can be part of a word.
  var isLetterOrDigit: Bool { properties.isAlphabetic || properties.numericType != nil }
}
