import GRDB
import QuoteEngine
import SpeakerIdentity
import VietnameseText

/// Parts the speakers of one name into people, after articles have changed whom the name may mean.
///
/// What comes out depends on the articles alone, not on the order in which they came or on what was there before; people keep
/// their rows where they can, and what users decided comes first.
struct SpeakerRegrouping {
  private let db: Database
  private let library: IdentityLibrary
  private let grouping: BlockGrouping

  init(_ db: Database, _ library: IdentityLibrary) {
    self.db = db
    self.library = library
    grouping = BlockGrouping(PairModel(library))
  }

  /// Parts one block; the row of each member is right when this returns.
  func regroup(_ block: String) throws {
    let members = try BlockMembers(db, library).members(of: block)
    guard !members.isEmpty else { return }
    let decided = try members.map(decision)
    let clusters: [[Int]]
    if block.hasPrefix("o:") {
      // A body's written forms are one name, which nobody else bears.
      clusters = Self.byDecision(decided)
    } else {
      clusters = grouping.clusters(
        of: zip(members, decided).map { BlockGrouping.Member($0.profile, decided: $1) },
        decisions: try decisions(among: members))
    }
    var taken = Set(decided.compactMap(\.self))
    for cluster in clusters {
      let row = try self.row(of: cluster, in: block, members, decided, &taken)
      for index in cluster where members[index].speaker != row { try move(members[index], to: row) }
      try name(row, in: block, after: cluster.map { members[$0] })
    }
    for old in Set(members.map(\.speaker)) { try SpeakerRows.removeIfUnused(old, db) }
  }

  /// Members that no decision parts stay together.
  private static func byDecision(_ decided: [Int64?]) -> [[Int]] {
    var groups: [Int64?: [Int]] = [:]
    for (index, row) in decided.enumerated() { groups[row, default: []].append(index) }
    return groups.values.sorted { a, b in (b.count, a[0]) < (a.count, b[0]) }
  }

  /// The row that a rule of a user gives a member.
  private func decision(_ member: BlockMember) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT speaker_id FROM speaker_rule WHERE key = ? AND kind = ? AND article_key IN (?, '')
          ORDER BY article_key = '' LIMIT 1
          """), arguments: [member.key, member.kind, member.profile.articleKey])
  }

  /// What people said about pairs of the members.
  private func decisions(among members: [BlockMember]) throws -> [BlockGrouping.Decision] {
    guard try Int.fetchOne(db.cachedStatement(sql: "SELECT 1 FROM speaker_pair LIMIT 1")) != nil else {
      return []
    }
    var places: [SpeakerPair.End: Int] = [:]
    for (index, member) in members.enumerated() { places[SpeakerPair.End(member)] = index }
    var found: [BlockGrouping.Decision] = []
    for (end, index) in places {
      for pair in try SpeakerPair.all(with: end, db) where pair.first == end {
        guard let other = places[pair.second] else { continue }
        found.append(BlockGrouping.Decision(index, other, isSame: pair.isSame))
      }
    }
    return found
  }

  /// The row that a cluster keeps: a decided one, else the one that most of its members have, else a new one.
  private func row(
    of cluster: [Int], in block: String, _ members: [BlockMember], _ decided: [Int64?],
    _ taken: inout Set<Int64>
  ) throws -> Int64 {
    if let row = cluster.lazy.compactMap({ decided[$0] }).first { return row }
    var counts: [Int64: Int] = [:]
    for index in cluster where !taken.contains(members[index].speaker) {
      counts[members[index].speaker, default: 0] += 1
    }
    // A row that stands for another name by a decision that was taken back is that name's.
    for row in Array(counts.keys) where try isOfAnotherName(row, than: block) { counts[row] = nil }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    let row = try best ?? insert(members[cluster[0]])
    taken.insert(row)
    return row
  }

  /// Whether a row has members in other blocks, one of which its name belongs to.
  private func isOfAnotherName(_ row: Int64, than block: String) throws -> Bool {
    guard
      try Int.fetchOne(
        db.cachedStatement(sql: "SELECT 1 FROM article_speaker WHERE speaker_id = ? AND block <> ? LIMIT 1"),
        arguments: [row, block]) != nil,
      let name = try String.fetchOne(
        db.cachedStatement(sql: "SELECT name FROM speaker WHERE id = ?"), arguments: [row])
    else { return false }
    return !TypedSpeakerName.blocks(of: name, library).contains(block)
  }

  private func insert(_ member: BlockMember) throws -> Int64 {
    let key = NameKey(member.profile.name)
    try db.cachedStatement(sql: "INSERT INTO speaker(name, kind, key, folded) VALUES (?, ?, ?, ?)").execute(
      arguments: [member.profile.name, member.kind, key.key, key.folded])
    return db.lastInsertedRowID
  }

  /// Gives a member to another row, with its forms and what is given to it in its article.
  private func move(_ member: BlockMember, to row: Int64) throws {
    try db.cachedStatement(
      sql: "UPDATE article_speaker SET speaker_id = ? WHERE article_id = ? AND key = ? AND kind = ?"
    ).execute(arguments: [row, member.article, member.key, member.kind])
    try SpeakerForms(db).move(member.formKeys, from: member.speaker, to: row)
    // Another speaker of the article may still be the old one; then it is not known whose the words are.
    let isShared = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT 1 FROM article_speaker WHERE article_id = ? AND speaker_id = ?"),
      arguments: [member.article, member.speaker])
    guard isShared == nil else { return }
    for column in ["speaker_id", "via_id"] {
      try db.cachedStatement(
        sql: "UPDATE record SET \(column) = ?, version = version + 1 WHERE article_id = ? AND \(column) = ?"
      ).execute(arguments: [row, member.article, member.speaker])
    }
  }

  /// Gives a row the name that its members have most, or the authority's; names that users gave stay.
  private func name(_ row: Int64, in block: String, after members: [BlockMember]) throws {
    let isRuled = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT 1 FROM speaker_rule WHERE speaker_id = ? LIMIT 1"), arguments: [row])
    guard isRuled == nil else { return }
    let entry = members.lazy.compactMap { $0.profile.own.authority }.first.map {
      library.authority.entries[$0]
    }
    var counts: [String: Int] = [:]
    for member in members { counts[member.profile.name, default: 0] += 1 }
    guard let name = entry?.name ?? counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
      return
    }
    // Among people, whoever was taken for a body in one article, or for an office, is a person.
    let isPerson = block.hasPrefix("p:") && members[0].kind != SpeakerKind.person.rawValue
    let kind = entry?.kind.rawValue ?? (isPerson ? SpeakerKind.person.rawValue : members[0].kind)
    let key = NameKey(name)
    try db.cachedStatement(
      sql: """
        UPDATE speaker SET name = ?1, key = ?2, folded = ?3, kind = ?4, authority = ?5, same_as = ?6
        WHERE id = ?7 AND (name <> ?1 OR kind <> ?4 OR authority IS NOT ?5 OR same_as IS NOT ?6)
        """
    ).execute(arguments: [name, key.key, key.folded, kind, entry?.name, entry?.sameAs, row])
    // The names under which articles know it lead to it too.
    for (other, count) in counts where NameKey(other) != key {
      let otherKey = NameKey(other)
      try db.cachedStatement(
        sql: """
          INSERT INTO speaker_form(speaker_id, form, key, folded, articles) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT(speaker_id, key) DO UPDATE SET articles = max(articles, excluded.articles)
          """
      ).execute(arguments: [row, other, otherKey.key, otherKey.folded, count])
    }
  }
}

extension BlockMember {
  /// The forms by which it may be looked up outside its article, each once.
  var formKeys: [(form: String, key: NameKey)] { TellingForms.keys(of: forms, for: rowName) }
}

/// Moves the counts of forms between speakers.
struct SpeakerForms {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// One article's forms go from one speaker to another.
  func move(_ forms: [(form: String, key: NameKey)], from old: Int64, to new: Int64) throws {
    for (form, key) in forms {
      try db.cachedStatement(
        sql: "UPDATE speaker_form SET articles = articles - 1 WHERE speaker_id = ? AND key = ?"
      )
      .execute(arguments: [old, key.key])
      try db.cachedStatement(
        sql: """
          INSERT INTO speaker_form(speaker_id, form, key, folded, articles) VALUES (?, ?, ?, ?, 1)
          ON CONFLICT(speaker_id, key) DO UPDATE SET articles = articles + 1
          """
      ).execute(arguments: [new, form, key.key, key.folded])
    }
    try db.cachedStatement(
      sql: "DELETE FROM speaker_form WHERE speaker_id = ? AND articles <= 0 AND is_alias = 0"
    ).execute(arguments: [old])
  }
}
