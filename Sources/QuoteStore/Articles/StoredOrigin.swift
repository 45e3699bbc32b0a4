import ArticleReader
import Foundation
import GRDB

extension QuoteStore {
  /// Where the article came from; `nil` for one of before that was written down. Throws when there is no such article.
  public func origin(ofArticle key: String) throws -> Origin? {
    try read { db in
      let key = try ArticleKeys.find(key, db)
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT o.place, o.fetched, o.bytes_sha256, o.reader, o.encoding, o.notes, o.captions, o.bytes
          FROM article_origin o JOIN article a ON a.id = o.article_id WHERE a.key = ?
          """,
        arguments: [key])
      guard let row else { return nil }
      func list(_ text: String) -> [String] {
        (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
      }
      var origin = try Origin(
        place: row.value(0), fetched: row.value(1), bytesHash: row.value(2), reader: row.value(3),
        encoding: row.value(4),
        notes: list(row.value(5)),
        captions: list(row.value(6)))
      let bytes: Data? = try row.value(7)
      origin.packed = bytes.map { [UInt8]($0) }
      return origin
    }
  }
}
