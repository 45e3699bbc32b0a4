/// The features by which a claim is told from what a cue's words do else: an object, an occasion, somebody's order.
struct ClaimFeatures: Sendable {
  let space: FeatureSpace
  let form: FeatureGrid
  let formAtHeadline: FeatureFamily
  let side: FeatureFamily
  let resumes: FeatureGrid
  // The cue.
  let cueWord: FeatureFamily
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
  let objectNoun: FeatureGrid
  let leadsToQuote: FeatureGrid
  // What stands between theo X and the clause.
  let skips: FeatureSteps
  let skippedFirst: SymbolFeatures
  let skippedPieces: FeatureSteps
  let skippedPredicate: Int32
  let skippedOpening: FeatureGrid
  let skippedSource: FeatureGrid
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
  /// The verb whose subject is the one who tells: Tôi cho rằng …
  let firstPersonSubject: FeatureFamily
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
  /// The cues, once each.
  let cues: [String]

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
    cueWord = space.family("cue", cues)
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
    objectNoun = space.grid("object-noun, predicates", counts, "class", classes)
    leadsToQuote = space.grid("colon-and-quote-after, predicates", counts, "pieces", ["1-2", "3-5", "6+"])
    skips = space.steps("according, commas-skipped", [1, 2, 3])
    skippedFirst = space.symbols("according, skipped")
    skippedPieces = space.steps("according, pieces-skipped", [1, 2, 3, 5, 9])
    skippedPredicate = space.flag("according, predicate-skipped")
    skippedOpening = space.grid("according, opening", symbols, "commas-skipped", ["0", "1", "2+"])
    skippedSource = space.grid("according, speaker", symbols, "commas-skipped", ["0", "1", "2+"])
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
    firstPersonSubject = space.family("first-person-subject", ["first", "after-claim", "inside-claim"])
    quote = space.family("quote-of-same-cue", QuotePlace.allCases.map(\.name))
    inside = space.grid("inside-claim, joint", symbols, "speaker", ["own", "carried"])
    insideGap = space.steps("pieces-into-claim", [1, 2, 3, 4])
    insideBefore = space.symbols("inside-claim, before-joint")
    place = space.family("in-sentence", ["first", "after-claim", "inside-claim"])
    self.space = space
    self.connectives = connectives
    self.cues = cues
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
