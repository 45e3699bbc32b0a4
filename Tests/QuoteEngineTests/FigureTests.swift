import Testing

@testable import QuoteEngine

@Suite("figures")
struct FigureTests {
  @Test(
    "what a checker can look up in a claim is found with its kind",
    arguments: [
      ("bến có 32 con đò", Figure.Kind.number, "32"),
      ("bến thu 5 tỷ đồng mỗi năm", .money, "5 tỷ đồng"),
      ("bến thu 200 USD mỗi ngày", .money, "200 USD"),
      ("khách giảm mất 40% rồi", .percentage, "40%"),
      ("khách chỉ còn 40 phần trăm", .percentage, "40 phần trăm"),
      ("bến sẽ mở lại ngày 5/3/2021", .date, "ngày 5/3/2021"),
      ("bến đã đóng từ năm 1998", .date, "năm 1998"),
      ("đây là bến đẹp nhất vùng", .superlative, "đẹp nhất"),
    ])
  func kinds(clause: String, kind: Figure.Kind, words: String) throws {
    let figures = try onlyClaim("Ông Lục Văn Tấn cho biết \(clause).").figures
    #expect(figures.contains { $0.kind == kind && $0.excerpt.text == words }, "\(figures)")
  }

  @Test("words that only sound like a superlative are none: thứ nhất, thống nhất, ít nhất")
  func noSuperlatives() throws {
    for clause in ["đây là bến thứ nhất", "hai bên đã thống nhất mở bến", "bến cần ít nhất một con đò"] {
      let figures = try onlyClaim("Ông Lục Văn Tấn cho biết \(clause).").figures
      #expect(!figures.contains { $0.kind == .superlative }, "\(clause)")
    }
  }

  @Test("figures lie within their record and their text stands at their span")
  func figuresLieWithin() throws {
    let article =
      "Ông Lục Văn Tấn cho biết 32 con đò chở 5.000 khách, tăng 40% so với năm 2020. Giá 5.000 đồng."
    let claim = try onlyClaim(article)
    let scalars = Array(article.unicodeScalars)
    #expect(!claim.figures.isEmpty)
    for figure in claim.figures {
      let span = figure.excerpt.span
      #expect(claim.content.span.start <= span.start && span.end <= claim.content.span.end)
      #expect(String(String.UnicodeScalarView(scalars[span.start..<span.end])) == figure.excerpt.text)
    }
  }
}
