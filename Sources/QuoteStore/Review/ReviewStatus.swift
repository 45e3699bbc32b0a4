/// What people have decided about a record so far.
public enum ReviewStatus: String, Sendable, Hashable, CaseIterable, Codable {
  /// Nobody has decided: the machine's proposal. A record on which a note was left is still unreviewed.
  case unreviewed
  /// Right as the machine proposed it.
  case accepted
  /// Right after a person changed its speaker, its span or its kind.
  case corrected
  /// Found by a person, not by the machine.
  case added
  /// No quote and no claim, or not one to keep.
  case rejected

  /// Whether a person has decided.
  public var isReviewed: Bool { self != .unreviewed }
}
