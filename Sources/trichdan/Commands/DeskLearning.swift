import Foundation
import PatternFiles
import QuoteEngine
import QuoteEvaluation
import QuoteStore
import ReviewSite

/// Measures for the review desk what `learn` would gain from the decisions so far.
struct DeskLearning: Sendable {
  /// The database's path.
  var database: String
  var library: PatternLibrary

  /// Into so many folds the articles are cut, and so many reviewed articles are needed at least.
  private static let (folds, fewest) = (3, 12)
  /// Rounds of learning: fewer than `learn` takes, which costs little of what is gained.
  private static let rounds = 2

  /// Learns from the reviewed articles, together with those that ship with the program, and measures on reviewed articles that
  /// were not learnt from. `nil` where there are too few.
  func measure() throws -> LearningGain? {
    let reviewed = try ReviewedArticles.gold(database)
    guard reviewed.count >= Self.fewest else { return nil }
    let corpus = ShippedDirectory.find("Corpus", executable: PatternDirectory.runningExecutable) {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("chinh-tri").path)
    }.found
    // Without the shipped articles, the decisions alone teach.
    let shipped = try corpus.map { try GoldReader.articles(at: $0.path) } ?? []
    let known = Set(reviewed.map(\.id))
    let articles = reviewed + shipped.filter { !known.contains($0.id) }
    let engine = QuoteEngine(library: library)
    var present: [String: Prediction] = [:]
    for article in reviewed { present[article.id] = Prediction(engine.annotate(article.text)) }
    let learnt = Learner(library: library, rounds: Self.rounds).crossValidate(
      articles, folds: Self.folds, start: Models(library))
    func figures(_ predictions: [String: Prediction]) -> (quotes: Double, claims: Double) {
      let evaluation = Evaluation(gold: reviewed, predictions: predictions)
      func f1(_ layer: Layer) -> Double { evaluation.layers[layer]?.endToEnd.f1 ?? 0 }
      return (f1(.quote), f1(.claim))
    }
    return LearningGain(
      articles: reviewed.count, before: figures(present),
      after: figures(learnt.filter { known.contains($0.key) }))
  }
}
