import Foundation
import PatternFiles
import QuoteCheck
import QuoteEngine
import Testing

@testable import QuoteEvaluation

@Suite struct CheckEvaluationTests {
  private static let words = "Nước về thì phải chia đều"

  private func lexicon() throws -> CheckLexicon {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = try PatternDirectory.readCheckFiles(in: root.appendingPathComponent("Patterns"))
    return try CheckLexicon(files: files.map { PatternFile(name: $0.name, text: $0.text) })
  }

  private func text(_ name: String) -> String { "“\(Self.words)”, \(name) nói." }

  /// What an engine finds in `text(name)`.
  private func annotations(_ text: String) -> Annotations {
    let start = Self.words.unicodeScalars.count + 4
    let name = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(start).dropLast(5)))
    var found = Annotations()
    found.quotes = [
      Attribution(
        kind: .direct,
        content: Excerpt(span: Span(start: 1, end: start - 3), text: Self.words),
        speaker: SpeakerReference(name: name, kind: .person),
        source: Excerpt(span: Span(start: start, end: start + name.unicodeScalars.count), text: name),
        cue: Excerpt(
          span: Span(
            start: start + name.unicodeScalars.count + 1, end: start + name.unicodeScalars.count + 4),
          text: "nói"), via: nil, confidence: 0.9, pattern: "quote-then-speaker", evidence: [], cueClass: nil,
        isNegated: false, figures: [])
    ]
    found.speakers = [Speaker(name: name, kind: .person, forms: [name], roles: [], mentions: [])]
    return found
  }

  private func verdictsRight(_ first: String, _ second: String) throws -> Double {
    let articles = [("a", first), ("b", second)].map { id, name in
      GoldArticle(
        id: id, text: text(name),
        quotes: [
          GoldRecord(
            span: Span(start: 1, end: 1 + Self.words.unicodeScalars.count), kind: .direct, speaker: name)
        ])
    }
    let counts = try CheckEvaluation(
      articles, anywhere: true, lexicon: lexicon(), annotate: annotations
    ).cases[.asIs]
    let asIs = try #require(counts)
    return Double(asIs.verdicts) / Double(asIs.checks)
  }

  /// Words that two people said were counted as a fault when the answer said so.
  @Test func whatTwoPeopleSaidIsRightlyAmbiguous() throws {
    #expect(try verdictsRight("Tạ Văn Bền", "Cù Thị Lựu") == 1)
    #expect(try verdictsRight("Tạ Văn Bền", "Tạ Văn Bền") == 1)
  }
}
