import ArticleReader
import DatasetExport
import QuoteCheck
import QuoteEngine

/// `check --draft`: every quote of an article held against its sources.
struct DraftCheck {
  private let checker: QuoteChecker
  private let library: PatternLibrary
  private let settings: ReadingSettings
  private let output: StandardOutput

  init(_ checker: QuoteChecker, library: PatternLibrary, settings: ReadingSettings, _ output: StandardOutput)
  {
    self.checker = checker
    self.library = library
    self.settings = settings
    self.output = output
  }

  private struct Row {
    var id: String
    var quote: Attribution
    var answer: CheckAnswer
  }

  /// Checks the quotes of the articles in a file, prints them worst first, and says whether all were verified.
  func run(_ path: String, _ format: CheckFormat) throws -> Bool {
    let engine = QuoteEngine(library: library)
    var rows: [Row] = []
    for article in try Check.articles(in: path, settings) {
      checker.ignoredText = article.text
      for quote in engine.annotate(article.text).quotes {
        let id = ArticleLine.recordID(article: article.id, layer: .quote, span: quote.content.span)
        do {
          let answer = try checker.check(quote.content.text, speaker: quote.speaker?.name)
          rows.append(Row(id: id, quote: quote, answer: answer))
        } catch is CheckInputError {
          // Marks round no word.
          continue
        }
      }
    }
    // Worst first; of equal ones, in the order of the text.
    rows = rows.enumerated().sorted {
      ($1.element.answer.verdict.severity, $0.offset) < ($0.element.answer.verdict.severity, $1.offset)
    }.map(\.element)
    switch format {
    case .json, .jsonl: for row in rows { try output.line(CheckLine.text(row.answer, id: row.id)) }
    case .table, .csv:
      var table = CheckTable(format == .table ? .table : .csv, output)
      for row in rows {
        try table.add(
          row.answer, id: row.id, quote: row.quote.content.text, speaker: row.quote.speaker?.name)
      }
      if !rows.isEmpty { try table.finish() }
    }
    if rows.isEmpty {
      printError("trichdan: \(path) has no quote to check")
      return true
    }
    return rows.allSatisfy(\.answer.isVerified)
  }
}
