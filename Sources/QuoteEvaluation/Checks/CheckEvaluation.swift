import ArticleReader
import QuoteCheck
import QuoteEngine

/// How many checks with a known answer come out right, by case.
public struct CheckEvaluation: Sendable {
  /// The counts of a case.
  public struct Counts: Sendable, Hashable {
    /// All checks.
    public var checks = 0
    /// Those with the right verdict.
    public var verdicts = 0
    /// Those whose warnings are all those that are due, and no others.
    public var warnings = 0
    /// Those that were verified and must not be.
    public var wronglyPassed = 0
    /// Those that accuse somebody of words that are his.
    public var wronglyAccused = 0
  }

  /// A check that came out wrong.
  public struct Fault: Sendable {
    /// The check.
    public var check: GeneratedCheck
    /// The answer.
    public var answer: CheckAnswer
    /// Whether it was verified and must not be.
    public var isWronglyPassed: Bool { answer.isVerified && !check.verdict.isVerified }
    /// Whether it accuses somebody of words that are his.
    public var isWronglyAccused: Bool { answer.verdict == .misattributed && check.verdict.isVerified }
  }

  /// By case, those that occur.
  public private(set) var cases: [CheckCase: Counts] = [:]
  /// All together.
  public private(set) var all = Counts()
  /// Those that came out wrong, in the order of the articles.
  public private(set) var faults: [Fault] = []

  /// Holds the checks made from `articles` against these articles, one by one or (`anywhere`) against all of them at once.
  ///
  /// `written` are checks with articles of their own, `annotate` is what finds quotes and speakers in a text, `lexicon` has the
  /// words of checks; `closeness` and `claimCloseness` are the checker's, its usual ones where they are `nil`.
  public init(
    _ articles: [GoldArticle], written: WrittenChecks = WrittenChecks(), anywhere: Bool = false,
    closeness: Double? = nil, claimCloseness: Double? = nil, lexicon: CheckLexicon,
    annotate: @escaping (String) -> Annotations
  ) throws {
    let all = articles.map { Article(id: $0.id, text: $0.text) } + written.articles
    let collection = ArticleCollection(all) {
      annotate($0.text)
    }
    let checker = QuoteChecker(source: collection, lexicon: lexicon)
    let gold = Dictionary(articles.map { ($0.id, $0) }) { first, _ in first }
    if let closeness { checker.closeness = closeness }
    if let claimCloseness { checker.claimCloseness = claimCloseness }
    for check in CheckGenerator(articles).checks() + written.checks {
      // Everywhere, another article's quote is found.
      if anywhere, check.kind == .otherArticle || check.kind == .claimElsewhere { continue }
      let article = anywhere ? nil : check.article
      let answer =
        check.layer == .quote
        ? try checker.check(check.quote, speaker: check.speaker, article: article)
        : try checker.checkClaim(check.quote, speaker: check.speaker, article: article)
      let isRight =
        answer.verdict == check.verdict
        || answer.verdict == check.unsureVerdict && !answer.isVerified
        || anywhere && Self.isTwoPeoples(answer, in: gold) && !answer.isVerified
      let isWarned = Set(answer.warnings) == check.warnings
      let fault = Fault(check: check, answer: answer)
      cases[check.kind, default: Counts()].add(isRight, isWarned, fault)
      self.all.add(isRight, isWarned, fault)
      if !isRight || !isWarned { faults.append(fault) }
    }
  }

  /// Whether an answer says that words are said in several places, and gold gives the places to different people: then no
  /// other answer is right.
  private static func isTwoPeoples(_ answer: CheckAnswer, in gold: [String: GoldArticle]) -> Bool {
    guard answer.verdict == .ambiguous else { return false }
    var speakers = Set<String>()
    for place in answer.places {
      guard let article = gold[place.article.key] else { continue }
      for record in article.quotes + article.claims
      where record.span.start < place.span.end && place.span.start < record.span.end {
        if let speaker = record.speaker { speakers.insert(SpeakerComparison.normalized(speaker)) }
      }
    }
    return speakers.count > 1
  }
}

extension CheckEvaluation.Counts {
  fileprivate mutating func add(_ isRight: Bool, _ isWarned: Bool, _ fault: CheckEvaluation.Fault) {
    wronglyPassed += fault.isWronglyPassed ? 1 : 0
    wronglyAccused += fault.isWronglyAccused ? 1 : 0
    checks += 1
    verdicts += isRight ? 1 : 0
    warnings += isWarned ? 1 : 0
  }
}
