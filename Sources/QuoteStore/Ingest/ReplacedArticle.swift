import GRDB
import QuoteEngine

/// An article that is ingested again: what the machine proposed goes, what a person has reviewed stays.
struct ReplacedArticle {
  private let db: Database
  private let id: Int64
  private var touchedSpeakers: Set<Int64> = []

  /// Makes it for the article of row `id`.
  init(_ db: Database, id: Int64) {
    self.db = db
    self.id = id
  }

  /// Removes the records that nobody has reviewed, and the article's speakers with their forms.
  mutating func clear() throws {
    let unindex = try db.cachedStatement(
      sql: "INSERT INTO record_words(record_words, rowid, words) VALUES ('delete', ?, ?)")
    let records = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT id, text FROM record WHERE article_id = ? AND status = 'unreviewed'"),
      arguments: [id])
    for row in records {
      try unindex.execute(arguments: [row[0] as Int64, RecordIndex.words(row[1])])
    }
    try db.cachedStatement(sql: "DELETE FROM record WHERE article_id = ? AND status = 'unreviewed'")
      .execute(arguments: [id])
    try clearSpeakers()
  }

  private mutating func clearSpeakers() throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT speaker_id, forms, name FROM article_speaker WHERE article_id = ?"),
      arguments: [id])
    let uncount = try db.cachedStatement(
      sql: "UPDATE speaker_form SET articles = articles - 1 WHERE speaker_id = ? AND key = ?")
    let remove = try db.cachedStatement(
      sql: "DELETE FROM speaker_form WHERE speaker_id = ? AND articles <= 0 AND is_alias = 0")
    try db.cachedStatement(sql: "DELETE FROM article_speaker WHERE article_id = ?").execute(arguments: [id])
    for row in rows {
      let speaker: Int64 = row[0]
      touchedSpeakers.insert(speaker)
      var keys = Set<String>()
      for form in JSONText.strings(row[1]) where TellingForms.tells(form, of: row[2]) {
        let key = NameKey(form).key
        if keys.insert(key).inserted { try uncount.execute(arguments: [speaker, key]) }
      }
      try remove.execute(arguments: [speaker])
    }
  }

  /// The places of the reviewed records.
  func keptPlaces() throws -> Set<RecordPlace> {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT layer, start, end FROM record WHERE article_id = ?"), arguments: [id])
    return Set(
      rows.map {
        RecordPlace(layer: Layer(rawValue: $0[0]) ?? .quote, span: Span(start: $0[1], end: $0[2]))
      })
  }

  /// Finds the words of the reviewed records in a corrected text, and moves the records there.
  ///
  /// - Returns: how many are no longer in the text; they keep their old place and are marked.
  func anchorKept(to text: String) throws -> Int {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, start, text, source_start, source_text, cue_start, cue_text FROM record WHERE article_id = ?
          """),
      arguments: [id])
    guard !rows.isEmpty else { return 0 }
    let anchor = TextAnchor(text)
    var orphaned = 0
    for row in rows {
      let record: Int64 = row[0]
      let start: Int = row[1]
      let words: String = row[2]
      guard let place = anchor.nearest(words, to: start) else {
        orphaned += 1
        try db.execute(sql: "UPDATE record SET is_anchored = 0 WHERE id = ?", arguments: [record])
        continue
      }
      let shift = place.start - start
      func moved(_ start: Int?, _ words: String?) -> Span? {
        guard let start, let words else { return nil }
        return anchor.nearest(words, to: start + shift)
      }
      let source = moved(row[3], row[4])
      let cue = moved(row[5], row[6])
      try db.execute(
        sql: """
          UPDATE record SET is_anchored = 1, start = ?, end = ?, source_start = ?, source_end = ?,
            source_text = CASE WHEN ? IS NULL THEN NULL ELSE source_text END, cue_start = ?, cue_end = ?,
            cue_text = CASE WHEN ? IS NULL THEN NULL ELSE cue_text END WHERE id = ?
          """,
        arguments: [
          place.start, place.end, source?.start, source?.end, source?.start, cue?.start, cue?.end, cue?.start,
          record,
        ])
    }
    return orphaned
  }

  /// Removes the speakers to whom nothing refers any more, unless a user has decided something about them.
  ///
  /// - Returns: whether there were any.
  func removeSpeakersWithoutWords() throws -> Bool {
    let remove = try db.cachedStatement(
      sql: """
        DELETE FROM speaker WHERE id = ?1
          AND NOT EXISTS (SELECT 1 FROM article_speaker WHERE speaker_id = ?1)
          AND NOT EXISTS (SELECT 1 FROM record WHERE speaker_id = ?1)
          AND NOT EXISTS (SELECT 1 FROM record WHERE via_id = ?1)
          AND NOT EXISTS (SELECT 1 FROM speaker_rule WHERE speaker_id = ?1)
        """)
    var hasRemoved = false
    for speaker in touchedSpeakers {
      try remove.execute(arguments: [speaker])
      hasRemoved = hasRemoved || db.changesCount > 0
    }
    return hasRemoved
  }
}
