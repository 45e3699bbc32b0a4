import ArgumentParser
import DatasetExport
import QuoteStore

/// `trichdan verify`: is everything in the database and in its exports as it should be?
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Checks every exported place against its article's text, and the review log against the records.",
    discussion: """
      Each article is written in each of the export formats in memory, read back, and every place in it cut out of the
      article's text again: the words must be the same, character by character. The texts must have their hashes, the
      records the state that the review log gives them, and the file must be sound. Nothing is changed.

      Exit status 0: all is well; 1: something is not, and is listed.

      Examples:
        trichdan verify
        trichdan verify --db 2024.sqlite --format jsonl
      """)

  @OptionGroup var format: FormatOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let store = try database.open(.read)
    defer { store.closeAfterReading() }
    let progress = Progress(quiet: quiet.quiet)
    var faults: [(sort: String, of: String, fault: String)] = []
    var check = DatasetCheck(programVersion: Trichdan.version)
    var waiting: [DatasetArticle] = []
    var articles = 0
    try reportingStoreErrors {
      defer { progress.clear() }
      try noting(&faults) { faults in
        faults += try store.integrityFaults().map { ("database", store.path, $0) }
      }
      try noting(&faults) { faults in
        try store.readDataset { reader in
          try reader.forEachArticle { article in
            articles += 1
            if article.article.sha256() != article.sha256 {
              faults.append(
                ("text", article.article.id, "is not the text that was ingested: another SHA-256"))
            }
            waiting.append(article)
            if waiting.count == 64 {
              check.check(waiting)
              waiting.removeAll(keepingCapacity: true)
            }
            progress.show("\(articles) articles, \(check.places) places")
          }
        }
      }
      check.check(waiting)
      faults += check.faults.map { ($0.format.rawValue, $0.article, $0.reason) }
      try noting(&faults) { faults in
        faults += try store.reviewFaults().map { ("review", $0.record, $0.description) }
      }
    }
    try report(faults)
    if !quiet.quiet {
      printError(
        "verified \(articles) articles, \(check.places) places in \(DatasetFormat.allCases.count) formats, "
          + "\(try reportingStoreErrors { try store.reviewLogCount() }) lines of the review log: "
          + (faults.isEmpty ? "all is well" : "\(faults.count) faults"))
    }
    if !faults.isEmpty { throw ExitStatus.no.exit }
  }

  private typealias Fault = (sort: String, of: String, fault: String)

  /// Does a part of the work, which damage may end: it is one fault more then, and the other parts are done as well.
  private func noting(_ faults: inout [Fault], _ body: (inout [Fault]) throws -> Void) throws {
    do { try body(&faults) } catch StoreError.damaged(let path, let detail) {
      faults.append(("database", path, detail))
    }
  }

  private func report(_ faults: [(sort: String, of: String, fault: String)]) throws {
    guard !faults.isEmpty || format.format != .table else { return }
    let output = StandardOutput()
    var list = ListPrinter(
      [Column("in"), Column("of", flexible: true), Column("fault", flexible: true)], format: format,
      to: output)
    for fault in faults { try list.add([.text(fault.sort), .text(fault.of), .text(fault.fault)]) }
    try list.finish()
    try output.flush()
  }
}
