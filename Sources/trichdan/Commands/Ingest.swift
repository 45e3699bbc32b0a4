import ArgumentParser
import ArticleFetcher
import ArticleReader
import Foundation
import QuoteStore

/// `trichdan ingest`: articles into the database.
struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads articles into the database, with their quotes, claims and speakers.",
    discussion: """
      Reads text, web pages (also as browsers save them), feeds, JSON lines and arrays, CSV, .docx, .odt, .epub, .pdf, crawls
      (WARC) and archives of these; what a file is, its bytes tell. A directory stands for all such files in and below
      it; - is standard input.
      An article is known by its key: one that is unchanged is passed over, one that has changed is replaced; another article
      from elsewhere with the same key is kept apart (bai, bai-2), unless --replace is given. Addresses are fetched politely:
      robots.txt is kept, each host is asked once a second, a page that has not changed is not sent again. It is safe to end the program at any moment and to run it again. An article that cannot be taken is named on standard error with
      the reason, the others go on, and the exit status is 1.

      Examples:
        trichdan ingest bai-bao/
        trichdan ingest --db 2024.sqlite articles.jsonl
        trichdan ingest --keep-source trang-da-luu/ crawl.warc.gz
        trichdan ingest https://bao.example/bai-1.html
        trichdan ingest --follow https://bao.example/rss/thoi-su.rss
        trichdan ingest --from-file dia-chi.txt
      """)

  @Argument(help: "Files, directories, addresses (https://…), or - for standard input.")
  var paths: [String] = []

  @Flag(help: "Let an article take the place of another one with its key that was read from elsewhere.")
  var replace = false

  @Flag(help: "Keep the bytes of each article, compressed; trichdan source KEY gives them back.")
  var keepSource = false

  @Option(
    help: ArgumentHelp(
      "Take the addresses and paths in this file, one a line; - is standard input.", valueName: "file"))
  var fromFile: String?

  @Flag(help: "Fetch the articles too that feeds and sitemaps list without their texts.")
  var follow = false

  @Option(help: ArgumentHelp("Seconds between two requests to one host.", valueName: "seconds"))
  var delay = 1.0

  @Option(help: ArgumentHelp("Seconds that one request may take.", valueName: "seconds"))
  var timeout = 30.0

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var database: DatabaseOption
  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    if paths.isEmpty, fromFile == nil {
      throw ValidationError(
        "there is nothing to read; name files, directories or addresses, or - for standard input")
    }
    if delay < 0 || !delay.isFinite { throw ValidationError("--delay takes seconds, such as 1 or 0.5") }
    if timeout < 0.1 || timeout > 3_600 { throw ValidationError("--timeout takes seconds from 0.1 to 3600") }
  }

  func run() throws {
    let library = try patterns.library()
    let identity = try patterns.identityNamingFaults()
    var settings = try reading.settings(try patterns.pages())
    settings.keepsOrigin = true
    settings.keepsBytes = keepSource
    let places = try paths + listed()
    let store = try database.open(.create)
    let progress = Progress(quiet: quiet.quiet)
    let stamp = IngestStamp(patternVersion: library.version, programVersion: Trichdan.version)
    let run = IngestRun(
      store: store, library: library, stamp: stamp, identity: identity, replaces: replace)
    func refuse(_ text: String) {
      progress.clear()
      printError("trichdan: \(text)")
    }
    var fetched: FetchRun.Summary?
    let summary = try reportingStoreErrors {
      defer { progress.clear() }
      let writer = IngestWriter(run)
      let files = places.filter { !ArticleFetcher.isAddress($0) }
      if !files.isEmpty {
        let size = InputSize.bytes(of: files)
        try run.run(ArticleReader(paths: files, settings: settings), writer, refuse: refuse) {
          summary, bytes in
          let rate = Int(Double(summary.articles) / max(progress.seconds, 0.001))
          progress.show(
            "\(summary.articles) articles, \(bytes >> 20) MB, \(rate) articles/s",
            share: size.map { Double(bytes) / Double($0) })
        }
      }
      var addresses = places.filter(ArticleFetcher.isAddress)
      if follow { addresses += writer.takeListed() }
      if !addresses.isEmpty {
        var fetching = FetchSettings()
        fetching.delay = delay
        fetching.timeout = timeout
        let fetch = FetchRun(ingest: run, fetching: fetching, reading: settings, follows: follow)
        fetched = try fetch.run(addresses, writer, refuse: refuse) { fetched, total in
          progress.show("\(fetched.fetched + fetched.unchanged + fetched.failed) of \(total) addresses")
        }
      }
      try store.regroupSpeakers(identity)
      return writer.summary
    }
    if !quiet.quiet { try reportingStoreErrors { try report(summary, fetched, store, progress.seconds) } }
    try reportingStoreErrors { try store.close() }
    if summary.refused > 0 || (fetched?.failed ?? 0) > 0 { throw ExitStatus.no.exit }
  }

  /// The places that the file of `--from-file` lists.
  private func listed() throws -> [String] {
    guard let fromFile else { return [] }
    let data: Data
    do {
      data =
        fromFile == "-"
        ? try StandardInput.readAll()
        : try Data(contentsOf: URL(fileURLWithPath: fromFile))
    } catch {
      throw CommandFailure("\(fromFile): cannot be read; check the path")
    }
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  private func report(
    _ summary: IngestRun.Summary, _ fetched: FetchRun.Summary?, _ store: QuoteStore, _ seconds: Double
  ) throws {
    let counts = try store.counts()
    if let fetched {
      printError(
        "addresses \(fetched.fetched) fetched, \(fetched.unchanged) unchanged, \(fetched.failed) failed")
    }
    printError(
      "articles  \(summary.articles) (\(summary.added) new, \(summary.changed) changed, \(summary.unchanged) unchanged)"
    )
    printError("quotes    \(summary.quotes) (\(counts.quotes) in the database)")
    printError("claims    \(summary.claims) (\(counts.claims) in the database)")
    printError("speakers  \(counts.speakers) in the database")
    for line in ExtractionSummary(summary.report).reviewedLines { printError(line) }
    for (place, key) in summary.keptApart.prefix(20) {
      printError("apart     \(place) as \(key): its key was taken")
    }
    if summary.keptApart.count > 20 { printError("apart     \(summary.keptApart.count - 20) more") }
    for (place, key) in summary.sameTexts.prefix(20) {
      printError("the same  \(place) has the text of \(key), and was not taken twice")
    }
    if summary.sameTexts.count > 20 { printError("the same  \(summary.sameTexts.count - 20) more") }
    for line in summary.besides.lines { printError(line) }
    printError("refused   \(summary.refused)")
    printError("seconds   \(Decimals.text(seconds, digits: 1))")
  }
}
