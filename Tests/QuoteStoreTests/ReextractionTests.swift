import ArticleReader
import Foundation
import QuoteEngine
import Testing

@testable import QuoteStore

@Suite struct ReextractionTests {
  private let fixture = Fixture()

  private static let promise = "Đò sẽ chạy trước Tết"
  private static let fare = "giá vé là 5.000 đồng"

  /// The ferry's article as other patterns may annotate it.
  private func annotated(_ said: Said..., text: String = ferry.article.text) -> PreparedArticle {
    var annotations = Annotations()
    for one in said {
      let record = Attribution(
        kind: one.recordKind, content: excerpt(one.words, in: text),
        speaker: one.name.map { SpeakerReference(name: $0, kind: one.kind) }, source: nil, cue: nil, via: nil,
        confidence: one.confidence, pattern: "quote-then-speaker", evidence: [], cueClass: nil,
        isNegated: false, figures: [])
      if record.layer == .quote {
        annotations.quotes.append(record)
      } else {
        annotations.claims.append(record)
      }
    }
    return PreparedArticle(Article(id: "do-1", text: text), annotations)
  }

  private let promised = Said(promise, by: "Lê Thị Hoà")
  private let costs = Said(fare, by: "Sở Bến Bãi", .organisation).with { $0.recordKind = .indirect }

  private func row(_ store: QuoteStore, _ words: String) throws -> Int64 {
    try #require(try store.records().first { $0.content.text == words }).rowID
  }

  private func fates(_ report: ExtractionReport) -> [String] {
    report.changes.map {
      "\($0.isReviewed ? "reviewed " : "")\($0.fate.rawValue): \(($0.before ?? $0.after)!.content.text)"
    }
  }

  @Test func everyFateIsReported() throws {
    let store = try fixture.store([annotated(promised, costs)])
    let report = try store.ingest(
      [
        annotated(
          promised.with { $0.name = "Đỗ Văn Sáu" },
          Said("bà Lê Thị Hoà nói", by: nil).with { $0.recordKind = .indirect })
      ], patterns: "2"
    ).report
    #expect(report.unreviewed == [.changed: 1, .noLongerFound: 1, .new: 1])
    #expect(report.reviewed.isEmpty)
    #expect(
      Set(fates(report)) == [
        "changed: \(Self.promise)", "no longer found: \(Self.fare)", "new: bà Lê Thị Hoà nói",
      ])
    #expect(report.changes.first { $0.fate == .changed }?.after?.speaker?.name == "Đỗ Văn Sáu")
    #expect(report.changes.first { $0.fate == .noLongerFound }?.id == "do-1#c60-80")
  }

  @Test func whatIsFoundAgainKeepsItsRowAndItsVersion() throws {
    let store = try fixture.store([annotated(promised, costs)])
    let before = try store.records()
    let report = try store.ingest([annotated(promised, costs)], patterns: "2").report
    #expect(report.unreviewed == [.foundAgain: 2])
    #expect(try store.records() == before)
    try store.ingest([annotated(promised.with { $0.name = "Đỗ Văn Sáu" }, costs)], patterns: "3")
    let after = try store.records()
    #expect(after.map(\.rowID) == before.map(\.rowID))
    #expect(after.map(\.version) == [before[0].version + 1, before[1].version])
  }

  @Test func anAcceptedQuoteThatIsGivenToAnotherIsAConflict() throws {
    let store = try fixture.store([annotated(promised, costs)])
    let quote = try row(store, Self.promise)
    try store.decide(.accept, on: quote, by: "an")
    let other = promised.with { $0.name = "Đỗ Văn Sáu" }
    let report = try store.ingest([annotated(other, costs)], patterns: "2").report
    #expect(report.reviewed == [.inConflict: 1])
    var record = try #require(try store.record(quote))
    #expect(record.status == .accepted)
    #expect(record.speaker?.name == "Lê Thị Hoà")
    #expect(record.proposal?.speaker?.name == "Đỗ Văn Sáu")
    #expect(try store.words { $0.isInConflict = true } == [Self.promise])
    #expect(try store.reviewProgress().inConflict == 1)
    // As long as nobody settles it.
    #expect(try store.ingest([annotated(other, costs)], patterns: "3").report.reviewed == [.inConflict: 1])
    // Deciding again settles it: the person has seen what the machine says.
    try store.decide(.accept, on: quote, by: "an")
    record = try #require(try store.record(quote))
    #expect(record.proposal == nil)
    #expect(record.status == .corrected)
    #expect(try store.ingest([annotated(other, costs)], patterns: "4").report.reviewed == [.foundAgain: 1])
    #expect(try store.reviewFaults() == [])
  }

  @Test func aCorrectionIsNotProposedAwayAgain() throws {
    let store = try fixture.store([annotated(promised, costs)])
    let quote = try row(store, Self.promise)
    let claim = try row(store, Self.fare)
    try store.decide(.span(Span(start: 1, end: 7)), on: quote, by: "an")
    try store.decide(.kind(.fragment), on: claim, by: "an")
    try store.decide(.speaker(.named("Đỗ Văn Sáu", .person)), on: claim, by: "an")
    let report = try store.ingest([annotated(promised, costs)], patterns: "2").report
    #expect(report.reviewed == [.foundAgain: 2])
    #expect(report.unreviewed == [:])
    #expect(try store.records().map(\.content.text) == ["Đò sẽ", Self.fare])
    // Patterns that have learned it agree with the decision.
    let learned = annotated(Said("Đò sẽ", by: "Lê Thị Hoà"), costs)
    #expect(try store.ingest([learned], patterns: "3").report.reviewed == [.foundAgain: 2])
    #expect(try store.records().count == 2)
  }

  @Test func aStretchMostlyTheSameIsAConflictAndNotASecondQuote() throws {
    let store = try fixture.store([annotated(promised)])
    let quote = try row(store, Self.promise)
    try store.decide(.accept, on: quote, by: "an")
    let shorter = annotated(Said("sẽ chạy trước Tết", by: "Lê Thị Hoà"))
    #expect(try store.ingest([shorter], patterns: "2").report.reviewed == [.inConflict: 1])
    #expect(try store.records().map(\.content.text) == [Self.promise])
    #expect(try store.record(quote)?.proposal?.content.text == "sẽ chạy trước Tết")
    // A part of it, with the quote itself found: nested, a record of its own.
    let nested = annotated(promised, Said("Tết", by: nil))
    let report = try store.ingest([nested], patterns: "3").report
    #expect(report.reviewed == [.foundAgain: 1])
    #expect(report.unreviewed == [.new: 1])
    #expect(try store.record(quote)?.proposal == nil)
  }

  @Test func whatWasRejectedStaysRejectedAndOtherWordsComeAnew() throws {
    let store = try fixture.store([annotated(promised)])
    try store.decide(.reject, on: try row(store, Self.promise), by: "an")
    #expect(try store.ingest([annotated(promised)], patterns: "2").report.reviewed == [.foundAgain: 1])
    #expect(try store.records().map(\.status) == [.rejected])
    let better = annotated(Said("Đò sẽ chạy", by: "Lê Thị Hoà"))
    let report = try store.ingest([better], patterns: "3").report
    #expect(report.reviewed == [.noLongerFound: 1])
    #expect(report.unreviewed == [.new: 1])
    #expect(try Set(store.records().map(\.status)) == [.rejected, .unreviewed])
  }

  @Test func whatAPersonAddedMeetsTheMachineThatFindsItLater() throws {
    let store = try fixture.store([annotated()])
    let place = excerpt(Self.fare, in: ferry.article.text).span
    try store.add(
      MissedQuote(
        articleKey: "do-1", kind: .indirect, span: place, speaker: .named("Sở Bến Bãi", .organisation)),
      by: "an")
    #expect(try store.ingest([annotated()], patterns: "2").report.reviewed == [.noLongerFound: 1])
    #expect(try store.ingest([annotated(costs)], patterns: "3").report.reviewed == [.foundAgain: 1])
    #expect(
      try store.ingest([annotated(costs.with { $0.name = nil })], patterns: "4").report.reviewed
        == [.inConflict: 1])
    #expect(try store.records().map(\.status) == [.added])
    #expect(try store.reviewFaults() == [])
  }

  @Test func aRenamedOrMergedSpeakerIsNoConflict() throws {
    let store = try fixture.store([annotated(promised, costs)])
    for record in try store.records() { try store.decide(.accept, on: record.rowID, by: "an") }
    _ = try store.renameSpeaker("Lê Thị Hoà", to: "Lê Thị Hoà (bến đò)", by: "an")
    _ = try store.mergeSpeakers(into: "Lê Thị Hoà (bến đò)", ["Sở Bến Bãi"], by: "an")
    let report = try store.ingest([annotated(promised, costs)], patterns: "2").report
    #expect(report.reviewed == [.foundAgain: 2])
  }

  @Test func aDryRunReportsAndWritesNothing() throws {
    let store = try fixture.store([annotated(promised, costs)])
    try store.decide(.accept, on: try row(store, Self.promise), by: "an")
    let before = try store.records()
    let session = IngestSession(store: store, stamp: .test("2"))
    let outcome = try session.rewrite([annotated(promised.with { $0.name = "Đỗ Văn Sáu" })], dryRun: true)
    #expect(outcome.report.reviewed == [.inConflict: 1])
    #expect(outcome.report.unreviewed == [.noLongerFound: 1])
    #expect(try store.records() == before)
    #expect(try store.article("do-1").stamp == .test("1"))
    #expect(throws: NotFound.self) { try store.speakers(named: "Đỗ Văn Sáu") }
    // The session knows nothing of what was undone.
    _ = try session.rewrite([annotated(promised.with { $0.name = "Đỗ Văn Sáu" })])
    #expect(try store.records().count == 1)
    #expect(try store.article("do-1").stamp == .test("2"))
  }

  @Test func anArticleThatWasCorrectedMeanwhileIsLeftAlone() throws {
    let store = try fixture.store([annotated(promised, costs)])
    let session = IngestSession(store: store, stamp: .test("2"))
    let stale = annotated(promised)
    try store.ingest([prepared("do-1", "Bài đã gỡ.")])
    let outcome = try session.rewrite([stale, prepared("khong-co", "Không có.")])
    #expect(outcome.fates == [.overtaken, .overtaken])
    #expect(try store.article("do-1").article.text == "Bài đã gỡ.")
    #expect(try store.counts().articles == 1)
  }

  @Test func textsComeInBatchesWithoutThoseUpToDate() throws {
    let store = try fixture.store([ferry, ferryAgain], patterns: "1")
    try store.ingest([prepared("ba", "Đò.")], patterns: "2")
    #expect(try store.texts(after: 0, limit: 10).map(\.article.id) == ["do-1", "do-2", "ba"])
    #expect(try store.texts(after: 0, limit: 10)[0].article == ferry.article)
    #expect(try store.texts(after: 0, limit: 1).map(\.article.id) == ["do-1"])
    #expect(try store.texts(after: 0, limit: 10, bytes: 1).map(\.article.id) == ["do-1"])
    #expect(try store.texts(after: 0, passingOver: .test("1"), limit: 10).map(\.article.id) == ["ba"])
    #expect(try store.texts(after: 0, keys: ["do-2"], limit: 10).map(\.article.id) == ["do-2"])
    #expect(try store.articleCount(stamped: .test("1")) == 2)
    #expect(try store.articleCount(stamped: .test("1"), keys: ["do-2"]) == 1)
  }

  // MARK: Corrected texts

  @Test func decisionsMoveWithTheirWordsAndTheMoveIsInTheLog() throws {
    let store = try fixture.store([ferry])
    for record in try store.records() { try store.decide(.accept, on: record.rowID, by: "an") }
    let text = "Cập nhật lúc 8 giờ.\n" + ferry.article.text
    let outcome = try store.ingest([annotated(promised, costs, text: text)])
    #expect(outcome.report.reviewed == [.foundAgain: 2])
    let records = try store.records()
    #expect(records.map(\.content.span.start) == [21, 80])
    #expect(records[0].source?.text == "bà Lê Thị Hoà")
    #expect(records[1].figures.map(\.excerpt.span.start) == [80])
    #expect(records.map(\.reviewer) == ["an", "an"])
    #expect(try store.reviewLog().suffix(2).map(\.action) == ["anchor", "anchor"])
    #expect(try store.reviewFaults() == [])
    // Taking back finds the words where they are now.
    let undone = try store.decide(.undo, on: records[0].rowID, by: "an").record
    #expect(undone?.status == .unreviewed)
    #expect(undone?.content.span.start == 21)
    #expect(undone?.isAnchored == true)
  }

  @Test func aCorrectedLetterInsideTheWordsLosesNothing() throws {
    let store = try fixture.store([ferry])
    let quote = try row(store, Self.promise)
    try store.decide(.accept, on: quote, by: "an")
    let text = ferry.article.text.replacing("trước Tết", with: "trước tết này")
    let outcome = try store.ingest([prepared("do-1", text)])
    #expect(outcome.report.lost == 0)
    let record = try #require(try store.record(quote))
    #expect(
      record.content.text == "Đò sẽ chạy trước tết này" || record.content.text == "Đò sẽ chạy trước tết")
    #expect(record.status == .accepted)
    #expect(try store.words { $0.words = WordSearch("trước tết") } == [record.content.text])
    #expect(try store.reviewFaults() == [])
  }

  /// Both write into the index; a statement that was shared by GRDB and by the bulk writer lost the words.
  @Test func newWordsAreIndexedAfterAReviewedRecordWasReworded() throws {
    let store = try fixture.store([ferry])
    try store.decide(.accept, on: try row(store, Self.promise), by: "an")
    let text = ferry.article.text.replacing("trước Tết", with: "trước tết")
    try store.ingest([annotated(Said("bà Lê Thị Hoà nói", by: nil), text: text)])
    #expect(try store.words { $0.words = WordSearch("ba le thi hoa noi") } == ["bà Lê Thị Hoà nói"])
    #expect(try store.words { $0.words = WordSearch("truoc tet") } == ["Đò sẽ chạy trước tết"])
  }

  @Test func shortWordsAreToldApartByWhatStandsAroundThem() throws {
    let text = "Ông Sáu nói “khó” về giá vé. Bà Hoà thì nói “khó” về nước lên. Ông Tư bảo “khó” lắm."
    let store = try fixture.store([prepared("mot", text)])
    let place = excerpt("khó” về nước", in: text).span
    let added = try store.add(
      MissedQuote(articleKey: "mot", kind: .fragment, span: Span(start: place.start, end: place.start + 3)),
      by: "an"
    ).record!
    // The first one goes, and something long comes before: the nearest of the same words would be the wrong one.
    let corrected = "Ông Tư bảo “khó” lắm, và còn nói nhiều nữa. Bà Hoà thì nói “khó” về nước lên."
    try store.ingest([prepared("mot", corrected)])
    let record = try #require(try store.record(added.rowID))
    #expect(record.content.span.start == excerpt("khó” về nước", in: corrected).span.start)
    // Without its context it is lost, and not put to some other “khó”.
    let outcome = try store.ingest([prepared("mot", "Ông Tư bảo “khó” lắm.")])
    #expect(outcome.report.lost == 1)
    #expect(try store.record(added.rowID)?.isAnchored == false)
    try store.ingest([prepared("mot", text)])
    #expect(try store.record(added.rowID)?.content.span == added.content.span)
    #expect(try store.record(added.rowID)?.isAnchored == true)
    #expect(try store.reviewFaults() == [])
  }

  @Test func twoDecisionsOnTheSameWordsStayTwo() throws {
    let text = "“Không”, bà Hoà nói. Rồi lại nói: “Không”."
    let store = try fixture.store([prepared("mot", text)])
    var rows: [Int64] = []
    for start in [1, 35] {
      let missed = MissedQuote(articleKey: "mot", kind: .direct, span: Span(start: start, end: start + 5))
      rows.append(try store.add(missed, by: "an").record!.rowID)
    }
    try store.ingest([prepared("mot", "Tin sáng. " + text)])
    #expect(try rows.map { try store.record($0)?.content.span.start } == [11, 45])
    try store.ingest([prepared("mot", "“Không”, bà Hoà nói.")])
    #expect(try rows.map { try store.record($0)?.isAnchored } == [true, false])
    #expect(try Set(store.records().filter(\.isAnchored).map(\.id)).count == 1)
  }
}

@Suite struct TextAnchorTests {
  private func place(
    _ words: String, in text: String, from start: Int = 0, before: String = "", after: String = ""
  )
    -> String?
  {
    let anchor = TextAnchor(text)
    return anchor.find(words, from: start, before: before, after: after).map { anchor.excerpt($0).text }
  }

  @Test func longWordsNeedNoContextAndShortOnesDo() {
    #expect(place("bến đò sẽ mở lại trước Tết", in: "Hôm nay bến đò sẽ mở lại trước Tết.") != nil)
    #expect(place("bến đò", in: "Hôm nay bến đò mở.", before: "xyzxyzxyz", after: "xyz") == nil)
    #expect(place("bến đò", in: "Hôm nay bến đò mở.", before: "Hôm nay ", after: " đóng") == "bến đò")
    #expect(place("bến đò", in: "bến đò") == "bến đò")
  }

  @Test(arguments: [
    ("bến đò sẽ mở lại trước Tết", "bến đò sẽ mở lại trước tết"),
    ("bến đò sẽ mở lại trước Tết", "bến đò Sen sẽ mở lại trước Tết"),
    ("bến đò sẽ mở lại trước Tết", "Bến đò sẽ mở lại trứơc Tết"),
    ("bến đò sẻ mở lại trước Tết", "bến đò sẽ mở lại trước Tết"),
  ])
  func rewordedStretchesAreFoundWhole(old: String, new: String) {
    #expect(
      place(old, in: "Ông nói: “\(new)” và đi.", from: 8, before: "Ông nói: “", after: "” và đi.") == new)
  }

  @Test func otherWordsAreNotTakenForThem() {
    #expect(place("bến đò sẽ mở lại trước Tết", in: "Nước lên sớm hơn mọi năm, người dân lo.") == nil)
    #expect(place("bến đò sẽ mở lại trước Tết", in: "") == nil)
    #expect(place("", in: "bến đò") == nil)
  }
}
