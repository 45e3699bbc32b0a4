import ArticleReader
import Foundation
import GRDB

extension QuoteStore {
  /// Where the article came from; `nil` for one of before that was written down. Throws when there is no such article.
  public func origin(ofArticle key: String) throws -> Origin? {
    try read { db in
      let key = try ArticleKeys.find(key, db)
      return try Row.fetchOne(db, sql: StoredOrigin.sql + " WHERE a.key = ?", arguments: [key])
        .map { row in try DamagedValue.naming("article “\(key)”") { try StoredOrigin.origin(row) } }
    }
  }
}

/// Reads and writes where an article came from.
enum StoredOrigin {
  /// What `origin` reads, up to the condition; `o` is the origin's row and `a` the article's.
  static let sql = """
    SELECT o.place, o.fetched, o.bytes_sha256, o.reader, o.encoding, o.notes, o.captions, o.bytes
    FROM article_origin o JOIN article a ON a.id = o.article_id
    """

  /// Writes an article's origin in place of the one that is there.
  static let insertion = """
    INSERT OR REPLACE INTO article_origin(article_id, place, fetched, bytes_sha256, reader, encoding, notes, captions, bytes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  static func origin(_ row: Row) throws -> Origin {
    var origin = try Origin(
      place: row.value(0), fetched: row.value(1), bytesHash: row.value(2), reader: row.value(3),
      encoding: row.value(4), notes: JSONText.strings(row.value(5)),
      captions: JSONText.strings(row.value(6)))
    let bytes: Data? = try row.value(7)
    origin.packed = bytes.map { [UInt8]($0) }
    return origin
  }
}
