import ArticleReader
import GRDB
import QuoteEngine

/// An article as the database has it, with its records and speakers.
public struct StoredArticle: Sendable {
  /// The article.
  public var article: Article
  /// SHA-256 of its text, in hexadecimal digits.
  public var sha256: String
  /// What made its annotations.
  public var stamp: IngestStamp
  /// When it was ingested, in UTC.
  public var ingestedAt: String
  /// Its records in the order of the text, those of both layers together.
  public var records: [StoredRecord]
  /// Its speakers under the names that they have in the database, with the forms of this article.
  public var speakers: [Speaker]

  /// The records and speakers as the engine gives them, without what reviewers rejected.
  public var annotations: Annotations {
    var annotations = Annotations()
    for record in records where record.isAnchored && record.status != .rejected {
      switch record.layer {
      case .quote: annotations.quotes.append(record.attribution)
      case .claim: annotations.claims.append(record.attribution)
      }
    }
    annotations.speakers = speakers
    return annotations
  }
}

extension QuoteStore {
  /// The article with a key, typed with or without regard to case and diacritics. Throws `NotFound`.
  public func article(_ typed: String) throws -> StoredArticle {
    try read { db in
      let key = try ArticleKeys.find(typed, db)
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM article WHERE key = ?", arguments: [key])
      else {
        throw NotFound.article(typed, nearest: [])
      }
      var query = RecordQuery()
      query.articleKeys = [key]
      let (sql, arguments) = query.statement()
      return try StoredArticle(
        article: Article(
          id: row.value("key"), title: row.value("title"), text: row.value("text"), url: row.value("url"),
          source: row.value("source"),
          published: row.value("published"), author: row.value("author")),
        sha256: row.value("sha256"),
        stamp: IngestStamp(
          patternVersion: row.value("pattern_version"), programVersion: row.value("program_version")),
        ingestedAt: row.value("ingested_at"),
        records: Row.fetchAll(db, sql: sql, arguments: arguments).map(StoredRecord.init(row:)),
        speakers: Self.speakers(of: row.value("id"), db))
    }
  }

  /// The keys of articles that a user typed. Throws `NotFound` for the first that is none.
  public func articleKey(_ typed: String) throws -> String {
    try read { db in try ArticleKeys.find(typed, db) }
  }

  /// The papers that a user may mean by a name, as the articles spell them. Throws `NotFound` when there is none.
  public func papers(named typed: String) throws -> [String] {
    let wanted = TypedName(typed)
    return try read { db in
      let all = try String.fetchAll(db, sql: "SELECT DISTINCT source FROM article WHERE source IS NOT NULL")
      let found = all.filter { wanted.accepts(NameKey($0)) }
      guard found.isEmpty else { return found }
      var nearest = NearestNames(typed)
      for paper in all { nearest.consider(paper, folded: NameKey(paper).folded) }
      throw NotFound.paper(typed, nearest: nearest.names)
    }
  }

  private static func speakers(of article: Int64, _ db: Database) throws -> [Speaker] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT s.name, s.kind, p.forms, p.roles, p.mentions FROM article_speaker p JOIN speaker s ON s.id = p.speaker_id
        WHERE p.article_id = ?
        """,
      arguments: [article])
    var speakers: [Speaker] = []
    for row in rows {
      let speaker = try Speaker(
        name: row.value(0), kind: SpeakerKind(rawValue: row.value(1)) ?? .unnamed,
        forms: JSONText.strings(row.value(2)),
        roles: JSONText.strings(row.value(3)), mentions: MentionText.decode(row.value(4)))
      // Two that the engine tells apart may have been merged.
      if let index = speakers.firstIndex(where: { $0.name == speaker.name && $0.kind == speaker.kind }) {
        speakers[index].forms += speaker.forms.filter { !speakers[index].forms.contains($0) }
        speakers[index].roles += speaker.roles.filter { !speakers[index].roles.contains($0) }
        speakers[index].mentions = (speakers[index].mentions + speaker.mentions).sorted()
      } else {
        speakers.append(speaker)
      }
    }
    // Whom a reviewer named, and the engine did not.
    let named = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT s.name, s.kind FROM record r JOIN speaker s ON s.id = r.speaker_id
        WHERE r.article_id = ? AND r.status IN ('corrected', 'added') ORDER BY s.id
        """,
      arguments: [article])
    for row in named {
      let name: String = try row.value(0)
      let kind = try SpeakerKind(rawValue: row.value(1)) ?? .unnamed
      if !speakers.contains(where: { $0.name == name && $0.kind == kind }) {
        speakers.append(Speaker(name: name, kind: kind, forms: [], roles: [], mentions: []))
      }
    }
    func first(_ speaker: Speaker) -> Int { speaker.mentions.first?.start ?? .max }
    return speakers.sorted { (first($0), $0.name) < (first($1), $1.name) }
  }
}

/// Finds articles by their keys as users type them.
enum ArticleKeys {
  /// The key that is meant: the very key, else the only one that differs in case or diacritics alone.
  static func find(_ typed: String, _ db: Database) throws -> String {
    if try Int.fetchOne(db, sql: "SELECT 1 FROM article WHERE key = ?", arguments: [typed]) != nil {
      return typed
    }
    let wanted = TypedName(typed)
    var found: [String] = []
    var nearest = NearestNames(typed)
    let keys = try String.fetchCursor(db, sql: "SELECT key FROM article")
    while let key = try keys.next() {
      let name = NameKey(key)
      if wanted.accepts(name) { found.append(key) }
      nearest.consider(key, folded: name.folded)
    }
    if found.count == 1 { return found[0] }
    throw NotFound.article(typed, nearest: found.isEmpty ? nearest.names : Array(found.prefix(3)))
  }
}
