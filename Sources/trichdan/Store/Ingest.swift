import ArgumentParser
import ArticleReader
import QuoteStore

/// `trichdan ingest`: articles into the database.
struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads articles into the database, with their quotes, claims and speakers.",
    discussion: """
      A directory stands for the .txt and .jsonl files in and below it; - is standard input.
      An article is known by its key: one that is unchanged is passed over, one that has changed is replaced. It is safe
      to end the program at any moment and to run it again. An article that cannot be taken is named on standard error with
      the reason, the others go on, and the exit status is 1.

      Examples:
        trichdan ingest bai-bao/
        trichdan ingest --db 2024.sqlite articles.jsonl
      """)

  @Argument(help: "Text files, files of JSON lines, directories, or - for standard input.")
  var paths: [String]

  @OptionGroup var database: DatabaseOption
  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let library = try patterns.library()
    let identity = try patterns.identity()
    let store = try database.open(.create)
    let progress = Progress(quiet: quiet.quiet)
    let stamp = IngestStamp(patternVersion: library.version, programVersion: Trichdan.version)
    let size = InputSize.bytes(of: paths)
    let summary = try reportingStoreErrors {
      defer { progress.clear() }
      let run = IngestRun(store: store, library: library, stamp: stamp, identity: identity)
      return try run.run(ArticleReader(paths: paths)) {
        refused in
        progress.clear()
        printError("trichdan: \(refused)")
      } show: { summary, bytes in
        let rate = Int(Double(summary.articles) / max(progress.seconds, 0.001))
        progress.show(
          "\(summary.articles) articles, \(bytes >> 20) MB, \(rate) articles/s",
          share: size.map { Double(bytes) / Double($0) })
      }
    }
    if !quiet.quiet { try reportingStoreErrors { try report(summary, store, progress.seconds) } }
    try reportingStoreErrors { try store.close() }
    if summary.refused > 0 { throw ExitStatus.no.exit }
  }

  private func report(_ summary: IngestRun.Summary, _ store: QuoteStore, _ seconds: Double) throws {
    let counts = try store.counts()
    printError(
      "articles  \(summary.articles) (\(summary.added) new, \(summary.changed) changed, \(summary.unchanged) unchanged)"
    )
    printError("quotes    \(summary.quotes) (\(counts.quotes) in the database)")
    printError("claims    \(summary.claims) (\(counts.claims) in the database)")
    printError("speakers  \(counts.speakers) in the database")
    for line in ExtractionSummary(summary.report).reviewedLines { printError(line) }
    printError("refused   \(summary.refused)")
    printError("seconds   \(Decimals.text(seconds, digits: 1))")
  }
}
