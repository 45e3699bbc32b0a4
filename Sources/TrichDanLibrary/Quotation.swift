import QuoteEngine

/// One quote or claim with the speaker it is given to, and why.
public struct Quotation: Sendable, Hashable {
  /// What it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Quoted words that stand as an utterance of their own.
    case direct
    /// Quoted words built into the writer's sentence.
    case fragment
    /// A reported clause without marks.
    case indirect
    /// A reported clause that holds quoted fragments.
    case mixed

    init(_ kind: RecordKind) {
      switch kind {
      case .direct: self = .direct
      case .fragment: self = .fragment
      case .indirect: self = .indirect
      case .mixed: self = .mixed
      }
    }

    /// Whether the words stand in marks, so that it is one of ``ArticleQuotes/quotes``.
    public var isQuote: Bool { self == .direct || self == .fragment }
  }

  /// What it is.
  public var kind: Kind
  /// The quoted words without their marks, or the reported clause.
  public var passage: Passage
  /// Who speaks; `nil` when a careful reader could not tell.
  public var speaker: QuotedSpeaker?
  /// The words that name the speaker here; `nil` when the speaker is carried over.
  public var source: Passage?
  /// The verb or phrase that reports the words.
  public var cue: Passage?
  /// What the cue does: `neutral`, `assert`, `deny` and so on, as `Patterns/lexicons/cues.txt` has it.
  public var cueClass: String?
  /// Who passed the words on, when the text says so.
  public var passedOnBy: QuotedSpeaker?
  /// How likely it is that words and speaker are right, 0 to 1.
  public var confidence: Double
  /// The id of the form of quotation, as `Patterns/forms` has it.
  public var form: String
  /// Why it was decided so, a step each.
  public var evidence: [Evidence]
  /// Whether the cue or its clause denies what is reported.
  public var isDenied: Bool
  /// What in the words can be looked up.
  public var figures: [CheckableFigure]

  init(_ found: Attribution) {
    kind = Kind(found.kind)
    passage = Passage(found.content)
    speaker = found.speaker.map { QuotedSpeaker($0) }
    source = found.source.map(Passage.init)
    cue = found.cue.map(Passage.init)
    cueClass = found.cueClass
    passedOnBy = found.via.map { QuotedSpeaker($0) }
    confidence = found.confidence
    form = found.pattern
    evidence = Evidence.steps(of: found)
    isDenied = found.isNegated
    figures = found.figures.map { CheckableFigure(kind: .init($0.kind), passage: Passage($0.excerpt)) }
  }
}
