import Testing
import VietnameseText

@testable import QuoteEngine

/// The shipped library, compiled once for all tests.
enum Shipped {
  private static let compiled = Result { try PatternLibrary(files: ShippedPatterns.files()) }

  static func library() throws -> PatternLibrary { try compiled.get() }

  static func engine() throws -> QuoteEngine { QuoteEngine(library: try library()) }
}

/// How far an article is taken through the cascade.
enum Depth: Int {
  case tokens, phrases, marks, seams, sentences, clutter, pieces
}

/// Runs the stages up to `depth` and lets `look` see what they left.
func stages<Seen>(
  _ article: String, upTo depth: Depth, library: PatternLibrary? = nil, _ look: (ArticleText) throws -> Seen
) throws -> Seen {
  let library = try library ?? Shipped.library()
  let text = ArticleText(library)
  var lexer = Lexer(library)
  var sentences = SentenceStage()
  var copy = article
  return try copy.withUTF8 { bytes in
    text.reset(bytes)
    let steps: [() -> Void] = [
      { lexer.run(text) },
      { PhraseLookup(phrases: library.phrases).run(text) },
      { Marks().find(in: text) },
      { SeamStage().run(text) },
      { sentences.run(text) },
      { ClutterStage().run(text) },
      { PieceStage().run(text) },
    ]
    for step in steps.prefix(depth.rawValue + 1) { step() }
    return try look(text)
  }
}

/// What the engine finds in `article`, by an engine of its own.
func annotate(_ article: String) throws -> Annotations {
  try Shipped.engine().annotate(Normalization.nfc(article))
}

/// The lines of pieces that the forms read, one a sentence.
func lines(_ article: String) throws -> [String] {
  try Shipped.engine().explain(article).lines.map(\.symbols)
}

/// The only quote of `article`.
func onlyQuote(_ article: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Attribution {
  let quotes = try annotate(article).quotes
  try #require(
    quotes.count == 1, "\(quotes.map(\.content.text)) in “\(article)”", sourceLocation: sourceLocation)
  return quotes[0]
}

/// The only claim of `article`.
func onlyClaim(_ article: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Attribution {
  let claims = try annotate(article).claims
  try #require(
    claims.count == 1, "\(claims.map(\.content.text)) in “\(article)”", sourceLocation: sourceLocation)
  return claims[0]
}

extension Attribution {
  /// The name of the speaker.
  var who: String? { speaker?.name }
}
