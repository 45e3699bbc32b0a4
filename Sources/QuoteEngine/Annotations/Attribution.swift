/// The layer of an annotation: words in marks, or a reported clause.
public enum Layer: String, Sendable, CaseIterable {
  /// Words in marks that somebody is reported to have said or written.
  case quote
  /// What somebody is reported to have asserted, whether or not in marks.
  case claim
}

/// What an annotation is within its layer.
public enum RecordKind: String, Sendable, CaseIterable {
  /// Quoted words that stand as an utterance of their own.
  case direct
  /// Quoted words built into the writer's sentence.
  case fragment
  /// A reported clause without marks.
  case indirect
  /// A reported clause that holds quoted fragments.
  case mixed

  /// The layer that records of this kind belong to.
  public var layer: Layer {
    switch self {
    case .direct, .fragment: .quote
    case .indirect, .mixed: .claim
    }
  }
}

/// What sort of speaker somebody is.
public enum SpeakerKind: String, Sendable, CaseIterable {
  /// A person who has a name in the article.
  case person
  /// An organisation, a state or a medium.
  case organisation
  /// Several people named together by a common noun (các chuyên gia).
  case group
  /// One person who is never named (một cán bộ công an phường).
  case unnamed
}

/// A speaker as an annotation refers to it.
public struct SpeakerReference: Hashable, Sendable {
  /// The fullest name in the article without titles, or the noun phrase as it stands.
  public var name: String
  /// What sort of speaker it is.
  public var kind: SpeakerKind
  /// The names of those who speak together (*ông A và bà B cùng nói*), in the order of the text; empty for one speaker and
  /// for a group whose members have no names.
  public var members: [String] = []

  /// Makes a reference to a speaker.
  public init(name: String, kind: SpeakerKind, members: [String] = []) {
    self.name = name
    self.kind = kind
    self.members = members
  }
}

/// One quote or claim with the speaker it is given to and the reasons why.
public struct Attribution: Sendable, Hashable {
  /// Direct, fragment, indirect or mixed; decides the layer.
  public var kind: RecordKind
  /// The quoted words without their marks, or the reported clause.
  public var content: Excerpt
  /// Who speaks; `nil` when a careful reader could not tell.
  public var speaker: SpeakerReference?
  /// The words that name the speaker here; `nil` when the speaker is carried over.
  public var source: Excerpt?
  /// The verb or phrase that carries the attribution.
  public var cue: Excerpt?
  /// Who passed the words on, when the text says so.
  public var via: SpeakerReference?
  /// The share of attributions by this form that were right when measured, 0 to 1.
  public var confidence: Double
  /// The id of the form that fired.
  public var pattern: String
  /// One readable step of the attribution each.
  public var evidence: [String]
  /// The class of the cue (neutral, assert, deny …), or `nil` without a cue.
  public var cueClass: String?
  /// Whether the cue or its clause denies what is reported.
  public var isNegated: Bool
  /// What makes the content worth checking, named by kind.
  public var figures: [Figure]

  /// The layer of this record.
  public var layer: Layer { kind.layer }

  /// Makes a record; the caller vouches that the excerpts stand in the article.
  public init(
    kind: RecordKind, content: Excerpt, speaker: SpeakerReference?, source: Excerpt?, cue: Excerpt?,
    via: SpeakerReference?, confidence: Double, pattern: String, evidence: [String], cueClass: String?,
    isNegated: Bool, figures: [Figure]
  ) {
    self.kind = kind
    self.content = content
    self.speaker = speaker
    self.source = source
    self.cue = cue
    self.via = via
    self.confidence = confidence
    self.pattern = pattern
    self.evidence = evidence
    self.cueClass = cueClass
    self.isNegated = isNegated
    self.figures = figures
  }
}

/// Something in a record that a checker can look up: a figure, an amount, a date, a comparison.
public struct Figure: Sendable, Hashable {
  /// What kind of checkable thing it is.
  public enum Kind: String, Sendable, CaseIterable {
    case number, money, percentage, date, comparison, superlative
  }
  /// What kind it is.
  public var kind: Kind
  /// Its words and their place in the article.
  public var excerpt: Excerpt

  /// Makes a figure; the caller vouches that the excerpt stands in the article.
  public init(kind: Kind, excerpt: Excerpt) {
    self.kind = kind
    self.excerpt = excerpt
  }
}

/// Somebody or something that speaks in an article, with the forms that the article uses.
public struct Speaker: Sendable, Hashable {
  /// The fullest name in the article without titles, or the noun phrase as it stands.
  public var name: String
  /// What sort of speaker it is.
  public var kind: SpeakerKind
  /// The different forms that named the speaker, in order of first appearance.
  public var forms: [String]
  /// Titles and offices that the article gives the speaker.
  public var roles: [String]
  /// Where the article mentions the speaker, in code points.
  public var mentions: [Span]

  /// Makes a speaker of an article.
  public init(name: String, kind: SpeakerKind, forms: [String], roles: [String], mentions: [Span]) {
    self.name = name
    self.kind = kind
    self.forms = forms
    self.roles = roles
    self.mentions = mentions
  }
}

/// All that the engine found in one article.
public struct Annotations: Sendable, Hashable {
  /// Layer A, in the order of the text.
  public var quotes: [Attribution] = []
  /// Layer B, in the order of the text.
  public var claims: [Attribution] = []
  /// Everybody to whom a quote or claim is given, in order of first appearance.
  public var speakers: [Speaker] = []
  /// Stretches in marks that were judged to be no quotes, each with the reason.
  public var rejected: [Rejected] = []

  /// Makes annotations of an article in which nothing was found.
  public init() {}

  /// Marked words that nobody is reported to have said.
  public struct Rejected: Sendable, Hashable {
    /// The words inside the marks.
    public var content: Excerpt
    /// Why they are no quote, in words.
    public var reason: String
  }
}
