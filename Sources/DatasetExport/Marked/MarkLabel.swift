import QuoteEngine

/// What marked words are, under the names that annotation tools show.
public enum MarkLabel: String, Sendable, CaseIterable {
  case direct = "Direct"
  case fragment = "Fragment"
  case indirect = "Indirect"
  case mixed = "Mixed"
  case person = "Person"
  case organisation = "Organisation"
  case group = "Group"
  case unnamed = "Unnamed"
  case cue = "Cue"

  /// The label of a quote or claim.
  public init(_ kind: RecordKind) {
    switch kind {
    case .direct: self = .direct
    case .fragment: self = .fragment
    case .indirect: self = .indirect
    case .mixed: self = .mixed
    }
  }

  /// The label of the words that name a speaker.
  public init(_ kind: SpeakerKind) {
    switch kind {
    case .person: self = .person
    case .organisation: self = .organisation
    case .group: self = .group
    case .unnamed: self = .unnamed
    }
  }

  /// The kind of quote or claim; `nil` for what is neither.
  public var recordKind: RecordKind? { RecordKind.allCases.first { MarkLabel($0) == self } }

  /// The kind of speaker; `nil` for what names none.
  public var speakerKind: SpeakerKind? { SpeakerKind.allCases.first { MarkLabel($0) == self } }

  /// Where the label stands among those that a token may have.
  var column: MarkColumn {
    if let recordKind { return recordKind.layer == .quote ? .quote : .claim }
    return self == .cue ? .cue : .source
  }
}

/// What leads from one mark to another.
public enum MarkRelation: String, Sendable, CaseIterable {
  /// From a quote or claim to the words that name who speaks.
  case spokenBy = "SpokenBy"
  /// From a cue to the quote or claim that it reports.
  case reports = "Reports"
}

/// The labels that seldom stand on the same words: a column each, in formats of columns.
enum MarkColumn: String, CaseIterable {
  case quote = "TRICHDAN:QUOTE"
  case claim = "TRICHDAN:CLAIM"
  case source = "TRICHDAN:SOURCE"
  case cue = "TRICHDAN:CUE"
}
