import Testing

@testable import QuoteCheck

/// Words in marks that the source says were never said.
@Suite struct SpeechFrameTests {
  private func answer(_ text: String, _ quote: String = "bến này sẽ đóng cửa") throws -> CheckAnswer {
    try checker(source(text)).check(quote)
  }

  @Test(arguments: [
    "Ông Sáu không hề nói “bến này sẽ đóng cửa”.",
    "Ông Sáu chưa bao giờ tuyên bố rằng “bến này sẽ đóng cửa”.",
    "Không có chuyện ông Sáu nói “bến này sẽ đóng cửa”.", "Ông Sáu phủ nhận đã nói “bến này sẽ đóng cửa”.",
    "Nếu ông Sáu nói “bến này sẽ đóng cửa”, dân đã biết.", "Giá như ông Sáu nói “bến này sẽ đóng cửa”!",
    "Có phải ông Sáu nói “bến này sẽ đóng cửa”?", "Ông Sáu có nói “bến này sẽ đóng cửa” không?",
    "Phóng viên hỏi ông Sáu có phải “bến này sẽ đóng cửa” hay không.",
    "Nhiều người hỏi liệu rằng “bến này sẽ đóng cửa”?",
    "Tin đồn nói ông Sáu tuyên bố “bến này sẽ đóng cửa”.", "“Bến này sẽ đóng cửa”, nhưng đó là bịa đặt.",
    "Mạng lan truyền câu của ông Sáu: “Bến này sẽ đóng cửa”. Câu này là bịa đặt.",
  ])
  func wordsThatWereNotSaidAreNobodys(_ text: String) throws {
    let answer = try answer(text)
    #expect(answer.verdict == .misattributed, "\(text)")
    #expect(answer.warnings.contains(.saidNotToBeSaid), "\(text)")
    #expect(!answer.isVerified)
  }

  @Test(arguments: [
    "Ông Sáu không chỉ nói “bến này sẽ đóng cửa” mà còn chỉ ngày.",
    "Ông Sáu không về, nói: “Bến này sẽ đóng cửa”.",
    "Một người không muốn nêu tên nói: “Bến này sẽ đóng cửa”.",
    "Nếu cần, ông Sáu nói, “bến này sẽ đóng cửa”.",
    "Vì sao ông Sáu nói “bến này sẽ đóng cửa”?",
    "Được hỏi có phải chợ tan, ông Sáu đáp “bến này sẽ đóng cửa”.",
    "Ông Sáu phủ nhận: “Bến này sẽ đóng cửa”.",
    "Về tin đồn ấy, ông Sáu nói: “Bến này sẽ đóng cửa”.",
    "“Bến này sẽ đóng cửa”, ông Sáu nói. Dân không tin.",
  ])
  func wordsThatWereSaidStay(_ text: String) throws {
    let answer = try answer(text)
    #expect(answer.verdict == .verbatim, "\(text)")
    #expect(!answer.warnings.contains(.saidNotToBeSaid), "\(text)")
  }

  @Test func aPassageOverTwoPeoplesWordsIsAltered() throws {
    let text =
      "“Bến mở từ sáng sớm. Khách đông lắm”, bà Lê Thị Hoà nói.\n\n“Phao thì không có”, ông Đỗ Văn Sáu kể."
    let two = source(
      text, ("Bến mở từ sáng sớm. Khách đông lắm", "Lê Thị Hoà"), ("Phao thì không có", "Đỗ Văn Sáu"))
    for quote in ["Khách đông lắm … Phao thì không có", "Bến mở từ sáng sớm. […] Phao thì không có"] {
      let answer = try checker(two).check(quote)
      #expect(answer.verdict == .altered)
      #expect(answer.warnings.contains(.twoSpeakers))
      #expect(answer.speakers.map(\.name) == ["Lê Thị Hoà", "Đỗ Văn Sáu"])
    }
    #expect(try !checker(two).check("Bến mở từ sáng sớm. Khách đông lắm").warnings.contains(.twoSpeakers))
  }

  @Test func theSameWordsByTwoPeopleAreAmbiguousAndEarliestFirst() throws {
    let one = source(
      "“Nợ bến thì phải trả bến”, bà Lê Thị Hoà nói.", id: "a", ("Nợ bến thì phải trả bến", "Lê Thị Hoà"))
    let two = source(
      "“Nợ bến thì phải trả bến”, ông Đỗ Văn Sáu nói.", id: "b", ("Nợ bến thì phải trả bến", "Đỗ Văn Sáu"))
    let answer = try checker(one, two).check("Nợ bến thì phải trả bến")
    #expect(answer.verdict == .ambiguous)
    #expect(answer.places.map(\.article.key) == ["a", "b"])
    #expect(try checker(one, two).check("Nợ bến thì phải trả bến", speaker: "ông Sáu").verdict == .verbatim)
  }

  @Test func aNameInThePassagesOwnSentenceIsNotDenied() throws {
    let text =
      "“Bến mở từ sáng sớm”, bà Lê Thị Hoà và ông Đỗ Văn Sáu nói. “Dân mừng”, ông Vũ Bá Tòng kể với bà Hoà."
    let said = source(text, ("Bến mở từ sáng sớm", "Lê Thị Hoà"), ("Dân mừng", "Vũ Bá Tòng"))
    let answer = try checker(said).check("Bến mở từ sáng sớm", speaker: "ông Sáu")
    #expect(answer.verdict == .verbatim)
    #expect(answer.notes == [.speakerUnsure])
    // Whom somebody speaks to does not speak.
    #expect(try checker(said).check("Dân mừng", speaker: "Lê Thị Hoà").verdict == .misattributed)
  }

  /// With weights learnt anew few attributions were sure, and spliced quotes passed as shortened.
  @Test func twoPeoplesWordsAreTwoPeoplesWhateverTheConfidence() throws {
    let text =
      "“Bến mở từ sáng sớm. Khách đông lắm”, bà Lê Thị Hoà nói.\n\n“Phao thì không có”, ông Đỗ Văn Sáu kể."
    var two = source(
      text, ("Bến mở từ sáng sớm. Khách đông lắm", "Lê Thị Hoà"), ("Phao thì không có", "Đỗ Văn Sáu"))
    for index in two.annotations.quotes.indices { two.annotations.quotes[index].confidence = 0.2 }
    let answer = try checker(two).check("Khách đông lắm … Phao thì không có")
    #expect(answer.verdict == .altered)
    #expect(answer.warnings.contains(.twoSpeakers))
  }

  /// Who says what something is not was accused of not having said it.
  @Test func wordsThatTheSentenceDeniesAreNotDeniedToBeSaid() throws {
    let answer = try answer(
      "Ông Sáu tính mỗi năm xã chi một tỷ, không phải “quá sức của bến”.", "quá sức của bến")
    #expect(answer.verdict == .altered)
    #expect(answer.warnings.contains(.negationChanged))
    #expect(!answer.warnings.contains(.saidNotToBeSaid))
  }

  /// A question within a sentence that is none was taken for a report, and the words were vouched for.
  @Test func aQuestionInTheMiddleOfASentenceSaysNothing() throws {
    let text = "Khi được hỏi ông có nói “xã ăn chặn tiền” không, ông Đỗ Văn Sáu lắc đầu."
    let answer = try checker(source(text, ("xã ăn chặn tiền", nil))).check("Xã ăn chặn tiền")
    #expect(answer.verdict == .misattributed)
    #expect(answer.warnings.contains(.saidNotToBeSaid))
    let said = "Ông Đỗ Văn Sáu có nói “xã ăn chặn tiền” trong buổi họp."
    #expect(try checker(source(said, ("xã ăn chặn tiền", nil))).check("Xã ăn chặn tiền").verdict == .verbatim)
  }
}
