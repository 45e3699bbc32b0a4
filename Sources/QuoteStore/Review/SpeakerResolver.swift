import GRDB
import QuoteEngine

/// Finds the row of a speaker whom a person or a line of the log names, and makes it where there is none.
struct SpeakerResolver {
  private let db: Database
  private let article: ReviewedArticle

  /// Makes it for a transaction and the article in which the speaker speaks.
  init(_ db: Database, _ article: ReviewedArticle) {
    self.db = db
    self.article = article
  }

  /// The row of a choice; `nil` for nobody.
  func row(of choice: SpeakerChoice) throws -> Int64? {
    switch choice {
    case .nobody: return nil
    case .named(let name, let kind):
      return try row(named: SpeakerReference(name: name.trimmed, kind: kind))
    case .known(let id):
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT name, kind, article_id FROM speaker WHERE id = ?", arguments: [id])
      else { throw ReviewError.noSpeaker(id) }
      guard let own: Int64 = try row.value(2), own != article.id else { return id }
      // A group or an unnamed speaker of another article: this article's is meant.
      return try self.row(
        named: SpeakerReference(name: row.value(0), kind: SpeakerKind(rawValue: row.value(1)) ?? .unnamed))
    }
  }

  /// The row of whoever bears a name, by itself or by a rule; made where nobody does.
  func row(named reference: SpeakerReference) throws -> Int64 {
    let key = NameKey(reference.name)
    guard key.key.unicodeScalars.contains(where: \.isLetterOrDigit)
    else { throw ReviewError.emptyName }
    return try existing(key, reference.kind) ?? ruled(key, reference.kind) ?? insert(reference, key)
  }

  /// The row of whomever the engine would mean in this article by a name: what users have mended comes first.
  func row(asEngineNames reference: SpeakerReference) throws -> Int64 {
    let key = NameKey(reference.name)
    guard !key.key.isEmpty else { throw ReviewError.emptyName }
    return try ruled(key, reference.kind) ?? existing(key, reference.kind) ?? insert(reference, key)
  }

  /// The row of whomever the engine means by a name, where there is one.
  func find(asEngineNames reference: SpeakerReference) throws -> Int64? {
    let key = NameKey(reference.name)
    return try ruled(key, reference.kind) ?? existing(key, reference.kind)
  }

  /// How records refer to the speaker of a row.
  static func reference(_ row: Int64, _ db: Database) throws -> SpeakerReference {
    guard
      let found = try Row.fetchOne(db, sql: "SELECT name, kind FROM speaker WHERE id = ?", arguments: [row])
    else { throw ReviewError.noSpeaker(row) }
    return SpeakerReference(
      name: try found.value(0), kind: SpeakerKind(rawValue: try found.value(1)) ?? .unnamed)
  }

  /// The article's own speaker comes before one of all articles, and of several of one name the one that speaks in the
  /// article.
  private func existing(_ key: NameKey, _ kind: SpeakerKind) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM speaker WHERE key = ?1 AND kind = ?2 AND (article_id = ?3 OR article_id IS NULL)
        ORDER BY article_id IS NULL,
          NOT EXISTS (SELECT 1 FROM article_speaker p WHERE p.speaker_id = speaker.id AND p.article_id = ?3), id
        """,
      arguments: [key.key, kind.rawValue, article.id])
  }

  private func ruled(_ key: NameKey, _ kind: SpeakerKind) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT speaker_id FROM speaker_rule WHERE key = ? AND kind = ? AND article_key IN (?, '')
        ORDER BY article_key = ''
        """,
      arguments: [key.key, kind.rawValue, article.key])
  }

  private func insert(_ reference: SpeakerReference, _ key: NameKey) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO speaker(name, kind, key, folded, article_id) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        reference.name, reference.kind.rawValue, key.key, key.folded,
        reference.kind.isJoinedAcrossArticles ? nil : article.id,
      ])
    return db.lastInsertedRowID
  }
}

/// Removes speakers to whom nothing refers any more.
enum SpeakerRows {
  /// Removes a speaker unless an article, a record or a user's decision refers to it; returns whether it did.
  @discardableResult
  static func removeIfUnused(_ speaker: Int64, _ db: Database) throws -> Bool {
    try db.cachedStatement(
      sql: """
        DELETE FROM speaker WHERE id = ?1
          AND NOT EXISTS (SELECT 1 FROM article_speaker WHERE speaker_id = ?1)
          AND NOT EXISTS (SELECT 1 FROM record WHERE speaker_id = ?1)
          AND NOT EXISTS (SELECT 1 FROM record WHERE via_id = ?1)
          AND NOT EXISTS (SELECT 1 FROM speaker_rule WHERE speaker_id = ?1)
        """
    ).execute(arguments: [speaker])
    return db.changesCount > 0
  }
}
