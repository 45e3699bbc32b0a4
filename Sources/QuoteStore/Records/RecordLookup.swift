import GRDB
import QuoteEngine

extension QuoteStore {
  /// The record of a row; `nil` when there is none.
  public func record(_ rowID: Int64) throws -> StoredRecord? {
    try read { db in try RecordRows.fetch(rowID, db) }
  }

  /// The record that users know by an id such as `bai-1#q231-402`; `nil` when there is none.
  public func record(id: String) throws -> StoredRecord? {
    guard let id = RecordID(id) else { return nil }
    return try read { db in try RecordRows.fetch(id, db) }
  }

  /// The records of some rows, in the order of `rowIDs`; those that are gone are left out.
  public func records(_ rowIDs: [Int64]) throws -> [StoredRecord] {
    try read { db in try rowIDs.compactMap { try RecordRows.fetch($0, db) } }
  }
}

/// Fetches single records within a read or a transaction.
enum RecordRows {
  static func fetch(_ rowID: Int64, _ db: Database) throws -> StoredRecord? {
    try Row.fetchOne(
      db, sql: "SELECT \(StoredRecord.columns) FROM \(StoredRecord.tables) WHERE r.id = ?", arguments: [rowID]
    ).map(StoredRecord.init(row:))
  }

  /// One whose words stand at their place comes before one whose words are lost.
  static func fetch(_ id: RecordID, _ db: Database) throws -> StoredRecord? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT \(StoredRecord.columns) FROM \(StoredRecord.tables)
        WHERE a.key = ? AND r.start = ? AND r.end = ? AND r.layer = ? ORDER BY r.is_anchored DESC, r.id
        """,
      arguments: [id.articleKey, id.span.start, id.span.end, id.layer.rawValue]
    ).map(StoredRecord.init(row:))
  }
}

/// Hands out the numbers of new records, each once and for good.
struct RecordNumbers {
  private let db: Database
  private var last: Int64
  private let first: Int64

  /// Reads the last number within a transaction; call `save` before it ends.
  init(_ db: Database) throws {
    self.db = db
    let known = try Int64.fetchOne(db, sql: "SELECT last FROM record_number") ?? 0
    last = max(known, try Int64.fetchOne(db, sql: "SELECT max(id) FROM record") ?? 0)
    first = known
  }

  /// A number that no record has had.
  mutating func next() -> Int64 {
    last += 1
    return last
  }

  /// Writes down the last number.
  func save() throws {
    guard last != first else { return }
    try db.execute(sql: "UPDATE record_number SET last = ?", arguments: [last])
  }
}
