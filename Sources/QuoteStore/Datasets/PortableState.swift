import DatasetExport
import GRDB
import QuoteEngine

/// States in the review log as they may leave a database: without the row numbers of speakers and lines, which mean
/// something else in another one. Names remain, by which speakers are found there.
enum PortableState {
  /// The state without row numbers.
  static func text(_ json: String?) -> String? {
    // A quote within a string has a backslash before it, so that these are members and never somebody's words.
    json.map {
      $0.replacing(/,"speakerID":[0-9]+/, with: "").replacing(/,"(?:id|line)":"[0-9]+"/, with: "")
    }
  }
}

/// Lines about speakers that were taken back name the records that changed: by their rows in a database, by their ids in a
/// dataset.
struct PortableRecords {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// The state with ids in place of rows, without other row numbers.
  func leaving(_ json: String?) throws -> String? {
    guard let text = PortableState.text(json) else { return nil }
    guard let match = text.firstMatch(of: /,"records":"([0-9 ]+)"/) else { return text }
    let ids = try match.1.split(separator: " ").compactMap { try Int64($0).flatMap { try id($0) } }
    var places: [UInt8] = []
    JSONWriter.string(ids.joined(separator: "\n"), to: &places)
    return text[..<match.range.lowerBound] + ",\"places\":" + String(decoding: places, as: UTF8.self)
      + text[match.range.upperBound...]
  }

  /// The state with rows in place of ids; those of records that are not here are left out.
  func arriving(_ json: String?) throws -> String? {
    guard let text = PortableState.text(json) else { return nil }
    guard let match = text.firstMatch(of: /,"places":"(?:[^"\\]|\\.)*"/),
      let places = JSONText.members(text)["places"]
    else { return text }
    let rows = try places.split(separator: "\n").compactMap { try row(String($0)).map(String.init) }
    return text[..<match.range.lowerBound] + ",\"records\":\"\(rows.joined(separator: " "))\""
      + text[match.range.upperBound...]
  }

  private func id(_ row: Int64) throws -> String? {
    try RecordRows.fetch(row, db)?.id
  }

  private func row(_ id: String) throws -> Int64? {
    guard let id = RecordID(id) else { return nil }
    return try Int64.fetchOne(
      db,
      sql: """
        SELECT r.id FROM record r JOIN article a ON a.id = r.article_id
        WHERE a.key = ? AND r.layer = ? AND r.start = ? AND r.end = ? AND r.is_anchored = 1
        """, arguments: [id.articleKey, id.layer.rawValue, id.span.start, id.span.end])
  }
}
