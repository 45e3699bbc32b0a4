/// One decision that the engine took, with all its candidates: what weights are learnt from.
public struct WeighedDecision: Sendable {
  /// What could have been chosen.
  public struct Candidate: Sendable {
    /// Its features, as numbers of the model's space.
    public var features: [Int32]
    /// The words that it would make a record of, in code points, or `nil` where the decision is of no words.
    public var span: Span?
    /// The speaker that it would name, or `nil` for nobody.
    public var speaker: String?
    /// The words that name that speaker in the text.
    public var source = ""

    /// Makes a candidate.
    public init(features: [Int32], span: Span? = nil, speaker: String? = nil, source: String = "") {
      self.features = features
      self.span = span
      self.speaker = speaker
      self.source = source
    }
  }

  /// The question.
  public var model: ModelName
  /// The layer of the record that it is about.
  public var layer: Layer
  /// The words that it is about, in code points.
  public var span: Span
  /// The candidates.
  public var candidates: [Candidate]
  /// Whether one of them has to be chosen; otherwise *none of them* is an answer.
  public var mustChoose: Bool

  /// Makes a decision.
  public init(
    model: ModelName, layer: Layer, span: Span, candidates: [Candidate], mustChoose: Bool
  ) {
    self.model = model
    self.layer = layer
    self.span = span
    self.candidates = candidates
    self.mustChoose = mustChoose
  }
}
