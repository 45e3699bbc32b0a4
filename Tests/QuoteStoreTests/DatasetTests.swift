import ArticleReader
import DatasetExport
import Foundation
import GRDB
import QuoteEngine
import Testing

@testable import QuoteStore

extension QuoteStore {
  /// The whole database as the bytes of `export jsonl`.
  func exported(_ query: RecordQuery? = nil) throws -> [UInt8] {
    let sink = MemorySink()
    var exporter = DatasetExporter(format: .jsonl, programVersion: "0", to: sink)
    try readDataset { try $0.forEachArticle(query) { try exporter.add($0) } }
    _ = try exporter.finish()
    return sink.bytes
  }

  /// Brings exported bytes in.
  @discardableResult
  func bringIn(_ bytes: [UInt8], isTrial: Bool = false) throws -> ImportOutcome {
    try importDataset(by: "chung", isTrial: isTrial) { session in
      for line in bytes.split(separator: 0x0A) { try session.add(DatasetLine.article(Data(line))) }
    }
  }

  func row(_ words: String) throws -> Int64 {
    try #require(try records().first { $0.content.text == words }).rowID
  }
}

/// Datasets going out of a database and coming into another.
@Suite struct DatasetTests {
  private let a = Fixture()
  private let b = Fixture()

  /// Two databases of the same articles.
  private func stores() throws -> (QuoteStore, QuoteStore) {
    (try a.store([ferry, ferryAgain]), try b.store([ferry, ferryAgain]))
  }

  private func expectSound(_ store: QuoteStore, sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try store.reviewFaults() == [], sourceLocation: sourceLocation)
    #expect(try store.integrityFaults() == [], sourceLocation: sourceLocation)
  }

  // MARK: Out and in again

  @Test func everythingComesBackIntoAnEmptyDatabase() throws {
    let store = try a.store([ferry, ferryAgain])
    let first = try store.row("Đò sẽ chạy trước Tết")
    try store.decide(.accept, on: first, by: "an")
    try store.decide(.note("đã gọi\nhỏi lại"), on: first, by: "an")
    try store.decide(
      .speaker(.named("Sở Bến", .organisation)), on: store.row("giá vé là 5.000 đồng"), by: "an")
    try store.decide(.span(Span(start: 1, end: 9)), on: store.row("Không ai bị phạt"), by: "bình")
    let group = try store.row("Nước lên nhanh lắm")
    try store.decide(.reject, on: group, by: "bình")
    try store.decide(.undo, on: group, by: "bình")
    try store.decide(.kind(.fragment), on: group, by: "bình")
    let added = try store.add(
      MissedQuote(
        articleKey: "do-1", kind: .mixed, span: Span(start: 24, end: 37),
        speaker: .named("các lái đò", .group)), by: "an")
    let taken = try store.add(
      MissedQuote(articleKey: "do-2", kind: .indirect, span: Span(start: 20, end: 30)), by: "an")
    try store.decide(.undo, on: try #require(taken.record).rowID, by: "an")
    try store.decide(.accept, on: try #require(added.record).rowID, by: "bình")
    _ = try store.renameSpeaker("Lê Thị Hoà", to: "Lê Thị Hoà Bình", by: "an")
    _ = try store.addAlias("cô Hoà", to: "Lê Thị Hoà Bình", by: "an")
    _ = try store.splitSpeaker("Lê Thị Hoà Bình", articles: ["do-2"], to: "Lê Hoà (chủ đò)", by: "an")
    _ = try store.mergeSpeakers(into: "Sở Bến", ["Sở Bến Bãi"], by: "bình")
    let bytes = try store.exported()

    let other = try b.open()
    let outcome = try other.bringIn(bytes)
    #expect(outcome.articlesAdded == 2 && outcome.conflicts.isEmpty)
    #expect(try other.exported() == bytes)
    try expectSound(store)
    try expectSound(other)
    #expect(
      try Set(other.records().map { "\($0.id) \($0.speaker?.name ?? "-")" })
        == Set(store.records().map { "\($0.id) \($0.speaker?.name ?? "-")" }))
    #expect(try other.speakers(named: "cô Hoà").map(\.name) == ["Lê Thị Hoà Bình"])
    // What was decided about speakers holds for what comes later.
    try other.ingest([
      prepared("do-3", "“Đò đông”, bà Lê Thị Hoà nói.", Said("Đò đông", by: "Lê Thị Hoà"))
    ])
    #expect(try other.records().first { $0.article.key == "do-3" }?.speaker?.name == "Lê Thị Hoà Bình")
    // And the imported decisions can be taken back.
    try other.decide(.undo, on: other.row("giá vé là 5.000 đồng"), by: "an")
    #expect(try other.records().first { $0.content.text == "giá vé là 5.000 đồng" }?.status == .unreviewed)
  }

  @Test func aReviewedRecordWhoseWordsAreLostComesBackToo() throws {
    let store = try a.store([ferry])
    try store.decide(.accept, on: store.row("Đò sẽ chạy trước Tết"), by: "an")
    try store.ingest(
      [prepared("do-1", "Bến đóng rồi, không còn ai nói gì.", source: "Báo Sông")], patterns: "2")
    #expect(try store.records().filter { !$0.isAnchored }.count == 1)
    let bytes = try store.exported()
    let other = try b.open()
    try other.bringIn(bytes)
    #expect(try other.exported() == bytes)
    #expect(try other.records().map(\.isAnchored) == [false])
    try expectSound(other)
  }

  @Test func groupsThatWereMergedAcrossArticlesStayOneWhereverTheArticlesStand() throws {
    let store = try a.store([
      prepared("a", "“Đò đông”, các lái đò kể.", Said("Đò đông", by: "các lái đò", .group)),
      prepared("b", "“Nước lên”, các chị kể.", Said("Nước lên", by: "các chị", .group)),
    ])
    _ = try store.mergeSpeakers(into: "các chị", ["các lái đò"], by: "an")
    let bytes = try store.exported()
    let other = try b.open()
    try other.bringIn(bytes)
    #expect(try other.exported() == bytes)
    #expect(Set(try other.records().map { $0.speaker?.rowID }).count == 1)
    try expectSound(other)
  }

  @Test func articlesComeInTheOrderOfTheirKeysWhateverTheOrderOfIngest() throws {
    let one = try a.store([ferry, ferryAgain])
    let other = try b.store([ferryAgain, ferry])
    func keys(_ store: QuoteStore) throws -> [String] {
      var keys: [String] = []
      try store.readDataset { try $0.forEachArticle { keys.append($0.article.id) } }
      return keys
    }
    #expect(try keys(one) == ["do-1", "do-2"])
    #expect(try keys(other) == ["do-1", "do-2"])
  }

  @Test func filtersLimitTheRecordsAndTheArticles() throws {
    let store = try a.store([ferry, ferryAgain])
    try store.decide(.accept, on: store.row("Không ai bị phạt"), by: "an")
    func found(_ change: (inout RecordQuery) -> Void) throws -> [[String]] {
      var query = RecordQuery()
      change(&query)
      var found: [[String]] = []
      try store.readDataset {
        try $0.forEachArticle(query) { found.append($0.records.map(\.attribution.content.text)) }
      }
      return found
    }
    #expect(try found { $0.statuses = [.accepted] } == [["Không ai bị phạt"]])
    #expect(try found { $0.words = WordSearch("đò chạy") } == [["Đò sẽ chạy trước Tết"]])
    #expect(try found { $0.words = WordSearch("vé là") } == [["giá vé là 5.000 đồng"]])
    #expect(try found { $0.words = WordSearch("vẽ") }.isEmpty)
    #expect(try found { $0.papers = ["Tin Bến"] } == [["Không ai bị phạt", "Nước lên nhanh lắm"]])
    #expect(try found { $0.speakerKind = .group } == [["Nước lên nhanh lắm"]])
    #expect(
      try found { $0.limit = 3 } == [["Đò sẽ chạy trước Tết", "giá vé là 5.000 đồng"], ["Không ai bị phạt"]])
    // Only the lines of the log that speak of what is exported.
    var query = RecordQuery()
    query.statuses = [.unreviewed]
    try store.readDataset { try $0.forEachArticle(query) { #expect($0.log.isEmpty) } }
  }

  // MARK: Two reviewers

  @Test func decisionsOnWhatNobodyDecidedHereAreTakenOver() throws {
    let (here, there) = try stores()
    try here.decide(.accept, on: here.row("Đò sẽ chạy trước Tết"), by: "an")
    try there.decide(.reject, on: there.row("Không ai bị phạt"), by: "bình")
    try there.decide(
      .speaker(.named("Chợ Nổi", .organisation)), on: there.row("Nước lên nhanh lắm"), by: "bình")
    _ = try there.add(
      MissedQuote(articleKey: "do-1", kind: .fragment, span: Span(start: 4, end: 8)), by: "bình")
    let outcome = try here.bringIn(try there.exported())
    #expect(outcome.decisionsTaken == 3 && outcome.conflicts.isEmpty)
    #expect(
      try here.records().map { "\($0.status) \($0.reviewer ?? "-")" } == [
        "accepted an", "added bình", "unreviewed -", "rejected bình", "corrected bình",
      ])
    try expectSound(here)
    // Once more changes nothing, and back again both are the same.
    let before = try here.exported()
    let again = try here.bringIn(try there.exported())
    #expect(again.decisionsTaken == 0 && again.decisionsKnown == 3)
    #expect(try here.exported() == before)
    #expect(try there.bringIn(before).decisionsTaken == 1)
    #expect(try there.bringIn(try here.exported()).decisionsKnown == 4)
    try expectSound(there)
  }

  @Test func whereTwoReviewersDecidedOtherwiseTheConflictIsListedAndNothingChanges() throws {
    let (here, there) = try stores()
    try here.decide(.accept, on: here.row("Đò sẽ chạy trước Tết"), by: "an")
    try there.decide(.reject, on: there.row("Đò sẽ chạy trước Tết"), by: "bình")
    try here.decide(.span(Span(start: 1, end: 9)), on: here.row("Không ai bị phạt"), by: "an")
    try there.decide(.span(Span(start: 1, end: 6)), on: there.row("Không ai bị phạt"), by: "bình")
    try here.decide(.accept, on: here.row("Nước lên nhanh lắm"), by: "an")
    try there.decide(.accept, on: there.row("Nước lên nhanh lắm"), by: "bình")
    let before = try here.exported()
    let outcome = try here.bringIn(try there.exported())
    #expect(outcome.conflicts.map(\.subject) == [.decision, .decision])
    #expect(outcome.conflicts.map(\.of) == ["do-1#q1-21", "do-2#q1-9"])
    #expect(outcome.conflicts[0].here.hasPrefix("accepted by an"))
    #expect(outcome.conflicts[0].there.hasPrefix("rejected by bình"))
    #expect(outcome.decisionsAgreed == 1 && outcome.decisionsTaken == 0)
    #expect(try here.exported() == before)
  }

  @Test func whatGoesOnFromTheSameDecisionsIsNoConflict() throws {
    let (here, there) = try stores()
    try here.decide(.accept, on: here.row("Không ai bị phạt"), by: "an")
    try there.bringIn(try here.exported())
    try there.decide(.reject, on: there.row("Không ai bị phạt"), by: "bình")
    try there.decide(.note("sai"), on: there.row("Không ai bị phạt"), by: "bình")
    // The copy of the older state says nothing new.
    let old = try here.exported()
    #expect(try there.bringIn(old).decisionsKnown == 1)
    #expect(try there.records().first { $0.note == "sai" }?.status == .rejected)
    #expect(try here.bringIn(try there.exported()).decisionsTaken == 1)
    #expect(try here.records().first { $0.note == "sai" }?.status == .rejected)
    try expectSound(here)
  }

  @Test func aQuoteThatWasAddedAndTakenBackThereGoesHereToo() throws {
    let (here, there) = try stores()
    let added = try here.add(
      MissedQuote(articleKey: "do-1", kind: .fragment, span: Span(start: 4, end: 8)), by: "an")
    try there.bringIn(try here.exported())
    try there.decide(.undo, on: there.row(try #require(added.record).content.text), by: "an")
    #expect(try here.bringIn(try there.exported()).decisionsTaken == 1)
    #expect(try here.records().count == 4)
    try expectSound(here)
  }

  @Test func aRecordThatWouldStandOnAnotherIsAConflict() throws {
    let (here, there) = try stores()
    _ = try here.add(
      MissedQuote(articleKey: "do-2", kind: .direct, span: Span(start: 1, end: 6)), by: "an")
    try there.decide(.span(Span(start: 1, end: 6)), on: there.row("Không ai bị phạt"), by: "bình")
    let before = try here.exported()
    let outcome = try here.bringIn(try there.exported())
    #expect(outcome.conflicts.map(\.subject) == [.place])
    #expect(try here.exported() == before)
  }

  @Test func anArticleWithAnotherTextIsAConflictAndTheRestComesIn() throws {
    let here = try a.store([
      prepared("do-1", "“Đò nghỉ”, bà Lê Thị Hoà nói.", Said("Đò nghỉ", by: "Lê Thị Hoà"))
    ])
    let there = try b.store([ferry, ferryAgain])
    let outcome = try here.bringIn(try there.exported())
    #expect(outcome.conflicts.map(\.subject) == [.text])
    #expect(outcome.articlesAdded == 1)
    #expect(try here.words() == ["Đò nghỉ", "Không ai bị phạt", "Nước lên nhanh lắm"])
  }

  @Test func speakersThatWereMendedThereAreMendedHere() throws {
    let (here, there) = try stores()
    try here.decide(.accept, on: here.row("giá vé là 5.000 đồng"), by: "an")
    _ = try there.mergeSpeakers(into: "Lê Thị Hoà", ["Sở Bến Bãi"], by: "bình")
    _ = try there.renameSpeaker("Lê Thị Hoà", to: "Lê Thị Hoà Bình", by: "bình")
    let outcome = try here.bringIn(try there.exported())
    #expect(outcome.conflicts.isEmpty && outcome.speakerDecisions > 0)
    #expect(
      try Set(here.records().compactMap { $0.speaker?.name }) == ["Lê Thị Hoà Bình", "các lái đò"])
    #expect(try here.speakers(named: "Sở Bến Bãi").map(\.name) == ["Lê Thị Hoà Bình"])
    try expectSound(here)
    #expect(try here.bringIn(try there.exported()).speakerDecisions == 0)
    try expectSound(here)
  }

  @Test func speakersThatWereMendedOtherwiseAreAConflict() throws {
    let (here, there) = try stores()
    _ = try here.renameSpeaker("Sở Bến Bãi", to: "Sở Bến", by: "an")
    _ = try there.renameSpeaker("Sở Bến Bãi", to: "Sở Bãi", by: "bình")
    let outcome = try here.bringIn(try there.exported())
    #expect(outcome.conflicts.map(\.subject) == [.speaker])
    #expect(try here.records().compactMap { $0.speaker?.name }.contains("Sở Bến"))
    #expect(try !here.records().compactMap { $0.speaker?.name }.contains("Sở Bãi"))
    try expectSound(here)
  }

  // MARK: All or nothing

  @Test func aTrialChangesNothingAndSaysWhatWouldCome() throws {
    let (here, there) = try stores()
    try there.decide(.accept, on: there.row("Không ai bị phạt"), by: "bình")
    let before = try here.exported()
    #expect(try here.bringIn(try there.exported(), isTrial: true).decisionsTaken == 1)
    #expect(try here.exported() == before)
  }

  @Test func anImportThatFailsOnTheWayChangesNothing() throws {
    struct Failure: Error {}
    let there = try b.store([ferry, ferryAgain])
    let here = try a.open()
    var articles: [DatasetArticle] = []
    try there.readDataset { try $0.forEachArticle { articles.append($0) } }
    #expect(throws: Failure.self) {
      try here.importDataset(by: "an") { session in
        try session.add(articles[0])
        throw Failure()
      }
    }
    #expect(try here.counts().articles == 0)
  }

  @Test func aDecisionOfWhichThereIsNoLogGetsALineOfItsOwn() throws {
    let (here, there) = try stores()
    var articles: [DatasetArticle] = []
    try there.readDataset { try $0.forEachArticle { articles.append($0) } }
    articles[0].records[0].status = "accepted"
    let outcome = try here.importDataset(by: "chung") { try $0.add(articles[0]) }
    #expect(outcome.decisionsTaken == 1)
    #expect(try here.reviewLog().map { "\($0.action) \($0.madeBy)" } == ["import chung"])
    #expect(try here.records().first?.status == .accepted)
  }
}
