import ArticleReader
import GRDB

/// The bytes that an article was read from, as they were kept.
public struct KeptSource: Sendable {
  /// The article's key.
  public var key: String
  /// The bytes.
  public var bytes: [UInt8]
  /// The ending that a file of them has: `.html` for pages, else none.
  public var ending: String
}

extension QuoteStore {
  /// The bytes that an article was read from; `nil` where they were not kept. Throws when there is no such article.
  public func keptSource(ofArticle typed: String) throws -> KeptSource? {
    guard let origin = try origin(ofArticle: typed), let packed = origin.packed,
      let bytes = PackedBytes.unpack(packed)
    else { return nil }
    let key = try read { db in try ArticleKeys.find(typed, db) }
    let ending =
      switch origin.reader.prefix(while: { $0 != "/" }) {
      case "page": ".html"
      case "text": ".txt"
      case "json": ".json"
      default: ""
      }
    return KeptSource(key: key, bytes: bytes, ending: ending)
  }

  /// Where an article came from, without its bytes, and whether they were kept; `nil` where nobody wrote that down.
  public func sourceNote(ofArticle key: String) throws -> (place: String, fetched: String?, isKept: Bool)? {
    try read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT o.place, o.fetched, o.bytes IS NOT NULL
          FROM article_origin o JOIN article a ON a.id = o.article_id WHERE a.key = ?
          """, arguments: [key]
      ).map { try ($0.value(0), $0.value(1), $0.value(2)) }
    }
  }
}
