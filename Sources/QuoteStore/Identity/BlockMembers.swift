import Foundation
import GRDB
import QuoteEngine
import SpeakerIdentity

/// A speaker of an article as its block knows it.
struct BlockMember: Sendable {
  /// The article's row.
  var article: Int64
  /// The speaker's key and kind within the article.
  var key: String
  var kind: String
  /// The row that it stands for now.
  var speaker: Int64
  /// The role that says most, in the article's words.
  var roles: [String]
  /// The forms that the article uses.
  var forms: [String]
  var profile: IdentityProfile
}

/// Reads the members of blocks.
struct BlockMembers {
  private let db: Database
  private let library: IdentityLibrary

  init(_ db: Database, _ library: IdentityLibrary) {
    self.db = db
    self.library = library
  }

  private static let columns = """
    p.article_id, p.key, p.kind, p.speaker_id, p.roles, p.forms, p.name, p.evidence, i.evidence, a.key, p.authority
    """
  private static let tables = """
    article_speaker p JOIN article a ON a.id = p.article_id LEFT JOIN article_identity i ON i.article_id = p.article_id
    """

  /// The members of a block.
  func members(of block: String) throws -> [BlockMember] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT \(Self.columns) FROM \(Self.tables) WHERE p.block = ?"),
      arguments: [block]
    ).map { try member($0) }
  }

  /// The members that a speaker's row stands for.
  func members(of speaker: Int64) throws -> [BlockMember] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT \(Self.columns) FROM \(Self.tables) WHERE p.speaker_id = ?"),
      arguments: [speaker]
    ).map(member)
  }

  /// The member that is a speaker of an article; `nil` where there is none.
  func one(_ end: SpeakerPair.End) throws -> BlockMember? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT \(Self.columns) FROM \(Self.tables) WHERE a.key = ? AND p.key = ? AND p.kind = ?"),
      arguments: [end.article, end.key, end.kind]
    ).map(member)
  }

  private func member(_ row: Row) throws -> BlockMember {
    var own = (row[7] as Data?).flatMap { OwnEvidence(data: [UInt8]($0)) } ?? OwnEvidence()
    if let name: String = row[10] { own.take(authority: library.index(ofAuthority: name)) }
    let kind: String = row[2]
    let profile = IdentityProfile(
      articleKey: row[9], name: row[6], kind: IdentityProfile.Kind(rawValue: kind) ?? .person,
      article: (row[8] as Data?).flatMap { ArticleEvidence(data: [UInt8]($0)) } ?? ArticleEvidence(), own: own
    )
    return try BlockMember(
      article: row[0], key: row[1], kind: kind, speaker: row[3], roles: JSONText.strings(row[4]),
      forms: JSONText.strings(row[5]), profile: profile)
  }
}
