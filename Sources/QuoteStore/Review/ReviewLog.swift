import Foundation
import GRDB
import QuoteEngine

/// A line of the review log: who did what, when, with which effect. Lines are never changed and never removed.
public struct ReviewLogEntry: Sendable, Hashable {
  /// The line's number, which grows.
  public var id: Int64
  /// When, in UTC.
  public var madeAt: String
  /// Who.
  public var madeBy: String
  /// What was done.
  public var action: String
  /// The row of the record that it was done to; `nil` for what is done to speakers.
  public var recordID: Int64?
  /// How to find the record again when its row is gone.
  public var anchor: RecordAnchor?
  /// The state before, in JSON.
  public var before: String?
  /// The state after, in JSON.
  public var after: String?
  /// What the reviewer noted; of a `keep`, what he had meant to do.
  public var note: String?
  /// Names the lines that were written, and are taken back, together.
  public var batch: String?
}

/// Names a record by its place, its words and what stands around them.
public struct RecordAnchor: Sendable, Hashable {
  /// The article's key.
  public var articleKey: String
  /// The record's layer.
  public var layer: Layer
  /// The record's words and their place.
  public var content: Excerpt
  /// The characters before, as many as there are, up to `contextLength`.
  public var contextBefore: String
  /// The characters after.
  public var contextAfter: String

  /// How many code points of context there are on either side.
  public static let contextLength = 32

  /// Makes the anchor of a stretch of an article's text.
  public init(articleKey: String, layer: Layer, content: Excerpt, text: String) {
    self.articleKey = articleKey
    self.layer = layer
    self.content = content
    let scalars = text.unicodeScalars
    let start =
      scalars.index(scalars.startIndex, offsetBy: content.span.start, limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    let end =
      scalars.index(start, offsetBy: content.span.count, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let before =
      scalars.index(start, offsetBy: -Self.contextLength, limitedBy: scalars.startIndex) ?? scalars.startIndex
    let after =
      scalars.index(end, offsetBy: Self.contextLength, limitedBy: scalars.endIndex) ?? scalars.endIndex
    contextBefore = String(scalars[before..<start])
    contextAfter = String(scalars[end..<after])
  }

  init?(row: Row) throws {
    guard let key: String = try row.value("article_key"),
      let layer = try (row.value("layer") as String?).flatMap(Layer.init(rawValue:)),
      let start: Int = try row.value("start"), let end: Int = try row.value("end"),
      let text: String = try row.value("text")
    else { return nil }
    articleKey = key
    self.layer = layer
    content = Excerpt(span: Span(start: start, end: end), text: text)
    contextBefore = try row.value("context_before") ?? ""
    contextAfter = try row.value("context_after") ?? ""
  }
}

/// Appends to the review log, within the transaction that does what the line says.
struct ReviewLog {
  private let db: Database

  /// Makes it for a transaction.
  init(_ db: Database) { self.db = db }

  /// Appends a line.
  func append(
    _ action: String, by person: String, record: Int64? = nil, anchor: RecordAnchor? = nil,
    before: String? = nil, after: String? = nil, note: String? = nil, at time: String? = nil,
    request: String? = nil, batch: String? = nil
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO review_log(made_at, made_by, action, record_id, article_key, layer, start, end, text, context_before,
          context_after, before, after, note, request, batch)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        time ?? Timestamp.text(.now), person, action, record, anchor?.articleKey, anchor?.layer.rawValue,
        anchor?.content.span.start,
        anchor?.content.span.end, anchor?.content.text, anchor?.contextBefore, anchor?.contextAfter, before,
        after, note, request, batch,
      ])
  }
}

extension QuoteStore {
  /// The review log, oldest line first.
  public func reviewLog() throws -> [ReviewLogEntry] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM review_log ORDER BY id").map(ReviewLogEntry.init(row:))
    }
  }
}

extension ReviewLogEntry {
  init(row: Row) throws {
    try self.init(
      id: row.value("id"), madeAt: row.value("made_at"), madeBy: row.value("made_by"),
      action: row.value("action"),
      recordID: row.value("record_id"), anchor: RecordAnchor(row: row), before: row.value("before"),
      after: row.value("after"), note: row.value("note"), batch: row.value("batch"))
  }
}
