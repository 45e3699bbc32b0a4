import ArgumentParser
import QuoteStore

/// `trichdan repair`: mends a database whose indexes are damaged.
struct Repair: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks the database's file, and makes its indexes anew where they are damaged.",
    discussion: """
      The file is checked first; when all is well, nothing is done. Else it is copied to FILE.before-repair, all indexes are
      made anew from the tables, and it is checked once more. Articles, records and decisions are not touched. What cannot be
      mended so is listed: then restore the file from a copy, or export what can be read and import it into a new database.

      Exit status 0: all is well now; 1: something is not, and is listed.

      Examples:
        trichdan repair
        trichdan repair --db 2024.sqlite && trichdan verify --db 2024.sqlite
      """)

  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    let outcome = try reportingStoreErrors {
      defer { progress.clear() }
      do {
        let store = try QuoteStore(path: database.path, mode: .update)
        let outcome = try store.repair { step in progress.show(step) }
        try store.close()
        return outcome
      } catch StoreError.damaged(let path, let detail) {
        throw CommandFailure(
          "\(path) is damaged in a way that `repair` cannot mend: \(detail); restore it from a copy, or save what can be "
            + "read with `sqlite3 \(path) .recover`")
      }
    }
    let output = StandardOutput()
    for fault in outcome.after { try output.line(fault) }
    try output.flush()
    if !quiet.quiet {
      let copy = outcome.copy.map { "; as it was it is kept in \($0)" } ?? ""
      let mended = outcome.before.count == 1 ? "1 fault" : "\(outcome.before.count) faults"
      printError(
        outcome.before.isEmpty
          ? "checked \(database.path): all is well, nothing was changed"
          : outcome.after.isEmpty
            ? "mended \(database.path): \(mended) before, all is well now\(copy)"
            : "\(database.path) is damaged still: \(mended) before, \(outcome.after.count) now\(copy); restore it from a "
              + "copy, or bring what `trichdan export jsonl` can read into a new database with `trichdan import`"
      )
    }
    if !outcome.after.isEmpty { throw ExitStatus.no.exit }
  }
}
