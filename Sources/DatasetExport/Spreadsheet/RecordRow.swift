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
  /// The class of the role, such as `official`.
  public var roleClass: String?
  /// Male or female, where the words tell.
  public var gender: String?
  /// Where an authority file knows the speaker.
  public var sameAs: String?
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
    "reviewed_at", "note", "role_class", "gender", "same_as",
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
    let known = found.figures.map { "\($0.kind.rawValue): \($0.excerpt.text)" }
    let others = telling.filter { value in
      !found.figures.contains { $0.excerpt.text.contains(value.words) }
    }
    let figures = known + others.map { "\($0.currency == nil ? "number" : "money"): \($0.words)" }
    var cells: [SpreadsheetValue] = []
    func add(_ text: String?) { cells.append(.optional(text)) }
    func addAll(_ texts: [String?]) { for text in texts { add(text) } }
    func addNumber(_ number: Double?) {
      if let number { cells.append(.number(number)) } else { cells.append(SpreadsheetValue.none) }
    }
    add(ArticleLine.recordID(article: articleKey, layer: found.layer, span: span))
    addAll([
      found.content.text, found.speaker?.name, role, published, paper, title, articleKey, url, author,
    ])
    addAll([found.layer.rawValue, found.kind.rawValue, before, after])
    addNumber(first?.amount)
    addNumber(first?.upper)
    addAll([first?.unit, first?.currency, figures.joined(separator: " | ")])
    addAll([found.speaker?.kind.rawValue, found.source?.text, found.cue?.text, found.cueClass])
    cells.append(.boolean(found.isNegated))
    add(found.via?.name)
    cells.append(.integer(span.start))
    cells.append(.integer(span.end))
    cells.append(.decimal(found.confidence, digits: 3))
    addAll([found.pattern, found.evidence.joined(separator: " | "), status, reviewer, reviewedAt, note])
    addAll([roleClass, gender, sameAs])
    return cells
  }
}
