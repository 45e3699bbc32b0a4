import ArticleReader
import GRDB

/// An article as it is to be annotated anew, without its records.
public struct StoredText: Sendable, Hashable {
  /// The row's number.
  public var rowID: Int64
  /// The article.
  public var article: Article
  /// SHA-256 of its text, in hexadecimal digits.
  public var sha256: String
}

extension QuoteStore {
  /// Articles in the order of their rows, those after row `rowID`.
  ///
  /// - Parameters:
  ///   - keys: only articles with these keys.
  ///   - stamp: articles that this has annotated are left out.
  ///   - limit: the most articles.
  ///   - bytes: about the most bytes of text; at least one article comes.
  public func texts(
    after rowID: Int64, keys: [String]? = nil, passingOver stamp: IngestStamp? = nil, limit: Int,
    bytes: Int = .max
  ) throws -> [StoredText] {
    let (condition, arguments) = Self.condition(keys)
    return try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT id, sha256, key, title, text, url, source, published, author FROM article
          WHERE id > ?\(condition)\(stamp == nil ? "" : " AND NOT (pattern_version = ? AND program_version = ?)")
          ORDER BY id LIMIT ?
          """,
        arguments: [rowID] + arguments
          + (stamp.map { [$0.patternVersion, $0.programVersion] } ?? []) + [limit])
      var texts: [StoredText] = []
      var size = 0
      while size < bytes, let row = try rows.next() {
        let text: String = try row.value(4)
        size += text.utf8.count
        texts.append(
          try StoredText(
            rowID: row.value(0),
            article: Article(
              id: row.value(2), title: row.value(3), text: text, url: row.value(5), source: row.value(6),
              published: row.value(7),
              author: row.value(8)),
            sha256: row.value(1)))
      }
      return texts
    }
  }

  /// How many articles a stamp has annotated.
  public func articleCount(stamped stamp: IngestStamp, keys: [String]? = nil) throws -> Int {
    let (condition, arguments) = Self.condition(keys)
    return try read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM article WHERE pattern_version = ? AND program_version = ?\(condition)",
        arguments: [stamp.patternVersion, stamp.programVersion] + arguments) ?? 0
    }
  }

  private static func condition(_ keys: [String]?) -> (sql: String, arguments: StatementArguments) {
    guard let keys else { return ("", []) }
    return (" AND key IN (SELECT value FROM json_each(?))", [JSONText.array(keys)])
  }
}
