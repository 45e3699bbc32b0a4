import ArgumentParser
import DatasetExport
import QuoteEngine
import QuoteStore

/// `trichdan search`: speakers, articles and records with some words, in one list.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finds speakers, articles and quotes by their words.",
    discussion: """
      Speakers and titles are found by the beginnings of their words, quotes and claims by whole words: side by side, and
      where nothing has them so, in any order. Typed without diacritics, words are found whatever diacritics they have.

      Examples:
        trichdan search "nước ngọt"
        trichdan search le thi min
        trichdan search 'học phí OR viện phí -"miễn phí"' --limit 50
      """)

  @Argument(
    help:
      "The words. “…” keeps words side by side, + between them parts them, OR asks for either, -word leaves out."
  )
  var words: [String]

  @Option(
    help: ArgumentHelp(
      "At most so many quotes and claims, and a quarter of it of the others.", valueName: "n"))
  var limit = 20

  @OptionGroup var format: FormatOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    try LimitOption.check(limit)
  }

  func run() throws {
    let typed = words.joined(separator: " ")
    let store = try database.open(.read)
    defer { store.closeAfterReading() }
    try reportingStoreErrors {
      let found = try SearchResults(typed, store, limit: limit)
      let output = format.output()
      switch format.format {
      case .table: try print(found, to: output)
      case .jsonl: for line in found.jsonLines { try output.line(line) }
      case .csv: try list(found, to: output)
      }
      try output.flush()
      guard !quiet.quiet else { return }
      if found.isEmpty { printError("trichdan: nothing has “\(typed)”") }
      if found.isApart {
        printError("trichdan: nothing has “\(typed)” side by side; these have the words apart")
      }
      if found.isMore {
        printError(
          "trichdan: there are more quotes and claims; --limit, or trichdan quotes --match, shows them")
      }
    }
  }

  /// A section each of what was found.
  private func print(_ found: SearchResults, to output: StandardOutput) throws {
    var hasSection = false
    func section(_ title: String) throws {
      if hasSection { try output.line() }
      hasSection = true
      try output.line(Style.bold.applied(to: Messages.current(title)))
    }
    func list(_ columns: [Column], _ rows: [[Cell]]) throws {
      var list = ListPrinter(columns, format: format, to: output)
      for row in rows { try list.add(row) }
      try list.finish()
    }
    if !found.speakers.isEmpty {
      try section("SPEAKERS")
      try list(
        [Column("name", flexible: true, leads: true, lines: 2), Column("kind"), Column("records")],
        found.speakers.map {
          [.text($0.name), .text(Messages.current.value($0.kind.rawValue)), .integer($0.records)]
        })
    }
    if !found.articles.isEmpty {
      try section("ARTICLES")
      try list(
        [
          Column("title", flexible: true, leads: true, lines: 3), Column("article", flexible: true, lines: 3),
        ],
        found.articles.map { [.optional($0.title), .text(RecordTable.article($0))] })
    }
    if !found.records.isEmpty {
      try section("QUOTES AND CLAIMS")
      let table = RecordTable(isWide: false, words: found.words)
      try list(table.columns, found.records.map { table.cells($0) })
    }
  }

  private func list(_ found: SearchResults, to output: StandardOutput) throws {
    var list = ListPrinter(
      ["what", "id", "words", "speaker", "records", "title", "published", "paper", "url"].map { Column($0) },
      format: format, to: output)
    for speaker in found.speakers {
      try list.add([
        .text("speaker"), .text("#\(speaker.id)"), .text(speaker.name), .text(speaker.name),
        .integer(speaker.records), .none, .none, .none, .none,
      ])
    }
    func article(_ article: ArticleSummary) -> [Cell] {
      [
        .optional(article.title), .optional(article.published), .optional(article.source),
        .optional(article.url),
      ]
    }
    for one in found.articles {
      let first: [Cell] = [.text("article"), .text(one.key), .optional(one.title), .none, .none]
      try list.add(first + article(one))
    }
    for record in found.records {
      let first: [Cell] = [
        .text(record.layer.rawValue), .text(RecordLine.id(record)), .text(record.content.text),
        .optional(record.speaker?.name), .none,
      ]
      try list.add(first + article(record.article))
    }
    try list.finish()
  }
}

/// What a search finds.
struct SearchResults {
  private(set) var speakers: [SpeakerSuggestion] = []
  private(set) var articles: [ArticleSummary] = []
  private(set) var records: [StoredRecord] = []
  /// Whether there are more records than these, or may be.
  private(set) var isMore = false
  /// What was looked for in the records.
  private(set) var words: WordSearch?
  /// Whether the words do not stand side by side in what was found.
  private(set) var isApart = false

  /// Whether there is nothing.
  var isEmpty: Bool { speakers.isEmpty && articles.isEmpty && records.isEmpty }

  /// Looks for what was typed.
  init(_ typed: String, _ store: QuoteStore, limit: Int) throws {
    let few = max(1, limit / 4)
    let names = try store.speakerNames()
    speakers = try store.speakerSuggestions(names.rows(matching: typed, limit: few), counted: names)
    articles = try store.articleSummaries(store.articleTitles().rows(matching: typed, limit: few))
    words = WordSearch(typed, sideBySide: true)
    if let words { (records, isMore) = try store.recordsFound(words, limit: limit) }
    guard records.isEmpty, let apart = WordSearch(typed), apart != words else { return }
    (records, isMore) = try store.recordsFound(apart, limit: limit)
    guard !records.isEmpty else { return }
    words = apart
    isApart = true
  }

  /// Each as an object; `what` says what it is.
  var jsonLines: [String] {
    var lines: [String] = []
    for speaker in speakers {
      var line = JSONObjectText()
      line.add("what", "speaker")
      line.add("id", Int(speaker.id))
      line.add("name", speaker.name)
      line.add("kind", speaker.kind.rawValue)
      line.add("records", speaker.records)
      lines.append(line.text)
    }
    for article in articles {
      var line = JSONObjectText()
      line.add("what", "article")
      line.add("article", article.key)
      line.add("title", article.title)
      line.add("paper", article.source)
      line.add("published", article.published)
      line.add("url", article.url)
      lines.append(line.text)
    }
    for record in records {
      let line = RecordLine.text(record, matches: words?.places(in: record.content.text))
      lines.append("{\"what\":\"\(record.layer.rawValue)\"," + line.dropFirst())
    }
    return lines
  }
}
