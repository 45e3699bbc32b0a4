import Foundation
import QuoteCheck
import Testing

@testable import QuoteStore

@Suite struct TextIndexTests {
  private func found(_ quote: String, _ store: QuoteStore) throws -> String? {
    let answer = try QuoteChecker(source: StoredArticles(store), lexicon: .empty).check(quote)
    return answer.verdict == .notFound ? nil : answer.article?.key
  }

  @Test func blocksGiveBackWhatWasPutIn() {
    var postings: [UInt64] = []
    for hash: UInt32 in [5 << 19 | 3, 5 << 19 | 9000, 5 << 19 | 524_287] {
      for article: UInt64 in [1, 2, 300, 70_000] { postings.append(UInt64(hash) << 32 | article) }
    }
    let bytes = PostingBlock.encode(postings[...])
    bytes.withUnsafeBytes { raw in
      #expect(PostingBlock.decode(raw, bucket: 5) == postings)
      #expect(PostingBlock.articles(with: 5 << 19 | 9000, in: raw) == [1, 2, 300, 70_000])
      #expect(PostingBlock.articles(with: 5 << 19 | 4, in: raw).isEmpty)
    }
  }

  @Test func radixSortIsStable() {
    var state: UInt64 = 3
    let values = (0..<5000).map { index -> UInt64 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 40) << 32 | UInt64(index)
    }
    var sorted = values
    RadixSort.sortByUpperHalf(&sorted)
    #expect(sorted == values.sorted())
  }

  @Test func articlesAddedAndChangedAfterACheckAreFound() throws {
    let fixture = Fixture()
    let store = try fixture.store([ferry])
    #expect(try found("Đò sẽ chạy trước Tết", store) == "do-1")
    #expect(try found("Không ai bị phạt", store) == nil)
    try store.ingest([ferryAgain])
    #expect(try found("khong ai bi phat", store) == "do-2")
    try store.ingest([
      prepared(
        "do-1", "“Bến đóng cửa tới mùa sau”, bà Lê Thị Hoà nói.",
        Said("Bến đóng cửa tới mùa sau", by: "Lê Thị Hoà"))
    ])
    #expect(try found("Bến đóng cửa tới mùa sau", store) == "do-1")
    #expect(try found("Đò sẽ chạy trước Tết", store) == nil)
  }

  @Test func manySmallIngestsMakeFewSegments() throws {
    let fixture = Fixture()
    let store = try fixture.store()
    for number in 0..<40 {
      try store.ingest([prepared("a\(number)", "“Chuyến thứ \(number) chở bò sang sông”, bà Lê Thị Hoà nói.")]
      )
      try store.updateTextIndex()
    }
    let segments: Int? = try store.scalar("SELECT count(*) FROM text_index_segment")
    #expect(segments! < 8)
    #expect(try found("Chuyến thứ 3 chở bò sang sông", store) == "a3")
    #expect(try found("Chuyến thứ 39 chở bò sang sông", store) == "a39")
  }

  @Test func aDatabaseThatMayNotBeWrittenToIsSearchedToo() throws {
    let fixture = Fixture()
    let store = try fixture.store([ferry, ferryAgain])
    try store.close()
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: fixture.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: fixture.folder)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fixture.folder)
    }
    #expect(try found("Đò sẽ chạy trước Tết", try fixture.open(.read)) == "do-1")
  }

  @Test func oneWordIsLookedForAmongQuotes() throws {
    let fixture = Fixture()
    let store = try fixture.store([ferry, ferryAgain])
    #expect(try found("phạt", store) == "do-2")
    #expect(try found("guốc", store) == nil)
  }

  @Test func anAliasIsTheSpeakerToo() throws {
    let fixture = Fixture()
    let store = try fixture.store([ferry])
    _ = try store.addAlias("Út Lục Bình", to: "Lê Thị Hoà", by: "kiểm")
    let checker = QuoteChecker(source: StoredArticles(store), lexicon: .empty)
    #expect(try checker.check("Đò sẽ chạy trước Tết", speaker: "Út Lục Bình").verdict == .verbatim)
    // A name that nobody bears accuses nobody: the words are judged alone.
    #expect(try checker.check("Đò sẽ chạy trước Tết", speaker: "Đài Bến Sông").verdict == .verbatim)
  }
}
