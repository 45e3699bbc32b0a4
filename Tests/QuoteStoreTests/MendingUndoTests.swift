import Foundation
import GRDB
import QuoteEngine
import Testing

@testable import QuoteStore

/// Merging, splitting, renaming and other names are taken back with all that they changed.
@Suite struct MendingUndoTests {
  private let fixture = Fixture()

  /// Everything that tells who says what under which names.
  private func everything(_ store: QuoteStore) throws -> [String] {
    try store.read { db in
      try [
        "SELECT id, name, kind, key, folded, ifnull(article_id, 0) FROM speaker ORDER BY id",
        "SELECT speaker_id, form, key, is_alias, articles FROM speaker_form ORDER BY speaker_id, key",
        "SELECT action, key, kind, article_key, speaker_id FROM speaker_rule ORDER BY key, kind, article_key",
        "SELECT article_id, key, kind, speaker_id FROM article_speaker ORDER BY article_id, key, kind",
        "SELECT id, ifnull(speaker_id, 0), ifnull(via_id, 0) FROM record ORDER BY id",
      ].flatMap { sql in
        try Row.fetchAll(db, sql: sql).map { row in row.map { "\($0.1)" }.joined(separator: " ") }
      }
    }
  }

  private func store() throws -> QuoteStore {
    try fixture.store([
      prepared(
        "mot", "Bà Lê Thị Hoà nói: “Đò chạy”. Bà Hoà kể: “Nước lên”.",
        Said("Đò chạy", by: "Lê Thị Hoà"), Said("Nước lên", by: "Lê Thị Hoà")),
      prepared("hai", "Bà Lê Hoà nói: “Vé rẻ”.", Said("Vé rẻ", by: "Lê Hoà")),
      prepared("ba", "Bà Lê Thị Hoà nói: “Bến đông”.", Said("Bến đông", by: "Lê Thị Hoà")),
    ])
  }

  @Test(arguments: ["merge", "split", "rename", "alias"])
  func itIsAsBefore(action: String) throws {
    let store = try store()
    // What was decided goes with its speaker, there and back.
    for record in try store.records() { try store.decide(.accept, on: record.rowID, by: "an") }
    let before = try everything(store)
    switch action {
    case "merge": _ = try store.mergeSpeakers(into: "Lê Thị Hoà", ["Lê Hoà"], by: "an")
    case "split": _ = try store.splitSpeaker("Lê Thị Hoà", articles: ["ba"], to: "Lê Thị Hoà (bến)", by: "an")
    case "rename": _ = try store.renameSpeaker("Lê Thị Hoà", to: "Lê Thị Hòa Bình", by: "an")
    default: _ = try store.addAlias("Cô Ba", to: "Lê Thị Hoà", by: "an")
    }
    #expect(try everything(store) != before)
    #expect(try store.reviewFaults() == [])
    let speaker = try #require(try store.speakerEntries().first { $0.name.hasPrefix("Lê Thị H") })
    let mending = try #require(try store.mendings(of: speaker.id).first)
    #expect(mending.action == "speakers \(action)")
    _ = try store.undoMending(mending.line, by: "bình")
    #expect(try everything(store) == before)
    #expect(try store.reviewFaults() == [])
    #expect(throws: MendingError.unknown) { try store.undoMending(mending.line, by: "bình") }
    // And no temporary trigger is left behind.
    #expect(try store.scalar("SELECT count(*) FROM sqlite_temp_master") == 0)
  }

  @Test func theLaterOneIsTakenBackFirst() throws {
    let store = try store()
    _ = try store.mergeSpeakers(into: "Lê Thị Hoà", ["Lê Hoà"], by: "an")
    _ = try store.renameSpeaker("Lê Thị Hoà", to: "Lê Thị Hòa Bình", by: "an")
    let speaker = try #require(try store.speakerEntries().first)
    let all = try store.mendings(of: speaker.id)
    #expect(all.map(\.action) == ["speakers rename", "speakers merge"])
    #expect(throws: MendingError.later(all[0])) { try store.undoMending(all[1].line, by: "an") }
    _ = try store.undoMending(all[0].line, by: "an")
    _ = try store.undoMending(all[1].line, by: "an")
    #expect(try store.cast() == ["Lê Thị Hoà": 3, "Lê Hoà": 1])
  }

  @Test func aDecisionTakenSinceStays() throws {
    let store = try store()
    _ = try store.mergeSpeakers(into: "Lê Thị Hoà", ["Lê Hoà"], by: "an")
    let moved = try #require(try store.records().first { $0.content.text == "Vé rẻ" })
    try store.decide(.speaker(.named("Đỗ Văn Sáu", .person)), on: moved.rowID, by: "an")
    let speaker = try #require(try store.speakerEntries().first { $0.name == "Lê Thị Hoà" })
    let mending = try #require(try store.mendings(of: speaker.id).first)
    _ = try store.undoMending(mending.line, by: "an")
    #expect(try store.record(moved.rowID)?.speaker?.name == "Đỗ Văn Sáu")
    #expect(try store.reviewFaults() == [])
  }
}
