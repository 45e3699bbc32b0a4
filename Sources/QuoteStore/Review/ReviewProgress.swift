import GRDB

/// How far reviewing has come.
public struct ReviewProgress: Sendable, Hashable {
  /// How many records there are in each status; those that none has are left out.
  public var counts: [ReviewStatus: Int] = [:]
  /// How many reviewed records the machine contradicts by now.
  public var inConflict = 0
  /// How many reviewed records have lost their words in a corrected text.
  public var lost = 0
  /// How many records each reviewer was the last to decide on.
  public var byReviewer: [String: Int] = [:]

  /// Makes the progress of an empty database.
  public init() {}

  /// All records.
  public var total: Int { counts.values.reduce(0, +) }
  /// Those that nobody has decided on.
  public var left: Int { counts[.unreviewed] ?? 0 }
  /// Those that somebody has decided on.
  public var reviewed: Int { total - left }
}

extension QuoteStore {
  /// How far reviewing has come among the records that a query lets through, whatever its statuses, order and limit.
  public func reviewProgress(_ query: RecordQuery = RecordQuery()) throws -> ReviewProgress {
    var query = query
    query.statuses = [.unreviewed]
    let unreviewed = query.condition()
    query.statuses = Set(ReviewStatus.allCases).subtracting([.unreviewed])
    let reviewed = query.condition()
    let words = query.words
    let tables = query.recordTables
    return try read { db in
      var progress = ReviewProgress()
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT r.status, r.proposal IS NOT NULL, r.is_anchored, r.reviewer, r.text FROM \(tables)
          \(reviewed.sql)
          """,
        arguments: reviewed.arguments)
      while let row = try rows.next() {
        if let words, try !words.occurs(in: row.value(4)) { continue }
        progress.counts[ReviewStatus(rawValue: try row.value(0)) ?? .unreviewed, default: 0] += 1
        if try row.value(1) { progress.inConflict += 1 }
        if !(try row.value(2) as Bool) { progress.lost += 1 }
        if let reviewer: String = try row.value(3) { progress.byReviewer[reviewer, default: 0] += 1 }
      }
      let left: Int
      if let words {
        var count = 0
        let texts = try String.fetchCursor(
          db, sql: "SELECT r.text FROM \(tables)\(unreviewed.sql)",
          arguments: unreviewed.arguments)
        while let text = try texts.next() {
          if words.occurs(in: text) { count += 1 }
        }
        left = count
      } else {
        left =
          try Int.fetchOne(
            db, sql: "SELECT count(*) FROM \(tables)\(unreviewed.sql)",
            arguments: unreviewed.arguments) ?? 0
      }
      if left > 0 { progress.counts[.unreviewed] = left }
      return progress
    }
  }
}
