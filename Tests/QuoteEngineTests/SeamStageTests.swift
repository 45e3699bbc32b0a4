import Testing

@testable import QuoteEngine

@Suite("seams")
struct SeamStageTests {
  private func glued(_ article: String) throws -> [String] {
    try stages(article, upTo: .seams) { text in
      text.tokens.indices.filter { text.tokens[$0].glued }.map { text.text($0, $0 + 1) }
    }
  }

  @Test("a word that only opens sentences begins one where the crawl lost the stop")
  func lostStops() throws {
    #expect(try glued("Bến mở lại vào sáng mai Theo ông Tấn, khách rất đông.") == ["Theo"])
    #expect(try glued("Chợ đóng cửa lúc 5 giờ Khi trời tối, đèn sáng.") == ["Khi"])
  }

  @Test("an honorific right after a name begins a new sentence")
  func honorificAfterName() throws {
    #expect(try glued("Ảnh: An Khuê Ông Lục Văn Tấn nói bến mở.") == ["Ông"])
  }

  @Test("a letter after a common word is no initial: 28 độ C. Trung tâm …")
  func letterIsNoInitial() throws {
    #expect(try glued("Nhiệt độ xuống 28 độ C. Trung tâm cứu hộ vẫn mở.") == ["Trung"])
  }

  @Test(
    "a name or place keeps its capitals",
    arguments: [
      "Ông Lục Văn Tấn nói bến mở.", "Chợ ở Hà Nội mở cửa.", "Bà J. K. Moran ra bến.",
      "Ông Theo Albring ra bến.",
    ])
  func namesAreWhole(article: String) throws {
    #expect(try glued(article) == [])
  }
}
