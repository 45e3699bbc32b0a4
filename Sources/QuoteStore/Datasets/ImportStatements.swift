import GRDB

/// The statements that run for each article, record and line of a dataset.
struct ImportStatements {
  let findArticle: Statement
  let insertArticle: Statement
  let insertCast: Statement
  let countForm: Statement
  let insertRecord: Statement
  let findRule: Statement
  let findLine: Statement
  let insertLine: Statement

  init(_ db: Database) throws {
    findArticle = try db.makeStatement(
      sql: "SELECT id, sha256, length, title, url, source, published, author FROM article WHERE key = ?")
    insertArticle = try db.makeStatement(
      sql: """
        INSERT INTO article(key, sha256, title, url, source, published, published_on, author, ingested_at,
          pattern_version, program_version, length, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    // A name that comes twice in a dataset made by hand counts once.
    insertCast = try db.makeStatement(
      sql: """
        INSERT OR IGNORE INTO article_speaker(article_id, key, kind, speaker_id, name, forms, roles, mentions)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    countForm = try db.makeStatement(
      sql: """
        INSERT INTO speaker_form(speaker_id, form, key, folded, articles) VALUES (?, ?, ?, ?, 1)
        ON CONFLICT(speaker_id, key) DO UPDATE SET articles = articles + 1
        """)
    insertRecord = try db.makeStatement(sql: RecordColumn.insertion(RecordColumn.allCases))
    findRule = try db.makeStatement(
      sql: """
        SELECT speaker_id FROM speaker_rule WHERE key = ? AND kind = ? AND article_key IN (?, '')
        ORDER BY article_key = ''
        """)
    findLine = try db.makeStatement(sql: "SELECT 1 FROM review_log WHERE id = ?")
    insertLine = try db.makeStatement(
      sql: """
        INSERT INTO review_log(id, made_at, made_by, action, record_id, article_key, layer, start, end, text,
          context_before, context_after, before, after, note, batch)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
  }
}
