import Foundation
import GRDB
import Testing

@testable import QuoteStore

@Suite struct OpeningTests {
  private let fixture = Fixture()

  private func error(_ body: () throws -> Void) -> StoreError? {
    do {
      try body()
      return nil
    } catch {
      return error as? StoreError
    }
  }

  @Test func readingDoesNotMakeADatabase() {
    #expect(error { _ = try fixture.open(.read) } == .missing(path: fixture.path))
    #expect(error { _ = try fixture.open(.update) } == .missing(path: fixture.path))
    #expect(!FileManager.default.fileExists(atPath: fixture.path))
  }

  @Test func aMissingFolderIsNamed() {
    let path = fixture.folder + "/khong-co/kho.sqlite"
    let found = error { _ = try QuoteStore(path: path, mode: .create) }
    #expect(found == .missingFolder(path: path, folder: fixture.folder + "/khong-co"))
  }

  @Test func aDirectoryIsNoDatabase() {
    #expect(
      error { _ = try QuoteStore(path: fixture.folder, mode: .create) } == .isDirectory(path: fixture.folder))
  }

  @Test(arguments: ["xin chào", String(repeating: "không phải cơ sở dữ liệu ", count: 30)])
  func anotherFileIsLeftAlone(content: String) throws {
    try Data(content.utf8).write(to: URL(fileURLWithPath: fixture.path))
    #expect(error { _ = try fixture.open() } == .notADatabase(path: fixture.path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == Data(content.utf8))
  }

  @Test func anotherProgramsDatabaseIsLeftAlone() throws {
    let other = try DatabaseQueue(path: fixture.path)
    try other.write { try $0.execute(sql: "CREATE TABLE phim(ten TEXT); INSERT INTO phim VALUES ('a')") }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    #expect(error { _ = try fixture.open() } == .foreign(path: fixture.path))
    #expect(error { _ = try fixture.open(.read) } == .foreign(path: fixture.path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == before)
  }

  @Test func anEmptyFileBecomesADatabase() throws {
    try Data().write(to: URL(fileURLWithPath: fixture.path))
    try fixture.store([ferry]).close()
    #expect(try fixture.open(.read).counts().articles == 1)
  }

  /// A process that is killed while SQLite makes the file leaves a journal, which has to be rolled back first.
  @Test func aHalfMadeDatabaseIsMadeAnew() throws {
    let raw = try DatabaseQueue(path: fixture.folder + "/do-dang")
    try raw.inDatabase { db in
      try db.execute(
        sql: """
          PRAGMA cache_size = 1; BEGIN; CREATE TABLE article(text);
          INSERT INTO article WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
            SELECT randomblob(1000) FROM n
          """)
      for ending in ["", "-journal"] {
        try FileManager.default.copyItem(
          atPath: fixture.folder + "/do-dang" + ending, toPath: fixture.path + ending)
      }
      try db.execute(sql: "ROLLBACK")
    }
    try fixture.store([ferry]).close()
    #expect(try fixture.open(.read).counts().articles == 1)
  }

  @Test func aNewerVersionAsksForAnUpdate() throws {
    try fixture.store().close()
    let raw = try DatabaseQueue(path: fixture.path)
    try raw.write { try $0.execute(sql: "PRAGMA user_version = 99") }
    try raw.close()
    let found = error { _ = try fixture.open(.read) }
    #expect(found == .newer(path: fixture.path, version: 99, known: Migrations.version))
    #expect(found?.description.contains("update the program") == true)
  }

  @Test func anUnknownMigrationAsksForAnUpdate() throws {
    try fixture.store().close()
    let raw = try DatabaseQueue(path: fixture.path)
    try raw.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 later')") }
    try raw.close()
    guard case .newer? = error({ _ = try fixture.open(.read) }) else {
      Issue.record("no error of a newer version")
      return
    }
  }

  @Test func aLockedDatabaseNamesWhatToDo() throws {
    let store = try fixture.open(.create, .init(busySeconds: 0))
    let other = try DatabaseQueue(path: fixture.path)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      guard case .locked(fixture.path, _, 0)? = error({ try store.ingest([ferry]) }) else {
        Issue.record("no error of a lock")
        return
      }
      try db.execute(sql: "ROLLBACK")
    }
    // Nothing is lost by it.
    try store.ingest([ferry])
    #expect(try store.counts().articles == 1)
  }

  @Test func aFullDiskKeepsWhatWasWritten() throws {
    let store = try fixture.store([ferry])
    try store.close()
    let small = try fixture.open(.create, .init(largestPageCount: 60))
    let long = String(repeating: "Đò chạy. ", count: 60_000)
    #expect(error { try small.ingest([prepared("dai", long)]) } == .diskFull(path: fixture.path))
    try small.close()
    let again = try fixture.open(.create)
    #expect(try again.counts().articles == 1)
    try again.ingest([prepared("dai", long)])
    #expect(try again.counts().articles == 2)
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
  func aFileThatMayNotBeWrittenIsReadAndNotChanged() throws {
    try fixture.store([ferry]).close()
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: fixture.path)
    #expect(error { _ = try fixture.open(.update) } == .readOnly(path: fixture.path))
    #expect(try fixture.open(.read).counts().articles == 1)
    try files.setAttributes([.posixPermissions: 0], ofItemAtPath: fixture.path)
    #expect(error { _ = try fixture.open(.read) } == .noPermission(path: fixture.path))
  }

  @Test func aDamagedDatabaseIsToldFromAHealthyOne() throws {
    try fixture.store([ferry, ferryAgain]).close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    for place in 4096..<bytes.count { bytes[place] = 0x5A }
    try bytes.write(to: URL(fileURLWithPath: fixture.path))
    guard case .damaged(fixture.path, _)? = error({ _ = try fixture.open(.read).records() }) else {
      Issue.record("no error of damage")
      return
    }
  }

  @Test func everyErrorNamesTheFileAndARemedy() {
    let errors: [StoreError] = [
      .missing(path: "a.db"), .missingFolder(path: "a.db", folder: "x"), .isDirectory(path: "a.db"),
      .notADatabase(path: "a.db"), .foreign(path: "a.db"), .newer(path: "a.db", version: 2, known: 1),
      .locked(path: "a.db", holder: nil, seconds: 5), .diskFull(path: "a.db"), .readOnly(path: "a.db"),
      .noPermission(path: "a.db"), .damaged(path: "a.db", detail: "x"),
      .inputOutput(path: "a.db", detail: "x"),
    ]
    for error in errors {
      #expect(error.description.contains("a.db"))
      #expect(error.description.contains(";"), "\(error)")
    }
  }

  @Test func theFileIsMarkedAndInWAL() throws {
    let store = try fixture.store()
    #expect(try store.scalar("PRAGMA application_id") == Migrations.applicationID)
    #expect(try store.scalar("PRAGMA user_version") == Migrations.version)
    #expect(try store.scalar("PRAGMA journal_mode") == "wal")
    #expect(try store.scalar("PRAGMA foreign_keys") == 1)
    try store.close()
    #expect(!FileManager.default.fileExists(atPath: fixture.path + "-wal"))
  }

  /// Opening a file to read it wrote a table and dropped it, and so waited for whoever wrote.
  @Test func readingWritesNothingAndWaitsForNobody() throws {
    try fixture.store([ferry]).close()
    let before = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    let reading = try fixture.open(.read)
    #expect(try reading.counts().articles == 1)
    try reading.close()
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder) == ["kho.sqlite"])
    let other = try DatabaseQueue(path: fixture.path)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE; UPDATE article SET title = 'x'")
      let store = try fixture.open(.read, .init(busySeconds: 0))
      #expect(try store.records().count == 2)
      try store.close()
      try db.execute(sql: "ROLLBACK")
    }
  }

  /// Foundation ends the program when it is asked for the folder of `x`.
  @Test(
    arguments: [
      ("x", ".", "x"), ("/", ".", ""), ("/x", "/", "x"), ("a/x", "a", "x"), ("a/b/x", "a/b", "x"),
      ("./x", ".", "x"),
      ("a/x/", "a", "x"), ("/a/x", "/a", "x"), ("đ", ".", "đ"), ("", ".", ""), ("../x", "..", "x"),
    ])
  func aPathHasAFolderAndAName(path: String, folder: String, name: String) {
    #expect(PathName.folder(of: path) == folder)
    #expect(PathName.name(of: path) == name)
  }
}
