import QuoteEngine

/// What became of a record when its article was annotated anew.
public enum RecordFate: String, Sendable, Hashable, CaseIterable {
  /// The machine proposes it again; nothing has changed.
  case foundAgain = "found again"
  /// The machine proposes the same words again, with another speaker, kind, form or evidence. Unreviewed records only.
  case changed
  /// The machine proposes it no longer. Unreviewed it is removed, reviewed it is kept.
  case noLongerFound = "no longer found"
  /// The machine had not proposed it before.
  case new
  /// The machine contradicts what a person decided: the decision stands, and the proposal waits beside it.
  case inConflict = "in conflict"
}

/// One record and what became of it.
public struct RecordChange: Sendable, Hashable {
  /// What became of it.
  public var fate: RecordFate
  /// The article's key.
  public var articleKey: String
  /// Whether a person has decided about it or noted something.
  public var isReviewed: Bool
  /// What stood before, or what was decided; `nil` for a new one.
  public var before: MachineProposal?
  /// What the machine proposes now; `nil` when that is nothing.
  public var after: MachineProposal?
  /// Whether the words of a reviewed record are no longer in the article's text.
  public var isLost = false

  /// The record's id: what it is now, or was when it is gone.
  public var id: String {
    guard let shown = isReviewed || after == nil ? before ?? after : after else { return articleKey }
    return RecordID(articleKey: articleKey, layer: shown.kind.layer, span: shown.content.span).text
  }
}

/// What became of the records when articles were annotated anew.
public struct ExtractionReport: Sendable, Hashable {
  /// How many reviewed records had each fate; all of them are kept.
  public var reviewed: [RecordFate: Int] = [:]
  /// How many unreviewed records had each fate.
  public var unreviewed: [RecordFate: Int] = [:]
  /// How many of the reviewed ones have lost their words in a corrected text.
  public var lost = 0
  /// Each record that was not simply found again, in the order of the articles; those of articles that were not in the
  /// database before are counted and not listed.
  public var changes: [RecordChange] = []

  /// Makes an empty report.
  public init() {}

  /// The reviewed records, which are all kept.
  public var kept: Int { reviewed.values.reduce(0, +) }

  mutating func add(_ change: RecordChange) {
    if change.isReviewed {
      reviewed[change.fate, default: 0] += 1
    } else {
      unreviewed[change.fate, default: 0] += 1
    }
    if change.isLost { lost += 1 }
    if change.fate != .foundAgain || change.isLost { changes.append(change) }
  }

  /// Adds the counts of another report, and its changes when they are wanted.
  public mutating func add(_ other: ExtractionReport, changes wanted: Bool = true) {
    reviewed.merge(other.reviewed, uniquingKeysWith: +)
    unreviewed.merge(other.unreviewed, uniquingKeysWith: +)
    lost += other.lost
    if wanted { changes += other.changes }
  }
}
