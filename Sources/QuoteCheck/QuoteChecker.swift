import ArticleReader
import QuoteEngine
import VietnameseText

/// Holds quotes against the articles they were taken from.
///
///     let checker = QuoteChecker(source: store, lexicon: words)    // StoredArticles, or an ArticleCollection
///     let answer = try checker.check("Đò sẽ chạy trước Tết", speaker: "bà Mận")
///     print(answer.verdict, answer.article?.key ?? "-", answer.warnings)
///
/// A quote whose words stand in an article is found in one pass over its words; only one that stands nowhere is aligned.
/// A checker remembers the last articles it read; one thread uses it at a time.
public final class QuoteChecker {
  let source: any CheckSource
  let lexicon: CheckLexicon
  private var read: [String: IndexedArticle] = [:]
  private var readBytes = 0
  private var keys = WordKeys()

  /// A text whose articles are passed over where a quote is looked for everywhere: that of a draft, which may be in the
  /// database already.
  public var ignoredText: String?

  /// The share of the quote's words that have to stand at a place, in order, for it to be the quote's place, 0 to 1.
  public var closeness = QuoteChecker.usualCloseness

  /// The share of a claim's words, by weight, that a passage has to have to be what the claim is about, 0 to 1.
  public var claimCloseness = QuoteChecker.usualClaimCloseness

  /// With more, quotes are not found of which much was changed. Measured on Corpus (`evaluate --checks --closeness`): of
  /// quotes with every third word changed 1.00 are found at 0.35, 0.5 and 0.6, and 0.57 at 0.7; of other articles' quotes none
  /// is taken for one of the article at any of these.
  public static let usualCloseness = 0.5

  /// How many articles of a source are looked at for a quote.
  private static let candidateLimit = 8
  /// The bytes of articles that are remembered.
  private static let memory = 64 << 20
  /// The most places that an answer lists.
  private static let mostPlaces = 100

  /// Makes a checker that looks for articles in `source` and knows words by `lexicon`.
  public init(source: any CheckSource, lexicon: CheckLexicon) {
    self.source = source
    self.lexicon = lexicon
  }

  /// Checks one quote.
  ///
  /// - Parameters:
  ///   - quote: the words as they were typed, with or without marks round them and in any Unicode form.
  ///   - speaker: whose words they are said to be, in any form; `nil` when that is not asked.
  ///   - article: the key of the article they are said to be from; `nil` to look everywhere.
  /// - Returns: the answer. Throws `CheckInputError` when there is no word to look for, and the source's errors when there is
  ///   no such article or it cannot be read.
  public func check(_ quote: String, speaker: String? = nil, article: String? = nil) throws -> CheckAnswer {
    let typed = InvisibleCharacters.removed(from: Normalization.nfc(quote))
    guard typed.contains("[") else { return try look(typed, speaker, article) }
    let brackets = EditorsBrackets(typed)
    guard !brackets.words.isEmpty || brackets.text != typed else { return try look(typed, speaker, article) }
    // The source may have the brackets too.
    let whole = try look(typed, speaker, article)
    if whole.verdict == .verbatim || ComparedText(brackets.text).count == 0 { return whole }
    var answer = try look(brackets.text, speaker, article)
    guard answer.verdict != .notFound else { return answer }
    answer.notes += brackets.words.map { .editorsBrackets($0) }
    // What an editor puts in must not turn the words round.
    let denies = brackets.words.contains { words in
      let text = ComparedText(words)
      return Negations(text, lexicon, folded: false).count(in: 0..<text.count, alone: true) > 0
    }
    if denies {
      answer.warn(.negationChanged)
      if answer.verdict.severity < Verdict.altered.severity { answer.verdict = .altered }
    }
    return answer
  }

  private func look(_ typed: String, _ speaker: String?, _ article: String?) throws -> CheckAnswer {
    let quote = ComparedText(typed, keys: &keys)
    guard quote.count > 0 else { throw CheckInputError.noWords }
    guard quote.count <= Self.longestQuote else { throw CheckInputError.tooLong(words: quote.count) }
    let identity = speaker.map(SpeakerIdentity.init).flatMap { $0.isEmpty ? nil : $0 }
    let asked = identity == nil ? nil : speaker
    let articles = try self.articles(for: typed, in: article)
    // Typed without diacritics, compared without; where there are none to lose, that is the same.
    let isFolded = !quote.traits.contains { $0.contains(.hasDiacritic) }
    let finder = PlaceFinder(quote, folded: isFolded)
    let judge = Judge(quote: quote, isFolded: isFolded, speaker: asked, identity: identity, lexicon: lexicon)

    var found: [Judgement] = []
    for article in articles {
      let places = finder.exactPlaces(in: article.text)
      guard !places.isEmpty else { continue }
      let annotations = try source.annotations(of: article.article)
      found += places.map {
        judge.judge(WordAlignment(equal: $0, quote: 0..<quote.count), in: article, annotations)
      }
    }
    var share = 0.0
    var best = found.min { $0.rank < $1.rank }
    if best == nil {
      var nearest: (alignments: [WordAlignment], article: IndexedArticle)?
      for article in articles {
        let most = nearest?.alignments.first?.share ?? -1
        let alignments = finder.nearest(in: article, above: most)
        if let first = alignments.first, first.share > most { nearest = (alignments, article) }
      }
      if let nearest {
        share = nearest.alignments[0].share
        let close = nearest.alignments.filter {
          Judge.isCloseEnough($0, quote: quote, closeness)
            || judge.isCloseInOtherWriting($0, in: nearest.article.text, closeness)
        }
        if !close.isEmpty {
          let annotations = try source.annotations(of: nearest.article.article)
          found = close.map { judge.judge($0, in: nearest.article, annotations) }
          best = found.min { $0.rank < $1.rank }
        }
      }
    }
    guard let best, best.answer.article != nil else {
      var answer = CheckAnswer(verdict: .notFound, score: share)
      if quote.count < 3 { answer.notes.append(.veryShort) }
      if let asked { try lookUp(asked, &answer) }
      return answer
    }
    var answer = best.answer
    answer.places = Self.places(found)
    var others: [String] = []
    for place in answer.places
    where place.article.key != answer.article?.key && !others.contains(place.article.key) {
      others.append(place.article.key)
    }
    answer.alsoIn = others
    if asked == nil, answer.verdict == .verbatim || answer.verdict == .shortened, Self.areDifferent(found) {
      answer.verdict = .ambiguous
    }
    if let asked, best.fit == SpeakerIdentity.Fit.none { try settle(asked, &answer, in: articles) }
    return answer
  }

  /// The words of a text in NFC.
  func text(_ typed: String) -> ComparedText { ComparedText(typed, keys: &keys) }

  /// The articles in which words are looked for.
  func articles(for typed: String, in key: String?) throws -> [IndexedArticle] {
    if let key { return [indexed(try source.article(named: key))] }
    return try source.candidates(for: WordPairs(of: typed), limit: Self.candidateLimit)
      .filter { ignoredText == nil || $0.text != ignoredText }.map(indexed)
  }

  /// The places of a quote, the earliest first; those that do not say when come last.
  private static func places(_ found: [Judgement]) -> [CheckedPlace] {
    let places = found.compactMap { judgement -> CheckedPlace? in
      guard let article = judgement.answer.article, let excerpt = judgement.answer.found else { return nil }
      return CheckedPlace(article: article, span: excerpt.span, speaker: judgement.answer.speaker)
    }
    return Array(
      places.enumerated().sorted {
        ($0.element.article.day ?? "9", $0.offset) < ($1.element.article.day ?? "9", $1.offset)
      }.map(\.element).prefix(mostPlaces))
  }

  /// Whether places are surely given to different people.
  private static func areDifferent(_ found: [Judgement]) -> Bool {
    guard found.count > 1 else { return false }
    var people: [(SpeakerReference, Annotations)] = []
    for judgement in found {
      guard let speaker = judgement.answer.speaker, speaker.isSure, let annotations = judgement.annotations
      else {
        continue
      }
      if !people.contains(where: { Judge.isSame($0.0, $0.1, speaker.reference, annotations) }) {
        people.append((speaker.reference, annotations))
      }
    }
    return people.count > 1
  }

  /// The longest quote, in words: a book's chapter.
  static let longestQuote = 200_000

  private func indexed(_ article: Article) -> IndexedArticle {
    if let known = read[article.id], known.article.text == article.text { return known }
    let made = IndexedArticle(article, keys: &keys)
    readBytes += article.text.utf8.count
    if readBytes > Self.memory {
      read.removeAll(keepingCapacity: true)
      readBytes = article.text.utf8.count
    }
    read[article.id] = made
    return made
  }

  /// The article's names do not fit; the source may know the name from elsewhere, or nobody may.
  func settle(_ asked: String, _ answer: inout CheckAnswer, in articles: [IndexedArticle]) throws {
    switch try source.speakers(named: asked) {
    case .known(let speakers):
      guard let speaker = answer.speaker?.reference, speakers.contains(speaker) else { return }
      // Another name of the very speaker: a user has said so.
      answer.notes.removeAll { $0 == .otherSpeakerToo }
      answer.isSpeakerConfirmed = true
      if answer.verdict == .misattributed { answer.verdict = answer.wordingVerdict }
    case .unknown(let nearest):
      // Somebody of this name may stand in the article and not be quoted.
      let text = articles.first { $0.article.id == answer.article?.key }?.text
      if let text, SpeakerIdentity(asked).stands(in: text, 0..<text.count) { return }
      answer.notes.append(.speakerUnknown(asked, nearest: nearest))
      answer.notes.removeAll { $0 == .otherSpeakerToo }
      if answer.verdict == .misattributed { answer.verdict = answer.wordingVerdict }
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
