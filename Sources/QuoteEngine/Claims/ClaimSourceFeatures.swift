/// The features by which a claim's speaker is chosen among those whom its sentence and the ones before name.
struct ClaimSourceFeatures: Sendable {
  let space: FeatureSpace
  let kind: FeatureGrid
  let kindForm: FeatureGrid
  let kindCarry: FeatureGrid
  let head: FeatureGrid
  let length: FeatureSteps
  let isNamed: FeatureFamily
  let hasHonorific: FeatureFamily
  let isPlural: FeatureFamily
  let isQuoted: Int32
  let before: FeatureGrid
  let after: FeatureGrid
  let distance: FeatureGrid
  let mentionsBetween: FeatureGrid
  let personsBetween: FeatureSteps
  let commas: FeatureFamily
  let cueBetween: FeatureFamily
  let verbBetween: FeatureFamily
  let isInBrackets: Int32
  let isFirst: FeatureFamily
  let cueFollows: FeatureFamily
  let agreement: FeatureSteps
  let sentences: FeatureGrid
  let isHeadline: FeatureFamily
  let isArea: FeatureFamily
  let isSubject: FeatureFamily
  let isSubordinate: FeatureFamily
  let subjectsBetween: FeatureGrid

  /// Steps of a distance in pieces.
  private static let distances = ["1", "2", "3-4", "5-8", "9-14", "15+"]

  /// The place of a number of pieces among the distances.
  static func step(_ pieces: Int) -> Int {
    switch pieces {
    case ..<2: 0
    case 2: 1
    case 3...4: 2
    case 5...8: 3
    case 9...14: 4
    default: 5
    }
  }

  init(_ library: PatternLibrary) {
    var space = FeatureSpace()
    let kinds = ClaimSource.Kind.allCases.map(\.name)
    func byKind(_ name: String) -> FeatureFamily { space.family(name + ", reading", kinds) }
    kind = space.grid("reading", kinds, "cue", SymbolFeatures.names)
    kindForm = space.grid("reading", kinds, "form", library.forms.map(\.id))
    kindCarry = space.grid("reading", kinds, "form-names", ["none", "somebody"])
    head = space.grid("head", SymbolFeatures.names, "reading", kinds)
    length = space.steps("pieces", [2, 3, 5, 8])
    isNamed = byKind("named")
    hasHonorific = byKind("honorific")
    isPlural = byKind("plural")
    isQuoted = space.flag("inside-marks")
    before = space.grid("before-it", SymbolFeatures.names, "side", ["before-cue", "after-cue", "elsewhere"])
    after = space.grid("after-it", SymbolFeatures.names, "side", ["before-cue", "after-cue", "elsewhere"])
    distance = space.grid("pieces-from-cue", Self.distances, "reading", kinds)
    mentionsBetween = space.grid("mentions-between", ["0", "1", "2", "3+"], "reading", kinds)
    personsBetween = space.steps("persons-between", [1, 2, 3])
    commas = space.family("commas-between", ["0", "1", "2", "3+"])
    cueBetween = byKind("another-cue-between")
    verbBetween = byKind("verb-between")
    isInBrackets = space.flag("inside-brackets")
    isFirst = byKind("first-mention-of-its-sentence")
    cueFollows = byKind("verb-follows-it")
    agreement = space.steps("readings-agree", [2, 3, 4])
    sentences = space.grid("sentences-back", ["0", "1", "2", "3+"], "reading", kinds)
    isHeadline = byKind("headline")
    isArea = byKind("an-area")
    isSubject = byKind("subject-of-a-clause")
    isSubordinate = byKind("of-a-clause-of-circumstance")
    subjectsBetween = space.grid("subjects-between", ["0", "1", "2+"], "reading", kinds)
    self.space = space
  }
}
