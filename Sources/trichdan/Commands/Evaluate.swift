import ArgumentParser
import QuoteEngine
import QuoteEvaluation

/// `trichdan evaluate`: measures the engine, or predictions, against gold annotations.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures precision, recall and F1 against gold annotations, or how far two reviewers agree.",
    discussion: """
      GOLD is a file of JSON lines, or a directory of NAME.txt with NAME.gold.yaml. A record is right when its
      span shares at least half with the gold's (overlap) and its speaker is the same (end-to-end).

      --agreement compares two reviewers of the same articles: Cohen's kappa over the records about which both decided, and
      F1 between what they kept. Each is a file of `trichdan export jsonl` or a database.

      Examples:
        trichdan evaluate Corpus
        trichdan evaluate gold.jsonl --predictions trich-dan.jsonl --errors 20
        trichdan evaluate --agreement an.jsonl binh.jsonl
        trichdan evaluate --checks Corpus          what `check` makes of gold quotes that were changed
        trichdan evaluate --checks Corpus --closeness 0.7 --claim-closeness 0.6
      """)

  @Argument(help: "The gold annotations.")
  var gold: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Two reviewers to compare, in place of gold annotations.", valueName: "file"))
  var agreement: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Measure these annotations, as extract prints them, and not what the engine finds now.",
      valueName: "file"))
  var predictions: String?

  @Option(
    name: .long, help: ArgumentHelp("Show so many of the errors, with the text round them.", valueName: "n"))
  var errors = 0

  @Flag(
    help:
      "Measure `check` instead: hold every gold quote, as it is and changed in many ways, against the articles."
  )
  var checks = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --checks: how near a passage has to be to a quote, as in `check`.", valueName: "share"))
  var closeness: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --checks: the share of a claim's words that a passage has to have.", valueName: "share"))
  var claimCloseness: Double?

  @OptionGroup var patterns: PatternsOption
  @OptionGroup var format: FormatOption

  func validate() throws {
    if checks, predictions != nil {
      throw ValidationError("--checks measures `check`, which has no --predictions")
    }
    guard checks || closeness == nil && claimCloseness == nil else {
      throw ValidationError("--closeness and --claim-closeness belong to --checks")
    }
    guard errors >= 0 else { throw ValidationError("--errors takes a number of 0 or more") }
    guard agreement.isEmpty || agreement.count == 2 else {
      throw ValidationError("--agreement takes two files, such as --agreement an.jsonl binh.jsonl")
    }
    guard (gold == nil) != agreement.isEmpty else {
      throw ValidationError("name the gold annotations, or two reviewers with --agreement")
    }
  }

  func run() throws {
    guard let gold else {
      let output = StandardOutput()
      try AgreementReport(agreement[0], agreement[1]).print(format.format, to: output)
      return try output.flush()
    }
    if checks { return try runChecks(gold) }
    let evaluation: Evaluation
    do {
      let articles = try GoldReader.articles(at: gold)
      evaluation = Evaluation(gold: articles, predictions: try predicted(articles))
    } catch let error as EvaluationFileError {
      throw CommandFailure("\(error)")
    }
    let output = StandardOutput()
    if format.format == .table {
      try EvaluationReport(evaluation, errors: errors).print(to: output)
    } else {
      try EvaluationFigures(evaluation, errors: errors).print(format.format, to: output)
    }
    try output.flush()
  }

  private func runChecks(_ gold: String) throws {
    let engine = QuoteEngine(library: try patterns.library())
    let lexicon = try patterns.checkLexicon()
    let output = StandardOutput()
    do {
      let articles = try GoldReader.articles(at: gold)
      let written = try WrittenChecks(at: gold)
      let report = CheckReport(
        alone: try CheckEvaluation(
          articles, written: written, closeness: closeness, claimCloseness: claimCloseness, lexicon: lexicon,
          annotate: engine.annotate),
        anywhere: try CheckEvaluation(
          articles, written: written, anywhere: true, closeness: closeness, claimCloseness: claimCloseness,
          lexicon: lexicon, annotate: engine.annotate),
        errors: errors)
      try report.print(format.format, to: output)
    } catch let error as EvaluationFileError {
      throw CommandFailure("\(error)")
    }
    try output.flush()
  }

  private func predicted(_ articles: [GoldArticle]) throws -> [String: Prediction] {
    if let predictions { return try GoldReader.predictions(at: predictions) }
    let engine = QuoteEngine(library: try patterns.library())
    var out: [String: Prediction] = [:]
    for article in articles { out[article.id] = Prediction(engine.annotate(article.text)) }
    return out
  }
}
