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
  /// The weights that it decides by.
  public let models: Models

  let text: ArticleText
  private var lexer: Lexer
  private let lookup: PhraseLookup
  private let marks = Marks()
  private var sentences = SentenceStage()
  private let pieces: PieceStage
  private let forms: FormStage
  private let quotes: QuoteStage
  private let seams = SeamStage()
  private let clutter = ClutterStage()
  private let interviews = InterviewStage()
  private let claims: ClaimStage
  private let phraseEnds: PhraseEndStage
  let speakers: SpeakerStage

  /// Makes an engine that decides by the library's own weights.
  public convenience init(library: PatternLibrary) {
    self.init(library: library, models: Models(library))
  }

  /// Makes an engine that decides by other weights, as `learn` does while it compares them.
  public init(library: PatternLibrary, models: Models) {
    self.library = library
    text = ArticleText(library)
    lexer = Lexer(library)
    lookup = PhraseLookup(phrases: library.phrases)
    pieces = PieceStage()
    forms = FormStage(library)
    self.models = models
    quotes = QuoteStage(library, models)
    phraseEnds = PhraseEndStage(models)
    speakers = SpeakerStage(models)
    claims = ClaimStage(library, models)
  }

  /// Annotates one article.
  ///
  /// - Parameter article: the text in NFC with `\n` line ends; the headline is the first line when an empty line follows.
  /// - Returns: quotes and claims with spans in code points of `article`.
  public func annotate(_ article: String) -> Annotations {
    var copy = article
    return copy.withUTF8 { bytes in
      drafts(bytes)
      let assembly = Assembly(text: text, speakers: speakers)
      if isRecording {
        decisions =
          assembly.weighed(quotes.records, drafts) + assembly.weighed(claims.records)
          + assembly.weighed(claims.sourceRecords)
          + assembly.weighed(phraseEnds.decisions, drafts)
      }
      return assembly.run(drafts)
    }
  }

  /// Whether the decisions of the articles are kept with all their candidates, as `learn` needs them.
  public var isRecording = false {
    didSet {
      quotes.isRecording = isRecording
      phraseEnds.isRecording = isRecording
      speakers.isRecording = isRecording
      claims.isRecording = isRecording
    }
  }

  /// The decisions of the last article, where they are recorded.
  public private(set) var decisions: [WeighedDecision] = []

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
    drafts = answers
    quotes.run(text, forms, &drafts)
    let reported = claims.run(text, forms, quotes: &drafts)
    drafts += reported
    let inside = pieces.runInside(text, drafts)
    if !inside.isEmpty { drafts += quotes.runInside(text, forms, inside) }
    // Nobody speaks: nobody need be found.
    guard !drafts.isEmpty || isRecording else { return }
    var sources: [Int: Range<Int>] = [:]
    phraseEnds.reset()
    for draft in drafts {
      let named = draft.source.isEmpty ? draft.phrase : draft.source
      guard let piece = Assembly.speakerPiece(named, text), sources[piece] == nil else { continue }
      sources[piece] = draft.tokens(in: text)
      guard piece == named.lowerBound, JointSource.mentions(of: named, text) == nil else { continue }
      phraseEnds.settle(piece, read: named.upperBound, text)
    }
    speakers.run(text, sources: sources)
  }
}
