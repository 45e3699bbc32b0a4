import GRDB

/// Where a reviewer stopped in a queue.
public struct ReviewPlace: Sendable, Hashable {
  /// The record's row.
  public var recordID: Int64
  /// Its confidence, by which its place in the queue is known when it is gone.
  public var confidence: Double

  /// Makes a place.
  public init(recordID: Int64, confidence: Double) {
    self.recordID = recordID
    self.confidence = confidence
  }
}

extension QuoteStore {
  /// Where a reviewer stopped; `queue` names the filters in words of the caller's.
  public func reviewPlace(of reviewer: String, in queue: String) throws -> ReviewPlace? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT record_id, confidence FROM review_place WHERE reviewer = ? AND queue = ?",
        arguments: [reviewer, queue]
      ).map { try ReviewPlace(recordID: $0.value(0), confidence: $0.value(1)) }
    }
  }

  /// Remembers where a reviewer is.
  public func setReviewPlace(_ place: ReviewPlace, of reviewer: String, in queue: String) throws {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO review_place(reviewer, queue, record_id, confidence) VALUES (?, ?, ?, ?)
          ON CONFLICT(reviewer, queue) DO UPDATE SET record_id = excluded.record_id, confidence = excluded.confidence
          """,
        arguments: [reviewer, queue, place.recordID, place.confidence])
    }
  }
}
