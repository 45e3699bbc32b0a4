import ArgumentParser
import QuoteCheck
import QuoteEngine

/// `trichdan patterns lint`: whether the pattern library keeps its own promises.
struct PatternsLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Compiles every pattern, runs every example and reject, and names file and line of each fault.",
    discussion: """
      Ends with 0 when the library is sound and with 1 when faults were found.

      Examples:
        trichdan patterns lint
        trichdan patterns lint --patterns ./Patterns --format jsonl
      """)

  @OptionGroup var patterns: PatternsOption
  @OptionGroup var format: FormatOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let files = try patterns.files()
    let pages = try patterns.pages()
    let engine: [PatternFault]
    do {
      engine = try PatternLint.faults(in: files)
    } catch let fault as PatternFault {
      engine = [fault]
    }
    // The words of checks are read apart: what they hold does not change what is found in articles.
    do {
      _ = try CheckLexicon(files: patterns.checkFiles())
    } catch let fault as CheckWordFault {
      throw CommandFailure("\(fault)", status: .no)
    }
    let output = StandardOutput()
    // The authority file and what else speakers are told apart by.
    let identity = try patterns.identity().faults
    let all =
      engine.map { (text: "\($0)", file: $0.file, line: $0.line, message: $0.message) }
      + pages.faults.map { (text: "\($0)", file: $0.file, line: $0.line, message: $0.message) }
      + identity.map { (text: "\($0)", file: $0.file, line: $0.line, message: $0.message) }
    guard !all.isEmpty else {
      let library = try patterns.library()
      printError(
        "sound: \(library.entries.count) entries, \(library.forms.count) forms, \(pages.rules.count) page rules, patterns \(library.version)"
      )
      return
    }
    if format.format == .table {
      for fault in all { try output.write("\(fault.text)\n") }
    } else {
      var list = ListPrinter(
        [Column("file"), Column("line"), Column("fault", flexible: true)], format: format, to: output)
      for fault in all { try list.add([.text(fault.file), .integer(fault.line), .text(fault.message)]) }
      try list.finish()
    }
    try output.flush()
    throw CommandFailure(
      "\(all.count) fault\(all.count == 1 ? "" : "s") in the pattern library", status: .no)
  }
}
