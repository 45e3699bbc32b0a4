import QuoteEvaluation
import Testing

@testable import QuoteEngine

@Suite("Corpus")
struct CorpusTests {
  private static func measured() throws -> Evaluation {
    let engine = try Shipped.engine()
    let articles = try Corpus.articles()
    let found = articles.map { ($0.id, Prediction(engine.annotate($0.text))) }
    return Evaluation(gold: articles, predictions: Dictionary(uniqueKeysWithValues: found))
  }

  @Test("every gold content stands in its article")
  func goldStandsInTheText() throws {
    #expect(try Corpus.articles().count >= 40)
  }

  @Test(
    "quotes and claims of the Corpus are found, and given to the right speakers",
    arguments: zip(Layer.allCases, [0.88, 0.80]))
  func records(layer: Layer, overlap: Double) throws {
    let score = try #require(try Self.measured().layers[layer])
    #expect(score.overlap.f1 >= overlap, "\(score)")
    #expect(score.endToEnd.f1 >= 0.70, "\(score)")
  }
}
