import ArticleReader
import DatasetExport
import QuoteCheck
import QuoteEngine

/// `check --draft`: everything in an article that is somebody's words, held against its sources.
struct DraftCheck {
  private let checker: QuoteChecker
  private let library: PatternLibrary
  private let lexicon: CheckLexicon
  private let settings: ReadingSettings
  private let output: StandardOutput
  /// Whether what was not checked is let pass.
  private let allowsUnchecked: Bool

  init(
    _ checker: QuoteChecker, library: PatternLibrary, lexicon: CheckLexicon, settings: ReadingSettings,
    allowsUnchecked: Bool, _ output: StandardOutput
  ) {
    self.checker = checker
    self.library = library
    self.lexicon = lexicon
    self.settings = settings
    self.allowsUnchecked = allowsUnchecked
    self.output = output
  }

  private struct Row {
    var id: String
    var item: DraftItem
    var answer: CheckAnswer
    /// Why it was not checked.
    var gap: String?

    var severity: Int { gap == nil ? answer.verdict.severity * 2 + (answer.isVerified ? 0 : 1) : 5 }
  }

  /// Checks the articles in a file, prints what was found worst first, and says whether all was verified.
  func run(_ path: String, _ format: CheckFormat) throws -> Bool {
    let engine = QuoteEngine(library: library)
    var rows: [Row] = []
    for article in try Check.articles(in: path, settings) {
      checker.ignoredText = article.text
      for item in DraftReader(lexicon: lexicon).items(of: article.text, engine.annotate(article.text)) {
        let id = ArticleLine.recordID(article: article.id, layer: item.layer, span: item.span)
        rows.append(try row(item, id))
      }
    }
    // Worst first; of equal ones, in the order of the text.
    rows = rows.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }.map(\.element)
    var printer = CheckPrinter(format, output, title: path, showsIDs: false)
    for row in rows {
      try printer.add(
        row.answer, rawID: ListPrinter.jsonString(row.id), id: row.id, quote: row.item.text,
        speaker: row.item.speaker, gap: row.gap)
    }
    if !rows.isEmpty || format == .html { try printer.finish() }
    guard !rows.isEmpty else {
      printError(
        "trichdan: \(path) has nothing to check: no words in marks, and nothing that somebody is reported to have said"
      )
      // Nobody vouches for a draft in which nothing was looked at.
      if !allowsUnchecked {
        printError("trichdan: nothing was checked (--allow-unchecked lets such a draft pass)")
      }
      return allowsUnchecked
    }
    let unchecked = rows.count { $0.gap != nil }
    if unchecked > 0 {
      printError(
        "trichdan: \(unchecked) of \(rows.count) stretches of \(path) were not checked; read them yourself"
          + (allowsUnchecked ? "" : " (--allow-unchecked lets them pass)"))
    }
    return rows.allSatisfy { $0.gap == nil ? $0.answer.isVerified : allowsUnchecked }
  }

  private func row(_ item: DraftItem, _ id: String) throws -> Row {
    let nothing = CheckAnswer(verdict: .notFound, score: 0)
    if item.gap == .unreadReport {
      return Row(id: id, item: item, answer: nothing, gap: DraftItem.Gap.unreadReport.description)
    }
    do {
      let answer =
        item.layer == .quote
        ? try checker.check(item.text, speaker: item.speaker)
        : try checker.checkClaim(item.text, speaker: item.speaker)
      let isHidden = answer.verdict == .notFound || answer.isVerified && item.gap?.isOpenEnded == true
      let gap = isHidden ? item.gap?.description : nil
      return Row(id: id, item: item, answer: answer, gap: gap)
    } catch let error as CheckInputError {
      return Row(id: id, item: item, answer: nothing, gap: "\(error)")
    }
  }
}
