import Testing

@testable import QuoteCheck

/// What a quote leaves out of its sentence: none of these may pass for what was said.
@Suite struct CutOffTests {
  private func expect(
    _ sentence: String, _ quote: String, _ verdict: Verdict, _ warnings: [CheckWarning],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let text = "“\(sentence)”, bà Lê Thị Hoà nói."
    let answer = try checker(source(text, (sentence, "Lê Thị Hoà"))).check(quote)
    #expect(answer.verdict == verdict, "\(quote)", sourceLocation: sourceLocation)
    #expect(answer.warnings == warnings, "\(quote)", sourceLocation: sourceLocation)
  }

  @Test func aNegationThatGovernsTheQuoteIsLost() throws {
    try expect(
      "Tôi không nghĩ rằng dân xóm muốn bỏ bến đò cũ", "Dân xóm muốn bỏ bến đò cũ", .altered,
      [.negationChanged])
    try expect(
      "Không ai trong chúng tôi nhận tiền của chủ đò", "chúng tôi nhận tiền của chủ đò", .altered,
      [.negationChanged])
    try expect(
      "Không có chuyện tôi bán bến đò cho người lạ", "tôi bán bến đò cho người lạ", .altered,
      [.negationChanged])
    try expect(
      "Chưa bao giờ xã hứa sửa bến trong năm nay", "xã hứa sửa bến trong năm nay", .altered,
      [.negationChanged])
    try expect("Chuyện tôi bán bến đò là bịa đặt", "tôi bán bến đò", .altered, [.negationChanged])
  }

  @Test func aNegationInAnotherClauseIsNotTheQuotes() throws {
    try expect(
      "Cháu tôi không sao, nhưng chiếc đò thì hỏng hẳn", "chiếc đò thì hỏng hẳn", .shortened, [.cutStart])
    try expect(
      "Nước không lớn vì đập trên đã đóng từ hôm qua", "đập trên đã đóng từ hôm qua", .shortened, [.cutStart])
  }

  @Test func aConditionLeftOutIsNamed() throws {
    for (sentence, quote) in [
      ("Nếu nước xuống, đò sẽ chạy trước Tết", "Đò sẽ chạy trước Tết"),
      ("Trừ khi tỉnh cấm, tôi sẽ chở khách ban đêm", "tôi sẽ chở khách ban đêm"),
      ("Chỉ khi xã đồng ý, chúng tôi mới dời bến", "chúng tôi mới dời bến"),
      ("Giả sử đò chìm, chủ đò phải đền hết", "chủ đò phải đền hết"),
    ] { try expect(sentence, quote, .shortened, [.conditionDropped, .cutStart]) }
    try expect(
      "Đò sẽ chạy trước Tết nếu nước xuống", "Đò sẽ chạy trước Tết", .shortened,
      [.conditionDropped, .cutMidSentence])
  }

  @Test func somebodyElsesViewLeftOutIsNamed() throws {
    for (sentence, quote) in [
      ("Có người đồn rằng tôi nhận tiền của chủ đò", "Tôi nhận tiền của chủ đò"),
      ("Theo tin đồn ngoài chợ, xã đã bán bến", "xã đã bán bến"),
      ("Ông Tư bảo rằng bến này sắp đóng", "bến này sắp đóng"),
    ] { try expect(sentence, quote, .shortened, [.attributionDropped, .cutStart]) }
    // The speaker's own view is nobody else's.
    try expect("Tôi cũng nghĩ rằng bến này sắp đóng", "bến này sắp đóng", .shortened, [.cutStart])
  }
}
