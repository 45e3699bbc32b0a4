import ArgumentParser
import DatasetExport
import QuoteStore

/// `trichdan import`: an exported dataset, or another database, into the database.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Brings an exported jsonl, another database, or what annotators made, into the database.",
    discussion: """
      Articles that the database does not have come in with everything that is known of them. Of articles that it has, the
      decisions of other reviewers come in: on records that nobody has decided on here, and those that go on from what was
      decided here. Where two reviewers decided otherwise, the database stays as it is and the conflict is listed; decide
      again with `review`, or change one of the two databases, and import once more. Importing the same file again changes
      nothing.

      What annotators give back is known by its form: columns of CoNLL-U Plus, doccano's JSONL, Label Studio's JSON, spaCy's DocBin
      (by way of Python). A quote or claim that was left as it was exported is accepted; one that was moved, or given another label
      or speaker, is corrected; a new one is added; one that was exported and is gone is rejected: all in the name of --reviewer.

      Either all of it is written or, when the program is ended, nothing; nothing either when records are not what the
      review log beside them says. Exit status 1: there are conflicts, or lines that cannot be taken.

      Examples:
        trichdan import trich-dan.jsonl
        trichdan import --dry-run --format jsonl ban-cua-binh.jsonl
        trichdan import --db chung.sqlite binh.sqlite
        trichdan import --reviewer "Lê An" project-1.json
      """)

  @Argument(
    help:
      "A file of `trichdan export jsonl` or `trichdan extract`, another database, a file of an annotation tool, or - for standard input."
  )
  var path: String

  @Flag(help: "Say what would come of it, and change nothing.")
  var dryRun = false

  @OptionGroup var reviewer: ReviewerOption
  @OptionGroup var format: FormatOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let source = DatasetSource(path: path)
    try source.requireReadable()
    let annotations = try AnnotationSource(path: path)
    let store = try database.open(.create)
    let progress = Progress(quiet: quiet.quiet)
    var refused = 0
    func note(_ text: String) {
      progress.clear()
      if !quiet.quiet { printError("trichdan: \(text)") }
    }
    let outcome = try reportingRefusal {
      defer { progress.clear() }
      return try store.importDataset(by: reviewer.name, isTrial: dryRun) { session in
        func refuse(_ reason: String) {
          refused += 1
          progress.clear()
          printError("trichdan: \(reason)")
        }
        func show(_ bytes: Int) {
          let read = session.outcome.articlesAdded + session.outcome.articlesKnown
          progress.show("\(read) articles" + (bytes > 0 ? ", \(bytes >> 20) MB" : ""))
        }
        if let annotations {
          try annotations.forEachArticle(refuse: refuse, note: note) { article, fallback, bytes in
            try session.add(article, fallbackKey: fallback)
            show(bytes)
          }
        } else {
          try source.forEachArticle(refuse: refuse) { article, bytes in
            try session.add(article)
            show(bytes)
          }
        }
      }
    }
    if !dryRun {
      let identity = try PatternsOption.identity(nil)
      _ = try reportingStoreErrors { try store.regroupSpeakers(identity) }
    }
    try report(outcome)
    if !quiet.quiet { summarize(outcome, refused) }
    try reportingStoreErrors { try store.close() }
    if refused > 0 || !outcome.conflicts.isEmpty { throw ExitStatus.no.exit }
  }

  /// Names each contradiction of a dataset that cannot be taken.
  private func reportingRefusal<T>(_ body: () throws -> T) throws -> T {
    do { return try reportingStoreErrors(body) } catch let refused as RefusedDataset {
      for fault in refused.faults { printError("trichdan: \(fault.record): \(fault.description)") }
      throw CommandFailure("\(refused)", status: .no)
    }
  }

  private func report(_ outcome: ImportOutcome) throws {
    guard !outcome.conflicts.isEmpty || format.format != .table else { return }
    let output = StandardOutput()
    var list = ListPrinter(
      [
        Column("conflict"), Column("article", flexible: true), Column("of", flexible: true),
        Column("words", flexible: true), Column("here", flexible: true), Column("there", flexible: true),
      ], format: format, to: output)
    for conflict in outcome.conflicts {
      try list.add([
        .text(conflict.subject.rawValue), .text(conflict.article), .text(conflict.of), .text(conflict.words),
        .text(conflict.here), .text(conflict.there),
      ])
    }
    try list.finish()
    try output.flush()
  }

  private func summarize(_ outcome: ImportOutcome, _ refused: Int) {
    printError(
      "articles   \(outcome.articlesAdded) new with \(outcome.records) records, \(outcome.articlesKnown) here already"
    )
    printError(
      "decisions  \(outcome.decisionsTaken) taken over, \(outcome.decisionsKnown) here already, "
        + "\(outcome.decisionsAgreed) that both reviewers took")
    printError("speakers   \(outcome.speakerDecisions) decisions taken over")
    printError("conflicts  \(outcome.conflicts.count)")
    printError("refused    \(refused)")
    if dryRun { printError("nothing was changed (--dry-run)") }
  }
}
