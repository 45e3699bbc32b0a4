import GRDB

/// A decision that a reviewer could take back.
public struct LastDecision: Sendable, Hashable {
  /// The decision's line of the review log.
  public var line: ReviewLogEntry
  /// The record as it is now.
  public var record: StoredRecord
  /// What was decided about the record since, by whomever, and still counts: it would have to be taken back first.
  public var covering: ReviewLogEntry?
}

extension QuoteStore {
  /// The last decision of a reviewer that still counts, wherever and whenever it was taken; `nil` when there is none.
  ///
  /// - Parameter line: only decisions before this line of the log are looked at.
  public func lastDecision(by reviewer: String, before line: Int64? = nil) throws -> LastDecision? {
    try read { db in
      let own = try Row.fetchCursor(
        db,
        sql: """
          SELECT id, record_id FROM review_log
          WHERE made_by = ? AND record_id IS NOT NULL AND id < ? AND action NOT IN ('undo', 'keep', 'anchor', 'import')
          ORDER BY id DESC
          """, arguments: [reviewer, line ?? .max])
      while let row = try own.next() {
        let (id, recordID) = try (row.value(0) as Int64, row.value(1) as Int64)
        let standing = try RecordHistory(db, recordID).decisions
        guard let found = standing.first(where: { $0.id == id }),
          let record = try RecordRows.fetch(recordID, db)
        else { continue }
        let last = standing.last.flatMap { $0.id == id ? nil : $0 }
        return LastDecision(line: found, record: record, covering: last)
      }
      return nil
    }
  }

  /// Tells this database from all others, wherever its file lies.
  public func databaseIdentity() throws -> String {
    try read { db in try String.fetchOne(db, sql: "SELECT id FROM database_identity") ?? "" }
  }
}
