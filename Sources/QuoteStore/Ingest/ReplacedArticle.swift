import GRDB
import QuoteEngine

/// An article that is annotated anew: what the machine proposed is replaced, what a person has reviewed stays.
///
/// A proposal that comes again keeps its row, so that whoever looks at it meanwhile can still decide on it.
struct ReplacedArticle {
  private let db: Database
  private let article: ReviewedArticle
  private var touchedSpeakers: Set<Int64> = []
  private var held: [StoredRecord] = []
  private var proposed: [ProposedRow] = []

  /// Reads the records of the article of row `id`, whose text is now `text`.
  init(_ db: Database, id: Int64, key: String, text: String) throws {
    self.db = db
    article = ReviewedArticle(id: id, key: key, text: text)
    held = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(StoredRecord.columns) FROM \(StoredRecord.tables)
          WHERE r.article_id = ? AND (r.status <> 'unreviewed' OR r.note IS NOT NULL)
          ORDER BY r.is_anchored DESC, r.start, r.id
          """), arguments: [id]
    ).map(StoredRecord.init(row:))
    proposed = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(ProposedRow.columns) FROM record r LEFT JOIN speaker s ON s.id = r.speaker_id
          WHERE r.article_id = ? AND r.status = 'unreviewed' AND r.note IS NULL ORDER BY r.start, r.end DESC, r.id
          """), arguments: [id]
    ).map(ProposedRow.init(row:))
  }

  /// Removes the article's speakers with their forms, before the new ones are written.
  mutating func clearSpeakers() throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT speaker_id, forms, name FROM article_speaker WHERE article_id = ?"),
      arguments: [article.id])
    // Those who were one with this article's speakers may no longer be one with each other.
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO identity_block
        SELECT block FROM article_speaker WHERE article_id = ? AND block IS NOT NULL
        """
    ).execute(arguments: [article.id])
    let uncount = try db.cachedStatement(
      sql: "UPDATE speaker_form SET articles = articles - 1 WHERE speaker_id = ? AND key = ?")
    let remove = try db.cachedStatement(
      sql: "DELETE FROM speaker_form WHERE speaker_id = ? AND articles <= 0 AND is_alias = 0")
    try db.cachedStatement(sql: "DELETE FROM article_speaker WHERE article_id = ?").execute(arguments: [
      article.id
    ])
    for row in rows {
      let speaker: Int64 = try row.value(0)
      touchedSpeakers.insert(speaker)
      var keys = Set<String>()
      let name: String = try row.value(2)
      for form in try JSONText.strings(row.value(1)) where TellingForms.tells(form, of: name) {
        let key = NameKey(form).key
        if keys.insert(key).inserted { try uncount.execute(arguments: [speaker, key]) }
      }
      try remove.execute(arguments: [speaker])
    }
  }

  /// Moves the reviewed records to where their words stand in the corrected text; each move is a line of the log.
  mutating func anchorHeld(from oldText: String) throws {
    guard !held.isEmpty else { return }
    let anchor = StateAnchor(TextAnchor(article.text))
    let writer = StateWriter(db)
    var taken = Set<RecordPlace>()
    for (index, record) in held.enumerated() {
      let before = RecordState(record)
      var after = before
      var context = RecordAnchor(
        articleKey: article.key, layer: record.layer, content: record.content, text: oldText)
      if !record.isAnchored,
        let known = try RecordHistory(db, record.rowID).lines.last(where: {
          $0.anchor?.content.text == record.content.text
        })?.anchor
      {
        context = known
      }
      anchor.move(&after, before: context.contextBefore, after: context.contextAfter) {
        !taken.contains(RecordPlace(layer: record.layer, span: $0))
      }
      if after.isAnchored { taken.insert(RecordPlace(layer: after.layer, span: after.content.span)) }
      guard after != before else { continue }
      try writer.write(after, over: record)
      // The anchor of the line is the last context in which the words stood.
      let line =
        after.isAnchored
        ? RecordAnchor(
          articleKey: article.key, layer: after.layer, content: after.content, text: article.text)
        : context
      try ReviewLog(db).append(
        ReviewAction.anchor.rawValue, by: "trichdan", record: record.rowID, anchor: line, before: before.json,
        after: after.json)
      if let moved = try RecordRows.fetch(record.rowID, db) { held[index] = moved }
    }
  }

  // MARK: What the machine says now

  /// Compares the machine's new proposals with what stands, and writes what has changed.
  ///
  /// - Parameters:
  ///   - records: the new proposals.
  ///   - speakers: the rows of the speakers that they refer to.
  ///   - insert: writes a proposal that is new.
  func replace(
    with records: [PreparedArticle.Record], _ speakers: [Int64],
    insert: (PreparedArticle.Record) throws -> Void
  ) throws -> ExtractionReport {
    var report = ExtractionReport()
    var shadows = HeldPlaces(held)
    let matches = shadows.match(records)
    var left: [Int] = []
    for (index, match) in matches.enumerated() where match == nil { left.append(index) }
    for (place, record) in held.enumerated() {
      let said = matches.indices.filter { matches[$0] == place }.map { proposal(records[$0], speakers) }
      report.add(try settle(record, said))
    }
    var old = ProposedRows(proposed)
    // The places first, then words that have moved.
    var pairs: [(new: Int, old: ProposedRow?)] = left.map { ($0, old.take(at: records[$0].attribution)) }
    for index in pairs.indices where pairs[index].old == nil {
      pairs[index].old = old.take(words: records[pairs[index].new].attribution)
    }
    // Those that are gone go first, so that no two records are at one place.
    for row in old.left {
      try RecordWords(db).remove(row.id, row.text)
      try db.cachedStatement(sql: "DELETE FROM record WHERE id = ?").execute(arguments: [row.id])
      report.add(
        RecordChange(
          fate: .noLongerFound, articleKey: article.key, isReviewed: false, before: row.proposal, after: nil))
    }
    for pair in pairs {
      let record = records[pair.new]
      let now = proposal(record, speakers)
      guard let row = pair.old else {
        try insert(record)
        report.add(
          RecordChange(
            fate: .new, articleKey: article.key, isReviewed: false, before: nil, after: now.proposal))
        continue
      }
      let columns = ProposedRow.Values(record, speakers)
      if columns != row.values { try update(row.id, columns) }
      let isSame = columns.isSame(as: row.values)
      report.add(
        RecordChange(
          fate: isSame ? .foundAgain : .changed, articleKey: article.key, isReviewed: false,
          before: row.proposal,
          after: now.proposal))
    }
    return report
  }

  /// A proposal with the row of its speaker.
  private struct Said {
    var proposal: MachineProposal
    var speaker: Int64?
  }

  private func proposal(_ record: PreparedArticle.Record, _ speakers: [Int64]) -> Said {
    let attribution = record.attribution
    return Said(
      proposal: MachineProposal(
        kind: attribution.kind, content: attribution.content,
        speaker: attribution.speaker?.alone),
      speaker: record.speaker.map { speakers[$0] })
  }

  /// Finds out what the machine's proposals mean for a reviewed record, and puts one that contradicts it beside it.
  private func settle(_ record: StoredRecord, _ said: [Said]) throws -> RecordChange {
    let decided = RecordState(record).proposed
    var change = RecordChange(
      fate: .noLongerFound, articleKey: article.key, isReviewed: true, before: decided, after: nil,
      isLost: !record.isAnchored)
    var waiting: MachineProposal?
    if let first = said.first {
      let origin = record.origin ?? (record.status == .unreviewed ? decided : nil)
      let originSpeaker = try origin?.speaker.flatMap {
        try SpeakerResolver(db, article).find(asEngineNames: $0)
      }
      let agreeing = said.first { one in
        let isDecided =
          one.proposal.kind == decided.kind && one.proposal.content.span == decided.content.span
          && one.speaker == record.speaker?.rowID
        guard !isDecided, let origin else { return isDecided }
        return one.proposal.kind == origin.kind && one.proposal.content.span == origin.content.span
          && one.speaker == originSpeaker
      }
      change.fate = agreeing == nil ? .inConflict : .foundAgain
      change.after = (agreeing ?? first).proposal
      if agreeing == nil {
        waiting = first.proposal
        // Under the name that the database has for the speaker.
        waiting?.speaker = try first.speaker.map { try SpeakerResolver.reference($0, db) }
        change.after = waiting
      }
    }
    if waiting != record.proposal {
      try db.execute(
        sql: "UPDATE record SET proposal = ?, version = version + 1 WHERE id = ?",
        arguments: [waiting?.json, record.rowID])
    }
    return change
  }

  private func update(_ id: Int64, _ values: ProposedRow.Values) throws {
    try db.cachedStatement(
      sql: """
        UPDATE record SET kind = ?, start = ?, end = ?, speaker_id = ?, source_start = ?, source_end = ?,
          source_text = ?, cue_start = ?, cue_end = ?, cue_text = ?, via_id = ?, confidence = ?, pattern = ?,
          evidence = ?, cue_class = ?, negated = ?, figures = ?, role = ?, role_class = ?, gender = ?, members = ?,
          version = version + 1 WHERE id = ?
        """
    ).execute(arguments: [
      values.kind, values.span.start, values.span.end, values.speaker, values.source?.span.start,
      values.source?.span.end, values.source?.text, values.cue?.span.start, values.cue?.span.end,
      values.cue?.text, values.via, values.confidence, values.pattern, values.evidence, values.cueClass,
      values.isNegated, values.figures, values.role, values.roleClass, values.gender, values.members, id,
    ])
  }

  /// Removes the speakers to whom nothing refers any more, unless a user has decided something about them.
  ///
  /// - Returns: whether there were any.
  func removeSpeakersWithoutWords() throws -> Bool {
    var hasRemoved = false
    for speaker in touchedSpeakers {
      if try SpeakerRows.removeIfUnused(speaker, db) { hasRemoved = true }
    }
    return hasRemoved
  }
}

/// The places where reviewed records stand in the way of the machine's proposals.
private struct HeldPlaces {
  private let held: [StoredRecord]
  private var exact: [RecordPlace: Int] = [:]
  private var isMatched: [Bool]

  init(_ held: [StoredRecord]) {
    self.held = held
    isMatched = Array(repeating: false, count: held.count)
    // Where a record stands counts for more than where the machine had proposed another.
    for (index, record) in held.enumerated() where record.isAnchored {
      exact[RecordPlace(layer: record.layer, span: record.content.span)] = index
    }
    for (index, record) in held.enumerated() where record.isAnchored {
      guard let origin = record.origin else { continue }
      let place = RecordPlace(layer: origin.kind.layer, span: origin.content.span)
      if exact[place] == nil { exact[place] = index }
    }
  }

  /// For each proposal, the reviewed record that speaks of the same words, as an index.
  ///
  /// Those at a record's place or its first proposal's come first. A record that meets none takes the one that shares
  /// more than half of its words with it, unless it was rejected: then the other is a proposal of its own.
  mutating func match(_ records: [PreparedArticle.Record]) -> [Int?] {
    guard !held.isEmpty else { return Array(repeating: nil, count: records.count) }
    var matches: [Int?] = records.map { record in
      exact[RecordPlace(layer: record.attribution.layer, span: record.attribution.content.span)]
    }
    for match in matches.compactMap(\.self) { isMatched[match] = true }
    for (index, record) in records.enumerated() where matches[index] == nil {
      let place = record.attribution.content.span
      let layer = record.attribution.layer
      matches[index] = held.indices.first { other in
        let stands = held[other]
        return !isMatched[other] && stands.isAnchored && stands.status != .rejected && stands.layer == layer
          && Self.isAlike(stands.content.span, place)
      }
    }
    return matches
  }

  /// Whether two stretches share more than half of what they cover together.
  private static func isAlike(_ a: Span, _ b: Span) -> Bool {
    let shared = min(a.end, b.end) - max(a.start, b.start)
    return shared * 2 > max(a.end, b.end) - min(a.start, b.start)
  }
}

/// A proposal of the machine as the database has it.
private struct ProposedRow {
  /// What an extraction may change.
  struct Values: Hashable {
    var kind: String
    var span: Span
    var speaker: Int64?
    var source: Excerpt?
    var cue: Excerpt?
    var via: Int64?
    var confidence: Double
    var pattern: String
    var evidence: String
    var cueClass: String?
    var isNegated: Bool
    var figures: String
    var role: String?
    var roleClass: String?
    var gender: String?
    var members: String?

    init(_ record: PreparedArticle.Record, _ speakers: [Int64]) {
      let attribution = record.attribution
      kind = attribution.kind.rawValue
      span = attribution.content.span
      speaker = record.speaker.map { speakers[$0] }
      source = attribution.source
      cue = attribution.cue
      via = record.via.map { speakers[$0] }
      confidence = attribution.confidence
      pattern = attribution.pattern
      evidence = record.evidence
      cueClass = attribution.cueClass
      isNegated = attribution.isNegated
      figures = record.figures
      role = record.role
      roleClass = record.roleClass?.rawValue
      gender = record.gender?.rawValue
      members = record.members
    }

    init(row: Row) throws {
      kind = try row.value(1)
      span = try Span(start: row.value(2), end: row.value(3))
      speaker = try row.value(5)
      source = try Excerpt(row: row, at: 6)
      cue = try Excerpt(row: row, at: 9)
      via = try row.value(12)
      confidence = try row.value(13)
      pattern = try row.value(14)
      evidence = try row.value(15)
      cueClass = try row.value(16)
      isNegated = try row.value(17)
      figures = try row.value(18)
      role = try row.value(21)
      roleClass = try row.value(22)
      gender = try row.value(23)
      members = try row.value(24)
    }

    /// Whether nothing differs but the place in a corrected text and the measured confidence of the form.
    func isSame(as other: Values) -> Bool {
      kind == other.kind && speaker == other.speaker && source?.text == other.source?.text
        && cue?.text == other.cue?.text && via == other.via && pattern == other.pattern
        && cueClass == other.cueClass && isNegated == other.isNegated
    }
  }

  var id: Int64
  var text: String
  var values: Values
  var speaker: SpeakerReference?

  static let columns = """
    r.id, r.kind, r.start, r.end, r.text, r.speaker_id, r.source_start, r.source_end, r.source_text, r.cue_start,
    r.cue_end, r.cue_text, r.via_id, r.confidence, r.pattern, r.evidence, r.cue_class, r.negated, r.figures,
    s.name, s.kind, r.role, r.role_class, r.gender, r.members
    """

  init(row: Row) throws {
    id = try row.value(0)
    text = try row.value(4)
    values = try Values(row: row)
    speaker = try (row.value(19) as String?).map {
      try SpeakerReference(name: $0, kind: SpeakerKind(rawValue: row.value(20)) ?? .unnamed)
    }
  }

  var kind: RecordKind { RecordKind(rawValue: values.kind) ?? .direct }

  var proposal: MachineProposal {
    MachineProposal(kind: kind, content: Excerpt(span: values.span, text: text), speaker: speaker)
  }
}

/// The machine's earlier proposals, of which each new one takes the one that it continues.
private struct ProposedRows {
  private struct Words: Hashable {
    var layer: Layer
    var text: String
  }
  private var rows: [Int64: ProposedRow] = [:]
  private let order: [Int64]
  private var places: [RecordPlace: Int64] = [:]
  private var words: [Words: [Int64]] = [:]

  init(_ rows: [ProposedRow]) {
    order = rows.map(\.id)
    for row in rows {
      self.rows[row.id] = row
      places[RecordPlace(layer: row.kind.layer, span: row.values.span)] = row.id
      words[Words(layer: row.kind.layer, text: row.text), default: []].append(row.id)
    }
  }

  /// Those that no new proposal has taken.
  var left: [ProposedRow] { order.compactMap { rows[$0] } }

  /// Takes the one at the place of a proposal, with the same words.
  mutating func take(at attribution: Attribution) -> ProposedRow? {
    guard let id = places[RecordPlace(layer: attribution.layer, span: attribution.content.span)],
      rows[id]?.text == attribution.content.text
    else { return nil }
    return rows.removeValue(forKey: id)
  }

  /// Takes the first with the words of a proposal.
  mutating func take(words attribution: Attribution) -> ProposedRow? {
    let ids = words[Words(layer: attribution.layer, text: attribution.content.text)] ?? []
    guard let id = ids.first(where: { rows[$0] != nil }) else { return nil }
    return rows.removeValue(forKey: id)
  }
}
