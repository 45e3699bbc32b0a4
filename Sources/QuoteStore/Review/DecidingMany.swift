import GRDB
import QuoteEngine

/// What deciding many records at once came to.
public struct BatchDecision: Sendable, Hashable {
  /// The name under which all of it is taken back.
  public var batch: String
  /// The records that were decided.
  public var decided: Int
  /// The records that were left as they are: somebody decided on them meanwhile, or a later decision stands on them.
  public var left: Int
}

extension QuoteStore {
  /// Accepts or rejects all unreviewed records that a query lets through, as one: all or none, each with its line of the
  /// review log, all under one name.
  ///
  /// - Parameters:
  ///   - batch: a name that no other batch has.
  ///   - most: how many at most; the others are left.
  ///
  /// Throws a `StoreError` when the file fails.
  public func decideAll(
    _ query: RecordQuery, _ decision: Decision, by reviewer: String, batch: String, most: Int
  ) throws -> BatchDecision {
    var query = query
    query.statuses = [.unreviewed]
    query.order = .place
    query.after = nil
    query.offset = 0
    query.limit = most
    let rows = try recordNumbers(query)
    return try write(durably: true) { db in
      var context = DecisionContext()
      context.batch = batch
      let writer = DecisionWriter(db, reviewer: reviewer)
      var outcome = BatchDecision(batch: batch, decided: 0, left: 0)
      for row in rows {
        guard let record = try RecordRows.fetch(row, db), record.status == .unreviewed else {
          outcome.left += 1
          continue
        }
        _ = try writer.decide(decision, on: row, context)
        outcome.decided += 1
      }
      return outcome
    }
  }

  /// Takes back all decisions of a batch that still stand; what was decided on top of them stays.
  public func undoBatch(_ batch: String, by reviewer: String) throws -> BatchDecision {
    try write(durably: true) { db in
      let lines = try Row.fetchAll(
        db,
        sql: "SELECT id, record_id FROM review_log WHERE batch = ? AND action <> 'undo' ORDER BY id DESC",
        arguments: [batch])
      let writer = DecisionWriter(db, reviewer: reviewer)
      var outcome = BatchDecision(batch: batch, decided: 0, left: 0)
      for line in lines {
        var context = DecisionContext()
        context.undoing = .line(line[0])
        context.batch = batch
        do {
          _ = try writer.decide(.undo, on: line[1], context)
          outcome.decided += 1
        } catch is ReviewError {
          outcome.left += 1
        }
      }
      return outcome
    }
  }

  /// The batches, the last one first, with who decided what, when, about how many records, and how many of them still
  /// stand.
  public func batches(limit: Int) throws -> [ReviewBatch] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT batch, min(made_by), min(made_at), min(action), sum(action <> 'undo'), sum(action = 'undo')
          FROM review_log WHERE batch IS NOT NULL GROUP BY batch ORDER BY min(id) DESC LIMIT ?
          """, arguments: [limit]
      ).map {
        try ReviewBatch(
          name: $0.value(0), madeBy: $0.value(1), madeAt: $0.value(2), action: $0.value(3),
          records: $0.value(4), undone: $0.value(5))
      }
    }
  }

  /// Some records that a query lets through, drawn by chance.
  public func sample(_ query: RecordQuery, _ count: Int) throws -> [StoredRecord] {
    var query = query
    query.order = .place
    query.limit = nil
    let rows = try recordNumbers(query).shuffled().prefix(count)
    return try rows.sorted().compactMap { try record($0) }
  }
}

/// Decisions that were taken together.
public struct ReviewBatch: Sendable, Hashable {
  /// The name under which they are taken back.
  public var name: String
  /// Who decided.
  public var madeBy: String
  /// When, in UTC.
  public var madeAt: String
  /// What was decided.
  public var action: String
  /// About how many records.
  public var records: Int
  /// How many of the decisions were taken back together.
  public var undone: Int
}
