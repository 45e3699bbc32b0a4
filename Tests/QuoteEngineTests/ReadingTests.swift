import Testing

@testable import QuoteEngine

/// How a sentence is read around its verb of speech: who speaks when others stand nearer, where words begin and end.
@Suite("reading")
struct ReadingTests {
  @Test(
    "an apposition that no comma closes does not speak for the one it describes",
    arguments: [
      "Bà Lê Thị Mận, phó giám đốc Công ty Đò Vân cho biết bến sẽ mở lại.",
      "Bà Lê Thị Mận, Đoàn đại biểu tỉnh Hậu Giang cho biết bến sẽ mở lại.",
      "Bà Lê Thị Mận - trưởng công an xã Vân Trạch cho biết bến sẽ mở lại.",
      "Trao đổi với báo chí, bà Lê Thị Mận, Văn phòng Luật sư Sông Vân cho biết bến sẽ mở lại.",
      "Bà Lê Thị Mận 63 tuổi, du khách Hà Nội, cho biết bến sẽ mở lại.",
    ])
  func appositions(sentence: String) throws { #expect(try onlyClaim(sentence).who == "Lê Thị Mận") }

  @Test("the subject of a chain of verbs speaks, not the one who is written to or met")
  func serialVerbs() throws {
    #expect(
      try onlyQuote("Bà Lê Thị Mận gửi công văn tới các phường nêu rõ: “Bến phải mở lại trước Tết”.").who
        == "Lê Thị Mận")
    #expect(
      try onlyQuote(
        "Bà Lê Thị Mận, chủ tịch UBND huyện, đã ký công văn gửi các phường nêu rõ: “Bến phải mở lại trước Tết”."
      ).who == "Lê Thị Mận")
  }

  @Test("a house with its place after a comma is the house")
  func housesWithTheirPlace() throws {
    #expect(
      try onlyClaim("Công an huyện Vân Trạch, tỉnh Hậu Giang cho biết bến sẽ mở lại.").who
        == "Công an huyện Vân Trạch")
  }

  @Test("a name that ends with a place or with a word that opens sentences stays whole")
  func wholeNames() throws {
    #expect(try onlyClaim("Ông Lương Hoà Bình nói bến sẽ mở lại.").who == "Lương Hoà Bình")
    #expect(try onlyClaim("Ông Lê Văn Bên nói bến sẽ mở lại.").who == "Lê Văn Bên")
    #expect(try onlyClaim("Giám đốc Sở Nội vụ Lê Huy Sáng nói bến sẽ mở lại.").who == "Lê Huy Sáng")
  }

  @Test("a name that begins with a verb's syllable is a name")
  func verbsInNames() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      #expect(try onlyQuote("Giữa tin đồn, Bảo Châu chia sẻ: “Tôi vẫn hát ở bến này”.").who == "Bảo Châu")

    }
  }

  @Test("the stop of an initial ends no sentence before the verb")
  func initials() throws {
    #expect(try onlyClaim("Chị Y. cho biết bến sẽ mở lại.").content.text == "bến sẽ mở lại")
  }

  @Test("a line that breaks after an abbreviation or before a small letter is one sentence")
  func softBreaks() throws {
    #expect(
      try onlyClaim("Bến đông.\nBà Lê Thị Mận ở TP.\nHà Nội cho biết bến sẽ mở lại.\nHết.").who
        == "Lê Thị Mận")
    #expect(try onlyQuote("Bến đông.\n\"Bến sẽ mở lại trước Tết\"\n- bà Lê Thị Mận nói.").who == "Lê Thị Mận")
  }

  @Test("the sentence that points back gives the one before it to its speaker")
  func pointingBack() throws {
    for sentence in [
      "Thông tin này được bà Lê Thị Mận đưa ra tại buổi họp.", "Đó là khẳng định của bà Lê Thị Mận.",
      "Bà Lê Thị Mận cho biết như vậy tại buổi họp.",
    ] {
      let claim = try onlyClaim("Bến đò Vân Trạch sẽ mở lại trước Tết. \(sentence)")
      #expect(claim.content.text == "Bến đò Vân Trạch sẽ mở lại trước Tết", "\(sentence)")
      #expect(claim.who == "Lê Thị Mận", "\(sentence)")
    }
  }

  @Test("a concession's report ends where the main clause turns")
  func concessions() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      #expect(
        try onlyClaim("Mặc dù bà Lê Thị Mận khẳng định bến sẽ mở lại nhưng đò vẫn nằm bờ.").content.text
          == "bến sẽ mở lại")

    }
  }

  @Test("điều tra and điều kiện after a comma end no claim")
  func wordsLikeComments() throws {
    #expect(
      try onlyClaim("Bà Lê Thị Mận cho biết huyện đã qua thanh tra, điều tra và có kết luận.").content.text
        == "huyện đã qua thanh tra, điều tra và có kết luận")
  }

  @Test(
    "an object of a verb of speech is no claim",
    arguments: [
      "Bà Lê Thị Mận cảnh báo sự rạn nứt giữa hai bờ sông.", "Bà Lê Thị Mận tiết lộ các hình ảnh về bến cũ.",
      "Nếu bà Lê Thị Mận khai đã bán bến thì bị phạt.",
      "Những gì bà Lê Thị Mận chia sẻ là bài học cho nhiều người.",
    ])
  func objects(sentence: String) throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      #expect(try annotate(sentence).claims.isEmpty)
    }
  }

  @Test("admitting a deed that is only named by a noun is no claim")
  func admittedDeeds() throws {
    #expect(try annotate("Các bị cáo thừa nhận hành vi phạm tội của mình.").claims.isEmpty)
  }

  @Test("a verb in marks reports all the same")
  func verbsInMarks() throws {
    #expect(try onlyClaim("Ông Lê Văn Mận “hứa” bến sẽ mở lại trước Tết.").cue?.text == "“hứa”")
  }

  @Test(
    "words in marks that name what follows or what precedes are no quote",
    arguments: [
      "Bà Lê Thị Mận cho biết “nhà buôn tử tế” Mạc Thảng chưa trả tiền.",
      "Bà Lê Thị Mận cho biết ban đầu “nhà buôn tử tế” này có trả tiền.",
      "Bà Lê Thị Mận cho biết “Bến xanh” là tên mới của bến.",
      "Bà Lê Thị Mận cho biết chương trình nghệ thuật “Tôi là người lái đò” sẽ diễn ra tối nay.",
    ])
  func terms(sentence: String) throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      #expect(try annotate(sentence).quotes.isEmpty)
    }
  }

  @Test("lower-case words of some length are somebody's, whatever noun stands before them")
  func utterancesAfterNouns() throws {
    #expect(
      try onlyQuote("Bà Lê Thị Mận nói phim “bôi xấu những người lái đò lương thiện”.").content.text
        == "bôi xấu những người lái đò lương thiện")
  }

  @Test("the words that somebody's words quote are a quote of their own")
  func wordsWithinWords() throws {
    let quotes = try annotate(
      "“Hồi đó ông Lục Văn Tấn bảo: ‘Cứ để đò lại đây’. Tôi nghe theo”, bà Lê Thị Mận nói."
    ).quotes
    #expect(quotes.map(\.who) == ["Lê Thị Mận", "Lục Văn Tấn"])
    #expect(quotes.last?.content.text == "Cứ để đò lại đây")
  }

  @Test("marks within an utterance whose spaces a crawl moved do not end it")
  func misplacedSpaces() throws {
    #expect(
      try onlyQuote("\"Tôi lái đò nên trước tin\" bến ma \"cũng lo lắng\" - bà Lê Thị Mận nói.").content.text
        == "Tôi lái đò nên trước tin\" bến ma \"cũng lo lắng")
  }

  @Test("marks within an utterance of several lines do not end it")
  func innerMarksOverLines() throws {
    let quote = try onlyQuote(
      "Bà Lê Thị Mận nói: \"Tôi nghe tin bến đóng.\nHọ bảo bến \"ma\" phải dẹp.\nTôi không tin\".\nBến vẫn mở."
    )
    #expect(quote.content.text.hasSuffix("Tôi không tin"))
  }

  @Test("names of things and of streets are nobody that a pronoun could mean")
  func namesOfThings() throws {
    let article =
      "Bà Lê Thị Mận bán nước ở lễ hội Oreka. Chợ nằm trên đường Tô Vĩnh Khoan. Bà cho biết khách rất đông."
    #expect(try annotate(article).claims.map(\.who) == ["Lê Thị Mận"])
  }

  @Test("somebody else's denial after a comma is no part of a claim")
  func denialsOfOthers() throws {
    let claims = try annotate("Bà Lê Thị Mận khai là chưa đưa tiền, ông Lục Văn Tấn không thừa nhận.").claims
    #expect(claims.first?.content.text == "chưa đưa tiền")
  }

  @Test("what the writer tells after a whole utterance is no claim")
  func afterAnUtterance() throws {
    let article = try annotate(
      "Ông Lục Văn Tấn nói: “Xưa nay chưa ai dám cắm sào ở bến này” rồi bỏ đi khỏi quán.")
    #expect(article.quotes.map(\.content.text) == ["Xưa nay chưa ai dám cắm sào ở bến này"])
    #expect(article.claims.isEmpty)
  }

  @Test("a singer whose given name is also a head of organisations is a person")
  func namesLikeOrganisations() throws {
    #expect(try onlyQuote("Ca sĩ Trang Tần nói: “Tôi về nhà ngay tối nay”.").who == "Trang Tần")
    #expect(try onlyQuote("Diễn viên Trường Lâm nói: “Tôi về nhà ngay tối nay”.").who == "Trường Lâm")
  }

  @Test("an initial at a line's end is joined with the brackets on the next line")
  func initialsBeforeBrackets() throws {
    let claim = try onlyClaim(
      "Bến đông.\nChị Lê Thị M.\n(33 tuổi, chủ quán) cho hay, quán đã đóng cửa.\nHết.")
    #expect(claim.who == "Lê Thị M.")
  }

  @Test("nguồn tin trên báo X, C gives the paper's report to the paper")
  func newsInAPaper() throws {
    #expect(try onlyClaim("Nguồn tin trên báo Sông Cầu, bến đã đóng cửa từ sáng.").who == "Sông Cầu")
  }

  @Test("a second verb belongs to whoever spoke in the sentence, not to whoever was met")
  func secondVerbs() throws {
    let article = try annotate(
      "Gặp cán bộ bến, Phó chủ tịch huyện khẳng định bến có vai trò lớn và nhấn mạnh \"mở bến là việc đúng đắn của cả huyện\"."
    )
    #expect(article.quotes.map(\.who) == ["Phó chủ tịch huyện"])
  }

  @Test("a fragment is the speaker's whom a medium reports, not the medium's")
  func fragmentsByWayOfAMedium() throws {
    let article = try annotate(
      "Sông Cầu News đưa tin, các hộ dân cho rằng ban quản lý đang \"cầm sào mà không chịu chống đò\".")
    #expect(article.quotes.map(\.who) == ["các hộ dân"])
  }
}
