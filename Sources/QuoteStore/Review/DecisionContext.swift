import QuoteEngine

/// What belongs to a decision besides what is decided: what the person saw, and how the decision is told from others.
public struct DecisionContext: Sendable, Hashable {
  /// The version that the person saw; `nil` decides on whatever stands.
  public var version: Int?
  /// What the person saw. With it, a record that changed meanwhile is no conflict where the change is none of the
  /// decision's business: it was renamed or noted on, or somebody else decided the same.
  public var seen: SeenRecord?
  /// Names the decision: one that comes again, because its answer was lost, is taken once.
  public var request: String?
  /// What `undo` takes back; by default the last decision about the record.
  public var undoing: UndoTarget?
  /// Whether what somebody else decided may not be taken back.
  public var sparesOthers = false
  /// Names the decisions that are taken, and taken back, together.
  public var batch: String?

  /// Makes a context that knows nothing but the version.
  public init(version: Int? = nil) { self.version = version }
}

/// Which decision is taken back.
public enum UndoTarget: Sendable, Hashable {
  /// The one of a line of the review log.
  case line(Int64)
  /// The one that was sent under a name.
  case request(String)
}

/// A record as a person saw it when deciding.
public struct SeenRecord: Sendable, Hashable {
  /// What had been decided.
  public var status: ReviewStatus
  /// Direct, fragment, indirect or mixed.
  public var kind: RecordKind
  /// The words' place, in code points.
  public var span: Span
  /// The row of the speaker; `nil` for nobody.
  public var speaker: Int64?
  /// The note.
  public var note: String?

  /// Makes it.
  public init(status: ReviewStatus, kind: RecordKind, span: Span, speaker: Int64?, note: String?) {
    self.status = status
    self.kind = kind
    self.span = span
    self.speaker = speaker
    self.note = note
  }

  /// What a record shows.
  public init(_ record: StoredRecord) {
    self.init(
      status: record.status, kind: record.kind, span: record.content.span, speaker: record.speaker?.rowID,
      note: record.note)
  }

  /// Whether a record still says the same, apart from its note.
  func stands(in record: StoredRecord) -> Bool {
    let now = SeenRecord(record)
    return status == now.status && kind == now.kind && span == now.span && speaker == now.speaker
  }
}
