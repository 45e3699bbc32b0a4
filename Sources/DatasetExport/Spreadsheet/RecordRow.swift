import QuoteEngine

/// A quote or claim as a row of a spreadsheet, the same in every list and file of the program.
public struct RecordRow: Sendable {
  /// The key of the article.
  public var articleKey: String
  /// The title of the article.
  public var title: String?
  /// Where the article was found.
  public var url: String?
  /// The paper.
  public var paper: String?
  /// The day of publication, `yyyy-mm-dd`, else what the article says of it.
  public var published: String?
  /// Who wrote the article.
  public var author: String?
  /// The quote or claim.
  public var attribution: Attribution
  /// The speaker's title or office as the article gives it.
  public var role: String?
  /// What stands before the words in the article.
  public var before: String?
  /// What stands after the words.
  public var after: String?
  /// `unreviewed`, or what the last decision made of it.
  public var status: String
  /// Who decided last.
  public var reviewer: String?
  /// When, in UTC.
  public var reviewedAt: String?
  /// What a reviewer noted.
  public var note: String?

  /// Makes a row of which the article says nothing but its key.
  public init(articleKey: String, attribution: Attribution, status: String) {
    self.articleKey = articleKey
    self.attribution = attribution
    self.status = status
  }

  /// The columns' names, in order: what people read first, then how it was found and what was decided.
  public static let columns = [
    "id", "text", "speaker", "role", "published", "paper", "title", "article", "url", "author", "layer",
    "kind",
    "before", "after", "amount", "amount_to", "unit", "currency", "figures", "speaker_kind", "source", "cue",
    "cue_class", "negated", "via", "start", "end", "confidence", "pattern", "evidence", "status", "reviewer",
    "reviewed_at", "note",
  ]

  /// The cells, one for each of `columns`; `units` reads the figures.
  public func cells(_ units: FigureUnits) -> [SpreadsheetValue] {
    let found = attribution
    let span = found.content.span
    // The amounts first: they are what a list of figures is made for.
    let values = units.values(in: found.content.text)
    // A number alone may be a year or a name's part, unless the engine says otherwise.
    let telling = values.filter { value in
      value.isTelling
        || found.figures.contains { $0.kind == .number && $0.excerpt.text.contains(value.words) }
    }
    let first = telling.first { $0.currency != nil } ?? telling.first
    return [
      .text(ArticleLine.recordID(article: articleKey, layer: found.layer, span: span)),
      .text(found.content.text), .optional(found.speaker?.name), .optional(role), .optional(published),
      .optional(paper), .optional(title), .text(articleKey), .optional(url), .optional(author),
      .text(found.layer.rawValue), .text(found.kind.rawValue), .optional(before), .optional(after),
      first.map { .number($0.amount) } ?? .none, first?.upper.map { .number($0) } ?? .none,
      .optional(first?.unit), .optional(first?.currency),
      .text(
        (found.figures.map { "\($0.kind.rawValue): \($0.excerpt.text)" }
          + telling.filter { value in !found.figures.contains { $0.excerpt.text.contains(value.words) } }
          .map { "\($0.currency == nil ? "number" : "money"): \($0.words)" }).joined(separator: " | ")),
      .optional(found.speaker?.kind.rawValue), .optional(found.source?.text), .optional(found.cue?.text),
      .optional(found.cueClass), .boolean(found.isNegated), .optional(found.via?.name),
      .integer(span.start), .integer(span.end), .decimal(found.confidence, digits: 3), .text(found.pattern),
      .text(found.evidence.joined(separator: " | ")), .text(status), .optional(reviewer),
      .optional(reviewedAt),
      .optional(note),
    ]
  }
}
