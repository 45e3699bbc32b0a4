import ArgumentParser
import ArticleReader
import Foundation
import QuoteCheck
import QuoteEngine
import QuoteStore

/// How the answers of `check` are printed.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case table
  /// One JSON object an answer; `jsonl` is the same.
  case json, jsonl
  /// Comma-separated values.
  case csv
  /// One page to print or hand on.
  case html
}

/// `trichdan check`: is a quote in its source, in these words, by this speaker?
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a quote against its source: is it there, in these words, by this speaker?",
    discussion: """
      Without --article and --in, the whole database is searched. Exit status 0 means verified: verbatim, and by --speaker as
      far as the source says; 1 anything else.

      Verdicts: verbatim; shortened (words are left out); altered (words are changed or added, or a negation is left out);
      misattributed (the source gives the words to somebody else, or says that nobody said them); ambiguous (several places
      give them to different people); not-found. Claims of a draft, in other words: supported, differs, not-found.

      Examples:
        trichdan check "Đò sẽ chạy trước mùa nước nổi" --speaker "bà Mận"
        trichdan check "do se chay truoc mua nuoc noi" --article sc-01
        trichdan check "…" --in bai-bao.txt                the article need not be in the database
        trichdan check --draft ban-thao.docx               every quote and claim of a draft against the database
        trichdan check "…" --in trang-da-luu.html          nor be plain text
        trichdan check --from trich-dan.jsonl > ket-qua.jsonl   lines of {"id", "quote", "speaker"?, "article"?}
        trichdan check --from trich-dan.csv --format html > ket-qua.html   a page for the editor
      """)

  @Argument(help: "The quote, in quotation marks of the shell; - reads it from standard input.")
  var quote: String?

  @Option(help: ArgumentHelp("Who is said to have said it, in any form.", valueName: "name"))
  var speaker: String?

  @Option(help: ArgumentHelp("Look in this article only.", valueName: "key"))
  var article: String?

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("Look in this file of articles, not in the database.", valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Check the quotes of this file: lines of text, CSV with a head line, JSON lines, or what quotes, extract and export print; - is standard input.",
      valueName: "file")
  )
  var from: String?

  @Option(help: ArgumentHelp("Check all quotes of the article in this file.", valueName: "file"))
  var draft: String?

  @Flag(help: "A draft of which something could not be checked may still pass.")
  var allowUnchecked = false

  @Option(
    help: ArgumentHelp(
      "The share of the quote’s words that have to stand at a place, 0.3 to 1; \(QuoteChecker.usualCloseness) unless told.",
      valueName: "share"))
  var closeness: Double?

  @Option(help: "How answers are printed: table, json, jsonl, csv or html. --from prints JSON lines.")
  var format: CheckFormat?

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var database: DatabaseOption
  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    switch [quote != nil, from != nil, draft != nil].count(where: \.self) {
    case 0:
      throw ValidationError(
        "there is nothing to check; type a quote between quotation marks, or name a file with --from or --draft"
      )
    case 1: break
    default: throw ValidationError("QUOTE, --from and --draft exclude each other")
    }
    if speaker != nil, quote == nil {
      throw ValidationError(
        "--speaker belongs to one QUOTE; --from has a `speaker` a line, a draft names its own")
    }
    if let speaker, !speaker.contains(where: \.isLetter) { throw ValidationError("--speaker needs a name") }
    if let closeness, !(0.3...1).contains(closeness) {
      throw ValidationError("--closeness takes a share from 0.3 to 1, such as --closeness 0.8")
    }
    if allowUnchecked, draft == nil { throw ValidationError("--allow-unchecked belongs to --draft") }
    if draft != nil, article != nil {
      throw ValidationError("--draft looks in the database or --in FILE, not in one --article")
    }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    let library = file != nil || draft != nil ? try patterns.library() : nil
    let lexicon = try patterns.checkLexicon()
    // What does not need the database does not open it.
    let store = file == nil ? try database.open(.read) : nil
    defer { store?.closeAfterReading() }
    let output = StandardOutput()
    let isVerified = try reportingStoreErrors {
      let source = try source(store, library, progress)
      let checker = QuoteChecker(source: source, lexicon: lexicon)
      if let closeness { checker.closeness = closeness }
      defer { progress.clear() }
      if let from {
        return try CheckList(checker, article: article, output, progress).run(from, format ?? .jsonl)
      }
      if let draft, let library {
        return try DraftCheck(
          checker, library: library, lexicon: lexicon, settings: reading.settings(try patterns.pages()),
          allowsUnchecked: allowUnchecked, output
        ).run(draft, format ?? .table)
      }
      return try one(checker, output, progress)
    }
    try output.flush()
    if !isVerified { throw ExitStatus.no.exit }
  }

  /// Checks the quote that was typed.
  private func one(_ checker: QuoteChecker, _ output: StandardOutput, _ progress: Progress) throws -> Bool {
    var words = quote ?? ""
    if words == "-" {
      guard let read = String(data: try StandardInput.readAll(), encoding: .utf8) else {
        throw CommandFailure("standard input is not UTF-8; save the quote as UTF-8", status: .usage)
      }
      words = read
    }
    let answer: CheckAnswer
    do {
      answer = try checker.check(words, speaker: speaker, article: article)
    } catch let error as CheckInputError {
      throw CommandFailure("\(error)", status: .usage)
    } catch let error as UnknownArticle {
      throw CommandFailure("\(error)", status: .no)
    }
    progress.clear()
    switch format ?? .table {
    case .json, .jsonl: try output.line(CheckLine.text(answer, history: try checker.history(of: answer)))
    case .csv, .html:
      var printer = CheckPrinter(format ?? .csv, output, title: "check")
      try printer.add(answer, rawID: "null", id: "", quote: words, speaker: speaker)
      try printer.finish()
    case .table:
      let history = try checker.history(of: answer)
      let display = CheckDisplay(colour: Terminal.hasColour, width: Terminal.width ?? 100)
      for line in display.lines(answer, speaker: speaker, history: history) { try output.line(line) }
    }
    return answer.isVerified
  }

  private func source(
    _ store: QuoteStore?, _ library: PatternLibrary?, _ progress: Progress
  ) throws -> any CheckSource {
    if let store {
      return StoredArticles(store, identity: try PatternsOption.identity(nil)) { count in
        progress.show("indexing texts: \(count) articles")
      }
    }
    guard let file, let library else { preconditionFailure("either a database or a file is looked in") }
    let engine = QuoteEngine(library: library)
    return ArticleCollection(try Self.articles(in: file, reading.settings(try patterns.pages()))) {
      engine.annotate($0.text)
    }
  }

  /// The articles of a file or folder; each that cannot be taken is named. Fails when there is none.
  static func articles(in path: String, _ settings: ReadingSettings) throws -> [Article] {
    var articles: [Article] = []
    var isRefused = false
    let reader = ArticleReader(paths: [path], settings: settings)
    while let reading = reader.next() {
      switch reading {
      case .article(let article): articles.append(article)
      case .refused(let refused):
        isRefused = true
        printError("trichdan: \(refused.said)")
      case .skipped, .listed: break
      }
    }
    guard !articles.isEmpty else {
      throw CommandFailure(
        isRefused
          ? "\(path) holds no article that can be read"
          : "\(path) holds no article; name a text, a web page or another file that holds one")
    }
    return articles
  }
}
