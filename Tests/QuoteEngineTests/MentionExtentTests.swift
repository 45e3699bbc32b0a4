import Testing

@testable import QuoteEngine

/// Where the name of a speaker begins and ends.
@Suite("extent of names")
struct MentionExtentTests {
  /// Who says the only quote of an article.
  private func speaker(_ words: String) throws -> String? {
    try annotate("\(words) nói: “Bến đò sẽ mở lại trước Tết này”.").quotes.map(\.who).first ?? nil
  }

  @Test(
    "what a title belongs to is no part of its bearer's name",
    arguments: [
      ("Giám đốc Sở Công Thương Đỗ Khắc Niệm", "Đỗ Khắc Niệm"),
      ("Bộ trưởng Bộ Công Thương Lương Đình Nhượng", "Lương Đình Nhượng"),
      ("Chủ tịch Hội Nông dân xã Tân Vân Đông Đỗ Khắc Niệm", "Đỗ Khắc Niệm"),
      ("Hiệu trưởng Trường THPT Lã Quảng Tấn Đỗ Khắc Niệm", "Đỗ Khắc Niệm"),
      ("Chủ quán cơm Bà Năm Lý Thị Nhạn", "Lý Thị Nhạn"),
      ("Đại sứ Nhật Bản tại Việt Nam Saito Kenji", "Saito Kenji"),
      ("Trưởng đại diện UNICEF tại Việt Nam Rana Orpen", "Rana Orpen"),
      ("Ngoại trưởng Don Pramarn", "Don Pramarn"),
      ("Giám đốc Văn phòng Cho Hee-Yeol", "Cho Hee-Yeol"),
      ("Bộ trưởng Thống nhất Hàn Quốc Cho Myong - gyu", "Cho Myong - gyu"),
      ("Phó công an huyện Cái Nứa Lục Văn Tấn", "Lục Văn Tấn"),
    ])
  func titles(words: String, name: String) throws {
    #expect(try speaker(words) == name)
  }

  @Test(
    "a house keeps its whole name, and its verb is no part of it",
    arguments: [
      ("Trường Tiểu học Lã Văn Ngọ", "Trường Tiểu học Lã Văn Ngọ"),
      ("Cục Khí tượng và thủy văn Lào", "Cục Khí tượng và thủy văn Lào"),
      ("Hệ thống Trường Quốc tế Cái Nứa", "Hệ thống Trường Quốc tế Cái Nứa"),
      ("TAND Cấp cao tại TP.HCM", "TAND Cấp cao tại TP.HCM"),
    ])
  func houses(words: String, name: String) throws {
    #expect(try speaker(words) == name)
  }

  @Test(
    "somebody who is not named is the whole phrase",
    arguments: [
      ("Một nguồn tin am hiểu vấn đề", "Một nguồn tin am hiểu vấn đề"),
      ("Một chủ quán giấu tên", "Một chủ quán giấu tên"),
      ("Mấy bà hàng xóm", "Mấy bà hàng xóm"),
      ("Những người ly khai", "Những người ly khai"),
    ])
  func unnamed(words: String, name: String) throws {
    #expect(try speaker(words) == name)
  }

  @Test("a word that opens a sentence ends a footballer's name before a minute of the match")
  func minutes() throws {
    let article = """
      Vân Trạch thắng 2-0. Ghi bàn: Trương Hải Tuân Phút 32. Trương Hải Tuân nói: “Chúng tôi đã chơi đúng sức”.
      """
    #expect(try annotate(article).quotes.map(\.who) == ["Trương Hải Tuân"])
  }

  @Test("the letters after a photograph's credit are no house, and the name after them is a person's")
  func credits() throws {
    let article = "Ảnh: NVCC Anh Lục Văn Tấn nói: “Bến đò sẽ mở lại trước Tết này”."
    #expect(try annotate(article).quotes.map(\.who) == ["Lục Văn Tấn"])
  }

  @Test("a given name that is a house's head or a town is its bearer's, where the article named him in full")
  func givenNames() throws {
    let article = """
      Đại tá Lục Đình Đoàn, chỉ huy đơn vị, có mặt từ sớm. “Bến đò sẽ mở lại trước Tết này”, đại tá Đoàn nói.
      """
    #expect(try annotate(article).quotes.map(\.who) == ["Lục Đình Đoàn"])
  }

  @Test("what has a number in its name is a thing, and after the word for a disease nobody is named")
  func things() throws {
    for article in ["Sollux Vesta Z1 nói nhiều điều.", "Bệnh Orpen nói lên nhiều điều."] {
      #expect(try annotate(article).claims.isEmpty, "\(article)")
    }
  }

  @Test(
    "a headline in capitals names its speaker",
    arguments: [
      ("ÔNG LỤC BÁ TẤN: “KHÔNG AI ĐƯỢC ĐỨNG NGOÀI CUỘC”", "LỤC BÁ TẤN"),
      ("TỪ THỊ NHẠN: “NGHỀ NÀY KHÔNG AI THEO”", "TỪ THỊ NHẠN"),
    ])
  func capitals(headline: String, name: String) throws {
    let article = headline + "\n\nSáng 2/4, bà Từ Thị Nhạn và ông Lục Bá Tấn dự lễ mở bến."
    let who = try annotate(article).quotes.map { $0.who?.uppercased() }
    #expect(who == [name])
  }

  @Test("a headline in capitals without marks reports what it says, and ends the name at the verb")
  func capitalClaims() throws {
    let claims = try annotate("ÔNG LỤC VĂN NHƯỢNG CHO BIẾT XÃ SẼ XỬ NGHIÊM.").claims
    #expect(claims.map(\.who) == ["LỤC VĂN NHƯỢNG"])
    #expect(claims.map(\.content.text) == ["XÃ SẼ XỬ NGHIÊM"])
  }

  @Test("an acronym is the house whose name the article writes out, without brackets too")
  func acronyms() throws {
    let article = "Tổ chức Hiệp ước Bắc Đại Tây Dương họp sáng 5/3. NATO cho biết bến đò đã mở."
    #expect(try annotate(article).claims.map(\.who) == ["Tổ chức Hiệp ước Bắc Đại Tây Dương"])
  }

  @Test("a name over a line end or several spaces is written with single ones")
  func cleanNames() throws {
    let claims = try annotate("Công an TP.\nThái Bình cho biết đã bắt giữ hai người.").claims
    #expect(claims.map(\.who) == ["Công an TP. Thái Bình"])
    let quotes = try annotate("Bà Lã  Thị   Nhuần nói: “Bến đò sẽ mở lại trước Tết này”.").quotes
    #expect(quotes.map(\.who) == ["Lã Thị Nhuần"])
  }

  @Test("a line end next to a mark is no part of the quoted words")
  func lineEnds() throws {
    let quotes = try annotate("Bà Lã Thị Nhuần nói: “Bến đò sẽ mở lại trước Tết này.\n”").quotes
    #expect(quotes.map(\.content.text) == ["Bến đò sẽ mở lại trước Tết này."])
  }

  @Test("reading leaves nothing behind: a document that was not taken adds no mention")
  func noPhantoms() throws {
    let article = "Bà Lã Thị Nhuần báo cáo Sở Y tế tỉnh Vân Trạch rằng bến đã đóng."
    try stages(article, upTo: .pieces) { text in
      let pieces = text.pieces.filter { Symbol.isMention($0.symbol) && $0.index >= 0 }.map(\.index)
      #expect(text.mentions.count == pieces.count)
    }
  }
}
