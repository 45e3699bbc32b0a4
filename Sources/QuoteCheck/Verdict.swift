/// What a check comes to.
public enum Verdict: String, Sendable, CaseIterable {
  /// The words stand in the source, in order and whole; only what says nothing of the wording may differ: Unicode
  /// form, the place of tone marks, letter case, spaces, marks, end punctuation, and the separators of numbers.
  case verbatim
  /// Words are left out, within the quote or from the rest of its last sentence; none is changed or added.
  case shortened
  /// It is there with words changed or added, or with a negation left out.
  case altered
  /// The words stand there, but the source gives them to somebody else.
  case misattributed
  /// Nothing close enough is in the source.
  case notFound = "not-found"

  /// Whether the quote may be printed as it is.
  public var isVerified: Bool { self == .verbatim }

  /// How bad it is: 0 for verbatim, more for worse. A draft's quotes are listed worst first.
  public var severity: Int {
    switch self {
    case .verbatim: 0
    case .shortened: 1
    case .altered: 2
    case .misattributed: 3
    case .notFound: 4
    }
  }
}

/// Something that a checker must see, whatever the verdict.
public enum CheckWarning: String, Sendable, CaseIterable {
  /// A negation was added or lost.
  case negationChanged = "negation-changed"
  /// A number, date, unit or percentage was changed.
  case numberChanged = "number-changed"
  /// A name was changed.
  case nameChanged = "name-changed"
  /// The quote stops within a sentence of the source, whose rest is dropped.
  case cutMidSentence = "cut-mid-sentence"
  /// The words stand inside somebody else's quote.
  case quotedInsideAnotherQuote = "quoted-inside-another-quote"
  /// The words are the reporter's, not quoted speech.
  case notInMarks = "not-in-marks"
}
