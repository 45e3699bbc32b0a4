import QuoteEngine
import Testing

@testable import QuoteStore

@Suite struct SearchTests {
  private let fixture = Fixture()

  @Test(arguments: [
    ("chạy", 1), ("CHẠY", 1), ("chay", 1), ("dò", 0), ("đò", 1), ("do", 1), ("đo", 0), ("Tết trước", 1),
    ("\"trước tết\"", 1), ("\"tết trước\"", 0), ("\"truoc tet\"", 1), ("5.000", 1), ("\"5.000 đồng\"", 1),
    ("chạy xe", 0),
    ("cha", 0), ("ai bị", 1), ("khong", 1), ("chạ\u{323}y", 0), ("cha\u{323}y", 1),
  ])
  func wordsAreFoundAsTyped(typed: String, count: Int) throws {
    let store = try fixture.store([ferry, ferryAgain])
    #expect(try store.words { $0.words = WordSearch(typed) }.count == count)
  }

  @Test func theToneMarksPlacementDoesNotMatter() throws {
    let store = try fixture.store([
      prepared("a", "“Hoà bình khoẻ”, bà Na nói.", Said("Hoà bình khoẻ", by: "Na"))
    ])
    for typed in ["hòa", "hoà", "HÒA bình", "khỏe", "hoa"] {
      #expect(try store.words { $0.words = WordSearch(typed) }.count == 1, "\(typed)")
    }
    #expect(try store.words { $0.words = WordSearch("hóa") }.isEmpty)
  }

  /// A text is searched as it stands, one with combining marks by its key; both must say the same.
  @Test(arguments: [
    "đế", "ĐẾ", "đề", "de", "đ", "hoà", "hòa", "khoẻ khoắn", "\"đế chế\"", "\"chế đế\"", "1.500", "ế", "giày",
    "straße", "ÿ", "\"bền bỉ 1.500\"", "quý", "thúy",
  ])
  func decomposedTextIsFoundLikeComposedText(typed: String) throws {
    let search = try #require(WordSearch(typed))
    for text in [
      "Đế chế giày dép", "ĐẾ CHẾ", "ở đề này", "ađế đếa", "Hòa bình, HOÀ thuận", "khoẻ khoắn", "khỏe,khoắn",
      "bền bỉ: 1.500 đồng", "đế\u{A0}chế", "Thuý và quí bà Quý", "“Đế”–chế", "Straße ÿ", "đế.", "",
    ] {
      #expect(
        search.occurs(in: text) == search.occurs(in: text.decomposedStringWithCanonicalMapping),
        "\(typed) in \(text)")
    }
    #expect(WordSearch("đế")!.occurs(in: "“Đế”") && !WordSearch("đế")!.occurs(in: "đếm đề"))
    #expect(
      WordSearch("\"đế chế\"")!.occurs(in: "ĐẾ – chế") && !WordSearch("\"đế chế\"")!.occurs(in: "đế là chế"))
  }

  /// It used to look at the first thousand records with the letters only, and to keep silent about the others.
  @Test func aRareSpellingIsFoundBehindThousandsOfOthers() throws {
    let common = (0..<1200).map { index in
      prepared("a\(index)", "“Đình làng”, bà Na nói.", Said("Đình làng", by: "Na"))
    }
    let store = try fixture.store(
      common + [prepared("z", "“Ông Dĩnh”, bà Na nói.", Said("Ông Dĩnh", by: "Na"))])
    let found = try store.recordsFound(WordSearch("dĩnh")!, limit: 5)
    #expect(found.records.map(\.content.text) == ["Ông Dĩnh"] && !found.isMore)
    let more = try store.recordsFound(WordSearch("dinh")!, limit: 5)
    #expect(more.records.count == 5 && more.isMore)
  }

  @Test(arguments: [
    [], [""], ["a"], ["a", "b"], ["", ""], ["\"", "\\", "],["], ["“x”", "a,b", "\n"], ["\",\"", "[\"a\"]"],
    ["é", "đ"],
  ])
  func stringsComeBackFromJSON(strings: [String]) throws {
    #expect(try JSONText.strings(JSONText.array(strings)) == strings)
  }

  @Test(arguments: [
    "", "[", "[]]", "[\"", "[\"a", "[\"a\"", "[\"a\"\"b\"]", "[1]", "[\"a\"x", "\"a\"",
    "[\"a\",\"b]",
  ])
  func whatIsNoArrayOfStringsIsDamage(text: String) {
    #expect(throws: DamagedValue.self) { try JSONText.strings(text) }
  }

  @Test func arraysWrittenWithSpacesAreReadToo() throws {
    #expect(try JSONText.strings("[ \"a\", \"b\" ]") == ["a", "b"])
  }

  @Test(arguments: [
    "'; DROP TABLE record; --", "\"", "\"\"\"", "đò\"", "\"đò", "do*", "do OR chay", "NOT do", "do AND",
    "words:do", "(do",
    "do)", "^do", "do + chay", "NEAR(do chay, 2)", "{words}: do", "do\u{0}chay", "-do", "do:chay",
  ])
  func nothingTypedIsAnOperator(typed: String) throws {
    let store = try fixture.store([ferry, ferryAgain])
    let found = try WordSearch(typed).map { search in try store.words { $0.words = search } } ?? []
    #expect(found.count <= 1)
    #expect(try store.counts().articles == 2)
  }

  /// *Học phí* is one word of two syllables; `học … phí` anywhere is mostly another one.
  @Test func wordsSideBySideAreOneWord() throws {
    let store = try fixture.store([
      prepared("a", "“Học phí tăng”, bà Na nói.", Said("Học phí tăng", by: "Na")),
      prepared("b", "“Học sinh trả viện phí”, bà Na nói.", Said("Học sinh trả viện phí", by: "Na")),
      prepared("c", "“Hoc phi cong”, bà Na nói.", Said("Hoc phi cong", by: "Na")),
    ])
    func found(_ typed: String, sideBySide: Bool = true) throws -> [String] {
      try store.words { $0.words = WordSearch(typed, sideBySide: sideBySide) }
    }
    #expect(try found("học phí") == ["Học phí tăng"])
    #expect(try found("hoc phi") == ["Học phí tăng", "Hoc phi cong"])
    #expect(try found("học + phí") == ["Học phí tăng", "Học sinh trả viện phí"])
    #expect(try found("học phí", sideBySide: false) == ["Học phí tăng", "Học sinh trả viện phí"])
    #expect(try found("học phí OR viện phí") == ["Học phí tăng", "Học sinh trả viện phí"])
    #expect(try found("học -sinh") == ["Học phí tăng"])
    #expect(try found("phí -\"viện phí\"") == ["Học phí tăng"])
    #expect(try found("phi -vien") == ["Học phí tăng", "Hoc phi cong"])
    #expect(try found("phí -vien") == ["Học phí tăng", "Học sinh trả viện phí"])
    #expect(try found("phi cong OR tang") == ["Học phí tăng", "Hoc phi cong"])
    #expect(WordSearch("-học") == nil && WordSearch("phí OR -học") == nil)
  }

  @Test(arguments: [
    ("nước ngọt", "giá Nước ngọt, nước mặn", [4..<13]),
    ("nuoc", "giá Nước ngọt, nước mặn", [4..<8, 15..<19]),
    ("nước OR giá", "giá Nước", [0..<3, 4..<8]), ("nước -mặn", "nước mặn", [0..<4]),
    ("hòa", "hoà bình", [0..<3]),
    ("a", "xa", []),
  ])
  func whatWasSearchedIsMarked(typed: String, text: String, places: [Range<Int>]) {
    #expect(WordSearch(typed, sideBySide: true)?.places(in: text) == places)
  }

  @Test func listsComeInTheOrderThatIsAskedFor() throws {
    let store = try fixture.store([
      ferry, ferryAgain,
      prepared(
        "a-0", "“Không rõ ngày”, bà An nói.", Said("Không rõ ngày", by: "An").with { $0.confidence = 0.5 }),
    ])
    func words(_ order: RecordQuery.Order, reversed: Bool = false) throws -> [String] {
      var found: [String] = []
      var query = RecordQuery()
      query.order = order
      query.isReversed = reversed
      try store.forEachRecord(query) { found.append($0.content.text) }
      #expect(try store.records(query).map(\.content.text) == found)
      return found
    }
    let (runs, price, fine, water, unknown) = (
      "Đò sẽ chạy trước Tết", "giá vé là 5.000 đồng", "Không ai bị phạt", "Nước lên nhanh lắm",
      "Không rõ ngày"
    )
    #expect(try words(.place) == [runs, price, fine, water, unknown])
    #expect(try words(.place, reversed: true) == [unknown, water, fine, price, runs])
    #expect(try words(.date) == [fine, water, runs, price, unknown])
    #expect(try words(.date, reversed: true) == [price, runs, water, fine, unknown])
    #expect(try words(.speaker) == [unknown, water, runs, fine, price])
    #expect(try words(.confidence).last == unknown)
    #expect(try words(.article) == [unknown, runs, price, fine, water])
  }

  @Test func sortedListsKeepOffsetLimitAndWords() throws {
    let store = try fixture.store(
      (0..<450).map { index in
        prepared("a\(index)", "“Đò số \(index)”, bà Na nói.", Said("Đò số \(index)", by: "Na"))
      })
    var query = RecordQuery()
    query.order = .article
    query.words = WordSearch("đò")
    query.offset = 190
    query.limit = 30
    var found: [String] = []
    try store.forEachRecord(query) { found.append($0.article.key) }
    #expect(found == (0..<450).map { "a\($0)" }.sorted()[190..<220].map(\.self))
  }

  @Test func whatStandsAroundComesWithTheRecords() throws {
    let store = try fixture.store([ferry])
    var around: [String] = []
    try store.forEachRecord(RecordQuery(), contextLength: 5) { around.append($1?.text ?? "") }
    #expect(around == ["“Đò sẽ chạy trước Tết”, bà", "Bãi, giá vé là 5.000 đồng."])
  }

  @Test(arguments: ["", " ", "\"", "…", "---", "“”"])
  func withoutAWordThereIsNothingToSearch(typed: String) { #expect(WordSearch(typed) == nil) }

  @Test func wordsThatAreOperatorsAreFoundAsWords() throws {
    let store = try fixture.store([
      prepared("a", "“and or not near”, bà Na nói.", Said("and or not near", by: "Na"))
    ])
    #expect(try store.words { $0.words = WordSearch("NOT near AND") }.count == 1)
  }

  @Test func eachFilterLetsOnlyItsOwnThrough() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let ferryRuns = "Đò sẽ chạy trước Tết"
    let price = "giá vé là 5.000 đồng"
    let fine = "Không ai bị phạt"
    let water = "Nước lên nhanh lắm"
    #expect(try store.words() == [ferryRuns, price, fine, water])
    #expect(try store.words { $0.layer = .claim } == [price])
    #expect(try store.words { $0.articleKeys = ["do-2"] } == [fine, water])
    #expect(try store.words { $0.minimumConfidence = 0.8 } == [ferryRuns, fine, water])
    #expect(try store.words { $0.since = "2021-03-05" } == [fine, water])
    #expect(try store.words { $0.until = "2021-03-04" } == [ferryRuns, price])
    #expect(try store.words { $0.papers = ["Tin Bến"] } == [fine, water])
    #expect(try store.words { $0.cueClass = "promise" } == [ferryRuns])
    #expect(try store.words { $0.isNegated = true } == [fine])
    #expect(try store.words { $0.isNegated = false }.count == 3)
    #expect(try store.words { $0.figure = .money } == [price])
    #expect(try store.words { $0.figure = .date } == [])
    #expect(try store.words { $0.statuses = [.accepted] } == [])
    #expect(try store.words { $0.speakerKind = .group } == [water])
    #expect(try store.words { $0.limit = 2 } == [ferryRuns, price])
    let ids = try store.speakers(named: "le thi hoa").map(\.id)
    #expect(try store.words { $0.speakerIDs = ids } == [ferryRuns, fine])
    #expect(
      try store.words {
        $0.speakerIDs = ids
        $0.words = WordSearch("phat")
        $0.limit = 1
      } == [fine])
  }

  @Test func articlesAndPapersAreFoundAsTyped() throws {
    let store = try fixture.store([ferry, ferryAgain])
    #expect(try store.articleKey("DO-1") == "do-1")
    #expect(throws: NotFound.article("do-7", nearest: ["do-1", "do-2"])) { try store.articleKey("do-7") }
    #expect(try store.papers(named: "bao song") == ["Báo Sông"])
    #expect(try store.papers(named: "BÁO SÔNG") == ["Báo Sông"])
    #expect(throws: NotFound.paper("Báo Sôngg", nearest: ["Báo Sông"])) {
      try store.papers(named: "Báo Sôngg")
    }
  }
}
