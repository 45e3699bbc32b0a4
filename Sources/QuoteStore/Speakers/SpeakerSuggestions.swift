import GRDB
import QuoteEngine

/// A speaker offered to somebody who looks for one.
public struct SpeakerSuggestion: Sendable, Hashable {
  /// The row's number.
  public var id: Int64
  /// The name.
  public var name: String
  /// What sort of speaker it is.
  public var kind: SpeakerKind
  /// Whether the article at hand lets this one speak.
  public var isInArticle: Bool
  /// How many quotes and claims are given to the speaker.
  public var records: Int

  /// Makes a suggestion.
  public init(id: Int64, name: String, kind: SpeakerKind, isInArticle: Bool, records: Int) {
    self.id = id
    self.name = name
    self.kind = kind
    self.isInArticle = isInArticle
    self.records = records
  }
}

extension QuoteStore {
  /// Those who may have said a record instead of whom it is given to: the article's speakers, the nearest mention first.
  public func alternatives(to record: StoredRecord, limit: Int = 9) throws -> [SpeakerSuggestion] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT s.id, s.name, s.kind, p.mentions, (SELECT count(*) FROM record WHERE speaker_id = s.id)
          FROM article_speaker p JOIN speaker s ON s.id = p.speaker_id JOIN article a ON a.id = p.article_id
          WHERE a.key = ?1 AND s.id IS NOT ?2 ORDER BY s.id
          """,
        arguments: [record.article.key, record.speaker?.rowID])
      let place = record.content.span
      var found: [(distance: Int, suggestion: SpeakerSuggestion)] = []
      for row in rows {
        let id: Int64 = try row.value(0)
        let distance =
          try MentionText.decode(row.value(3)).map { max(0, $0.start - place.end, place.start - $0.end) }
          .min()
          ?? .max
        if let known = found.firstIndex(where: { $0.suggestion.id == id }) {
          found[known].distance = min(found[known].distance, distance)
          continue
        }
        let suggestion = try SpeakerSuggestion(
          id: id, name: row.value(1), kind: SpeakerKind(rawValue: row.value(2)) ?? .unnamed,
          isInArticle: true,
          records: row.value(4))
        found.append((distance, suggestion))
      }
      return found.sorted { ($0.distance, $0.suggestion.id) < ($1.distance, $1.suggestion.id) }.prefix(limit)
        .map(\.suggestion)
    }
  }

  /// Speakers whose name or other names have a word that begins with what was typed, for completion.
  ///
  /// Case never counts, diacritics only when some were typed. Those of the article come first, then those whose name
  /// begins so, then those who say most. Groups and unnamed speakers of other articles are left out.
  public func speakerSuggestions(
    _ typed: String, article key: String? = nil, limit: Int = 8
  ) throws -> [SpeakerSuggestion] {
    let wanted = TypedName(typed)
    guard !wanted.keys.folded.isEmpty else { return [] }
    return try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          WITH named AS (
            SELECT id, key FROM speaker WHERE instr(' ' || folded, ' ' || ?1) > 0
            UNION ALL SELECT speaker_id, key FROM speaker_form WHERE instr(' ' || folded, ' ' || ?1) > 0
          )
          SELECT s.id, s.name, s.kind, s.key, n.key,
            EXISTS (SELECT 1 FROM article_speaker p WHERE p.speaker_id = s.id AND p.article_id = a.id),
            s.article_id IS NOT NULL AND s.article_id IS NOT a.id
          FROM named n JOIN speaker s ON s.id = n.id LEFT JOIN article a ON a.key = ?2
          """,
        arguments: [wanted.keys.folded, key])
      var found: [Int64: (suggestion: SpeakerSuggestion, isPrefix: Bool)] = [:]
      for row in rows {
        if try row.value(6) { continue }
        let form: String = try row.value(4)
        guard !wanted.hasDiacritics || " \(form)".contains(" \(wanted.keys.key)") else { continue }
        let name: String = try row.value(3)
        let isPrefix =
          wanted.hasDiacritics
          ? name.hasPrefix(wanted.keys.key) : NameKey(name).folded.hasPrefix(wanted.keys.folded)
        found[try row.value(0)] = try (
          SpeakerSuggestion(
            id: row.value(0), name: row.value(1), kind: SpeakerKind(rawValue: row.value(2)) ?? .unnamed,
            isInArticle: row.value(5),
            records: 0),
          isPrefix
        )
      }
      // Counting is for the few that may be shown.
      var sorted = found.values.sorted { a, b in
        if a.suggestion.isInArticle != b.suggestion.isInArticle { return a.suggestion.isInArticle }
        if a.isPrefix != b.isPrefix { return a.isPrefix }
        return a.suggestion.id < b.suggestion.id
      }.prefix(max(limit * 8, 64)).map { $0 }
      for index in sorted.indices {
        sorted[index].suggestion.records =
          try Int.fetchOne(
            db, sql: "SELECT count(*) FROM record WHERE speaker_id = ?",
            arguments: [sorted[index].suggestion.id]) ?? 0
      }
      sorted.sort { a, b in
        if a.suggestion.isInArticle != b.suggestion.isInArticle { return a.suggestion.isInArticle }
        if a.isPrefix != b.isPrefix { return a.isPrefix }
        if a.suggestion.records != b.suggestion.records { return a.suggestion.records > b.suggestion.records }
        return a.suggestion.id < b.suggestion.id
      }
      return sorted.prefix(limit).map(\.suggestion)
    }
  }
}
