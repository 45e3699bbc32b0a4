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
        Column("source says", flexible: true), Column("changed", flexible: true),
        Column("article", flexible: true), Column("place"), Column("warnings", flexible: true),
        Column("notes", flexible: true),
      ]
      : [
        "id", "verdict", "score", "quote", "speaker", "article", "start", "end", "found", "source_speaker",
        "warnings", "notes", "changed", "title", "published", "url",
      ].map { Column($0) }
    list = ListPrinter(columns, format: format, to: output)
  }

  /// Adds an answer; `notChecked` says why there is none.
  mutating func add(
    _ answer: CheckAnswer, id: String, quote: String, speaker: String?, error: String? = nil,
    notChecked: String? = nil
  ) throws {
    let warnings = Cell.text(answer.warnings.map(\.rawValue).joined(separator: " "))
    var remarks = answer.notes.map(\.name)
    if let error { remarks.append(error) }
    if let notChecked { remarks.append("not checked, because \(notChecked)") }
    let notes = Cell.text(remarks.joined(separator: " "))
    let key = Cell.optional(answer.article?.key)
    let verdict = Cell.text(notChecked == nil ? answer.verdict.rawValue : CheckLine.notChecked)
    let said =
      answer.speakers.count > 1
      ? answer.speakers.map(\.name).joined(separator: " + ") : answer.speaker?.reference.name
    let changed = Cell.text(Self.changes(answer))
    if isTable {
      try list.add([
        .text(id), verdict, .text("“\(quote)”"), .optional(speaker), .optional(said), changed, key,
        .optional(answer.found.map { "\($0.span.start)–\($0.span.end)" }), warnings, notes,
      ])
    } else {
      try list.add([
        .text(id), verdict, .decimal(answer.score, digits: 3), .text(quote),
        .optional(speaker), key, answer.found.map { .integer($0.span.start) } ?? .none,
        answer.found.map { .integer($0.span.end) } ?? .none, .optional(answer.found?.text),
        .optional(said), warnings, notes, changed, .optional(answer.article?.title),
        .optional(answer.article?.published), .optional(answer.article?.url),
      ])
    }
  }

  /// What changed, each change in brackets: [hai → ba], [− không], [+ rất].
  static func changes(_ answer: CheckAnswer) -> String {
    answer.diff.compactMap { step in
      switch step.kind {
      case .equal: nil
      case .omitted: "[− \(step.source)]"
      case .added: "[+ \(step.quote)]"
      case .replaced: "[\(step.source) → \(step.quote)]"
      }
    }.joined(separator: " ").replacing("\n", with: " ")
  }

  /// Writes what is held.
  mutating func finish() throws { try list.finish() }
}
