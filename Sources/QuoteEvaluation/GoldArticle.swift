import QuoteEngine

/// An article with the annotations that a careful reader gave it.
public struct GoldArticle: Sendable, Hashable {
  /// The article's key.
  public var id: String
  /// The text that every span counts.
  public var text: String
  /// Layer A.
  public var quotes: [GoldRecord]
  /// Layer B.
  public var claims: [GoldRecord]
  /// Marked stretches that are no quotes.
  public var notQuotes: [Span]
  /// Clauses that are no claims, where somebody said so.
  public var notClaims: [Span] = []
  /// Whether only some records were looked at, so that what is not annotated may be a quote or claim all the same.
  public var isPartial = false

  /// Makes a gold article.
  public init(
    id: String, text: String, quotes: [GoldRecord] = [], claims: [GoldRecord] = [], notQuotes: [Span] = []
  ) {
    self.id = id
    self.text = text
    self.quotes = quotes
    self.claims = claims
    self.notQuotes = notQuotes
  }

  /// The gold records of a layer.
  public func records(of layer: Layer) -> [GoldRecord] { layer == .quote ? quotes : claims }
}

/// A quote or claim as a careful reader annotated it.
public struct GoldRecord: Sendable, Hashable {
  /// Where it stands, in code points.
  public var span: Span
  /// What it is within its layer, when the gold says so.
  public var kind: RecordKind?
  /// Who speaks, or `nil` when a careful reader cannot tell.
  public var speaker: String?
  /// Other forms of the speaker that are just as right.
  public var accept: [String]
  /// The words that name the speaker here.
  public var source: String?
  /// The verb or phrase that carries the attribution.
  public var cue: String?
  /// Who passed the words on.
  public var via: String?

  /// Makes a gold record.
  public init(
    span: Span, kind: RecordKind? = nil, speaker: String?, accept: [String] = [], source: String? = nil,
    cue: String? = nil, via: String? = nil
  ) {
    self.span = span
    self.kind = kind
    self.speaker = speaker
    self.accept = accept
    self.source = source
    self.cue = cue
    self.via = via
  }
}

/// Why gold annotations or predictions cannot be used.
public struct EvaluationFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's path.
  public var file: String
  /// The line, from 1; 0 when the whole file is meant.
  public var line: Int
  /// What is wrong and what would mend it.
  public var message: String

  /// Makes an error.
  public init(file: String, line: Int = 0, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`.
  public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}
