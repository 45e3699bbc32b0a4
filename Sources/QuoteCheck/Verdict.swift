/// What a check comes to.
public enum Verdict: String, Sendable, CaseIterable {
  /// The words stand in the source, in order and whole; only what says nothing of the wording may differ: Unicode
  /// form, the place of tone marks, letter case, spaces, marks, end punctuation, and the separators of numbers.
  case verbatim
  /// Words are left out, within the quote or of the sentences in which it begins and ends; none is changed or added.
  case shortened
  /// It is there with words changed or added, or with a negation left out.
  case altered
  /// The words stand there, but the source gives them to somebody else.
  case misattributed
  /// The words stand in several places, which give them to different people.
  case ambiguous
  /// A claim: the source has it, by the same speaker, with the same figures, names and negations.
  case supported
  /// A claim: the source has it with something else in it.
  case differs
  /// Nothing close enough is in the source.
  case notFound = "not-found"

  /// Whether the quote may be printed as it is.
  public var isVerified: Bool { self == .verbatim || self == .supported }

  /// How bad it is: 0 for verbatim, more for worse. A draft's quotes are listed worst first.
  public var severity: Int {
    switch self {
    case .verbatim, .supported: 0
    case .shortened: 1
    case .ambiguous: 2
    case .altered, .differs: 3
    case .misattributed: 4
    case .notFound: 5
    }
  }
}

/// Something that a checker must see, whatever the verdict.
public enum CheckWarning: String, Sendable, CaseIterable {
  /// The source says that these words were not said: they are denied, supposed, asked for or made up.
  case saidNotToBeSaid = "said-not-to-be-said"
  /// The passage runs over the words of two people.
  case twoSpeakers = "two-speakers"
  /// A negation was added or lost.
  case negationChanged = "negation-changed"
  /// A number, date, unit or percentage was changed.
  case numberChanged = "number-changed"
  /// A name was changed.
  case nameChanged = "name-changed"
  /// The quote leaves out that it holds only on a condition.
  case conditionDropped = "condition-dropped"
  /// The quote leaves out that somebody else says or thinks it, or that it is a rumour.
  case attributionDropped = "attribution-dropped"
  /// The quote begins within a sentence of the source, whose beginning is dropped.
  case cutStart = "cut-start"
  /// The quote stops within a sentence of the source, whose rest is dropped.
  case cutMidSentence = "cut-mid-sentence"
  /// The words stand inside somebody else's quote.
  case quotedInsideAnotherQuote = "quoted-inside-another-quote"
  /// The words are the reporter's, not quoted speech.
  case notInMarks = "not-in-marks"
}
