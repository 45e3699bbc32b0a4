import ArticleReader
import DatasetExport
import Foundation
import GRDB
import QuoteEngine

extension QuoteStore {
  /// Brings a dataset in: articles that are new with all that is known of them, and other people's decisions on articles
  /// that are here already. What contradicts a decision here is listed in the outcome and changes nothing.
  ///
  ///     let outcome = try store.importDataset(by: "an") { session in
  ///       while let article = try next() { try session.add(article) }
  ///     }
  ///
  /// All of it is one transaction: when `body` throws, or the program is ended, nothing has changed.
  ///
  /// - Parameters:
  ///   - person: who answers for decisions of which the dataset does not say whose they are.
  ///   - isTrial: to find out what would come of it, and change nothing.
  public func importDataset(
    by person: String, isTrial: Bool = false, _ body: (DatasetImport) throws -> Void
  ) throws -> ImportOutcome {
    struct Undone: Error {
      var outcome: ImportOutcome
    }
    do {
      return try write(durably: true) { db in
        let session = try DatasetImport(db, person: person)
        try body(session)
        let outcome = try session.finish()
        if isTrial { throw Undone(outcome: outcome) }
        return outcome
      }
    } catch let undone as Undone {
      return undone.outcome
    }
  }
}

/// A dataset whose review log and records contradict each other, of which nothing was taken.
public struct RefusedDataset: Error, Sendable, Hashable, CustomStringConvertible {
  /// Each contradiction.
  public var faults: [ReviewFault]

  /// How many there are, and what to do.
  public var description: String {
    "nothing was imported: the dataset's records are not what its review log says, in \(faults.count) "
      + "place\(faults.count == 1 ? "" : "s"); they were changed after the export: export it again"
  }
}

/// Takes one article of a dataset after the other, within a transaction.
public final class DatasetImport {
  private let db: Database
  private let person: String
  private let now = Timestamp.text(.now)
  /// The last line of the log before; imported lines follow it in their own order.
  private let firstLine: Int64
  private var lastLine: Int64
  private var decisions: [SpeakerDecisions] = []
  private var numbers: RecordNumbers
  private let statements: ImportStatements
  private let namesakes: ImportedNamesakes
  /// Where the log and the records differed before.
  private let knownFaults: Set<ReviewFault>
  /// What has come of it so far.
  public private(set) var outcome = ImportOutcome()

  init(_ db: Database, person: String) throws {
    self.db = db
    self.person = person
    firstLine = try Int64.fetchOne(db, sql: "SELECT max(id) FROM review_log") ?? 0
    lastLine = firstLine
    numbers = try RecordNumbers(db)
    statements = try ImportStatements(db)
    namesakes = ImportedNamesakes(db)
    knownFaults = firstLine == 0 ? [] : Set(try LoggedStates(db).differences(db))
  }

  /// Adds an article, or what was decided about its records where the article is here.
  public func add(_ article: DatasetArticle) throws {
    if let decisions = article.decisions { self.decisions.append(decisions) }
    guard let row = try Row.fetchOne(statements.findArticle, arguments: [article.article.id]) else {
      try insert(article)
      outcome.articlesAdded += 1
      return
    }
    guard try row.value("sha256") == article.sha256 else {
      outcome.conflicts.append(
        try ImportConflict(
          .text, article: article.article.id, of: article.article.id,
          here:
            "SHA-256 \((row.value("sha256") as String).prefix(12))…, \(row.value("length") as Int) characters",
          there:
            "SHA-256 \(article.sha256.prefix(12))…, \(article.article.text.unicodeScalars.count) characters"))
      return
    }
    outcome.articlesKnown += 1
    try compare(article, row)
    try merge(
      article, ReviewedArticle(id: row.value("id"), key: article.article.id, text: article.article.text))
  }

  /// Adds what an annotator made of an article in another tool, in the name of whoever imports it. An article whose key nobody
  /// says is known by its text; one that is new gets `fallbackKey`.
  public func add(_ marked: MarkedText, fallbackKey: String) throws {
    var marked = marked
    if marked.article.id.isEmpty {
      marked.article.id =
        try String.fetchOne(
          db, sql: "SELECT key FROM article WHERE sha256 = ? ORDER BY key",
          arguments: [marked.article.sha256()])
        ?? fallbackKey
    }
    let decisions = AnnotatorDecisions(marked, by: person, at: now)
    // Another text than the one that is here is a conflict, which adding it finds.
    guard let here = try DatasetReader(db).article(marked.article.id), here.sha256 == marked.article.sha256()
    else { return try add(decisions.newArticle()) }
    try add(decisions.decided(here))
  }

  func finish() throws -> ImportOutcome {
    for decisions in decisions {
      let mending = SpeakerImport(db, decisions, namesakes)
      try mending.apply(&outcome) { try append($0, record: nil, article: nil) }
    }
    try numbers.save()
    try requireSoundLog()
    return outcome
  }

  /// Throws when what has come in says one thing in its log and another in its records, which `verify` would refuse.
  private func requireSoundLog() throws {
    var faults = try LoggedStates(db).differences(db).filter { !knownFaults.contains($0) }
    let hasMended =
      try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM review_log WHERE action LIKE 'speakers %')")
      ?? false
    if hasMended { faults.removeAll(where: \.isOfSpeakerAlone) }
    guard faults.isEmpty else { throw RefusedDataset(faults: faults) }
  }

  // MARK: New articles

  private func insert(_ article: DatasetArticle) throws {
    let about = article.article
    try statements.insertArticle.execute(arguments: [
      about.id, article.sha256, about.title, about.url, about.source, about.published,
      about.published.flatMap(PublicationDate.day), about.author,
      article.origin.ingestedAt.isEmpty ? now : article.origin.ingestedAt, article.origin.patternVersion,
      article.origin.programVersion, about.text.unicodeScalars.count, about.text,
    ])
    let here = ReviewedArticle(id: db.lastInsertedRowID, key: about.id, text: about.text)
    if let origin = about.origin { try insert(origin, of: here.id) }
    var rows: [KnownSpeaker: Int64] = [:]
    for speaker in article.speakers {
      guard let row = try insert(speaker, here) else { continue }
      let known = KnownSpeaker(reference: speaker.reference, person: speaker.person)
      if rows[known] == nil { rows[known] = row }
    }
    var numbered: [Int: Int64] = [:]
    let ordered = article.records(of: .quote) + article.records(of: .claim) + article.orphans
    for (number, record) in ordered.enumerated() {
      numbered[number] = try insert(record, isAnchored: number < article.records.count, here, rows)
    }
    outcome.records += ordered.count
    for entry in article.log {
      if let number = entry.record, numbered[number] == nil {
        // Lines about a record that is gone: its number is given to no other.
        numbered[number] = numbers.next()
      }
      try append(entry, record: entry.record.flatMap { numbered[$0] }, article: about.id)
    }
    let logged = Set(article.log.compactMap(\.record))
    for (number, record) in ordered.enumerated() where record.isHeld && !logged.contains(number) {
      if let row = numbered[number] { try vouch(for: record, row, before: nil, here) }
    }
    outcome.decisionsTaken += ordered.filter(\.isHeld).count
    for reading in article.readings {
      if ordered.indices.contains(reading.record), let row = numbered[reading.record] {
        try insert(reading, ordered[reading.record], of: row, here, rows)
      }
    }
  }

  private func insert(_ origin: Origin, of article: Int64) throws {
    try db.cachedStatement(sql: StoredOrigin.insertion).execute(arguments: [
      article, origin.place, origin.fetched, origin.bytesHash, origin.reader, origin.encoding,
      JSONText.array(origin.notes), JSONText.array(origin.captions), origin.packed.map { Data($0) },
    ])
  }

  /// Keeps what a reviewer took a record for without seeing the others, unless that reviewer has read it here.
  private func insert(
    _ reading: DatasetReading, _ record: DatasetRecord, of row: Int64, _ article: ReviewedArticle,
    _ rows: [KnownSpeaker: Int64]
  ) throws {
    guard var state = RecordState(json: reading.state), ReviewAction(rawValue: reading.action) != nil else {
      return
    }
    let person = state.speaker == record.attribution.speaker?.alone ? record.person : nil
    state.speakerID = try self.row(of: state.speaker, person, rows, article)
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO blind_reading(record_id, reviewer, action, reading, made_at) VALUES (?, ?, ?, ?, ?)
        """, arguments: [row, reading.by, reading.action, state.json, reading.at])
  }

  /// The row of somebody who speaks in a new article; `nil` for a name that nobody could look up.
  private func insert(_ entry: DatasetSpeaker, _ article: ReviewedArticle) throws -> Int64? {
    let found = NameKey(entry.foundName)
    guard !found.key.isEmpty, !NameKey(entry.speaker.name).key.isEmpty else { return nil }
    let speaker = SpeakerRow(
      name: entry.speaker.name, kind: entry.speaker.kind, home: entry.home, person: entry.person,
      sameAs: entry.sameAs)
    let row =
      try Int64.fetchOne(
        statements.findRule, arguments: [found.key, entry.foundKind.rawValue, article.key])
      ?? speaker.row(db, in: article, namesakes)
    try statements.insertCast.execute(arguments: [
      article.id, found.key, entry.foundKind.rawValue, row, entry.foundName,
      JSONText.array(entry.speaker.forms), JSONText.array(entry.speaker.roles),
      MentionText.encode(entry.speaker.mentions),
    ])
    var keys: Set<String> = [found.key]
    for form in entry.speaker.forms where TellingForms.tells(form, of: entry.foundName) {
      let key = NameKey(form)
      if key.key.isEmpty || !keys.insert(key.key).inserted { continue }
      try statements.countForm.execute(arguments: [row, form, key.key, key.folded])
    }
    return row
  }

  /// The row of somebody to whom a record is given; `nil` for nobody, and for a name that nobody could look up.
  private func row(
    of reference: SpeakerReference?, _ person: String?, _ known: [KnownSpeaker: Int64],
    _ article: ReviewedArticle
  ) throws -> Int64? {
    guard let reference = reference?.alone else { return nil }
    if let row = known[KnownSpeaker(reference: reference, person: person)] { return row }
    if let row = try person.flatMap(namesakes.row) { return row }
    guard reference.name.unicodeScalars.contains(where: \.isLetterOrDigit) else { return nil }
    return try SpeakerResolver(db, article).row(named: reference)
  }

  /// The row of a new record.
  private func insert(
    _ record: DatasetRecord, isAnchored: Bool, _ article: ReviewedArticle, _ rows: [KnownSpeaker: Int64]
  ) throws -> Int64 {
    let found = record.attribution
    let id = numbers.next()
    try statements.insertRecord.execute(arguments: [
      id, article.id, found.layer.rawValue, found.kind.rawValue, found.content.span.start,
      found.content.span.end, found.content.text, try row(of: found.speaker, record.person, rows, article),
      found.source?.span.start,
      found.source?.span.end, found.source?.text, found.cue?.span.start, found.cue?.span.end, found.cue?.text,
      try row(of: found.via, record.viaPerson, rows, article), found.confidence, found.pattern,
      JSONText.array(found.evidence),
      found.cueClass,
      found.isNegated, FigureText.encode(found.figures), record.knownStatus.rawValue, isAnchored,
      record.reviewer,
      record.reviewedAt, record.note, record.origin, record.proposal, record.role, record.roleClass,
      record.gender, try members(of: record, article),
    ])
    try RecordWords(db).add(id, found.content.text)
    return id
  }

  /// The members of a record's speaker as a row has them: under the keys that the article's speakers came with.
  private func members(of record: DatasetRecord, _ article: ReviewedArticle) throws -> String? {
    guard let group = record.attribution.speaker, !group.members.isEmpty else { return nil }
    let cast = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT p.key, p.kind, p.name, s.name, s.kind FROM article_speaker p JOIN speaker s ON s.id = p.speaker_id
          WHERE p.article_id = ? ORDER BY p.key, p.kind
          """), arguments: [article.id])
    func name(_ wanted: String, _ kind: SpeakerKind?) throws -> JointSpeakers.Name? {
      // Under the name that the speaker has now, or else under the article's own.
      for column in [3, 2] {
        for row in cast where try row.value(column) == wanted {
          guard try kind == nil || kind?.rawValue == row.value(column == 3 ? 4 : 1) else { continue }
          return try JointSpeakers.Name(
            name: row.value(2), key: row.value(0), kind: SpeakerKind(rawValue: row.value(1)) ?? .person)
        }
      }
      return nil
    }
    guard let head = try name(group.name, group.kind) else { return nil }
    return JointSpeakers.encode(
      head,
      try group.members.map { member in
        try name(member, nil) ?? JointSpeakers.Name(name: member, key: NameKey(member).key, kind: .person)
      })
  }

  // MARK: The log

  /// Appends a line as another database has it, in its place among the other imported lines.
  private func append(_ entry: DatasetLogEntry, record: Int64?, article: String?) throws {
    let line = max(firstLine + Int64(entry.line), 1)
    let isTaken = try Int64.fetchOne(statements.findLine, arguments: [line]) != nil
    lastLine = isTaken ? max(lastLine, line) + 1 : max(lastLine, line)
    try statements.insertLine.execute(arguments: [
      isTaken ? lastLine : line, entry.at, entry.by, entry.action, record, article, entry.layer, entry.start,
      entry.end, entry.text, entry.contextBefore, entry.contextAfter, PortableState.text(entry.before),
      try PortableRecords(db).arriving(entry.after), entry.note, entry.batch,
    ])
  }

  /// Writes a line for a decision of which the dataset has no log.
  private func vouch(
    for record: DatasetRecord, _ row: Int64, before: RecordState?, _ article: ReviewedArticle
  ) throws {
    guard let stored = try RecordRows.fetch(row, db) else { return }
    lastLine += 1
    try ReviewLog(db).append(
      ReviewAction.import.rawValue, by: record.reviewer ?? person, record: row,
      anchor: RecordAnchor(
        articleKey: article.key, layer: stored.layer, content: stored.content, text: article.text),
      before: before?.json, after: RecordState(stored).json, at: record.reviewedAt ?? now)
    lastLine = max(lastLine, db.lastInsertedRowID)
  }

  // MARK: Articles that are here

  /// Lists what the dataset knows otherwise of an article.
  private func compare(_ article: DatasetArticle, _ row: Row) throws {
    let about = article.article
    for (name, there) in [
      ("title", about.title), ("url", about.url), ("source", about.source), ("published", about.published),
      ("author", about.author),
    ] {
      guard let there, let here: String = try row.value(name), here != there else { continue }
      outcome.conflicts.append(
        ImportConflict(.article, article: about.id, of: name, here: here, there: there))
    }
  }

  private func merge(_ article: DatasetArticle, _ here: ReviewedArticle) throws {
    let ordered = article.records(of: .quote) + article.records(of: .claim) + article.orphans
    guard !article.log.isEmpty || !article.readings.isEmpty || ordered.contains(where: \.isHeld) else {
      return
    }
    var local = LocalRecords(
      try Row.fetchAll(
        db,
        sql:
          "SELECT \(StoredRecord.columns) FROM \(StoredRecord.tables) WHERE r.article_id = ? ORDER BY r.id",
        arguments: [here.id]
      ).map(StoredRecord.init(row:)))
    var logs: [Int: [DatasetLogEntry]] = [:]
    for reading in article.readings where ordered.indices.contains(reading.record) {
      let record = ordered[reading.record]
      // What has been decided here needs no second reader.
      guard let match = local.match(record, []), match.status == .unreviewed else { continue }
      try insert(reading, record, of: match.rowID, here, [:])
    }
    for entry in article.log { if let number = entry.record { logs[number, default: []].append(entry) } }
    for (number, record) in ordered.enumerated() {
      let log = logs.removeValue(forKey: number) ?? []
      guard record.isHeld || !log.isEmpty else { continue }
      let isAnchored = number < article.records.count
      guard let match = local.match(record, log) else {
        if let other = isAnchored ? local.standing(at: record) : nil {
          conflict(.place, other, record)
          continue
        }
        let row = try insert(record, isAnchored: isAnchored, here, [:])
        try take(log, record, row, before: nil, here)
        continue
      }
      local.remove(match)
      try settle(record, isAnchored, log, match, local, here)
    }
    // Records that were added and taken back there.
    for log in logs.sorted(by: { $0.key < $1.key }).map(\.value) { try withdraw(log, local) }
  }

  /// Decides what becomes of a record that both databases have.
  private func settle(
    _ record: DatasetRecord, _ isAnchored: Bool, _ log: [DatasetLogEntry], _ match: StoredRecord,
    _ local: LocalRecords, _ here: ReviewedArticle
  ) throws {
    let known = try RecordHistory(db, match.rowID).lines.map(LoggedAct.init)
    let theirs = log.map(LoggedAct.init)
    let before = RecordState(match)
    var after = state(record, isAnchored, before)
    if known.starts(with: theirs), !theirs.isEmpty || !record.isHeld {
      outcome.decisionsKnown += 1
      return
    }
    guard theirs.starts(with: known), !before.isHeld || !known.isEmpty else {
      if Self.says(before, theSameAs: after) {
        outcome.decisionsAgreed += 1
      } else {
        conflict(.decision, match, record)
      }
      return
    }
    if isAnchored, let other = local.standing(at: record) {
      conflict(.place, other, record)
      return
    }
    after.speakerID =
      match.speaker?.reference == after.speaker
      ? match.speaker?.rowID : try row(of: after.speaker, record.person, [:], here)
    try StateWriter(db).write(after, over: match)
    try take(Array(log.dropFirst(known.count)), record, match.rowID, before: before, here)
    if let old = match.speaker { try SpeakerRows.removeIfUnused(old.rowID, db) }
  }

  private func take(
    _ log: [DatasetLogEntry], _ record: DatasetRecord, _ row: Int64, before: RecordState?,
    _ here: ReviewedArticle
  ) throws {
    for entry in log { try append(entry, record: row, article: here.key) }
    if log.isEmpty, record.isHeld { try vouch(for: record, row, before: before, here) }
    outcome.decisionsTaken += 1
  }

  /// Removes a record whose adding was taken back there and stands here as it was.
  private func withdraw(_ log: [DatasetLogEntry], _ local: LocalRecords) throws {
    guard let last = log.last, last.after == nil else { return }
    let theirs = log.map(LoggedAct.init)
    for record in local.records where record.status == .added {
      let known = try RecordHistory(db, record.rowID).lines.map(LoggedAct.init)
      guard !known.isEmpty, theirs.starts(with: known), known.count < theirs.count else { continue }
      try RecordWords(db).remove(record.rowID, record.content.text)
      try db.execute(sql: "DELETE FROM record WHERE id = ?", arguments: [record.rowID])
      for entry in log.dropFirst(known.count) {
        try append(entry, record: record.rowID, article: record.article.key)
      }
      if let speaker = record.speaker { try SpeakerRows.removeIfUnused(speaker.rowID, db) }
      outcome.decisionsTaken += 1
      return
    }
  }

  private func state(_ record: DatasetRecord, _ isAnchored: Bool, _ before: RecordState) -> RecordState {
    var state = before
    let found = record.attribution
    state.status = record.knownStatus
    state.kind = found.kind
    state.content = found.content
    state.speaker = found.speaker?.alone
    state.source = found.source
    state.cue = found.cue
    state.figures = found.figures
    state.note = record.note
    state.reviewer = record.reviewer
    state.reviewedAt = record.reviewedAt
    state.isAnchored = isAnchored
    state.origin = record.origin.flatMap(MachineProposal.init(json:))
    state.proposal = record.proposal.flatMap(MachineProposal.init(json:))
    return state
  }

  /// Whether two people came to the same: whose decision it is and when it was taken does not count.
  private static func says(_ a: RecordState, theSameAs b: RecordState) -> Bool {
    func isKept(_ state: RecordState) -> Bool { state.status.isReviewed && state.status != .rejected }
    let isAlike = isKept(a) && isKept(b) || a.status == b.status
    if a.status == .rejected, b.status == .rejected { return a.note == b.note }
    return isAlike && a.kind == b.kind && a.content == b.content && a.speaker.isSame(as: b.speaker)
      && a.note == b.note
  }

  private func conflict(_ subject: ImportConflict.Subject, _ here: StoredRecord, _ there: DatasetRecord) {
    let (ours, theirs) = (Said(here), Said(there))
    outcome.conflicts.append(
      ImportConflict(
        subject, article: here.article.key, of: here.id, words: here.content.text,
        here: ours.text(besides: theirs), there: theirs.text(besides: ours)))
  }

  /// What a database says of a record, in words.
  private struct Said {
    private var decision: String
    private var kind: RecordKind
    private var content: Excerpt
    private var speaker: SpeakerReference?
    private var note: String?

    init(_ record: StoredRecord) {
      decision = record.status.rawValue + (record.reviewer.map { " by \($0)" } ?? "")
      (kind, content, speaker) = (record.kind, record.content, record.speaker?.reference)
      note = record.note
    }

    init(_ record: DatasetRecord) {
      decision = record.status + (record.reviewer.map { " by \($0)" } ?? "")
      let found = record.attribution
      (kind, content, speaker) = (found.kind, found.content, found.speaker)
      note = record.note
    }

    /// Whose decision it is, and all in which it differs from another.
    func text(besides other: Said) -> String {
      var parts = [decision]
      if kind != other.kind { parts.append(kind.rawValue) }
      if content != other.content {
        parts.append("\(content.span.start)–\(content.span.end) “\(content.text)”")
      }
      if !speaker.isSame(as: other.speaker) {
        parts.append(speaker.map { "\($0.name) (\($0.kind.rawValue))" } ?? "nobody")
      }
      if note != other.note { parts.append(note.map { "note “\($0)”" } ?? "no note") }
      return parts.joined(separator: ", ")
    }
  }
}

extension DatasetRecord {
  /// The status as the database knows statuses.
  var knownStatus: ReviewStatus { ReviewStatus(rawValue: status) ?? .unreviewed }

  /// Whether a person has said something about it.
  var isHeld: Bool { knownStatus.isReviewed || note != nil }

  /// Where the machine had it, or where a person added it.
  fileprivate var firstPlace: RecordPlace {
    if let origin = origin.flatMap(MachineProposal.init(json:)) {
      return RecordPlace(layer: origin.kind.layer, span: origin.content.span)
    }
    return RecordPlace(layer: attribution.layer, span: attribution.content.span)
  }
}

/// A speaker as records refer to it, and which of several of the name.
private struct KnownSpeaker: Hashable {
  var reference: SpeakerReference
  var person: String?
}

extension DatasetSpeaker {
  fileprivate var reference: SpeakerReference { SpeakerReference(name: speaker.name, kind: speaker.kind) }
}

/// The records that the database has of an article, and has not been asked for yet.
private struct LocalRecords {
  private(set) var records: [StoredRecord]
  private let all: [StoredRecord]

  init(_ records: [StoredRecord]) {
    self.records = records
    all = records
  }

  /// The record that a dataset's record is: the one that the machine had at the same place, or that a person added there.
  func match(_ record: DatasetRecord, _ log: [DatasetLogEntry]) -> StoredRecord? {
    let place = record.firstPlace
    let found = records.filter { stored in
      let first = stored.origin.map { RecordPlace(layer: $0.kind.layer, span: $0.content.span) }
      return first ?? RecordPlace(layer: stored.layer, span: stored.content.span) == place
    }
    return found.first(where: \.isAnchored) ?? found.first
  }

  /// Another record at the place of a dataset's record.
  func standing(at record: DatasetRecord) -> StoredRecord? {
    records.first {
      $0.isAnchored && $0.layer == record.attribution.layer
        && $0.content.span == record.attribution.content.span
    }
  }

  mutating func remove(_ record: StoredRecord) { records.removeAll { $0.rowID == record.rowID } }
}

/// A line of the log without the numbers that only one database knows.
private struct LoggedAct: Hashable {
  var at: String
  var by: String
  var action: String
  var before: String?
  var after: String?
  var note: String?

  init(_ entry: DatasetLogEntry) {
    (at, by, action) = (entry.at, entry.by, entry.action)
    (before, after, note) = (PortableState.text(entry.before), PortableState.text(entry.after), entry.note)
  }

  init(_ line: ReviewLogEntry) {
    (at, by, action) = (line.madeAt, line.madeBy, line.action)
    (before, after, note) = (PortableState.text(line.before), PortableState.text(line.after), line.note)
  }
}
