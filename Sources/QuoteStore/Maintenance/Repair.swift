import Foundation
import GRDB

/// What `QuoteStore.repair` did.
public struct RepairOutcome: Sendable, Hashable {
  /// What was wrong before; none when there was nothing to mend.
  public var before: [String] = []
  /// What is wrong still.
  public var after: [String] = []
  /// Where the copy is that was made before anything was changed; `nil` when nothing was.
  public var copy: String?
}

extension QuoteStore {
  /// Makes everything anew that follows from the tables: indexes, the full-text index, the index of the texts, the highest
  /// number of a record. A copy of the file as it was is made first; what is in the tables is not touched.
  ///
  /// Each part is one transaction: a program that is ended meanwhile leaves a file that can be repaired again. `show` gets
  /// what is being done, in words. Throws a `StoreError`, such as for a disk that has no room for the copy.
  public func repair(_ show: (String) -> Void = { _ in }) throws -> RepairOutcome {
    var outcome = RepairOutcome()
    show("checking")
    outcome.before = try faultsWithTheLock()
    guard !outcome.before.isEmpty else { return outcome }
    show("copying")
    outcome.copy = try copyAside()
    show("making the indexes anew")
    try write(durably: true) { db in try db.execute(sql: "REINDEX") }
    show("making the full-text index anew")
    try write(durably: true) { db in
      try Repair(db).rebuildWords()
      try Repair(db).rebuildRest()
    }
    show("checking again")
    outcome.after = try faultsWithTheLock()
    return outcome
  }

  /// What is wrong with the file, found on the connection that writes; nothing is written.
  private func faultsWithTheLock() throws -> [String] {
    try write(isUndone: true) { db in try Integrity(db).faults() }
  }

  /// Copies the file page by page, with what others have written meanwhile, to a name that is free.
  private func copyAside() throws -> String {
    var copy = "\(path).before-repair"
    var number = 1
    while access(copy, F_OK) == 0 {
      number += 1
      copy = "\(path).before-repair-\(number)"
    }
    do {
      try backUp(to: copy)
    } catch {
      // Half a copy is none.
      unlink(copy)
      throw error
    }
    return copy
  }
}

/// Makes what follows from the tables anew, within a transaction.
struct Repair {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// The full-text index of the records' words.
  func rebuildWords() throws {
    do {
      try db.execute(sql: "INSERT INTO record_words(record_words) VALUES ('delete-all')")
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      try db.execute(sql: "DROP TABLE record_words; \(Migrations.search)")
    }
    let index = RecordWords(db)
    let rows = try Row.fetchCursor(db, sql: "SELECT id, text FROM record ORDER BY id")
    while let row = try rows.next() { try index.add(row.value(0), row.value(1)) }
  }

  /// The index of the texts, which the next check makes, and the highest number of a record: none is given twice.
  func rebuildRest() throws {
    try db.execute(
      sql: """
        DELETE FROM text_index_block; DELETE FROM text_index_segment; DELETE FROM text_index_stale;
        DELETE FROM text_index_state; INSERT INTO text_index_state VALUES (0);
        """)
    let highest =
      try Int64.fetchOne(
        db,
        sql: """
          SELECT max(ifnull((SELECT max(last) FROM record_number), 0), ifnull((SELECT max(id) FROM record), 0),
            ifnull((SELECT max(record_id) FROM review_log), 0))
          """) ?? 0
    try db.execute(
      sql: "DELETE FROM record_number; INSERT INTO record_number VALUES (?)", arguments: [highest])
  }
}
