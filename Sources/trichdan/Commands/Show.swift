import ArgumentParser
import DatasetExport
import QuoteStore

/// `trichdan show`: one article with its quotes, claims and speakers marked.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows one article with its quotes, claims and speakers marked.",
    discussion: """
      On a terminal quotes are green, claims yellow, speakers cyan and cues underlined. Without colour quotes stand in
      [1 …], claims in {2 …} and speakers in <…>. The numbers lead to the list below the text.

      Examples:
        trichdan show bai-1
        trichdan show bai-1 --explain
        trichdan show bai-1 --format jsonl | jq .quotes
      """)

  @Argument(help: "The article's key.")
  var key: String

  @Flag(help: "Show why each quote and claim is given to its speaker.")
  var explain = false

  @OptionGroup var format: FormatOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    if format.format == .csv {
      throw ValidationError(
        "an article is shown as text or jsonl; for csv: trichdan quotes --article KEY --format csv")
    }
  }

  func run() throws {
    let store = try database.open(.read)
    defer { store.closeAfterReading() }
    let article = try reportingStoreErrors { try store.article(key) }
    let output = format.output()
    if format.format == .jsonl {
      var line: [UInt8] = []
      ArticleLine.append(article.article, article.annotations, sha256: article.sha256, to: &line)
      try output.write(line)
    } else {
      let marked = MarkedArticle(article, colour: Terminal.hasColour)
      let about = [
        article.article.id, article.article.source, article.article.published, article.article.author,
        article.article.url,
      ]
      func lines(_ text: String, hanging: Int = 0) throws {
        for line in WrappedText.lines(text, width: Terminal.width, hanging: hanging) { try output.line(line) }
      }
      try lines(Style.dim.applied(to: about.compactMap(\.self).joined(separator: "  ")))
      if let origin = try reportingStoreErrors({ try store.origin(ofArticle: key) }) {
        try lines(Style.dim.applied(to: "\(Messages.current.head("from")) \(origin.place)"))
        for note in origin.notes {
          try lines(Style.dim.applied(to: "\(Messages.current("note")): \(Messages.current.message(note))"))
        }
      }
      try output.line()
      try lines(marked.marked)
      try output.line()
      for line in marked.legend(explain: explain) { try lines(line, hanging: 4) }
      if article.records.isEmpty { try output.line(Messages.current("no quotes and no claims")) }
    }
    try output.flush()
  }
}
