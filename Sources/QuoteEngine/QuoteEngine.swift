import VietnameseText

/// Finds quotes and claims with their speakers in an article's text.
///
/// An engine reuses its memory from article to article and is used by one thread at a time; the library behind
/// it is shared. Time and memory grow with the article's length, whatever marks it holds.
///
///     let engine = QuoteEngine(library: library)
///     for quote in engine.annotate(article.text).quotes { print(quote.speaker?.name ?? "?", quote.content.text) }
public final class QuoteEngine {
  /// The patterns it works with.
  public let library: PatternLibrary

  let text = ArticleText()
  private var lexer: Lexer
  private let lookup: PhraseLookup
  private let marks = Marks()
  private var sentences = SentenceStage()
  private let pieces: PieceStage
  private let forms: FormStage
  private let quotes: QuoteStage
  private let context = QuoteContext()
  private let seams = SeamStage()
  private let clutter = ClutterStage()
  private let interviews = InterviewStage()
  private let claims: ClaimStage
  let speakers = SpeakerStage()

  /// Makes an engine.
  public init(library: PatternLibrary) {
    self.library = library
    lexer = Lexer(library)
    lookup = PhraseLookup(phrases: library.phrases)
    pieces = PieceStage()
    forms = FormStage(library)
    quotes = QuoteStage(library)
    claims = ClaimStage(library)
  }

  /// Annotates one article.
  ///
  /// - Parameter article: the text in NFC with `\n` line ends; the headline is the first line when an empty line follows.
  /// - Returns: quotes and claims with spans in code points of `article`.
  public func annotate(_ article: String) -> Annotations {
    var copy = article
    return copy.withUTF8 { bytes in
      drafts(bytes)
      return Assembly(text: text, speakers: speakers).run(drafts)
    }
  }

  /// The attributions of the last article, in pieces.
  private(set) var drafts: [Draft] = []

  /// Runs the cascade up to the drafts.
  func drafts(_ bytes: UnsafeBufferPointer<UInt8>) {
    text.reset(bytes)
    lexer.run(text)
    lookup.run(text)
    marks.find(in: text)
    seams.run(text)
    sentences.run(text)
    clutter.run(text)
    pieces.run(text)
    let answers = interviews.run(text)
    drafts = quotes.run(text, forms)
    drafts += answers
    context.run(text, &drafts)
    let reported = claims.run(text, forms, quotes: &drafts)
    drafts += reported
    let inside = pieces.runInside(text, drafts)
    if !inside.isEmpty { drafts += quotes.runInside(text, forms, inside) }
    // Nobody speaks: nobody need be found.
    guard !drafts.isEmpty else { return }
    var sources = Set<Int>()
    for draft in drafts {
      let named = draft.source.isEmpty ? draft.phrase : draft.source
      guard let piece = Assembly.speakerPiece(named, text) else { continue }
      sources.insert(piece)
      if piece == named.lowerBound, named.count > 1, text.pieces[piece].index >= 0 {
        text.mentions[Int(text.pieces[piece].index)].phraseHi = text.pieces[named.upperBound - 1].hi
      }
    }
    speakers.run(text, sources: sources)
  }
}
