import DatasetExport
import Foundation
import GRDB
import Testing

@testable import QuoteStore

/// Databases as every released version wrote them (Upgrades/ as statements, Old/ as files): they open, keep all decisions, and
/// export what they exported.
@Suite struct UpgradeTests {
  private let fixture = Fixture()

  static let versions = 1...4
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let folder = tests.appendingPathComponent("Upgrades")

  /// What the version exported.
  private static func export(_ version: Int) throws -> String {
    let folder = version > 3 ? tests.appendingPathComponent("Old") : folder
    return try String(contentsOf: folder.appendingPathComponent("version-\(version).jsonl"), encoding: .utf8)
  }

  private func make(_ version: Int) throws {
    if version > 3 {
      try FileManager.default.copyItem(
        atPath: Self.tests.appendingPathComponent("Old/version-\(version).sqlite").path, toPath: fixture.path)
      return
    }
    let sql = try String(
      contentsOf: Self.folder.appendingPathComponent("version-\(version).sql"), encoding: .utf8)
    let queue = try DatabaseQueue(path: fixture.path)
    try queue.inDatabase { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func thereIsAStoredFileOfEachVersion() {
    // A new version needs a file that the program wrote before it.
    #expect(Self.versions.upperBound >= Migrations.version - 1)
  }

  @Test(arguments: versions)
  func anOlderDatabaseExportsWhatItExported(version: Int) throws {
    try make(version)
    let store = try fixture.open(.read)
    let sink = MemorySink()
    var exporter = DatasetExporter(format: .jsonl, programVersion: "0", to: sink)
    try store.readDataset { reader in try reader.forEachArticle { try exporter.add($0) } }
    _ = try exporter.finish()
    let before = try Self.export(version)
    let after = String(decoding: sink.bytes, as: UTF8.self)
    let lines = (before.split(separator: "\n"), after.split(separator: "\n"))
    #expect(lines.0.count == (version > 3 ? 4 : 2) && lines.1.count == lines.0.count)
    for (old, new) in zip(lines.0, lines.1) {
      let (old, new) = (try Self.json(old), try Self.json(new))
      #expect(Self.holds(new, old), "\(new)\nis not\n\(old)")
    }
    #expect(try store.reviewFaults() == [])
    #expect(try store.integrityFaults() == [])
    try store.close()
  }

  @Test func decisionsOfAnOlderDatabaseStand() throws {
    try make(3)
    let store = try fixture.open(.update)
    let records = try store.records()
    #expect(records.count == 5)
    #expect(records.map(\.status).filter(\.isReviewed).count == 4)
    #expect(try store.reviewLog().count == 7)
    let noted = try #require(records.first { $0.note != nil })
    #expect(noted.note == "xem lại \"băng\"\nghi âm")
    // Undoing reads the states that the older version wrote down.
    let accepted = try #require(records.first { $0.status == .accepted })
    try store.decide(.undo, on: accepted.rowID, by: "an")
    #expect(try store.record(accepted.rowID)?.status == .unreviewed)
    try store.close()
  }

  /// Decisions, a merge of names and one of bodies, a rename and an alias of version 4.
  @Test func decisionsOfVersion4StandAndHoldForWhatComes() throws {
    try make(4)
    let store = try fixture.open(.update)
    #expect(try store.records().map(\.status).filter(\.isReviewed).count == 4)
    #expect(try store.reviewLog().count == 11)
    #expect(try store.speakers(named: "Sở XD").map(\.name) == ["Sở Xây dựng tỉnh"])
    #expect(try store.speakers(named: "SXD").map(\.name) == ["Sở Xây dựng tỉnh"])
    // Namesakes are two still, and one of them has another name besides.
    try store.regroupSpeakers(IdentityTests.library)
    func speaker(_ words: String) throws -> Int64? {
      try store.records().first { $0.content.text == words }?.speaker?.rowID
    }
    let chairwoman = try speaker("Đò sẽ chạy trước mùa nước nổi")
    #expect(try speaker("xã đã xin tỉnh 14 tỷ đồng làm cầu") == chairwoman)
    #expect(try speaker("Chờ mãi mới được qua sông") != chairwoman)
    #expect(try store.reviewFaults() == [])
    // All of it goes into another database.
    let bytes = try store.exported()
    let elsewhere = Fixture()
    let other = try elsewhere.open()
    try other.bringIn(bytes)
    try other.regroupSpeakers(IdentityTests.library)
    #expect(try other.exported() == bytes)
    try store.close()
  }

  private static func json(_ line: Substring) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(line.utf8))
  }

  /// Whether a value has all of another: members may have come since.
  private static func holds(_ new: Any, _ old: Any) -> Bool {
    switch (new, old) {
    case (let new as [String: Any], let old as [String: Any]):
      old.allSatisfy { key, value in new[key].map { holds($0, value) } ?? false }
    case (let new as [Any], let old as [Any]):
      new.count == old.count && zip(new, old).allSatisfy { holds($0, $1) }
    case (let new as String, let old as String) where new.hasPrefix("{") && old.hasPrefix("{"):
      // JSON within a string.
      (try? json(new[...])).map { now in (try? json(old[...])).map { holds(now, $0) } ?? false } ?? false
    case (let new as NSObject, let old as NSObject): new == old
    default: false
    }
  }
}
