import GRDB
import QuoteEngine

/// Where the review log and the records disagree, which means that one of them was changed from outside.
public struct ReviewFault: Sendable, Hashable, CustomStringConvertible {
  /// The record's id, or its row where it has none any more.
  public var record: String
  /// What is wrong, in words.
  public var description: String
  /// Whether nothing but who speaks differs: a rename in another database may be behind that.
  public var isOfSpeakerAlone = false
}

/// The states that records should be in by what the review log says, read line by line.
///
/// A record's state is what its last line says, changed by what was later decided about its speaker.
struct LoggedStates {
  private struct Logged {
    var articleKey: String
    var state: RecordState?
    var line: Int64
  }
  private var records: [Int64: Logged] = [:]
  /// Lines that cannot be read.
  private(set) var faults: [ReviewFault] = []

  /// Reads the whole log.
  init(_ db: Database) throws {
    let lines = try Row.fetchCursor(db, sql: "SELECT * FROM review_log ORDER BY id")
    while let row = try lines.next() { read(try ReviewLogEntry(row: row)) }
  }

  /// The state that the log gives to a record: `nil` inside when adding it was taken back, `nil` when nothing was decided.
  func state(of record: Int64) -> RecordState?? { records[record].map(\.state) }

  /// The rows that the log speaks of.
  var rows: [Int64] { records.keys.sorted() }

  private mutating func read(_ line: ReviewLogEntry) {
    if let record = line.recordID {
      let state = line.after.flatMap(RecordState.init(json:))
      if line.after != nil, state == nil {
        faults.append(
          ReviewFault(
            record: "record \(record)", description: "line \(line.id) of the review log cannot be read"))
      }
      records[record] = Logged(articleKey: line.anchor?.articleKey ?? "", state: state, line: line.id)
    } else if let before = line.before.map(JSONText.members), let after = line.after.map(JSONText.members) {
      mend(line.action, before, after)
    }
  }

  private mutating func mend(_ action: String, _ before: [String: String], _ after: [String: String]) {
    if action == "speakers undo" {
      takeBack(before, after)
      return
    }
    guard ["speakers merge", "speakers split", "speakers rename"].contains(action), let name = before["name"],
      let newName = after["name"], let kind = before["kind"].flatMap(SpeakerKind.init(rawValue:))
    else { return }
    let old = SpeakerReference(name: name, kind: kind)
    let new = SpeakerReference(
      name: newName, kind: after["kind"].flatMap(SpeakerKind.init(rawValue:)) ?? kind)
    let oldID = before["id"].flatMap { Int64($0) }
    for (record, logged) in records {
      guard let state = logged.state, state.speaker != nil else { continue }
      let isInScope = before["article"] == nil || before["article"] == logged.articleKey
      let isMeant: Bool
      if let oldID, let id = state.speakerID {
        // A group that was merged with one of another article has records in both.
        isMeant = id == oldID && (action != "speakers split" || isInScope)
      } else {
        isMeant = isInScope && state.speaker.isSame(as: old)
      }
      guard isMeant else { continue }
      records[record]?.state?.speaker = new
      // A line that came from another database has no row numbers; then names alone say who is meant.
      records[record]?.state?.speakerID = after["id"].flatMap { Int64($0) }
    }
  }

  /// Records whose speaker they are again as before a mending that was taken back.
  private mutating func takeBack(_ before: [String: String], _ after: [String: String]) {
    guard let list = after["records"], let name = after["name"],
      let kind = after["kind"].flatMap(SpeakerKind.init(rawValue:))
    else { return }
    let old = before["id"].flatMap { Int64($0) }
    for record in list.split(separator: " ").compactMap({ Int64($0) }) {
      guard let state = records[record]?.state, state.speakerID == old || old == nil else { continue }
      records[record]?.state?.speaker = SpeakerReference(name: name, kind: kind)
      records[record]?.state?.speakerID = after["id"].flatMap { Int64($0) }
    }
  }

  /// Where the records differ from the log.
  func differences(_ db: Database) throws -> [ReviewFault] {
    var found = faults
    for (row, logged) in records.sorted(by: { $0.key < $1.key }) {
      let record = try RecordRows.fetch(row, db)
      switch (logged.state, record) {
      case (nil, nil): break
      case (nil, let record?):
        found.append(
          ReviewFault(
            record: record.id,
            description: "line \(logged.line) of the review log took it back, but it is there"))
      case (let state?, nil):
        // An extraction may replace what nobody has decided on any more.
        guard state.isHeld else { break }
        found.append(
          ReviewFault(
            record: "\(logged.articleKey), record \(row)",
            description:
              "line \(logged.line) of the review log decided on it (“\(state.content.text)”), but it is gone")
        )
      case (let state?, let record?):
        guard state.isHeld || RecordState(record).isHeld else { break }
        var parts = Self.differing(state, RecordState(record))
        // Articles that came since may tell that the name means another person than was thought; whose words they are in
        // the article has not changed.
        if parts.contains("speaker"), try isStillNamed(state, record, db) {
          parts.removeAll { $0 == "speaker" }
        }
        guard !parts.isEmpty else { break }
        found.append(
          ReviewFault(
            record: record.id,
            description:
              "its \(parts.joined(separator: ", ")) differ from line \(logged.line) of the review log",
            isOfSpeakerAlone: parts == ["speaker"]))
      }
    }
    let unlogged = try Row.fetchAll(
      db,
      sql: """
        SELECT r.id, a.key, r.text FROM record r JOIN article a ON a.id = r.article_id
        WHERE (r.status <> 'unreviewed' OR r.note IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM review_log l WHERE l.record_id = r.id) ORDER BY r.id
        """)
    for row in unlogged {
      found.append(
        try ReviewFault(
          record: "\(row.value(1) as String), record \(row.value(0) as Int64)",
          description: "it is reviewed (“\(row.value(2) as String)”), but the review log says nothing of it"))
    }
    return found
  }

  /// Whether a record's speaker is whom its article knows by the name that the log gives it.
  private func isStillNamed(_ logged: RecordState, _ record: StoredRecord, _ db: Database) throws -> Bool {
    guard let name = logged.speaker.map({ NameKey($0.name) }), let speaker = record.speaker else {
      return false
    }
    let members = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT p.name, p.authority, a.key FROM article_speaker p JOIN article a ON a.id = p.article_id
          WHERE p.speaker_id = ?
          """), arguments: [speaker.rowID]
    )
    let own = NameKey(speaker.name)
    var (isNamed, isOwnName) = (false, false)
    for row in members {
      let (known, authority): (String, String?) = try (row.value(0), row.value(1))
      let keys = [NameKey(known)] + (authority.map { [NameKey($0)] } ?? [])
      // What the row is called has to come from its articles too, and not from somebody outside.
      if keys.contains(own) { isOwnName = true }
      if keys.contains(name), try row.value(2) == record.article.key { isNamed = true }
    }
    return isNamed && isOwnName
  }

  private static func differing(_ logged: RecordState, _ actual: RecordState) -> [String] {
    var parts: [String] = []
    if logged.status != actual.status { parts.append("status") }
    if logged.kind != actual.kind { parts.append("kind") }
    if logged.content != actual.content { parts.append("words") }
    if !logged.speaker.isSame(as: actual.speaker)
      || (logged.speakerID != nil && logged.speakerID != actual.speakerID)
    {
      parts.append("speaker")
    }
    if logged.source != actual.source { parts.append("source") }
    if logged.cue != actual.cue { parts.append("cue") }
    if logged.figures != actual.figures { parts.append("figures") }
    if logged.note != actual.note { parts.append("note") }
    if logged.reviewer != actual.reviewer { parts.append("reviewer") }
    if logged.isAnchored != actual.isAnchored { parts.append("place in the text") }
    return parts
  }
}

extension QuoteStore {
  /// The state that the review log gives to the record of a row; `nil` when nothing was decided about it, or adding it was
  /// taken back. It reads the whole log, for speakers may have been mended since.
  public func stateFromLog(_ recordID: Int64) throws -> RecordState? {
    try read { db in try LoggedStates(db).state(of: recordID) ?? nil }
  }

  /// Checks that each record is as the review log says; none when all is well.
  public func reviewFaults() throws -> [ReviewFault] {
    try read { db in try LoggedStates(db).differences(db) }
  }
}
