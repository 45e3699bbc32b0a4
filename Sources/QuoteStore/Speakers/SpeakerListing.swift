import GRDB
import QuoteEngine

/// A speaker with what the database has of it.
public struct SpeakerEntry: Sendable, Hashable {
  /// The row's number.
  public var id: Int64
  /// The name.
  public var name: String
  /// What sort of speaker it is.
  public var kind: SpeakerKind
  /// The key of the only article that a group or unnamed speaker belongs to.
  public var articleKey: String?
  /// Other names that users have given.
  public var aliases: [String]
  /// The other forms that articles use, the most frequent first.
  public var forms: [String]
  /// How many quotes are given to the speaker.
  public var quotes: Int
  /// How many claims are given to the speaker.
  public var claims: Int
  /// In how many articles.
  public var articles: Int
}

extension QuoteStore {
  /// The speakers to whom anything is given, or who passed something on, those with most records first.
  ///
  /// - Parameters:
  ///   - kind: only speakers of this kind.
  ///   - ids: only the speakers of these rows.
  ///   - limit: the most speakers.
  public func speakerEntries(
    kind: SpeakerKind? = nil, ids: [Int64]? = nil, limit: Int? = nil
  ) throws -> [SpeakerEntry] {
    try read { db in
      var conditions: [String] = []
      var arguments = StatementArguments()
      // What a few say is counted without looking at what all say.
      let list = ids.map { "[\($0.map(String.init).joined(separator: ","))]" }
      if let list { arguments += [list] }
      if let kind {
        conditions.append("s.kind = ?")
        arguments += [kind.rawValue]
      }
      if let list {
        conditions.append("s.id IN (SELECT value FROM json_each(?))")
        arguments += [list]
      }
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT s.id, s.name, s.kind, a.key, ifnull(c.quotes, 0), ifnull(c.claims, 0), ifnull(c.articles, 0)
          FROM speaker s LEFT JOIN article a ON a.id = s.article_id
          LEFT JOIN (
            SELECT speaker_id, sum(layer = 'quote') AS quotes, sum(layer = 'claim') AS claims,
              count(DISTINCT article_id) AS articles
            FROM record
            WHERE speaker_id \(list == nil ? "IS NOT NULL" : "IN (SELECT value FROM json_each(?))") GROUP BY speaker_id
          ) c ON c.speaker_id = s.id
          \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "))
          ORDER BY ifnull(c.quotes, 0) + ifnull(c.claims, 0) DESC, s.folded, s.key, s.id LIMIT ?
          """,
        arguments: arguments + [limit ?? -1])
      let forms = try db.makeStatement(
        sql: """
          SELECT f.form, f.is_alias FROM speaker_form f JOIN speaker s ON s.id = f.speaker_id
          WHERE f.speaker_id = ? AND f.key <> s.key ORDER BY f.articles DESC, f.id
          """)
      var entries: [SpeakerEntry] = []
      while let row = try rows.next() {
        let id: Int64 = try row.value(0)
        let others = try Row.fetchAll(forms, arguments: [id])
        entries.append(
          try SpeakerEntry(
            id: id, name: row.value(1), kind: SpeakerKind(rawValue: row.value(2)) ?? .unnamed,
            articleKey: row.value(3),
            aliases: others.filter { try $0.value(1) }.map { try $0.value(0) },
            forms: others.filter { try !$0.value(1) }.map { try $0.value(0) },
            quotes: row.value(4),
            claims: row.value(5), articles: row.value(6)))
      }
      return entries
    }
  }

  /// How many articles, records and speakers the database has.
  public func counts() throws -> (articles: Int, quotes: Int, claims: Int, speakers: Int) {
    try read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      return (
        try count("SELECT count(*) FROM article"),
        try count("SELECT count(*) FROM record WHERE layer = 'quote'"),
        try count("SELECT count(*) FROM record WHERE layer = 'claim'"),
        try count("SELECT count(*) FROM speaker")
      )
    }
  }
}
