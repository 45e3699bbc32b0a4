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
  }

  /// A check that came out wrong.
  public struct Fault: Sendable {
    /// The check.
    public var check: GeneratedCheck
    /// The answer.
    public var answer: CheckAnswer
  }

  /// By case, those that occur.
  public private(set) var cases: [CheckCase: Counts] = [:]
  /// All together.
  public private(set) var all = Counts()
  /// Those that came out wrong, in the order of the articles.
  public private(set) var faults: [Fault] = []

  /// Holds the checks made from `articles` against these articles, one by one or (`anywhere`) against all of them at once.
  ///
  /// `annotate` is what finds quotes and speakers in a text.
  public init(
    _ articles: [GoldArticle], anywhere: Bool = false, annotate: @escaping (String) -> Annotations
  ) throws {
    let collection = ArticleCollection(articles.map { Article(id: $0.id, text: $0.text) }) {
      annotate($0.text)
    }
    let checker = QuoteChecker(source: collection)
    for check in CheckGenerator(articles).checks() {
      // Everywhere, another article's quote is found.
      if anywhere, check.kind == .otherArticle { continue }
      let answer = try checker.check(
        check.quote, speaker: check.speaker, article: anywhere ? nil : check.article)
      let isRight = answer.verdict == check.verdict
      let isWarned = Set(answer.warnings) == check.warnings
      cases[check.kind, default: Counts()].add(isRight, isWarned)
      all.add(isRight, isWarned)
      if !isRight || !isWarned { faults.append(Fault(check: check, answer: answer)) }
    }
  }
}

extension CheckEvaluation.Counts {
  fileprivate mutating func add(_ isRight: Bool, _ isWarned: Bool) {
    checks += 1
    verdicts += isRight ? 1 : 0
    warnings += isWarned ? 1 : 0
  }
}
