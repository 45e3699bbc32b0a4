import ArticleReader
import Foundation
import GRDB
import QuoteEngine
import SpeakerIdentity

/// Writes one article after another within a transaction.
struct ArticleWriter {
  private let db: Database
  private let stamp: IngestStamp
  private let now: String
  private let findArticle: BulkStatement
  private let insertArticle: BulkStatement
  private let updateArticle: BulkStatement
  private let setOrigin: BulkStatement
  private let insertArticleSpeaker: BulkStatement
  private let insertIdentity: BulkStatement
  private let countForm: BulkStatement
  private let insertRecord: BulkStatement
  private let indexRecord: BulkStatement
  private var numbers: RecordNumbers
  private let speakers: SpeakerStatements

  /// Prepares the statements.
  init(_ db: Database, stamp: IngestStamp, now: Date = Date()) throws {
    self.db = db
    self.stamp = stamp
    self.now = Timestamp.text(now)
    findArticle = try BulkStatement(db, "SELECT id, sha256 FROM article WHERE key = ?")
    insertArticle = try BulkStatement(
      db,
      """
      INSERT INTO article(key, sha256, title, url, source, published, published_on, author, ingested_at,
        pattern_version, program_version, length, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    updateArticle = try BulkStatement(
      db,
      """
      UPDATE article SET key = ?, sha256 = ?, title = ?, url = ?, source = ?, published = ?, published_on = ?,
        author = ?, ingested_at = ?, pattern_version = ?, program_version = ?, length = ?, text = ? WHERE id = ?
      """)
    setOrigin = try BulkStatement(
      db,
      """
      INSERT OR REPLACE INTO article_origin(article_id, place, fetched, bytes_sha256, reader, encoding, notes, captions, bytes)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)
      """)
    insertArticleSpeaker = try BulkStatement(
      db,
      """
      INSERT INTO article_speaker(article_id, key, kind, speaker_id, name, forms, roles, mentions, block, evidence,
        authority) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insertIdentity = try BulkStatement(
      db, "INSERT OR REPLACE INTO article_identity(article_id, evidence) VALUES (?, ?)")
    countForm = try BulkStatement(
      db,
      """
      INSERT INTO speaker_form(speaker_id, form, key, folded, articles) VALUES (?, ?, ?, ?, 1)
      ON CONFLICT(speaker_id, key) DO UPDATE SET articles = articles + 1
      """)
    insertRecord = try BulkStatement(db, RecordColumn.insertion(RecordColumn.found))
    indexRecord = try BulkStatement(db, "INSERT INTO record_words(rowid, words) VALUES (?, ?)")
    speakers = try SpeakerStatements(db)
    numbers = try RecordNumbers(db)
  }

  /// Writes down what the next transaction has to know; call once at the end.
  func finish() throws { try numbers.save() }

  /// Writes an article, in place of what the database has under its key.
  mutating func write(
    _ prepared: PreparedArticle, _ directory: inout SpeakerDirectory, _ outcome: inout BatchOutcome
  ) throws {
    let article = prepared.article
    func bind(_ values: BulkStatement.Values) {
      values.add(article.id)
      values.add(prepared.sha256)
      values.add(article.title)
      values.add(article.url)
      values.add(article.source)
      values.add(article.published)
      values.add(article.published.flatMap(PublicationDate.day))
      values.add(article.author)
      values.add(now)
      values.add(stamp.patternVersion)
      values.add(stamp.programVersion)
      values.add(prepared.length)
      values.add(article.text)
    }
    let articleID: Int64
    var replaced: ReplacedArticle?
    if let known = try find(article.id) {
      articleID = known.id
      var old = try ReplacedArticle(db, id: articleID, key: article.id, text: article.text)
      if known.sha256 != prepared.sha256 {
        let text = try String.fetchOne(
          db, sql: "SELECT text FROM article WHERE id = ?", arguments: [articleID])
        try old.anchorHeld(from: text ?? "")
      }
      try old.clearSpeakers()
      outcome.fates.append(.replaced)
      replaced = old
      try updateArticle.run {
        bind($0)
        $0.add(articleID)
      }
    } else {
      try insertArticle.run(bind)
      articleID = db.lastInsertedRowID
      outcome.fates.append(.added)
    }
    if let origin = article.origin { try write(origin, of: articleID) }
    try writeAnnotations(prepared, articleID, replacing: replaced, &directory, &outcome)
  }

  private func write(_ origin: Origin, of articleID: Int64) throws {
    try setOrigin.run {
      $0.add(articleID)
      $0.add(origin.place)
      $0.add(origin.fetched)
      $0.add(origin.bytesHash)
      $0.add(origin.reader)
      $0.add(origin.encoding)
      $0.add(JSONText.array(origin.notes))
      $0.add(JSONText.array(origin.captions))
    }
    if let packed = origin.packed {
      try db.cachedStatement(sql: "UPDATE article_origin SET bytes = ? WHERE article_id = ?")
        .execute(arguments: [Data(packed), articleID])
    }
  }

  /// Writes an article's annotations in place of those that the database has; the article itself stays.
  ///
  /// An article whose text is not the one that was annotated is left alone.
  mutating func rewrite(
    _ prepared: PreparedArticle, _ directory: inout SpeakerDirectory, _ outcome: inout BatchOutcome
  ) throws {
    guard let known = try find(prepared.article.id), known.sha256 == prepared.sha256 else {
      outcome.fates.append(.overtaken)
      return
    }
    let articleID = known.id
    var replaced = try ReplacedArticle(
      db, id: articleID, key: prepared.article.id, text: prepared.article.text)
    try replaced.clearSpeakers()
    try db.cachedStatement(
      sql: "UPDATE article SET ingested_at = ?, pattern_version = ?, program_version = ? WHERE id = ?"
    ).execute(arguments: [now, stamp.patternVersion, stamp.programVersion, articleID])
    outcome.fates.append(.replaced)
    try writeAnnotations(prepared, articleID, replacing: replaced, &directory, &outcome)
  }

  private func find(_ key: String) throws -> (id: Int64, sha256: String)? {
    try findArticle.first {
      $0.add(key)
    } _: {
      (id: $0.number(0), sha256: $0.text(1))
    }
  }

  private mutating func writeAnnotations(
    _ prepared: PreparedArticle, _ articleID: Int64, replacing replaced: ReplacedArticle?,
    _ directory: inout SpeakerDirectory, _ outcome: inout BatchOutcome
  ) throws {
    if let evidence = prepared.evidence, !prepared.speakers.isEmpty {
      try insertIdentity.run {
        $0.add(articleID)
        $0.add(blob: evidence.data)
      }
    }
    let rows = try prepared.speakers.map {
      try write($0, of: prepared.article.id, articleID, isNew: replaced == nil, &directory)
    }
    for record in prepared.records {
      switch record.attribution.layer {
      case .quote: outcome.quotes += 1
      case .claim: outcome.claims += 1
      }
    }
    guard let replaced else {
      for record in prepared.records { try write(record, of: articleID, rows) }
      outcome.report.unreviewed[.new, default: 0] += prepared.records.count
      return
    }
    outcome.report.add(
      try replaced.replace(with: prepared.records, rows) { try write($0, of: articleID, rows) })
    if try replaced.removeSpeakersWithoutWords() { directory.forgetRows() }
  }

  private func write(
    _ speaker: PreparedArticle.CastMember, of articleKey: String, _ articleID: Int64, isNew: Bool,
    _ directory: inout SpeakerDirectory
  ) throws -> Int64 {
    let id = try directory.row(
      of: speaker, articleID: articleID, articleKey: articleKey, isNewArticle: isNew, speakers)
    try insertArticleSpeaker.run {
      $0.add(articleID)
      $0.add(speaker.key.key)
      $0.add(speaker.kind.rawValue)
      $0.add(id)
      $0.add(speaker.name)
      $0.add(speaker.formList)
      $0.add(speaker.roles)
      $0.add(speaker.mentions)
      $0.add(speaker.identity?.place.block)
      $0.add(blob: speaker.identity?.own.data)
      $0.add(speaker.identity?.authority?.name)
    }
    if let authority = speaker.identity?.authority, NameKey(authority.name) != speaker.key,
      speaker.kind == .person || speaker.kind == .organisation
    {
      // The name by which this article knows whom the authority file calls otherwise.
      try countForm.run {
        $0.add(id)
        $0.add(speaker.name)
        $0.add(speaker.key.key)
        $0.add(speaker.key.folded)
      }
    }
    for (form, key) in speaker.forms {
      try countForm.run {
        $0.add(id)
        $0.add(form)
        $0.add(key.key)
        $0.add(key.folded)
      }
    }
    return id
  }

  private mutating func write(_ record: PreparedArticle.Record, of articleID: Int64, _ rows: [Int64]) throws {
    let attribution = record.attribution
    let id = numbers.next()
    try insertRecord.run {
      $0.add(id)
      $0.add(articleID)
      $0.add(attribution.layer.rawValue)
      $0.add(attribution.kind.rawValue)
      $0.add(attribution.content)
      $0.add(record.speaker.map { rows[$0] })
      $0.add(attribution.source)
      $0.add(attribution.cue)
      $0.add(record.via.map { rows[$0] })
      $0.add(attribution.confidence)
      $0.add(attribution.pattern)
      $0.add(record.evidence)
      $0.add(attribution.cueClass)
      $0.add(attribution.isNegated ? 1 : 0)
      $0.add(record.figures)
      $0.add(record.role)
      $0.add(record.roleClass?.rawValue)
      $0.add(record.gender?.rawValue)
      $0.add(record.members)
    }
    try indexRecord.run {
      $0.add(id)
      $0.add(record.words)
    }
  }
}

/// Where a record stands in its article.
struct RecordPlace: Hashable {
  var layer: Layer
  var span: Span
}

/// Times as the database has them.
enum Timestamp {
  /// A time in UTC, `2024-05-01T08:30:00Z`.
  static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
