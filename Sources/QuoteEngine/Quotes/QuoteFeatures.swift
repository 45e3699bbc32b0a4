/// The features by which words in marks are told from names, terms and irony.
struct QuoteFeatures: Sendable {
  let space: FeatureSpace
  let any: Int32
  let words: FeatureSteps
  let marks: FeatureFamily
  let isClosed: Int32
  let beginsCapital: FeatureFamily
  let endsSentence: FeatureFamily
  let isTitleCase: Int32
  let beginsPredicate: FeatureFamily
  let isAnnounced: FeatureFamily
  let isNested: Int32
  let isHeadline: FeatureFamily
  let isWhole: FeatureFamily
  let opensSentence: FeatureFamily
  let isFirstPerson: Int32
  let holdsVerb: FeatureFamily
  let asks: Int32
  let before: FeatureGrid
  let beforeThat: SymbolFeatures
  let after: FeatureGrid
  let form: FeatureFamily
  let firstForm: FeatureGrid
  let noForm: FeatureFamily
  let cueClass: FeatureGrid
  let cueDistance: FeatureSteps
  let cueAfter: FeatureFamily
  let context: FeatureFamily
  let earlierQuote: FeatureFamily
  let earlierNot: FeatureFamily
  let previousSentenceQuotes: FeatureFamily
  let isEpithet: Int32
  let isDefined: Int32
  let isInClause: FeatureFamily
  let leadsToQuote: Int32
  let others: FeatureSteps
  let subjectBefore: FeatureFamily
  let reportedClause: FeatureFamily
  let isDenied: Int32
  let isSupposed: Int32
  let isDisowned: Int32
  let isAsked: Int32
  let namedBefore: FeatureFamily
  let utteranceBefore: FeatureFamily
  let isAdvice: FeatureFamily
  let wordBefore: FeatureFamily
  let wordBeforeSize: FeatureGrid
  let governor: FeatureGrid
  let governorCommas: FeatureGrid
  let governorGap: FeatureGrid
  let again: FeatureGrid
  let repeatedShare: FeatureSteps
  let foreigners: FeatureGrid
  /// For each entry of the library its place among the words that may stand before the marks, or -1.
  let wordPlaces: [Int32]

  /// The lexicons of words that may stand right before the marks.
  private static let wordFiles = [
    "/connectives.txt", "/preverbals.txt", "/determiners.txt", "/emphatic-links.txt",
  ]
  /// The words in marks have been weighed before in the article.
  enum Again: Int, CaseIterable {
    case taken, left
    var name: String { "\(self)" }
  }

  /// Sizes by which other features are told apart, in words.
  static let sizes = ["1-2", "3-4", "5-8", "9+"]

  /// The place of a number of words among `sizes`.
  static func size(_ words: Int32) -> Int { words <= 2 ? 0 : words <= 4 ? 1 : words <= 8 ? 2 : 3 }

  init(_ library: PatternLibrary) {
    let forms = library.forms.map(\.id)
    var space = FeatureSpace()
    func sized(_ name: String) -> FeatureFamily { space.family(name + ", words", Self.sizes) }
    any = space.flag("any")
    words = space.steps("words", [2, 3, 4, 5, 6, 8, 10, 14, 20])
    marks = space.family("marks", MarkGlyph.Family.allCases.map { "\($0)" })
    isClosed = space.flag("closed")
    beginsCapital = sized("capital-first")
    endsSentence = sized("stop-inside")
    isTitleCase = space.flag("capitals-throughout")
    beginsPredicate = sized("opens-as-predicate")
    isAnnounced = sized("announced-as-a-name")
    isNested = space.flag("inside-other-marks")
    isHeadline = sized("headline")
    isWhole = sized("alone-in-its-sentence")
    opensSentence = sized("opens-its-sentence")
    isFirstPerson = space.flag("first-person-inside")
    holdsVerb = sized("verb-inside")
    asks = space.flag("question-inside")
    before = space.grid("before", SymbolFeatures.names, "words", Self.sizes)
    beforeThat = space.symbols("before-that")
    after = space.grid("after", SymbolFeatures.names, "words", Self.sizes)
    form = space.family("form", forms)
    firstForm = space.grid("first-form", forms, "words", Self.sizes)
    noForm = sized("no-form")
    cueClass = space.grid("cue", CueClass.allCases.map(\.rawValue) + ["none"], "words", Self.sizes)
    cueDistance = space.steps("pieces-from-cue", [1, 2, 3, 5, 8, 13, 21])
    cueAfter = sized("cue-after")
    context = space.family("context", QuoteContextKind.allCases.map(\.rawValue))
    earlierQuote = sized("quote-before-in-sentence")
    earlierNot = sized("other-before-in-sentence")
    previousSentenceQuotes = sized("quote-in-sentence-before")
    isEpithet = space.flag("describes-what-follows")
    isDefined = space.flag("explained-by-what-follows")
    isInClause = sized("word-of-the-clause-before")
    leadsToQuote = space.flag("cue-leads-to-other-words")
    others = space.steps("marks-in-sentence", [1, 2, 3, 5])
    subjectBefore = sized("mention-before-in-sentence")
    reportedClause = sized("inside-a-reported-clause")
    isDenied = space.flag("cue-denied")
    isSupposed = space.flag("supposed")
    isDisowned = space.flag("disowned")
    isAsked = space.flag("asked-about")
    var words: [String] = []
    var known: [String: Int32] = [:]
    var places = Array(repeating: Int32(-1), count: library.entries.count)
    for (number, entry) in library.entries.enumerated()
    where Self.wordFiles.contains(where: { entry.file.hasSuffix($0) }) {
      if known[entry.phrase] == nil {
        known[entry.phrase] = Int32(words.count)
        words.append(entry.phrase)
      }
      places[number] = known[entry.phrase]!
    }
    wordPlaces = places
    namedBefore = sized("word-for-names-before")
    utteranceBefore = sized("word-for-utterances-before")
    isAdvice = sized("after-words-of-advice")
    wordBefore = space.family("word-before", words)
    wordBeforeSize = space.grid("word-before", words, "size", ["few", "many"])
    let cues = CueClass.allCases.map(\.rawValue) + ["according", "none"]
    governor = space.grid("governing-cue", cues, "words", Self.sizes)
    governorCommas = space.grid("commas-since-cue", ["0", "1", "2", "3+"], "words", Self.sizes)
    governorGap = space.grid("pieces-since-cue", ["1-2", "3-5", "6-10", "11-20", "21+"], "words", Self.sizes)
    again = space.grid("same-words-earlier", Again.allCases.map(\.name), "words", Self.sizes)
    repeatedShare = space.steps("headline-words-in-a-quote-tenths", [1, 4, 7, 10])
    foreigners = space.grid("foreign-words-before", ["0", "1", "2+"], "words", Self.sizes)
    self.space = space
  }
}

/// The features by which the speaker of quoted words is chosen among the proposals.
struct SourceFeatures: Sendable {
  let space: FeatureSpace
  let form: FeatureFamily
  let context: FeatureFamily
  let carry: FeatureFamily
  let rank: FeatureSteps
  let isFirstOfForm: Int32
  let head: FeatureGrid
  let length: FeatureSteps
  let isNamed: Int32
  let hasHonorific: Int32
  let isPlural: Int32
  let isQuoted: Int32
  let side: FeatureFamily
  let distance: FeatureSteps
  let sentences: FeatureSteps
  let paragraphs: FeatureSteps
  let before: SymbolFeatures
  let after: SymbolFeatures
  let isFirstMention: Int32
  let agreement: FeatureSteps
  let hasCueBetween: FeatureFamily
  let isLastSpeaker: FeatureFamily
  let isOthersTitle: Int32
  let mentionsBetween: FeatureSteps
  let personsBetween: FeatureSteps
  let share: FeatureSteps
  let isMediumVia: Int32
  let cueFollows: FeatureFamily
  let stretchSize: FeatureGrid
  let cueAway: FeatureSteps
  let sourceToCue: FeatureSteps
  let cuesBetween: FeatureSteps
  let nearerMention: Int32
  let isNearestCue: Int32
  let hasInner: Int32
  let isInner: Int32
  let isRightBefore: Int32
  let hasRightBefore: Int32
  let followsColon: FeatureFamily
  let opening: FeatureGrid
  let predicate: FeatureGrid
  let commas: FeatureGrid
  let verbs: FeatureGrid
  let clauseRank: FeatureGrid
  let isOnlySubject: FeatureFamily
  let isAddressed: FeatureFamily
  let isSubordinate: FeatureFamily
  let isInBrackets: FeatureFamily
  let isNamedInWords: FeatureFamily
  let firstPerson: FeatureGrid
  let isWhole: FeatureGrid
  let followsQuote: FeatureGrid
  let leadsToQuote: FeatureGrid
  let itsSentence: FeatureGrid

  /// What stands before or after the words that name a speaker, as far as their part in the clause shows by it.
  enum Neighbour: Int, CaseIterable {
    case edge, comma, joint, verb, cue, preposition, possessive, mention, adverb, copula, quote, other
    var name: String { "\(self)" }
  }

  init(_ library: PatternLibrary) {
    let forms = library.forms.map(\.id)
    var space = FeatureSpace()
    form = space.family("form", forms)
    context = space.family("context", QuoteContextKind.allCases.map(\.rawValue))
    carry = space.family("carry", ["none", "earlier-verb", "subject-of-sentence", "last-speaker"])
    rank = space.steps("rank", [1, 2, 3, 5, 8])
    isFirstOfForm = space.flag("first-of-its-form")
    head = space.grid("head", SymbolFeatures.names, "by", ["form", "context", "carry"])
    length = space.steps("pieces", [2, 3, 5, 8])
    isNamed = space.flag("named")
    hasHonorific = space.flag("honorific")
    isPlural = space.flag("plural")
    isQuoted = space.flag("inside-marks")
    side = space.family("side", ["before", "after", "elsewhere"])
    distance = space.steps("pieces-away", [2, 3, 5, 8, 13, 21, 34])
    sentences = space.steps("sentences-back", [-1, 0, 1, 2, 3, 4])
    paragraphs = space.steps("paragraphs-away", [1, 2, 3])
    before = space.symbols("before-it")
    after = space.symbols("after-it")
    isFirstMention = space.flag("first-mention-of-its-sentence")
    agreement = space.steps("proposals-agree", [2, 3, 4, 6, 9])
    hasCueBetween = space.family("cue-with-it", ["none", "both", "linked", "quote"])
    isLastSpeaker = space.family("same-as-last-speaker", ["form", "context"])
    isOthersTitle = space.flag("title-beside-a-name")
    mentionsBetween = space.steps("mentions-between", [1, 2, 3, 5])
    personsBetween = space.steps("persons-between", [1, 2, 3])
    share = space.steps("words-shared-tenths", [2, 4, 5, 6, 7, 8, 9, 10])
    isMediumVia = space.flag("passes-on")
    cueFollows = space.family("cue-follows", ["context", "form"])
    cueAway = space.steps("pieces-from-cue", [1, 2, 3, 4, 6, 9, 14, 22])
    sourceToCue = space.steps("pieces-from-source-to-cue", [2, 3, 4, 6, 9, 14])
    cuesBetween = space.steps("other-cues-nearer", [1, 2, 3])
    nearerMention = space.flag("another-mention-right-before-cue")
    isNearestCue = space.flag("nearest-cue")
    hasInner = space.flag("somebody-else-speaks-within")
    isInner = space.flag("speaks-within-another-report")
    isRightBefore = space.flag("verb-right-before-words")
    hasRightBefore = space.flag("somebody-elses-verb-right-before-words")
    followsColon = space.family("colon-before-words", ["cue-before-it", "no-cue", "context"])
    stretchSize = space.grid(
      "context", QuoteContextKind.allCases.map(\.rawValue), "words", QuoteFeatures.sizes)
    let readings = ["form", "context", "carry"]
    let neighbours = Neighbour.allCases.map(\.name)
    opening = space.grid("opened-by", neighbours, "by", readings)
    predicate = space.grid("followed-by", neighbours, "by", readings)
    commas = space.grid("commas-between", ["0", "1", "2", "3+"], "by", readings)
    verbs = space.grid("verbs-between", ["0", "1", "2", "3+"], "by", readings)
    clauseRank = space.grid("subjects-nearer", ["0", "1", "2", "3+"], "by", readings)
    isOnlySubject = space.family("only-subject-of-its-sentence", readings)
    isAddressed = space.family("spoken-to", readings)
    isSubordinate = space.family("of-a-clause-of-circumstance", readings)
    isInBrackets = space.family("in-brackets", readings)
    isNamedInWords = space.family("named-in-the-words", readings)
    firstPerson = space.grid("first-person-inside", ["no", "yes"], "head", SymbolFeatures.names)
    let contexts = QuoteContextKind.allCases.map(\.rawValue)
    isWhole = space.grid("context", contexts, "words-alone-in-their-sentence", ["no", "yes"])
    followsQuote = space.grid("context", contexts, "sentence-before-has-a-quote", ["no", "yes"])
    leadsToQuote = space.grid("context", contexts, "sentence-after-has-marks", ["no", "yes"])
    itsSentence = space.grid(
      "context", contexts, "sentence-of-the-source", ["plain", "reports", "has-marks"])
    self.space = space
  }
}
