import ArticleReader
import Foundation
import QuoteEngine
import Testing

@testable import QuoteStore

/// Several who speak together: each one's list has what they said.
@Suite struct JointSpeakersTests {
  private let a = Fixture()
  private let b = Fixture()

  private static let text =
    "“Đò đông lắm”, ông Tô Vĩnh Khoan và bà Lê Thị Mận cùng nói. “Nước rút rồi”, bà Lê Thị Mận nói thêm."

  private static let article: PreparedArticle = {
    var annotations = Annotations()
    func add(_ words: String, _ speaker: SpeakerReference, _ source: String) {
      annotations.quotes.append(
        Attribution(
          kind: .direct, content: excerpt(words, in: text), speaker: speaker,
          source: excerpt(source, in: text),
          cue: nil, via: nil, confidence: 0.9, pattern: "p", evidence: [], cueClass: nil, isNegated: false,
          figures: []))
    }
    add(
      "Đò đông lắm",
      SpeakerReference(
        name: "Tô Vĩnh Khoan và Lê Thị Mận", kind: .group, members: ["Tô Vĩnh Khoan", "Lê Thị Mận"]),
      "ông Tô Vĩnh Khoan và bà Lê Thị Mận")
    add("Nước rút rồi", SpeakerReference(name: "Lê Thị Mận", kind: .person), "bà Lê Thị Mận")
    annotations.speakers = [
      Speaker(
        name: "Lê Thị Mận", kind: .person, forms: ["bà Lê Thị Mận"], roles: [],
        mentions: [excerpt("bà Lê Thị Mận", in: text).span])
    ]
    return PreparedArticle(Article(id: "do", text: text), annotations, identity: IdentityTests.library)
  }()

  private func words(_ store: QuoteStore, of name: String) throws -> [String] {
    let ids = try store.ask(name, identity: IdentityTests.library).matches.map(\.id)
    return try store.words { $0.speakerIDs = ids }
  }

  @Test func aListOfOnesQuotesHoldsWhatWasSaidTogether() throws {
    let store = try a.store([Self.article])
    try store.regroupSpeakers(IdentityTests.library)
    #expect(try words(store, of: "Lê Thị Mận") == ["Đò đông lắm", "Nước rút rồi"])
    #expect(try words(store, of: "Tô Vĩnh Khoan") == ["Đò đông lắm"])
    let record = try #require(try store.records().first)
    #expect(record.members == ["Tô Vĩnh Khoan", "Lê Thị Mận"])
    #expect(record.speaker?.kind == .group)
    #expect(record.attribution.speaker?.members == record.members)
  }

  @Test func membersFollowWhatIsDecidedAboutThem() throws {
    let store = try a.store([Self.article])
    _ = try store.renameSpeaker("Lê Thị Mận", to: "Lê Mận (lái đò)", by: "an")
    #expect(try store.records().first?.members == ["Tô Vĩnh Khoan", "Lê Mận (lái đò)"])
    #expect(try words(store, of: "Lê Mận (lái đò)") == ["Đò đông lắm", "Nước rút rồi"])
    // The same article again, from other patterns.
    try store.ingest([Self.article], patterns: "2")
    #expect(try store.records().first?.members == ["Tô Vĩnh Khoan", "Lê Mận (lái đò)"])
    // Words that are given to somebody else are no longer theirs, until that is taken back.
    let record = try #require(try store.records().first)
    try store.decide(.speaker(.named("Đỗ Văn Lạch", .person)), on: record.rowID, by: "an")
    #expect(try store.records().first?.members == [])
    #expect(try words(store, of: "Tô Vĩnh Khoan") == [])
    try store.decide(.undo, on: record.rowID, by: "an")
    #expect(try store.records().first?.members.count == 2)
    #expect(try store.reviewFaults() == [])
  }

  @Test func membersGoOutAndComeIn() throws {
    let store = try a.store([Self.article])
    _ = try store.renameSpeaker("Lê Thị Mận", to: "Lê Mận (lái đò)", by: "an")
    try store.decide(.accept, on: try #require(try store.records().first).rowID, by: "an")
    let bytes = try store.exported()
    #expect(
      String(decoding: bytes, as: UTF8.self).contains(#""members":["Tô Vĩnh Khoan","Lê Mận (lái đò)"]"#))
    let other = try b.open()
    try other.bringIn(bytes)
    #expect(try other.exported() == bytes)
    try other.regroupSpeakers(IdentityTests.library)
    #expect(try words(other, of: "Tô Vĩnh Khoan") == ["Đò đông lắm"])
    #expect(try other.reviewFaults() == [])
  }
}
