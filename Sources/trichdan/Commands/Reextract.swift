import ArgumentParser
import QuoteEngine
import QuoteStore

/// `trichdan reextract`: annotates the articles in the database anew, and lists what that changes.
struct Reextract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Annotates the articles in the database anew, and lists what became of each quote and claim.",
    discussion: """
      Needs no article files: the texts are in the database. What the patterns proposed is replaced, what a person has
      decided is kept, and where the patterns now contradict a decision, both are shown. It may be stopped at any moment and
      run again: articles that these patterns have annotated are passed over.

      Examples:
        trichdan reextract
        trichdan reextract --patterns my-patterns --dry-run          what a change of the patterns would do
        trichdan reextract --dry-run --format csv > changes.csv
      """)

  @Option(help: ArgumentHelp("Only this article; may be given several times.", valueName: "key"))
  var article: [String] = []

  @Flag(name: .customLong("all"), help: "Also articles that these patterns have annotated already.")
  var includesCurrent = false

  @Flag(help: "Write nothing, only list what would change.")
  var dryRun = false

  @OptionGroup var format: FormatOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  private static let columns = [
    Column("fate"), Column("reviewed"), Column("id", flexible: true), Column("words", flexible: true),
    Column("kind"), Column("speaker", flexible: true), Column("kind now"),
    Column("speaker now", flexible: true),
  ]

  func run() throws {
    let library = try patterns.library()
    let identity = try patterns.identityNamingFaults()
    let store = try database.open(.update)
    let progress = Progress(quiet: quiet.quiet)
    let output = StandardOutput()
    let stamp = IngestStamp(patternVersion: library.version, programVersion: Trichdan.version)
    let summary = try reportingStoreErrors {
      defer { progress.clear() }
      var list = ListPrinter(Self.columns, format: format, to: output)
      var run = ReextractRun(store: store, library: library, stamp: stamp, identity: identity)
      run.keys = article.isEmpty ? nil : try article.map(store.articleKey)
      run.includesCurrent = includesCurrent
      run.isDryRun = dryRun
      let total = try store.counts().articles
      let summary = try run.run { change in
        try list.add(Self.row(change))
      } show: { summary in
        progress.show("\(summary.articles) of at most \(total) articles")
      }
      if format.format != .table || !summary.isUnchanged { try list.finish() }
      try output.flush()
      try store.close()
      return summary
    }
    guard !quiet.quiet else { return }
    let how = dryRun ? "would be annotated anew" : "annotated anew"
    printError("articles  \(summary.articles) \(how), \(summary.current) up to date")
    if summary.overtaken > 0 {
      printError("          \(summary.overtaken) left to the ingest that changed them meanwhile")
    }
    let lines = ExtractionSummary(summary.report)
    printError(lines.unreviewedLine)
    for line in lines.reviewedLines { printError(line) }
    printError("seconds   \(Decimals.text(progress.seconds, digits: 1))")
  }

  private static func row(_ change: RecordChange) -> [Cell] {
    let words = (change.before ?? change.after)?.content.text ?? ""
    return [
      .text(change.isLost ? "\(change.fate.rawValue), not in the text" : change.fate.rawValue),
      .text(change.isReviewed ? "yes" : "no"), .text(change.id), .text(words),
      .optional(change.before?.kind.rawValue),
      .optional(change.before?.speaker?.name), .optional(change.after?.kind.rawValue),
      .optional(change.after?.speaker?.name),
    ]
  }
}
