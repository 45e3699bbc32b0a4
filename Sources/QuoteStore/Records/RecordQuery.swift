import GRDB
import QuoteEngine

/// Which records to list. Conditions that are `nil` let everything through; all others must hold.
public struct RecordQuery: Sendable, Hashable {
  /// Row numbers of the speakers, any of them.
  public var speakerIDs: [Int64]?
  /// The kind of the speaker.
  public var speakerKind: SpeakerKind?
  /// Keys of the articles, any of them.
  public var articleKeys: [String]?
  /// The layer.
  public var layer: Layer?
  /// Words that must occur.
  public var words: WordSearch?
  /// The review status.
  public var status: String?
  /// The lowest confidence.
  public var minimumConfidence: Double?
  /// The first day of publication, `yyyy-mm-dd`.
  public var since: String?
  /// The last day of publication, `yyyy-mm-dd`.
  public var until: String?
  /// Papers, any of them, as the articles spell them.
  public var papers: [String]?
  /// The class of the cue.
  public var cueClass: String?
  /// Whether what is reported is denied.
  public var isNegated: Bool?
  /// A kind of figure that must be in it.
  public var figure: Figure.Kind?
  /// The most records to list.
  public var limit: Int?

  /// Makes a query that lets everything through.
  public init() {}

  /// The statement, records in the order of ingest and of the text.
  func statement() -> (sql: String, arguments: StatementArguments) {
    var conditions: [String] = []
    var arguments = StatementArguments()
    func require(_ condition: String, _ values: (any DatabaseValueConvertible)?...) {
      conditions.append(condition)
      arguments += StatementArguments(values)
    }
    if let words {
      require("r.id IN (SELECT rowid FROM record_words WHERE record_words MATCH ?)", words.expression)
    }
    if let speakerIDs {
      require(
        "r.speaker_id IN (SELECT value FROM json_each(?))",
        "[\(speakerIDs.map(String.init).joined(separator: ","))]")
    }
    if let speakerKind { require("s.kind = ?", speakerKind.rawValue) }
    if let articleKeys { require("a.key IN (SELECT value FROM json_each(?))", JSONText.array(articleKeys)) }
    if let layer { require("r.layer = ?", layer.rawValue) }
    if let status { require("r.status = ?", status) }
    if let minimumConfidence { require("r.confidence >= ?", minimumConfidence) }
    if let since { require("a.published_on >= ?", since) }
    if let until { require("a.published_on <= ?", until) }
    if let papers { require("a.source IN (SELECT value FROM json_each(?))", JSONText.array(papers)) }
    if let cueClass { require("r.cue_class = ?", cueClass) }
    if let isNegated { require("r.negated = ?", isNegated) }
    if let figure { require("instr(r.figures, ?) > 0", FigureText.mark(of: figure)) }
    var sql = "SELECT \(StoredRecord.columns) FROM \(StoredRecord.tables)"
    if !conditions.isEmpty { sql += " WHERE " + conditions.joined(separator: " AND ") }
    sql += " ORDER BY r.article_id, r.start, r.end DESC, r.id"
    return (sql, arguments)
  }
}

extension QuoteStore {
  /// Hands on the records that a query lets through, one after the other, all from one state of the database.
  ///
  /// However many there are, one is in memory at a time. What `body` throws ends the listing.
  public func forEachRecord(_ query: RecordQuery, _ body: (StoredRecord) throws -> Void) throws {
    try read { db in
      let (sql, arguments) = query.statement()
      let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
      var left = query.limit ?? .max
      while left > 0, let row = try rows.next() {
        if let words = query.words, !words.occurs(in: row[4]) { continue }
        try body(StoredRecord(row: row))
        left -= 1
      }
    }
  }

  /// The records that a query lets through.
  public func records(_ query: RecordQuery = RecordQuery()) throws -> [StoredRecord] {
    var records: [StoredRecord] = []
    try forEachRecord(query) { records.append($0) }
    return records
  }
}
