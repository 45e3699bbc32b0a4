import QuoteCheck
import QuoteEngine
import Testing

@testable import QuoteStore

@Suite struct ArticleTests {
  private let fixture = Fixture()

  private func keys(_ store: QuoteStore, _ change: (inout ArticleQuery) -> Void = { _ in }) throws -> [String]
  {
    var query = ArticleQuery()
    change(&query)
    var keys: [String] = []
    try store.forEachArticle(query) { keys.append($0.article.key) }
    return keys
  }

  @Test func articlesAreListedWithWhatIsInThem() throws {
    let store = try fixture.store([ferry, ferryAgain, prepared("do-0", "Không ai nói gì.")])
    var first: ArticleEntry?
    try store.forEachArticle(ArticleQuery()) { first = first ?? $0 }
    #expect(first?.quotes == 1 && first?.claims == 1 && first?.reviewed == 0)
    #expect(try keys(store) == ["do-1", "do-2", "do-0"])
    #expect(try keys(store) { $0.order = .date } == ["do-2", "do-1", "do-0"])
    #expect(try keys(store) { $0.order = .article } == ["do-0", "do-1", "do-2"])
    #expect(try keys(store) { $0.order = .records }.last == "do-0")
    #expect(try keys(store) { $0.isEmpty = true } == ["do-0"])
    #expect(try keys(store) { $0.isEmpty = false } == ["do-1", "do-2"])
    #expect(try keys(store) { $0.since = "2021-04-01" } == ["do-2"])
    #expect(try keys(store) { $0.papers = ["Báo Sông"] } == ["do-1"])
    #expect(try keys(store) { $0.limit = 1 } == ["do-1"])
  }

  @Test func aRemovedArticleLeavesNothingAndComesBackWithTheNextIngest() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let before = try store.dump()
    let loss = try store.lossOfRemoving(["DO-2"])
    #expect(loss.keys == ["do-2"] && loss.quotes == 2 && loss.claims == 0 && loss.reviewed == 0)
    // The ferrymen and the station that passed words on; Lê Thị Hoà speaks in the other one too.
    #expect(loss.speakers == 2)
    #expect(try store.dump() == before, "saying what would go must remove nothing")
    #expect(try store.removeArticles(["do-2"], by: "an") == loss)
    #expect(try keys(store) == ["do-1"])
    #expect(try store.words { $0.words = WordSearch("phạt") } == [])
    #expect(try store.cast() == ["Lê Thị Hoà": 1, "Sở Bến Bãi": 1])
    #expect(try (store.scalar("PRAGMA integrity_check") as String?) == "ok")
    #expect(try (store.scalar("SELECT count(*) FROM pragma_foreign_key_check") as Int?) == 0)
    try store.ingest([ferryAgain])
    #expect(try store.dump() == before)
    #expect(try store.words { $0.words = WordSearch("phạt") } == ["Không ai bị phạt"])
  }

  @Test func decisionsStayInTheLogWithWhoRemovedTheArticle() throws {
    let store = try fixture.store([ferry])
    let row = try #require(try store.records().first).rowID
    try store.decide(.accept, on: row, by: "an")
    #expect(try store.lossOfRemoving(["do-1"]).reviewed == 1)
    try store.removeArticles(["do-1"], by: "bình")
    let last = try #require(try store.reviewLog().last)
    #expect(
      last.action == "remove article" && last.madeBy == "bình" && last.recordID == row && last.after == nil)
    // The log knows that the record is gone: nothing is amiss.
    #expect(try store.reviewFaults().isEmpty)
    #expect(try store.reviewLog().count == 2)
  }

  @Test func anUnknownKeyRemovesNothing() throws {
    let store = try fixture.store([ferry, ferryAgain])
    #expect(throws: NotFound.self) { try store.removeArticles(["do-1", "do-9"], by: "an") }
    #expect(try store.counts().articles == 2)
  }

  /// SQLite gives the number of the last row again; the texts' index used to think that it had seen the article.
  @Test func anArticleWithTheNumberOfARemovedOneIsFoundByChecks() throws {
    let store = try fixture.store([ferry, ferryAgain])
    func verdict(_ words: String) throws -> Verdict {
      try QuoteChecker(source: StoredArticles(store), lexicon: .empty).check(words).verdict
    }
    #expect(try verdict("Nước lên nhanh lắm") == .verbatim)
    try store.removeArticles(["do-2"], by: "an")
    #expect(try verdict("Nước lên nhanh lắm") == .notFound)
    try store.ingest([
      prepared(
        "do-3", "“Cầu mới sẽ xong trong năm sau”, bà Na nói.", Said("Cầu mới sẽ xong trong năm sau", by: "Na")
      )
    ])
    #expect(try verdict("Cầu mới sẽ xong trong năm sau") == .verbatim)
  }
}
