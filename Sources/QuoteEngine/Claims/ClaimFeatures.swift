/// The features by which a claim is told from what a cue's words do else: an object, an occasion, somebody's order.
struct ClaimFeatures: Sendable {
  let space: FeatureSpace
  let form: FeatureGrid
  let formAtHeadline: FeatureFamily
  let side: FeatureFamily
  let resumes: FeatureGrid
  // The cue.
  let cue: FeatureFamily
  let cueLink: FeatureGrid
  let cueOpening: FeatureGrid
  let cueOwn: FeatureGrid
  let cueClass: FeatureFamily
  let cueSymbol: SymbolFeatures
  let linkCueSymbol: FeatureGrid
  let linkClass: FeatureGrid
  // The clause.
  let first: SymbolFeatures
  let firstLink: FeatureGrid
  let firstClass: FeatureGrid
  let firstWord: FeatureGrid
  let predicates: FeatureGrid
  let predicatesFirst: FeatureGrid
  let predicatesLink: FeatureGrid
  let hardPredicates: FeatureGrid
  let firstPredicate: FeatureSteps
  let segment: FeatureSteps
  let segmentEnd: FeatureGrid
  let length: FeatureSteps
  let afterQuote: SymbolFeatures
  let isQuoteAlone: Int32
  let holdsQuote: Int32
  let endsInDemonstrative: Int32
  let thatFollows: Int32
  let subjectAndPredicate: FeatureFamily
  let reportsReport: FeatureFamily
  let isFirstPerson: FeatureFamily
  // A clause before the cue.
  let beforeFirst: SymbolFeatures
  let beforeLast: SymbolFeatures
  let beforeLength: FeatureSteps
  let beforePredicates: FeatureSteps
  let beforeHoldsQuote: Int32
  let beforeHoldsCue: Int32
  let beforeThat: Int32
  let beforeNext: SymbolFeatures
  // The speaker.
  let carry: FeatureGrid
  let source: FeatureGrid
  let sourceGap: FeatureSteps
  let sourceLength: FeatureSteps
  let sourcePrevious: FeatureGrid
  let isSourceMoved: Int32
  let isNamed: Int32
  let isPlural: Int32
  let hasHonorific: Int32
  // What stands before the cue.
  let previous: SymbolFeatures
  let beforePrevious: SymbolFeatures
  let preverbal: SymbolFeatures
  let opensWith: FeatureFamily
  let sourceAfter: FeatureFamily
  let isQuestion: FeatureFamily
  let followsQuestion: FeatureFamily
  let denial: FeatureFamily
  let isHeadline: FeatureFamily
  // Others in the sentence.
  let quote: FeatureFamily
  let inside: FeatureGrid
  let insideGap: FeatureSteps
  let insideBefore: SymbolFeatures
  let place: FeatureFamily
  /// For each entry of the library the place of the cue or connective among those of its lexicon, or -1.
  let cuePlaces: [Int32]
  let connectivePlaces: [Int32]
  /// The connectives, once each.
  let connectives: [String]

  /// What may open a clause, in rough kinds.
  enum Opening: Int, CaseIterable {
    case person, mention, determiner, verb, word, capital, preposition, adverbial, predicate, quote, cue,
      other
    var name: String { "\(self)" }
  }

  /// How a quote of the same cue lies to the clause.
  enum QuotePlace: Int, CaseIterable {
    case isContent, inside, before, within
    var name: String { "\(self)" }
  }

  init(_ library: PatternLibrary) {
    let forms = library.forms.map(\.id)
    let classes = CueClass.allCases.map(\.rawValue) + ["none"]
    let links = ClaimProposal.Link.allCases.map(\.name)
    let symbols = SymbolFeatures.names
    let counts = ["0", "1", "2+"]
    var cues: [String] = []
    var connectives: [String] = []
    var known: [String: Int32] = [:]
    var knownConnectives = known
    var cuePlaces = Array(repeating: Int32(-1), count: library.entries.count)
    var connectivePlaces = cuePlaces
    for (number, entry) in library.entries.enumerated() {
      if entry.file.hasSuffix("/cues.txt") {
        cuePlaces[number] = Self.place(of: entry.phrase, &cues, &known)
      } else if entry.file.hasSuffix("/connectives.txt") {
        connectivePlaces[number] = Self.place(of: entry.phrase, &connectives, &knownConnectives)
      }
    }
    self.cuePlaces = cuePlaces
    self.connectivePlaces = connectivePlaces
    var space = FeatureSpace()
    form = space.grid("form", forms, "side", ClaimProposal.Side.allCases.map(\.name))
    formAtHeadline = space.family("form-in-headline", forms)
    resumes = space.grid(
      "inserted, goes-on-with", symbols, "side", ClaimProposal.Side.allCases.map(\.name))
    side = space.family("side", ClaimProposal.Side.allCases.map(\.name))
    cue = space.family("cue", cues)
    cueLink = space.grid("cue", cues, "link", links)
    cueOpening = space.grid("cue", cues, "opening", Opening.allCases.map(\.name))
    cueOwn = space.grid("cue", cues, "speaker", ["own", "carried"])
    cueClass = space.family("class", classes)
    cueSymbol = space.symbols("cue-kind")
    linkCueSymbol = space.grid("link", links, "cue-kind", symbols)
    linkClass = space.grid("link", links, "class", classes)
    first = space.symbols("first")
    firstLink = space.grid("first", symbols, "link", links)
    firstClass = space.grid("first", symbols, "class", classes)
    firstWord = space.grid("first-word", ["verb", "noun", "other", "unknown"], "class", classes)
    predicates = space.grid("predicates", counts, "class", classes)
    predicatesFirst = space.grid("predicates", counts, "first", symbols)
    predicatesLink = space.grid("predicates", counts, "link", links)
    hardPredicates = space.grid("marked-predicates", counts, "class", classes)
    firstPredicate = space.steps("pieces-to-predicate", [0, 1, 2, 3, 4])
    segment = space.steps("pieces-to-comma", [2, 3, 4, 6, 9, 13, 21])
    segmentEnd = space.grid(
      "short-before", symbols, "pieces", ["1-2", "3-5", "6+"])
    length = space.steps("pieces", [2, 3, 4, 6, 9, 13, 21, 36])
    afterQuote = space.symbols("after-opening-quote")
    isQuoteAlone = space.flag("quote-alone")
    holdsQuote = space.flag("holds-quote")
    endsInDemonstrative = space.flag("points-back")
    thatFollows = space.flag("that-follows")
    subjectAndPredicate = space.family("subject-and-predicate, link", links)
    reportsReport = space.family("opens-with-a-report, speaker", symbols)
    isFirstPerson = space.family("first-person", forms)
    beforeFirst = space.symbols("before-cue-first")
    beforeLast = space.symbols("before-cue-last")
    beforeLength = space.steps("before-cue-pieces", [2, 3, 4, 6, 9, 13, 21, 36])
    beforePredicates = space.steps("before-cue-predicates", [1, 2, 3])
    beforeHoldsQuote = space.flag("before-cue-holds-quote")
    beforeHoldsCue = space.flag("before-cue-holds-cue")
    beforeThat = space.flag("before-cue-that-follows")
    beforeNext = space.symbols("before-cue-next")
    carry = space.grid("speaker", ClaimProposal.Carry.allCases.map(\.name), "class", classes)
    source = space.grid("speaker-kind", symbols, "class", classes)
    sourceGap = space.steps("pieces-from-speaker", [0, 1, 2, 3, 4, 6])
    sourceLength = space.steps("speaker-pieces", [2, 3, 4, 5])
    sourcePrevious = space.grid("before-speaker", symbols, "speaker-kind", symbols)
    isSourceMoved = space.flag("speaker-described")
    isNamed = space.flag("speaker-named")
    isPlural = space.flag("speaker-plural")
    hasHonorific = space.flag("speaker-honorific")
    previous = space.symbols("before-cue")
    beforePrevious = space.symbols("two-before-cue")
    preverbal = space.symbols("before-verb")
    opensWith = space.family("sentence-opens", connectives)
    sourceAfter = space.family("speaker-after", connectives)
    isQuestion = space.family("question, side", ClaimProposal.Side.allCases.map(\.name))
    denial = space.family("not-said", ["denied", "supposed", "disowned", "asked"])
    followsQuestion = space.family("follows-question", forms)
    isHeadline = space.family("headline, side", ClaimProposal.Side.allCases.map(\.name))
    quote = space.family("quote-of-same-cue", QuotePlace.allCases.map(\.name))
    inside = space.grid("inside-claim, joint", symbols, "speaker", ["own", "carried"])
    insideGap = space.steps("pieces-into-claim", [1, 2, 3, 4])
    insideBefore = space.symbols("inside-claim, before-joint")
    place = space.family("in-sentence", ["first", "after-claim", "inside-claim"])
    self.space = space
    self.connectives = connectives
  }

  /// The place of a phrase among those of its lexicon, which it joins when it is new.
  private static func place(of phrase: String, _ all: inout [String], _ known: inout [String: Int32]) -> Int32
  {
    if let place = known[phrase] { return place }
    let place = Int32(all.count)
    known[phrase] = place
    all.append(phrase)
    return place
  }
}

/// The features by which a claim's end is chosen among the places where it may end.
struct ClaimEndFeatures: Sendable {
  let space: FeatureSpace
  let isSentenceEnd: Int32
  let at: FeatureGrid
  let before: FeatureGrid
  let connective: FeatureFamily
  let connectiveAfterComma: FeatureFamily
  let nextConnective: FeatureFamily
  let isInBrackets: Int32
  let distance: FeatureSteps
  let distanceAt: FeatureGrid
  let aheadClass: FeatureGrid
  let aheadKind: FeatureGrid
  let aheadGap: FeatureGrid
  let aheadNegated: Int32
  let report: FeatureGrid
  let isReport: FeatureFamily
  let verb: FeatureGrid
  let verbClass: FeatureGrid
  let according: Int32
  let joint: FeatureGrid
  let nearJoint: FeatureFamily
  let insideNext: Int32
  let conceded: SymbolFeatures
  let headline: FeatureGrid
  let form: FeatureGrid
  let credit: SymbolFeatures
  let capital: FeatureGrid
  let colon: FeatureFamily
  let colonPredicate: FeatureFamily
  let rest: FeatureSteps
  let shape: FeatureGrid

  /// What the next pieces are, in rough kinds.
  static let kinds = ["mention", "predicate", "cue", "word", "connective", "quote", "mark", "other"]

  init(_ library: PatternLibrary, connectives: [String]) {
    let forms = library.forms.map(\.id)
    let classes = CueClass.allCases.map(\.rawValue) + ["none"]
    let symbols = SymbolFeatures.names
    var space = FeatureSpace()
    isSentenceEnd = space.flag("sentence-end")
    at = space.grid("at", symbols, "then", symbols)
    before = space.grid("after", symbols, "at", symbols)
    connective = space.family("connective", connectives)
    connectiveAfterComma = space.family("comma-before", connectives)
    nextConnective = space.family("comma-then", connectives)
    isInBrackets = space.flag("inside-brackets")
    distance = space.steps("pieces", [2, 3, 4, 6, 9, 13, 21, 36])
    distanceAt = space.grid("at", symbols, "pieces", ["1-2", "3-4", "5-8", "9+"])
    aheadClass = space.grid("cue-ahead", classes, "at", symbols)
    aheadKind = space.grid("cue-kind-ahead", ["both", "linked", "quote", "none"], "at", symbols)
    aheadGap = space.grid("pieces-to-cue", ["0", "1", "2", "3", "4"], "at", symbols)
    aheadNegated = space.flag("negated-cue-ahead")
    report = space.grid("report-ahead-of", symbols, "at", symbols)
    isReport = space.family("report-ahead, cue", ["both", "linked", "quote", "citing"])
    verb = space.grid("verb-of-speech-ahead", ["both", "linked", "quote"], "at", symbols)
    verbClass = space.grid("verb-of-speech-ahead, class", classes, "at", symbols)
    according = space.flag("according-ahead")
    joint = space.grid("next-claim", symbols, "speaker", ["own", "carried"])
    nearJoint = space.family("near-next-claim, speaker", ["own", "carried"])
    insideNext = space.flag("inside-next-claim's-attribution")
    conceded = space.symbols("conceded, at")
    headline = space.grid("headline, at", symbols, "then", symbols)
    form = space.grid("form", forms, "at", symbols)
    credit = space.symbols("credit-ahead, at")
    capital = space.grid("capital", symbols, "after", symbols)
    colon = space.family("colon-then", symbols)
    colonPredicate = space.family("colon-after", ["predicate", "no-predicate"])
    rest = space.steps("pieces-left", [2, 4, 7, 13])
    shape = space.grid("then", Self.kinds, "then", Self.kinds)
    self.space = space
  }
}
