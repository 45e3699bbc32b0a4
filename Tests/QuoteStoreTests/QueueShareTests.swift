import QuoteEngine
import Testing

@testable import QuoteStore

/// Parts of the queue that are one reviewer's.
@Suite struct QueueShareTests {
  private let fixture = Fixture()

  private func left(_ store: QuoteStore, of share: QueueShare) throws -> Int {
    try store.words {
      $0.statuses = [.unreviewed]
      $0.share = share
    }.count
  }

  /// Gives the three ways the same thing to do: together the shares have each record that they can have once.
  @Test(arguments: SharingKey.allCases)
  func aQueueThatIsSharedOutHasEachRecordOnceAndAboutAsManyForEach(key: SharingKey) throws {
    let store = try fixture.store(many)
    #expect(try store.shareOut(by: key, among: ["an", "bình", "mai"], by: "chi") == 3)
    let shares = try store.queueShares()
    #expect(shares.map(\.reviewer) == ["an", "bình", "mai"] && shares.allSatisfy { $0.madeBy == "chi" })
    let counts = try shares.map { try left(store, of: $0) }
    #expect(counts.allSatisfy { (3...5).contains($0) }, "\(counts)")
    let rest = try store.words { $0.sharesLeftOut = shares }.count
    #expect(counts.reduce(0, +) + rest == (try store.records().count))
    #expect(rest == (try store.records().count { Self.hasNone(of: key, $0) }))
    // Shared out anew, the first shares are gone.
    #expect(try store.shareOut(by: key, among: ["an", "bình"], by: "chi") == 2)
    #expect(try store.queueShares().count == 2)
    try store.close()
  }

  @Test func whatIsGivenIsLeftOutOfAllOrdersAndBelongsToAllOnceItIsTakenBack() throws {
    let store = try fixture.store(many)
    var share = QueueShare(reviewer: "an")
    share.papers = ["Báo Sông"]
    share.since = "2021-02-01"
    try store.give([share, QueueShare(reviewer: "bình")], by: "mai")
    let given = try #require(try store.queueShares().first)
    #expect(try store.queueShares().count == 1, "a share of everything is none")
    #expect(given.papers == ["Báo Sông"] && given.since == "2021-02-01" && given.until == nil)
    let own = try left(store, of: given)
    let all = try store.words { $0.statuses = [.unreviewed] }.count
    #expect(own > 0 && own < all)
    for order in [RecordQuery.Order.leastCertain, .place, .date, .confidence] {
      var query = RecordQuery()
      query.statuses = [.unreviewed]
      query.order = order
      query.sharesLeftOut = [given]
      #expect(try store.records(query).count == all - own, "\(order)")
      #expect(try store.recordNumbers(query).count == all - own, "\(order)")
      #expect(try store.count(query, most: 100).count == all - own)
      #expect(try store.instructiveRows(query, limit: 100).count == all - own)
    }
    #expect(try store.takeBackShare(given.id) && !store.takeBackShare(given.id))
    #expect(try store.queueShares().isEmpty)
    try store.close()
  }

  @Test func shareOfASpeakerIsFoundByTheNameAsAnyoneWritesIt() throws {
    let store = try fixture.store(many)
    var share = QueueShare(reviewer: "an")
    share.speaker = "MẠC VĂN LŨNG 2"
    #expect(try left(store, of: share) == 1)
    share.speaker = "Mac Van Lung 2"
    #expect(try left(store, of: share) == 0)
    try store.close()
  }

  private static func hasNone(of key: SharingKey, _ record: StoredRecord) -> Bool {
    switch key {
    case .paper: record.article.source == nil
    case .speaker: record.speaker == nil
    case .date: record.article.published == nil
    }
  }

  /// Twelve articles of three papers on twelve days with twelve speakers, and one that has none of these.
  private let many: [PreparedArticle] = (0...12).map { number in
    let isBare = number == 12
    let name = "Mạc Văn Lũng \(number)"
    let text = isBare ? "“Đò sắp chạy rồi”." : "\(name) nói: “Chuyến \(number) sắp chạy”."
    let said = Said(isBare ? "Đò sắp chạy rồi" : "Chuyến \(number) sắp chạy", by: isBare ? nil : name)
    let papers = ["Báo Sông", "Tin Bến", "Báo Đò"]
    return prepared(
      "tin-\(number)", text, source: isBare ? nil : papers[number % 3],
      published: isBare ? nil : "2021-\(number < 9 ? "0" : "")\(number + 1)-04", said)
  }
}
