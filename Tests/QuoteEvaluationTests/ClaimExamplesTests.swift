import Testing

@testable import QuoteEngine
@testable import QuoteEvaluation

@Suite("what the claim models learn from")
struct ClaimExamplesTests {
  private let text = "Bà Mận cho biết đò chạy lại, đồng thời đề nghị khách chờ."
  /// đò chạy lại
  private let clause = Span(start: 16, end: 27)

  private func examples(_ decisions: [WeighedDecision], claims: [Span]) -> [ModelName: [TrainingExample]] {
    let gold = GoldArticle(
      id: "a", text: text, claims: claims.map { GoldRecord(span: $0, speaker: "Mận") })
    return ClaimExamples(gold).examples(decisions, article: 3)
  }

  private func decision(_ model: ModelName, _ spans: [Span]) -> WeighedDecision {
    WeighedDecision(
      model: model, layer: .claim, span: spans[0],
      candidates: spans.enumerated().map { .init(features: [Int32($0)], span: $1) },
      mustChoose: model == .claimEnd)
  }

  @Test("a reading that runs on to the sentence's end is the gold claim that begins there")
  func longerReading() {
    let found = examples([decision(.claim, [Span(start: 16, end: 56)])], claims: [clause])[.claim]
    #expect(found?.map(\.right) == [[0]])
    #expect(found?.map(\.article) == [3])
    #expect(found?.first?.mustChoose == false)
  }

  @Test("a gold claim belongs to one cue: the reading that begins where it begins")
  func oneReading() {
    let found = examples(
      [decision(.claim, [Span(start: 13, end: 27)]), decision(.claim, [Span(start: 16, end: 56)])],
      claims: [clause])[.claim]
    #expect(found?.map(\.right) == [[], [0]])
  }

  @Test("a cue whose clause is no claim teaches that none of its readings is one")
  func noClaim() {
    let found = examples([decision(.claim, [Span(start: 43, end: 56)])], claims: [clause])[.claim]
    #expect(found?.map(\.right) == [[]])
  }

  @Test("the right end is the gold's, and ends of cues that report nothing teach nothing")
  func ends() {
    let reading = decision(.claim, [Span(start: 16, end: 56)])
    let ends = decision(.claimEnd, [Span(start: 16, end: 27), Span(start: 16, end: 56)])
    let found = examples([reading, ends], claims: [clause])[.claimEnd]
    #expect(found?.map(\.right) == [[0]])
    #expect(found?.first?.mustChoose == true)
    #expect(examples([reading, ends], claims: [])[.claimEnd] == nil)
  }
}
