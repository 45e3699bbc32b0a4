import Testing

@testable import QuoteEngine

/// Officials, their houses and places, as papers string them together: who speaks in the end.
@Suite("officials and their houses")
struct OfficialsTests {
  private func who(_ sentence: String) throws -> String? { try onlyClaim(sentence).who }

  @Test(
    "the place of somebody's office does not speak for its holder",
    arguments: [
      "Bà Lê Thị Mận, Chủ tịch UBND xã Vân Trạch, huyện Cái Nứa, tỉnh Hậu Giang cho biết bến sẽ mở lại.",
      "Ngày 3/5, bà Lê Thị Mận, trưởng công an xã Vân Trạch, huyện Cái Nứa, tỉnh Hậu Giang cho biết, bến sẽ mở lại.",
      "Đại tá Lê Thị Mận - trưởng Công an quận 12, TP. HCM cho biết bến sẽ mở lại.",
      "Trung tá Lê Thị Mận, Trưởng Công an thị xã Vân Trạch, tỉnh Hậu Giang xác nhận bến sẽ mở lại.",
      "Bà Lê Thị Mận ở làng Vân Trạch, xã Cái Nứa, huyện Mù Cang cho biết bến sẽ mở lại.",
    ])
  func placesOfOffices(sentence: String) throws { #expect(try who(sentence) == "Lê Thị Mận") }

  @Test(
    "the district and province behind a house, or behind its man, do not speak for it",
    arguments: [
      ("Công an huyện Vân Trạch, tỉnh Hậu Giang cho biết bến sẽ mở lại.", "Công an huyện Vân Trạch"),
      ("Đại diện Công an quận 7, TP. HCM cho biết bến sẽ mở lại.", "Đại diện Công an quận 7"),
      (
        "Lãnh đạo Công an thị xã Vân Trạch, tỉnh Hậu Giang xác nhận bến sẽ mở lại.",
        "Lãnh đạo Công an thị xã Vân Trạch"
      ),
      (
        "Nguồn tin từ công an phường Vân Trạch, quận Cái Nứa, TP. HCM cho biết bến sẽ mở lại.",
        "Nguồn tin từ công an phường Vân Trạch"
      ),
      ("Lãnh đạo công an Q. Vân Trạch, TP. HCM cho biết bến sẽ mở lại.", "Lãnh đạo công an Q. Vân Trạch"),
      ("Công an Q. 5, TP. HCM cho biết bến sẽ mở lại.", "Công an Q. 5"),
      ("Công an Q.5 cho biết bến sẽ mở lại.", "Công an Q.5"),
    ])
  func placesOfHouses(sentence: String, speaker: String) throws {
    // The place may be told with the house; it is the house that speaks.
    #expect(try who(sentence)?.hasPrefix(speaker) == true)
  }

  @Test("thị xã is a town, not a woman called Thị, and its name is not its chairman's")
  func towns() throws {
    #expect(try who("Chủ tịch UBND thị xã Vân Trạch Lê Thị Mận nói bến sẽ mở lại.") == "Lê Thị Mận")
    #expect(try who("Công an thị trấn Vân Trạch nói bến sẽ mở lại.") == "Công an thị trấn Vân Trạch")
    #expect(try who("Phó giám đốc Sở Tài chính TP Lê Thị Mận nói bến sẽ mở lại.") == "Lê Thị Mận")
  }

  @Test(
    "bác sĩ, cô giáo and thầy giáo are titles, not uncles, aunts and masters",
    arguments: ["Bác sĩ", "Cô giáo", "Thầy giáo"])
  func titlesLikeAddresses(title: String) throws {
    let claim = try onlyClaim("\(title) Lê Thị Mận nói bến sẽ mở lại.")
    #expect(claim.source?.text == "\(title) Lê Thị Mận")
    #expect(try who("\(title) Mận nói bến sẽ mở lại.") == "Mận")
  }

  @Test("ông Hoàng and bà Hoàng have a name: no prince and no queen")
  func princesAreNames() throws {
    #expect(try who("Ông Hoàng Văn Bền nói bến sẽ mở lại.") == "Hoàng Văn Bền")
  }

  @Test(
    "a family name that is also a house's head, and a given name that is a country or a title, belong to the name",
    arguments: [
      ("Đại tá Đoàn Văn Bền nói bến sẽ mở lại.", "Đoàn Văn Bền"),
      ("Luật sư Trần Thị Ngọc Nữ nói bến sẽ mở lại.", "Trần Thị Ngọc Nữ"),
      ("Nhà thiết kế Đức Bền nói bến sẽ mở lại.", "Đức Bền"), ("Ca sĩ Mỹ Mận nói bến sẽ mở lại.", "Mỹ Mận"),
      ("Thủ tướng Anh Orpington nói bến sẽ mở lại.", "Orpington"),
    ])
  func namesLikeOtherWords(sentence: String, speaker: String) throws { #expect(try who(sentence) == speaker) }

  @Test("đơn vị này is a house that was named, and no “vị này”")
  func units() throws {
    let claims = try annotate("Công an huyện Vân Trạch đã tới bến. Đơn vị này cho biết bến sẽ mở lại.").claims
    #expect(claims.map(\.who) == ["Công an huyện Vân Trạch"])
  }

  @Test("nàng Á hậu is called by her rank, not Á")
  func ranksWithCapitals() throws {
    #expect(try who("Nàng Á hậu nói bến sẽ mở lại.") == "Nàng Á hậu")
  }

  @Test(
    "a house's name goes on over its field and its number, and ends where its verb begins",
    arguments: [
      (
        "Lãnh đạo Sở Văn hoá - thể thao tỉnh Hậu Giang nói bến sẽ mở lại.",
        "Lãnh đạo Sở Văn hoá - thể thao tỉnh Hậu Giang"
      ),
      (
        "Theo Chi cục Chăn nuôi và thú y tỉnh Hậu Giang, bến sẽ mở lại.",
        "Chi cục Chăn nuôi và thú y tỉnh Hậu Giang"
      ),
      ("Bệnh viện Vân Trạch 115 nói bến sẽ mở lại.", "Bệnh viện Vân Trạch 115"),
      ("Thanh tra Chính phủ nói bến sẽ mở lại.", "Thanh tra Chính phủ"),
      ("Theo báo Sông Vân, bến sẽ mở lại.", "Sông Vân"), ("Songvan.vn cho biết bến sẽ mở lại.", "Songvan.vn"),
    ])
  func wholeHouses(sentence: String, speaker: String) throws { #expect(try who(sentence) == speaker) }

  @Test("the verb after a house and what it does to another one are in no name")
  func verbsOfHouses() throws {
    for (sentence, name) in [
      ("Bộ Đường Thuỷ giao Tổng cục Bến Bãi khảo sát.", "Bộ Đường Thuỷ"),
      ("Công an TP Nha Trang phối hợp công an phường Vân Trạch tìm người.", "Công an TP Nha Trang"),
    ] {
      let piece = try Shipped.engine().explain(sentence).lines[0].pieces[0]
      #expect(piece.text == name, "\(piece.text)")
    }
  }

  @Test("a house is not taken for a project or a unit whose name it ends")
  func partsOfNames() throws {
    let claims = try annotate(
      "Dự án bến thuyền huyện Vân Trạch bị dừng. Huyện Vân Trạch cho biết bến sẽ mở lại.\n\nĐội cảnh sát Công an huyện Cái Nứa đã tới. Công an huyện Cái Nứa cho biết bến vẫn đóng."
    ).claims
    #expect(claims.map(\.who) == ["Huyện Vân Trạch", "Công an huyện Cái Nứa"])
  }
}

/// What looks like a report and is none, and where a report ends.
@Suite("reports and what is none")
struct ReportsTests {
  @Test(
    "nobody is named, nothing is asserted, or the writer speaks: no claim",
    arguments: [
      "Theo ghi nhận, bến sẽ mở lại.", "Theo điều tra ban đầu, bến bị cháy lúc nửa đêm.",
      "Theo tìm hiểu của chúng tôi, bến sẽ mở lại.", "Theo ý kiến của tôi, bến sẽ mở lại.",
      "Theo danh sách niêm yết, bà Lê Thị Mận là trưởng bến.",
      "Theo quan điểm của bà Lê Thị Mận, ai sẽ mở lại bến?",
      "Kết quả khám nghiệm cho thấy thuyền bị đục đáy.",
      "Bà Lê Thị Mận đã giải thích nhưng người dân vẫn không hài lòng.",
    ])
  func noClaims(sentence: String) throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      #expect(try annotate(sentence).claims.isEmpty)
    }
  }

  @Test("đã tổ chức họp báo is what somebody did, no organisation that speaks")
  func organising() throws {
    let sentence = "Ông Lê Văn Bền đã tổ chức họp báo phủ nhận việc bán bến."
    #expect(!(try Shipped.engine().explain(sentence).lines[0].pieces.contains { $0.symbol == "O" }))
  }

  @Test("a survey's figures still speak, and so does a finding whose issuer is named")
  func surveys() throws {
    #expect(
      try onlyClaim("Kết quả khảo sát cho thấy nhiều người muốn mở lại bến.").content.text.hasPrefix(
        "nhiều người"))
    #expect(
      try onlyClaim("Kết quả kiểm tra của Sở Bến Bãi cho thấy thuyền bị đục đáy.").who == "Sở Bến Bãi")
  }

  @Test("where a headline's colon stands after a place, nobody speaks")
  func placesBeforeColons() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      #expect(try annotate("TP. HCM: Cháy bến đò giữa trưa\n\nBến đò nằm bên sông.").claims.isEmpty)

    }
  }

  @Test("a claim ends before the colon of the words themselves, which are the same speaker's")
  func wordsAfterClaims() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      let found = try annotate(
        "Bà Lê Thị Mận giải thích bến vẫn đóng vì nước chưa rút nên khách phải đợi: “Chúng tôi không thể để ai gặp nguy hiểm”."
      )
      #expect(found.claims.map(\.content.text) == ["bến vẫn đóng vì nước chưa rút nên khách phải đợi"])
      #expect(found.claims.map(\.who) == ["Lê Thị Mận"])
      #expect(found.quotes.map(\.who) == ["Lê Thị Mận"])

    }
  }

  @Test("a name broken after its initials goes on in the next line; a sentence after TP. does not")
  func brokenInitials() throws {
    #expect(try onlyClaim("Bến đông.\nBà M.T.\nL. cho biết bến sẽ mở lại.").who == "M.T. L.")
    #expect(
      try onlyClaim("Đường đi qua nhiều khu của TP.\nÔng Lê Văn Bền cho biết bến sẽ mở lại.").who
        == "Lê Văn Bền")
  }
}
