import ArticleReader
import Foundation
import GRDB
import QuoteEngine
import Testing

@testable import QuoteStore

/// What reviewers at several desks rely on.
@Suite struct DeskDecisionTests {
  private let fixture = Fixture()
  private static let promise = "Đò sẽ chạy trước Tết"
  private static let fare = "giá vé là 5.000 đồng"

  private func record(_ store: QuoteStore, _ words: String) throws -> StoredRecord {
    try #require(try store.records().first { $0.content.text == words })
  }

  private func context(_ seen: StoredRecord) -> DecisionContext {
    var context = DecisionContext(version: seen.version)
    context.seen = SeenRecord(seen)
    return context
  }

  @Test func theSameDecisionByAnotherReviewerIsAgreementAndNoConflict() throws {
    let store = try fixture.store([ferry])
    let seen = try record(store, Self.promise)
    let fare = try record(store, Self.fare)
    try store.decide(.accept, on: seen.rowID, by: "bình", context(seen))
    try store.decide(.accept, on: seen.rowID, by: "an", context(seen))
    try store.decide(.reject, on: fare.rowID, by: "bình", context(fare))
    try store.decide(.reject, on: fare.rowID, by: "an", context(fare))
    let agreement = try #require(try store.deskFigures().agreements.first)
    #expect(agreement.reviewers == ["an", "bình"] && agreement.records == 2 && agreement.agreed == 2)
    #expect(agreement.kappa == 1)
    #expect(try store.reviewFaults() == [])
    // Each takes back his own alone.
    try store.decide(.undo, on: seen.rowID, by: "an")
    #expect(try store.record(seen.rowID)?.reviewer == "bình")
  }

  @Test func twoCorrectionsAreTheSameOnlyWhereTheyComeToTheSame() throws {
    let store = try fixture.store([ferry])
    let seen = try record(store, Self.fare)
    let choice = Decision.speaker(.named("Đỗ Văn Sáu", .person))
    try store.decide(choice, on: seen.rowID, by: "bình", context(seen))
    try store.decide(choice, on: seen.rowID, by: "an", context(seen))
    // Who accepts what was seen accepts another speaker.
    for other in [.accept, .reject, .kind(.mixed), .speaker(.nobody)] as [Decision] {
      let error = #expect(throws: ReviewError.self) {
        try store.decide(other, on: seen.rowID, by: "mai", context(seen))
      }
      guard case .stale = error else {
        Issue.record("\(other) was not refused as stale")
        continue
      }
    }
    #expect(try store.history(of: seen.rowID).map(\.madeBy) == ["bình", "an"])
  }

  @Test func aChangeThatIsNoneOfTheDecisionsBusinessIsNoConflict() throws {
    let store = try fixture.store([ferry])
    let seen = try record(store, Self.promise)
    let name = try #require(seen.speaker?.name)
    _ = try store.renameSpeaker(name, to: name + " A", by: "bình")
    try store.decide(.note("gọi lại"), on: seen.rowID, by: "bình")
    #expect(try store.decide(.accept, on: seen.rowID, by: "an", context(seen)).record?.status == .accepted)
    // But another one's note is not written over unseen.
    #expect(throws: ReviewError.self) {
      try store.decide(.note("khác"), on: seen.rowID, by: "an", context(seen))
    }
  }

  @Test func aDecisionThatComesTwiceUnderOneNameIsTakenOnce() throws {
    let store = try fixture.store([ferry])
    let seen = try record(store, Self.promise)
    var sent = context(seen)
    sent.request = "mot-ten-rieng"
    let first = try store.decide(.accept, on: seen.rowID, by: "an", sent)
    let again = try store.decide(.accept, on: seen.rowID, by: "an", sent)
    #expect(first.logLine == again.logLine && again.record == first.record)
    #expect(try store.reviewLog().count == 1)
    let missed = MissedQuote(articleKey: ferry.article.id, kind: .direct, span: Span(start: 0, end: 6))
    let added = try store.add(missed, by: "an", request: "them-mot-lan")
    #expect(try store.add(missed, by: "an", request: "them-mot-lan").record?.rowID == added.record?.rowID)
  }

  @Test func keepingIsRecordedAndChangesNothing() throws {
    let store = try fixture.store([ferry])
    let seen = try record(store, Self.promise)
    let now = try #require(try store.decide(.accept, on: seen.rowID, by: "bình").record)
    let kept = try store.decide(.keep(insteadOf: .reject), on: seen.rowID, by: "an", context(now))
    #expect(kept.record == now)
    let line = try #require(try store.reviewLog().last)
    #expect(line.action == "keep" && line.madeBy == "an" && line.note == "reject")
    #expect(try store.reviewFaults() == [])
    let agreement = try #require(try store.deskFigures().agreements.first)
    #expect(agreement.records == 1 && agreement.agreed == 0)
    // It is nothing to take back.
    #expect(try store.lastDecision(by: "an") == nil)
  }

  @Test func theLastDecisionIsOnesOwnOnWhateverRecordAndSaysWhatStandsOnIt() throws {
    let store = try fixture.store([ferry])
    let (one, two) = (try record(store, Self.promise), try record(store, Self.fare))
    let mine = try store.decide(.accept, on: one.rowID, by: "an")
    try store.decide(.reject, on: two.rowID, by: "bình")
    let last = try #require(try store.lastDecision(by: "an"))
    #expect(last.line.id == mine.logLine && last.record.rowID == one.rowID && last.covering == nil)
    let theirs = try store.decide(.kind(.fragment), on: one.rowID, by: "bình")
    #expect(try store.lastDecision(by: "an")?.covering?.id == theirs.logLine)
    var undo = DecisionContext()
    undo.undoing = .line(mine.logLine)
    undo.sparesOthers = true
    #expect(throws: ReviewError.self) { try store.decide(.undo, on: one.rowID, by: "an", undo) }
    undo.undoing = .line(theirs.logLine)
    #expect(throws: ReviewError.self) { try store.decide(.undo, on: one.rowID, by: "an", undo) }
    undo.sparesOthers = false
    try store.decide(.undo, on: one.rowID, by: "an", undo)
    undo.undoing = .line(mine.logLine)
    undo.sparesOthers = true
    #expect(try store.decide(.undo, on: one.rowID, by: "an", undo).record?.status == .unreviewed)
    #expect(try store.lastDecision(by: "an") == nil)
    #expect(try store.lastDecision(by: "bình")?.record.rowID == two.rowID)
    // What was taken back is not taken back again.
    #expect(throws: ReviewError.nothingToUndo(id: one.id)) {
      try store.decide(.undo, on: one.rowID, by: "an", undo)
    }
  }

  @Test func aDatabaseOfTheVersionBeforeKeepsEveryDecision() throws {
    let seen: [StoredRecord]
    do {
      let store = try fixture.store([ferry])
      seen = try store.records()
      try store.decide(.accept, on: seen[0].rowID, by: "an")
      try store.decide(.note("gọi lại"), on: seen[1].rowID, by: "bình")
      try store.close()
    }
    let log: [String]
    do {
      // As version 3 left it.
      let raw = try DatabaseQueue(path: fixture.path)
      try raw.write { db in
        try db.execute(
          sql: """
            DROP INDEX review_log_request; DROP INDEX review_log_batch;
            ALTER TABLE review_log DROP COLUMN request; ALTER TABLE review_log DROP COLUMN batch;
            DROP TABLE database_identity; DROP TABLE reviewer_token; DROP TABLE blind_reading; DROP TABLE mending;
            DELETE FROM grdb_migrations WHERE identifier LIKE '4 decisions%'; PRAGMA user_version = 3;
            """)
      }
      log = try raw.read { try String.fetchAll($0, sql: "SELECT action || made_by || after FROM review_log") }
      try raw.close()
    }
    let store = try fixture.open(.update)
    #expect(try store.records().map(\.status) == [.accepted] + seen.dropFirst().map(\.status))
    #expect(try store.reviewLog().map { $0.action + $0.madeBy + ($0.after ?? "") } == log)
    #expect(try store.reviewFaults() == [])
    let identity = try store.databaseIdentity()
    #expect(identity.count == 32)
    try store.close()
    #expect(try fixture.open(.read).databaseIdentity() == identity)
  }

  @Test func aReviewersTokenIsKeptAsItsDigest() throws {
    let store = try fixture.store()
    try store.setToken(digest: "abc", of: "Mai")
    try store.setToken(digest: "def", of: "Mai")
    #expect(try store.reviewer(ofTokenDigest: "abc") == nil && store.reviewer(ofTokenDigest: "def") == "Mai")
    #expect(try store.hasToken("Mai") && !store.hasToken("An"))
    #expect(try store.removeToken(of: "Mai") && !store.removeToken(of: "Mai"))
  }
}
