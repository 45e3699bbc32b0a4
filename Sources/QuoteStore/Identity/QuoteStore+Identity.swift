import ArticleReader
import Foundation
import GRDB
import QuoteEngine
import SpeakerIdentity

extension QuoteStore {
  /// Parts into people what has changed since it was done last: after an ingest, after a change of the data about names, or
  /// after a program that was ended before it could.
  ///
  /// - Parameter show: gets how many blocks are done, of how many.
  /// - Returns: how many blocks were parted.
  @discardableResult
  public func regroupSpeakers(
    _ library: IdentityLibrary, show: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> Int {
    try bringIdentityUpToDate(library, show: show)
    let blocks = try read { try String.fetchAll($0, sql: "SELECT block FROM identity_block ORDER BY block") }
    var done = 0
    for start in stride(from: 0, to: blocks.count, by: 1000) {
      let some = blocks[start..<min(start + 1000, blocks.count)]
      try write { db in
        let regrouping = SpeakerRegrouping(db, library)
        let remove = try db.cachedStatement(sql: "DELETE FROM identity_block WHERE block = ?")
        for block in some {
          try regrouping.regroup(block)
          try remove.execute(arguments: [block])
        }
      }
      done += some.count
      show(done, blocks.count)
    }
    return done
  }

  /// Whether the speakers of articles were read with other data about names than `library`, or by an older program.
  public func needsRegrouping(_ library: IdentityLibrary) throws -> Bool {
    try read { db in
      if try Int.fetchOne(
        db,
        sql: """
          SELECT 1 FROM identity_block UNION ALL SELECT 1 FROM article_speaker WHERE evidence IS NULL LIMIT 1
          """) != nil
      {
        return true
      }
      return try String.fetchOne(db, sql: "SELECT version FROM identity_state") != library.version
        && Int.fetchOne(db, sql: "SELECT 1 FROM article_speaker LIMIT 1") != nil
    }
  }

  /// Reads the speakers of those articles anew that were read with other data, or before identity was known.
  private func bringIdentityUpToDate(
    _ library: IdentityLibrary, show: (_ done: Int, _ all: Int) -> Void
  ) throws {
    let known = try read { try String.fetchOne($0, sql: "SELECT version FROM identity_state") }
    // What an ingest has just read with this data has its evidence; what an import or an older program wrote has none.
    let isFirst = known == nil || known == library.version
    let articles = try read { db in
      try Int64.fetchAll(
        db,
        sql: """
          SELECT DISTINCT article_id FROM article_speaker \(isFirst ? "WHERE evidence IS NULL" : "") ORDER BY article_id
          """)
    }
    for start in stride(from: 0, to: articles.count, by: 200) {
      let some = articles[start..<min(start + 200, articles.count)]
      try write { db in for article in some { try readSpeakers(of: article, library, db) } }
      show(start, articles.count)
    }
    guard known != library.version else { return }
    try write { db in
      try db.execute(sql: "DELETE FROM identity_state")
      try db.execute(sql: "INSERT INTO identity_state VALUES (?)", arguments: [library.version])
    }
  }

  /// Reads who the speakers of an article are, from its stored text.
  private func readSpeakers(of article: Int64, _ library: IdentityLibrary, _ db: Database) throws {
    guard let text = try ArticleRow.fetch(db, "id = ?", [article]) else { return }
    let reader = SpeakerReader(library, text)
    // An import brings the roles with it; where there are none at all, nobody has looked for them.
    let isDescribed =
      try Int.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM article_identity WHERE article_id = ?1) AND EXISTS (
              SELECT 1 FROM record WHERE article_id = ?1
                AND (role IS NOT NULL OR role_class IS NOT NULL OR gender IS NOT NULL))
            """), arguments: [article]) != nil
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql:
          "SELECT key, kind, name, roles, mentions, block, speaker_id, forms FROM article_speaker WHERE article_id = ?"
      ),
      arguments: [article])
    for row in rows {
      let (key, kindName, name): (String, String, String) = try (row.value(0), row.value(1), row.value(2))
      let kind = SpeakerKind(rawValue: kindName) ?? .unnamed
      let mentions = try MentionText.decode(row.value(4))
      let identity = try reader.identity(
        of: name, kind, roles: JSONText.strings(row.value(3)), forms: JSONText.strings(row.value(7)),
        mentions: mentions)
      let old: String? = try row.value(5)
      let speaker: Int64 = try row.value(6)
      let block = identity.place.block
      for changed in Set([old, block].compactMap(\.self)) {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO identity_block VALUES (?)").execute(arguments: [
          changed
        ])
      }
      try db.cachedStatement(
        sql: """
          UPDATE article_speaker SET block = ?, evidence = ?, authority = ? WHERE article_id = ? AND key = ? AND kind = ?
          """
      ).execute(arguments: [
        block, Data(identity.own.data), identity.authority?.name, article, key, kindName,
      ])
      try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO article_identity(article_id, evidence) VALUES (?, ?)"
      ).execute(arguments: [article, Data(reader.article.evidence.data)])
      if !isDescribed {
        try describe(speaker, of: reader, identity, name: name, kind, mentions: mentions, in: article, db)
      }
      if block == nil { try keep(speaker, in: article, key: key, kind, name: name, db) }
    }
  }

  /// Notes the role in which a speaker speaks in an article's records, where none was noted.
  private func describe(
    _ speaker: Int64, of reader: SpeakerReader, _ identity: PreparedArticle.CastMember.Identity, name: String,
    _ kind: SpeakerKind, mentions: [Span], in article: Int64, _ db: Database
  ) throws {
    guard kind != .organisation else { return }
    // Of several speakers of the article who were made one, whoever is named at the words is meant.
    let isShared =
      try Int.fetchOne(
        db.cachedStatement(
          sql: "SELECT count(*) FROM article_speaker WHERE article_id = ? AND speaker_id = ?"),
        arguments: [article, speaker]) ?? 0 > 1
    let records = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, source_text, source_start, source_end FROM record
          WHERE article_id = ? AND speaker_id = ? AND role_class IS NULL
          """),
      arguments: [article, speaker]
    ).filter { record in
      guard isShared else { return true }
      guard let start: Int = try record.value(2), let end: Int = try record.value(3) else { return false }
      return mentions.contains { $0.start < end && start < $0.end }
    }
    for record in records {
      let told = try reader.role(in: record.value(1), of: name, kind, identity)
      try db.cachedStatement(sql: "UPDATE record SET role = ?, role_class = ?, gender = ? WHERE id = ?")
        .execute(
          arguments: [
            told.role, told.roleClass?.rawValue, told.gender?.rawValue, record.value(0) as Int64,
          ])
    }
  }

  /// Gives a speaker who is nobody outside the article a row of its own, unless users decided otherwise.
  private func keep(
    _ speaker: Int64, in article: Int64, key: String, _ kind: SpeakerKind, name: String, _ db: Database
  ) throws {
    let isOwn = try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT 1 FROM speaker s WHERE s.id = ?1 AND (s.article_id = ?2
            OR EXISTS (SELECT 1 FROM speaker_rule WHERE speaker_id = ?1))
          """), arguments: [speaker, article])
    guard isOwn == nil else { return }
    let folded = NameKey(name)
    try db.cachedStatement(
      sql: "INSERT INTO speaker(name, kind, key, folded, article_id) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [name, kind.rawValue, folded.key, folded.folded, article])
    let row = db.lastInsertedRowID
    let forms = try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT forms FROM article_speaker WHERE article_id = ? AND key = ? AND kind = ?"),
      arguments: [article, key, kind.rawValue])
    try SpeakerForms(db).move(
      TellingForms.keys(of: JSONText.strings(forms ?? "[]"), for: name), from: speaker, to: row)
    try db.cachedStatement(
      sql: "UPDATE article_speaker SET speaker_id = ? WHERE article_id = ? AND key = ? AND kind = ?"
    ).execute(arguments: [row, article, key, kind.rawValue])
    for column in ["speaker_id", "via_id"] {
      try db.cachedStatement(
        sql: "UPDATE record SET \(column) = ?, version = version + 1 WHERE article_id = ? AND \(column) = ?"
      ).execute(arguments: [row, article, speaker])
    }
    try SpeakerRows.removeIfUnused(speaker, db)
  }
}
