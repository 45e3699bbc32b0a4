import QuoteEngine
import Testing

@testable import QuoteCheck

/// What somebody is said to have said in other words.
@Suite struct ClaimTests {
  private func check(_ claim: String, _ speaker: String? = "bà Hoà") throws -> CheckAnswer {
    try checker(ferry).checkClaim(claim, speaker: speaker)
  }

  @Test func theSameFiguresAndSpeakerSupportIt() throws {
    let answer = try check("bến chở 1.500 khách mỗi ngày nhưng còn phải chờ nước lên")
    #expect(answer.verdict == .supported)
    #expect(answer.isVerified)
  }

  @Test func anotherFigureDiffers() throws {
    let answer = try check("bến chở 1.600 khách mỗi ngày nhưng phải chờ nước lên")
    #expect(answer.verdict == .differs)
    #expect(answer.warnings == [.numberChanged])
    #expect(!answer.isVerified)
  }

  @Test func aLostNegationDiffers() throws {
    let answer = try check("đò sẽ chạy trước Tết")
    #expect(answer.verdict == .differs)
    #expect(answer.warnings == [.negationChanged])
  }

  @Test func anotherSpeakerDiffers() throws {
    #expect(try check("bến chở 1.500 khách mỗi ngày, phải chờ nước lên", "Đỗ Văn Sáu").verdict == .differs)
  }

  @Test func somethingElseIsNotFound() throws {
    #expect(try check("con cá hát hay hơn chim trên cành").verdict == .notFound)
    #expect(throws: CheckInputError.noWords) { try check("…") }
  }

  /// Two amounts of the claim were borne out by one of the passage.
  @Test func anAmountBearsOutOneAmount() throws {
    let text = "Máy mới rút việc ghi sổ từ mười năm xuống hai năm, bà Lê Thị Hoà nói."
    let one = checker(source(text))
    #expect(try one.checkClaim("máy mới rút việc ghi sổ từ mười năm xuống hai năm").verdict == .supported)
    let answer = try one.checkClaim("máy mới rút việc ghi sổ từ hai năm xuống hai năm")
    #expect(answer.verdict == .differs)
    #expect(answer.warnings == [.numberChanged])
  }

  /// The number that was changed stood in the next sentence.
  @Test func anAmountOfTheNextSentenceBearsNothingOut() throws {
    let text = "Trẻ cần uống vitamin hai liều liên tiếp, bà Lê Thị Hoà nói. Trạm còn bốn liều."
    let answer = try checker(source(text)).checkClaim("trẻ cần uống vitamin bốn liều liên tiếp")
    #expect(answer.verdict == .differs)
    #expect(answer.warnings == [.numberChanged])
  }

  /// After a mark a capital was taken for the beginning of a sentence.
  @Test func theFirstWordOfATitleIsANameToo() throws {
    let text = "Bà Lê Thị Hoà nói chợ sẽ mở chương trình “Ngủ cùng sóng” vào mùa khô."
    let one = checker(source(text))
    #expect(try one.checkClaim("chợ sẽ mở chương trình “Ngủ cùng sóng” vào mùa khô").verdict == .supported)
    #expect(
      try one.checkClaim("chợ sẽ mở chương trình “Múa cùng sóng” vào mùa khô").warnings == [.nameChanged])
  }

  /// A claim was verified for anybody when the engine did not know who says it.
  @Test func whereNobodyIsSureToSayItNobodyIsVouchedFor() throws {
    let answer = try checker(source("Bến chở 1.500 khách mỗi ngày, từ sáng đến tối.")).checkClaim(
      "bến chở 1.500 khách mỗi ngày", speaker: "Lê Thị Hoà")
    #expect(answer.verdict == .supported)
    #expect(!answer.isVerified)
  }

  /// The speaker's own name bore out a place of that name.
  @Test func aNameForAnotherDiffersEvenWhereItStandsElsewhere() throws {
    let text = "Ông Lê Xuân Mận nói đội tuần tra đang gỡ bẫy thú trong khu vực núi Hồng Lĩnh."
    let one = checker(source(text))
    #expect(
      try one.checkClaim("đội tuần tra đang gỡ bẫy thú trong khu vực núi Hồng Lĩnh").verdict == .supported)
    let answer = try one.checkClaim("đội tuần tra đang gỡ bẫy thú trong khu vực núi Mận Lĩnh")
    #expect(answer.verdict == .differs)
    #expect(answer.warnings == [.nameChanged])
  }

  /// The day of a date bore out a number of things.
  @Test func aDayBearsOutNoNumberOfThings() throws {
    let text = "Bà Lê Thị Hoà, hôm 26/6, cho biết 16 địa điểm phải sơ tán khắp thành phố trong cuộc diễn tập."
    let one = checker(source(text))
    #expect(
      try one.checkClaim("16 địa điểm phải sơ tán khắp thành phố trong cuộc diễn tập").verdict == .supported)
    let answer = try one.checkClaim("26 địa điểm phải sơ tán khắp thành phố trong cuộc diễn tập")
    #expect(answer.verdict == .differs)
    #expect(answer.warnings == [.numberChanged])
  }

  /// The sentence before, which somebody else says, was taken to bear the claim out.
  @Test func aFewWordsOfAnotherSentenceMakeNobodyTheSpeaker() throws {
    let text = """
      “Việc sửa mô hình này gặp khó khăn về tiền”, bà Lê Thị Hoà nói. Theo lãnh đạo bến, hình nộm này chỉ còn tác dụng \
      lớn với người lạ, vì dân đã quen mặt.
      """
    var said = source(text, ("Việc sửa mô hình này gặp khó khăn về tiền", "Lê Thị Hoà"))
    let words = "hình nộm này chỉ còn tác dụng lớn với người lạ, vì dân đã quen mặt"
    let place = text.range(of: words)!
    let start = text[..<place.lowerBound].unicodeScalars.count
    said.annotations.claims.append(
      Attribution(
        kind: .indirect,
        content: Excerpt(span: Span(start: start, end: start + words.unicodeScalars.count), text: words),
        speaker: SpeakerReference(name: "lãnh đạo bến", kind: .unnamed), source: nil, cue: nil, via: nil,
        confidence: 0.9, pattern: "according-phrase-claim", evidence: [], cueClass: nil, isNegated: false,
        figures: []))
    let claim = "mô hình này chỉ còn tác dụng lớn với người lạ, vì dân đã quen mặt"
    #expect(!(try checker(said).checkClaim(claim, speaker: "Lê Thị Hoà").isVerified))
  }
}
