import QuoteEngine

/// The answer to one check: what it comes to, where in the source, and what differs.
public struct CheckAnswer: Sendable, Hashable {
  /// What it comes to.
  public var verdict: Verdict
  /// The share of words on which the quote and the place agree, 0 to 1: those that agree, by all words of the two. The
  /// best that there was when nothing was found.
  public var score: Double
  /// The article in which the place is; `nil` when nothing was found.
  public var article: CheckedArticle?
  /// The place in the article's text; `nil` when nothing was found.
  public var found: Excerpt?
  /// Whose words the source says they are; `nil` where it gives them to nobody or the engine cannot tell.
  public var speaker: CheckedSpeaker?
  /// The people over whose words the passage runs, in the order of the text; empty unless there are two or more.
  public var speakers: [SpeakerReference] = []
  /// The quote against the place, word by word, in the order of the text.
  public var diff: [DiffStep] = []
  /// What a checker must see, in the order of `CheckWarning.allCases`.
  public var warnings: [CheckWarning] = []
  /// What else is worth knowing.
  public var notes: [CheckNote] = []
  /// The sentence before the place, and the rest of the sentence in which it begins; empty at the article's start.
  public var before = ""
  /// The rest of the sentence in which the place ends, and the sentence after it.
  public var after = ""
  /// Keys of other articles that have the words as well as this one.
  public var alsoIn: [String] = []

  /// Every place at which the words stand, the earliest article first; the one above among them.
  public var places: [CheckedPlace] = []

  /// What the words alone come to, whoever spoke them.
  var wordingVerdict = Verdict.notFound

  /// Whether the speaker who was asked for is the source's, for all that it says; `nil` when none was asked for.
  public var isSpeakerConfirmed: Bool?

  /// Whether the quote is verified, words and speaker: exit status 0 of `check`.
  public var isVerified: Bool { verdict.isVerified && isSpeakerConfirmed != false }

  /// Adds a warning, in its place.
  mutating func warn(_ warning: CheckWarning) {
    let all = Set(warnings).union([warning])
    warnings = CheckWarning.allCases.filter(all.contains)
  }

  /// Makes an answer.
  public init(verdict: Verdict, score: Double) {
    self.verdict = verdict
    self.score = score
  }
}

/// What an answer tells of its article.
public struct CheckedArticle: Sendable, Hashable {
  /// The key.
  public var key: String
  /// The title.
  public var title: String?
  /// The paper.
  public var source: String?
  /// When it was published, as given.
  public var published: String?
  /// Where it was found.
  public var url: String?

  /// The day of its publication, `YYYY-MM-DD`, where it says one so.
  var day: String? {
    guard let published, published.count >= 10 else { return nil }
    let day = published.prefix(10)
    return day.allSatisfy { $0.isNumber || $0 == "-" } ? String(day) : nil
  }
}

/// A place at which a quote's words stand.
public struct CheckedPlace: Sendable, Hashable {
  /// The article.
  public var article: CheckedArticle
  /// Where in its text, in code points.
  public var span: Span
  /// Whose words they are there; `nil` where the source does not say.
  public var speaker: CheckedSpeaker?
}

/// Whose words the source says they are.
public struct CheckedSpeaker: Sendable, Hashable {
  /// The speaker.
  public var reference: SpeakerReference
  /// How sure the attribution is, 0 to 1.
  public var confidence: Double
  /// Whether it is sure enough to hold against somebody.
  public var isSure: Bool
}

/// A stretch of the comparison of a quote with its source.
public struct DiffStep: Sendable, Hashable {
  /// What the two have to do with each other.
  public enum Kind: String, Sendable {
    /// The same words.
    case equal
    /// Words of the source that the quote leaves out.
    case omitted
    /// Words of the quote that the source does not have.
    case added
    /// Words of the source for which the quote has others.
    case replaced
  }
  /// What it is.
  public var kind: Kind
  /// The source's words, as they stand there; empty for `added`.
  public var source: String
  /// The quote's words, as they were typed; empty for `omitted`.
  public var quote: String
  /// Where the source's words stand in the article; `nil` for `added`.
  public var span: Span?

  /// Makes a step.
  public init(kind: Kind, source: String, quote: String, span: Span?) {
    self.kind = kind
    self.source = source
    self.quote = quote
    self.span = span
  }
}

/// Something worth knowing about an answer that is no warning.
public enum CheckNote: Sendable, Hashable {
  /// The quote was typed without diacritics and compared without them.
  case comparedWithoutDiacritics
  /// The engine is not sure, or does not know, who speaks; nobody is accused.
  case speakerUnsure
  /// The source gives the words to nobody: they are the reporter's own.
  case speakerNotGiven
  /// Nobody of this name is known; the nearest names.
  case speakerUnknown(String, nearest: [String])
  /// One word, or two, prove little.
  case veryShort
  /// The words are changed and the source gives them to somebody else too.
  case otherSpeakerToo
  /// Numbers or names are written in another way: 32 for ba mươi hai, UBND for ủy ban nhân dân.
  case writtenOtherwise
  /// Words in square brackets are the editor's and were not compared.
  case editorsBrackets(String)

  /// The note's name in JSON.
  public var name: String {
    switch self {
    case .comparedWithoutDiacritics: "compared-without-diacritics"
    case .speakerUnsure: "speaker-unsure"
    case .speakerNotGiven: "speaker-not-given"
    case .speakerUnknown: "speaker-unknown"
    case .veryShort: "very-short"
    case .otherSpeakerToo: "other-speaker-too"
    case .writtenOtherwise: "written-otherwise"
    case .editorsBrackets: "editors-brackets"
    }
  }
}
