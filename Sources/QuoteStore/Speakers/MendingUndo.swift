import Foundation
import GRDB
import QuoteEngine

/// A mending that can be taken back.
public struct Mending: Sendable, Hashable {
  /// Its line of the review log.
  public var line: Int64
  /// Who did it.
  public var madeBy: String
  /// When, in UTC.
  public var madeAt: String
  /// What was done: `speakers merge`, `speakers split`, `speakers rename` or `speakers alias`.
  public var action: String
  /// Whom it was done to, by the name then.
  public var before: String
  /// What it came to: the other speaker, or the new name.
  public var after: String
  /// How many quotes and claims changed their speaker.
  public var records: Int
}

/// Why a mending cannot be taken back.
public enum MendingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no such mending, or it was taken back already, or it was made before the database kept what it changed.
  case unknown
  /// A later mending stands on it, which has to be taken back first.
  case later(Mending)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .unknown: "there is no such change of a speaker that could be taken back"
    case .later(let mending):
      "a later change stands on it (\(mending.action), \(mending.before) → \(mending.after)); take that one back first"
    }
  }
}

extension QuoteStore {
  /// The mendings of a speaker that can be taken back, the last one first.
  public func mendings(of speaker: Int64) throws -> [Mending] {
    try read { db in
      try Self.standing(db).filter { $0.steps.contains { $0.speakers.contains(speaker) } }.map(\.mending)
    }
  }

  /// Takes back a mending: names, rules, and whose the records are. What was decided about a record since stays.
  ///
  /// Throws `MendingError`.
  public func undoMending(_ line: Int64, by person: String) throws -> MendingOutcome {
    try write(durably: true) { db in
      let standing = try Self.standing(db)
      guard let index = standing.firstIndex(where: { $0.mending.line == line }) else {
        throw MendingError.unknown
      }
      let (mending, steps) = standing[index]
      let speakers = Set(steps.flatMap(\.speakers))
      if let later = standing[..<index].last(where: {
        $0.steps.contains { !speakers.isDisjoint(with: $0.speakers) }
      }) {
        throw MendingError.later(later.mending)
      }
      // Rows come back before or after those that refer to them.
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
      for step in steps.reversed() { try step.undo(db) }
      try db.execute(sql: "UPDATE mending SET is_undone = 1 WHERE line = ?", arguments: [line])
      return MendingOutcome(name: mending.before, records: try Self.log(mending, steps, by: person, db))
    }
  }

  /// Writes what was taken back into the log: which records are whose again. Gives their number.
  private static func log(_ mending: Mending, _ steps: [MendingStep], by person: String, _ db: Database)
    throws
    -> Int
  {
    func member(_ id: Int64?) throws -> [(key: String, value: String?)] {
      guard let id else { return [] }
      guard
        let row = try Row.fetchOne(db, sql: "SELECT name, kind FROM speaker WHERE id = ?", arguments: [id])
      else { return [("id", "\(id)")] }
      return try [("name", row.value(0)), ("kind", row.value(1)), ("id", "\(id)")]
    }
    let log = ReviewLog(db)
    var count = 0
    var moved: [Int64: [(record: Int64, from: Int64?)]] = [:]
    for step in steps where step.table == "record" && step.speaker != step.nowSpeaker {
      guard let record = step.id, let speaker = step.speaker,
        try Int64.fetchOne(db, sql: "SELECT speaker_id FROM record WHERE id = ?", arguments: [record])
          == speaker
      else { continue }
      moved[speaker, default: []].append((record, step.nowSpeaker))
      count += 1
    }
    for (speaker, records) in moved.sorted(by: { $0.key < $1.key }) {
      let list = records.map { "\($0.record)" }.joined(separator: " ")
      let before = try member(records[0].from)
      var after = try member(speaker)
      after.append((key: "records", value: list))
      after.append((key: "line", value: "\(mending.line)"))
      try log.append(
        "speakers undo", by: person, before: JSONText.object(before), after: JSONText.object(after))
    }
    if let renamed = steps.first(where: { $0.table == "speaker" && $0.change == "renamed" }) {
      try log.append(
        "speakers rename", by: person,
        before: JSONText.object([
          ("name", mending.after), ("kind", renamed.kind), ("id", renamed.id.map { "\($0)" }),
        ]),
        after: JSONText.object([("name", renamed.name), ("id", renamed.id.map { "\($0)" })]))
    } else if moved.isEmpty {
      try log.append(
        "speakers undo", by: person, before: JSONText.object([("name", mending.after)]),
        after: JSONText.object([("name", mending.before), ("line", "\(mending.line)")]))
    }
    return count
  }

  /// All mendings that were not taken back, the last one first, with what they changed.
  private static func standing(_ db: Database) throws -> [(mending: Mending, steps: [MendingStep])] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT m.line, m.steps, l.made_by, l.made_at, l.action, l.before, l.after FROM mending m
        JOIN review_log l ON l.id = m.line WHERE NOT m.is_undone ORDER BY m.line DESC
        """
    ).map { row in
      let text: String = try row.value("steps")
      let line: Int64 = try row.value("line")
      let steps: [MendingStep]
      do { steps = try JSONDecoder().decode([MendingStep].self, from: Data(text.utf8)) } catch {
        throw StoreError.damaged(
          path: "the changes of speakers", detail: "line \(line) cannot be read")
      }
      let before = (try row.value("before") as String?).map(JSONText.members) ?? [:]
      let after = (try row.value("after") as String?).map(JSONText.members) ?? [:]
      let mending = try Mending(
        line: line, madeBy: row.value("made_by"), madeAt: row.value("made_at"), action: row.value("action"),
        before: before["name"] ?? "", after: after["name"] ?? after["alias"] ?? "",
        records: steps.count { $0.table == "record" && $0.speaker != $0.nowSpeaker })
      return (mending, steps)
    }
  }
}
