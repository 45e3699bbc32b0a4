import QuoteEngine

/// Why a decision was not taken. Nothing has changed then.
public enum ReviewError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Somebody has changed the record since it was read; `current` is how it is now.
  case stale(current: StoredRecord, expected: Int)
  /// The record is not there; another extraction or an undo has removed it.
  case gone(id: String)
  /// The article has this record of the same layer at that place already.
  case placeTaken(by: StoredRecord)
  /// The span is not within the article's text, or holds no letter and no digit.
  case badSpan(Span, length: Int)
  /// What would be taken back is another one's decision, or stands below a later one.
  case othersDecision(ReviewLogEntry, current: StoredRecord)
  /// Who has read a record blind does not decide what another one reads otherwise.
  case ownDispute
  /// The record has no decision that could be taken back.
  case nothingToUndo(id: String)
  /// A speaker's name has no letter and no digit.
  case emptyName
  /// No speaker has this row.
  case noSpeaker(Int64)
  /// The words of the record are no longer in the article's text, so that it has no place to change.
  case notInText(id: String)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .stale(let current, _):
      "\(current.id) was changed by \(current.reviewer ?? "somebody else") meanwhile; look at it again and decide then"
    case .gone(let id): "\(id) is no longer there; an ingest or an undo has removed it"
    case .placeTaken(let other):
      "\(other.id) stands at that place already (\(other.status.rawValue)); decide on that one"
    case .badSpan(let span, let length):
      "\(span.start)–\(span.end) is no stretch of words of the article, which has \(length) characters; choose another"
    case .othersDecision(let line, let current):
      "the last decision about \(current.id) is that of \(line.madeBy); it is taken back only when you say so"
    case .ownDispute: "you are one of the two who read this record; a third one decides"
    case .nothingToUndo(let id): "nothing has been decided about \(id) that could be taken back"
    case .emptyName: "a speaker's name needs a letter or a digit; type one, or choose nobody"
    case .noSpeaker(let row): "no speaker has the number \(row); choose one by name"
    case .notInText(let id):
      "the words of \(id) are no longer in the article's text; it can be accepted or rejected only"
    }
  }
}
