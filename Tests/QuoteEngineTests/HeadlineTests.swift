import Testing

@testable import QuoteEngine

@Suite("headlines")
struct HeadlineTests {
  private let body = "\n\nChiều 5/3, ông Lục Văn Tấn nói: “Bến đò sẽ mở lại trước Tết, khách cứ yên tâm”."

  @Test("a speaker and a colon before marks are a quote", arguments: ["‘", "“", "'", "\""])
  func colonAndMarks(opening: String) throws {
    let closing = ["‘": "’", "“": "”"][opening] ?? opening
    let quote = try #require(
      try annotate("Ông Tấn: \(opening)Bến đò sẽ mở lại trước Tết\(closing)\(body)").quotes.first)
    #expect(quote.content.text == "Bến đò sẽ mở lại trước Tết")
    #expect(quote.who == "Lục Văn Tấn")
    #expect(quote.cue?.text == ":")
  }

  @Test("a speaker and a colon without marks are a claim")
  func colonWithoutMarks() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      let claim = try #require(
        try annotate("Sở Y tế: dịch đã được kiểm soát\n\nDịch bắt đầu từ tháng 3.").claims.first)
      #expect(claim.content.text == "dịch đã được kiểm soát")
      #expect(claim.who == "Sở Y tế")
      #expect(claim.cue?.text == ":")
    }
  }

  @Test("a bare colon inside the body is no claim")
  func colonInTheBody() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      #expect(try annotate("Bến cũ mở lại\n\nChợ vắng. Bà Nhạn: người giữ bến. Mưa to.").claims == [])
    }
  }

  @Test("marks alone in the headline belong to the one who says the words in the body")
  func speakerFromTheBody() throws {
    let quote = try #require(try annotate("‘Bến đò sẽ mở lại trước Tết’\(body)").quotes.first)
    #expect(quote.who == "Lục Văn Tấn")
    #expect(quote.source == nil)
  }

  @Test("a name in marks in the headline is no quote")
  func namesInMarks() throws {
    let found = try annotate("Khai mạc lễ hội ‘Bến Cũ Sông Xưa’\(body)")
    #expect(found.quotes.map(\.content.text) == ["Bến đò sẽ mở lại trước Tết, khách cứ yên tâm"])
  }

  @Test("a headline that reports is a claim of its own, beside the body's")
  func claimInTheHeadline() throws {
    let found = try annotate(
      "Ông Tấn: bến đò sẽ mở lại\n\nÔng Lục Văn Tấn cho biết bến đò sẽ mở lại trước Tết."
    ).claims
    #expect(found.map(\.content.text) == ["bến đò sẽ mở lại", "bến đò sẽ mở lại trước Tết"])
    #expect(found.map(\.who) == ["Lục Văn Tấn", "Lục Văn Tấn"])
  }
}
