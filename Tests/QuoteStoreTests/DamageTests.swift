import DatasetExport
import Foundation
import GRDB
import Testing

@testable import QuoteStore

/// Files whose pages or rows are damaged: each is met with an error or a fault that names it, and nothing ends the program.
@Suite struct DamageTests {
  private let fixture = Fixture()

  private func make() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let record = try #require(try store.records().first)
    try store.decide(.accept, on: record.rowID, by: "an")
    try store.close()
  }

  private func raw(_ body: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: fixture.path)
    try queue.inDatabase(body)
    try queue.close()
  }

  /// Sets a column to what its constraints would refuse.
  private func force(_ table: String, _ assignment: String) throws {
    var sql = ""
    try raw { db in
      sql = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE name = ?", arguments: [table])!
      // First the check of the whole table, with the comma before it.
      let free = sql.replacing("NOT NULL", with: "").replacing(/,\s*CHECK \(start[^()]*\)/, with: "")
        .replacing(/CHECK \((?:[^()]|\([^()]*\))*\)/, with: "")
      try db.execute(sql: "PRAGMA writable_schema = ON")
      try db.execute(sql: "UPDATE sqlite_master SET sql = ? WHERE name = ?", arguments: [free, table])
    }
    try raw { db in
      try db.execute(
        sql: "DROP TRIGGER IF EXISTS review_log_is_never_changed; UPDATE \(table) SET \(assignment)")
      try db.execute(sql: "PRAGMA writable_schema = ON")
      try db.execute(sql: "UPDATE sqlite_master SET sql = ? WHERE name = ?", arguments: [sql, table])
    }
  }

  /// Reads everything that can be read; what is thrown must be an error of the store that names the file.
  private func readAll() -> [StoreError] {
    var found: [StoreError] = []
    func attempt(_ body: (QuoteStore) throws -> Void) {
      do {
        let store = try fixture.open(.read)
        // What is tested is the reading; a file that is damaged may fail to close too.
        defer { try? store.close() }
        try body(store)
      } catch let error as StoreError {
        #expect(error.description.contains(fixture.path))
        found.append(error)
      } catch is NotFound {
        // A key or a name that the damage has changed.
      } catch {
        Issue.record("\(error) is no error of the store")
      }
    }
    attempt { _ = try $0.records() }
    attempt { store in try store.readDataset { reader in try reader.forEachArticle { _ in } } }
    for key in ["do-1", "do-2"] { attempt { _ = try $0.article(key) } }
    attempt { _ = try $0.reviewLog() }
    attempt { _ = try $0.reviewFaults() }
    attempt { _ = try $0.reviewProgress() }
    attempt { _ = try $0.deskFigures() }
    attempt { _ = try $0.speakerNames() }
    attempt { _ = try $0.articleTitles() }
    attempt { _ = try $0.texts(after: 0, limit: 100) }
    attempt { try $0.updateTextIndex() }
    attempt { _ = try $0.integrityFaults() }
    attempt { _ = try $0.speakerEntries() }
    return found
  }

  @Test(
    arguments: [
      ("article", "text = NULL"), ("article", "sha256 = NULL"), ("article", "key = NULL WHERE id = 1"),
      ("article", "pattern_version = NULL"), ("article", "length = 'x'"), ("record", "text = NULL"),
      ("record", "kind = 'x'"), ("record", "start = -5"), ("record", "end = start - 1"),
      ("record", "end = 9999999"),
      ("record", "start = NULL"), ("record", "evidence = 'x'"), ("record", "evidence = NULL"),
      ("record", "figures = '{'"), ("record", "confidence = NULL"), ("record", "negated = NULL"),
      ("record", "source_start = 9, source_end = 3, source_text = 'x'"), ("record", "version = NULL"),
      ("article_speaker", "forms = NULL"), ("article_speaker", "mentions = '[[5'"),
      ("article_speaker", "mentions = '[[5,2]]'"), ("article_speaker", "roles = 7"),
      ("article_speaker", "name = NULL"),
      ("speaker", "name = NULL"), ("speaker", "kind = 3"), ("review_log", "made_at = NULL"),
      ("review_log", "action = NULL"), ("review_log", "made_by = x'FF00'"), ("review_log", "after = 'x'"),
    ])
  func aValueThatCannotBeIsNamed(table: String, assignment: String) throws {
    try make()
    try force(table, assignment)
    let errors = readAll()
    let isTold = !errors.isEmpty
    let store = try fixture.open(.read)
    let faults = (try? store.integrityFaults()) ?? []
    let reviewed = (try? store.reviewFaults().map(\.description)) ?? []
    #expect(
      isTold || !faults.isEmpty || !reviewed.isEmpty
        // What is no part of an article or record is not looked at.
        || ["length = 'x'", "roles = 7", "kind = 3", "made_by = x'FF00'"].contains {
          assignment.hasPrefix($0)
        })
    try store.close()
  }

  @Test func theArticleOrRecordThatIsDamagedIsNamed() throws {
    try make()
    try force("record", "evidence = 'x' WHERE id = 3")
    let store = try fixture.open(.read)
    do {
      try store.readDataset { reader in try reader.forEachArticle { _ in } }
      Issue.record("no error")
    } catch let error as StoreError {
      #expect(error.description.contains("record 3"))
      #expect(error.description.contains("trichdan repair"))
    }
    try store.close()
    try force("article_speaker", "forms = NULL")
    let again = try fixture.open(.read)
    #expect { try again.readDataset { reader in try reader.forEachArticle { _ in } } } throws: {
      "\($0)".contains("article “do-1”") && "\($0)".contains("`forms`")
    }
    try again.close()
  }

  @Test func pagesThatChangedPlacesEndNothing() throws {
    try make()
    let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    let size = 8192
    let pages = whole.count / size
    var failures = 0
    for round in 0..<40 {
      // Every pair of pages in some round or another, the same in each run.
      let (a, b) = (1 + round * 7 % (pages - 1), 1 + (round * 11 + 3) % (pages - 1))
      guard a != b else { continue }
      var bytes = whole
      bytes.replaceSubrange(a * size..<(a + 1) * size, with: whole[b * size..<(b + 1) * size])
      if round.isMultiple(of: 2) {
        bytes.replaceSubrange(b * size..<(b + 1) * size, with: whole[a * size..<(a + 1) * size])
      }
      for ending in ["-wal", "-shm"] { unlink(fixture.path + ending) }
      try bytes.write(to: URL(fileURLWithPath: fixture.path))
      if !readAll().isEmpty { failures += 1 }
    }
    #expect(failures > 5)
  }

  // MARK: What verify finds and repair mends

  private func faults() throws -> [String] {
    let store = try fixture.open(.read)
    defer { try? store.close() }
    return try store.integrityFaults()
  }

  private func repaired() throws -> RepairOutcome {
    let store = try fixture.open(.update)
    let outcome = try store.repair()
    try store.close()
    return outcome
  }

  private func keys() throws -> [String] {
    let store = try fixture.open(.read)
    defer { try? store.close() }
    var lines: [String] = []
    try store.readDataset { reader in
      try reader.forEachArticle { lines.append("\($0.article.id) \($0.records.count) \($0.log.count)") }
    }
    return lines
  }

  /// A claim was missing from exports, and the quick check of the file found nothing.
  @Test func aBitOfAnIndexThatFlippedIsFoundAndMended() throws {
    try make()
    #expect(try faults() == [])
    let before = try keys()
    var root = 0
    try raw { db in
      root = try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'record_article'")!
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    let page = (root - 1) * 8192..<root * 8192
    // The layer of an entry: a claim's becomes “clbim”, which no record is.
    let place = try #require(bytes.range(of: Data("claim".utf8), in: page))
    bytes[place.lowerBound + 2] ^= 3
    try bytes.write(to: URL(fileURLWithPath: fixture.path))
    #expect(try faults().contains { $0.contains("record_article") })
    let outcome = try repaired()
    #expect(!outcome.before.isEmpty)
    #expect(outcome.after == [])
    #expect(outcome.copy == fixture.path + ".before-repair")
    #expect(try Data(contentsOf: URL(fileURLWithPath: outcome.copy ?? "")).count == bytes.count)
    #expect(try faults() == [])
    #expect(try keys() == before)
  }

  @Test(arguments: [
    "INSERT INTO record_words(record_words, rowid, words) VALUES ('delete', 1, 'do se chay truoc tet')",
    "INSERT INTO record_words(rowid, words) VALUES (77, 'lai do')",
    "INSERT INTO record_words(rowid, words) VALUES (2, 'them')",
    "UPDATE record SET text = 'Đò sẽ không chạy' WHERE id = 1",
    "UPDATE record_words_data SET block = x'00' WHERE id > 10",
  ])
  func aFullTextIndexThatSaysOtherwiseIsFoundAndMended(damage: String) throws {
    try make()
    try raw { try $0.execute(sql: damage) }
    #expect(try !faults().isEmpty)
    let outcome = try repaired()
    #expect(outcome.after == [])
    let store = try fixture.open(.read)
    #expect(try store.words { $0.words = WordSearch("nuoc len") } == ["Nước lên nhanh lắm"])
    try store.close()
  }

  @Test func aSoundFileIsLeftAsItIs() throws {
    try make()
    let before = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    #expect(try repaired() == RepairOutcome())
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder) == ["kho.sqlite"])
  }

  @Test func anEarlierCopyIsKept() throws {
    try make()
    for number in 1...2 {
      try raw { try $0.execute(sql: "INSERT INTO record_words(rowid, words) VALUES (99, 'lai do')") }
      let outcome = try repaired()
      #expect(outcome.copy == fixture.path + (number == 1 ? ".before-repair" : ".before-repair-2"))
    }
  }

  /// GRDB's subscript of a row ends the program when a column holds something else.
  @Test func noRowIsReadInAWayThatEndsTheProgram() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/QuoteStore")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      for (number, line) in try String(contentsOf: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() where !line.contains("//") {
        let isTrap =
          line.contains(/\b(row|one|record|existing|\$0)\[("|\d|index)|rawValue: \w+\[\d/)
          || line.contains("try!")
        #expect(!isTrap, "\(file.lastPathComponent):\(number + 1)")
      }
    }
  }
}
