import Foundation
import QuoteEngine
import Testing

@testable import QuoteEvaluation

@Suite struct GoldTests {
  private let text = "Đò chạy\n\n“Đò chạy”, bà Minh nói. Theo bà Minh, bến mở\ncửa."

  private func words(_ span: Span?) -> String? {
    span.map { String(String.UnicodeScalarView(Array(text.unicodeScalars)[$0.start..<$0.end])) }
  }

  @Test func recordsBesideAnArticleAreFoundByTheirWords() throws {
    let article = try GoldFolder.article(
      id: "a", text: text,
      yaml: """
        shows: [quote-then-speaker]
        quotes:
          - content: "Đò chạy"
            occurrence: 2
            kind: direct
            speaker: Lê Minh
            accept: [bà Minh]
            source: bà Minh
            cue: nói
            via: null
        claims:
          - content: "bến mở\\ncửa"
            kind: indirect
            speaker: null
        not_quotes:
        """, file: "a.gold.yaml")
    let quote = try #require(article.quotes.first)
    #expect(quote.span == Span(start: 10, end: 17))
    #expect(words(quote.span) == "Đò chạy")
    #expect(
      quote.speaker == "Lê Minh" && quote.accept == ["bà Minh"] && quote.cue == "nói" && quote.via == nil)
    #expect(words(article.claims.first?.span) == "bến mở\ncửa")
    #expect(article.claims.first?.speaker == nil)
    #expect(article.notQuotes.isEmpty)
  }

  @Test(arguments: [
    ("quotes:\n  - content: xe chạy\n    speaker: A", "does not stand", 2),
    ("quotes:\n  - content: Đò chạy\n    occurrence: 3\n    speaker: A", "stands 2 times", 2),
    ("quotes:\n  - content: Đò chạy\n    kind: indirect\n    speaker: A", "not one of direct, fragment", 2),
    ("quotes:\n  - content: Đò chạy", "`speaker` is missing", 2),
    ("claims:\n  - speaker: A", "`content` is missing", 2),
    ("claim:\n  - speaker: A", "unknown key `claim`", 1),
  ])
  func faultsAreNamedWithTheirLine(yaml: String, message: String, line: Int) throws {
    let error = try #require(throws: EvaluationFileError.self) {
      try GoldFolder.article(id: "a", text: text, yaml: yaml, file: "a.gold.yaml")
    }
    #expect(error.message.contains(message))
    #expect(error.line == line)
  }

  @Test func goldLinesAreReadWithTheirSpans() throws {
    let line =
      #"{"id":"a","text":"“Đò”, bà nói.","quotes":[{"start":1,"end":3,"kind":"direct","speaker":"bà","accept":[]}],"#
      + #""claims":[],"not_quotes":[{"start":0,"end":4,"why":"term"}]}"#
    let articles = try GoldLines.articles(in: Data((line + "\n\n").utf8), file: "g.jsonl")
    #expect(
      articles.first?.quotes == [GoldRecord(span: Span(start: 1, end: 3), kind: .direct, speaker: "bà")])
    #expect(articles.first?.notQuotes == [Span(start: 0, end: 4)])
  }

  @Test func aGoldLineAtFaultIsNamed() throws {
    let data = Data(("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\"}\n").utf8)
    let error = try #require(throws: EvaluationFileError.self) {
      try GoldLines.articles(in: data, file: "g.jsonl")
    }
    #expect(error == EvaluationFileError(file: "g.jsonl", line: 2, message: "`text` is missing"))
    let outside = Data(#"{"id":"a","text":"x","quotes":[{"start":0,"end":9,"speaker":null}]}"#.utf8)
    #expect(throws: EvaluationFileError.self) { try GoldLines.articles(in: outside, file: "g.jsonl") }
  }

  @Test func predictionsMayNameSpeakersEitherWay() throws {
    let line =
      #"{"id":"a","quotes":[{"start":0,"end":1,"speaker":{"name":"A","kind":"person"},"confidence":0.5,"pattern":"p"}],"#
      + #""claims":[{"start":0,"end":1,"speaker":"B"},{"start":1,"end":2,"speaker":null}]}"#
    let found = try GoldLines.predictions(in: Data(line.utf8), file: "p.jsonl")
    #expect(found["a"]?.quotes.first?.speaker == "A")
    #expect(found["a"]?.quotes.first?.confidence == 0.5)
    #expect(found["a"]?.claims.map(\.speaker) == ["B", nil])
  }

  @Test func aFolderOfGoldIsReadInOrder() throws {
    let folder = NSTemporaryDirectory() + "/gold-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["b", "a"] {
      try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
      try text.write(toFile: "\(folder)/\(name)/bai.txt", atomically: true, encoding: .utf8)
      try "not_quotes:\n  - content: bà Minh\n    occurrence: 2\n".write(
        toFile: "\(folder)/\(name)/bai.gold.yaml", atomically: true, encoding: .utf8)
    }
    let articles = try GoldReader.articles(at: folder)
    #expect(articles.map(\.id) == ["a/bai", "b/bai"])
    #expect(words(articles.first?.notQuotes.first) == "bà Minh")
  }

  @Test func anEmptyFolderIsNoGold() {
    #expect(throws: EvaluationFileError.self) { try GoldReader.articles(at: "/nowhere") }
  }
}
