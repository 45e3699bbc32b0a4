import Testing

@testable import QuoteEngine

/// A mention as a reader would write it down.
struct SeenMention: Equatable, CustomStringConvertible {
  var symbol: Character
  var words: String
  var name: String
  var description: String { "\(symbol)[\(words)]\(name.isEmpty ? "" : " name \(name)")" }
}

@Suite("mentions")
struct MentionTests {
  private func mentions(_ article: String) throws -> [SeenMention] {
    try stages(article, upTo: .pieces) { text in
      text.pieces.filter { Symbol.isMention($0.symbol) && $0.index >= 0 }.map { piece in
        let mention = text.mentions[Int(piece.index)]
        return SeenMention(
          symbol: Character(Unicode.Scalar(mention.symbol)),
          words: text.text(Int(mention.lo), Int(mention.hi)),
          name: text.text(Int(mention.nameLo), Int(mention.nameHi)))
      }
    }
  }

  private func first(_ article: String) throws -> SeenMention? { try mentions(article).first }

  private func person(_ words: String, _ name: String) -> SeenMention {
    SeenMention(symbol: "P", words: words, name: name)
  }

  @Test(
    "the whole name is read after an honorific, in every tradition of names",
    arguments: [
      // Vietnamese, Chinese, Korean, Russian, Arab and Western names.
      "Lục Văn Tấn", "Quế Ngọc Khang", "Tôn Nữ Lam Khê", "Lương Nhạn",
      "Ngụy Triệu Minh", "Âu Dương Kiến Quốc", "Wei Zhaoming",
      "Pyo Jun Tak", "Pyo Jun-tak", "Seomun Hae-won",
      "Dmitri Sergeyevich Volzhin", "Vasilisa Ognyova",
      "Khalid bin Rashid al-Marwani", "Yusra Al-Qattani", "Nasir Abu Zahran",
      "Ludmila Brennig", "Jonas van der Keller", "J. K. Moran", "Jean-Luc Ardoin", "Maeve O'Dannelly",
      "Sirikanya Thongprasit", "N'Golo Mbeki",
    ])
  func wholeNames(name: String) throws {
    for honorific in ["Ông", "Bà", "ông", "bà"] {
      let article =
        honorific.first!.isUppercase
        ? "\(honorific) \(name) ra bến." : "Chiều nay, \(honorific) \(name) ra bến."
      #expect(try mentions(article).first { $0.symbol == "P" } == person("\(honorific) \(name)", name))
    }
  }

  @Test(
    "a name without an honorific that opens the sentence is a person",
    arguments: ["Lục Văn Tấn", "Lương Thị Nhạn", "Ngụy Triệu Minh"])
  func bareNames(name: String) throws {
    #expect(try first("\(name) ra bến.") == person(name, name))
  }

  @Test(
    "title, organisation and honorific stay outside the name",
    arguments: [
      ("Giám đốc Công ty Đò Ngang Lục Văn Tấn", "Lục Văn Tấn"),
      ("Giám đốc bệnh viện, bác sĩ Lương Thị Nhạn", "Lương Thị Nhạn"),
      ("Chủ tịch UBND huyện Ba Tri Lục Văn Tấn", "Lục Văn Tấn"),
      ("Phó giám đốc Sở Y tế tỉnh Bến Tre Lương Thị Nhạn", "Lương Thị Nhạn"),
      ("Thiếu tá Quế Ngọc Khang", "Quế Ngọc Khang"),
      ("PGS.TS Lương Thị Nhạn", "Lương Thị Nhạn"),
      ("Luật sư Quế Ngọc Khang", "Quế Ngọc Khang"),
      ("Tổng thống Pháp Anton Breguet", "Anton Breguet"),
      ("Người phát ngôn Bộ Ngoại giao Pháp Ludmila Brennig", "Ludmila Brennig"),
      ("Nữ ca sĩ Lã Thùy Vui", "Lã Thùy Vui"),
    ])
  func titledNames(words: String, name: String) throws {
    let found = try mentions("\(words) ra bến.").last
    #expect(found?.symbol == "P")
    #expect(found?.name == name)
  }

  @Test("title and organisation before a name belong to one mention with it")
  func titleIsOneMention() throws {
    let words = "Chủ tịch UBND huyện Ba Tri Lục Văn Tấn"
    #expect(try mentions("\(words) ra bến.") == [person(words, "Lục Văn Tấn")])
  }

  @Test("a title's organisation that is a Sở belongs to the title: Phó giám đốc Sở Y tế tỉnh Bến Tre")
  func departmentBelongsToTitle() throws {
    let words = "Phó giám đốc Sở Y tế tỉnh Bến Tre"
    #expect(try first("\(words) ra bến.") == SeenMention(symbol: "T", words: words, name: ""))
  }

  @Test("a place after a title is the place that is governed, no name")
  func placeAfterTitle() throws {
    for words in ["Chủ tịch tỉnh Bến Tre", "Thị trưởng Cà Mau", "Tổng thống Pháp"] {
      #expect(try first("\(words) ra bến.")?.name == "", "\(words)")
    }
  }

  @Test("a nickname in marks between the parts of a name is within the name")
  func nicknames() throws {
    #expect(
      try first("Ông Trần Văn “Bảy” Hải ra bến.") == person("Ông Trần Văn “Bảy” Hải", "Trần Văn “Bảy” Hải"))
    #expect(
      try first("Ông Trần Văn \"Bảy\" Hải ra bến.")
        == person("Ông Trần Văn \"Bảy\" Hải", "Trần Văn \"Bảy\" Hải"))
  }

  @Test("a pronoun alone is a pronoun, with its gender and number")
  func pronouns() throws {
    for (words, symbol) in [("Ông", "H"), ("Bà", "H"), ("Anh ấy", "H"), ("Vị này", "H"), ("Người này", "H")] {
      #expect(try String(first("\(words) nói bến mở.")?.symbol ?? "-") == symbol, "\(words)")
    }
    let genders = try stages("Ông nói. Bà nói. Họ nói. Người này nói.", upTo: .pieces) {
      $0.mentions.map(\.gender)
    }
    #expect(genders == [.male, .female, .unknown, .unknown])
    #expect(try stages("Họ nói. Ông nói.", upTo: .pieces) { $0.mentions.map(\.isPlural) } == [true, false])
  }

  @Test("a person's gender is the honorific's")
  func genders() throws {
    let seen = try stages("Ông Lục Văn Tấn gặp bà Lương Nhạn và chị Lã Vui.", upTo: .pieces) {
      $0.mentions.map(\.gender)
    }
    #expect(seen == [.male, .female, .female])
  }

  @Test(
    "an organisation is read to the end of its name",
    arguments: [
      "UBND huyện Ba Tri", "Công an tỉnh Bến Tre", "Sở Y tế tỉnh Bến Tre", "Sở Giáo dục và Đào tạo Cà Mau",
      "Bộ Tài chính", "Bộ Văn hóa, Thể thao và Du lịch", "Tòa án nhân dân tỉnh Hậu Giang",
      "Bệnh viện Đa khoa tỉnh Hậu Giang", "Công ty TNHH Đò Ngang", "Trường Tiểu học Mỹ Lộc",
      "Hội Nghề cá Vĩnh Lạc",
      "Ban Quản lý rừng phòng hộ Năm Căn", "Ngân hàng Đồng Nước", "Câu lạc bộ Sóng Đục", "WHO", "UNESCO",
      "Công ty 319 Thành Nam",
    ])
  func organisations(words: String) throws {
    let found = try first("\(words) cho biết bến đã mở.")
    #expect(found?.symbol == "O")
    #expect(found?.words == words)
  }

  @Test(
    "a verb after the place of an organisation is no part of its name",
    arguments: [
      ("Công an huyện Ba Tri", "bắt ba người và cho biết"),
      ("Sở Y tế tỉnh Bến Tre", "khám cho 200 người và cho biết"),
      ("UBND tỉnh Bến Tre", "họp sáng nay và cho biết"), ("Sở Y tế", "họp sáng nay và cho biết"),
    ])
  func verbsAfterOrganisations(words: String, verb: String) throws {
    #expect(try first("\(words) \(verb) dịch đã được kiểm soát.")?.words == words)
    #expect(try onlyClaim("\(words) \(verb) dịch đã được kiểm soát.").who == words)
  }

  @Test("a school's number belongs to its name")
  func numberedSchools() throws {
    let words = "Trường Tiểu học số 2 Mỹ Lộc"
    #expect(try first("\(words) cho biết bến đã mở.")?.words == words)
  }

  @Test(
    "a paper, an agency or a station is a medium",
    arguments: [
      "Reuters", "AFP", "báo Sông Cầu", "tờ Cảng Thị Nhật báo", "Đài Truyền hình Bến Cũ",
      "hãng tin Bắc Hải Press",
    ])
  func media(words: String) throws {
    let found = try mentions("Hôm qua, \(words) đưa tin bến đã mở.").first
    #expect(found?.symbol == "M")
    #expect(found?.words == words)
  }

  @Test(
    "several people named by a common noun are a group",
    arguments: [
      "Các chuyên gia", "Nhiều người dân", "Hai nghi phạm", "Một số tiểu thương", "Giới chức Pháp",
      "12 ngư dân",
    ])
  func groups(words: String) throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      let claim = try onlyClaim("\(words) nói bến đò sẽ mở lại.")
      #expect(claim.speaker == SpeakerReference(name: words, kind: .group))
      #expect(claim.source?.text == words)
    }
  }

  @Test(
    "one person of a group is not plural",
    arguments: ["Một cán bộ kiểm lâm", "Một nguồn tin", "Một nhân chứng"])
  func unnamed(words: String) throws {
    let claim = try onlyClaim("\(words) nói bến đò sẽ mở lại.")
    #expect(claim.speaker == SpeakerReference(name: words, kind: .unnamed))
  }

  @Test("an organisation's representative is a group that holds it")
  func representatives() throws {
    #expect(
      try first("Đại diện Công an tỉnh Bến Tre nói bến mở.")
        == SeenMention(symbol: "G", words: "Đại diện Công an tỉnh Bến Tre", name: ""))
  }

  @Test("a document carries its issuer")
  func documents() throws {
    for words in [
      "Báo cáo của Sở Y tế tỉnh Bến Tre", "Khảo sát mới của Hội Nghề cá", "Thông báo từ UBND huyện Ba Tri",
    ] {
      let seen = try stages("\(words) cho biết bến mở.", upTo: .pieces) { text -> String? in
        guard let piece = text.pieces.first, piece.symbol == Symbol.document else { return nil }
        let issuer = text.mentions[Int(piece.index)].issuer
        guard issuer >= 0 else { return nil }
        return text.text(Int(text.mentions[Int(issuer)].lo), Int(text.mentions[Int(issuer)].hi))
      }
      #expect(seen.map(words.hasSuffix) == true, "\(words): \(seen ?? "–")")
    }
  }

  @Test("kin stand for somebody by the one they belong to")
  func kin() throws {
    #expect(
      try first("Mẹ của nạn nhân nói bến mở.") == SeenMention(symbol: "T", words: "Mẹ của nạn nhân", name: "")
    )
    #expect(try first("Vợ ông Tấn nói bến mở.") == SeenMention(symbol: "T", words: "Vợ ông Tấn", name: ""))
  }

  @Test(
    "a common word at a sentence's start is no name",
    arguments: [
      "Bến đã mở.", "Sông cạn nước.", "Nhiều hôm mưa.", "Vụ cháy gây thiệt hại.", "Mùa này cá hết.",
    ])
  func sentenceStarts(article: String) throws {
    #expect(try mentions(article) == [])
  }

  @Test("a lower-case verb that begins like a noun of media or offices is no mention")
  func verbsAreNoMentions() throws {
    #expect(try mentions("Nhà đò phải trang bị áo phao.").filter { $0.words == "trang" } == [])
  }
}
