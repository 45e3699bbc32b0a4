import ArgumentParser
import Foundation
import PatternFiles
import QuoteEngine
import QuoteEvaluation
import QuoteStore

/// `trichdan learn`: learns the weights of the engine's decisions.
struct Learn: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Learns the weights of the engine's decisions from gold articles and reviewed databases.",
    discussion: """
      GOLD is a file of JSON lines, or a directory of NAME.txt with NAME.gold.yaml; what is named twice counts twice. --db adds
      the articles of a database of which every record was decided on by a reviewer.

      The weights are written to the patterns' weights/, or to --out, when they are better on articles that they were not learnt
      from (cross-validated, folds by article) than those there; --anyway writes them all the same. The same input gives the
      same bytes.

      Examples:
        trichdan learn Corpus --out hoc/weights
        trichdan learn Corpus gold.jsonl --db trichdan.sqlite
      """)

  @Argument(help: "Gold annotations.")
  var gold: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Learn from the decisions in this reviewed database too.", valueName: "file"))
  var db: String?

  @Option(name: .long, help: ArgumentHelp("Write the weights into this directory.", valueName: "dir"))
  var out: String?

  @Option(name: .long, help: ArgumentHelp("How many folds the articles are cut into.", valueName: "n"))
  var folds = 5

  @Flag(help: "Write weights too that are worse than those there.")
  var anyway = false

  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard !gold.isEmpty || db != nil else {
      throw ValidationError(
        "there is nothing to learn from; name gold annotations, or a reviewed database with --db")
    }
    guard folds >= 2 else { throw ValidationError("--folds takes 2 or more") }
  }

  func run() throws {
    let library = try patterns.library()
    let articles = try articles()
    guard articles.count >= folds else {
      throw CommandFailure(
        "\(articles.count) articles are too few for \(folds) folds; name more, or fewer --folds")
    }
    let progress = Progress(quiet: quiet.quiet)
    let learner = Learner(library: library)
    func say(_ text: String) {
      progress.clear()
      if !quiet.quiet { printError(text) }
    }
    let before = Evaluation(gold: articles, predictions: predict(articles, library))
    say("before (the weights there, which may have been learnt from these articles)")
    say(LearningReport.text(before))
    let after = Evaluation(
      gold: articles,
      predictions: learner.crossValidate(articles, folds: folds, start: Models(library)) {
        progress.show("fold \($0) of \(folds)")
      })
    say("after, on articles not learnt from (\(folds) folds)")
    say(LearningReport.text(after))
    progress.show("learning from all")
    let lesson = learner.learn(from: articles, start: Models(library))
    progress.clear()
    let better = LearningReport.sum(after) >= LearningReport.sum(before) - LearningReport.tolerance
    guard better || anyway else {
      throw CommandFailure(
        "the new weights are worse than those there, so nothing was written; --anyway writes them, or give more articles",
        status: .no)
    }
    let directory =
      try out.map { URL(fileURLWithPath: $0, isDirectory: true) }
      ?? PatternDirectory.locate(explicit: patterns.directory).appendingPathComponent(
        "weights", isDirectory: true)
    for file in lesson.files(articles: articles.count, folds: folds, figures: after) {
      try write(file, into: directory)
    }
    say("weights written to \(directory.path)")
  }

  private func write(_ file: WeightFile, into directory: URL) throws {
    let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: directory.appendingPathComponent(name), options: .atomic)
    } catch {
      throw CommandFailure("\(directory.path)/\(name) cannot be written: \(error.localizedDescription)")
    }
  }

  private func predict(_ articles: [GoldArticle], _ library: PatternLibrary) -> [String: Prediction] {
    let engine = QuoteEngine(library: library)
    var out: [String: Prediction] = [:]
    for article in articles { out[article.id] = Prediction(engine.annotate(article.text)) }
    return out
  }

  private func articles() throws -> [GoldArticle] {
    var out: [GoldArticle] = []
    do {
      for path in gold { out += try GoldReader.articles(at: path) }
    } catch let error as EvaluationFileError {
      throw CommandFailure("\(error)")
    }
    if let db { out += try ReviewedArticles.gold(db) }
    return out
  }
}
