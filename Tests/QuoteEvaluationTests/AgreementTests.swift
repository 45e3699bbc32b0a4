import QuoteEngine
import Testing

@testable import QuoteEvaluation

@Suite struct AgreementTests {
  private let text = String(repeating: "Đò chạy. ", count: 40)

  private func record(
    _ number: Int, _ judgement: JudgedRecord.Judgement, by speaker: String? = "Lê Mận", isAdded: Bool = false,
    moved: Int = 0, kind: RecordKind = .direct
  ) -> JudgedRecord {
    let first = Span(start: number * 9, end: number * 9 + 7)
    return JudgedRecord(
      firstLayer: kind.layer, firstSpan: first, isAdded: isAdded, judgement: judgement, kind: kind,
      span: Span(start: first.start, end: first.end + moved), speaker: speaker)
  }

  private func agreement(_ one: [JudgedRecord], _ other: [JudgedRecord]) -> Agreement {
    Agreement(
      ["a": JudgedArticle(id: "a", text: text, records: one)],
      ["a": JudgedArticle(id: "a", text: text, records: other)])
  }

  @Test func kappaIsThatOfTheTextbook() throws {
    // 20 both yes, 5 yes and no, 10 no and yes, 15 both no: observed 0.7, by chance 0.5, kappa 0.4.
    let pairs =
      Array(repeating: (true, true), count: 20) + Array(repeating: (true, false), count: 5)
      + Array(repeating: (false, true), count: 10) + Array(repeating: (false, false), count: 15)
    let kappa = Kappa(pairs)
    #expect(kappa.count == 50 && kappa.agreed == 35)
    #expect(abs(kappa.observed - 0.7) < 1e-12)
    #expect(abs(kappa.expected - 0.5) < 1e-12)
    #expect(abs(try #require(kappa.value) - 0.4) < 1e-12)
  }

  @Test func kappaIsNotDefinedWhereThereIsNothingToTellFromChance() {
    #expect(Kappa([("a", "a"), ("a", "a")]).value == nil)
    #expect(Kappa([(Int, Int)]()).value == nil)
    #expect(Kappa([("a", "b"), ("b", "a")]).value == -1)
  }

  @Test func onlyRecordsThatBothDecidedOnCount() {
    let found = agreement(
      [record(0, .kept), record(1, .rejected), record(2, .kept), record(3, .undecided)],
      [record(0, .kept), record(1, .kept), record(2, .undecided), record(3, .rejected)])
    #expect(found.judgement.count == 2)
    #expect(found.judgement.agreed == 1)
    #expect(found.layers[.quote]?.score.gold == 1)
    #expect(found.layers[.quote]?.score.predicted == 2)
    #expect(found.layers[.quote]?.score.exact.f1 == 2.0 / 3)
  }

  @Test func aRecordThatOneAddedCountsAgainstTheOther() {
    let found = agreement([record(0, .kept), record(1, .kept, isAdded: true)], [record(0, .kept)])
    #expect(found.layers[.quote]?.score.overlap.precision == 1)
    #expect(found.layers[.quote]?.score.overlap.recall == 0.5)
    #expect(found.judgement.count == 1)
  }

  @Test func correctionsOfOneRecordAreBroughtTogetherByItsFirstPlace() {
    let found = agreement(
      [record(0, .kept, moved: -2), record(1, .kept, by: "Lê Hoà")],
      [record(0, .kept), record(1, .kept, by: "lê hòa")])
    #expect(found.judgement.agreed == 2)
    #expect(found.speaker.count == 2 && found.speaker.agreed == 2)
    #expect(found.layers[.quote]?.score.exact.f1 == 0.5)
    #expect(found.layers[.quote]?.score.overlap.f1 == 1)
  }

  @Test func articlesThatAreNotTheSameDoNotCount() {
    let one = JudgedArticle(id: "a", text: text, records: [record(0, .kept)])
    let other = JudgedArticle(id: "a", text: text + "x", records: [record(0, .kept)])
    let found = Agreement(["a": one, "b": one], ["a": other, "c": one])
    #expect(found.articles == 0 && found.unlike == 3)
    #expect(found.judgement.count == 0)
  }
}
