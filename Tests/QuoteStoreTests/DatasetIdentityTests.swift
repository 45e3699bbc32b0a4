import ArticleReader
import DatasetExport
import Foundation
import GRDB
import QuoteEngine
import Testing

@testable import QuoteStore

/// Who is whom goes out of a database and comes into another whole.
@Suite struct DatasetIdentityTests {
  private let a = Fixture()
  private let b = Fixture()

  /// An article in which people with titles say something, one after the other.
  private static func article(_ key: String, _ rest: String, _ people: (title: String, name: String)...)
    -> PreparedArticle
  {
    let sentences = people.enumerated().map { number, one in
      "“Lời \(number) của bài \(key)”, \(one.title) \(one.name) nói."
    }
    let text = "\(people[0].title) \(people[0].name)\(rest) \(sentences.joined(separator: " "))"
    var annotations = Annotations()
    for (number, one) in people.enumerated() {
      let sentence = excerpt(sentences[number], in: text).span.start
      let named = excerpt("\(one.title) \(one.name) nói", in: sentences[number])
      let start = sentence + named.span.start
      let source = Excerpt(
        span: Span(start: start, end: start + "\(one.title) \(one.name)".unicodeScalars.count),
        text: "\(one.title) \(one.name)")
      annotations.quotes.append(
        Attribution(
          kind: .direct, content: excerpt("Lời \(number) của bài \(key)", in: text),
          speaker: .init(name: one.name, kind: .person), source: source, cue: nil, via: nil, confidence: 0.9,
          pattern: "p", evidence: [], cueClass: nil, isNegated: false, figures: []))
      annotations.speakers.append(
        Speaker(
          name: one.name, kind: .person, forms: [source.text], roles: [one.title], mentions: [source.span]))
    }
    return PreparedArticle(
      Article(
        id: key, text: text, source: "Báo Sông",
        origin: Origin(
          place: "bai/\(key).html", fetched: "2024-05-01T08:30:00Z", bytesHash: "ab", reader: "page/1",
          encoding: "UTF-8", notes: ["one mark mended"], captions: ["Bến đò \"cũ\""])),
      annotations, identity: IdentityTests.library)
  }

  private static let lawyers = (1...2).map {
    article(
      "a\($0)", ", Đoàn luật sư TP Hà Nội, bàn về hợp đồng vay tiền.", ("luật sư", "Nguyễn Văn Bảy"),
      ("bà", "Cao Thị Bưởi"))
  }
  private static let thieves = (1...2).map {
    article(
      "b\($0)", " (SN 1991, ngụ xã Tân Lợi, tỉnh Cà Mau) khai đã trộm ba con bò.",
      ("bị cáo", "Nguyễn Văn Bảy"),
      ("ông", "Đỗ Văn Lạch"))
  }

  private func store(_ fixture: Fixture) throws -> QuoteStore {
    let store = try fixture.store(Self.lawyers + Self.thieves)
    try store.regroupSpeakers(IdentityTests.library)
    return store
  }

  /// The bytes of an export that came in and went out again.
  private func again(_ bytes: [UInt8]) throws -> [UInt8] {
    let other = try b.open()
    let outcome = try other.bringIn(bytes)
    #expect(outcome.conflicts.isEmpty)
    #expect(try other.exported() == bytes, "before the names are parted")
    try other.regroupSpeakers(IdentityTests.library)
    #expect(try other.reviewFaults() == [])
    #expect(try other.integrityFaults() == [])
    let bytes = try other.exported()
    try other.close()
    return bytes
  }

  private func id(_ store: QuoteStore, inArticle key: String, _ name: String = "Nguyễn Văn Bảy") throws
    -> Int64
  {
    try #require(
      try store.records().first { $0.article.key == key && $0.speaker?.name == name }?.speaker?.rowID)
  }

  /// Two people of one name came in as one, with the decisions about either.
  @Test func namesakesComeBackAsTheyWereWithWhatWasMergedIntoEach() throws {
    let store = try store(a)
    let (lawyer, thief) = (try id(store, inArticle: "a1"), try id(store, inArticle: "b1"))
    #expect(lawyer != thief)
    _ = try store.mergeSpeakers(into: "#\(lawyer)", ["Đỗ Văn Lạch"], by: "an")
    _ = try store.mergeSpeakers(into: "#\(thief)", ["Cao Thị Bưởi"], by: "an")
    _ = try store.addAlias("Bảy Bò", to: "#\(thief)", by: "an")
    let bytes = try store.exported()
    #expect(try again(bytes) == bytes)
    let other = try b.open()
    #expect(try Set([id(other, inArticle: "a1"), id(other, inArticle: "b1")]).count == 2)
    let bought = try #require(
      try other.records().first { $0.id.hasPrefix("a1#") && $0.source?.text == "bà Cao Thị Bưởi" })
    #expect(try bought.speaker?.rowID == id(other, inArticle: "b2"))
    // Nothing more comes of it the second time.
    #expect(try other.bringIn(bytes).speakerDecisions == 0)
    #expect(try other.exported() == bytes)
  }

  @Test func decisionsAboutPairsComeBackAndHold() throws {
    let store = try store(a)
    func end(_ article: String) -> SpeakerPair.End {
      SpeakerPair.End(article: article, key: "nguyễn văn bảy", kind: "person")
    }
    try store.decide(end("a1"), end("a2"), isSame: false, by: "an", IdentityTests.library)
    try store.decide(end("a1"), end("b1"), isSame: true, by: "bình", IdentityTests.library)
    let bytes = try store.exported()
    #expect(try again(bytes) == bytes)
    let other = try b.open()
    #expect(try other.pairDecisions() == store.pairDecisions())
    #expect(try id(other, inArticle: "a1") == id(other, inArticle: "b1"))
    #expect(try id(other, inArticle: "a1") != id(other, inArticle: "a2"))
    // They can be taken back here.
    #expect(try other.undoPairDecision(by: "an", IdentityTests.library)?.isSame == true)
  }

  /// Here one was merged into the other, there the other into the one.
  @Test func aCircleOfMergesIsNamedAndRefusedAndNothingIsLost() throws {
    let (here, there) = (try store(a), try store(b))
    _ = try here.mergeSpeakers(into: "Cao Thị Bưởi", ["Đỗ Văn Lạch"], by: "an")
    _ = try there.mergeSpeakers(into: "Đỗ Văn Lạch", ["Cao Thị Bưởi"], by: "bình")
    func state() throws -> [String] {
      try here.records().map { "\($0.id) \($0.speaker?.name ?? "-")" }
    }
    let before = try state()
    let outcome = try here.bringIn(try there.exported())
    let circle = try #require(outcome.conflicts.first { $0.subject == .speaker })
    #expect(circle.here.contains("circle") && circle.here.contains("by an"))
    #expect(circle.there.contains("Đỗ Văn Lạch"))
    #expect(try state() == before)
    try here.regroupSpeakers(IdentityTests.library)
    #expect(try state() == before)
    #expect(try here.reviewFaults() == [])
    #expect(try here.integrityFaults() == [])
    // By hand it ends where it begins: the other name is the same speaker's by now.
    #expect(throws: (any Error).self) {
      try here.mergeSpeakers(into: "Đỗ Văn Lạch", ["Cao Thị Bưởi"], by: "an")
    }
    #expect(try state() == before)
  }

  @Test func pairsThatWereDecidedOtherwiseHereAreAConflict() throws {
    let (here, there) = (try store(a), try store(b))
    let first = SpeakerPair.End(article: "a1", key: "nguyễn văn bảy", kind: "person")
    let second = SpeakerPair.End(article: "b1", key: "nguyễn văn bảy", kind: "person")
    try here.decide(first, second, isSame: false, by: "an", IdentityTests.library)
    try there.decide(first, second, isSame: true, by: "bình", IdentityTests.library)
    let outcome = try here.bringIn(try there.exported())
    #expect(outcome.conflicts.map(\.subject).contains(.speaker))
    #expect(try here.pairDecisions().map(\.isSame) == [false])
  }

  /// A woman whose record had no class of role became a man when she was merged with one and came in again.
  @Test func theGenderOfAMergedSpeakerStaysThatOfTheWords() throws {
    let store = try a.store([
      Self.article("a", " đứng ở bến.", ("ông", "Tô Vĩnh Khoan"), ("bà", "Lê Thị Mận"))
    ])
    try store.regroupSpeakers(IdentityTests.library)
    let before = try store.records().map(\.gender)
    #expect(Set(before).count == 2)
    _ = try store.mergeSpeakers(into: "Tô Vĩnh Khoan", ["Lê Thị Mận"], by: "an")
    let bytes = try store.exported()
    #expect(try again(bytes) == bytes)
    // Where the dataset says nothing of it, the words do.
    let lines = String(decoding: bytes, as: UTF8.self).replacing(/"(role|roleClass|gender)":"[^"]*"/) {
      "\"\($0.1)\":\"\""
    }
    let third = Fixture()
    let fresh = try third.open()
    try fresh.bringIn(Array(lines.utf8))
    try fresh.regroupSpeakers(IdentityTests.library)
    #expect(try fresh.records().map(\.gender) == before)
  }

  @Test func whereAnArticleCameFromComesBack() throws {
    let store = try store(a)
    let bytes = try store.exported()
    #expect(try again(bytes) == bytes)
    let origin = try #require(try b.open().origin(ofArticle: "a1"))
    #expect(origin == (try store.origin(ofArticle: "a1")))
    #expect(origin.captions == ["Bến đò \"cũ\""])
  }

  @Test func readingsThatAreNotSettledComeBack() throws {
    let store = try store(a)
    let record = try #require(try store.records().first)
    var context = DecisionContext()
    context.version = record.version
    _ = try store.readBlind(.accept, on: record.rowID, by: "an", context)
    let bytes = try store.exported()
    #expect(try again(bytes) == bytes)
    // The second reader settles it here.
    let other = try b.open()
    let here = try #require(try other.record(id: record.id))
    context.version = here.version
    guard case .agreed = try other.readBlind(.accept, on: here.rowID, by: "bình", context) else {
      Issue.record("the first reading is not there")
      return
    }
    #expect(try other.reviewFaults() == [])
  }

  @Test func aMergeThatWasTakenBackIsSoundInAnotherDatabase() throws {
    let store = try store(a)
    let record = try #require(try store.records().first { $0.speaker?.name == "Cao Thị Bưởi" })
    try store.decide(.accept, on: record.rowID, by: "an")
    _ = try store.mergeSpeakers(into: "Đỗ Văn Lạch", ["Cao Thị Bưởi"], by: "an")
    let merged = try #require(try store.record(record.rowID)?.speaker)
    let mending = try #require(try store.mendings(of: merged.rowID).first)
    _ = try store.undoMending(mending.line, by: "bình")
    #expect(try store.reviewFaults() == [])
    // Rows have other numbers there.
    let other = try b.store([ferry])
    let bytes = try store.exported()
    try other.bringIn(bytes)
    #expect(try other.reviewFaults() == [])
    #expect(try other.records().first { $0.id == record.id }?.speaker?.name == "Cao Thị Bưởi")
    #expect(try other.bringIn(bytes).conflicts.isEmpty)
  }

  /// Articles that came later parted two people of one name, and `verify` said that the reviewed record had been changed.
  @Test func aReviewedRecordIsSoundWhenItsSpeakerTurnsOutToBeAnother() throws {
    let store = try a.store(Self.thieves)
    try store.regroupSpeakers(IdentityTests.library)
    try store.ingest([Self.lawyers[0]])
    for record in try store.records() where record.speaker?.name == "Nguyễn Văn Bảy" {
      try store.decide(.accept, on: record.rowID, by: "an")
    }
    try store.regroupSpeakers(IdentityTests.library)
    #expect(try id(store, inArticle: "a1") != id(store, inArticle: "b1"))
    #expect(try store.reviewFaults() == [])
  }

  /// A reviewer who gave words to a name got whoever of that name had come first.
  @Test func aNameThatIsGivenToWordsIsTheOneThatSpeaksInTheArticle() throws {
    let store = try store(a)
    let record = try #require(
      try store.records().first { $0.article.key == "b1" && $0.speaker?.name == "Đỗ Văn Lạch" })
    try store.decide(.speaker(.named("Nguyễn Văn Bảy", .person)), on: record.rowID, by: "an")
    let (thief, lawyer) = (try id(store, inArticle: "b2"), try id(store, inArticle: "a1"))
    #expect(try store.record(record.rowID)?.speaker?.rowID == thief)
    #expect(thief != lawyer)
  }

  /// What the authority file says of a speaker was gone after a merge was taken back.
  @Test func aSpeakerWhoComesBackFromAMergeHasItsAddressAgain() throws {
    let store = try a.store([
      Self.article("a", " họp báo.", ("Tổng thống Mỹ", "Donald Trump"), ("bà", "Lê Thị Mận"))
    ])
    try store.regroupSpeakers(IdentityTests.library)
    let before = try store.records().map { $0.speaker?.sameAs }
    #expect(before.contains { $0 != nil })
    _ = try store.mergeSpeakers(into: "Lê Thị Mận", ["Donald Trump"], by: "an")
    let merged = try #require(try store.records().first?.speaker)
    let mending = try #require(try store.mendings(of: merged.rowID).first)
    _ = try store.undoMending(mending.line, by: "an")
    #expect(try store.records().map { $0.speaker?.sameAs } == before)
  }
}
