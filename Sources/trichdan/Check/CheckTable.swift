import QuoteCheck

/// Answers as rows of a list.
struct CheckTable {
  private var list: ListPrinter
  private let isTable: Bool

  /// Makes a table or CSV.
  init(_ format: OutputFormat, _ output: StandardOutput) {
    isTable = format == .table
    let columns =
      format == .table
      ? [
        Column("id"), Column("verdict"), Column("quote", flexible: true), Column("speaker", flexible: true),
        Column("article", flexible: true), Column("place"), Column("warnings", flexible: true),
        Column("notes", flexible: true),
      ]
      : [
        "id", "verdict", "score", "quote", "speaker", "article", "start", "end", "found", "source_speaker",
        "warnings",
        "notes",
      ].map { Column($0) }
    list = ListPrinter(columns, format: format, to: output)
  }

  /// Adds an answer.
  mutating func add(
    _ answer: CheckAnswer, id: String, quote: String, speaker: String?, error: String? = nil
  ) throws {
    let warnings = Cell.text(answer.warnings.map(\.rawValue).joined(separator: " "))
    var remarks = answer.notes.map(\.name)
    if let error { remarks.append(error) }
    let notes = Cell.text(remarks.joined(separator: " "))
    let key = Cell.optional(answer.article?.key)
    if isTable {
      try list.add([
        .text(id), .text(answer.verdict.rawValue), .text("“\(quote)”"), .optional(speaker), key,
        .optional(answer.found.map { "\($0.span.start)–\($0.span.end)" }), warnings, notes,
      ])
    } else {
      try list.add([
        .text(id), .text(answer.verdict.rawValue), .decimal(answer.score, digits: 3), .text(quote),
        .optional(speaker), key, answer.found.map { .integer($0.span.start) } ?? .none,
        answer.found.map { .integer($0.span.end) } ?? .none, .optional(answer.found?.text),
        .optional(answer.speaker?.reference.name), warnings, notes,
      ])
    }
  }

  /// Writes what is held.
  mutating func finish() throws { try list.finish() }
}
