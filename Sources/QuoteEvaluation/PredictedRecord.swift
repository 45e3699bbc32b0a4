import QuoteEngine

/// A quote or claim as the program found it, as far as scoring reads it.
public struct PredictedRecord: Sendable, Hashable {
  /// Where it stands, in code points.
  public var span: Span
  /// What it is within its layer, when that is known.
  public var kind: RecordKind?
  /// The name of the speaker.
  public var speaker: String?
  /// How sure the program is, 0 to 1, when it says so.
  public var confidence: Double?
  /// The id of the form that fired.
  public var pattern: String?

  /// Makes a predicted record.
  public init(
    span: Span, kind: RecordKind? = nil, speaker: String?, confidence: Double? = nil, pattern: String? = nil
  ) {
    self.span = span
    self.kind = kind
    self.speaker = speaker
    self.confidence = confidence
    self.pattern = pattern
  }

  /// What the engine found, as scoring reads it.
  public init(_ attribution: Attribution) {
    self.init(
      span: attribution.content.span, kind: attribution.kind, speaker: attribution.speaker?.name,
      confidence: attribution.confidence, pattern: attribution.pattern)
  }
}

/// What the program found in one article.
public struct Prediction: Sendable, Hashable {
  /// Layer A.
  public var quotes: [PredictedRecord]
  /// Layer B.
  public var claims: [PredictedRecord]

  /// Makes a prediction.
  public init(quotes: [PredictedRecord] = [], claims: [PredictedRecord] = []) {
    self.quotes = quotes
    self.claims = claims
  }

  /// What the engine found, as scoring reads it.
  public init(_ annotations: Annotations) {
    self.init(
      quotes: annotations.quotes.map { PredictedRecord($0) },
      claims: annotations.claims.map { PredictedRecord($0) })
  }

  /// The records of a layer.
  public func records(of layer: Layer) -> [PredictedRecord] { layer == .quote ? quotes : claims }
}
