import ArgumentParser
import ArticleReader
import Foundation
import PatternFiles
import QuoteStore

/// `trichdan demo`: a tour on invented articles.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a small database of invented articles and opens the review desk on it.",
    discussion: """
      The articles are those under Corpus/, which are shipped with the program; all people in them are invented. What you
      decide stays in the database, which is trichdan-demo.sqlite in this directory unless --db names another.

      Examples:
        trichdan demo
        trichdan demo --no-serve && trichdan quotes --db trichdan-demo.sqlite
      """)

  @Flag(inversion: .prefixedNo, help: "Open the desk when the database is made.")
  var serve = true

  @Option(help: ArgumentHelp("The desk's port; 0 takes any that is free.", valueName: "n"))
  var port = 8080

  @Option(
    name: .customLong("db"),
    help: ArgumentHelp("The database, which is made where there is none.", valueName: "file"))
  var file = "trichdan-demo.sqlite"

  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let search = ShippedDirectory.find("Corpus", executable: PatternDirectory.runningExecutable) {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("chinh-tri").path)
    }
    guard let corpus = search.found else {
      throw CommandFailure(
        "the articles of the demo are not here; looked in \(search.searched.joined(separator: ", "))")
    }
    var ingest = ["ingest", corpus.path, "--db", file]
    if quiet.quiet { ingest.append("--quiet") }
    if let directory = patterns.directory { ingest += ["--patterns", directory] }
    var reading = try Trichdan.parseAsRoot(ingest)
    try reading.run()
    guard !quiet.quiet || serve else { return }
    if !quiet.quiet {
      for line in [
        "", "Try in another terminal:",
        "  trichdan quotes --db \(file) --speaker \"mac kim thang\" --explain",
        "  trichdan search --db \(file) \"nước ngọt\"",
        "  trichdan check --db \(file) \"Tắm cũng phải tính từng gáo\"", "",
      ] { printError(line) }
    }
    guard serve else { return }
    var desk = ["serve", "--db", file, "--port", "\(port)"]
    if quiet.quiet { desk.append("--quiet") }
    if let directory = patterns.directory { desk += ["--patterns", directory] }
    var serving = try Trichdan.parseAsRoot(desk)
    try serving.run()
  }
}
