import GRDB
import QuoteEngine
import SpeakerIdentity

/// Whom a name means that somebody asked for.
public struct SpeakerAnswer: Sendable, Hashable {
  /// How the name leads to them.
  public enum Way: Sendable, Hashable {
    /// By its row's number.
    case number
    /// It is a name or alias as typed.
    case name
    /// Articles use it for them.
    case form
    /// It is another spelling or name of theirs.
    case otherName
    /// It is an office that they held.
    case office
    /// It is a part of their name.
    case part
    /// As one of these, without the titles and words of address before it.
    indirect case withoutTitle(Way)
  }

  /// What was typed.
  public var typed: String
  /// How it leads to them.
  public var way: Way
  /// Those who may be meant, who say most first; at least one.
  public var matches: [SpeakerMatch]

  /// The only one that may be meant.
  public var only: SpeakerMatch? { matches.count == 1 ? matches[0] : nil }

  /// What should be said of how the name was understood; `nil` where it was typed as the list has it.
  public var note: String? {
    guard let only, NameKey(only.name) != NameKey(typed), way != .number else { return nil }
    return
      "“\(typed)” is taken as \(only.name)\(only.description.isEmpty ? "" : " (\(only.description))"), #\(only.id)"
  }
}

extension QuoteStore {
  /// Whom a name means: with a title or word of address before it, in a short form, another spelling or an acronym.
  ///
  /// With `(luật sư)` behind the name, only those of whose roles, class, papers or years that speaks; `#12` is the speaker of
  /// that row. A name is never taken for another one that is only spelled much like it: those stand in the error.
  ///
  /// - Parameter identity: the data about names; without it, only what the database has is looked at.
  /// - Throws: `NotFound` with the nearest names when nobody is meant.
  public func ask(
    _ typed: String, kind: SpeakerKind? = nil, identity: IdentityLibrary?
  ) throws -> SpeakerAnswer {
    try read { db in try SpeakerLookup(db, identity).ask(typed, kind: kind) }
  }
}

extension SpeakerLookup {
  private static let most = 50

  /// Whom a name means. Throws `NotFound`.
  func ask(_ typed: String, kind: SpeakerKind?) throws -> SpeakerAnswer {
    if typed.hasPrefix("#") {
      return SpeakerAnswer(typed: typed, way: .number, matches: try described(find(typed, kind: kind)))
    }
    if let found = try surely(typed, typed, kind) { return try settled(found, nil, kind) }
    let name = TypedSpeakerName(typed, library)
    // A name that somebody bears comes before what only some article writes.
    for isSure in [true, false] {
      let lookUp = isSure ? surely : self.answer
      if !isSure, let found = try lookUp(typed, typed, kind) { return try settled(found, nil, kind) }
      if name.qualifier != nil, let found = try lookUp(name.name, typed, kind) {
        return try settled(found, name, kind)
      }
      if let bare = name.bare, !isSure || bare.contains(" "), var found = try lookUp(bare, typed, kind) {
        found.way = .withoutTitle(found.way)
        return try settled(found, name, kind)
      }
      if isSure, let found = try behindOffice(typed, kind) { return found }
    }
    throw NotFound.speaker(typed, nearest: try nearest(name.name))
  }

  /// Whoever bears the name that stands behind a typed office and its house.
  private func behindOffice(_ typed: String, _ kind: SpeakerKind?) throws -> SpeakerAnswer? {
    guard let library, kind == nil || kind == .person else { return nil }
    for (name, office) in TypedSpeakerName.behindOffice(typed, library) {
      guard var found = try surely(name, typed, .person), found.way != .office else { continue }
      found.way = .withoutTitle(found.way)
      var answer = try settled(found, nil, kind)
      let chosen = answer.matches.filter { $0.hasRole(office) }
      if !chosen.isEmpty { answer.matches = chosen }
      return answer
    }
    return nil
  }

  /// Whom a name means by itself: as the name of a speaker, of the authority file, of a body in another spelling, or an office.
  private func surely(_ name: String, _ typed: String, _ kind: SpeakerKind?) throws -> SpeakerAnswer? {
    let wanted = TypedName(name)
    guard !wanted.keys.folded.isEmpty else { return nil }
    func answer(_ way: SpeakerAnswer.Way, _ matches: [SpeakerMatch]) -> SpeakerAnswer? {
      matches.isEmpty ? nil : SpeakerAnswer(typed: typed, way: way, matches: matches)
    }
    let named = try named(wanted, kind)
    // What stands for somebody in one article only may mean somebody of all.
    if named.contains(where: { $0.articleKey == nil }) { return answer(.name, named) }
    if let found = answer(.otherName, try inBlocks(name, kind, authorityOnly: true)) { return found }
    if let found = answer(.office, try holding(name, kind)) { return found }
    return answer(.otherName, try inBlocks(name, kind, authorityOnly: false))
  }

  /// Whom a name means by the first way that leads to anybody.
  private func answer(_ name: String, _ typed: String, _ kind: SpeakerKind?) throws -> SpeakerAnswer? {
    let wanted = TypedName(name)
    guard !wanted.keys.folded.isEmpty else { return nil }
    func answer(_ way: SpeakerAnswer.Way, _ matches: [SpeakerMatch]) -> SpeakerAnswer? {
      matches.isEmpty ? nil : SpeakerAnswer(typed: typed, way: way, matches: matches)
    }
    if let found = try surely(name, typed, kind) { return found }
    if let found = answer(.form, try formed(wanted, kind)) { return found }
    if let found = answer(.name, try named(wanted, kind)) { return found }
    return answer(.part, try parted(wanted, kind))
  }

  /// The speakers of the blocks in which a name stands.
  private func inBlocks(_ name: String, _ kind: SpeakerKind?, authorityOnly: Bool) throws -> [SpeakerMatch] {
    guard let library else { return [] }
    var found: [SpeakerMatch] = []
    for block in TypedSpeakerName.blocks(of: name, library) {
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT DISTINCT \(Self.columns) FROM \(Self.tables) JOIN article_speaker p ON p.speaker_id = s.id
          WHERE p.block = ? AND (s.authority IS NOT NULL OR ?) ORDER BY s.id
          """,
        arguments: [block, !authorityOnly])
      for row in rows {
        let match = try match(row, isByName: true, isExact: false)
        guard TypedSpeakerName.isSpelling(name, of: match.name) else { continue }
        if kind == nil || match.kind == kind, !found.contains(where: { $0.id == match.id }) {
          found.append(match)
        }
      }
      // A block that the typed name itself makes comes before those of others who bear it too.
      if !found.isEmpty { break }
    }
    return found
  }

  /// Those who held an office.
  private func holding(_ office: String, _ kind: SpeakerKind?) throws -> [SpeakerMatch] {
    guard let library, kind == nil || kind == .person else { return [] }
    return try TypedSpeakerName.holders(of: office, library).flatMap { name in
      try Row.fetchAll(
        db, sql: "SELECT \(Self.columns) FROM \(Self.tables) WHERE s.authority = ?", arguments: [name]
      ).map { try match($0, isByName: false, isExact: false) }
    }
  }

  /// Those in whose names the typed words stand side by side.
  private func parted(_ wanted: TypedName, _ kind: SpeakerKind?) throws -> [SpeakerMatch] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(Self.columns), s.key FROM \(Self.tables)
        WHERE instr(' ' || s.folded || ' ', ' ' || ? || ' ') > 0 AND s.kind IN ('person', 'organisation')
          AND s.article_id IS NULL ORDER BY s.id
        """,
      arguments: [wanted.keys.folded])
    return try rows.compactMap { row in
      guard try !wanted.hasDiacritics || " \(row.value(4) as String) ".contains(" \(wanted.keys.key) ") else {
        return nil
      }
      let match = try match(row, isByName: false, isExact: false)
      return kind == nil || match.kind == kind ? match : nil
    }
  }

  /// The answer with what tells the matches apart, and without those that title or brackets rule out.
  private func settled(
    _ answer: SpeakerAnswer, _ name: TypedSpeakerName?, _ kind: SpeakerKind?
  ) throws -> SpeakerAnswer {
    var answer = answer
    // Of names that differ in their diacritics, the one typed to the letter; one who is everywhere before an article's own.
    if answer.matches.count > 1, answer.matches.contains(where: { $0.isExact && $0.articleKey == nil }) {
      answer.matches.removeAll { !$0.isExact }
    }
    if answer.matches.count > 1, answer.matches.contains(where: { $0.articleKey == nil }) {
      answer.matches.removeAll { $0.articleKey != nil }
    }
    let all = answer.matches.count
    answer.matches = try described(answer.matches)
    if let qualifier = name?.qualifier {
      let chosen = answer.matches.filter { $0.fits(qualifier) }
      guard !chosen.isEmpty else {
        throw NotFound.speaker(answer.typed, nearest: answer.matches.prefix(5).map(\.label))
      }
      answer.matches = chosen
    }
    if answer.matches.count > 1, let titles = name?.titles, !titles.isEmpty {
      let chosen = answer.matches.filter { match in titles.allSatisfy { match.hasRole($0) } }
      if !chosen.isEmpty { answer.matches = chosen }
    }
    if answer.matches.count > 1, let gender = name?.gender {
      let chosen = answer.matches.filter { $0.gender == nil || $0.gender == gender }
      if !chosen.isEmpty { answer.matches = chosen }
    }
    if all > Self.most { answer.matches = Array(answer.matches.prefix(Self.most)) }
    return answer
  }

  /// The matches with their roles, papers, years and counts, who say most first.
  private func described(_ matches: [SpeakerMatch]) throws -> [SpeakerMatch] {
    try matches.prefix(500).map { match in
      var match = match
      let counts = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT count(*), count(DISTINCT r.article_id), min(substr(a.published_on, 1, 4)), max(substr(a.published_on, 1, 4))
            FROM record r JOIN article a ON a.id = r.article_id WHERE r.speaker_id = ?
            """), arguments: [match.id])
      match.records = counts?[0] ?? 0
      match.articles = counts?[1] ?? 0
      match.years = [counts?[2] as String?, counts?[3] as String?].compactMap(\.self)
      match.papers = try String.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT a.source FROM article_speaker p JOIN article a ON a.id = p.article_id
            WHERE p.speaker_id = ? AND a.source IS NOT NULL GROUP BY a.source ORDER BY count(*) DESC, a.source LIMIT 3
            """), arguments: [match.id])
      let told = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT role, role_class, gender, count(*) AS n FROM record
            WHERE speaker_id = ? GROUP BY 1, 2, 3 ORDER BY n DESC, role
            """), arguments: [match.id])
      match.roleClass = try Self.mostTold(told, 1)
      // The role that says what the speaker is, not what somebody was called once as often; bodies have none.
      let fitting = try told.filter { row in try row.value(1) == match.roleClass }
      match.role = match.kind == .organisation ? nil : try Self.mostTold(fitting, 0) ?? Self.mostTold(told, 0)
      match.gender = try told.compactMap { try $0.value(2) as String? }.first.flatMap(ProfileGender.init)
      var given: [String: Int] = [:]
      for list in try String.fetchAll(
        db.cachedStatement(sql: "SELECT roles FROM article_speaker WHERE speaker_id = ? LIMIT 200"),
        arguments: [match.id])
      {
        for role in try JSONText.strings(list) { given[role, default: 0] += 1 }
      }
      match.roles = given.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
      if match.role == nil, match.kind != .organisation { match.role = match.roles.first }
      return match
    }.sorted { ($1.records, $0.id) < ($0.records, $1.id) }
  }

  /// Of rows whose fourth value counts, the text that has the most in a column.
  private static func mostTold(_ rows: [Row], _ column: Int) throws -> String? {
    var counts: [String: Int] = [:]
    for row in rows {
      if let text: String = try row.value(column) { counts[text, default: 0] += try row.value(3) }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
