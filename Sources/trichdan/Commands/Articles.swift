import ArgumentParser
import Foundation
import QuoteStore

/// `trichdan articles`: the articles of the database.
struct Articles: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists, finds and removes the articles of the database.",
    discussion: """
      Examples:
        trichdan articles --source "Sông Cầu" --sort date
        trichdan articles --title "bến đò"
        trichdan articles --empty                       those in which nothing was found
        trichdan articles remove bai-7                  with all that was found in it
      """,
    subcommands: [ListArticles.self, RemoveArticles.self], defaultSubcommand: ListArticles.self)
}

/// `trichdan articles list`, which is what `articles` alone does.
struct ListArticles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists articles with how much was found in them.")

  @Option(
    help: ArgumentHelp("Only with these words in the title; beginnings of words will do.", valueName: "words")
  )
  var title: String?

  @Option(help: ArgumentHelp("Only this article; may be given several times.", valueName: "key"))
  var article: [String] = []

  @Option(help: ArgumentHelp("Only articles of this paper.", valueName: "paper"))
  var source: String?

  @OptionGroup var published: PublishedOptions

  @Flag(inversion: .prefixedNo, help: "Only articles in which nothing was found.")
  var empty: Bool?

  @Option(
    help: "The order: place (as they were ingested), date (latest first), article, or records (most first).")
  var sort: ArticleOrder = .place

  @OptionGroup var limit: LimitOption

  @Flag(help: "Print how many there are, and nothing else.")
  var count = false

  @OptionGroup var format: FormatOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  private static let tableColumns = [
    Column("title", flexible: true, leads: true, lines: 3), Column("article", flexible: true, lines: 3),
    Column("quotes"), Column("claims"), Column("reviewed", spare: 1),
  ]
  private static let allColumns = [
    "article", "title", "published", "paper", "author", "url", "quotes", "claims", "reviewed", "length",
    "ingested_at",
  ].map { Column($0) }

  func run() throws {
    let store = try database.open(.read)
    defer { store.closeAfterReading() }
    try reportingStoreErrors {
      var query = ArticleQuery()
      query.title = title
      if !article.isEmpty { query.keys = try article.map(store.articleKey) }
      if let source { query.papers = try store.papers(named: source) }
      (query.since, query.until) = published.days
      query.isEmpty = empty
      query.order = sort.order
      query.limit = limit.most
      var listed = 0
      if count {
        try store.forEachArticle(query) { _ in listed += 1 }
        let output = StandardOutput()
        try output.line("\(listed)")
        return try output.flush()
      }
      let output = format.output()
      var list = ListPrinter(
        format.format == .table ? Self.tableColumns : Self.allColumns, format: format, to: output)
      try store.forEachArticle(query) {
        listed += 1
        try list.add(format.format == .table ? Self.tableRow($0) : Self.row($0))
      }
      if listed > 0 || format.format != .table || !Terminal.hasOutput { try list.finish() }
      try output.flush()
      if listed == 0, !quiet.quiet {
        let counts = try store.counts()
        printError(
          counts.articles == 0
            ? "trichdan: the database holds no articles; `trichdan ingest PATH` reads some"
            : "trichdan: nothing found: none of \(counts.articles) articles passes all filters")
      }
    }
  }

  private static func tableRow(_ entry: ArticleEntry) -> [Cell] {
    [
      .optional(entry.article.title), .text(RecordTable.article(entry.article)), .integer(entry.quotes),
      .integer(entry.claims), .integer(entry.reviewed),
    ]
  }

  private static func row(_ entry: ArticleEntry) -> [Cell] {
    [
      .text(entry.article.key), .optional(entry.article.title), .optional(entry.article.published),
      .optional(entry.article.source), .optional(entry.author), .optional(entry.article.url),
      .integer(entry.quotes), .integer(entry.claims), .integer(entry.reviewed), .integer(entry.length),
      .text(entry.ingestedAt),
    ]
  }
}

/// The orders that a list of articles may have.
enum ArticleOrder: String, ExpressibleByArgument, CaseIterable {
  case place, date, article, records

  /// The order of the query.
  var order: ArticleQuery.Order {
    switch self {
    case .place: .ingest
    case .date: .date
    case .article: .article
    case .records: .records
    }
  }
}

/// `trichdan articles remove`.
struct RemoveArticles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Removes articles with all that was found in them.",
    discussion: """
      It says what goes with them and asks. The article's own file stays where it is: ingesting it again brings the article
      back, with what the patterns find in it. What people decided stays in the review log, but has to be decided again; an
      export made before (`export jsonl --article KEY`) brings it back with `import`.

      Examples:
        trichdan articles remove bai-7
        trichdan articles remove bai-7 bai-8 --yes
        trichdan articles remove bai-7 --dry-run
      """)

  @Argument(help: "The articles' keys.")
  var keys: [String]

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Only say what would go.")
  var dryRun = false

  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let store = try database.open(.update)
    defer { store.closeAfterReading() }
    try reportingStoreErrors {
      let loss = try store.lossOfRemoving(keys)
      if dryRun || !quiet.quiet || !yes {
        printError(
          "removes \(loss.keys.count) articles with \(loss.quotes) quotes, \(loss.claims) claims and "
            + "\(loss.speakers) speakers who are in no other article")
        if loss.reviewed > 0 {
          printError(
            "\(loss.reviewed) of the quotes and claims were reviewed; to keep that, export first: "
              + "trichdan export jsonl --reviewed \(loss.keys.map { "--article \($0)" }.joined(separator: " ")) -o FILE"
          )
        }
      }
      guard !dryRun else { return }
      guard try yes || agrees() else { throw CommandFailure("nothing was removed", status: .no) }
      try store.removeArticles(keys, by: currentPerson)
      if !quiet.quiet { printError("removed; ingesting the articles' files again brings them back") }
    }
  }

  private func agrees() throws -> Bool {
    guard isatty(STDIN_FILENO) == 1 else {
      throw CommandFailure(
        "nothing was removed: there is nobody to ask; --yes removes without asking", status: .usage)
    }
    FileHandle.standardError.write(Data(Messages.current("Remove them? [y/N] ").utf8))
    let answer = (readLine() ?? "").trimmingCharacters(in: .whitespaces).lowercased()
    return ["y", "yes", "c", "có"].contains(answer)
  }
}
