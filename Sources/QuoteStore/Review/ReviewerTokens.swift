import GRDB

/// Reviewers who have a token of their own: nobody else decides under their names on the desk.
extension QuoteStore {
  /// Gives a reviewer a token, in place of one that he had; the database keeps its SHA-256 alone.
  public func setToken(digest: String, of reviewer: String) throws {
    try write(durably: true) { db in
      try db.execute(
        sql: """
          INSERT INTO reviewer_token(name, sha256, made_at) VALUES (?, ?, ?)
          ON CONFLICT(name) DO UPDATE SET sha256 = excluded.sha256, made_at = excluded.made_at
          """, arguments: [reviewer, digest, Timestamp.text(.now)])
    }
  }

  /// Takes a reviewer's token away; whether there was one.
  @discardableResult
  public func removeToken(of reviewer: String) throws -> Bool {
    try write(durably: true) { db in
      try db.execute(sql: "DELETE FROM reviewer_token WHERE name = ?", arguments: [reviewer])
      return db.changesCount > 0
    }
  }

  /// The reviewers who have tokens, with when these were made.
  public func reviewersWithTokens() throws -> [(name: String, madeAt: String)] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT name, made_at FROM reviewer_token ORDER BY name")
        .map { try ($0.value(0), $0.value(1)) }
    }
  }

  /// Whose token has a digest; `nil` when nobody's has.
  public func reviewer(ofTokenDigest digest: String) throws -> String? {
    try read { db in
      try String.fetchOne(db, sql: "SELECT name FROM reviewer_token WHERE sha256 = ?", arguments: [digest])
    }
  }

  /// Whether a reviewer has a token of his own.
  public func hasToken(_ reviewer: String) throws -> Bool {
    try read { db in
      try Int.fetchOne(
        db.cachedStatement(sql: "SELECT 1 FROM reviewer_token WHERE name = ?"), arguments: [reviewer]) != nil
    }
  }
}
