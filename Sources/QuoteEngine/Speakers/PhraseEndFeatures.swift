/// What is weighed of a place where the noun phrase of somebody without a name may end.
struct PhraseEndFeatures: Sendable {
  let space: FeatureSpace
  let stays: FeatureGrid
  let joint: FeatureGrid
  let first: FeatureGrid
  let length: FeatureGrid
  let asRead: FeatureGrid
  let then: FeatureGrid
  let words: FeatureGrid
  let verbs: FeatureSteps
  let adverbs: FeatureSteps
  let negations: Int32
  let commas: FeatureSteps
  let coordinators: FeatureSteps
  let times: Int32
  let throughLink: FeatureGrid
  let beforeLink: FeatureGrid
  let throughAge: Int32
  let beforeAge: Int32
  let complement: Int32
  let beforeComplement: Int32
  let lastCapital: Int32
  let nextCapital: Int32
  let isCounted: FeatureGrid

  /// What the mention is whose phrase ends.
  static let kinds = [
    "title", "one", "several", "document", "house", "named-house", "medium",
  ]
  /// What follows the phrase.
  static let follows = ["verb", "adverb-verb", "mark", "stop", "other"]
  /// What a word is by itself.
  static let classes = ["verb", "noun", "other", "unknown", "capital", "none"]
  /// What joins parts of a noun phrase.
  static let links = ["place", "origin", "of", "other"]

  init() {
    let symbols = SymbolFeatures.names
    var space = FeatureSpace()
    stays = space.grid("whole", Self.kinds, "then", symbols)
    joint = space.grid("after", symbols, "at", symbols)
    first = space.grid("of", Self.kinds, "takes", symbols)
    length = space.grid("of", Self.kinds, "pieces", ["0", "1", "2", "3-4", "5-7", "8+"])
    asRead = space.grid("of", Self.kinds, "as-read", ["short", "so", "long"])
    then = space.grid("of", Self.kinds, "before", Self.follows)
    words = space.grid("last", Self.classes, "next", Self.classes)
    verbs = space.steps("verbs-inside", [1, 2])
    adverbs = space.steps("adverbs-inside", [1, 2])
    negations = space.flag("negation-or-passive-inside")
    commas = space.steps("commas-inside", [1, 2])
    coordinators = space.steps("coordinators-inside", [1, 2])
    times = space.flag("time-inside")
    throughLink = space.grid("of", Self.kinds, "over-link", Self.links)
    beforeLink = space.grid("of", Self.kinds, "before-link", Self.links)
    throughAge = space.flag("over-age")
    beforeAge = space.flag("before-age")
    complement = space.flag("ends-a-complement")
    beforeComplement = space.flag("before-a-complement")
    lastCapital = space.flag("last-is-capital")
    nextCapital = space.flag("next-is-capital")
    isCounted = space.grid("counted", ["no", "yes"], "longer", ["no", "yes"])
    self.space = space
  }
}
