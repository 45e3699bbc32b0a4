import GRDB
import QuoteEngine
import SpeakerIdentity

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
  /// By block.
  private var blocks: [String: Int64] = [:]
  private var dataVersion: Int64?
  /// Some 10 MB of names.
  private static let limit = 50_000

  /// Reads the users' rules at the start of a transaction when they may have changed.
  mutating func refresh(_ db: Database) throws {
    let version = try Int64.fetchOne(db, sql: "PRAGMA data_version")
    guard version != dataVersion else { return }
    dataVersion = version
    known.removeAll()
    blocks.removeAll()
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
    if let identity = speaker.identity {
      return try row(of: speaker, identity, articleID, isNewArticle, statements)
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

  /// The row of a speaker of whom it is known who it may be in other articles. Until the block is parted into people, all of
  /// a block are one.
  private mutating func row(
    of speaker: PreparedArticle.CastMember, _ identity: PreparedArticle.CastMember.Identity,
    _ articleID: Int64,
    _ isNewArticle: Bool, _ statements: SpeakerStatements
  ) throws -> Int64 {
    guard let block = identity.place.block else {
      let found = isNewArticle ? nil : try statements.find(speaker, articleID)
      return try found ?? statements.insert(speaker, articleID)
    }
    if let id = blocks[block] {
      try statements.markChanged(block)
      return id
    }
    let id: Int64
    if let found = try statements.find(block: block) {
      id = found
      try statements.markChanged(block)
    } else if let found = try statements.find(speaker, nil) {
      // Somebody whom a decision made.
      id = found
      try statements.markChanged(block)
    } else {
      id = try statements.insert(speaker, nil, as: identity.authority)
      // An office with its holder's name, read as one: the parting gives the row the holder's name.
      if speaker.kind == .unnamed { try statements.markChanged(block) }
    }
    if blocks.count >= Self.limit { blocks.removeAll(keepingCapacity: true) }
    blocks[block] = id
    return id
  }

  /// Forgets everything about rows, because some were removed.
  mutating func forgetRows() {
    known.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
  }
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
  private let findingBlock: BulkStatement
  private let marking: BulkStatement

  /// Prepares the statements.
  init(_ db: Database) throws {
    self.db = db
    finding = try BulkStatement(
      db, "SELECT id FROM speaker WHERE key = ? AND kind = ? AND ifnull(article_id, 0) = ?")
    inserting = try BulkStatement(
      db,
      "INSERT INTO speaker(name, kind, key, folded, article_id, authority, same_as) VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    findingBlock = try BulkStatement(
      db, "SELECT speaker_id FROM article_speaker WHERE block = ? ORDER BY speaker_id LIMIT 1")
    marking = try BulkStatement(db, "INSERT OR IGNORE INTO identity_block(block) VALUES (?)")
  }

  /// A row of those of a block.
  func find(block: String) throws -> Int64? {
    try findingBlock.first {
      $0.add(block)
    } _: {
      $0.number(0)
    }
  }

  /// Notes that a block has to be parted into people anew.
  func markChanged(_ block: String) throws { try marking.run { $0.add(block) } }

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

  /// Makes a row, under the name that the authority file has where it knows the speaker.
  func insert(
    _ speaker: PreparedArticle.CastMember, _ article: Int64?, as authority: AuthorityEntry? = nil
  ) throws -> Int64 {
    let key = authority.map { NameKey($0.name) } ?? speaker.key
    try inserting.run {
      $0.add(authority?.name ?? speaker.name)
      $0.add(authority?.kind.rawValue ?? speaker.kind.rawValue)
      $0.add(key.key)
      $0.add(key.folded)
      $0.add(article)
      $0.add(authority?.name)
      $0.add(authority?.sameAs)
    }
    return db.lastInsertedRowID
  }
}
