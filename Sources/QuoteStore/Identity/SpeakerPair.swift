import GRDB

/// What somebody decided about two speakers of articles: one, or two.
public struct SpeakerPair: Sendable, Hashable {
  /// A speaker within an article: rows come and go, these stay.
  public struct End: Sendable, Hashable, Comparable {
    /// The article's key.
    public var article: String
    /// The key of the name within it, and the kind.
    public var key: String
    /// What it is: a person, an organisation …
    public var kind: String

    /// Makes an end of an article's key, and a name's key and kind in it.
    public init(article: String, key: String, kind: String) {
      self.article = article
      self.key = key
      self.kind = kind
    }

    init(_ member: BlockMember) {
      self.init(article: member.profile.articleKey, key: member.key, kind: member.kind)
    }

    /// By article, then name, then kind.
    public static func < (a: End, b: End) -> Bool { (a.article, a.key, a.kind) < (b.article, b.key, b.kind) }
  }

  /// The one that comes first in order.
  public var first: End
  /// The other of the two.
  public var second: End
  /// Whether they are one.
  public var isSame: Bool

  init(_ a: End, _ b: End, isSame: Bool) {
    (first, second) = a < b ? (a, b) : (b, a)
    self.isSame = isSame
  }

  /// The decisions about an end.
  static func all(with end: End, _ db: Database) throws -> [SpeakerPair] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT first_article, first_key, first_kind, second_article, second_key, second_kind, is_same FROM speaker_pair
          WHERE first_article = ?1 AND first_key = ?2 AND first_kind = ?3
            OR second_article = ?1 AND second_key = ?2 AND second_kind = ?3
          """), arguments: [end.article, end.key, end.kind]
    ).map(SpeakerPair.init(row:))
  }

  /// All decisions in the order in which they were made.
  static func all(_ db: Database) throws -> [SpeakerPair] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT first_article, first_key, first_kind, second_article, second_key, second_kind, is_same FROM speaker_pair
        ORDER BY id
        """
    ).map(SpeakerPair.init(row:))
  }

  private init(row: Row) throws {
    try self.init(
      End(article: row.value(0), key: row.value(1), kind: row.value(2)),
      End(article: row.value(3), key: row.value(4), kind: row.value(5)), isSame: row.value(6))
  }
}
