import GRDB
import QuoteEngine
import SpeakerIdentity

/// Which records to list. Conditions that are `nil` let everything through; all others must hold.
public struct RecordQuery: Sendable, Hashable {
  /// Row numbers of the speakers, any of them; who speaks together with others counts too.
  public var speakerIDs: [Int64]?
  /// The kind of the speaker.
  public var speakerKind: SpeakerKind?
  /// The class of the speaker's role, any of these.
  public var roleClasses: [RoleClass]?
  /// The speaker's gender, where words tell it.
  public var gender: ProfileGender?
  /// Keys of the articles, any of them.
  public var articleKeys: [String]?
  /// The layer.
  public var layer: Layer?
  /// Words that must occur.
  public var words: WordSearch?
  /// What has been decided, any of these.
  public var statuses: Set<ReviewStatus>?
  /// Who decided last, as the review log has the name.
  public var reviewer: String?
  /// The first and the last day on which it was decided, in UTC, `yyyy-mm-dd`.
  public var decidedSince: String?
  /// The last day of decisions, as YYYY-MM-DD.
  public var decidedUntil: String?
  /// Whether the machine proposes now what contradicts a decision.
  public var isInConflict: Bool?
  /// The lowest confidence.
  public var minimumConfidence: Double?
  /// The confidence that it must be below.
  public var confidenceBelow: Double?
  /// Ids of the forms that fired, any of them.
  public var patterns: [String]?
  /// The first day of publication, `yyyy-mm-dd`.
  public var since: String?
  /// The last day of publication, `yyyy-mm-dd`.
  public var until: String?
  /// Papers, any of them, as the articles spell them.
  public var papers: [String]?
  /// The class of the cue.
  public var cueClass: String?
  /// Whether what is reported is denied.
  public var isNegated: Bool?
  /// A kind of figure that must be in it.
  public var figure: Figure.Kind?
  /// The part of the queue that it must be in.
  public var share: QueueShare?
  /// Parts of the queue that it must be in none of.
  public var sharesLeftOut: [QueueShare] = []
  /// In which order.
  public var order = Order.place
  /// Whether the order is turned round; what has no value for it stays last.
  public var isReversed = false
  /// In the order of review, only what comes behind this place.
  public var after: ReviewPlace?
  /// How many records to pass over first.
  public var offset = 0
  /// The most records to list.
  public var limit: Int?

  /// Orders of records.
  public enum Order: Sendable, Hashable {
    /// In the order of ingest and of the text.
    case place
    /// Those first that are most likely wrong, which is the order of review.
    case leastCertain
    /// The latest article first, those without a date last.
    case date
    /// By the speaker's name, those without one last.
    case speaker
    /// The surest first.
    case confidence
    /// By the article's key.
    case article
    /// The earliest article first, those without a date last.
    case earliest
  }

  /// Makes a query that lets everything through.
  public init() {}

  /// The statement for all columns of the records in their order.
  func statement() -> (sql: String, arguments: StatementArguments) {
    let (condition, arguments) = condition()
    return (
      "SELECT \(StoredRecord.columns) FROM \(tables)\(condition) ORDER BY \(ordering)", arguments
    )
  }

  /// What stands behind FROM. The queue is read along its index, however many a filter lets through: a page of it is
  /// at its beginning most of the time. A speaker, an article or words lead to a few records at once.
  var tables: String {
    if isStreamed {
      return StoredRecord.tables.replacing(
        "record r JOIN article a", with: "record r INDEXED BY record_article CROSS JOIN article a")
    }
    guard order == .leastCertain, statuses == [.unreviewed], speakerIDs == nil, articleKeys == nil,
      words == nil
    else { return StoredRecord.tables }
    return StoredRecord.tables.replacing(
      "record r JOIN article a", with: "record r INDEXED BY record_queue CROSS JOIN article a")
  }

  /// Whether the records are read along the index that has them in their order, so that the first comes at once and none
  /// waits for the last: where no filter leads to a few of them.
  var isStreamed: Bool {
    let isOfAllSpeakers = speakerIDs == nil && speakerKind == nil && roleClasses == nil && gender == nil
    let isOfAllArticles = articleKeys == nil && since == nil && until == nil && papers == nil
    let isOfAllShares = share == nil && sharesLeftOut.isEmpty
    let isOfAllDecisions =
      (statuses?.contains(.unreviewed) ?? true) && reviewer == nil && isInConflict != true
      && decidedSince == nil && decidedUntil == nil
    return order == .place && !isReversed && words == nil && isOfAllSpeakers && isOfAllArticles
      && isOfAllShares && isOfAllDecisions
  }

  /// What stands behind FROM where only the records' own columns are wanted.
  var recordTables: String {
    let isOfRecordsAlone =
      speakerKind == nil && articleKeys == nil && since == nil && until == nil && papers == nil
      && share == nil && sharesLeftOut.isEmpty
      && (order == .place || order == .leastCertain || order == .confidence)
    return isOfRecordsAlone ? "record r" : StoredRecord.tables
  }

  /// What stands behind ORDER BY.
  var ordering: String {
    let (down, up) = isReversed ? ("", " DESC") : (" DESC", "")
    let place = "r.article_id\(up), r.start\(up), r.end\(down), r.id\(up)"
    return switch order {
    case .place: place
    case .leastCertain: "r.confidence\(up), r.id\(up)"
    case .date: "a.published_on IS NULL, a.published_on\(down), \(place)"
    case .earliest: "a.published_on IS NULL, a.published_on\(up), \(place)"
    case .speaker: "s.id IS NULL, s.folded\(up), s.key\(up), s.id\(up), \(place)"
    case .confidence: "r.confidence\(down), \(place)"
    case .article: "a.key\(up), r.start\(up), r.end\(down), r.id\(up)"
    }
  }

  /// What stands behind FROM: WHERE and the conditions, or nothing.
  func condition() -> (sql: String, arguments: StatementArguments) {
    var conditions: [String] = []
    var arguments = StatementArguments()
    func require(_ condition: String, _ values: (any DatabaseValueConvertible)?...) {
      conditions.append(condition)
      arguments += StatementArguments(values)
    }
    if let words {
      require("r.id IN (SELECT rowid FROM record_words WHERE record_words MATCH ?)", words.expression)
    }
    if let speakerIDs {
      let list = "[\(speakerIDs.map(String.init).joined(separator: ","))]"
      require(JointSpeakers.condition, list, list)
    }
    if let speakerKind { require("s.kind = ?", speakerKind.rawValue) }
    if let roleClasses {
      require("r.role_class IN (SELECT value FROM json_each(?))", JSONText.array(roleClasses.map(\.rawValue)))
    }
    if let gender { require("r.gender = ?", gender.rawValue) }
    if let articleKeys { require("a.key IN (SELECT value FROM json_each(?))", JSONText.array(articleKeys)) }
    if let layer { require("r.layer = ?", layer.rawValue) }
    if let statuses {
      // In the statement itself, so that SQLite knows which index holds them.
      let list = statuses.map(\.rawValue).sorted().map { "'\($0)'" }.joined(separator: ", ")
      require(statuses.count == 1 ? "r.status = \(list)" : "r.status IN (\(list))")
      // Said in so many words, for the index of what is reviewed.
      if !statuses.contains(.unreviewed) { require("r.status <> 'unreviewed'") }
    }
    if let reviewer { require("r.reviewer = ?", reviewer) }
    if decidedSince != nil || decidedUntil != nil { require("r.status <> 'unreviewed'") }
    if let decidedSince { require("r.reviewed_at >= ?", decidedSince) }
    if let decidedUntil { require("substr(r.reviewed_at, 1, 10) <= ?", decidedUntil) }
    if let isInConflict { require("r.proposal IS \(isInConflict ? "NOT " : "")NULL") }
    if let minimumConfidence { require("r.confidence >= ?", minimumConfidence) }
    if let confidenceBelow { require("r.confidence < ?", confidenceBelow) }
    if let patterns { require("r.pattern IN (SELECT value FROM json_each(?))", JSONText.array(patterns)) }
    if let since { require("a.published_on >= ?", since) }
    if let until { require("a.published_on <= ?", until) }
    if let papers { require("a.source IN (SELECT value FROM json_each(?))", JSONText.array(papers)) }
    if let cueClass { require("r.cue_class = ?", cueClass) }
    if let isNegated { require("r.negated = ?", isNegated) }
    if let figure { require("instr(r.figures, ?) > 0", FigureText.mark(of: figure)) }
    if let share {
      let (sql, values) = share.condition
      conditions.append("(\(sql))")
      arguments += values
    }
    for share in sharesLeftOut {
      let (sql, values) = share.condition
      // What a record does not have is in no share.
      conditions.append("NOT ifnull(\(sql), 0)")
      arguments += values
    }
    if let after { require("(r.confidence, r.id) > (?, ?)", after.confidence, after.recordID) }
    return (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "), arguments)
  }
}

extension QuoteStore {
  /// Hands on the records that a query lets through, one after the other, all from one state of the database.
  ///
  /// However many there are, few are in memory at a time. What `body` throws ends the listing.
  public func forEachRecord(_ query: RecordQuery, _ body: (StoredRecord) throws -> Void) throws {
    try forEachRecord(query, contextLength: nil) { record, _ in try body(record) }
  }

  /// Hands on the records that a query lets through, each with what stands around it, up to `contextLength` code points on
  /// either side.
  public func forEachRecord(
    _ query: RecordQuery, contextLength: Int?, _ body: (StoredRecord, RecordContext?) throws -> Void
  ) throws {
    try read { db in
      let contexts = try contextLength.map { try RecordContexts(db, length: $0) }
      func hand(on record: StoredRecord) throws { try body(record, try contexts?.context(of: record)) }
      guard !query.isStreamed, query.order != .leastCertain else {
        let (sql, arguments) = query.statement()
        try Self.forEachRecord(of: Row.fetchCursor(db, sql: sql, arguments: arguments), query, hand)
        return
      }
      // What has to be sorted is sorted by numbers alone: whole rows would be in memory until the last is found.
      let (condition, arguments) = query.condition()
      let numbers = try Int64.fetchAll(
        db, sql: "SELECT r.id FROM \(StoredRecord.tables)\(condition) ORDER BY \(query.ordering)",
        arguments: arguments)
      let statement = try db.makeStatement(
        sql: """
          SELECT \(StoredRecord.columns) FROM json_each(?) j CROSS JOIN record r ON r.id = j.value
            JOIN article a ON a.id = r.article_id LEFT JOIN speaker s ON s.id = r.speaker_id
            LEFT JOIN speaker v ON v.id = r.via_id ORDER BY j.key
          """)
      var query = query
      var next = 0
      while next < numbers.count, query.limit != 0 {
        let some = numbers[next..<min(numbers.count, next + 200)]
        next += some.count
        let list = "[\(some.map(String.init).joined(separator: ","))]"
        let (passed, listed) = try Self.forEachRecord(
          of: Row.fetchCursor(statement, arguments: [list]), query, hand)
        query.offset = max(0, query.offset - passed)
        query.limit = query.limit.map { $0 - listed }
      }
    }
  }

  @discardableResult
  private static func forEachRecord(
    of rows: RowCursor, _ query: RecordQuery, _ body: (StoredRecord) throws -> Void
  ) throws -> (passed: Int, listed: Int) {
    var left = query.limit ?? .max
    var passed = 0
    var listed = 0
    while left > 0, let row = try rows.next() {
      if let words = query.words, try !words.occurs(in: row.value(4)) { continue }
      passed += 1
      if passed <= query.offset { continue }
      try body(try StoredRecord(row: row))
      left -= 1
      listed += 1
    }
    return (passed, listed)
  }

  /// The records that a query lets through.
  public func records(_ query: RecordQuery = RecordQuery()) throws -> [StoredRecord] {
    try read { db in
      let (sql, arguments) = query.statement()
      // Nothing else runs before all are there: the statement can be kept for the next page.
      let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
      var records: [StoredRecord] = []
      try Self.forEachRecord(of: rows, query) { records.append($0) }
      return records
    }
  }

  /// The rows' numbers of the records that a query lets through, in its order; what a queue is made of.
  public func recordNumbers(_ query: RecordQuery) throws -> [Int64] {
    try read { db in
      let (condition, arguments) = query.condition()
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT r.id\(query.words == nil ? "" : ", r.text") FROM \(query.recordTables)\(condition)
          ORDER BY \(query.ordering)
          """,
        arguments: arguments)
      var numbers: [Int64] = []
      var passed = 0
      while numbers.count < query.limit ?? .max, let row = try rows.next() {
        if let words = query.words, try !words.occurs(in: row.value(1)) { continue }
        passed += 1
        if passed > query.offset { numbers.append(try row.value(0)) }
      }
      return numbers
    }
  }
}
