import ArticleReader
import Foundation
import PatternFiles
import QuoteEngine
import SpeakerIdentity
import Testing

@testable import QuoteStore

@Suite struct IdentityTests {
  private let fixture = Fixture()

  static let library: IdentityLibrary = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = try! PatternDirectory.readIdentityFiles(in: root.appendingPathComponent("Patterns"))
    return IdentityLibrary(files: files.map { IdentityFile(name: $0.name, text: $0.text) })
  }()

  /// An article in which one man with a title says something.
  private static func article(
    _ key: String, _ title: String, _ name: String, _ rest: String, kind: SpeakerKind = .person,
    source: String? = nil, published: String? = nil, also forms: [String] = []
  ) -> PreparedArticle {
    let named = title.isEmpty ? name : "\(title) \(name)"
    let text = "\(named)\(rest) “Lời số \(key) đây”, \(named) nói."
    var annotations = Annotations()
    annotations.quotes = [
      Attribution(
        kind: .direct, content: excerpt("Lời số \(key) đây", in: text),
        speaker: .init(name: name, kind: kind),
        source: excerpt(named, in: text), cue: nil, via: nil, confidence: 0.9, pattern: "p", evidence: [],
        cueClass: nil, isNegated: false, figures: [])
    ]
    annotations.speakers = [
      Speaker(
        name: name, kind: kind, forms: [named] + forms, roles: title.isEmpty ? [] : [title],
        mentions: [excerpt(named, in: text).span])
    ]
    return PreparedArticle(
      Article(id: key, text: text, source: source, published: published), annotations, identity: library)
  }

  private static let lawyer = (1...3).map {
    article(
      "a\($0)", "luật sư", "Nguyễn Văn Bảy", ", Đoàn luật sư TP Hà Nội, bàn về hợp đồng vay tiền.",
      source: "Báo Sông")
  }
  private static let thief = (1...3).map {
    article(
      "b\($0)", "bị cáo", "Nguyễn Văn Bảy", " (SN 1991, ngụ xã Tân Lợi, tỉnh Cà Mau) khai đã trộm ba con bò.")
  }

  private func store(_ pieces: [[PreparedArticle]]) throws -> QuoteStore {
    let store = try fixture.open()
    for piece in pieces {
      try store.ingest(piece)
      try store.regroupSpeakers(Self.library)
    }
    return store
  }

  /// The articles of each speaker.
  private func people(_ store: QuoteStore) throws -> Set<Set<String>> {
    var found: [Int64: Set<String>] = [:]
    for record in try store.records() { found[record.speaker!.rowID, default: []].insert(record.article.key) }
    return Set(found.values)
  }

  private static let both: Set<Set<String>> = [["a1", "a2", "a3"], ["b1", "b2", "b3"]]

  @Test func namesakesAreTwoSpeakers() throws {
    #expect(try people(store([Self.lawyer + Self.thief])) == Self.both)
  }

  @Test func orderAndPiecesOfAnIngestDoNotCount() throws {
    let pieces = [
      [Self.thief[2]], [Self.lawyer[1], Self.thief[0]], [Self.lawyer[0]], [Self.thief[1], Self.lawyer[2]],
    ]
    #expect(try people(store(pieces)) == Self.both)
  }

  /// A program that was ended between writing and parting: the next run finishes it.
  @Test func whatWasNotPartedIsPartedLater() throws {
    let store = try fixture.open()
    try store.ingest(Self.lawyer + Self.thief)
    #expect(try people(store).count == 1)
    #expect(try store.needsRegrouping(Self.library))
    try store.regroupSpeakers(Self.library)
    #expect(try people(store) == Self.both)
    #expect(try !store.needsRegrouping(Self.library))
  }

  @Test func articlesAgainChangeNothing() throws {
    let store = try store([Self.lawyer + Self.thief])
    let before = try store.records().map { "\($0.article.key) \($0.speaker!.rowID)" }
    try store.ingest(Self.thief + Self.lawyer, patterns: "2")
    try store.regroupSpeakers(Self.library)
    #expect(try people(store) == Self.both)
    #expect(try store.records().map { "\($0.article.key) \($0.speaker!.rowID)" }.count == before.count)
  }

  @Test func severalAreListedAndChosenByRole() throws {
    let store = try store([Self.lawyer + Self.thief])
    let answer = try store.ask("Nguyễn Văn Bảy", identity: Self.library)
    #expect(answer.matches.count == 2)
    #expect(Set(answer.matches.map(\.role)) == ["luật sư", "bị cáo"])
    for typed in ["Nguyễn Văn Bảy (luật sư)", "luật sư Nguyễn Văn Bảy", "nguyen van bay (luat su)"] {
      let only = try #require(try store.ask(typed, identity: Self.library).only)
      #expect(only.role == "luật sư")
      #expect(only.papers == ["Báo Sông"])
    }
    #expect(throws: NotFound.self) { try store.ask("Nguyễn Văn Bảy (ca sĩ)", identity: Self.library) }
    #expect(throws: NotFound.self) { try store.ask("Nguyễn Vân Bảy", identity: Self.library) }
    #expect(throws: NotFound.self) { try store.ask("#99999", identity: Self.library) }
  }

  @Test(arguments: [
    "Lý Quốc-Tuyển", "ông Lý Quốc Tuyển", "ly quoc tuyen", "Quốc Tuyển", "Giám đốc Lý Quốc Tuyển",
    "Giám đốc Xưởng đò Bến Sậy Lý Quốc Tuyển", "giam doc xuong do ben say ly quoc tuyen",
  ])
  func aNameIsAskedForAsPeopleDo(typed: String) throws {
    let store = try store([[Self.article("1", "giám đốc", "Lý Quốc Tuyển", " của một xưởng đò.")]])
    let answer = try store.ask(typed, identity: Self.library)
    #expect(answer.only?.name == "Lý Quốc Tuyển")
  }

  @Test func bodiesAreFoundByTheirOtherNames() throws {
    let store = try store([
      [
        Self.article("1", "", "UBND TP.HCM", " họp.", kind: .organisation),
        Self.article("2", "", "Ủy ban nhân dân thành phố Hồ Chí Minh", " họp.", kind: .organisation),
      ]
    ])
    #expect(try people(store) == [["1", "2"]])
    #expect(try store.ask("UBND TP HCM", identity: Self.library).matches.count == 1)
  }

  /// What one article calls somebody is nobody's name, however it is written.
  @Test func aNameComesBeforeWhatSomeArticleCallsAnother() throws {
    let store = try store([
      [
        Self.article("1", "", "Công an tỉnh Cà Mau", " họp.", kind: .organisation),
        Self.article(
          "2", "", "Ban Giám đốc Bến Sậy", " họp.", kind: .organisation, also: ["Công an Cà Mau"]),
        Self.article("3", "Tổng thống Mỹ", "Donald Trump", " họp báo."),
        Self.article("4", "ông", "Lý Quốc Tuyển", " họp báo.", also: ["Tổng thống Mỹ Donald Trump"]),
        Self.article("5", "nhà báo", "Giáo Dục", " họp báo."),
        Self.article("6", "bộ trưởng", "Phùng Xuân Nhạ", " họp báo.", published: "2019-05-06"),
      ]
    ])
    func name(_ typed: String) throws -> String? {
      try store.ask(typed, identity: Self.library).only?.name
    }
    #expect(try name("Công an Cà Mau") == "Công an tỉnh Cà Mau")
    #expect(try name("Tổng thống Mỹ Donald Trump") == "Donald Trump")
    #expect(try name("Bộ trưởng Giáo dục") == "Phùng Xuân Nhạ")
  }

  @Test func whatWasReadWithANameIsNotShown() throws {
    let store = try store([
      [
        Self.article("1", "bị can", "Rủ Lê Văn Tám", " bị bắt ở Cà Mau.", also: ["bị can Lê Văn Tám"]),
        Self.article("2", "bị can", "Lê Văn Tám", " bị bắt ở Cà Mau."),
        Self.article("3", "ông", "Tăng Văn Lụa", " họp.", kind: .organisation, also: ["BQL"]),
        Self.article("4", "ông", "Tăng Văn Lụa", " họp."),
      ]
    ])
    #expect(try people(store) == [["1", "2"], ["3", "4"]])
    #expect(Set(try store.records().compactMap { $0.speaker?.name }) == ["Lê Văn Tám", "Tăng Văn Lụa"])
    #expect(try store.records().allSatisfy { $0.speaker?.kind == .person })
  }

  @Test func publicFiguresBearTheAuthoritysName() throws {
    let store = try store([
      [
        Self.article("1", "Tổng thống Mỹ", "Trump", " họp báo."),
        Self.article("2", "", "Donald J. Trump", " họp báo."),
      ]
    ])
    #expect(try people(store) == [["1", "2"]])
    let record = try #require(try store.records().first)
    #expect(record.speaker?.name == "Donald Trump")
    #expect(record.speaker?.sameAs?.hasSuffix("/Q22686") == true)
    #expect(try store.ask("donald trump", identity: Self.library).only != nil)
  }

  @Test func everyQuoteHasItsRole() throws {
    let store = try store([Self.lawyer + Self.thief])
    var query = RecordQuery()
    query.roleClasses = [.lawyer]
    #expect(Set(try store.records(query).map(\.article.key)) == ["a1", "a2", "a3"])
    #expect(try store.records(query).allSatisfy { $0.role == "luật sư" })
  }

  @Test func decisionsAboutPairsHoldAndAreTakenBack() throws {
    let store = try store([Self.lawyer + Self.thief])
    let first = SpeakerPair.End(article: "a1", key: "nguyễn văn bảy", kind: "person")
    let second = SpeakerPair.End(article: "b1", key: "nguyễn văn bảy", kind: "person")
    try store.decide(first, second, isSame: true, by: "an", Self.library)
    #expect(try people(store).contains { $0.isSuperset(of: ["a1", "b1"]) })
    try store.ingest(Self.lawyer + Self.thief, patterns: "2")
    try store.regroupSpeakers(Self.library)
    #expect(try people(store).contains { $0.isSuperset(of: ["a1", "b1"]) })
    #expect(try store.pairExamples(Self.library).map(\.isSame) == [true])
    _ = try store.undoPairDecision(by: "an", Self.library)
    #expect(try people(store) == Self.both)
    #expect(try store.undoPairDecision(by: "an", Self.library) == nil)
    let third = SpeakerPair.End(article: "a2", key: "nguyễn văn bảy", kind: "person")
    try store.decide(first, third, isSame: false, by: "an", Self.library)
    #expect(try !people(store).contains { $0.isSuperset(of: ["a1", "a2"]) })
  }

  @Test func mergingNamesakesLeavesLaterArticlesToTheirOwn() throws {
    let store = try store([Self.lawyer + Self.thief])
    let ids = try store.ask("Nguyễn Văn Bảy", identity: Self.library).matches.map(\.id)
    _ = try store.mergeSpeakers(into: "#\(ids[0])", ["#\(ids[1])"], by: "an")
    #expect(try people(store).count == 1)
    try store.regroupSpeakers(Self.library)
    #expect(try people(store).count == 1)
    #expect(throws: NotFound.self) {
      try store.mergeSpeakers(into: "#\(ids[0])", ["#\(ids[0])"], by: "an")
    }
  }

  /// A file that version 3 wrote, with a split, a merge, a rename and an alias.
  @Test func decisionsOfAnOlderFileHold() throws {
    let old = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Old/version-3.sqlite")
    try FileManager.default.copyItem(atPath: old.path, toPath: fixture.path)
    let before = try fixture.open(.create)
    func state(_ store: QuoteStore) throws -> [String] {
      try store.records().map { "\($0.article.key) \($0.content.text): \($0.speaker?.name ?? "-")" }
    }
    let names = try state(before)
    #expect(names.contains { $0.hasPrefix("cu-2") && $0.hasSuffix("Đinh Văn Khiêm (bị cáo)") })
    #expect(names.contains { $0.hasPrefix("cu-4") && $0.hasSuffix("Lại Thị Ngoan") })
    #expect(try before.needsRegrouping(Self.library))
    try before.regroupSpeakers(Self.library)
    #expect(try state(before) == names)
    #expect(try before.speakers(named: "Lê Hoài Thương").map(\.name) == ["Hoài Sậy"])
    #expect(try before.speakers(named: "Sở Văn hóa Bến Sậy").map(\.name) == ["Sở Văn hóa (Bến Sậy)"])
    // A later article under the name that was merged.
    try before.ingest([Self.article("cu-9", "cô giáo", "Ngoan Lại", " ở Bến Sậy.")])
    try before.regroupSpeakers(Self.library)
    #expect(try before.records().last?.speaker?.name == "Lại Thị Ngoan")
  }
}
