import GRDB
import QuoteEngine

/// What stands around a record in its article.
public struct RecordContext: Sendable, Hashable {
  /// Where `text` begins in the article, in code points.
  public var start: Int
  /// A stretch of the article's text with the record in it.
  public var text: String

  /// Makes a context.
  public init(start: Int, text: String) {
    self.start = start
    self.text = text
  }
}

/// Cuts what stands around records out of their articles, within one reading.
struct RecordContexts {
  private let statement: Statement
  private let length: Int

  /// Prepares to cut up to `length` code points on either side.
  init(_ db: Database, length: Int) throws {
    statement = try db.makeStatement(sql: "SELECT substr(text, ?2 + 1, ?3) FROM article WHERE key = ?1")
    self.length = length
  }

  /// What stands around a record; `nil` where its words no longer stand in the text.
  func context(of record: StoredRecord) throws -> RecordContext? {
    guard record.isAnchored else { return nil }
    let start = max(0, record.content.span.start - length)
    let count = record.content.span.end + length - start
    return try String.fetchOne(statement, arguments: [record.article.key, start, count])
      .map { RecordContext(start: start, text: $0) }
  }
}

extension QuoteStore {
  /// Some records with what stands around them, up to `length` code points on either side; `nil` for one that is gone.
  public func contexts(of records: [StoredRecord], length: Int) throws -> [RecordContext?] {
    try read { db in
      let statement = try db.cachedStatement(
        sql: "SELECT substr(text, ?2 + 1, ?3) FROM article WHERE key = ?1")
      return try records.map { record in
        let start = max(0, record.content.span.start - length)
        let count = record.content.span.end + length - start
        return try String.fetchOne(statement, arguments: [record.article.key, start, count])
          .map { RecordContext(start: start, text: $0) }
      }
    }
  }

  /// Whether more than `most` records pass a query, and else how many.
  public func count(_ query: RecordQuery, most: Int) throws -> (count: Int, isMore: Bool) {
    let (condition, arguments) = query.condition()
    return try read { db in
      if let words = query.words {
        let texts = try String.fetchCursor(
          db, sql: "SELECT r.text FROM \(StoredRecord.tables)\(condition)", arguments: arguments)
        var count = 0
        while count <= most, let text = try texts.next() {
          if words.occurs(in: text) { count += 1 }
        }
        return (min(count, most), count > most)
      }
      let count =
        try Int.fetchOne(
          db,
          sql: "SELECT count(*) FROM (SELECT 1 FROM \(StoredRecord.tables)\(condition) LIMIT \(most + 1))",
          arguments: arguments) ?? 0
      return (min(count, most), count > most)
    }
  }
}

extension QuoteStore {
  /// How many records with the letters of a search are looked at for its diacritics.
  private static let mostLookedAt = 10_000

  /// Records with some words, at most `limit`, in the order in which the index gives them: at once, however many
  /// there are. `isMore` tells whether there are others, or may be: where diacritics were typed, records that have
  /// them are looked for among the first ten thousand that have the letters.
  public func recordsFound(_ words: WordSearch, limit: Int) throws -> (records: [StoredRecord], isMore: Bool)
  {
    try read { db in
      var ids: [Int64] = []
      var isMore = false
      let found = try Row.fetchCursor(
        db.cachedStatement(
          sql: words.hasDiacritics
            ? """
            SELECT r.id, r.text FROM record_words w CROSS JOIN record r ON r.id = w.rowid
            WHERE record_words MATCH ?1 LIMIT ?2
            """ : "SELECT rowid FROM record_words WHERE record_words MATCH ?1 LIMIT ?2"),
        arguments: [words.expression, words.hasDiacritics ? Self.mostLookedAt : limit + 1])
      var key: [UInt8] = []
      var lookedAt = 0
      while let row = try found.next() {
        lookedAt += 1
        if words.hasDiacritics {
          let occurs = try row.withUnsafeData(atIndex: 1) { text in
            text?.withUnsafeBytes { words.occurs(in: $0.bindMemory(to: UInt8.self), key: &key) } ?? false
          }
          guard occurs else { continue }
        }
        if ids.count == limit {
          isMore = true
          break
        }
        ids.append(try row.value(0))
      }
      if words.hasDiacritics, lookedAt == Self.mostLookedAt { isMore = true }
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(StoredRecord.columns) FROM json_each(?) j CROSS JOIN record r ON r.id = j.value
            JOIN article a ON a.id = r.article_id LEFT JOIN speaker s ON s.id = r.speaker_id
            LEFT JOIN speaker v ON v.id = r.via_id
          """)
      let list = "[\(ids.map(String.init).joined(separator: ","))]"
      let records = try Row.fetchCursor(statement, arguments: [list]).map(StoredRecord.init(row:))
      return (try Array(records), isMore)
    }
  }
}
