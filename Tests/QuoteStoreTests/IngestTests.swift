import ArticleReader
import Foundation
import GRDB
import QuoteEngine
import Testing

@testable import QuoteStore

@Suite struct IngestTests {
  private let fixture = Fixture()

  private func check(_ store: QuoteStore) throws {
    #expect(try store.scalar("PRAGMA integrity_check") == "ok")
    #expect(try store.scalar("PRAGMA foreign_key_check") == String?.none)
    #expect(try store.scalar("SELECT count(*) FROM record_words_docsize") == store.records().count)
    for record in try store.records() where record.isAnchored {
      let text = Array(try store.article(record.article.key).article.text.unicodeScalars)
      for excerpt in [record.content, record.source, record.cue].compactMap(\.self) {
        #expect(String(String.UnicodeScalarView(text[excerpt.span.start..<excerpt.span.end])) == excerpt.text)
      }
    }
  }

  @Test func recordsComeBackAsTheyWentIn() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let article = try store.article("do-1")
    #expect(article.article == ferry.article)
    #expect(article.sha256 == ferry.article.sha256())
    #expect(article.annotations.quotes == ferry.records.map(\.attribution).filter { $0.layer == .quote })
    #expect(article.annotations.claims == ferry.records.map(\.attribution).filter { $0.layer == .claim })
    #expect(article.speakers.map(\.name).sorted() == ["Lê Thị Hoà", "Sở Bến Bãi"])
    #expect(article.speakers.first { $0.kind == .person }?.forms == ["Lê Thị Hoà", "bà Hoà", "bà"])
    let via = try store.records().first { $0.via != nil }
    #expect(via?.via?.name == "Đài Bến Sông")
    try check(store)
  }

  @Test func theSameArticleTwiceIsOneArticle() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let before = try store.dump()
    #expect(try store.states(of: [(ferry.article, ferry.sha256)], stamp: .test("1")) == [.unchanged])
    let outcome = try store.ingest([ferry, ferryAgain])
    #expect(outcome.fates == [.replaced, .replaced])
    #expect(try store.dump() == before)
    #expect(try store.counts() == (2, 3, 1, 4))
    try check(store)
  }

  @Test func whateverChangesMakesAnArticleChanged() throws {
    let store = try fixture.store([ferry])
    func isUnchanged(_ patterns: String = "1", _ change: (inout Article) -> Void) throws -> Bool {
      var article = ferry.article
      change(&article)
      return try store.states(of: [(article, article.sha256())], stamp: .test(patterns))[0] == .unchanged
    }
    #expect(try isUnchanged { _ in })
    #expect(try !isUnchanged("2") { _ in })
    #expect(try !isUnchanged { $0.text += " " })
    #expect(try !isUnchanged { $0.id = "do-9" })
    #expect(try !isUnchanged { $0.url = "https://bao.example/1" })
    #expect(try !isUnchanged { $0.source = nil })
  }

  @Test func aChangedArticleLosesItsOldRecordsAndSpeakers() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let corrected = prepared("do-1", "“Bến đóng”, ông Đỗ Văn Sáu nói.", Said("Bến đóng", by: "Đỗ Văn Sáu"))
    try store.ingest([corrected])
    #expect(try store.words { $0.articleKeys = ["do-1"] } == ["Bến đóng"])
    #expect(try store.cast() == ["Đỗ Văn Sáu": 1, "Lê Thị Hoà": 1, "các lái đò": 1, "Đài Bến Sông": 0])
    #expect(try store.words { $0.words = WordSearch("chạy") } == [])
    #expect(try store.speakers(named: "Lê Thị Hoà").count == 1)
    #expect(throws: NotFound.self) { try store.speakers(named: "bà Hoà") }
    try check(store)
  }

  @Test func otherPatternsReplaceWhatTheMachineProposed() throws {
    let store = try fixture.store([ferry])
    let other = prepared(
      "do-1", ferry.article.text, Said("giá vé là 5.000 đồng", by: "Sở Bến Bãi", .organisation))
    try store.ingest([other], patterns: "2")
    #expect(try store.words() == ["giá vé là 5.000 đồng"])
    #expect(try store.article("do-1").stamp == .test("2"))
    try check(store)
  }

  @Test func whatAPersonReviewedIsKept() throws {
    let store = try fixture.store([ferry])
    try store.write { db in
      try db.execute(
        sql: "UPDATE record SET status = 'accepted', evidence = '[\"seen\"]' WHERE layer = 'quote'")
    }
    let row = try store.records()[0].rowID
    // Found again: not twice.
    let outcome = try store.ingest([ferry], patterns: "2")
    #expect(outcome.kept == 1)
    var records = try store.records()
    #expect(records.map(\.content.text) == ["Đò sẽ chạy trước Tết", "giá vé là 5.000 đồng"])
    #expect(records[0].rowID == row)
    #expect(records[0].evidence == ["seen"])
    // No longer found: still there, with its speaker and its words in the index.
    try store.ingest([prepared("do-1", ferry.article.text)], patterns: "3")
    records = try store.records()
    #expect(records.map(\.speaker?.name) == ["Lê Thị Hoà"])
    #expect(try store.words { $0.words = WordSearch("truoc tet") } == ["Đò sẽ chạy trước Tết"])
    try check(store)
  }

  @Test func whatAPersonReviewedMovesWithTheWords() throws {
    let store = try fixture.store([ferry])
    try store.write { try $0.execute(sql: "UPDATE record SET status = 'accepted'") }
    try store.ingest([prepared("do-1", "Cập nhật. " + ferry.article.text)])
    #expect(
      try store.records().map(\.content.span.start)
        == ferry.records.map { $0.attribution.content.span.start + 10 })
    try check(store)
    let outcome = try store.ingest([prepared("do-1", "Cập nhật. “Đò sẽ chạy trước Tết”, bà Lê Thị Hoà nói.")])
    #expect(outcome.kept == 2)
    #expect(outcome.orphaned == 1)
    #expect(try store.records().map(\.isAnchored) == [true, false])
    try check(store)
    // The words come back.
    try store.ingest([ferry])
    #expect(try store.records().map(\.isAnchored) == [true, true])
    try check(store)
  }

  @Test func aBatchThatFailsLeavesNothing() throws {
    let store = try fixture.store([ferry])
    try store.write {
      try $0.execute(
        sql: """
          CREATE TRIGGER no_second BEFORE INSERT ON article WHEN NEW.key = 'hai'
          BEGIN SELECT RAISE(ABORT, 'no'); END
          """)
    }
    let session = IngestSession(store: store, stamp: .test("1"))
    let first = prepared("mot", "“A b”, ông Đỗ Văn Sáu nói.", Said("A b", by: "Đỗ Văn Sáu"))
    #expect(throws: StoreError.self) { try session.write([first, prepared("hai", "Đò.")]) }
    #expect(try store.counts().articles == 1)
    // The session does not count on speakers that were undone.
    _ = try session.write([first])
    #expect(try store.cast()["Đỗ Văn Sáu"] == 1)
    try check(store)
  }

  @Test func anotherWriterInBetweenIsNoticed() throws {
    let store = try fixture.store()
    let session = IngestSession(store: store, stamp: .test("1"))
    _ = try session.write([ferry])
    let other = try fixture.open(.update)
    _ = try other.renameSpeaker("Lê Thị Hoà", to: "Lê Thị Hòa (bến đò)", by: "an")
    try other.close()
    _ = try session.write([ferryAgain])
    #expect(try store.cast()["Lê Thị Hòa (bến đò)"] == 2)
  }

  @Test func textWithEveryKindOfCharacterSurvives() throws {
    let text = "“Đ\u{1D11E} \"a\" \\ \t ’ ‘; DROP TABLE article; --”, ông 😀 nói."
    let words = "Đ\u{1D11E} \"a\" \\ \t ’ ‘; DROP TABLE article; --"
    let store = try fixture.store([prepared("la'\"--", text, Said(words, by: "ông '😀\";--", .unnamed))])
    #expect(try store.article("la'\"--").article.text == text)
    #expect(try store.words() == [words])
    #expect(try store.cast() == ["ông '😀\";--": 1])
    try check(store)
  }

  @Test(arguments: [
    ("2017-01-04", "2017-01-04"), ("2017-01-04T08:30:00+07:00", "2017-01-04"), ("4/1/2017", "2017-01-04"),
    ("Thứ tư, 04.01.2017 08:30", "2017-01-04"), ("2017/1/4", "2017-01-04"), ("31-12-1999", "1999-12-31"),
  ])
  func datesAreRead(text: String, day: String) { #expect(PublicationDate.day(of: text) == day) }

  @Test(arguments: [
    "", "hôm qua", "2017", "32/1/2017", "29/2/2017", "1/13/2017", "2017-1-4-5x".replacing("2017", with: "17"),
  ])
  func whatIsNoDateIsNone(text: String) { #expect(PublicationDate.day(of: text) == nil) }
}
