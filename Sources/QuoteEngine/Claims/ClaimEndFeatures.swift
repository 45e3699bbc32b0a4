/// The features by which a claim's end is chosen among the places where it may end.
///
/// A place is the whole joint between two stretches of words: its marks and the connectives after them (*, nhưng*).
struct ClaimEndFeatures: Sendable {
  let space: FeatureSpace
  // The sentence's end.
  let isSentenceEnd: Int32
  let wholeLength: FeatureSteps
  let wholeClass: FeatureFamily
  let wholeLink: FeatureFamily
  let wholeCue: FeatureFamily
  let wholeConceded: Int32
  let wholeHeadline: Int32
  let wholeAfter: SymbolFeatures
  // The joint.
  let at: FeatureGrid
  let before: FeatureGrid
  let connective: FeatureGrid
  let connectiveThen: FeatureGrid
  let opens: FeatureFamily
  let isInBrackets: Int32
  let distance: FeatureSteps
  let distanceAt: FeatureGrid
  let conceded: SymbolFeatures
  let headline: FeatureGrid
  let form: FeatureGrid
  let credit: SymbolFeatures
  let capital: FeatureGrid
  let colonPredicate: FeatureFamily
  let rest: FeatureSteps
  // What follows.
  let shape: FeatureGrid
  let segment: FeatureGrid
  let segmentAfterOpening: FeatureGrid
  let aheadClass: FeatureGrid
  let aheadKind: FeatureGrid
  let aheadGap: FeatureGrid
  let aheadNegated: Int32
  let silence: FeatureFamily
  let report: FeatureGrid
  let isReport: FeatureFamily
  let verb: FeatureGrid
  let verbClass: FeatureGrid
  let according: Int32
  // The next claim.
  let joint: FeatureGrid
  let nearJoint: FeatureFamily
  let insideNext: Int32
  let beyondNext: FeatureGrid

  /// What the next pieces are, in rough kinds.
  static let kinds = ["mention", "predicate", "cue", "word", "connective", "quote", "mark", "other"]

  /// What the words up to the next joint are.
  enum Segment: Int, CaseIterable {
    /// A noun phrase with a predicate of its own.
    case clause
    /// A predicate, whose subject is another clause's.
    case predicate
    /// A verb at once.
    case verb
    case time, preposition, quote, nominal, other
    var name: String { "\(self)" }
  }

  init(_ library: PatternLibrary, claims: ClaimFeatures) {
    let forms = library.forms.map(\.id)
    let classes = CueClass.allCases.map(\.rawValue) + ["none"]
    let symbols = SymbolFeatures.names
    let segments = Segment.allCases.map(\.name)
    let connectives = claims.connectives
    var space = FeatureSpace()
    isSentenceEnd = space.flag("sentence-end")
    wholeLength = space.steps("sentence-end, pieces", [3, 5, 9, 13, 21, 36])
    wholeClass = space.family("sentence-end, class", classes)
    wholeLink = space.family("sentence-end, link", ClaimProposal.Link.allCases.map(\.name))
    wholeCue = space.family("sentence-end, cue", claims.cues)
    wholeConceded = space.flag("sentence-end, conceded")
    wholeHeadline = space.flag("sentence-end, headline")
    wholeAfter = space.symbols("sentence-end, after")
    at = space.grid("at", symbols, "then", symbols)
    before = space.grid("after", symbols, "at", symbols)
    connective = space.grid("connective", connectives, "after", ["word", "comma", "other"])
    connectiveThen = space.grid("connective", connectives, "then", Self.kinds)
    opens = space.family("opens-with", connectives)
    isInBrackets = space.flag("inside-brackets")
    distance = space.steps("pieces", [2, 3, 4, 6, 9, 13, 21, 36])
    distanceAt = space.grid("at", symbols, "pieces", ["1-2", "3-4", "5-8", "9+"])
    aheadClass = space.grid("cue-ahead", classes, "at", symbols)
    aheadKind = space.grid("cue-kind-ahead", ["both", "linked", "quote", "none"], "at", symbols)
    aheadGap = space.grid("pieces-to-cue", ["0", "1", "2", "3", "4"], "at", symbols)
    aheadNegated = space.flag("negated-cue-ahead")
    silence = space.family("silence-ahead, at", symbols)
    report = space.grid("report-ahead-of", symbols, "at", symbols)
    isReport = space.family("report-ahead, cue", ["both", "linked", "quote", "citing"])
    verb = space.grid("verb-of-speech-ahead", ["both", "linked", "quote"], "at", symbols)
    verbClass = space.grid("verb-of-speech-ahead, class", classes, "at", symbols)
    according = space.flag("according-ahead")
    joint = space.grid("next-claim", symbols, "speaker", ["own", "carried"])
    nearJoint = space.family("near-next-claim, speaker", ["own", "carried"])
    insideNext = space.flag("inside-next-claim's-attribution")
    beyondNext = space.grid("beyond-next-claim, after", symbols, "speaker", ["own", "carried"])
    conceded = space.symbols("conceded, at")
    headline = space.grid("headline, at", symbols, "then", symbols)
    form = space.grid("form", forms, "at", symbols)
    credit = space.symbols("credit-ahead, at")
    capital = space.grid("capital", symbols, "after", symbols)
    colonPredicate = space.family("colon-after", ["predicate", "no-predicate"])
    rest = space.steps("pieces-left", [2, 4, 7, 13])
    shape = space.grid("then", Self.kinds, "then", Self.kinds)
    segment = space.grid("segment", segments, "at", symbols)
    segmentAfterOpening = space.grid(
      "segment", segments, "claim-opens", ClaimFeatures.Opening.allCases.map(\.name))
    self.space = space
  }
}
