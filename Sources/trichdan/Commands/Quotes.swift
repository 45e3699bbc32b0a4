import ArgumentParser
import DatasetExport
import QuoteEngine
import QuoteStore

/// `trichdan quotes`: lists quotes and claims.
struct Quotes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists quotes and claims from the database.",
    discussion: """
      Names and words are found without regard to case and, when typed without any, to diacritics. In a pipe, cells are
      whole and have tabs between them.

      Examples:
        trichdan quotes --speaker "le thi minh"
        trichdan quotes --match 'học phí OR viện phí -"miễn phí"' --context 1
        trichdan quotes --since 2017-01-01 --sort date --format csv > trich-dan.csv
        trichdan quotes --article bai-1 --explain
        trichdan quotes --speaker "bà Minh" --match "học phí" --timeline
        trichdan quotes --role expert --gender female
        trichdan quotes --variants bai-1#q231-402       the same utterance in other articles, the earliest first
      """)

  @OptionGroup var filters: RecordFilters

  @Option(
    help:
      "The order: place (of the articles and in them), date (latest first), speaker, confidence (surest first) or article."
  )
  var sort: ListOrder = .place

  @Flag(help: "The other way round.")
  var reverse = false

  @Option(
    help: ArgumentHelp("Show the sentence around, and so many less one on either side.", valueName: "n"))
  var context: Int?

  @Flag(help: "Print how many there are, and nothing else.")
  var count = false

  @Flag(help: "Show more columns, and every word.")
  var wide = false

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

  func validate() throws {
    if let context, context < 1 { throw ValidationError("--context is a whole number from 1") }
  }

  func run() throws {
    let store = try database.open(.read)
    defer { store.closeAfterReading() }
    try reportingStoreErrors {
      if let variants {
        let output = format.output()
        try VariantList(store, output).run(variants, format.format, progress: Progress(quiet: quiet.quiet))
        return try output.flush()
      }
      var query = try filters.query(store, filters.identity()) {
        if !quiet.quiet { printError("trichdan: \($0)") }
      }
      query.order = sort.order
      query.isReversed = reverse
      if count { return try printCount(store, query) }
      let output = format.output()
      if timeline {
        query.order = .earliest
        try Timeline(format.format, output).list(store, query)
        return try output.flush()
      }
      let listed = try list(store, query, output)
      try output.flush()
      if listed == 0, !quiet.quiet { try printError("trichdan: " + EmptyList(store, filters, query).reason) }
    }
  }

  private func list(_ store: QuoteStore, _ query: RecordQuery, _ output: StandardOutput) throws -> Int {
    let rows = RecordTable(isWide: wide, words: query.words, sentences: context)
    var listed = 0
    func each(_ body: (StoredRecord, SentenceContext?) throws -> Void) throws {
      let length = context.map { SentenceContext.length(sentences: $0) }
      try store.forEachRecord(query, contextLength: length) { record, around in
        listed += 1
        try body(record, around.map { SentenceContext(record, $0, sentences: context ?? 1) })
      }
    }
    switch format.format {
    case .jsonl:
      try each { record, context in
        try output.line(
          RecordLine.text(record, context: context, matches: query.words?.places(in: record.content.text)))
      }
    case .csv:
      let units = try FigureUnits.shipped()
      var bytes = CSVStyle.byteOrderMark
      format.csv.append(RecordRow.columns.map { .text($0) }, to: &bytes)
      try output.write(bytes)
      try each { record, context in
        var line: [UInt8] = []
        format.csv.append(RecordRow(record, context).cells(units), to: &line)
        try output.write(line)
      }
    case .table where explain: try each { try output.write(rows.block($0, $1)) }
    case .table:
      var list = ListPrinter(rows.columns, format: format, to: output)
      try each { try list.add(rows.cells($0, $1)) }
      if listed > 0 || !Terminal.hasOutput { try list.finish() }
    }
    return listed
  }

  private func printCount(_ store: QuoteStore, _ query: RecordQuery) throws {
    func count(_ layer: Layer) throws -> Int {
      guard query.layer == nil || query.layer == layer else { return 0 }
      var query = query
      query.layer = layer
      return try store.count(query, most: .max - 1).count
    }
    let (quotes, claims) = (try count(.quote), try count(.claim))
    let all = min(quotes + claims, query.limit ?? .max)
    let output = StandardOutput()
    switch format.format {
    case .table: try output.line("\(all)")
    case .jsonl: try output.line("{\"records\":\(all),\"quotes\":\(quotes),\"claims\":\(claims)}")
    case .csv:
      var list = ListPrinter(["records", "quotes", "claims"].map { Column($0) }, format: format, to: output)
      try list.add([.integer(all), .integer(quotes), .integer(claims)])
      try list.finish()
    }
    try output.flush()
    if !quiet.quiet, format.format == .table, quotes > 0, claims > 0 {
      printError("\(quotes) quotes, \(claims) claims")
    }
  }
}

/// The orders that a list of records may have.
enum ListOrder: String, ExpressibleByArgument, CaseIterable {
  case place, date, speaker, confidence, article

  /// The order of the query.
  var order: RecordQuery.Order {
    switch self {
    case .place: .place
    case .date: .date
    case .speaker: .speaker
    case .confidence: .confidence
    case .article: .article
    }
  }
}

extension RecordRow {
  /// The row of a record, with what stands around it where that is known.
  init(_ record: StoredRecord, _ context: SentenceContext?) {
    self.init(
      articleKey: record.article.key, attribution: record.attribution, status: record.status.rawValue)
    title = record.article.title
    url = record.article.url
    paper = record.article.source
    published = record.article.published.flatMap(PublicationDate.day) ?? record.article.published
    role = record.role
    roleClass = record.roleClass?.rawValue
    gender = record.gender?.rawValue
    sameAs = record.speaker?.sameAs
    before = context?.before
    after = context?.after
    reviewer = record.reviewer
    reviewedAt = record.reviewedAt
    note = record.note
  }
}
