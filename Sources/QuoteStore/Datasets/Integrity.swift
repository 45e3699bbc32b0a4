import GRDB

extension QuoteStore {
  /// What SQLite finds wrong with the file: damaged pages, and rows that refer to rows which are not there.
  public func integrityFaults() throws -> [String] {
    try read { db in
      var faults = try String.fetchAll(db, sql: "PRAGMA quick_check(20)").filter { $0 != "ok" }
      for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20) {
        faults.append(
          "row \(row[1] as Int64? ?? 0) of \(row[0] as String) refers to a row of \(row[2] as String) that is gone"
        )
      }
      return faults
    }
  }

  /// How many lines the review log has.
  public func reviewLogCount() throws -> Int {
    try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM review_log") ?? 0 }
  }
}
