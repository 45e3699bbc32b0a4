import ArticleReader
import QuoteEngine
import Testing

@testable import QuoteCheck

/// One wording written in two ways is no change, and two wordings are not one.
@Suite struct WritingTests {
  private static let text = """
    “Ngày 1/7, ba mươi hai hộ của bến nhận 1.600 tỷ đồng. Học kỳ II nghỉ từ tháng Tư, sang thế kỷ XXI mà kỹ sư của UBND \
    TP.HCM chưa lên. Chúng tôi chở 14 khách và 2 tỷ rưỡi tiền hàng”, bà Lê Thị Hoà nói.
    """
  private static let words = String(Self.text.dropFirst().prefix { $0 != "”" })

  private func check(_ quote: String) throws -> CheckAnswer {
    try checker(source(Self.text, (Self.words, "Lê Thị Hoà"))).check(quote)
  }

  @Test(arguments: [
    "Ngày 1/7, 32 hộ của bến nhận 1.600 tỉ đồng", "Ngày 1/7, ba mươi hai hộ của bến nhận 1,6 nghìn tỷ đồng",
    "32 hộ của bến nhận 1.600 tỷ đồng", "Chúng tôi chở mười bốn khách và 2,5 tỷ tiền hàng",
    "Học kì 2 nghỉ từ tháng 4, sang thế kỉ 21 mà kĩ sư của ủy ban nhân dân thành phố Hồ Chí Minh chưa lên",
    "Học kỳ II nghỉ từ tháng 4, sang thế kỷ XXI mà kỹ sư của UBND TP Hồ Chí Minh chưa lên",
    "Chúng tôi chở 14 khách và 2 tỷ rưỡi tiền hàng [bán rong]",
    "Chúng tôi [dân bến] chở 14 khách và 2 tỷ rưỡi tiền hàng",
    "[C]húng tôi chở 14 khách và 2 tỷ rưỡi tiền hàng",
    "Chúng tôi chở 14 kha\u{AD}ch và 2 tỷ rưỡi tiền hàng".replacing("kha\u{AD}ch", with: "khá\u{AD}ch"),
    "Chúng\u{200C} tôi\u{200D} chở 14 kha\u{301}ch và 2 ty\u{309} rươ\u{303}i tiền hàng",
    "Ngày 1/7, ba mươi hai hộ của bến nhận 1.600 tỷ ðồng",
    "Ngày 1 tháng 7, ba mươi hai hộ của bến nhận 1.600 tỷ đồng",
  ])
  func oneWordingInAnotherWriting(_ quote: String) throws {
    let answer = try check(quote)
    #expect(
      answer.verdict == .verbatim || answer.warnings == [.cutStart] && answer.verdict == .shortened,
      "\(quote) \(answer.diff)")
    #expect(!answer.warnings.contains(.numberChanged) && !answer.warnings.contains(.nameChanged))
  }

  @Test(arguments: [
    "Ngày 1/7, 33 hộ của bến nhận 1.600 tỷ đồng", "Ngày 1/7, ba mươi hai hộ của bến nhận 1,5 nghìn tỷ đồng",
    "Chúng tôi chở mười lăm khách và 2 tỷ rưỡi tiền hàng", "Chúng tôi chở 14 khách và 2 tỷ tiền hàng",
    "Ngày 1/7, 32 hộ của bến nhận 1.600 triệu đồng", "Học kỳ III nghỉ từ tháng Tư",
  ])
  func anotherNumberIsAChange(_ quote: String) throws {
    let answer = try check(quote)
    #expect(answer.verdict == .altered || answer.verdict == .shortened)
    #expect(answer.warnings.contains(.numberChanged), "\(quote) \(answer.diff)")
  }

  @Test func tensWithoutTheirWordAreTheSameNumber() throws {
    let text = "“Hai mươi mốt người bỏ sạp ở chợ này”, bà Lê Thị Hoà nói."
    let one = checker(source(text, ("Hai mươi mốt người bỏ sạp ở chợ này", "Lê Thị Hoà")))
    for writing in ["Hai mốt", "21", "Hai mươi mốt"] {
      #expect(try one.check("\(writing) người bỏ sạp ở chợ này").verdict == .verbatim, "\(writing)")
    }
    #expect(try one.check("Hai lăm người bỏ sạp ở chợ này").warnings.contains(.numberChanged))
  }

  @Test func aNegationInBracketsTurnsTheWordsRound() throws {
    let answer = try check("Chúng tôi [không] chở 14 khách và 2 tỷ rưỡi tiền hàng")
    #expect(answer.verdict == .altered)
    #expect(answer.warnings.contains(.negationChanged))
  }

  @Test func bracketsThatNothingClosesAreMarks() throws {
    #expect(try check("Chúng tôi [chở 14 khách và 2 tỷ rưỡi tiền hàng").verdict == .verbatim)
  }

  @Test func misplacedTonesAreTones() throws {
    for (a, b) in [
      ("đaị", "đại"), ("hòa", "hoà"), ("kĩ", "kỹ"), ("ðò", "đò"), ("qúy", "quí"), ("nhiẹm", "nhiệm"),
    ] {
      #expect(ComparedText(a).exact == ComparedText(b).exact, "\(a) \(b)")
    }
    for (a, b) in [("ma", "mà"), ("vi", "vy"), ("tay", "tai"), ("mai", "may"), ("hai", "hay")] {
      #expect(ComparedText(a).exact != ComparedText(b).exact, "\(a) \(b)")
    }
  }

  @Test(arguments: [
    ("Họp ngày mùng 1 tháng 7", "Họp ngày 1/7"), ("Họp ngày 1.7", "Họp ngày 1/7"),
    ("Cầu dài mười hai phẩy năm mét", "Cầu dài 12,5 mét"), ("Mở cống lúc 2h00", "Mở cống lúc hai giờ"),
    ("Mở cống lúc 2:00", "Mở cống lúc hai giờ"), ("Xã có một trăm linh năm hộ", "Xã có 105 hộ"),
    ("Thu được bốn mươi lăm phần trăm thuế", "Thu được 45% thuế"),
    ("Sở Giao thông TPHCM trả lời", "Sở Giao thông TP.HCM trả lời"),
    ("Việc kéo dài mười năm", "Việc kéo dài 10 năm"),
  ])
  func moreOfOneWordingInAnotherWriting(_ quote: String, _ text: String) throws {
    let answer = try checker(source("“\(text)”, bà Lê Thị Hoà nói.", (text, "Lê Thị Hoà"))).check(quote)
    #expect(answer.verdict == .verbatim, "\(quote) \(answer.diff) \(answer.warnings)")
  }

  /// A short form for ten words left so few the same that nothing was found.
  @Test func aQuoteThatSpellsOutShortFormsIsFound() throws {
    let text = "Kỹ sư của UBND TP.HCM và bác sĩ Lý Mỹ Quý lên đây hồi tháng Giêng"
    let answer = try checker(source("“\(text)”, bà Lê Thị Hoà nói.", (text, "Lê Thị Hoà"))).check(
      "Kĩ sư của Ủy ban nhân dân thành phố Hồ Chí Minh")
    #expect(answer.verdict == .shortened)
    #expect(answer.warnings == [.cutMidSentence])
  }

  /// Among many articles the index has words whole, and a soft hyphen parted them.
  @Test func invisibleCharactersDoNotHideAQuoteAmongManyArticles() throws {
    let others = (0..<30).map { Article(id: "bài \($0)", text: "Chuyện số \($0) ở một xóm chài khác hẳn.") }
    let article = Article(id: "bến", text: "“Đò chạy lại từ sáng mai”, bà Hoà nói.")
    let collection = ArticleCollection(others + [article]) { _ in Annotations() }
    let answer = try QuoteChecker(source: collection, lexicon: CheckLexicon.shippedForTests).check(
      "Đò ch\u{AD}ạy l\u{200D}ại từ sá\u{AD}ng mai")
    #expect(answer.verdict == .verbatim)
    #expect(answer.article?.key == "bến")
  }

  /// Phòng không is air defence, but a room may have no light.
  @Test func aCompoundBeforeALinkIsNone() throws {
    let text = "Phòng không có điện từ hôm qua"
    let answer = try checker(source("“\(text)”, bà Lê Thị Hoà nói.", (text, "Lê Thị Hoà"))).check(
      "Phòng có điện từ hôm qua")
    #expect(answer.warnings.contains(.negationChanged))
    let other = "Bộ đội phòng không bắn hạ nó"
    #expect(
      try !checker(source("“\(other)”, bà Lê Thị Hoà nói.", (other, "Lê Thị Hoà"))).check("Bộ đội bắn hạ nó")
        .warnings.contains(.negationChanged))
  }
}
