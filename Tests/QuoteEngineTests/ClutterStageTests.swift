import Testing

@testable import QuoteEngine

@Suite("clutter")
struct ClutterStageTests {
  private let article = "Bến mở lại\n\nÔng Lục Văn Tấn nói: “Bến sẽ mở lại trước Tết”.\n\nKhách rất đông.\n\n"
  private let headlines = [
    "Chợ nổi đóng cửa", "Ông chủ đò: ‘Tôi không bán’", "Mưa lớn ở miền Tây", "“Cá hết, mắm cũng hết”",
    "Giá gạo tăng", "Đọc nhiều nhất",
  ]

  private func clutter(_ article: String) throws -> [Bool] {
    try stages(article, upTo: .clutter) { $0.sentences.map(\.isClutter) }
  }

  @Test("a list of other headlines under the article is none of it, whatever marks it holds")
  func headlinesUnderTheArticle() throws {
    let seen = try clutter(article + headlines.joined(separator: "\n\n"))
    #expect(seen == [false, false, false] + Array(repeating: true, count: 6))
    #expect(
      try annotate(article + headlines.joined(separator: "\n\n")).quotes.map(\.content.text) == [
        "Bến sẽ mở lại trước Tết"
      ])
  }

  @Test("four lines are too few to be a list")
  func shortListsStay() throws {
    #expect(try !clutter(article + headlines.prefix(4).joined(separator: "\n\n")).contains(true))
  }

  @Test("an article of lines that end with stops has no clutter")
  func articleIsNoClutter() throws {
    let lines = (1...8).map { "Dòng thứ \($0) kể về bến đò." }
    #expect(try !clutter("Tựa bài\n\n" + lines.joined(separator: "\n\n")).contains(true))
  }

  @Test("the headline is never clutter")
  func headlineStays() throws {
    #expect(try clutter("Tựa bài\n\n" + headlines.joined(separator: "\n\n")).first == false)
  }
}
