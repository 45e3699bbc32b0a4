import ArticleReader
import QuoteEngine
import VietnameseText

/// Holds quotes against the articles they were taken from.
///
///     let checker = QuoteChecker(source: store)          // a QuoteStore, or an ArticleCollection
///     let answer = try checker.check("Đò sẽ chạy trước Tết", speaker: "bà Mận")
///     print(answer.verdict, answer.article?.key ?? "-", answer.warnings)
///
/// A checker keeps nothing from check to check but the tokens of the last articles; one thread uses it at a time.
public final class QuoteChecker {
  private let source: any CheckSource

  /// Makes a checker that looks for articles in `source`.
  public init(source: any CheckSource) { self.source = source }
}
