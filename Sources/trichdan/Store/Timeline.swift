import QuoteStore

/// What speakers said in the order of time, with what says otherwise than before.
struct Timeline {
  private let format: OutputFormat
  private let output: StandardOutput

  init(_ format: OutputFormat, _ output: StandardOutput) {
    self.format = format
    self.output = output
  }

  /// Lists the records of a query.
  func list(_ store: QuoteStore, _ query: RecordQuery) throws {
    var contrasts = StatementContrasts()
    var list = ListPrinter(
      [
        Column("published"), Column("speaker", flexible: true), Column("words", flexible: true),
        Column("id", flexible: true),
        Column("otherwise than", flexible: true),
      ], format: format, to: output)
    try store.forEachRecord(query) { record in
      let found = contrasts.add(record)
      try list.add([
        .optional(record.article.published), .text(record.speaker?.name ?? "?"), .text(Self.shown(record)),
        .text(record.id), found.isEmpty ? .none : .text(found.map(Self.words).joined(separator: "; ")),
      ])
    }
    try list.finish()
  }

  private static func shown(_ record: StoredRecord) -> String {
    record.layer == .quote ? "“\(record.content.text)”" : record.content.text
  }

  private static func words(_ contrast: StatementContrast) -> String {
    switch contrast.difference {
    case .negated: "\(contrast.earlier) (one denies it)"
    case .figure: "\(contrast.earlier) (\(contrast.figures.joined(separator: " / ")))"
    }
  }
}
