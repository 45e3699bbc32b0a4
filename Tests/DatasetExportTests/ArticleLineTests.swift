import ArticleReader
import Foundation
import Testing

@testable import DatasetExport
@testable import QuoteEngine

@Suite struct ArticleLineTests {
  private let article = Article(
    id: "bến\"1", title: "Đò \"mới\"", text: "Đò \"mới\"\n\n“Đò chạy 🚀”, bà Minh\tnói 5 lần.\u{1}",
    url: "https://vi.example/a")

  private func excerpt(_ words: String) -> Excerpt {
    let all = Array(article.text.unicodeScalars)
    let part = Array(words.unicodeScalars)
    let start = (0...(all.count - part.count)).first { Array(all[$0..<$0 + part.count]) == part }!
    return Excerpt(span: Span(start: start, end: start + part.count), text: words)
  }

  private var annotations: Annotations {
    let quote = Attribution(
      kind: .direct, content: excerpt("Đò chạy 🚀"),
      speaker: SpeakerReference(name: "Lê \\ Minh", kind: .person),
      source: excerpt("bà Minh"), cue: excerpt("nói"),
      via: SpeakerReference(name: "Báo Bến", kind: .organisation),
      confidence: 0.9666, pattern: "quote-then-speaker", evidence: ["bước một", "bước\nhai"],
      cueClass: "neutral",
      isNegated: true, figures: [Figure(kind: .number, excerpt: excerpt("5"))])
    let claim = Attribution(
      kind: .indirect, content: excerpt("5 lần"), speaker: nil, source: nil, cue: nil, via: nil,
      confidence: 1,
      pattern: "p", evidence: [], cueClass: nil, isNegated: false, figures: [])
    var annotations = Annotations()
    annotations.quotes = [quote]
    annotations.claims = [claim, claim]
    annotations.speakers = [
      Speaker(
        name: "Lê Minh", kind: .person, forms: ["bà Minh"], roles: ["lái đò"],
        mentions: [excerpt("bà Minh").span])
    ]
    return annotations
  }

  private func parsed() throws -> [String: Any] {
    var bytes: [UInt8] = []
    ArticleLine.append(article, annotations, to: &bytes)
    #expect(bytes.filter { $0 == 0x0A }.count == 1 && bytes.last == 0x0A)
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test func theLineParsesBackWithEveryMemberOfTheArticle() throws {
    let line = try parsed()
    #expect(line["id"] as? String == article.id)
    #expect(line["title"] as? String == article.title)
    #expect(line["text"] as? String == article.text)
    #expect(line["url"] as? String == article.url)
    #expect(line["source"] == nil)
    #expect(line["sha256"] as? String == article.sha256())
  }

  @Test func everyPlaceHoldsItsWords() throws {
    let line = try parsed()
    let text = Array((line["text"] as! String).unicodeScalars)
    var places = 0
    func check(_ value: Any?) {
      if let list = value as? [Any] { list.forEach(check) }
      guard let object = value as? [String: Any] else { return }
      object.values.forEach(check)
      guard let start = object["start"] as? Int, let end = object["end"] as? Int,
        let words = object["text"] as? String
      else { return }
      places += 1
      #expect(String(String.UnicodeScalarView(text[start..<end])) == words)
    }
    check(line["quotes"])
    check(line["claims"])
    #expect(places == 6)
  }

  @Test func aRecordHasEveryMemberThatUsersRelyOn() throws {
    let line = try parsed()
    let quote = try #require((line["quotes"] as? [[String: Any]])?.first)
    let start = excerpt("Đò chạy 🚀").span.start
    #expect(quote["id"] as? String == "bến\"1#q\(start)-\(start + 9)")
    #expect(quote["kind"] as? String == "direct")
    #expect(quote["speaker"] as? [String: String] == ["name": "Lê \\ Minh", "kind": "person"])
    #expect(quote["via"] as? [String: String] == ["name": "Báo Bến"])
    #expect(quote["confidence"] as? Double == 0.967)
    #expect(quote["evidence"] as? [String] == ["bước một", "bước\nhai"])
    #expect(quote["negated"] as? Bool == true)
    #expect(quote["cueClass"] as? String == "neutral")
    #expect((quote["figures"] as? [[String: Any]])?.first?["kind"] as? String == "number")
    let claim = try #require((line["claims"] as? [[String: Any]])?.first)
    for key in ["speaker", "source", "cue", "via"] { #expect(claim[key] is NSNull, "\(key)") }
    #expect((claim["id"] as? String)?.contains("#c") == true)
    let speaker = try #require((line["speakers"] as? [[String: Any]])?.first)
    #expect(speaker["forms"] as? [String] == ["bà Minh"])
  }

  @Test func keysComeInOneOrder() {
    var bytes: [UInt8] = []
    ArticleLine.append(Article(id: "a", text: "Đò."), Annotations(), sha256: "0", to: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"id":"a","title":null,"sha256":"0","text":"Đò.","quotes":[],"claims":[],"speakers":[]}"# + "\n")
  }

  @Test func recordIDsMatchTheOnesInTheLine() {
    #expect(ArticleLine.recordID(article: "a", layer: .quote, span: Span(start: 2, end: 30)) == "a#q2-30")
    #expect(ArticleLine.recordID(article: "a", layer: .claim, span: Span(start: 0, end: 7)) == "a#c0-7")
  }
}

@Suite struct JSONWriterTests {
  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (0.97, "0.97"), (0.5, "0.5"), (0.001, "0.001"), (0.0004, "0"), (0.9996, "1"),
    (0.305, "0.305"),
    (.nan, "0"), (2.0, "1"), (-1.0, "0"),
  ])
  func sharesHaveAtMostThreeDecimals(value: Double, text: String) {
    var bytes: [UInt8] = []
    JSONWriter.share(value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [0, 7, 10, 1_234_567, -42, Int.max, Int.min])
  func wholeNumbersAreWrittenAsTheyAre(value: Int) {
    var bytes: [UInt8] = []
    JSONWriter.integer(value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "\(value)")
  }

  @Test func stringsParseBackWhereverTheEscapeStands() throws {
    for special in ["\"", "\\", "\n", "\t", "\r", "\u{0}", "\u{1F}", "\u{7F}", "ế", "🚀", "\u{2028}"] {
      for before in 0..<18 {
        let text = String(repeating: "x", count: before) + special + "đuôi dài hơn tám byte" + special
        var bytes: [UInt8] = []
        JSONWriter.string(text, to: &bytes)
        let back = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) as? String
        #expect(back == text)
      }
    }
  }
}
