import ArgumentParser
import QuoteEngine
import QuoteStore

/// `trichdan quotes`: lists quotes and claims.
struct Quotes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists quotes and claims from the database.",
    discussion: """
      Names and words are found without regard to case and, when typed without any, to diacritics.

      Examples:
        trichdan quotes --speaker "le thi minh"
        trichdan quotes --match '"phát triển kinh tế"' --since 2017-01-01 --format csv > trich-dan.csv
        trichdan quotes --article bai-1 --explain
        trichdan quotes --speaker "bà Minh" --match "học phí" --timeline
        trichdan quotes --role expert --gender female
        trichdan quotes --variants bai-1#q231-402       the same utterance in other articles, the earliest first
      """)

  @OptionGroup var filters: RecordFilters

  @Flag(help: "Show why each is given to its speaker.")
  var explain = false

  @Option(
    help: ArgumentHelp("Show how other articles printed the quote or claim with this id.", valueName: "id"))
  var variants: String?

  @Flag(
    help: ArgumentHelp(
      "Order by date, and mark statements that deny an earlier one of the same speaker or give another figure for what "
        + "seems the same thing; whether they contradict it is for you to judge."))
  var timeline = false

  @OptionGroup var format: FormatOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  private static let tableColumns = [
    Column("speaker", flexible: true), Column("role", flexible: true), Column("words", flexible: true), Column("article", flexible: true),
    Column("place"),
    Column("cue", flexible: true), Column("form", flexible: true), Column("confidence"),
  ]
  private static let csvColumns = [
    "id", "article", "layer", "kind", "start", "end", "text", "speaker", "speaker_kind", "source", "cue",
    "via",
    "confidence", "pattern", "cue_class", "negated", "status", "evidence", "title", "paper", "published",
    "url", "reviewer", "note", "role", "role_class", "gender", "same_as",
  ].map { Column($0) }

  func run() throws {
    let store = try database.open(.read)
    defer { try? store.close() }
    let output = StandardOutput()
    try reportingStoreErrors {
      if let variants {
        try VariantList(store, output).run(variants, format.format, progress: Progress(quiet: quiet.quiet))
        return try output.flush()
      }
      let query = try filters.query(store, filters.identity()) { if !quiet.quiet { printError("trichdan: \($0)") } }
      if timeline {
        var ordered = query
        ordered.order = .date
        try Timeline(format.format, output).list(store, ordered)
        return try output.flush()
      }
      switch format.format {
      case .jsonl: try store.forEachRecord(query) { try output.line(RecordLine.text($0)) }
      case .csv: try list(store, query, Self.csvColumns, output, Self.csvRow)
      case .table where explain: try store.forEachRecord(query) { try print($0, to: output) }
      case .table: try list(store, query, Self.tableColumns, output, Self.tableRow)
      }
      try output.flush()
    }
  }

  private func list(
    _ store: QuoteStore, _ query: RecordQuery, _ columns: [Column], _ output: StandardOutput,
    _ row: (StoredRecord) -> [Cell]
  ) throws {
    var list = ListPrinter(columns, format: format.format, to: output)
    try store.forEachRecord(query) { try list.add(row($0)) }
    try list.finish()
  }

  private static func tableRow(_ record: StoredRecord) -> [Cell] {
    [
      .text(record.speaker?.name ?? "?"), .optional(record.role ?? record.roleClass?.rawValue),
      .text(shown(record)), .text(record.article.key),
      .text(place(record)),
      .optional(record.cue?.text), .text(record.pattern), .decimal(record.confidence, digits: 2),
    ]
  }

  private static func csvRow(_ record: StoredRecord) -> [Cell] {
    [
      .text(RecordLine.id(record)), .text(record.article.key), .text(record.layer.rawValue),
      .text(record.kind.rawValue),
      .integer(record.content.span.start), .integer(record.content.span.end), .text(record.content.text),
      .optional(record.speaker?.name), .optional(record.speaker?.kind.rawValue),
      .optional(record.source?.text),
      .optional(record.cue?.text), .optional(record.via?.name), .decimal(record.confidence, digits: 3),
      .text(record.pattern), .optional(record.cueClass), .boolean(record.isNegated),
      .text(record.status.rawValue),
      .text(record.evidence.joined(separator: " | ")), .optional(record.article.title),
      .optional(record.article.source),
      .optional(record.article.published), .optional(record.article.url), .optional(record.reviewer),
      .optional(record.note), .optional(record.role), .optional(record.roleClass?.rawValue),
      .optional(record.gender?.rawValue), .optional(record.speaker?.sameAs),
    ]
  }

  /// A record in a block of lines, with its evidence.
  private func print(_ record: StoredRecord, to output: StandardOutput) throws {
    let speaker = record.speaker.map { "\($0.name) (\($0.kind.rawValue))" } ?? "? (speaker not known)"
    let form = "\(record.pattern)  \(Decimals.text(record.confidence, digits: 2))"
    try output.line(
      "\(Style.bold.applied(to: speaker))  \(record.article.key)  \(Self.place(record))  \(form)")
    try output.line("  \(Self.shown(record).replacing("\n", with: " "))")
    for step in record.evidence { try output.line(Style.dim.applied(to: "    - \(step)")) }
  }

  /// The words, quoted ones in marks.
  static func shown(_ record: StoredRecord) -> String {
    record.layer == .quote ? "“\(record.content.text)”" : record.content.text
  }

  private static func place(_ record: StoredRecord) -> String {
    "\(record.content.span.start)–\(record.content.span.end)"
  }
}
