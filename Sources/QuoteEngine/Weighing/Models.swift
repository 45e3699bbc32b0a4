/// The models that an engine decides by, with the names of their features.
public struct Models: Sendable {
  let quoteFeatures: QuoteFeatures
  let sourceFeatures: SourceFeatures
  let mentionFeatures: MentionFeatures
  let claimFeatures: ClaimFeatures
  let claimEndFeatures: ClaimEndFeatures
  let claimSourceFeatures: ClaimSourceFeatures
  let phraseEndFeatures: PhraseEndFeatures
  /// The models by their questions.
  public internal(set) var all: [ModelName: LinearModel] = [:]

  /// The models of a library's weights.
  public init(_ library: PatternLibrary) {
    quoteFeatures = QuoteFeatures(library)
    sourceFeatures = SourceFeatures(library)
    mentionFeatures = MentionFeatures()
    claimFeatures = ClaimFeatures(library)
    claimEndFeatures = ClaimEndFeatures(library, claims: claimFeatures)
    claimSourceFeatures = ClaimSourceFeatures(library)
    phraseEndFeatures = PhraseEndFeatures()
    for (name, space) in [
      (ModelName.quote, quoteFeatures.space), (.source, sourceFeatures.space),
      (.mention, mentionFeatures.space), (.claim, claimFeatures.space),
      (.claimEnd, claimEndFeatures.space), (.claimSource, claimSourceFeatures.space),
      (.phraseEnd, phraseEndFeatures.space),
    ] {
      all[name] = LinearModel(space: space, file: library.weights[name])
    }
  }

  /// The same models with one of them replaced.
  public func replacing(_ name: ModelName, with model: LinearModel) -> Models {
    var copy = self
    copy.all[name] = model
    return copy
  }

  var quote: LinearModel { all[.quote]! }
  var source: LinearModel { all[.source]! }
  var mention: LinearModel { all[.mention]! }
  var claim: LinearModel { all[.claim]! }
  var claimEnd: LinearModel { all[.claimEnd]! }
  var claimSource: LinearModel { all[.claimSource]! }
  var phraseEnd: LinearModel { all[.phraseEnd]! }
}
