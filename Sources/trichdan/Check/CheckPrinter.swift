import QuoteCheck

/// Prints the answers of a list or a draft in one of the formats.
struct CheckPrinter {
  private let format: CheckFormat
  private let output: StandardOutput
  private var table: CheckTable
  private var page: CheckPageFile

  /// Makes a printer; `title` is what was checked, for a page's head.
  init(_ format: CheckFormat, _ output: StandardOutput, title: String, showsIDs: Bool = true) {
    self.format = format
    self.output = output
    table = CheckTable(format == .table ? .table : .csv, showsIDs: showsIDs, output)
    page = CheckPageFile(title: title)
  }

  /// Prints an answer, or keeps it for the end.
  mutating func add(
    _ answer: CheckAnswer, rawID: String, id: String, quote: String, speaker: String?, problem: String? = nil,
    gap: String? = nil
  ) throws {
    switch format {
    case .json, .jsonl:
      try output.line(
        CheckLine.text(answer, rawID: rawID, quote: quote, asked: speaker, error: problem, notChecked: gap))
    case .table, .csv:
      try table.add(answer, id: id, quote: quote, speaker: speaker, error: problem, notChecked: gap)
    case .html: page.add(answer, id: id, quote: quote, speaker: speaker, problem: problem, notChecked: gap)
    }
  }

  /// Prints what is held.
  mutating func finish() throws {
    switch format {
    case .json, .jsonl: break
    case .table, .csv: try table.finish()
    case .html: for line in page.lines() { try output.line(line) }
    }
  }
}
