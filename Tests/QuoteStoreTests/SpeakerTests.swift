import QuoteEngine
import Testing

@testable import QuoteStore

@Suite struct SpeakerTests {
  private let fixture = Fixture()

  private func article(_ key: String, by name: String, _ kind: SpeakerKind = .person, forms: [String] = [])
    -> PreparedArticle
  {
    prepared(
      key, "“Đò \(key) chạy”, \(name) nói.", Said("Đò \(key) chạy", by: name, kind).with { $0.forms = forms })
  }

  @Test func fullNamesAreOneSpeakerInAllArticles() throws {
    let store = try fixture.store([
      article("1", by: "Lê Thị Hoà"), article("2", by: "lê thị hòa"), article("3", by: "Lê Thị Hoá"),
      article("4", by: "Lê Thị Hoà", .organisation),
    ])
    let found = try store.speakers(named: "Lê Thị Hoà", kind: .person)
    #expect(found.map(\.name) == ["Lê Thị Hoà"])
    #expect(try store.words { $0.speakerIDs = found.map(\.id) } == ["Đò 1 chạy", "Đò 2 chạy"])
  }

  @Test func shortFormsNeverJoin() throws {
    let store = try fixture.store([
      article("1", by: "Lê Văn Nam", forms: ["ông Nam"]), article("2", by: "Đỗ Văn Nam", forms: ["ông Nam"]),
      article("3", by: "Nam"),
    ])
    #expect(try store.cast() == ["Lê Văn Nam": 1, "Đỗ Văn Nam": 1, "Nam": 1])
    #expect(Set(try store.speakers(named: "ông Nam").map(\.name)) == ["Lê Văn Nam", "Đỗ Văn Nam"])
  }

  @Test(arguments: [SpeakerKind.group, .unnamed])
  func groupsAndTheUnnamedBelongToTheirArticle(kind: SpeakerKind) throws {
    let store = try fixture.store([
      article("1", by: "các lái đò", kind), article("2", by: "các lái đò", kind),
    ])
    #expect(try store.speakerEntries().map(\.articleKey).sorted { $0! < $1! } == ["1", "2"])
    #expect(try store.speakers(named: "cac lai do").count == 2)
  }

  @Test(arguments: [
    ("Lê Thị Hoà", 1), ("lê thị hòa", 1), ("LÊ THỊ HOÀ", 1), ("le thi hoa", 1), ("  Le  thi hoa ", 1),
    ("Lê Thi Hoà", 0),
    ("bà Hòa", 1), ("ba hoa", 1),
  ])
  func namesAreFoundAsTyped(typed: String, count: Int) throws {
    let store = try fixture.store([ferry, ferryAgain])
    let found = try? store.speakers(named: typed)
    #expect(found?.count ?? 0 == count)
  }

  @Test func anUnknownNameOffersTheNearest() throws {
    let store = try fixture.store([ferry, ferryAgain, article("3", by: "Trần Quốc Toàn")])
    #expect(throws: NotFound.speaker("Lê Thị Hòe", nearest: ["Lê Thị Hoà"])) {
      try store.speakers(named: "Lê Thị Hòe")
    }
    #expect(throws: NotFound.speaker("Quốc Toàn", nearest: ["Trần Quốc Toàn"])) {
      try store.speakers(named: "Quốc Toàn")
    }
    #expect(throws: NotFound.speaker("Zzzzzz", nearest: [])) { try store.speakers(named: "Zzzzzz") }
  }

  @Test func formsThatMeanAnybodyFindNobody() throws {
    let store = try fixture.store([
      article("1", by: "Lê Văn Nam", forms: ["ông", "Ông", "lái đò", "Thủ tướng", "BXD"])
    ])
    #expect(throws: NotFound.self) { try store.speakers(named: "ông") }
    #expect(throws: NotFound.self) { try store.speakers(named: "lái đò") }
    #expect(try store.speakers(named: "thủ tướng").count == 1)
    #expect(try store.speakerEntries()[0].forms == ["Thủ tướng", "BXD"])
  }

  @Test func mergingHoldsForLaterArticles() throws {
    let nam = article("1", by: "Lê Văn Nam", forms: ["ông Nam"])
    let namAgain = article("2", by: "Văn Nam", forms: ["anh Nam"])
    let store = try fixture.store([nam, namAgain])
    let outcome = try store.mergeSpeakers(into: "Lê Văn Nam", ["Văn Nam"], by: "an")
    #expect(outcome == MendingOutcome(name: "Lê Văn Nam", records: 1))
    #expect(try store.cast() == ["Lê Văn Nam": 2])
    try store.ingest([nam, namAgain], patterns: "2")
    try store.ingest([article("3", by: "Văn Nam")])
    #expect(try store.cast() == ["Lê Văn Nam": 3])
    let entry = try store.speakerEntries()[0]
    #expect(entry.aliases == ["Văn Nam"])
    #expect(Set(entry.forms) == ["ông Nam", "anh Nam"])
    #expect(try store.speakers(named: "van nam").map(\.name) == ["Lê Văn Nam"])
  }

  @Test func mergingChainsAndSurvivesARename() throws {
    let store = try fixture.store([
      article("1", by: "A Một"), article("2", by: "B Hai"), article("3", by: "C Ba"),
    ])
    _ = try store.mergeSpeakers(into: "B Hai", ["C Ba"], by: "an")
    _ = try store.mergeSpeakers(into: "A Một", ["B Hai"], by: "an")
    _ = try store.renameSpeaker("A Một", to: "D Bốn", by: "an")
    try store.ingest(
      [
        article("1", by: "A Một"), article("2", by: "B Hai"), article("3", by: "C Ba"),
        article("4", by: "D Bốn"),
      ], patterns: "2")
    #expect(try store.cast() == ["D Bốn": 4])
  }

  @Test func aGroupMergesInItsArticleOnly() throws {
    let group = article("1", by: "một lái đò", .unnamed)
    let store = try fixture.store([
      group, article("2", by: "một lái đò", .unnamed), article("3", by: "Đỗ Văn Sáu"),
    ])
    let id = try #require(try store.speakerEntries().first { $0.articleKey == "1" }?.id)
    _ = try store.mergeSpeakers(into: "Đỗ Văn Sáu", ["#\(id)"], by: "an")
    try store.ingest([group], patterns: "2")
    #expect(try store.cast() == ["Đỗ Văn Sáu": 2, "một lái đò": 1])
  }

  @Test func splittingHoldsForItsArticlesOnly() throws {
    let articles = ["1", "2", "3"].map { article($0, by: "Lê Văn Nam", forms: ["ông Nam"]) }
    let store = try fixture.store(articles)
    let outcome = try store.splitSpeaker("le van nam", articles: ["2"], to: "Lê Văn Nam (Huế)", by: "an")
    #expect(outcome.records == 1)
    #expect(try store.cast() == ["Lê Văn Nam": 2, "Lê Văn Nam (Huế)": 1])
    // A second article joins the same new speaker; everything again changes nothing.
    _ = try store.splitSpeaker("Lê Văn Nam", articles: ["3"], to: "Lê Văn Nam (Huế)", by: "an")
    try store.ingest(articles, patterns: "2")
    try store.ingest([article("4", by: "Lê Văn Nam")])
    #expect(try store.cast() == ["Lê Văn Nam": 2, "Lê Văn Nam (Huế)": 2])
    #expect(throws: NotFound.notInArticle(name: "Lê Văn Nam", article: "2")) {
      try store.splitSpeaker("Lê Văn Nam", articles: ["2"], to: "X", by: "an")
    }
    #expect(throws: NotFound.self) {
      try store.splitSpeaker("Lê Văn Nam", articles: ["99"], to: "X", by: "an")
    }
    #expect(throws: NotFound.self) {
      try store.splitSpeaker("Lê Văn Nam", articles: ["1"], to: "lê văn nam", by: "an")
    }
    #expect(try !store.cast().keys.contains("X"))
  }

  @Test func splittingAfterMergingTakesBothNames() throws {
    let articles = [
      article("1", by: "Lê Văn Nam"),
      prepared(
        "2", "“Đò”, Văn Nam nói. “Bến”, Lê Văn Nam nói.", Said("Đò", by: "Văn Nam"),
        Said("Bến", by: "Lê Văn Nam")),
    ]
    let store = try fixture.store(articles)
    _ = try store.mergeSpeakers(into: "Lê Văn Nam", ["Văn Nam"], by: "an")
    _ = try store.splitSpeaker("Lê Văn Nam", articles: ["2"], to: "Nam Kia", by: "an")
    try store.ingest(articles, patterns: "2")
    #expect(try store.cast() == ["Lê Văn Nam": 1, "Nam Kia": 2])
  }

  @Test func renamingKeepsTheOldNameAsAWayIn() throws {
    let store = try fixture.store([article("1", by: "Le Minh")])
    _ = try store.renameSpeaker("Le Minh", to: "Lê Minh", by: "an")
    try store.ingest([article("1", by: "Le Minh"), article("2", by: "Lê Minh")], patterns: "2")
    #expect(try store.cast() == ["Lê Minh": 2])
    #expect(try store.speakers(named: "Le Minh").map(\.name) == ["Lê Minh"])
    _ = try store.renameSpeaker("Lê Minh", to: "LÊ MINH", by: "an")
    #expect(try store.cast() == ["LÊ MINH": 2])
    // The last article goes; the decision stays.
    try store.ingest([article("1", by: "Ai Khác"), article("2", by: "Ai Khác")], patterns: "3")
    try store.ingest([article("3", by: "Le Minh")])
    #expect(try store.cast() == ["LÊ MINH": 1, "Ai Khác": 2])
  }

  @Test func renamingToANameInUseOffersToMerge() throws {
    let store = try fixture.store([article("1", by: "A Một"), article("2", by: "B Hai")])
    #expect { try store.renameSpeaker("A Một", to: "b hai", by: "an") } throws: {
      ($0 as? NotFound)?.description.contains("speakers merge") == true
    }
    #expect { try store.addAlias("B Hai", to: "A Một", by: "an") } throws: {
      ($0 as? NotFound)?.description.contains("speakers merge") == true
    }
    #expect(try store.cast() == ["A Một": 1, "B Hai": 1])
    #expect(try store.reviewLog().isEmpty)
  }

  @Test func anAliasFindsAndJoins() throws {
    let store = try fixture.store([article("1", by: "Bộ Bến Bãi", .organisation)])
    _ = try store.addAlias("BBB", to: "bo ben bai", by: "an")
    #expect(try store.speakers(named: "bbb").map(\.name) == ["Bộ Bến Bãi"])
    try store.ingest([article("2", by: "BBB", .organisation), article("3", by: "BBB")])
    #expect(try store.speakerEntries(kind: .organisation).map(\.articles) == [2])
    #expect(try store.speakerEntries(kind: .person).map(\.name) == ["BBB"])
    try store.ingest([article("1", by: "Bộ Bến Bãi", .organisation)], patterns: "2")
    #expect(try store.speakerEntries(kind: .organisation)[0].aliases == ["BBB"])
  }

  @Test func anAmbiguousNameIsNotGuessed() throws {
    let store = try fixture.store([
      article("1", by: "Bình Minh"), article("2", by: "Bình Minh", .organisation),
      article("3", by: "Binh Mính"),
      article("4", by: "Khác"),
    ])
    #expect(throws: NotFound.self) { try store.mergeSpeakers(into: "Khác", ["Bình Minh"], by: "an") }
    #expect(throws: NotFound.self) { try store.mergeSpeakers(into: "Khác", ["binh minh"], by: "an") }
    _ = try store.mergeSpeakers(into: "Khác", ["Binh Mính"], by: "an")
    #expect(try store.cast()["Khác"] == 2)
  }

  @Test func everyDecisionIsInTheLog() throws {
    let store = try fixture.store([
      article("1", by: "A Một"), article("2", by: "B Hai"), article("3", by: "C Ba"),
    ])
    _ = try store.mergeSpeakers(into: "A Một", ["B Hai"], by: "an")
    _ = try store.renameSpeaker("C Ba", to: "C Bốn", by: "bình")
    _ = try store.addAlias("C B.", to: "C Bốn", by: "bình")
    _ = try store.splitSpeaker("A Một", articles: ["2"], to: "B Hai Thật", by: "an")
    let log = try store.reviewLog()
    #expect(log.map(\.action) == ["speakers merge", "speakers rename", "speakers alias", "speakers split"])
    #expect(log.map(\.madeBy) == ["an", "bình", "bình", "an"])
    #expect(log[0].before == #"{"name":"B Hai","kind":"person","article":null,"id":"2"}"#)
  }

  @Test func theLogIsNeverChanged() throws {
    let store = try fixture.store([ferry])
    try store.write { db in
      try ReviewLog(db).append(
        "accept", by: "an", record: 1,
        anchor: RecordAnchor(
          articleKey: "do-1", layer: .quote, content: excerpt("chạy", in: ferry.article.text),
          text: ferry.article.text))
    }
    #expect(throws: StoreError.self) {
      try store.write { try $0.execute(sql: "UPDATE review_log SET made_by = 'x'") }
    }
    #expect(throws: StoreError.self) { try store.write { try $0.execute(sql: "DELETE FROM review_log") } }
    let log = try store.reviewLog()
    #expect(log[0].anchor?.contextBefore == "“Đò sẽ ")
    #expect(log[0].anchor?.contextAfter.hasPrefix(" trước Tết”") == true)
    #expect(log[0].anchor?.contextAfter.unicodeScalars.count == RecordAnchor.contextLength)
  }
}
