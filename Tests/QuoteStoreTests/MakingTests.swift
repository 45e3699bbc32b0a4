import Foundation
import GRDB
import Testing

@testable import QuoteStore

/// A database that is made, or brought up to date, while something goes wrong.
@Suite struct MakingTests {
  private let fixture = Fixture()

  private func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: fixture.folder))
  }

  /// What a kill between the list of migrations and the first of them leaves.
  @Test(arguments: ["delete", "wal"])
  func aDatabaseThatWasKilledAtBirthIsFinished(journal: String) throws {
    let raw = try DatabaseQueue(path: fixture.path)
    try raw.inDatabase { db in
      try db.execute(
        sql:
          "PRAGMA journal_mode = \(journal); CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)"
      )
    }
    try raw.close()
    try fixture.store([ferry]).close()
    #expect(try fixture.open(.read).counts().articles == 1)
  }

  /// A kill between two migrations leaves an older version, with a WAL beside it.
  @Test(arguments: 1...3)
  func aDatabaseThatWasKilledBetweenMigrationsIsFinished(version: Int) throws {
    let raw = try DatabaseQueue(path: fixture.path)
    let names = ["1 articles, speakers, records, review log", "2 text index", "3 decisions"]
    try Migrations.migrator.migrate(raw, upTo: names[version - 1])
    try raw.close()
    try fixture.store([ferry]).close()
    #expect(try fixture.open(.read).counts().articles == 1)
  }

  /// Another program's database that has migrations of its own is no half-made one.
  @Test func anotherProgramsMigrationsAreLeftAlone() throws {
    let raw = try DatabaseQueue(path: fixture.path)
    try raw.write { db in
      try db.execute(
        sql:
          "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY); INSERT INTO grdb_migrations VALUES ('phim')"
      )
    }
    try raw.close()
    #expect(throws: StoreError.foreign(path: fixture.path)) { try fixture.open() }
  }

  @Test func manyWhoMakeOneDatabaseAtOnceAllGetIt() async throws {
    for round in 0..<5 {
      let path = fixture.folder + "/\(round).sqlite"
      // An empty file is made in its place, a missing one aside.
      if round.isMultiple(of: 2) { FileManager.default.createFile(atPath: path, contents: nil) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<6 {
          group.addTask {
            let store = try QuoteStore(path: path, mode: .create)
            try store.ingest([prepared("bến-\(number)", "Đò chạy.")])
            try store.close()
          }
        }
        try await group.waitForAll()
      }
      #expect(try QuoteStore(path: path, mode: .read).counts().articles == 6)
    }
  }

  @Test func whatAKilledMakerLeftIsCleared() throws {
    for ending in ["", "-wal", "-shm"] {
      FileManager.default.createFile(atPath: fixture.path + ".new-4194999" + ending, contents: Data("x".utf8))
    }
    FileManager.default.createFile(atPath: fixture.path + ".new-4194998-wal", contents: Data("x".utf8))
    FileManager.default.createFile(atPath: fixture.path + ".new-của-tôi", contents: Data("x".utf8))
    try fixture.store().close()
    #expect(try names() == ["kho.sqlite", "kho.sqlite.new-của-tôi"])
  }

  @Test func aDiskThatIsFullWhileItIsMadeLeavesNothing() throws {
    #expect(throws: StoreError.diskFull(path: fixture.path)) {
      try fixture.open(.create, .init(largestPageCount: 3))
    }
    #expect(try names() == [])
    try fixture.store([ferry]).close()
    #expect(try names() == ["kho.sqlite"])
  }

  @Test func aLinkToNothingGetsItsDatabase() throws {
    try FileManager.default.createSymbolicLink(atPath: fixture.path, withDestinationPath: "thật.sqlite")
    try fixture.store([ferry]).close()
    #expect(try names() == ["kho.sqlite", "thật.sqlite"])
    #expect(try fixture.open(.read).counts().articles == 1)
  }

  @Test func aDatabaseWithoutANameIsToldSo() throws {
    #expect(throws: StoreError.unnamed) { try QuoteStore(path: "", mode: .create) }
  }

  /// Reading a file that may not be written leaves nothing beside it that would keep others from writing later.
  @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
  func readingAFileThatMayNotBeWrittenLeavesNothingBeside() throws {
    try fixture.store([ferry]).close()
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: fixture.path)
    let store = try fixture.open(.read)
    #expect(try store.counts().articles == 1)
    try store.close()
    #expect(try names() == ["kho.sqlite"])
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: fixture.path)
    try fixture.store([ferryAgain]).close()
  }
}
