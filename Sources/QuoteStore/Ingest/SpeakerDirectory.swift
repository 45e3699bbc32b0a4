import GRDB
import QuoteEngine

/// Finds the row of a speaker by what the engine calls him, and makes it where there is none.
///
/// It remembers what it found, up to a limit, and forgets it when somebody else has written to the database.
struct SpeakerDirectory {
  private struct Identity: Hashable {
    var key: String
    var kind: SpeakerKind
  }
  private struct Ruling: Hashable {
    var identity: Identity
    var article: String
  }

  private var rules: [Ruling: Int64] = [:]
  private var known: [Identity: Int64] = [:]
  private var dataVersion: Int64?
  /// Some 10 MB of names.
  private static let limit = 50_000

  /// Reads the users' rules at the start of a transaction when they may have changed.
  mutating func refresh(_ db: Database) throws {
    let version = try Int64.fetchOne(db, sql: "PRAGMA data_version")
    guard version != dataVersion else { return }
    dataVersion = version
    known.removeAll()
    rules.removeAll()
    let rows = try Row.fetchCursor(db, sql: "SELECT key, kind, article_key, speaker_id FROM speaker_rule")
    while let row = try rows.next() {
      guard let kind = try SpeakerKind(rawValue: row.value(1)) else { continue }
      rules[try Ruling(identity: Identity(key: row.value(0), kind: kind), article: row.value(2))] =
        try row.value(3)
    }
  }

  /// The row of a speaker of an article.
  mutating func row(
    of speaker: PreparedArticle.CastMember, articleID: Int64, articleKey: String, isNewArticle: Bool,
    _ statements: SpeakerStatements
  ) throws -> Int64 {
    let identity = Identity(key: speaker.key.key, kind: speaker.kind)
    if !rules.isEmpty {
      if let ruled = rules[Ruling(identity: identity, article: articleKey)]
        ?? rules[Ruling(identity: identity, article: "")]
      {
        return ruled
      }
    }
    // Groups and the unnamed are nobody outside their article.
    let article: Int64? = speaker.kind.isJoinedAcrossArticles ? nil : articleID
    if article == nil, let id = known[identity] { return id }
    // A new article has no speakers of its own yet.
    let found = article != nil && isNewArticle ? nil : try statements.find(speaker, article)
    let id = try found ?? statements.insert(speaker, article)
    if article == nil {
      if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
      known[identity] = id
    }
    return id
  }

  /// Forgets everything about rows, because some were removed.
  mutating func forgetRows() { known.removeAll(keepingCapacity: true) }
}

extension SpeakerKind {
  /// Whether speakers of one name are one speaker in all articles.
  var isJoinedAcrossArticles: Bool {
    switch self {
    case .person, .organisation: true
    case .group, .unnamed: false
    }
  }
}

/// The statements that find and make speakers, prepared once a transaction.
struct SpeakerStatements {
  private let db: Database
  private let finding: BulkStatement
  private let inserting: BulkStatement

  /// Prepares the statements.
  init(_ db: Database) throws {
    self.db = db
    finding = try BulkStatement(
      db, "SELECT id FROM speaker WHERE key = ? AND kind = ? AND ifnull(article_id, 0) = ?")
    inserting = try BulkStatement(
      db, "INSERT INTO speaker(name, kind, key, folded, article_id) VALUES (?, ?, ?, ?, ?)")
  }

  /// The row of a speaker, of one article or of all.
  func find(_ speaker: PreparedArticle.CastMember, _ article: Int64?) throws -> Int64? {
    try finding.first {
      $0.add(speaker.key.key)
      $0.add(speaker.kind.rawValue)
      $0.add(article ?? 0)
    } _: {
      $0.number(0)
    }
  }

  /// Makes a row.
  func insert(_ speaker: PreparedArticle.CastMember, _ article: Int64?) throws -> Int64 {
    try inserting.run {
      $0.add(speaker.name)
      $0.add(speaker.kind.rawValue)
      $0.add(speaker.key.key)
      $0.add(speaker.key.folded)
      $0.add(article)
    }
    return db.lastInsertedRowID
  }
}
