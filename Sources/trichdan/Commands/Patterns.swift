import ArgumentParser
import QuoteEngine

/// `trichdan patterns`: what the pattern library holds and does.
struct Patterns: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows what the pattern library holds, whether it is sound, and what it does to a text.",
    subcommands: [PatternsList.self, PatternsLint.self, PatternsTry.self, PatternsTryPage.self])
}

/// `trichdan patterns list`.
struct PatternsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the entries of the lexicons and the forms of quotation.",
    discussion: """
      Examples:
        trichdan patterns list --file cues.txt
        trichdan patterns list --file forms/quotes.yaml --format csv
      """)

  @Option(
    name: .long, help: ArgumentHelp("Only this file, with or without its directory.", valueName: "name"))
  var file: String?

  @OptionGroup var patterns: PatternsOption
  @OptionGroup var format: FormatOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let library = try patterns.library()
    let output = format.output()
    var list = ListPrinter(
      [Column("file"), Column("line"), Column("entry", flexible: true), Column("says", flexible: true)],
      format: format, to: output)
    var count = 0
    for entry in library.entries where isMeant(entry.file) {
      count += 1
      try list.add([
        .text(entry.file), .integer(entry.line), .text(entry.phrase),
        .text(entry.fields.joined(separator: " | ")),
      ])
    }
    for form in library.forms where isMeant(form.file) {
      count += 1
      try list.add([.text(form.file), .integer(form.line), .text(form.id), .text(form.summary)])
    }
    if count == 0, let file {
      let names = Set(library.entries.map(\.file) + library.forms.map(\.file)).sorted()
      throw CommandFailure(
        "no pattern file is called \(file); there are \(names.joined(separator: ", "))", status: .usage)
    }
    try list.finish()
    try output.flush()
  }

  private func isMeant(_ name: String) -> Bool {
    guard let file else { return true }
    return name == file || name.hasSuffix("/" + file)
  }
}
