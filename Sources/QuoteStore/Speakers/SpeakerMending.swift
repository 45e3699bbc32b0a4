import GRDB
import QuoteEngine

/// What mending a speaker came to.
public struct MendingOutcome: Sendable, Hashable {
  /// The speaker that was mended, by the name it has now.
  public var name: String
  /// The quotes and claims that changed their speaker.
  public var records: Int
}

/// Mending what joining speakers by name got wrong.
///
/// Each decision becomes rules, “whoever the engine calls this is that speaker”, in all articles or in some. They
/// hold when articles are ingested again and when new ones come. Each leaves a line in the review log.
extension QuoteStore {
  /// Makes the speakers `others` one with `name`, whose name stays. Throws `NotFound`.
  public func mergeSpeakers(
    into name: String, _ others: [String], kind: SpeakerKind? = nil, by person: String
  ) throws -> MendingOutcome {
    try recordedWrite { db in
      let lookup = SpeakerLookup(db)
      let mending = SpeakerMending(db, person: person)
      let kept = try lookup.findOne(name, kind: kind)
      var moved = 0
      for other in others {
        let gone = try lookup.findOne(other, kind: kind)
        guard gone.id != kept.id else {
          throw NotFound.nameTaken(
            other, remedy: "it is “\(kept.name)” itself already, so there is nothing to merge")
        }
        moved += try mending.merge(gone, into: kept)
      }
      return MendingOutcome(name: kept.name, records: moved)
    }
  }

  /// Gives what `name` says in some articles to the speaker `newName`, who may be new.
  ///
  /// Throws `NotFound` when an article is not there or the speaker is not in it.
  public func splitSpeaker(
    _ name: String, articles: [String], to newName: String, kind: SpeakerKind? = nil, by person: String
  ) throws -> MendingOutcome {
    try recordedWrite { db in
      let mending = SpeakerMending(db, person: person)
      let old = try SpeakerLookup(db).findOne(name, kind: kind)
      let keys = try articles.map { try ArticleKeys.find($0, db) }
      guard NameKey(newName) != NameKey(old.name) else {
        throw NotFound.nameTaken(newName, remedy: "the other one needs another name, with --as")
      }
      let new = try mending.speaker(newName, old.kind)
      guard new != old.id else {
        throw NotFound.nameTaken(
          newName, remedy: "it is “\(old.name)” itself; the other one needs another name, with --as")
      }
      var moved = 0
      for key in keys { moved += try mending.split(old, in: key, to: new) }
      return MendingOutcome(name: newName, records: moved)
    }
  }

  /// Gives the speaker `name` another name; the old one still finds it. Throws `NotFound`.
  public func renameSpeaker(
    _ name: String, to newName: String, kind: SpeakerKind? = nil, by person: String
  ) throws -> MendingOutcome {
    try recordedWrite { db in
      let speaker = try SpeakerLookup(db).findOne(name, kind: kind)
      try SpeakerMending(db, person: person).rename(speaker, to: newName)
      return MendingOutcome(name: newName, records: 0)
    }
  }

  /// Gives the speaker `name` one more name, by which it is found and under which articles may name it.
  ///
  /// Throws `NotFound`.
  public func addAlias(
    _ form: String, to name: String, kind: SpeakerKind? = nil, by person: String
  ) throws -> MendingOutcome {
    try recordedWrite { db in
      let speaker = try SpeakerLookup(db).findOne(name, kind: kind)
      try SpeakerMending(db, person: person).alias(form, of: speaker)
      return MendingOutcome(name: speaker.name, records: 0)
    }
  }

  /// A transaction whose changes to speakers can be taken back.
  private func recordedWrite(_ body: (Database) throws -> MendingOutcome) throws -> MendingOutcome {
    try write { db in try MendingRecorder.recording(db) { try body(db) } }
  }
}

/// The steps of mending, within one transaction.
struct SpeakerMending {
  private let db: Database
  private let person: String
  private let now: String

  /// Makes it for a transaction and the person who decides.
  init(_ db: Database, person: String) {
    self.db = db
    self.person = person
    now = Timestamp.text(.now)
  }

  /// The row of a speaker who is one in all articles, or belongs to a rule; made where there is none.
  func speaker(_ name: String, _ kind: SpeakerKind) throws -> Int64 {
    let key = NameKey(name)
    guard !key.key.isEmpty else { throw NotFound.speaker(name, nearest: []) }
    if let id = try existing(key, kind, article: nil) { return id }
    try db.execute(
      sql: "INSERT INTO speaker(name, kind, key, folded) VALUES (?, ?, ?, ?)",
      arguments: [name, kind.rawValue, key.key, key.folded])
    return db.lastInsertedRowID
  }

  /// The speaker who has a name already, by itself or by a rule, in all articles or in one.
  private func existing(_ key: NameKey, _ kind: SpeakerKind, article: String?) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM speaker WHERE key = ?1 AND kind = ?2
          AND ifnull(article_id, 0) = ifnull((SELECT id FROM article WHERE key = ?3), 0)
        UNION ALL SELECT speaker_id FROM speaker_rule WHERE key = ?1 AND kind = ?2 AND article_key = ifnull(?3, '')
        """,
      arguments: [key.key, kind.rawValue, article])
  }

  // MARK: The four decisions

  /// Makes `gone` one with `kept`; returns how many records moved.
  func merge(_ gone: SpeakerMatch, into kept: SpeakerMatch) throws -> Int {
    try db.execute(
      sql: "UPDATE speaker_rule SET speaker_id = ? WHERE speaker_id = ?", arguments: [kept.id, gone.id])
    let key = NameKey(gone.name)
    if gone.articleKey == nil, try hasNamesakes(gone) || key == NameKey(kept.name) {
      // The name stands for others too: the decision is about the articles in which it is this one.
      try ruleForArticles("merge", of: gone, is: kept.id)
    } else {
      try rule("merge", key.key, gone.kind, article: gone.articleKey ?? "", is: kept.id)
    }
    let rows = try Row.fetchAll(
      db, sql: "SELECT form, key, folded, is_alias, articles FROM speaker_form WHERE speaker_id = ?",
      arguments: [gone.id])
    for row in rows {
      try addForm(
        row.value(0), NameKey(row.value(0)), to: kept.id, isAlias: row.value(3), articles: row.value(4))
    }
    // A group's or an unnamed speaker's name stands for others in other articles.
    if gone.articleKey == nil { try addForm(gone.name, key, to: kept.id, isAlias: true, articles: 0) }
    try db.execute(
      sql: "UPDATE article_speaker SET speaker_id = ? WHERE speaker_id = ?", arguments: [kept.id, gone.id])
    try db.execute(
      sql: "UPDATE record SET speaker_id = ?, version = version + 1 WHERE speaker_id = ?",
      arguments: [kept.id, gone.id])
    let moved = db.changesCount
    try db.execute(
      sql: "UPDATE record SET via_id = ?, version = version + 1 WHERE via_id = ?",
      arguments: [kept.id, gone.id])
    try db.execute(sql: "DELETE FROM speaker WHERE id = ?", arguments: [gone.id])
    try log(
      "speakers merge",
      before: [
        ("name", gone.name), ("kind", gone.kind.rawValue), ("article", gone.articleKey), ("id", "\(gone.id)"),
      ],
      after: [("name", kept.name), ("kind", kept.kind.rawValue), ("id", "\(kept.id)")])
    return moved
  }

  /// Gives what `old` says in one article to another speaker; returns how many records moved.
  func split(_ old: SpeakerMatch, in articleKey: String, to new: Int64) throws -> Int {
    guard
      let article = try Int64.fetchOne(
        db, sql: "SELECT id FROM article WHERE key = ?", arguments: [articleKey]),
      try Int.fetchOne(
        db,
        sql: """
          SELECT 1 FROM article_speaker WHERE article_id = ?1 AND speaker_id = ?2
          UNION ALL SELECT 1 FROM record WHERE article_id = ?1 AND (speaker_id = ?2 OR via_id = ?2)
          """,
        arguments: [article, old.id]) != nil
    else { throw NotFound.notInArticle(name: old.name, article: articleKey) }
    // In this article, every name under which the engine may find the old speaker now means the new one.
    let names = try Row.fetchAll(
      db,
      sql: """
        SELECT key, kind FROM speaker WHERE id = ?1 UNION SELECT key, kind FROM speaker_rule WHERE speaker_id = ?1
        AND article_key IN ('', ?2) UNION SELECT key, kind FROM article_speaker WHERE speaker_id = ?1 AND article_id = ?3
        """,
      arguments: [old.id, articleKey, article])
    for row in names {
      try rule(
        "split", row.value(0), SpeakerKind(rawValue: row.value(1)) ?? old.kind, article: articleKey, is: new)
    }
    let rows = try Row.fetchAll(
      db, sql: "SELECT forms, name FROM article_speaker WHERE article_id = ? AND speaker_id = ?",
      arguments: [article, old.id])
    for row in rows {
      let name: String = try row.value(1)
      for form in try JSONText.strings(row.value(0)) where TellingForms.tells(form, of: name) {
        let key = NameKey(form)
        try db.execute(
          sql: "UPDATE speaker_form SET articles = articles - 1 WHERE speaker_id = ? AND key = ?",
          arguments: [old.id, key.key])
        try addForm(form, key, to: new, isAlias: false, articles: 1)
      }
    }
    try db.execute(
      sql: "DELETE FROM speaker_form WHERE speaker_id = ? AND articles <= 0 AND is_alias = 0",
      arguments: [old.id])
    try db.execute(
      sql: "UPDATE article_speaker SET speaker_id = ? WHERE article_id = ? AND speaker_id = ?",
      arguments: [new, article, old.id])
    try db.execute(
      sql: "UPDATE record SET speaker_id = ?, version = version + 1 WHERE article_id = ? AND speaker_id = ?",
      arguments: [new, article, old.id])
    let moved = db.changesCount
    try db.execute(
      sql: "UPDATE record SET via_id = ?, version = version + 1 WHERE article_id = ? AND via_id = ?",
      arguments: [new, article, old.id])
    let name = try String.fetchOne(db, sql: "SELECT name FROM speaker WHERE id = ?", arguments: [new])
    try log(
      "speakers split",
      before: [
        ("name", old.name), ("kind", old.kind.rawValue), ("article", articleKey), ("id", "\(old.id)"),
      ],
      after: [("name", name), ("kind", old.kind.rawValue), ("id", "\(new)")])
    return moved
  }

  /// Gives a speaker another name.
  func rename(_ speaker: SpeakerMatch, to name: String) throws {
    let new = NameKey(name)
    guard !new.key.isEmpty else { throw NotFound.speaker(name, nearest: []) }
    let old = NameKey(speaker.name)
    if new.key != old.key, let other = try existing(new, speaker.kind, article: speaker.articleKey),
      other != speaker.id
    {
      throw NotFound.nameTaken(
        name, remedy: "to make them one: trichdan speakers merge \"\(name)\" \"\(speaker.name)\"")
    }
    // Both names lead to this row; the rules keep it when its last article is ingested again.
    if speaker.articleKey == nil, try hasNamesakes(speaker) {
      try ruleForArticles("rename", of: speaker, is: speaker.id)
      try rule("rename", new.key, speaker.kind, article: "", is: speaker.id)
    } else {
      for key in Set([old.key, new.key]) {
        try rule("rename", key, speaker.kind, article: speaker.articleKey ?? "", is: speaker.id)
      }
    }
    try db.execute(
      sql: "UPDATE speaker SET name = ?, key = ?, folded = ? WHERE id = ?",
      arguments: [name, new.key, new.folded, speaker.id])
    try addForm(speaker.name, old, to: speaker.id, isAlias: true, articles: 0)
    try db.execute(
      sql: "UPDATE record SET version = version + 1 WHERE speaker_id = ?1 OR via_id = ?1",
      arguments: [speaker.id])
    try log(
      "speakers rename",
      before: [
        ("name", speaker.name), ("kind", speaker.kind.rawValue), ("article", speaker.articleKey),
        ("id", "\(speaker.id)"),
      ],
      after: [("name", name), ("id", "\(speaker.id)")])
  }

  /// Gives a speaker one more name.
  func alias(_ form: String, of speaker: SpeakerMatch) throws {
    let key = NameKey(form)
    guard !key.key.isEmpty else { throw NotFound.speaker(form, nearest: []) }
    if let other = try existing(key, speaker.kind, article: speaker.articleKey), other != speaker.id {
      throw NotFound.nameTaken(
        form, remedy: "to make them one: trichdan speakers merge \"\(speaker.name)\" \"\(form)\"")
    }
    try rule("alias", key.key, speaker.kind, article: speaker.articleKey ?? "", is: speaker.id)
    try addForm(form, key, to: speaker.id, isAlias: true, articles: 0)
    try log(
      "speakers alias", before: [("name", speaker.name), ("kind", speaker.kind.rawValue)],
      after: [("alias", form)])
  }

  // MARK: Parts

  /// Whoever the engine calls `key` of `kind`, in one article or (empty) everywhere, is this speaker.
  private func rule(_ action: String, _ key: String, _ kind: SpeakerKind, article: String, is speaker: Int64)
    throws
  {
    try db.execute(
      sql: """
        INSERT INTO speaker_rule(action, key, kind, article_key, speaker_id, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(key, kind, article_key) DO UPDATE SET action = excluded.action, speaker_id = excluded.speaker_id,
          made_by = excluded.made_by, made_at = excluded.made_at
        """,
      arguments: [action, key, kind.rawValue, article, speaker, person, now])
  }

  /// Whether somebody else bears the name.
  private func hasNamesakes(_ speaker: SpeakerMatch) throws -> Bool {
    try Int.fetchOne(
      db,
      sql: "SELECT 1 FROM speaker WHERE key = ? AND kind = ? AND article_id IS NULL AND id <> ?",
      arguments: [NameKey(speaker.name).key, speaker.kind.rawValue, speaker.id]) != nil
  }

  /// In each of its articles, whoever the engine calls as it calls this speaker is that one.
  private func ruleForArticles(_ action: String, of speaker: SpeakerMatch, is target: Int64) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT p.key, p.kind, a.key FROM article_speaker p JOIN article a ON a.id = p.article_id WHERE p.speaker_id = ?
        """, arguments: [speaker.id])
    for row in rows {
      let kind = SpeakerKind(rawValue: try row.value(1)) ?? speaker.kind
      try rule(action, row.value(0), kind, article: row.value(2), is: target)
    }
  }

  private func addForm(_ form: String, _ key: NameKey, to speaker: Int64, isAlias: Bool, articles: Int) throws
  {
    let own = try String.fetchOne(db, sql: "SELECT key FROM speaker WHERE id = ?", arguments: [speaker])
    guard key.key != own, !key.key.isEmpty else { return }
    try db.execute(
      sql: """
        INSERT INTO speaker_form(speaker_id, form, key, folded, is_alias, articles) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT(speaker_id, key) DO UPDATE SET is_alias = max(is_alias, excluded.is_alias),
          articles = articles + excluded.articles
        """,
      arguments: [speaker, form, key.key, key.folded, isAlias, articles])
  }

  private func log(
    _ action: String, before: [(key: String, value: String?)], after: [(key: String, value: String?)]
  ) throws {
    try ReviewLog(db).append(
      action, by: person, before: JSONText.object(before), after: JSONText.object(after))
  }
}
