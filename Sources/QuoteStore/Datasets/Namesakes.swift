import DatasetExport
import GRDB
import QuoteEngine
import SpeakerIdentity

/// A speaker who shares a name with others, as a dataset tells it from them: by how one of its articles knows it. Rows come
/// and go, and mean somebody else in another database.
struct NamesakeText {
  /// The speaker within that article.
  var end: SpeakerPair.End

  init(_ end: SpeakerPair.End) { self.end = end }

  /// Reads what `text` gives; `nil` when it is something else.
  init?(_ text: String) {
    for kind in SpeakerKind.allCases {
      let separator = Self.separator(kind.rawValue)
      guard let range = text.firstRange(of: separator), range.lowerBound > text.startIndex else { continue }
      end = SpeakerPair.End(
        article: String(text[range.upperBound...]), key: String(text[..<range.lowerBound]),
        kind: kind.rawValue)
      return
    }
    return nil
  }

  /// `lê minh (person) in bai-1`.
  var text: String { end.key + Self.separator(end.kind) + end.article }

  private static func separator(_ kind: String) -> String { " (\(kind)) in " }
}

/// Which speakers of a database share their names with others.
struct Namesakes {
  private let texts: [Int64: String]

  /// Looks for them.
  init(_ db: Database) throws {
    let rows = try Int64.fetchAll(
      db,
      sql: """
        SELECT s.id FROM speaker s WHERE s.article_id IS NULL AND EXISTS (SELECT 1 FROM speaker o
          WHERE o.key = s.key AND o.kind = s.kind AND ifnull(o.article_id, 0) = 0 AND o.id <> s.id)
        """)
    let first = try db.makeStatement(
      sql: """
        SELECT a.key, p.key, p.kind FROM article_speaker p JOIN article a ON a.id = p.article_id
        WHERE p.speaker_id = ? ORDER BY a.key, p.key, p.kind LIMIT 1
        """)
    var texts: [Int64: String] = [:]
    for row in rows {
      guard let found = try Row.fetchOne(first, arguments: [row]) else { continue }
      texts[row] = try NamesakeText(
        SpeakerPair.End(article: found.value(0), key: found.value(1), kind: found.value(2))
      ).text
    }
    self.texts = texts
  }

  /// How a dataset tells a speaker from its namesakes; `nil` for one who has none, and for nobody.
  func text(of speaker: Int64?) -> String? { speaker.flatMap { texts[$0] } }
}

/// The rows of speakers whom a dataset tells from their namesakes.
final class ImportedNamesakes {
  private let db: Database
  private var rows: [String: Int64] = [:]

  init(_ db: Database) { self.db = db }

  /// The row of a speaker that has come already, or that an article here knows; `nil` when it has to be made.
  func row(of person: String) throws -> Int64? {
    if let known = rows[person] { return known }
    guard let end = NamesakeText(person)?.end,
      let row = try Int64.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT p.speaker_id FROM article_speaker p JOIN article a ON a.id = p.article_id
            WHERE a.key = ? AND p.key = ? AND p.kind = ?
            """), arguments: [end.article, end.key, end.kind])
    else { return nil }
    rows[person] = row
    return row
  }

  /// Remembers a row that was made.
  func remember(_ person: String, _ row: Int64) { rows[person] = row }
}
