import QuoteEngine

/// What a person decides about a record. Each decision is one row of the review log.
public enum Decision: Sendable, Hashable {
  /// It is right as it stands.
  case accept
  /// It is none.
  case reject
  /// Somebody else says it. What stands is accepted with it.
  case speaker(SpeakerChoice)
  /// Its words begin or end elsewhere, in code points of the article. Spaces at either end are left out.
  case span(Span)
  /// It is of another kind, which decides its layer too.
  case kind(RecordKind)
  /// A remark; empty takes the remark away. The status stays as it is.
  case note(String)
  /// What somebody else decided meanwhile stays, although the person had meant to do this; nothing changes.
  case keep(insteadOf: ReviewAction)
  /// Takes back the last decision about the record that was not taken back yet.
  case undo

  /// What the review log calls it.
  public var action: ReviewAction {
    switch self {
    case .accept: .accept
    case .reject: .reject
    case .speaker: .speaker
    case .span: .span
    case .kind: .kind
    case .note: .note
    case .keep: .keep
    case .undo: .undo
    }
  }
}

/// Whom a person takes for the speaker.
public enum SpeakerChoice: Sendable, Hashable {
  /// The speaker of a row of the database.
  case known(Int64)
  /// Whoever has this name, who may be new. Groups and unnamed speakers are those of the record's article.
  case named(String, SpeakerKind)
  /// A careful reader could not tell.
  case nobody
}

/// A quote or claim that the machine missed.
public struct MissedQuote: Sendable, Hashable {
  /// The key of the article it stands in.
  public var articleKey: String
  /// Direct, fragment, indirect or mixed; decides the layer.
  public var kind: RecordKind
  /// Its words' place, in code points; a quote's leaves its marks out.
  public var span: Span
  /// Who says it.
  public var speaker: SpeakerChoice
  /// The place of the words that name the speaker.
  public var source: Span?
  /// The place of the verb or phrase that carries the attribution.
  public var cue: Span?

  /// Makes it.
  public init(
    articleKey: String, kind: RecordKind, span: Span, speaker: SpeakerChoice = .nobody, source: Span? = nil,
    cue: Span? = nil
  ) {
    self.articleKey = articleKey
    self.kind = kind
    self.span = span
    self.speaker = speaker
    self.source = source
    self.cue = cue
  }
}

/// What a line of the review log says was done to a record.
public enum ReviewAction: String, Sendable, Hashable, CaseIterable {
  case accept, reject, speaker, span, kind, note, add, undo
  /// Somebody saw what another one had decided meanwhile and let it stand; the line's note is what he had meant to do.
  case keep
  /// The program moved a reviewed record because the article's text was corrected.
  case anchor
  /// The decision was brought in from another database.
  case `import`

  /// Whether `undo` takes it back.
  var canBeUndone: Bool {
    switch self {
    case .accept, .reject, .speaker, .span, .kind, .note, .add: true
    case .undo, .keep, .anchor, .import: false
    }
  }
}

/// What a decision came to.
public struct DecisionOutcome: Sendable, Hashable {
  /// The line of the review log, which is on the disk when this is handed on.
  public var logLine: Int64
  /// What was done.
  public var action: ReviewAction
  /// The record before; `nil` for a missed quote that was added.
  public var before: RecordState?
  /// The record now; `nil` when adding it was taken back.
  public var record: StoredRecord?
}
