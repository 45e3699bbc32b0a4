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
  /// The name in the article's row; `profile` has it without what does not belong to it.
  var rowName: String
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
    let (ownData, articleData): (Data?, Data?) = try (row.value(7), row.value(8))
    var own = ownData.flatMap { OwnEvidence(data: [UInt8]($0)) } ?? OwnEvidence()
    if let name: String = try row.value(10) { own.take(authority: library.index(ofAuthority: name)) }
    let kind: String = try row.value(2)
    let forms = try JSONText.strings(row.value(5))
    let profileKind = IdentityProfile.Kind(rawValue: kind) ?? .person
    let rowName: String = try row.value(6)
    let profile = try IdentityProfile(
      articleKey: row.value(9), name: library.properName(rowName, profileKind, forms: forms),
      kind: profileKind,
      article: articleData.flatMap { ArticleEvidence(data: [UInt8]($0)) } ?? ArticleEvidence(), own: own
    )
    return try BlockMember(
      article: row.value(0), key: row.value(1), kind: kind, speaker: row.value(3),
      roles: JSONText.strings(row.value(4)), rowName: rowName, forms: forms, profile: profile)
  }
}
