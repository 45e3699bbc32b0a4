import GRDB
import QuoteEngine

/// What a reviewer takes a record for without seeing what others took it for.
public struct BlindReading: Sendable, Hashable {
  /// The record's row.
  public var recordID: Int64
  /// Who.
  public var reviewer: String
  /// By which decision.
  public var action: ReviewAction
  /// What the record is to say.
  public var state: RecordState
  /// When, in UTC.
  public var madeAt: String
  /// The name under which the decision was sent.
  var request: String?

  init(row: Row) throws {
    recordID = try row.value("record_id")
    reviewer = try row.value("reviewer")
    let (reading, name): (String, String) = try (row.value("reading"), row.value("action"))
    guard let state = RecordState(json: reading), let action = ReviewAction(rawValue: name) else {
      throw DamagedValue(fault: "the reading of \(reviewer) cannot be read", place: "record \(recordID)")
    }
    self.action = action
    self.state = state
    madeAt = try row.value("made_at")
    request = try row.value("request")
  }

  /// Whether two say the same.
  func agrees(with other: BlindReading) -> Bool {
    guard state.status != .rejected, other.state.status != .rejected else {
      return state.status == other.state.status
    }
    return state.proposed.agrees(with: other.state.proposed)
  }
}

/// What a blind reading came to.
public enum BlindOutcome: Sendable, Hashable {
  /// It waits for somebody else's.
  case waiting(StoredRecord)
  /// Two say the same: that is decided, by both.
  case agreed(DecisionOutcome)
  /// Two say different things: a third decides.
  case disputed(StoredRecord)
}

/// A record of which two reviewers say different things.
public struct Dispute: Sendable, Hashable {
  /// The record as the program proposed it.
  public var record: StoredRecord
  /// What each of the two says.
  public var readings: [BlindReading]
}

extension QuoteStore {
  /// Takes a decision as a blind reading: it is kept aside until a second reviewer has read the record too.
  ///
  /// Throws a `ReviewError` as `decide` does; a record that is decided already is stale.
  public func readBlind(
    _ decision: Decision, on recordID: Int64, by reviewer: String, _ context: DecisionContext
  ) throws -> BlindOutcome {
    try write(durably: true) { db in
      let writer = DecisionWriter(db, reviewer: reviewer)
      let (record, state) = try writer.reading(decision, on: recordID, context)
      guard record.status == .unreviewed else {
        throw ReviewError.stale(current: record, expected: context.version ?? 0)
      }
      try db.execute(
        sql: """
          INSERT INTO blind_reading(record_id, reviewer, action, reading, made_at, request) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT(record_id, reviewer) DO UPDATE SET action = excluded.action, reading = excluded.reading,
            made_at = excluded.made_at, request = excluded.request
          """,
        arguments: [
          recordID, reviewer, decision.action.rawValue, state.json, Timestamp.text(.now), context.request,
        ])
      let readings = try Self.readings(of: recordID, db)
      guard readings.count > 1 else { return .waiting(record) }
      guard readings[0].agrees(with: readings[1]) else { return .disputed(record) }
      return .agreed(try Self.settle(record, readings, db))
    }
  }

  /// Takes back a reviewer's reading that was sent under a name, where it is not settled; whether there was one.
  public func removeReading(request: String, by reviewer: String) throws -> Bool {
    try write(durably: true) { db in
      try db.execute(
        sql: "DELETE FROM blind_reading WHERE request = ? AND reviewer = ?", arguments: [request, reviewer])
      return db.changesCount > 0
    }
  }

  /// The records that a reviewer has read, and those that two have read: the queue has nothing to ask him about them.
  public func rowsRead(by reviewer: String) throws -> Set<Int64> {
    try read { db in
      Set(
        try Int64.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT record_id FROM blind_reading WHERE reviewer = ?1
              UNION SELECT record_id FROM blind_reading GROUP BY record_id HAVING count(*) > 1
              """), arguments: [reviewer]))
    }
  }

  /// Records of which two reviewers say different things, the oldest first.
  public func disputes(limit: Int) throws -> [Dispute] {
    try read { db in
      let rows = try Int64.fetchAll(
        db,
        sql: """
          SELECT record_id FROM blind_reading GROUP BY record_id HAVING count(*) > 1 ORDER BY max(made_at), record_id
          LIMIT ?
          """, arguments: [limit])
      return try rows.compactMap { row in
        guard let record = try RecordRows.fetch(row, db) else { return nil }
        return Dispute(record: record, readings: try Self.readings(of: row, db))
      }
    }
  }

  /// Settles a dispute as one of the two has read the record. The log gets both readings and then the third one's decision.
  ///
  /// Throws `ReviewError.gone` where there is no such dispute, and `ReviewError.ownDispute` where `reviewer` is one of the
  /// two.
  public func adjudicate(_ recordID: Int64, as chosen: String, by reviewer: String) throws -> DecisionOutcome
  {
    try write(durably: true) { db in
      let readings = try Self.readings(of: recordID, db)
      guard readings.count > 1, let reading = readings.first(where: { $0.reviewer == chosen }),
        let record = try RecordRows.fetch(recordID, db)
      else { throw ReviewError.gone(id: "record \(recordID)") }
      guard !readings.contains(where: { $0.reviewer == reviewer }) else { throw ReviewError.ownDispute }
      // The one that is not chosen comes first, so that the record's way to what it is in the end is short.
      let others = readings.filter { $0.reviewer != chosen }
      _ = try Self.settle(record, others + [reading], db)
      guard let now = try RecordRows.fetch(recordID, db) else {
        throw ReviewError.gone(id: "record \(recordID)")
      }
      return try DecisionWriter(db, reviewer: reviewer).settle(now, as: reading, DecisionContext())
    }
  }

  /// Writes readings into the log one after the other, each as its reviewer's decision.
  private static func settle(
    _ record: StoredRecord, _ readings: [BlindReading], _ db: Database
  ) throws -> DecisionOutcome {
    var outcome: DecisionOutcome?
    var now = record
    for reading in readings {
      var context = DecisionContext()
      context.request = reading.request
      let done = try DecisionWriter(db, reviewer: reading.reviewer).settle(now, as: reading, context)
      outcome = done
      if let record = done.record { now = record }
    }
    try db.execute(sql: "DELETE FROM blind_reading WHERE record_id = ?", arguments: [record.rowID])
    guard let outcome else { throw ReviewError.gone(id: record.id) }
    return outcome
  }

  private static func readings(of record: Int64, _ db: Database) throws -> [BlindReading] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM blind_reading WHERE record_id = ? ORDER BY made_at, reviewer",
      arguments: [record]
    ).map(BlindReading.init(row:))
  }
}

/// Which records two reviewers read who do not see each other.
public struct DoubleShare: Sendable, Hashable {
  /// The share of all records, from 0 to 1.
  public var share: Double

  /// Takes a share.
  public init(_ share: Double) { self.share = share }

  /// Whether the record of a row is one of them: chance decides, always the same way.
  public func contains(_ record: Int64) -> Bool {
    guard share > 0 else { return false }
    // SplitMix64 (Steele, Lea, Flood 2014).
    var x = UInt64(bitPattern: record) &+ 0x9E37_79B9_7F4A_7C15
    x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
    x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
    x ^= x >> 31
    return Double(x >> 11) / Double(1 << 53) < share
  }
}
