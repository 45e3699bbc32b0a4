import ArticleReader
import DatasetExport
import GRDB
import QuoteEngine

extension QuoteStore {
  /// Reads datasets out of one state of the database, whatever others write meanwhile.
  ///
  ///     try store.readDataset { reader in try reader.forEachArticle(query) { try exporter.add($0) } }
  public func readDataset<T>(_ body: (DatasetReader) throws -> T) throws -> T {
    try read { db in try body(try DatasetReader(db)) }
  }
}

/// Hands on articles with their records for a dataset, in the order of their keys, one in memory at a time.
public struct DatasetReader {
  private let db: Database
  /// The numbers of the log's lines in order; a line's place in it is what a dataset calls it by.
  private let lines: [Int64]
  private let namesakes: Namesakes

  init(_ db: Database) throws {
    self.db = db
    namesakes = try Namesakes(db)
    lines = try Int64.fetchAll(db, sql: "SELECT id FROM review_log ORDER BY id")
  }

  /// Hands on each article that has a record which `query` lets through, with those records; with no query, all
  /// articles with all that is known of them. The query's order and offset do not count. What `body` throws ends it.
  public func forEachArticle(_ query: RecordQuery? = nil, _ body: (DatasetArticle) throws -> Void) throws {
    var decisions: SpeakerDecisions? = try speakerDecisions()
    var left = query?.limit ?? .max
    let wanted = try query?.words.map { words in
      Set(
        try Int64.fetchAll(
          db, sql: "SELECT rowid FROM record_words WHERE record_words MATCH ?", arguments: [words.expression])
      )
    }
    let records = try recordStatement(query)
    let cast = try db.makeStatement(
      sql: """
        SELECT p.name, p.kind, p.forms, p.roles, p.mentions, s.name, s.kind, h.key, s.id, s.same_as FROM article_speaker p
        JOIN speaker s ON s.id = p.speaker_id LEFT JOIN article h ON h.id = s.article_id WHERE p.article_id = ?
        """)
    let log = try db.makeStatement(sql: "SELECT * FROM review_log WHERE article_key = ? ORDER BY id")
    let readings = try db.makeStatement(
      sql: "SELECT * FROM blind_reading WHERE record_id = ? ORDER BY made_at, reviewer")
    let hasReadings = try Int.fetchOne(db, sql: "SELECT 1 FROM blind_reading LIMIT 1") != nil
    let origin = try db.makeStatement(sql: StoredOrigin.sql + " WHERE o.article_id = ?")
    let (sql, arguments) = Self.articles(query)
    let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
    while left > 0, let row = try rows.next() {
      let id: Int64 = try row.value("id")
      try DamagedValue.naming(
        // A key that cannot be read is no way to name the article.
        (try? row.value("key") as String).map { "article “\($0)”" } ?? "article number \(id)"
      ) {
        var stored: [StoredRecord] = []
        let found = try Row.fetchCursor(records.statement, arguments: [id] + records.arguments)
        while left > 0, let one = try found.next() {
          if let wanted, try !wanted.contains(one.value(0)) { continue }
          if let words = query?.words, try !words.occurs(in: one.value(4)) { continue }
          stored.append(try StoredRecord(row: one))
          left -= 1
        }
        guard query == nil || !stored.isEmpty else { return }
        var article = try Self.article(row)
        article.article.origin = try Row.fetchOne(origin, arguments: [id]).map(StoredOrigin.origin)
        article.speakers = try Row.fetchAll(cast, arguments: [id]).map(speaker).sorted(by: Self.isBefore)
        let numbers = try add(
          stored, try entries(Row.fetchAll(log, arguments: [article.article.id])), to: &article, query == nil)
        if hasReadings {
          for record in stored {
            for row in try Row.fetchAll(readings, arguments: [record.rowID]) {
              guard let number = numbers[record.rowID] else { continue }
              article.readings.append(try Self.reading(row, of: number))
            }
          }
          article.readings.sort { ($0.record, $0.at, $0.by) < ($1.record, $1.at, $1.by) }
        }
        article.decisions = decisions
        decisions = nil
        try body(article)
      }
    }
  }

  /// One article with its records and speakers; `nil` where there is none of the key.
  func article(_ key: String) throws -> DatasetArticle? {
    var query = RecordQuery()
    query.articleKeys = [key]
    var found: DatasetArticle?
    try forEachArticle(query) { found = $0 }
    // The query passes over articles without records.
    return try found
      ?? Row.fetchOne(db, sql: "SELECT a.* FROM article a WHERE a.key = ?", arguments: [key]).map(
        Self.article)
  }

  /// What people decided about speakers.
  public func speakerDecisions() throws -> SpeakerDecisions {
    var decisions = SpeakerDecisions()
    func name(_ row: Row, _ index: Int) throws -> SpeakerDecisions.Name {
      try SpeakerDecisions.Name(
        name: row.value(index), kind: row.value(index + 1), home: row.value(index + 2),
        person: namesakes.text(of: row.value(index + 3)))
    }
    decisions.rules = try Row.fetchAll(
      db,
      sql: """
        SELECT r.action, r.key, r.kind, r.article_key, s.name, s.kind, h.key, s.id, r.made_by, r.made_at
        FROM speaker_rule r JOIN speaker s ON s.id = r.speaker_id LEFT JOIN article h ON h.id = s.article_id
        ORDER BY r.key, r.kind, r.article_key
        """
    ).map {
      try SpeakerDecisions.Rule(
        action: $0.value(0), key: $0.value(1), kind: $0.value(2), article: $0.value(3), speaker: name($0, 4),
        by: $0.value(8), at: $0.value(9))
    }
    decisions.aliases = try Row.fetchAll(
      db,
      sql: """
        SELECT s.name, s.kind, h.key, s.id, f.form FROM speaker_form f JOIN speaker s ON s.id = f.speaker_id
        LEFT JOIN article h ON h.id = s.article_id WHERE f.is_alias = 1 ORDER BY s.key, s.kind, h.key, f.key
        """
    ).map { try SpeakerDecisions.Alias(speaker: name($0, 0), alias: $0.value(4)) }
      // Of namesakes with one other name, rows come in the order in which they were made.
      .sorted { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
    decisions.pairs = try SpeakerPairs(db).decisions()
    decisions.log = try entries(
      Row.fetchAll(db, sql: "SELECT * FROM review_log WHERE article_key IS NULL ORDER BY id")
    ).map(\.entry)
    return decisions
  }

  // MARK: Statements

  private static func articles(_ query: RecordQuery?) -> (sql: String, arguments: StatementArguments) {
    let columns = "SELECT a.* FROM article a"
    guard let query else { return (columns + " ORDER BY a.key", []) }
    let (condition, arguments) = query.condition()
    return (
      "\(columns) WHERE a.id IN (SELECT r.article_id FROM \(StoredRecord.tables)\(condition)) ORDER BY a.key",
      arguments
    )
  }

  private func recordStatement(
    _ query: RecordQuery?
  ) throws -> (statement: Statement, arguments: StatementArguments) {
    var query = query ?? RecordQuery()
    query.words = nil
    let (condition, arguments) = query.condition()
    // Through the article's records, however selective SQLite believes a condition to be: it is asked once an article.
    let tables = StoredRecord.tables.replacing("record r ", with: "record r INDEXED BY record_article ")
    let sql = """
      SELECT \(StoredRecord.columns) FROM \(tables)
      WHERE r.article_id = ?\(condition.replacing(" WHERE ", with: " AND ", maxReplacements: 1))
      ORDER BY r.start, r.end DESC, r.layer DESC, r.id
      """
    return (try db.makeStatement(sql: sql), arguments)
  }

  // MARK: Values

  private static func article(_ row: Row) throws -> DatasetArticle {
    var article = try DatasetArticle(
      article: Article(
        id: row.value("key"), title: row.value("title"), text: row.value("text"), url: row.value("url"),
        source: row.value("source"),
        published: row.value("published"), author: row.value("author")),
      sha256: row.value("sha256"),
      origin: DatasetOrigin(
        ingestedAt: row.value("ingested_at"), patternVersion: row.value("pattern_version"),
        programVersion: row.value("program_version")))
    article.publicationDay = try row.value("published_on")
    return article
  }

  private static func order(_ alias: SpeakerDecisions.Alias) -> [String] {
    let speaker = alias.speaker
    return [
      NameKey(speaker.name).key, speaker.kind, speaker.home ?? "", NameKey(alias.alias).key,
      speaker.person ?? "",
    ]
  }

  private static func reading(_ row: Row, of number: Int) throws -> DatasetReading {
    try DatasetReading(
      record: number, by: row.value("reviewer"), at: row.value("made_at"), action: row.value("action"),
      state: PortableState.text(row.value("reading")) ?? "")
  }

  private func speaker(_ row: Row) throws -> DatasetSpeaker {
    var speaker = try DatasetSpeaker(
      Speaker(
        name: row.value(5), kind: SpeakerKind(rawValue: row.value(6)) ?? .unnamed,
        forms: JSONText.strings(row.value(2)),
        roles: JSONText.strings(row.value(3)), mentions: MentionText.decode(row.value(4))),
      foundName: row.value(0), foundKind: SpeakerKind(rawValue: row.value(1)) ?? .unnamed, home: row.value(7))
    speaker.person = namesakes.text(of: try row.value(8))
    speaker.sameAs = try row.value(9)
    return speaker
  }

  private static func isBefore(_ a: DatasetSpeaker, _ b: DatasetSpeaker) -> Bool {
    func place(_ speaker: DatasetSpeaker) -> (Int, String, String) {
      (speaker.speaker.mentions.first?.start ?? .max, speaker.foundName, speaker.foundKind.rawValue)
    }
    return place(a) < place(b)
  }

  private func add(
    _ stored: [StoredRecord], _ log: [(entry: DatasetLogEntry, row: Int64?)],
    to article: inout DatasetArticle,
    _ isWhole: Bool
  ) throws -> [Int64: Int] {
    let standing = stored.filter(\.isAnchored)
    let lost = stored.filter { !$0.isAnchored }
    article.records = standing.map(record)
    article.orphans = lost.map(record)
    // As `DatasetLine` counts them: quotes, claims, orphans, then those that are gone.
    let numbered = standing.filter { $0.layer == .quote } + standing.filter { $0.layer == .claim } + lost
    var numbers = Dictionary(
      numbered.enumerated().map { ($1.rowID, $0) }, uniquingKeysWith: { first, _ in first })
    for (entry, row) in log {
      var entry = entry
      if let row {
        if numbers[row] == nil {
          // A record that the query keeps back, or that is gone.
          guard isWhole else { continue }
          numbers[row] = numbers.count
        }
        entry.record = numbers[row]
      }
      article.log.append(entry)
    }
    return numbers
  }

  private func record(_ stored: StoredRecord) -> DatasetRecord {
    var record = DatasetRecord(stored)
    record.person = namesakes.text(of: stored.speaker?.rowID)
    record.viaPerson = namesakes.text(of: stored.via?.rowID)
    return record
  }

  private func entries(_ rows: [Row]) throws -> [(entry: DatasetLogEntry, row: Int64?)] {
    let records = PortableRecords(db)
    return try rows.map { row in
      var entry = try DatasetLogEntry(
        line: place(of: row.value("id")), at: row.value("made_at"), by: row.value("made_by"),
        action: row.value("action"))
      entry.layer = try row.value("layer")
      entry.start = try row.value("start")
      entry.end = try row.value("end")
      entry.text = try row.value("text")
      entry.contextBefore = try row.value("context_before")
      entry.contextAfter = try row.value("context_after")
      entry.before = PortableState.text(try row.value("before"))
      entry.after = try records.leaving(row.value("after"))
      entry.note = try row.value("note")
      entry.batch = try row.value("batch")
      return (entry, try row.value("record_id"))
    }
  }

  /// The place of a line in the log, from 1.
  private func place(of line: Int64) -> Int {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle] < line { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }
}

extension DatasetRecord {
  init(_ record: StoredRecord) {
    self.init(record.attribution)
    status = record.status.rawValue
    reviewer = record.reviewer
    reviewedAt = record.reviewedAt
    note = record.note
    role = record.role
    roleClass = record.roleClass?.rawValue
    gender = record.gender?.rawValue
    sameAs = record.speaker?.sameAs
    origin = record.origin?.json
    proposal = record.proposal?.json
  }
}
