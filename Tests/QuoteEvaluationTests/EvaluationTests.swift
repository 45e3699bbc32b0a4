import QuoteEngine
import Testing

@testable import QuoteEvaluation

@Suite struct EvaluationTests {
  private let text = "“Đò chạy lại rồi”, bà Minh nói. Ông Tuấn cho biết bến đã xây xong. Cả “vựa cá” mừng."

  private func span(_ words: String) -> Span {
    let all = Array(text.unicodeScalars)
    let part = Array(words.unicodeScalars)
    let start = (0...(all.count - part.count)).first { Array(all[$0..<$0 + part.count]) == part }!
    return Span(start: start, end: start + part.count)
  }

  private func gold(_ quotes: [GoldRecord], claims: [GoldRecord] = [], notQuotes: [Span] = [])
    -> [GoldArticle]
  {
    [GoldArticle(id: "a", text: text, quotes: quotes, claims: claims, notQuotes: notQuotes)]
  }

  @Test func marksAndEndPunctuationDoNotCountForAnExactSpan() {
    let wide = Span(start: 0, end: span("Đò chạy lại rồi").end + 2)
    let evaluation = Evaluation(
      gold: gold([GoldRecord(span: span("Đò chạy lại rồi"), kind: .direct, speaker: "Minh")]),
      predictions: ["a": Prediction(quotes: [PredictedRecord(span: wide, kind: .direct, speaker: "bà Minh")])]
    )
    #expect(evaluation.layers[.quote]?.exact.f1 == 1)
    #expect(evaluation.layers[.quote]?.endToEnd.f1 == 1)
    #expect(evaluation.errors.isEmpty)
  }

  @Test func halfASpanIsAnOverlapAndLessIsNot() {
    let whole = [GoldRecord(span: span("Đò chạy lại rồi"), speaker: "Minh")]
    func found(_ words: String) -> Double? {
      Evaluation(
        gold: gold(whole),
        predictions: ["a": Prediction(quotes: [PredictedRecord(span: span(words), speaker: "Minh")])]
      ).layers[.quote]?.overlap.f1
    }
    #expect(found("chạy lại rồi") == 1)
    #expect(found("Đò chạy") == 0)
  }

  @Test func aWrongSpeakerCountsForTheSpanAndNotForTheEnd() throws {
    let evaluation = Evaluation(
      gold: gold([GoldRecord(span: span("Đò chạy lại rồi"), kind: .direct, speaker: "Lê Minh", cue: "nói")]),
      predictions: [
        "a": Prediction(
          quotes: [
            PredictedRecord(
              span: span("Đò chạy lại rồi"), kind: .fragment, speaker: "Tuấn", confidence: 0.95, pattern: "p")
          ])
      ])
    let score = try #require(evaluation.layers[.quote])
    #expect(score.overlap.f1 == 1 && score.speaker == 0 && score.endToEnd.f1 == 0)
    #expect(evaluation.errors.map(\.fault) == [.wrongSpeaker])
    #expect(evaluation.errors.first?.context.hasPrefix("“⟦Đò chạy lại rồi⟧”, bà Minh nói.") == true)
    #expect(evaluation.tenths[9] == Reliability(count: 1, right: 0, confidence: 0.95))
    #expect(evaluation.forms[Evaluation.Form(layer: .quote, pattern: "p")]?.share == 0)
    // Found as another kind: recall for the gold's, nothing precise for it.
    #expect(evaluation.kinds[.direct]?.overlap.recall == 1)
    #expect(evaluation.kinds[.direct]?.predicted == 0)
    #expect(evaluation.kinds[.fragment]?.overlap.precision == 1)
  }

  @Test func whatIsNoQuoteCountsWhenItIsTakenForOne() {
    let records = [PredictedRecord(span: span("vựa cá"), speaker: nil)]
    let both = gold([], notQuotes: [span("vựa cá"), span("bến đã")])
    let evaluation = Evaluation(gold: both, predictions: ["a": Prediction(quotes: records)])
    #expect(evaluation.notQuotes == 2)
    #expect(evaluation.notQuotesRejected == 0.5)
    #expect(evaluation.errors.map(\.fault) == [.spurious, .notRejected])
  }

  @Test func anArticleWithoutPredictionCountsAsEmpty() {
    let evaluation = Evaluation(
      gold: gold([], claims: [GoldRecord(span: span("bến đã xây xong"), speaker: "Tuấn")]), predictions: [:])
    #expect(evaluation.layers[.claim]?.overlap.recall == 0)
    #expect(evaluation.errors.map(\.fault) == [.missed])
    #expect(evaluation.notQuotesRejected == 1)
  }

  @Test func pairsAreOneToOneAndTheBestComeFirst() {
    let gold = [Span(start: 0, end: 10), Span(start: 10, end: 20)]
    let predicted = [Span(start: 0, end: 12), Span(start: 0, end: 10), Span(start: 4, end: 20)]
    let pairs = SpanMatching.pairs(gold, predicted).map { [$0.gold, $0.predicted] }
    #expect(pairs == [[0, 1], [1, 2]])
  }

  @Test func ofEqualPairsTheLastComeFirst() {
    let same = Span(start: 0, end: 4)
    #expect(
      SpanMatching.pairs([same, same], [same, same]).map { [$0.gold, $0.predicted] } == [[1, 1], [0, 0]])
  }
}

@Suite struct SpeakerComparisonTests {
  @Test(arguments: [
    ("bà Lê Thị Minh", "Lê Thị Minh"), ("Bộ trưởng Lê Thị Minh", "Lê Thị Minh"),
    ("LÊ THỊ MINH", "Lê Thị Minh"),
    ("Trần Văn Hoà", "Trần Văn Hòa"), ("Trần Văn “Bảy” Hải", "Trần Văn Bảy Hải"),
    ("một số chuyên gia", "các chuyên gia"),
    ("một cán bộ công an", "một cán bộ công an phường"),
  ])
  func theSameSpeakerIsRight(predicted: String, gold: String) {
    #expect(SpeakerComparison.isRight(predicted, speaker: gold, accept: []))
  }

  @Test(arguments: [
    ("Minh", "Lê Thị Minh"), ("Lê Thị Minh Hà", "Lê Thị Minh"),
    ("một người dân", "một cán bộ công an phường"),
    ("giám đốc sở", "chuyên gia"),
  ])
  func anotherSpeakerIsWrong(predicted: String, gold: String) {
    #expect(!SpeakerComparison.isRight(predicted, speaker: gold, accept: []))
  }

  @Test func acceptedFormsAreAsRight() {
    #expect(SpeakerComparison.isRight("UBND huyện", speaker: "Ủy ban nhân dân huyện", accept: ["UBND huyện"]))
  }

  @Test func nobodyIsRightOnlyForNobody() {
    #expect(SpeakerComparison.isRight(nil, speaker: nil, accept: []))
    #expect(!SpeakerComparison.isRight("Minh", speaker: nil, accept: []))
    #expect(!SpeakerComparison.isRight(nil, speaker: "Minh", accept: []))
  }
}
