import ArticleReader
import QuoteEngine
import VietnameseText

/// Holds quotes against the articles they were taken from.
///
///     let checker = QuoteChecker(source: store)          // a QuoteStore, or an ArticleCollection
///     let answer = try checker.check("Đò sẽ chạy trước Tết", speaker: "bà Mận")
///     print(answer.verdict, answer.article?.key ?? "-", answer.warnings)
///
/// A quote whose words stand in an article is found in one pass over its words; only one that stands nowhere is aligned.
/// A checker remembers the last articles it read; one thread uses it at a time.
public final class QuoteChecker {
  private let source: any CheckSource
  private var read: [String: IndexedArticle] = [:]
  private var readBytes = 0

  /// A text whose articles are passed over where a quote is looked for everywhere: that of a draft, which may be in the
  /// database already.
  public var ignoredText: String?

  /// How many articles of a source are looked at for a quote.
  private static let candidateLimit = 8
  /// The bytes of articles that are remembered.
  private static let memory = 64 << 20

  /// Makes a checker that looks for articles in `source`.
  public init(source: any CheckSource) { self.source = source }

  /// Checks one quote.
  ///
  /// - Parameters:
  ///   - quote: the words as they were typed, with or without marks round them and in any Unicode form.
  ///   - speaker: whose words they are said to be, in any form; `nil` when that is not asked.
  ///   - article: the key of the article they are said to be from; `nil` to look everywhere.
  /// - Returns: the answer. Throws `CheckInputError` when there is no word to look for, and the source's errors when there is
  ///   no such article or it cannot be read.
  public func check(_ quote: String, speaker: String? = nil, article: String? = nil) throws -> CheckAnswer {
    let quote = ComparedText(Normalization.nfc(quote))
    guard quote.count > 0 else { throw CheckInputError.noWords }
    guard quote.count <= Self.longestQuote else { throw CheckInputError.tooLong(words: quote.count) }
    let identity = speaker.map(SpeakerIdentity.init).flatMap { $0.isEmpty ? nil : $0 }
    let asked = identity == nil ? nil : speaker
    let articles: [IndexedArticle]
    if let article {
      articles = [indexed(try source.article(named: article))]
    } else {
      articles = try source.candidates(for: WordPairs(quote), limit: Self.candidateLimit)
        .filter { ignoredText == nil || $0.text != ignoredText }.map(indexed)
    }
    // Typed without diacritics, compared without; where there are none to lose, that is the same.
    let isFolded = !quote.traits.contains { $0.contains(.hasDiacritic) }
    let finder = PlaceFinder(quote, folded: isFolded)
    let judge = Judge(quote: quote, isFolded: isFolded, speaker: asked, identity: identity)

    var best: Judgement?
    var verbatimIn: [String] = []
    for article in articles {
      let places = finder.exactPlaces(in: article.text)
      guard !places.isEmpty else { continue }
      let annotations = try source.annotations(of: article.article)
      let found = places.map {
        judge.judge(WordAlignment(equal: $0, quote: 0..<quote.count), in: article, annotations)
      }.min { $0.rank < $1.rank }!
      verbatimIn.append(article.article.id)
      if best.map({ found.rank < $0.rank }) ?? true { best = found }
    }
    var share = 0.0
    if best == nil {
      var nearest: (alignments: [WordAlignment], article: IndexedArticle)?
      for article in articles {
        let alignments = finder.nearest(in: article)
        guard let first = alignments.first else { continue }
        if first.share > nearest?.alignments.first?.share ?? -1 { nearest = (alignments, article) }
      }
      if let nearest {
        share = nearest.alignments[0].share
        let close = nearest.alignments.filter { Judge.isCloseEnough($0, quote: quote) }
        if !close.isEmpty {
          let annotations = try source.annotations(of: nearest.article.article)
          best = close.map { judge.judge($0, in: nearest.article, annotations) }.min { $0.rank < $1.rank }
        }
      }
    }
    guard var answer = best?.answer else {
      var answer = CheckAnswer(verdict: .notFound, score: share)
      if quote.count < 3 { answer.notes.append(.veryShort) }
      if let asked { try lookUp(asked, &answer) }
      return answer
    }
    answer.alsoIn = verbatimIn.filter { $0 != answer.article?.key }
    if let asked, best?.fit == SpeakerIdentity.Fit.none { try settle(asked, &answer) }
    return answer
  }

  /// The longest quote, in words: a book's chapter.
  private static let longestQuote = 200_000

  private func indexed(_ article: Article) -> IndexedArticle {
    if let known = read[article.id], known.article.text == article.text { return known }
    let made = IndexedArticle(article)
    readBytes += article.text.utf8.count
    if readBytes > Self.memory {
      read.removeAll(keepingCapacity: true)
      readBytes = article.text.utf8.count
    }
    read[article.id] = made
    return made
  }

  /// The article's names do not fit; the source may know the name from elsewhere, or nobody may.
  private func settle(_ asked: String, _ answer: inout CheckAnswer) throws {
    switch try source.speakers(named: asked) {
    case .known(let speakers):
      guard let speaker = answer.speaker?.reference, speakers.contains(speaker) else { return }
      // Another name of the very speaker: a user has said so.
      answer.notes.removeAll { $0 == .otherSpeakerToo }
      if answer.verdict == .misattributed {
        answer.verdict = answer.wordingVerdict
      }
    case .unknown(let nearest): answer.notes.append(.speakerUnknown(asked, nearest: nearest))
    }
  }

  private func lookUp(_ asked: String, _ answer: inout CheckAnswer) throws {
    if case .unknown(let nearest) = try source.speakers(named: asked) {
      answer.notes.append(.speakerUnknown(asked, nearest: nearest))
    }
  }
}

/// What cannot be checked.
public enum CheckInputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no letter and no digit.
  case noWords
  /// It is no quote but a book.
  case tooLong(words: Int)

  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .noWords: "there is no word to check in the quote; type the words that somebody is said to have said"
    case .tooLong(let words):
      "the quote has \(words) words, which is no quote; to check the quotes of an article, use --draft FILE"
    }
  }
}
