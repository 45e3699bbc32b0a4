import GRDB
import QuoteEngine

extension QuoteStore {
  /// Takes a decision about a record and writes it into the review log, both or neither.
  ///
  ///     let outcome = try store.decide(.speaker(.named("Lê Thị Minh", .person)), on: record.rowID, by: "an")
  ///
  /// When this returns, the decision survives the program's end and a power cut.
  ///
  /// - Parameters:
  ///   - recordID: the record's row.
  ///   - reviewer: who decides.
  ///   - version: the version that the person saw; another one is a `ReviewError.stale`, which has the record as it
  ///     is now. Without it, whatever stands is decided on.
  /// - Returns: the line of the log and the record as it is now.
  ///
  /// Throws a `ReviewError` when the decision cannot be taken, a `StoreError` when the file fails.
  @discardableResult
  public func decide(
    _ decision: Decision, on recordID: Int64, by reviewer: String, expecting version: Int? = nil
  ) throws -> DecisionOutcome {
    try decide(decision, on: recordID, by: reviewer, DecisionContext(version: version))
  }

  /// The same, with what the person saw and how the decision is told from others.
  @discardableResult
  public func decide(
    _ decision: Decision, on recordID: Int64, by reviewer: String, _ context: DecisionContext
  ) throws -> DecisionOutcome {
    try write(durably: true) { db in
      try DecisionWriter(db, reviewer: reviewer).decide(decision, on: recordID, context)
    }
  }

  /// Adds a quote or claim that the machine missed.
  ///
  /// Throws a `ReviewError` when there is one of the same layer at the place already, or the place is none; a `NotFound`
  /// when there is no such article.
  @discardableResult
  public func add(
    _ missed: MissedQuote, by reviewer: String, request: String? = nil
  ) throws -> DecisionOutcome {
    try write(durably: true) { db in
      try DecisionWriter(db, reviewer: reviewer).add(missed, request: request)
    }
  }
}

/// Takes decisions within a transaction.
struct DecisionWriter {
  private let db: Database
  private let reviewer: String
  private let now: String

  /// Makes it for a transaction and the person who decides.
  init(_ db: Database, reviewer: String) {
    self.db = db
    self.reviewer = reviewer
    now = Timestamp.text(.now)
  }

  // MARK: Decisions

  /// Takes a decision about a record.
  func decide(
    _ decision: Decision, on recordID: Int64, _ context: DecisionContext
  ) throws -> DecisionOutcome {
    if let done = try outcome(of: context.request) { return done }
    guard let record = try RecordRows.fetch(recordID, db) else {
      throw ReviewError.gone(id: "record \(recordID)")
    }
    let article = try ReviewedArticle(of: record, db)
    try requireFresh(record, decision, context, article)
    let before = RecordState(record)
    let after: RecordState?
    switch decision {
    case .undo: after = try stateBefore(record, article, context)
    case .note(let note): after = noted(before, note)
    case .keep(let meant):
      let line = try log(
        .keep, record, before: before, after: before, article, context, note: meant.rawValue)
      return DecisionOutcome(logLine: line, action: .keep, before: before, record: record)
    default: after = try decided(before, decision, record, article)
    }
    return try store(decision.action, record, before: before, after: after, article, context)
  }

  /// What the record of a row would say after a decision, and the record as it is. Nothing is written but for a speaker who
  /// is new.
  func reading(_ decision: Decision, on recordID: Int64, _ context: DecisionContext) throws -> (
    record: StoredRecord, state: RecordState
  ) {
    guard let record = try RecordRows.fetch(recordID, db) else {
      throw ReviewError.gone(id: "record \(recordID)")
    }
    let article = try ReviewedArticle(of: record, db)
    try requireFresh(record, decision, context, article)
    return (record, try decided(RecordState(record), decision, record, article))
  }

  /// Makes a record say what a reading says, as a decision of this writer's person.
  func settle(
    _ record: StoredRecord, as reading: BlindReading, _ context: DecisionContext
  ) throws -> DecisionOutcome {
    let article = try ReviewedArticle(of: record, db)
    let before = RecordState(record)
    var after = reading.state
    // The note is nobody's reading; the speaker may have been merged meanwhile.
    after.note = before.note
    if let speaker = after.speaker {
      let row = try SpeakerResolver(db, article).row(asEngineNames: speaker)
      after.speakerID = row
      after.speaker = try SpeakerResolver.reference(row, db)
    }
    if after.isAnchored, after.status != .rejected {
      try requireFree(after.layer, after.content.span, in: article, except: record.rowID)
    }
    return try store(
      reading.action, record, before: before, after: signed(after, before), article, context)
  }

  /// What a decision came to that was sent before under the same name.
  private func outcome(of request: String?) throws -> DecisionOutcome? {
    guard let request,
      let row = try Row.fetchOne(db, sql: "SELECT * FROM review_log WHERE request = ?", arguments: [request])
    else { return nil }
    let line = try ReviewLogEntry(row: row)
    return DecisionOutcome(
      logLine: line.id, action: ReviewAction(rawValue: line.action) ?? .accept,
      before: line.before.flatMap(RecordState.init(json:)),
      record: try line.recordID.flatMap { try RecordRows.fetch($0, db) })
  }

  /// Throws `ReviewError.stale` where the record has changed since it was seen, in what the decision is about.
  private func requireFresh(
    _ record: StoredRecord, _ decision: Decision, _ context: DecisionContext, _ article: ReviewedArticle
  ) throws {
    // What is taken back by its name is looked for by its name.
    if decision == .undo, context.undoing != nil { return }
    guard let version = context.version, version != record.version else { return }
    if let seen = context.seen {
      switch decision {
      case .note where seen.note == record.note: return
      case .accept, .reject, .speaker, .span, .kind:
        if seen.stands(in: record) { return }
        if try isSame(as: decision, on: seen, record, article) { return }
      default: break
      }
    }
    throw ReviewError.stale(current: record, expected: version)
  }

  /// Whether a record is already what a decision on what was seen would make of it, because somebody decided the same.
  private func isSame(
    as decision: Decision, on seen: SeenRecord, _ record: StoredRecord, _ article: ReviewedArticle
  ) throws -> Bool {
    guard record.status.isReviewed else { return false }
    if decision == .reject { return record.status == .rejected }
    guard record.status != .rejected else { return false }
    var (kind, span) = (seen.kind, seen.span)
    var hasSpeaker = record.speaker?.rowID == seen.speaker
    switch decision {
    case .kind(let chosen): kind = chosen
    case .span(let chosen): span = try article.words(at: chosen).span
    case .speaker(.known(let id)): hasSpeaker = record.speaker?.rowID == id
    case .speaker(.nobody): hasSpeaker = record.speaker == nil
    case .speaker(.named(let name, let kind)):
      let meant: SpeakerReference? = SpeakerReference(name: name, kind: kind)
      hasSpeaker = meant.isSame(as: record.speaker?.reference)
    default: break
    }
    return record.kind == kind && record.content.span == span && hasSpeaker
  }

  /// Adds a missed quote.
  func add(_ missed: MissedQuote, request: String? = nil) throws -> DecisionOutcome {
    if let done = try outcome(of: request) { return done }
    var context = DecisionContext()
    context.request = request
    let article = try ReviewedArticle(key: missed.articleKey, db)
    let content = try article.words(at: missed.span)
    try requireFree(missed.kind.layer, content.span, in: article, except: nil)
    let source = try missed.source.map(article.words(at:))
    let cue = try missed.cue.map(article.words(at:))
    let speaker = try SpeakerResolver(db, article).row(of: missed.speaker)
    var numbers = try RecordNumbers(db)
    let id = numbers.next()
    try numbers.save()
    try db.execute(
      sql: RecordColumn.insertion(RecordColumn.added),
      arguments: [
        id, article.id, missed.kind.layer.rawValue, missed.kind.rawValue, content.span.start,
        content.span.end,
        content.text, speaker, source?.span.start, source?.span.end, source?.text, cue?.span.start,
        cue?.span.end, cue?.text, 1, Self.pattern, JSONText.array(["added by \(reviewer)"]), 0, "[]",
        ReviewStatus.added.rawValue, reviewer, now,
      ])
    try RecordWords(db).add(id, content.text)
    guard let record = try RecordRows.fetch(id, db) else { throw ReviewError.gone(id: "record \(id)") }
    let line = try log(.add, record, before: nil, after: RecordState(record), article, context)
    return DecisionOutcome(logLine: line, action: .add, before: nil, record: record)
  }

  /// What stands in place of a form's id in a record that a person added.
  static let pattern = "reviewer"

  private func noted(_ before: RecordState, _ note: String) -> RecordState {
    var after = before
    let text = note.trimmed
    after.note = text.isEmpty ? nil : text
    return signed(after, before)
  }

  private func decided(
    _ before: RecordState, _ decision: Decision, _ record: StoredRecord, _ article: ReviewedArticle
  ) throws -> RecordState {
    var after = before
    switch decision {
    case .speaker(let choice):
      after.speakerID = try SpeakerResolver(db, article).row(of: choice)
      after.speaker = try after.speakerID.map { try SpeakerResolver.reference($0, db) }
      if let source = before.source, !before.speaker.isSame(as: after.speaker),
        !Self.mayName(source.text, after.speaker, not: before.speaker)
      {
        after.source = nil
      }
    case .span(let span):
      guard before.isAnchored else { throw ReviewError.notInText(id: record.id) }
      after.content = try article.words(at: span)
      after.figures = before.figures.filter {
        $0.excerpt.span.start >= after.content.span.start && $0.excerpt.span.end <= after.content.span.end
      }
    case .kind(let kind):
      after.kind = kind
    case .accept, .reject, .note, .keep, .undo: break
    }
    if after.isAnchored, after.content.span != before.content.span || after.layer != before.layer {
      try requireFree(after.layer, after.content.span, in: article, except: record.rowID)
    }
    // What the machine says by now is what the person saw and decided about.
    if record.pattern != Self.pattern { after.origin = before.proposal ?? before.origin ?? before.proposed }
    after.proposal = nil
    after.status = status(after: decision, of: after, isAdded: record.pattern == Self.pattern)
    return signed(after, before)
  }

  private func status(after decision: Decision, of state: RecordState, isAdded: Bool) -> ReviewStatus {
    if decision == .reject { return .rejected }
    if isAdded { return .added }
    return state.origin.map(state.proposed.agrees) == true ? .accepted : .corrected
  }

  /// Whether words may name the new speaker: not when they have the old one's name in them.
  ///
  /// “Ông” may be anybody, “bà Minh” not.
  private static func mayName(_ words: String, _ speaker: SpeakerReference?, not old: SpeakerReference?)
    -> Bool
  {
    guard let speaker else { return false }
    if TellingForms.tells(words, of: speaker.name) { return true }
    return old.map { !TellingForms.tells(words, of: $0.name) } ?? true
  }

  private func signed(_ after: RecordState, _ before: RecordState) -> RecordState {
    var after = after
    after.reviewer = after.isHeld ? reviewer : nil
    after.reviewedAt = after.isHeld ? now : nil
    return after
  }

  // MARK: Undo

  /// The state before the last decision that still counts; `nil` when that decision added the record.
  private func stateBefore(
    _ record: StoredRecord, _ article: ReviewedArticle, _ context: DecisionContext
  ) throws -> RecordState? {
    let standing = try RecordHistory(db, record.rowID).decisions
    guard let last = standing.last else { throw ReviewError.nothingToUndo(id: record.id) }
    if let target = context.undoing, try line(of: target) != last.id {
      // What was decided later stands on it, or it was taken back already.
      guard let target = try line(of: target), standing.contains(where: { $0.id == target }) else {
        throw ReviewError.nothingToUndo(id: record.id)
      }
      throw ReviewError.othersDecision(last, current: record)
    }
    if context.sparesOthers, last.madeBy != reviewer {
      throw ReviewError.othersDecision(last, current: record)
    }
    guard let text = last.before else { return nil }
    guard var state = RecordState(json: text) else {
      throw StoreError.damaged(path: "the review log", detail: "line \(last.id) cannot be read")
    }
    // The text may have been corrected since.
    article.anchor(&state, context: last.anchor)
    if state.isAnchored {
      try requireFree(state.layer, state.content.span, in: article, except: record.rowID)
    }
    if let speaker = state.speaker {
      // Speakers may have been merged, renamed or split since.
      let row = try SpeakerResolver(db, article).row(asEngineNames: speaker)
      state.speakerID = row
      state.speaker = try SpeakerResolver.reference(row, db)
    }
    return state
  }

  private func line(of target: UndoTarget) throws -> Int64? {
    switch target {
    case .line(let line): line
    case .request(let name):
      try Int64.fetchOne(db, sql: "SELECT id FROM review_log WHERE request = ?", arguments: [name])
    }
  }

  // MARK: Writing

  private func store(
    _ action: ReviewAction, _ record: StoredRecord, before: RecordState, after: RecordState?,
    _ article: ReviewedArticle, _ context: DecisionContext
  ) throws -> DecisionOutcome {
    let line: Int64
    if let after {
      try StateWriter(db).write(after, over: record)
      line = try log(action, record, before: before, after: after, article, context)
    } else {
      try RecordWords(db).remove(record.rowID, record.content.text)
      try db.execute(sql: "DELETE FROM record WHERE id = ?", arguments: [record.rowID])
      line = try log(action, record, before: before, after: nil, article, context)
    }
    if let old = record.speaker { try SpeakerRows.removeIfUnused(old.rowID, db) }
    return DecisionOutcome(
      logLine: line, action: action, before: before, record: try RecordRows.fetch(record.rowID, db))
  }

  private func log(
    _ action: ReviewAction, _ record: StoredRecord, before: RecordState?, after: RecordState?,
    _ article: ReviewedArticle, _ context: DecisionContext, note: String? = nil
  ) throws -> Int64 {
    guard let state = after ?? before else { return 0 }
    try ReviewLog(db).append(
      action.rawValue, by: reviewer, record: record.rowID,
      anchor: RecordAnchor(
        articleKey: article.key, layer: state.layer, content: state.content, text: article.text),
      before: before?.json, after: after?.json, note: note ?? (action == .note ? after?.note : nil), at: now,
      request: context.request, batch: context.batch)
    return db.lastInsertedRowID
  }

  private func requireFree(
    _ layer: Layer, _ span: Span, in article: ReviewedArticle, except record: Int64?
  ) throws {
    let id = RecordID(articleKey: article.key, layer: layer, span: span)
    if let other = try RecordRows.fetch(id, db), other.rowID != record, other.isAnchored {
      throw ReviewError.placeTaken(by: other)
    }
  }
}

extension String {
  /// The text without spaces and line ends around it.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
