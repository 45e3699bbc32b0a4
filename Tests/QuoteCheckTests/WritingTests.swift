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
}
