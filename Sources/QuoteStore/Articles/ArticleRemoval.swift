import GRDB
import QuoteEngine

/// What goes with articles that are removed.
public struct ArticleLoss: Sendable, Hashable {
  /// The articles' keys.
  public var keys: [String] = []
  /// Their quotes.
  public var quotes = 0
  /// Their claims.
  public var claims = 0
  /// Those of them that a person has decided on, or left a note at.
  public var reviewed = 0
  /// Speakers who are in no other article.
  public var speakers = 0

  /// Makes a loss of nothing.
  public init() {}
}

extension QuoteStore {
  /// What would go with some articles, without removing them. Throws `NotFound` for a key that is none.
  public func lossOfRemoving(_ keys: [String]) throws -> ArticleLoss {
    try write(isUndone: true) { db in try ArticleRemoval(db, person: "").remove(keys) }
  }

  /// Removes articles with all that was found in them, and gives what went with them. Throws `NotFound` for a key that is
  /// none; then nothing is removed.
  ///
  /// What people decided about their records stays in the review log, with a line that says who removed them.
  @discardableResult
  public func removeArticles(_ keys: [String], by person: String) throws -> ArticleLoss {
    try write(durably: true) { db in try ArticleRemoval(db, person: person).remove(keys) }
  }
}

/// Removes articles within a transaction.
struct ArticleRemoval {
  private let db: Database
  private let person: String

  /// What the review log calls it.
  static let action = "remove article"

  init(_ db: Database, person: String) {
    self.db = db
    self.person = person
  }

  /// Removes the articles of keys as they are typed.
  func remove(_ typed: [String]) throws -> ArticleLoss {
    var loss = ArticleLoss()
    for key in try typed.map({ try ArticleKeys.find($0, db) }) where !loss.keys.contains(key) {
      loss.keys.append(key)
      try remove(key, &loss)
    }
    // A new article may get the number of the last one that is gone; its text has to be indexed then.
    try db.execute(
      sql:
        "UPDATE text_index_state SET last_article = min(last_article, (SELECT ifnull(max(id), 0) FROM article))"
    )
    return loss
  }

  private func remove(_ key: String, _ loss: inout ArticleLoss) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT id, text FROM article WHERE key = ?", arguments: [key])
    else {
      return
    }
    let (id, text): (Int64, String) = try (row.value(0), row.value(1))
    var article = try ReplacedArticle(db, id: id, key: key, text: text)
    try article.clearSpeakers()
    let records = try Row.fetchAll(
      db, sql: "SELECT \(StoredRecord.columns) FROM \(StoredRecord.tables) WHERE r.article_id = ?",
      arguments: [id]
    ).map(StoredRecord.init(row:))
    var speakers = Set<Int64>()
    for record in records {
      switch record.layer {
      case .quote: loss.quotes += 1
      case .claim: loss.claims += 1
      }
      speakers.formUnion([record.speaker?.rowID, record.via?.rowID].compactMap(\.self))
      let state = RecordState(record)
      if state.isHeld {
        loss.reviewed += 1
        try ReviewLog(db).append(
          Self.action, by: person, record: record.rowID,
          anchor: RecordAnchor(articleKey: key, layer: record.layer, content: record.content, text: text),
          before: state.json)
      }
      try RecordWords(db).remove(record.rowID, record.content.text)
    }
    let before = try count()
    try db.execute(sql: "DELETE FROM record WHERE article_id = ?", arguments: [id])
    try db.execute(sql: "DELETE FROM article_speaker WHERE article_id = ?", arguments: [id])
    // Groups and the unnamed belong to their article; one that users merged with another article's moves there.
    try db.execute(
      sql: """
        UPDATE OR IGNORE speaker SET article_id = (
          SELECT article_id FROM record WHERE speaker_id = speaker.id OR via_id = speaker.id
          UNION SELECT article_id FROM article_speaker WHERE speaker_id = speaker.id LIMIT 1)
        WHERE article_id = ?1 AND (EXISTS (SELECT 1 FROM record WHERE speaker_id = speaker.id OR via_id = speaker.id)
          OR EXISTS (SELECT 1 FROM article_speaker WHERE speaker_id = speaker.id))
        """, arguments: [id])
    try db.execute(
      sql: "DELETE FROM speaker_rule WHERE speaker_id IN (SELECT id FROM speaker WHERE article_id = ?)",
      arguments: [id])
    try db.execute(sql: "DELETE FROM article WHERE id = ?", arguments: [id])
    _ = try article.removeSpeakersWithoutWords()
    for speaker in speakers { try SpeakerRows.removeIfUnused(speaker, db) }
    loss.speakers += before - (try count())
  }

  private func count() throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM speaker") ?? 0 }
}
