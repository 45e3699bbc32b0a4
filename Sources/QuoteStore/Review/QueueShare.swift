import GRDB

/// A part of the queue that is one reviewer's to read: papers, speakers or days. The others' queues leave it out.
public struct QueueShare: Sendable, Hashable {
  /// Its number.
  public internal(set) var id: Int64 = 0
  /// Whose it is.
  public var reviewer: String
  /// Papers, any of them, as the articles spell them.
  public var papers: [String]?
  /// A speaker's name.
  public var speaker: String?
  /// The first and the last of the speakers in the order of the alphabet, as names.
  public var firstSpeaker: String?
  /// The last speaker in the order of the alphabet.
  public var lastSpeaker: String?
  /// The first day of publication, `yyyy-mm-dd`.
  public var since: String?
  /// The last day of publication, `yyyy-mm-dd`.
  public var until: String?
  /// Who gave it.
  public internal(set) var madeBy = ""
  /// When, in UTC.
  public internal(set) var madeAt = ""

  /// Makes a share that has everything, and can be given to nobody until something narrows it.
  public init(reviewer: String) { self.reviewer = reviewer }

  /// Whether nothing narrows it.
  public var isEverything: Bool {
    papers == nil && since == nil && until == nil && !isOfSpeakers
  }

  /// Whether speakers narrow it.
  var isOfSpeakers: Bool { speaker != nil || firstSpeaker != nil || lastSpeaker != nil }

  /// What a record has to meet, as SQL with its values; of the columns, `a` is the article and `s` the speaker.
  var condition: (sql: String, arguments: StatementArguments) {
    let all: [(sql: String, value: String?)] = [
      ("a.source IN (SELECT value FROM json_each(?))", papers.map(JSONText.array)),
      ("s.key = ?", speaker.map { NameKey($0).key }),
      ("s.folded >= ?", firstSpeaker.map { NameKey($0).folded }),
      ("s.folded <= ?", lastSpeaker.map { NameKey($0).folded }),
      ("a.published_on >= ?", since), ("a.published_on <= ?", until),
    ]
    let used = all.compactMap { sql, value in value.map { (sql: sql, value: $0) } }
    guard !used.isEmpty else { return ("1", []) }
    return (used.map(\.sql).joined(separator: " AND "), StatementArguments(used.map(\.value)))
  }

  init(row: Row) throws {
    id = try row.value("id")
    reviewer = try row.value("reviewer")
    papers = try (row.value("papers") as String?).map(JSONText.strings)
    speaker = try row.value("speaker")
    firstSpeaker = try row.value("first_speaker")
    lastSpeaker = try row.value("last_speaker")
    since = try row.value("since")
    until = try row.value("until")
    madeBy = try row.value("made_by")
    madeAt = try row.value("made_at")
  }
}

extension QuoteStore {
  /// The parts of the queue that were given to somebody, by reviewer.
  public func queueShares() throws -> [QueueShare] {
    try read { db in
      try Row.fetchAll(
        db.cachedStatement(sql: "SELECT * FROM queue_share ORDER BY reviewer, id")
      ).map(QueueShare.init(row:))
    }
  }

  /// Gives parts of the queue to their reviewers; `isAnew` takes back those that were given before.
  public func give(_ shares: [QueueShare], by reviewer: String, isAnew: Bool = false) throws {
    try write(durably: true) { db in
      if isAnew { try db.execute(sql: "DELETE FROM queue_share") }
      for share in shares where !share.isEverything {
        try db.execute(
          sql: """
            INSERT INTO queue_share(reviewer, papers, speaker, first_speaker, last_speaker, since, until, made_by, made_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            share.reviewer, share.papers.map(JSONText.array), share.speaker, share.firstSpeaker,
            share.lastSpeaker, share.since, share.until, reviewer, Timestamp.text(.now),
          ])
      }
    }
  }

  /// Takes a part of the queue back, so that it is everybody's; whether there was one.
  @discardableResult
  public func takeBackShare(_ id: Int64) throws -> Bool {
    try write(durably: true) { db in
      try db.execute(sql: "DELETE FROM queue_share WHERE id = ?", arguments: [id])
      return db.changesCount > 0
    }
  }
}
