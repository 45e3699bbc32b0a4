import Testing

@testable import QuoteCheck

@Suite struct VerdictTests {
  private func check(_ quote: String, speaker: String? = nil) throws -> CheckAnswer {
    try checker(ferry).check(quote, speaker: speaker)
  }

  private func expect(
    _ quote: String, _ verdict: Verdict, _ warnings: [CheckWarning] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let answer = try check(quote)
    #expect(answer.verdict == verdict, "\(answer.diff)", sourceLocation: sourceLocation)
    #expect(answer.warnings == warnings, sourceLocation: sourceLocation)
  }

  @Test func whatSaysNothingOfTheWordingIsNoChange() throws {
    for quote in [
      "Đò sẽ không chạy trước Tết.", "“đò sẽ không chạy trước Tết…”", "Đò sẽ\n không  chạy – trước Tết",
      "Bến chở được 1500 khách mỗi ngày, nhưng phải chờ nước lên",
      "Bến chở được 1 500 khách mỗi ngày nhưng phải chờ nước lên",
      "Bến chở được 1,500 khách mỗi ngày, nhưng phải chờ nước lên.",
      "Đò sẽ không chạy trước Tết".decomposedStringWithCanonicalMapping,
    ] {
      try expect(quote, .verbatim)
    }
  }

  @Test func withoutDiacriticsItIsFoundAndTheAnswerSaysSo() throws {
    let answer = try check("do se khong chay truoc tet")
    #expect(answer.verdict == .verbatim)
    #expect(answer.notes == [.comparedWithoutDiacritics])
    #expect(try check("do se chay truoc tet").warnings == [.negationChanged])
    // A quote with some diacritics has them all.
    #expect(try check("Đò se không chạy trước Tết").verdict == .altered)
  }

  @Test func aNegationLeftOutAltersThoughNoWordIsChanged() throws {
    try expect("Đò sẽ chạy trước Tết", .altered, [.negationChanged])
    try expect(
      "Đò sẽ không chạy trước Tết. Bến chưa chở được 1.500 khách mỗi ngày, nhưng phải chờ nước lên", .altered,
      [.negationChanged])
    // Lost at the very beginning.
    try expect("chạy trước Tết", .altered, [.negationChanged])
  }

  @Test func compoundsWithKhongDenyNothing() throws {
    let text = "“Bụi bay trong không khí nhà tôi cả ngày lẫn đêm”, bà Lê Thị Hoà nói."
    let answer = try checker(
      source(text, ("Bụi bay trong không khí nhà tôi cả ngày lẫn đêm", "Lê Thị Hoà"))
    ).check("Bụi bay trong nhà tôi cả ngày lẫn đêm")
    #expect(answer.verdict == .shortened)
    #expect(answer.warnings.isEmpty)
  }

  @Test func aSentenceIsWholeAndItsFirstHalfIsNot() throws {
    try expect("Đò sẽ không chạy trước Tết", .verbatim)
    try expect("Bến chở được 1.500 khách mỗi ngày", .shortened, [.cutMidSentence])
    try expect("nhưng phải chờ nước lên", .shortened, [.cutStart])
  }

  @Test func wordsLeftOutShortenWithAndWithoutEllipsis() throws {
    try expect("Bến chở được 1.500 khách, nhưng phải chờ nước lên", .shortened)
    try expect("Bến chở được 1.500 khách … nhưng phải chờ nước lên", .shortened)
  }

  @Test func changedWordsAndNumbersAlter() throws {
    try expect("Bến chở được 1.600 khách mỗi ngày, nhưng phải chờ nước lên", .altered, [.numberChanged])
    try expect("Bến chở được 1.500 khách mỗi tuần, nhưng phải chờ nước lên", .altered)
    try expect("Bến chở được 1.500 khách mỗi ngày, nhưng chỉ phải chờ nước lên", .altered)
    try expect("Bến được chở 1.500 khách mỗi ngày, nhưng phải chờ nước lên", .altered)
    // Swapped at the end: the last word belongs to the place, and nothing is cut.
    try expect("Bến chở được 1.500 khách mỗi ngày, nhưng phải chờ lên nước", .altered)
  }

  @Test func aChangedNameIsNamed() throws {
    try expect("Hôm qua ông Bảy bảo tôi: ‘Cứ về nhà đi đã’, nên tôi ở nhà", .altered, [.nameChanged])
  }

  @Test func wordsInsideAnotherQuoteAreMarked() throws {
    try expect("Cứ về nhà đi đã", .verbatim, [.quotedInsideAnotherQuote])
    try expect("Hôm qua ông Tư bảo tôi: ‘Cứ về nhà đi đã’, nên tôi ở nhà", .verbatim)
  }

  @Test func theReportersWordsAreNoQuote() throws {
    let answer = try check("Xã Vân Trạch có bốn bến, và chưa bến nào có phao", speaker: "bà Hòa")
    #expect(answer.verdict == .verbatim)
    #expect(answer.warnings == [.notInMarks])
    #expect(answer.notes == [.speakerNotGiven])
  }

  @Test func otherWordsAreNotFound() throws {
    try expect("Tôi chưa từng nghe chuyện con cá biết hát bao giờ", .notFound)
    try expect("guốc", .notFound)
    #expect(try check("Đò").notes == [.veryShort])
  }

  @Test func aQuoteOverSeveralLinesStandsInItsMarks() throws {
    let words = "Nước lên nhanh lắm.\nCả xóm phải chèo xuồng"
    let answer = try checker(source("Bà kể: “\(words)”, rồi im lặng.\n", id: "x")).check(
      "Nước lên nhanh lắm. Cả xóm phải chèo xuồng")
    #expect(answer.verdict == .verbatim)
    #expect(answer.warnings.isEmpty)
  }

  @Test func whatCannotBeCheckedSaysWhy() throws {
    #expect(throws: CheckInputError.noWords) { try check("") }
    #expect(throws: CheckInputError.noWords) { try check("“…” – !?") }
    #expect(throws: UnknownArticle.self) { try checker(ferry).check("Đò sẽ chạy", article: "khong-co") }
  }

  @Test func offsetsAreCodePointsOfTheArticle() throws {
    let found = try #require(try check("Bến được chở 1.500 khách mỗi ngày, nhưng phải chờ nước lên").found)
    let scalars = Array(ferry.article.text.unicodeScalars)
    #expect(String(String.UnicodeScalarView(scalars[found.span.start..<found.span.end])) == found.text)
  }
}
