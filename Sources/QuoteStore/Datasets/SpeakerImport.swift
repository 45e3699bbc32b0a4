import DatasetExport
import GRDB
import QuoteEngine

/// A speaker as a dataset names it.
struct SpeakerRow {
  /// The name.
  var name: String
  /// What sort of speaker it is.
  var kind: SpeakerKind
  /// The article to which a group or unnamed speaker belongs.
  var home: String?
  /// Which of several speakers of the name.
  var person: String?
  /// The address that tells it from others.
  var sameAs: String?

  /// The speaker's row, made where there is none. A home that is not here (yet) is `article`.
  func row(_ db: Database, in article: ReviewedArticle?, _ namesakes: ImportedNamesakes) throws -> Int64 {
    let key = NameKey(name)
    guard !key.key.isEmpty else { throw ReviewError.emptyName }
    if let person {
      if let known = try namesakes.row(of: person) { return known }
      let made = try insert(db, key, home: nil)
      namesakes.remember(person, made)
      return made
    }
    var homeID: Int64?
    if let home {
      homeID =
        home == article?.key
        ? article?.id
        : try Int64.fetchOne(
          db.cachedStatement(sql: "SELECT id FROM article WHERE key = ?"), arguments: [home]) ?? article?.id
    } else if !kind.isJoinedAcrossArticles {
      // `extract` does not say where groups belong.
      homeID = article?.id
    }
    if let known = try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT id FROM speaker WHERE key = ? AND kind = ? AND ifnull(article_id, 0) = ?"),
      arguments: [key.key, kind.rawValue, homeID ?? 0])
    {
      return known
    }
    return try insert(db, key, home: homeID)
  }

  private func insert(_ db: Database, _ key: NameKey, home: Int64?) throws -> Int64 {
    try db.cachedStatement(
      sql: "INSERT INTO speaker(name, kind, key, folded, article_id, same_as) VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [name, kind.rawValue, key.key, key.folded, home, sameAs])
    return db.lastInsertedRowID
  }
}

/// Brings in what people decided about speakers, after the articles are in.
struct SpeakerImport {
  private let db: Database
  private let decisions: SpeakerDecisions
  private let namesakes: ImportedNamesakes

  init(_ db: Database, _ decisions: SpeakerDecisions, _ namesakes: ImportedNamesakes) {
    self.db = db
    self.decisions = decisions
    self.namesakes = namesakes
  }

  /// Makes the rules and other names hold here; `append` writes a line of the log.
  func apply(_ outcome: inout ImportOutcome, append: (DatasetLogEntry) throws -> Void) throws {
    var refused: [SpeakerDecisions.Rule] = []
    for rule in decisions.rules {
      switch try take(rule) {
      case .taken: outcome.speakerDecisions += 1
      case .known: break
      case .refused(let here):
        refused.append(rule)
        outcome.conflicts.append(
          ImportConflict(
            .speaker, article: rule.article, of: "\(rule.key) (\(rule.kind))", here: here,
            there: "is \(rule.speaker.name) (\(rule.speaker.kind)), \(rule.action) by \(rule.by)"))
      }
    }
    for alias in decisions.aliases where !refused.contains(where: { $0.key == NameKey(alias.alias).key }) {
      try take(alias)
    }
    for pair in decisions.pairs {
      guard let here = try take(pair, &outcome) else { continue }
      outcome.conflicts.append(
        ImportConflict(
          .speaker, article: pair.first.article, of: "\(pair.first.key) (\(pair.first.kind))", here: here,
          there: "is \(Self.words(pair)), by \(pair.by)"))
    }
    for entry in decisions.log where try !isKnown(entry) {
      let names = [entry.before, entry.after].compactMap(\.self).flatMap { text in
        let members = JSONText.members(text)
        return [members["name"], members["alias"]].compactMap(\.self).map { NameKey($0).key }
      }
      if refused.contains(where: { names.contains($0.key) }) { continue }
      try append(entry)
    }
  }

  private enum Fate {
    case taken
    case known
    /// The database has decided otherwise, in these words.
    case refused(String)
  }

  private func take(_ rule: SpeakerDecisions.Rule) throws -> Fate {
    guard let kind = SpeakerKind(rawValue: rule.speaker.kind), !NameKey(rule.speaker.name).key.isEmpty else {
      return .known
    }
    let article = try home(of: rule.speaker)
    // A home that is not here: the rule speaks of an article that the dataset does not hold.
    if rule.speaker.home != nil, article == nil { return .known }
    let existing = try Row.fetchOne(
      db,
      sql: """
        SELECT r.speaker_id, s.key, s.kind, s.name, r.action, r.made_by FROM speaker_rule r
        JOIN speaker s ON s.id = r.speaker_id WHERE r.key = ? AND r.kind = ? AND r.article_key = ?
        """,
      arguments: [rule.key, rule.kind, rule.article])
    if let existing {
      let (key, kind): (String, String) = try (existing.value(1), existing.value(2))
      if key == NameKey(rule.speaker.name).key, kind == rule.speaker.kind {
        // Which of several of that name, where the dataset says so and it is known here.
        let meant = try rule.speaker.person.flatMap(namesakes.row)
        if try meant == nil || meant == existing.value(0) { return .known }
      }
      let (name, action, by): (String, String, String) = try (
        existing.value(3), existing.value(4), existing.value(5)
      )
      return .refused("is \(name) (\(kind)), \(action) by \(by)")
    }
    if let circle = try circle(of: rule) { return .refused(circle) }
    let target = try SpeakerRow(
      name: rule.speaker.name, kind: kind, home: rule.speaker.home, person: rule.speaker.person
    ).row(db, in: article, namesakes)
    try db.execute(
      sql: """
        INSERT INTO speaker_rule(action, key, kind, article_key, speaker_id, made_by, made_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [rule.action, rule.key, rule.kind, rule.article, target, rule.by, rule.at])
    try redirect(rule, to: target)
    return .taken
  }

  /// What is known here that a merge would turn into a circle: a name whose speaker is merged, in the end, into this one.
  private func circle(of rule: SpeakerDecisions.Rule) throws -> String? {
    guard rule.action == "merge", rule.article.isEmpty, rule.speaker.home == nil else { return nil }
    var key = NameKey(rule.speaker.name).key
    var kind = rule.speaker.kind
    var seen: Set<String> = []
    while key != rule.key || kind != rule.kind, seen.insert("\(kind) \(key)").inserted {
      guard
        let next = try Row.fetchOne(
          db,
          sql: """
            SELECT s.key, s.kind, s.name, r.made_by FROM speaker_rule r JOIN speaker s ON s.id = r.speaker_id
            WHERE r.action = 'merge' AND r.key = ? AND r.kind = ? AND r.article_key = '' AND s.article_id IS NULL
            """,
          arguments: [key, kind])
      else { return nil }
      let name: String = try next.value(2)
      (key, kind) = try (next.value(0), next.value(1))
      if key == rule.key, kind == rule.kind {
        return
          "is whom \(rule.speaker.name) is merged into, as \(name), by \(try next.value(3) as String): a circle"
      }
    }
    return nil
  }

  /// Gives to the speaker of a rule what the articles of the rule give to another.
  private func redirect(_ rule: SpeakerDecisions.Rule, to target: Int64) throws {
    let cast = try Row.fetchAll(
      db,
      sql: """
        SELECT p.article_id, p.speaker_id, p.forms, p.name FROM article_speaker p JOIN article a ON a.id = p.article_id
        WHERE p.key = ?1 AND p.kind = ?2 AND p.speaker_id <> ?3 AND (?4 = a.key OR ?4 = '' AND NOT EXISTS (
          SELECT 1 FROM speaker_rule o WHERE o.key = ?1 AND o.kind = ?2 AND o.article_key = a.key))
        """,
      arguments: [rule.key, rule.kind, target, rule.article])
    var touched = Set<Int64>()
    for row in cast {
      let article: Int64 = try row.value(0)
      let old: Int64 = try row.value(1)
      touched.insert(old)
      try db.execute(
        sql: """
          UPDATE article_speaker SET speaker_id = ?1 WHERE article_id = ?2 AND key = ?3 AND kind = ?4
          """,
        arguments: [target, article, rule.key, rule.kind])
      var keys: Set<String> = [rule.key]
      let name: String = try row.value(3)
      for form in try JSONText.strings(row.value(2)) where TellingForms.tells(form, of: name) {
        let key = NameKey(form)
        if key.key.isEmpty || !keys.insert(key.key).inserted { continue }
        try db.execute(
          sql: "UPDATE speaker_form SET articles = articles - 1 WHERE speaker_id = ? AND key = ?",
          arguments: [old, key.key])
        try db.execute(
          sql: """
            INSERT INTO speaker_form(speaker_id, form, key, folded, articles) VALUES (?, ?, ?, ?, 1)
            ON CONFLICT(speaker_id, key) DO UPDATE SET articles = articles + 1
            """,
          arguments: [target, form, key.key, key.folded])
      }
      // Another name of the article may stand for the old speaker still.
      guard
        try Int.fetchOne(
          db, sql: "SELECT 1 FROM article_speaker WHERE article_id = ? AND speaker_id = ?",
          arguments: [article, old]) == nil
      else { continue }
      for column in ["speaker_id", "via_id"] {
        try db.execute(
          sql:
            "UPDATE record SET \(column) = ?, version = version + 1 WHERE article_id = ? AND \(column) = ?",
          arguments: [target, article, old])
      }
    }
    // Whoever a reviewer gave words to, where the article does not name him.
    if rule.article.isEmpty,
      let old = try Int64.fetchOne(
        db, sql: "SELECT id FROM speaker WHERE key = ? AND kind = ? AND article_id IS NULL AND id <> ?",
        arguments: [rule.key, rule.kind, target])
    {
      touched.insert(old)
      try db.execute(
        sql: """
          UPDATE record SET speaker_id = ?1, version = version + 1 WHERE speaker_id = ?2 AND NOT EXISTS (
            SELECT 1 FROM article_speaker p WHERE p.article_id = record.article_id AND p.speaker_id = ?2)
          """,
        arguments: [target, old])
    }
    for old in touched {
      try db.execute(
        sql: "DELETE FROM speaker_form WHERE speaker_id = ? AND articles <= 0 AND is_alias = 0",
        arguments: [old])
      try SpeakerRows.removeIfUnused(old, db)
    }
  }

  /// The article to which a speaker belongs; `nil` where it belongs to none, and where the article is not here.
  private func home(of speaker: SpeakerDecisions.Name) throws -> ReviewedArticle? {
    guard let home = speaker.home else { return nil }
    do { return try ReviewedArticle(key: home, db) } catch is NotFound { return nil }
  }

  /// Takes over what was decided about a pair; what the database has decided otherwise is returned, in words.
  private func take(_ decided: SpeakerDecisions.Pair, _ outcome: inout ImportOutcome) throws -> String? {
    func end(_ end: SpeakerDecisions.Pair.End) -> SpeakerPair.End {
      SpeakerPair.End(article: end.article, key: end.key, kind: end.kind)
    }
    let pair = SpeakerPair(end(decided.first), end(decided.second), isSame: decided.isSame)
    let pairs = SpeakerPairs(db)
    if let known = try pairs.decisions().first(where: {
      end($0.first) == pair.first && end($0.second) == pair.second
    }) {
      return known.isSame == pair.isSame ? nil : "is \(Self.words(known)), by \(known.by)"
    }
    try pairs.save(pair, by: decided.by, at: decided.at)
    outcome.speakerDecisions += 1
    // Whoever has these names is parted anew.
    for block in try [pair.first, pair.second].compactMap({ try pairs.block(of: $0) }) {
      try db.execute(sql: "INSERT OR IGNORE INTO identity_block VALUES (?)", arguments: [block])
    }
    return nil
  }

  private static func words(_ pair: SpeakerDecisions.Pair) -> String {
    "\(pair.isSame ? "one" : "not one") with \(pair.second.key) of \(pair.second.article)"
  }

  private func take(_ alias: SpeakerDecisions.Alias) throws {
    guard let kind = SpeakerKind(rawValue: alias.speaker.kind) else { return }
    let article = try home(of: alias.speaker)
    if alias.speaker.home != nil, article == nil { return }
    let key = NameKey(alias.alias)
    guard !key.key.isEmpty, !NameKey(alias.speaker.name).key.isEmpty else { return }
    let row = try SpeakerRow(
      name: alias.speaker.name, kind: kind, home: alias.speaker.home, person: alias.speaker.person
    ).row(db, in: article, namesakes)
    try db.execute(
      sql: """
        INSERT INTO speaker_form(speaker_id, form, key, folded, is_alias, articles) VALUES (?, ?, ?, ?, 1, 0)
        ON CONFLICT(speaker_id, key) DO UPDATE SET is_alias = 1
        """,
      arguments: [row, alias.alias, key.key, key.folded])
  }

  private func isKnown(_ entry: DatasetLogEntry) throws -> Bool {
    let records = PortableRecords(db)
    return try Row.fetchAll(
      db,
      sql: """
        SELECT before, after FROM review_log WHERE article_key IS NULL AND made_at = ? AND made_by = ? AND action = ?
        """,
      arguments: [entry.at, entry.by, entry.action]
    ).contains {
      try PortableState.text($0.value(0)) == PortableState.text(entry.before)
        && records.leaving($0.value(1)) == records.leaving(entry.after)
    }
  }
}
