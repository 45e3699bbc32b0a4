import ArgumentParser
import ArticleReader
import Foundation
import WebPage

/// `trichdan patterns try-page`: what is taken for the article in a web page.
struct PatternsTryPage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try-page",
    abstract: "Shows what is taken for the article in a web page, for those who write page rules.",
    discussion: """
      A page rule is a file of Patterns/pages/ with the paper's name and hosts, and CSS selectors for what is not found by itself:
      title, lead, body, author, date, captions, remove, keep. Ends with 1 when the page gives no article.

      Examples:
        trichdan patterns try-page bai.html
        trichdan patterns try-page bai.html --lines           every line of the page, with what became of it
        trichdan patterns try-page bai.html --without-rules   how the page would be read if its paper had no rule
      """)

  @Argument(help: "The page's file.")
  var file: String

  @Flag(help: "List every line of the page with what became of it and why.")
  var lines = false

  @Flag(help: "Read the page as one of a paper without a rule.")
  var withoutRules = false

  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    var library = try patterns.pages()
    for fault in library.faults { printError("trichdan: \(fault)") }
    if withoutRules { library = library.withoutRules() }
    let result = try PageTrial.read(file, library)
    let output = StandardOutput()
    if lines {
      for line in result.lines {
        let words = Messages.current
        let fate = words(line.fate.rawValue) + (line.reason.map { " (\(words.message($0)))" } ?? "")
        try output.line(
          "\(fate.padding(toLength: max(34, fate.count), withPad: " ", startingAt: 0)) \(line.text)")
      }
      try output.line()
    }
    guard let page = result.page else {
      try output.flush()
      // The reason and what would mend it are phrases of their own.
      let why = (result.reason ?? "no article").components(separatedBy: "; ").map {
        Messages.current.message($0)
      }
      throw CommandFailure("\(file): \(why.joined(separator: "; "))", status: .no)
    }
    let about: [(String, String?)] = [
      ("rule", page.rule ?? Messages.current("none")), ("encoding", result.encoding), ("title", page.title),
      ("author", page.author),
      ("date", page.published), ("paper", page.source), ("address", page.url),
    ]
    for (name, value) in about {
      try output.line(OriginText.line(name, value ?? "–"))
    }
    for caption in page.captions { try output.line(OriginText.line("caption", caption)) }
    for note in result.notes + page.notes {
      try output.line(OriginText.line("note", Messages.current.message(note)))
    }
    try output.line()
    try output.line(page.text)
    try output.flush()
  }
}
