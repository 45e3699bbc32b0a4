import GRDB

/// What has been done to one record, from the review log.
struct RecordHistory {
  /// All lines about the record, oldest first.
  let lines: [ReviewLogEntry]

  /// Reads the lines about the record of a row.
  init(_ db: Database, _ recordID: Int64) throws {
    lines = try Row.fetchAll(
      db, sql: "SELECT * FROM review_log WHERE record_id = ? ORDER BY id", arguments: [recordID]
    ).map(ReviewLogEntry.init(row:))
  }

  /// The decisions that count, oldest first: those that can be taken back and were not.
  var decisions: [ReviewLogEntry] {
    var standing: [ReviewLogEntry] = []
    for line in lines {
      guard let action = ReviewAction(rawValue: line.action) else { continue }
      if action == .undo {
        _ = standing.popLast()
      } else if action == .import {
        // What another database's reviewers decided is taken back there.
        standing.removeAll()
      } else if action.canBeUndone {
        standing.append(line)
      }
    }
    return standing
  }
}

extension QuoteStore {
  /// What has been done to the record of a row, oldest line first.
  public func history(of recordID: Int64) throws -> [ReviewLogEntry] {
    try read { db in try RecordHistory(db, recordID).lines }
  }
}
