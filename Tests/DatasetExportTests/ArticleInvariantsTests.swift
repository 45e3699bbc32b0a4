import Foundation
import QuoteEngine
import Testing

@testable import DatasetExport

/// What `verify` faults and `import` does not take.
@Suite struct ArticleInvariantsTests {
  /// Puts another record beside those of the sample.
  private static func article(_ change: (inout DatasetArticle) -> Void) -> DatasetArticle {
    var article = Sample.article
    change(&article)
    return article
  }

  static let broken: [(String, DatasetArticle)] = [
    ("stands there twice", article { $0.records.append($0.records[4]) }),
    (
      "cross",
      article {
        let text = Array(Sample.text.unicodeScalars)
        var other = $0.records[2]
        let span = other.attribution.content.span
        let place = Span(start: span.start + 3, end: span.end + 3)
        other.attribution.content = Excerpt(
          span: place, text: String(String.UnicodeScalarView(text[place.start..<place.end])))
        $0.records.insert(other, at: 3)
      }
    ),
    (
      "the words begin or end with a space",
      article {
        let place = Sample.excerpt("giá 5.000 đồng").span
        $0.records[3].attribution.content = Excerpt(
          span: Span(start: place.start - 1, end: place.end), text: " giá 5.000 đồng")
      }
    ),
    ("is listed twice", article { $0.speakers[0].speaker.mentions += $0.speakers[0].speaker.mentions }),
    ("is not one line", article { $0.speakers[0].foundName = "Lê\nMận" }),
  ]

  @Test func theSampleIsSound() { #expect(ArticleInvariants.faults(of: Sample.article) == []) }

  @Test(arguments: broken)
  func whatVerifyFaultsImportDoesNotTake(reason: String, article: DatasetArticle) throws {
    #expect(ArticleInvariants.faults(of: article).contains { $0.contains(reason) })
    var check = DatasetCheck(programVersion: "0.1")
    check.check(article)
    #expect(check.faults.contains { $0.reason.contains(reason) })
    let line = try Sample.export(.jsonl, [article]).bytes
    let fault = try #require(throws: DatasetLine.Fault.self) { try DatasetLine.article(Data(line)) }
    #expect("\(fault)".contains(reason), "\(fault)")
  }

  /// What people decided is theirs.
  @Test func aReviewersWordsMayCrossTheMachines() {
    let article = Self.broken[1].1
    var decided = article
    decided.records[3].status = "corrected"
    #expect(ArticleInvariants.faults(of: decided) == [])
  }
}
