import Foundation
import PatternFiles
import QuoteEngine
import Testing

@testable import QuoteEvaluation

@Suite("learning the weights")
struct LearnerTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func library() throws -> PatternLibrary {
    try PatternLibrary(
      files: PatternDirectory.readFiles(in: Self.root.appendingPathComponent("Patterns")).map {
        PatternFile(name: $0.name, text: $0.text)
      })
  }

  private func evaluation(_ articles: [GoldArticle], _ library: PatternLibrary, _ models: Models)
    -> Evaluation
  {
    let engine = QuoteEngine(library: library, models: models)
    var found: [String: Prediction] = [:]
    for article in articles { found[article.id] = Prediction(engine.annotate(article.text)) }
    return Evaluation(gold: articles, predictions: found)
  }

  @Test("what was decided on half of the articles improves the other half")
  func halfTeachesTheOther() throws {
    let library = try library()
    let articles = try GoldReader.articles(at: Self.root.appendingPathComponent("Corpus").path)
    let known = articles.indices.filter { $0 % 2 == 0 }.map { articles[$0] }
    let unseen = articles.indices.filter { $0 % 2 == 1 }.map { articles[$0] }
    // An engine that was taught nothing yet.
    var empty = Models(library)
    for (name, model) in empty.all { empty = empty.replacing(name, with: LinearModel(space: model.space)) }
    let before = LearningReport.sum(evaluation(unseen, library, empty))
    let lesson = Learner(library: library, rounds: 2).learn(from: known, start: empty)
    let after = LearningReport.sum(evaluation(unseen, library, lesson.models))
    #expect(after > before + 0.2, "end-to-end of quotes and claims together: \(before), then \(after)")
  }

  @Test("an article that is named twice stays in one fold: nothing is measured on what it was learnt from")
  func folds() {
    let articles = ["a", "b", "a", "c", "b", "d"].map { GoldArticle(id: $0, text: "") }
    #expect(Learner.folds(of: articles, 3) == [0, 1, 0, 2, 1, 0])
  }
}
