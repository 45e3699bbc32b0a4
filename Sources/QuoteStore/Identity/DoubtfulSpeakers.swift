import DatasetExport
import GRDB
import QuoteEngine
import SpeakerIdentity
import VietnameseText

/// Two speakers of whom it is not sure whether they are one.
public struct DoubtfulPair: Sendable {
  /// Why somebody should look.
  public enum Reason: String, Sendable, CaseIterable {
    /// The same name, and what the articles tell decides neither way.
    case sameName = "same-name"
    /// Names that differ in a letter.
    case nearName = "near-name"
    /// A short form that may be somebody.
    case shortForm = "short-form"
  }

  /// The two, who says more first.
  public var first: SpeakerMatch
  /// The other of the two.
  public var second: SpeakerMatch
  /// Why.
  public var reason: Reason
  /// How likely it is that they are one, 0 to 1.
  public var probability: Double
  /// What joins and what parts the two articles that are most alike, the weightiest first.
  public var evidence: [PairEvidence]
  /// The two speakers of articles that stand for them: a decision is kept by these.
  public var ends: (first: SpeakerPair.End, second: SpeakerPair.End)
}

extension QuoteStore {
  /// The pairs of speakers that somebody should decide about, the likeliest first; what was decided is left out.
  ///
  /// - Parameter limit: the most pairs.
  public func doubtfulSpeakers(_ library: IdentityLibrary, limit: Int? = nil) throws -> [DoubtfulPair] {
    try read { db in
      var seen = Set<[SpeakerPair.End]>()
      // Two names may be near each other in several ways.
      var found = try DoubtfulSearch(db, library).pairs().filter {
        seen.insert([$0.ends.first, $0.ends.second]).inserted
      }
      found.sort {
        ($1.probability, $0.first.id, $0.second.id) < ($0.probability, $1.first.id, $1.second.id)
      }
      return Array(found.prefix(limit ?? found.count))
    }
  }

  /// Decides whether two speakers of articles are one; it holds at every later ingest, until it is taken back.
  public func decide(
    _ first: SpeakerPair.End, _ second: SpeakerPair.End, isSame: Bool, by person: String,
    _ library: IdentityLibrary
  ) throws {
    try write { db in
      let pair = SpeakerPair(first, second, isSame: isSame)
      let rows = try [pair.first, pair.second].map { try SpeakerPairs(db).row(of: $0) }
      try SpeakerPairs(db).save(pair, by: person)
      try SpeakerPairs(db).log(isSame ? "speakers same" : "speakers apart", pair, by: person)
      let blocks = rows.compactMap(\.block)
      if isSame, Set(blocks).count > 1 || blocks.count < 2, rows[0].speaker != rows[1].speaker {
        // Other names are joined by a rule, as a merge is.
        let lookup = SpeakerLookup(db)
        _ = try SpeakerMending(db, person: person).merge(
          try lookup.findOne("#\(rows[1].speaker)"), into: try lookup.findOne("#\(rows[0].speaker)"))
      }
      let regrouping = SpeakerRegrouping(db, library)
      for block in Set(blocks) { try regrouping.regroup(block) }
    }
  }

  /// Takes a decision about a pair back, the last one where none is named; `nil` when there is none.
  public func undoPairDecision(
    _ ends: (SpeakerPair.End, SpeakerPair.End)? = nil, by person: String, _ library: IdentityLibrary
  ) throws -> SpeakerPair? {
    try write { db in
      let wanted = ends.map { Set([$0.0, $0.1]) }
      let pairs = try SpeakerPair.all(db)
      guard let pair = pairs.last(where: { wanted == nil || wanted == [$0.first, $0.second] }) else {
        return nil
      }
      let decisions = SpeakerPairs(db)
      try decisions.remove(pair)
      if pair.isSame {
        // The rules by which other names were joined, and the names that came with them.
        for end in [pair.first, pair.second] {
          let arguments: StatementArguments = [end.key, end.kind, end.article]
          let rules = "action = 'merge' AND key = ?1 AND kind = ?2 AND article_key IN ('', ?3)"
          try db.execute(
            sql: """
              DELETE FROM speaker_form WHERE key = ?1 AND is_alias = 1 AND articles = 0
                AND speaker_id IN (SELECT speaker_id FROM speaker_rule WHERE \(rules))
              """, arguments: arguments)
          try db.execute(sql: "DELETE FROM speaker_rule WHERE \(rules)", arguments: arguments)
        }
      }
      try decisions.log("speakers undo", pair, by: person)
      let regrouping = SpeakerRegrouping(db, library)
      for block in Set(try [pair.first, pair.second].compactMap { try decisions.block(of: $0) }) {
        try regrouping.regroup(block)
      }
      return pair
    }
  }

  /// What people decided about pairs, in order.
  public func pairDecisions() throws -> [SpeakerPair] { try read { try SpeakerPair.all($0) } }

  /// The decided pairs as examples to learn from.
  public func pairExamples(_ library: IdentityLibrary) throws -> [PairTrainer.Example] {
    try read { db in
      let members = BlockMembers(db, library)
      return try SpeakerPair.all(db).compactMap { pair in
        guard let first = try members.one(pair.first), let second = try members.one(pair.second) else {
          return nil
        }
        return PairTrainer.Example(first.profile, second.profile, isSame: pair.isSame)
      }
    }
  }

  /// Why the articles of a speaker are of one person, and why its namesakes are others.
  public func speakerGrounds(_ match: SpeakerMatch, _ library: IdentityLibrary) throws -> SpeakerGrounds {
    try read { db in
      let model = PairModel(library)
      let all = BlockMembers(db, library)
      let members = try all.members(of: match.id)
      var grounds = SpeakerGrounds(speaker: match, articles: [], joined: [], others: [])
      grounds.articles = members.prefix(50).map { ($0.profile.articleKey, $0.profile.name, $0.roles) }
      grounds.authority = members.lazy.compactMap { $0.profile.own.authority }.first.map {
        library.authority.entries[$0]
      }
      for (a, b) in zip(members, members.dropFirst()).prefix(20) {
        grounds.joined.append(
          .init(
            first: a.profile.articleKey, second: b.profile.articleKey,
            probability: model.probability(a.profile, b.profile),
            evidence: model.evidence(a.profile, b.profile)))
      }
      let blocks = try Set(
        String.fetchAll(
          db, sql: "SELECT DISTINCT block FROM article_speaker WHERE speaker_id = ? AND block IS NOT NULL",
          arguments: [match.id]))
      for block in blocks.sorted() {
        var namesakes: [Int64: [BlockMember]] = [:]
        for member in try all.members(of: block) where member.speaker != match.id {
          namesakes[member.speaker, default: []].append(member)
        }
        for (id, theirs) in namesakes.sorted(by: { $0.key < $1.key }).prefix(20) {
          guard let best = Self.closest(members, theirs, model) else { continue }
          grounds.others.append(
            (
              try SpeakerLookup(db, library).findOne("#\(id)"),
              .init(
                first: best.a.profile.articleKey, second: best.b.profile.articleKey,
                probability: best.probability,
                evidence: model.evidence(best.a.profile, best.b.profile))
            ))
        }
      }
      return grounds
    }
  }

  /// The two members that are likeliest one.
  static func closest(
    _ first: [BlockMember], _ second: [BlockMember], _ model: PairModel
  ) -> (a: BlockMember, b: BlockMember, probability: Double)? {
    var best: (a: BlockMember, b: BlockMember, probability: Double)?
    for a in first.prefix(12) {
      for b in second.prefix(12) {
        let probability = model.probability(a.profile, b.profile)
        if probability > best?.probability ?? -1 { best = (a, b, probability) }
      }
    }
    return best
  }
}

/// Why articles are thought to be about one speaker.
public struct SpeakerGrounds: Sendable {
  /// Two articles with what joins or parts them.
  public struct Pair: Sendable {
    /// The articles' keys.
    public var first: String
    public var second: String
    /// How likely it is that they mean one person.
    public var probability: Double
    /// What joins and what parts, the weightiest first.
    public var evidence: [PairEvidence]
  }
  /// The speaker.
  public var speaker: SpeakerMatch
  /// Its articles with the name and the roles that each gives it.
  public var articles: [(article: String, name: String, roles: [String])]
  /// Whom the authority file knows it as.
  public var authority: AuthorityEntry?
  /// Articles that follow each other, with what joins them.
  public var joined: [Pair]
  /// Namesakes, with the two articles that are most alike and what parts them.
  public var others: [(speaker: SpeakerMatch, pair: Pair)]
}

/// Reads and writes decisions about pairs.
struct SpeakerPairs {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// The row and block of a speaker of an article. Throws `NotFound`.
  func row(of end: SpeakerPair.End) throws -> (speaker: Int64, block: String?) {
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT p.speaker_id, p.block FROM article_speaker p JOIN article a ON a.id = p.article_id
          WHERE a.key = ? AND p.key = ? AND p.kind = ?
          """, arguments: [end.article, end.key, end.kind])
    else { throw NotFound.notInArticle(name: end.key, article: end.article) }
    return try (row.value(0), row.value(1))
  }

  /// The block of a speaker of an article; `nil` where the article or the speaker is gone, and for who has none.
  func block(of end: SpeakerPair.End) throws -> String? {
    do { return try row(of: end).block } catch is NotFound { return nil }
  }

  /// What people decided about pairs, as a dataset has it.
  func decisions() throws -> [SpeakerDecisions.Pair] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT first_article, first_key, first_kind, second_article, second_key, second_kind, is_same, made_by, made_at
        FROM speaker_pair ORDER BY id
        """
    ).map { row in
      try SpeakerDecisions.Pair(
        first: .init(article: row.value(0), key: row.value(1), kind: row.value(2)),
        second: .init(article: row.value(3), key: row.value(4), kind: row.value(5)), isSame: row.value(6),
        by: row.value(7), at: row.value(8))
    }
  }

  func save(_ pair: SpeakerPair, by person: String, at time: String = Timestamp.text(.now)) throws {
    try remove(pair)
    try db.execute(
      sql: """
        INSERT INTO speaker_pair(is_same, first_article, first_key, first_kind, second_article, second_key, second_kind,
          made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        pair.isSame, pair.first.article, pair.first.key, pair.first.kind, pair.second.article,
        pair.second.key,
        pair.second.kind, person, time,
      ])
  }

  func remove(_ pair: SpeakerPair) throws {
    try db.execute(
      sql: """
        DELETE FROM speaker_pair WHERE first_article = ? AND first_key = ? AND first_kind = ? AND second_article = ?
          AND second_key = ? AND second_kind = ?
        """,
      arguments: [
        pair.first.article, pair.first.key, pair.first.kind, pair.second.article, pair.second.key,
        pair.second.kind,
      ])
  }

  func log(_ action: String, _ pair: SpeakerPair, by person: String) throws {
    try ReviewLog(db).append(
      action, by: person,
      before: JSONText.object([
        ("name", pair.first.key), ("kind", pair.first.kind), ("article", pair.first.article),
      ]),
      after: JSONText.object([
        ("name", pair.second.key), ("kind", pair.second.kind), ("article", pair.second.article),
      ]))
  }
}

/// Looks for pairs of speakers that may be one.
private struct DoubtfulSearch {
  let db: Database
  let library: IdentityLibrary
  let model: PairModel
  private let lookup: SpeakerLookup
  private let all: BlockMembers
  private let decided: Set<[SpeakerPair.End]>

  init(_ db: Database, _ library: IdentityLibrary) throws {
    self.db = db
    self.library = library
    model = PairModel(library)
    lookup = SpeakerLookup(db, library)
    all = BlockMembers(db, library)
    decided = Set(try SpeakerPair.all(db).map { [$0.first, $0.second] })
  }

  func pairs() throws -> [DoubtfulPair] {
    var found: [DoubtfulPair] = []
    let blocks = try String.fetchAll(
      db,
      sql: """
        SELECT block FROM article_speaker WHERE block LIKE 'p:%' GROUP BY block HAVING count(DISTINCT speaker_id) > 1
        """)
    for block in blocks {
      let people = bySpeaker(try all.members(of: block))
      for (i, first) in people.enumerated() {
        for second in people[(i + 1)...].prefix(40) { try consider(first, second, .sameName, &found) }
      }
    }
    for (a, b, reason) in try nearNames() {
      let (x, y) = (bySpeaker(try all.members(of: a)), bySpeaker(try all.members(of: b)))
      for first in x.prefix(6) { for second in y.prefix(6) { try consider(first, second, reason, &found) } }
    }
    return found
  }

  private func bySpeaker(_ members: [BlockMember]) -> [[BlockMember]] {
    var groups: [Int64: [BlockMember]] = [:]
    for member in members { groups[member.speaker, default: []].append(member) }
    return groups.sorted { $0.key < $1.key }.map {
      $0.value.sorted { $0.profile.articleKey < $1.profile.articleKey }
    }
  }

  private func consider(
    _ first: [BlockMember], _ second: [BlockMember], _ reason: DoubtfulPair.Reason,
    _ found: inout [DoubtfulPair]
  ) throws {
    guard let x = first.first, let y = second.first, x.speaker != y.speaker,
      let best = QuoteStore.closest(first, second, model)
    else { return }
    let ends = [SpeakerPair.End(best.a), SpeakerPair.End(best.b)].sorted()
    if decided.contains(ends) { return }
    var sum = 0.0
    for a in first.prefix(12) {
      for b in second.prefix(12) { sum += model.probability(a.profile, b.profile) }
    }
    let probability = sum / Double(min(first.count, 12) * min(second.count, 12))
    // Another name needs more than the same name to be worth a look.
    let least = reason == .sameName ? model.doubtfulFrom : max(0.5, model.doubtfulFrom)
    guard probability >= least, reason != .sameName || probability <= model.doubtfulTo else { return }
    let matches = try [x.speaker, y.speaker].map { try lookup.ask("#\($0)", kind: nil).matches[0] }
    let isFirst = matches[0].records >= matches[1].records
    found.append(
      DoubtfulPair(
        first: matches[isFirst ? 0 : 1], second: matches[isFirst ? 1 : 0], reason: reason,
        probability: probability,
        evidence: model.evidence(best.a.profile, best.b.profile), ends: (ends[0], ends[1])))
  }

  /// Blocks whose names differ in one letter, or of which one is the end of the other.
  private func nearNames() throws -> [(String, String, DoubtfulPair.Reason)] {
    let keys = try String.fetchAll(
      db, sql: "SELECT DISTINCT block FROM article_speaker WHERE block LIKE 'p:%' ORDER BY block"
    ).map { String($0.dropFirst(2)) }
    let known = Set(keys)
    var found: [(String, String, DoubtfulPair.Reason)] = []
    // Names that become equal when one letter is left out differ in one letter.
    var gaps: [UInt64: [Int]] = [:]
    for (index, key) in keys.enumerated() where key.utf8.count >= 8 {
      let words = key.split(separator: " ")
      if words.count > 2 {
        let short = words.suffix(2).joined(separator: " ")
        if known.contains(short) { found.append(("p:" + key, "p:" + short, .shortForm)) }
      }
      let bytes = Array(key.utf8)
      for gap in bytes.indices where bytes[gap] != 0x20 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 &+ UInt64(gap)
        for (place, byte) in bytes.enumerated() where place != gap {
          hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3
        }
        gaps[hash, default: []].append(index)
      }
    }
    for list in gaps.values where list.count > 1 && list.count < 20 {
      for (i, a) in list.enumerated() {
        for b in list[(i + 1)...] where keys[a] != keys[b] {
          found.append(("p:" + keys[a], "p:" + keys[b], .nearName))
        }
      }
    }
    return found.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }
}
