import Testing

@testable import QuoteEngine

@Suite("marks")
struct MarksTests {
  /// The stretches as their words, with their depth.
  private func stretches(_ article: String) throws -> [String] {
    try stages(article, upTo: .marks) { text in
      text.stretches.map {
        String(repeating: ">", count: Int($0.depth))
          + text.text(bytes: Int(text.tokens[Int($0.lo)].start)..<Int(text.tokens[Int($0.hi) - 1].end))
      }
    }
  }

  @Test(
    "words in marks of any kind are one stretch without its marks",
    arguments: [
      "“bến vẫn mở”", "\"bến vẫn mở\"", "‘bến vẫn mở’", "'bến vẫn mở'", "`bến vẫn mở'", "«bến vẫn mở»",
      "„bến vẫn mở“", "„bến vẫn mở”", "‟bến vẫn mở”", "''bến vẫn mở''", "‘‘bến vẫn mở’’", "``bến vẫn mở''",
      "“bến vẫn mở\"", "\"bến vẫn mở”", "“bến vẫn mở“", "”bến vẫn mở”", "‘bến vẫn mở'", "'bến vẫn mở’",
      "“ bến vẫn mở ”", "\" bến vẫn mở\"", "\"bến vẫn mở \"",
    ])
  func everyKindOfMarks(quoted: String) throws {
    #expect(try stretches("Ông Lục nói \(quoted), rồi về.") == ["bến vẫn mở"])
    #expect(try stretches("\(quoted), ông Lục nói.") == ["bến vẫn mở"])
    #expect(try stretches("Ông Lục nói: \(quoted)") == ["bến vẫn mở"])
  }

  @Test("two stretches in straight marks are not joined by the words between them")
  func straightMarksPairUp() throws {
    #expect(try stretches("\"Bến mở\" và \"chợ đóng\" là hai tin.") == ["Bến mở", "chợ đóng"])
    #expect(try stretches("'Bến mở' và 'chợ đóng' là hai tin.") == ["Bến mở", "chợ đóng"])
  }

  @Test("single marks inside double ones, and double ones inside double ones, are nested")
  func nesting() throws {
    #expect(
      try stretches("“Con tôi bảo: ‘Ba giữ đò’ nên tôi giữ”, ông kể.") == [
        "Con tôi bảo: ‘Ba giữ đò’ nên tôi giữ", ">Ba giữ đò",
      ])
    #expect(
      try stretches("“Con tôi bảo: “Ba giữ đò” nên tôi giữ”, ông kể.") == [
        "Con tôi bảo: “Ba giữ đò” nên tôi giữ", ">Ba giữ đò",
      ])
    #expect(
      try stretches("‘Báo viết “đò chìm” là sai’, ông kể.") == [
        "Báo viết “đò chìm” là sai", ">đò chìm",
      ])
  }

  @Test("the words after the closing mark of a nested stretch at its end are outside")
  func nestedAtTheEnd() throws {
    #expect(
      try stretches("“Con tôi bảo: ‘Ba giữ đò’”, ông kể “rất vui”.") == [
        "Con tôi bảo: ‘Ba giữ đò’", ">Ba giữ đò", "rất vui",
      ])
  }

  @Test("a lost closing mark ends the stretch where the attribution begins")
  func lostMarkEndsWithAttribution() throws {
    #expect(
      try stretches("“Bến sẽ mở lại trước Tết, ông Lục Văn Tấn nói. Chợ vẫn đóng.") == [
        "Bến sẽ mở lại trước Tết"
      ])
  }

  @Test("a lost closing mark ends the stretch with its paragraph, and the next paragraph's marks still pair")
  func lostMarkEndsWithParagraph() throws {
    #expect(
      try stretches("Ông Lục nói: “Bến sẽ mở lại.\nBà Lã đáp: “Chợ vẫn đóng cửa”.") == [
        "Bến sẽ mở lại.", "Chợ vẫn đóng cửa",
      ])
    #expect(try stretches("Ông Lục nói: “Bến sẽ mở lại.\nChợ vẫn đông.") == ["Bến sẽ mở lại."])
  }

  @Test("a quote of several paragraphs with a mark opening each is one stretch a paragraph")
  func markOpensEachParagraph() throws {
    #expect(
      try stretches("“Bến sẽ mở lại.\n“Chợ thì chưa.\n“Khách cứ yên tâm”, ông Lục nói.") == [
        "Bến sẽ mở lại.", "Chợ thì chưa.", "Khách cứ yên tâm",
      ])
  }

  @Test("a quote over several lines with one pair of marks is one stretch")
  func severalLines() throws {
    #expect(
      try stretches("Ông nói: “Bến mở lại.\nChợ thì chưa.\n\nCứ yên tâm”.") == [
        "Bến mở lại.\nChợ thì chưa.\n\nCứ yên tâm"
      ])
  }

  @Test(
    "an apostrophe in a name opens nothing",
    arguments: [
      "Ông N'Golo Mbeki và bà D'Arvelle ra bến.", "Hãng L’Orvain mở cửa.", "Ông O'Dannelly và O’Brinn ra về.",
    ])
  func apostrophes(article: String) throws {
    #expect(try stretches(article) == [])
  }

  @Test("an apostrophe in a name does not close the marks around it")
  func apostropheInsideMarks() throws {
    #expect(try stretches("‘Ông O’Dannelly giữ đò’, bà kể.") == ["Ông O’Dannelly giữ đò"])
    #expect(try stretches("'Ông O'Dannelly giữ đò', bà kể.") == ["Ông O'Dannelly giữ đò"])
  }

  @Test(
    "a bullet of guillemets is no quotation mark",
    arguments: ["» Bến đò mở lại\nÔng Lục ra bến.", "« Bến đò mở lại\nÔng Lục ra bến.", ">> Bến đò mở lại"])
  func guillemetBullets(article: String) throws {
    #expect(try stretches(article) == [])
  }

  @Test("inches open nothing, alone or in pairs")
  func inches() throws {
    #expect(try stretches("Màn hình 32\" bán chạy.") == [])
    #expect(try stretches("Màn hình 32\" và 43\" bán chạy.") == [])
    #expect(try stretches("Màn hình 32″ và 43″ bán chạy.") == [])
  }

  @Test("inches do not keep the quote after them from being found")
  func inchesBeforeQuote() throws {
    #expect(try stretches("Về màn hình 32\", ông Lục nói: \"Hàng đã hết\".") == ["Hàng đã hết"])
  }

  @Test("marks without a space around them open and close by what stands beside them")
  func noSpaces() throws {
    #expect(try stretches("Ông nói:“Bến vẫn mở”.") == ["Bến vẫn mở"])
    #expect(try stretches("“Bến vẫn mở”- ông nói.") == ["Bến vẫn mở"])
    #expect(try stretches("“Bến vẫn mở”,ông nói.“Chợ thì chưa”.") == ["Bến vẫn mở", "Chợ thì chưa"])
    #expect(try stretches("Ông nói:\"Bến vẫn mở\".") == ["Bến vẫn mở"])
  }

  @Test("a stop before the closing mark belongs to the words, and the stretch knows that it ends a sentence")
  func stopsInside() throws {
    let ends = try stages("“Bến vẫn mở.” Ông nói “chợ đóng”.", upTo: .marks) {
      $0.stretches.map(\.endsSentence)
    }
    #expect(ends == [true, false])
  }

  @Test("a stretch knows capitals throughout and the word that announces a name or term")
  func namesAndTerms() throws {
    let seen = try stages("Phim “Mùa Nước Dừng” hay, “Bến Cũ” cũng hay, “chợ Nổi” thì không.", upTo: .marks) {
      text in
      text.stretches.map { [$0.isAnnounced, $0.isTitleCase] }
    }
    #expect(seen == [[true, true], [false, true], [false, false]])
  }

  @Test("empty marks hold nothing")
  func emptyMarks() throws {
    #expect(try stretches("Ông nói “” rồi \"\" và «» rồi về.") == [])
  }

  @Test("a closing mark with nothing open is passed over")
  func strayClosingMark() throws {
    #expect(try stretches("Ông nói bến vẫn mở”. Bà đáp “chợ đóng”.") == ["chợ đóng"])
  }

  @Test("stretches are sorted, lie within the text, and an inner one never leaves the outer one")
  func stretchesAreNested() throws {
    let article = String(repeating: "“a ‘b \"c «d» e\" f’ g “h ", count: 40) + "”’\"”"
    try stages(article, upTo: .marks) { text in
      for (index, stretch) in text.stretches.enumerated() {
        #expect(stretch.open < stretch.lo && stretch.lo <= stretch.hi && stretch.hi <= stretch.end)
        #expect(Int(stretch.end) <= text.tokens.count)
        if index > 0 { #expect(text.stretches[index - 1].open <= stretch.open) }
        if stretch.parent >= 0 {
          let parent = text.stretches[Int(stretch.parent)]
          #expect(parent.open < stretch.open && stretch.end <= parent.end)
        }
      }
    }
  }
}
