import Foundation
import GRDB

/// Writes down what mending a speaker changes, row by row, so that it can be taken back.
///
/// Temporary triggers do it while the mending runs (as in https://sqlite.org/undoredo.html): whatever the mending does, now
/// or in a later version of the program, is written down without its knowing.
struct MendingRecorder {
  private let db: Database

  /// Runs a mending within its transaction and keeps what it changed beside its line of the review log.
  static func recording<T>(_ db: Database, _ mending: () throws -> T) throws -> T {
    let recorder = MendingRecorder(db: db)
    try recorder.begin()
    // They are temporary, and undone with the transaction when the mending failed.
    defer { try? recorder.end() }
    let result = try mending()
    try recorder.keep()
    return result
  }

  private func begin() throws {
    try db.execute(sql: "CREATE TEMP TABLE mending_step (id INTEGER PRIMARY KEY, step TEXT NOT NULL)")
    for (name, event, step) in Self.triggers {
      try db.execute(
        sql: """
          CREATE TEMP TRIGGER mending_\(name) \(event)
          BEGIN INSERT INTO mending_step(step) VALUES (json_object(\(step))); END
          """)
    }
  }

  private func end() throws {
    for (name, _, _) in Self.triggers { try db.execute(sql: "DROP TRIGGER IF EXISTS temp.mending_\(name)") }
    try db.execute(sql: "DROP TABLE IF EXISTS temp.mending_step")
  }

  private func keep() throws {
    let steps = try String.fetchAll(db, sql: "SELECT step FROM temp.mending_step ORDER BY id")
    guard !steps.isEmpty, let line = try Int64.fetchOne(db, sql: "SELECT max(id) FROM review_log") else {
      return
    }
    try db.execute(
      sql: "INSERT OR REPLACE INTO mending(line, steps) VALUES (?, ?)",
      arguments: [line, "[\(steps.joined(separator: ","))]"])
  }

  /// What is written down of each change; rows that came have `now` values, rows that went the old ones, the rest both.
  private static let triggers: [(name: String, event: String, step: String)] = [
    (
      "record",
      "AFTER UPDATE OF speaker_id, via_id ON main.record WHEN old.speaker_id IS NOT new.speaker_id OR old.via_id IS NOT new.via_id",
      "'table', 'record', 'id', old.id, 'speaker', old.speaker_id, 'nowSpeaker', new.speaker_id, 'via', old.via_id, 'nowVia', new.via_id"
    ),
    (
      "article_speaker",
      "AFTER UPDATE OF speaker_id ON main.article_speaker WHEN old.speaker_id IS NOT new.speaker_id",
      "'table', 'article', 'id', old.article_id, 'key', old.key, 'kind', old.kind, 'speaker', old.speaker_id, 'nowSpeaker', new.speaker_id"
    ),
    (
      "speaker_gone", "BEFORE DELETE ON main.speaker",
      "'table', 'speaker', 'change', 'gone', 'id', old.id, 'name', old.name, 'kind', old.kind, 'key', old.key, 'folded', old.folded, 'article', old.article_id, 'authority', old.authority, 'sameAs', old.same_as"
    ),
    (
      "speaker_came", "AFTER INSERT ON main.speaker", "'table', 'speaker', 'change', 'came', 'id', new.id"
    ),
    (
      "speaker_renamed", "AFTER UPDATE OF name ON main.speaker",
      "'table', 'speaker', 'change', 'renamed', 'id', old.id, 'name', old.name, 'key', old.key, 'folded', old.folded, 'kind', old.kind"
    ),
    (
      "form_gone", "BEFORE DELETE ON main.speaker_form",
      "'table', 'form', 'change', 'gone', 'speaker', old.speaker_id, 'name', old.form, 'key', old.key, 'folded', old.folded, 'alias', old.is_alias, 'articles', old.articles"
    ),
    (
      "form_came", "AFTER INSERT ON main.speaker_form",
      "'table', 'form', 'change', 'came', 'speaker', new.speaker_id, 'key', new.key"
    ),
    (
      "form_changed", "AFTER UPDATE ON main.speaker_form",
      "'table', 'form', 'change', 'changed', 'speaker', old.speaker_id, 'key', old.key, 'alias', old.is_alias, 'articles', old.articles - new.articles"
    ),
    (
      "rule_gone", "BEFORE DELETE ON main.speaker_rule",
      "'table', 'rule', 'change', 'gone', 'action', old.action, 'key', old.key, 'kind', old.kind, 'place', old.article_key, 'speaker', old.speaker_id, 'by', old.made_by, 'at', old.made_at"
    ),
    (
      "rule_came", "AFTER INSERT ON main.speaker_rule",
      "'table', 'rule', 'change', 'came', 'key', new.key, 'kind', new.kind, 'place', new.article_key"
    ),
    (
      "rule_changed", "AFTER UPDATE ON main.speaker_rule",
      "'table', 'rule', 'change', 'changed', 'action', old.action, 'key', old.key, 'kind', old.kind, 'place', old.article_key, 'speaker', old.speaker_id, 'by', old.made_by, 'at', old.made_at"
    ),
  ]
}

/// One change that a mending made.
struct MendingStep: Decodable {
  var table: String
  var change: String?
  var id: Int64?
  var speaker: Int64?
  var nowSpeaker: Int64?
  var via: Int64?
  var nowVia: Int64?
  var name: String?
  var kind: String?
  var key: String?
  var folded: String?
  var article: Int64?
  var authority: String?
  var sameAs: String?
  var alias: Int?
  var articles: Int?
  var action: String?
  var place: String?
  var by: String?
  var at: String?

  /// The speakers that it is about.
  var speakers: [Int64] {
    [speaker, nowSpeaker, via, nowVia, table == "speaker" ? id : nil].compactMap { $0 }
  }

  /// Takes it back. What has been changed since stays.
  func undo(_ db: Database) throws {
    switch (table, change) {
    case ("record", _):
      try db.execute(
        sql: """
          UPDATE record SET speaker_id = CASE WHEN speaker_id IS ?1 THEN ?2 ELSE speaker_id END,
            via_id = CASE WHEN via_id IS ?3 THEN ?4 ELSE via_id END, version = version + 1
          WHERE id = ?5 AND (speaker_id IS ?1 OR via_id IS ?3)
          """, arguments: [nowSpeaker, speaker, nowVia, via, id])
    case ("article", _):
      try db.execute(
        sql: """
          UPDATE article_speaker SET speaker_id = ? WHERE article_id = ? AND key = ? AND kind = ? AND speaker_id = ?
          """, arguments: [speaker, id, key, kind, nowSpeaker])
    case ("speaker", "gone"):
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO speaker(id, name, kind, key, folded, article_id, authority, same_as)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [id, name, kind, key, folded, article, authority, sameAs])
    case ("speaker", "came"):
      if let id { try SpeakerRows.removeIfUnused(id, db) }
    case ("speaker", "renamed"):
      try db.execute(
        sql: "UPDATE OR IGNORE speaker SET name = ?, key = ?, folded = ? WHERE id = ?",
        arguments: [name, key, folded, id])
      try db.execute(
        sql: "UPDATE record SET version = version + 1 WHERE speaker_id = ?1 OR via_id = ?1", arguments: [id])
    case ("form", "gone"):
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO speaker_form(speaker_id, form, key, folded, is_alias, articles) VALUES (?, ?, ?, ?, ?, ?)
          """, arguments: [speaker, name, key, folded, alias, articles])
    case ("form", "came"):
      try db.execute(
        sql: "DELETE FROM speaker_form WHERE speaker_id = ? AND key = ?", arguments: [speaker, key])
    case ("form", "changed"):
      try db.execute(
        sql: "UPDATE speaker_form SET is_alias = ?, articles = articles + ? WHERE speaker_id = ? AND key = ?",
        arguments: [alias, articles, speaker, key])
    case ("rule", "came"):
      try db.execute(
        sql: "DELETE FROM speaker_rule WHERE key = ? AND kind = ? AND article_key = ?",
        arguments: [key, kind, place])
    case ("rule", _):
      try db.execute(
        sql: """
          INSERT INTO speaker_rule(action, key, kind, article_key, speaker_id, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT(key, kind, article_key) DO UPDATE SET action = excluded.action, speaker_id = excluded.speaker_id,
            made_by = excluded.made_by, made_at = excluded.made_at
          """, arguments: [action, key, kind, place, speaker, by, at])
    default: break
    }
  }
}
