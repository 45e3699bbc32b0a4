import GRDB
import QuoteEngine

/// Makes a record say what a state says, within a transaction.
struct StateWriter {
  private let db: Database

  /// Makes it for a transaction.
  init(_ db: Database) { self.db = db }

  /// Writes a state in place of what `record` says; its speaker is the one of `speakerID`.
  func write(_ state: RecordState, over record: StoredRecord) throws {
    try db.execute(
      sql: """
        UPDATE record SET layer = ?, kind = ?, start = ?, end = ?, text = ?, speaker_id = ?, source_start = ?,
          source_end = ?, source_text = ?, cue_start = ?, cue_end = ?, cue_text = ?, figures = ?, status = ?,
          is_anchored = ?, version = version + 1, reviewer = ?, reviewed_at = ?, note = ?, origin = ?, proposal = ?
        WHERE id = ?
        """,
      arguments: [
        state.layer.rawValue, state.kind.rawValue, state.content.span.start, state.content.span.end,
        state.content.text, state.speakerID, state.source?.span.start, state.source?.span.end,
        state.source?.text,
        state.cue?.span.start, state.cue?.span.end, state.cue?.text, FigureText.encode(state.figures),
        state.status.rawValue, state.isAnchored, state.reviewer, state.reviewedAt, state.note,
        state.origin?.json, state.proposal?.json, record.rowID,
      ])
    if state.content.text != record.content.text {
      try RecordWords(db).remove(record.rowID, record.content.text)
      try RecordWords(db).add(record.rowID, state.content.text)
    }
  }
}

/// Puts records into the full-text index and takes them out.
struct RecordWords {
  private let db: Database

  /// Makes it for a transaction.
  init(_ db: Database) { self.db = db }

  /// Adds a record with its words.
  func add(_ record: Int64, _ text: String) throws {
    try db.cachedStatement(sql: "INSERT INTO record_words(rowid, words) VALUES (?, ?)")
      .execute(arguments: [record, RecordIndex.words(text)])
  }

  /// Removes a record; `text` must be what it was added with.
  func remove(_ record: Int64, _ text: String) throws {
    try db.cachedStatement(
      sql: "INSERT INTO record_words(record_words, rowid, words) VALUES ('delete', ?, ?)"
    )
    .execute(arguments: [record, RecordIndex.words(text)])
  }
}
