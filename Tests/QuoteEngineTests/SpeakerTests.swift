import Testing
import VietnameseText

@testable import QuoteEngine

@Suite("speakers")
struct SpeakerTests {
  /// The speakers of the claims of `article`, in order.
  private func speakers(_ article: String) throws -> [String?] { try annotate(article).claims.map(\.who) }

  @Test("the speaker is the fullest name of the article, wherever it stands")
  func fullestName() throws {
    #expect(
      try speakers("Ông Tấn nói bến sẽ mở lại. Khách rất đông. Ông Lục Văn Tấn là chủ bến.") == [
        "Lục Văn Tấn"
      ])
  }

  @Test(
    "a short form by the tradition of its name is the same person",
    arguments: [
      ("Ông Lục Văn Tấn", "Ông Tấn", "Lục Văn Tấn"),
      ("Ông Lục Văn Tấn", "Ông Văn Tấn", "Lục Văn Tấn"),
      ("Bà Lương Thị Nhạn", "Bà Nhạn", "Lương Thị Nhạn"),
      ("Ông Ngụy Triệu Minh", "Ông Ngụy", "Ngụy Triệu Minh"),
      ("Ông Pyo Jun Tak", "Ông Pyo", "Pyo Jun Tak"),
      ("Ông Dmitri Sergeyevich Volzhin", "Ông Volzhin", "Dmitri Sergeyevich Volzhin"),
      ("Bà Vasilisa Ognyova", "Bà Ognyova", "Vasilisa Ognyova"),
      ("Bà Ludmila Brennig", "Bà Brennig", "Ludmila Brennig"),
      ("Ông Jonas van der Keller", "Ông Keller", "Jonas van der Keller"),
      ("Ông Khalid bin Rashid al-Marwani", "Ông Marwani", "Khalid bin Rashid al-Marwani"),
      ("Ông Jean-Luc Ardoin", "Ông Ardoin", "Jean-Luc Ardoin"),
      ("Ông Maddox J. Orpington", "Ông Maddox Orpington", "Maddox J. Orpington"),
    ])
  func shortForms(full: String, short: String, name: String) throws {
    let article = "\(full) nói bến sẽ mở lại. \(short) cho rằng khách sẽ đông."
    #expect(try speakers(article) == [name, name])
    #expect(try annotate(article).claims.last?.source?.text == short)
  }

  @Test("two people with one given name stay apart, by their honorifics")
  func sameGivenName() throws {
    let article =
      "Bà Lương Thị Nhạn bán cá. Ông Mai Quang Nhạn sửa lưới. Ông Nhạn nói lưới đã rách. Bà Nhạn nói cá đã hết."
    #expect(try speakers(article) == ["Mai Quang Nhạn", "Lương Thị Nhạn"])
  }

  @Test(
    "two men with one given name stay apart when they are named in full, and the short form is the last one's"
  )
  func sameGivenNameAndHonorific() throws {
    let article =
      "Ông Lục Văn Tấn nói đất đã cạn. Ông Mai Quốc Tấn nói nước đã mặn. Ông Tấn nói thêm rằng lúa đã cháy."
    #expect(try speakers(article) == ["Lục Văn Tấn", "Mai Quốc Tấn", "Mai Quốc Tấn"])
  }

  @Test("two people with one family name stay apart")
  func sameFamilyName() throws {
    let article =
      "Ông Ngụy Triệu Minh nói thuế sẽ giảm. Bà Ngụy Kiến Hoa cho rằng thuế vẫn cao. Ông Ngụy nhấn mạnh ngân sách đã đủ. Bà Ngụy cho rằng dân vẫn khổ."
    #expect(
      try speakers(article) == ["Ngụy Triệu Minh", "Ngụy Kiến Hoa", "Ngụy Triệu Minh", "Ngụy Kiến Hoa"])
  }

  @Test("Western siblings with one family name stay apart when their first names are given")
  func siblings() throws {
    let article =
      "Bà Ludmila Brennig nói vườn sẽ mở. Bà Odile Brennig nói vườn sẽ đóng. Bà Ludmila nói vườn rất đẹp."
    #expect(try speakers(article) == ["Ludmila Brennig", "Odile Brennig", "Ludmila Brennig"])
  }

  @Test("a Vietnamese full name is no short form of a longer one that ends with it")
  func nameWithinName() throws {
    let article = "Ông Lục Đinh Hải nói bến đã mở. Đinh Hải cho biết chợ đã đóng."
    #expect(try Set(speakers(article)).count == 2)
  }

  @Test("a pronoun goes to the last one of its gender")
  func pronounsByGender() throws {
    let article = "Bà Lương Thị Nhạn gặp ông Lục Văn Tấn ở chợ. Bà nói cá đã hết. Ông cho biết lưới đã rách."
    #expect(try speakers(article) == ["Lương Thị Nhạn", "Lục Văn Tấn"])
  }

  @Test("a pronoun goes to the one whom the article calls so, not to the nearest of that gender")
  func pronounsByHonorific() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      let article =
        "Cụ Lục Văn Tấn nói bến đã cũ. Anh Mai Quốc Khởi ngồi nghe. Cụ cho rằng bến cần sửa. Anh nói tiền đã đủ."
      #expect(try speakers(article) == ["Lục Văn Tấn", "Lục Văn Tấn", "Mai Quốc Khởi"])

    }
  }

  @Test("a pronoun that nobody before it can be is nobody", arguments: ["Bà", "Ông", "Người này", "Cô"])
  func pronounOfNobody(pronoun: String) throws {
    let claim = try onlyClaim("\(pronoun) nói cá đã hết từ sáng.")
    #expect(claim.speaker == nil)
    #expect(claim.source?.text == pronoun)
    let quote = try onlyQuote("\(pronoun) nói: “Cá đã hết từ sáng sớm nay”.")
    #expect(quote.speaker == nil)
    #expect(quote.evidence.contains { $0.contains("could not be tied") })
  }

  @Test("a pronoun of the other gender is not given to the only person there is")
  func pronounOfTheOtherGender() throws {
    #expect(try speakers("Ông Lục Văn Tấn nói bến đã mở. Bà cho biết cá đã hết.") == ["Lục Văn Tấn", nil])
  }

  @Test(
    "an apposition on either side gives the person a role, which then stands for the person",
    arguments: [
      "Ông Lục Văn Tấn, giám đốc Công ty Đò Ngang, nói bến sẽ mở lại.",
      "Ông Lục Văn Tấn - giám đốc Công ty Đò Ngang - nói bến sẽ mở lại.",
      "Ông Lục Văn Tấn (giám đốc Công ty Đò Ngang) nói bến sẽ mở lại.",
      "Giám đốc Công ty Đò Ngang, ông Lục Văn Tấn, nói bến sẽ mở lại.",
      "Giám đốc Công ty Đò Ngang - ông Lục Văn Tấn - nói bến sẽ mở lại.",
      "Giám đốc Công ty Đò Ngang Lục Văn Tấn nói bến sẽ mở lại.",
    ])
  func appositions(sentence: String) throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      let article = "\(sentence) Vị giám đốc cho rằng khách sẽ đông."
      #expect(try speakers(article) == ["Lục Văn Tấn", "Lục Văn Tấn"])
      let roles = try annotate(article).speakers.first { $0.name == "Lục Văn Tấn" }?.roles ?? []
      #expect(roles.contains { $0.lowercased() == "giám đốc công ty đò ngang" }, "\(roles)")
    }
  }

  @Test("a role that two people bear goes to the one of the matching organisation")
  func rolesOfTwo() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      let article =
        "Ông Lục Văn Tấn, giám đốc Công ty Đò Ngang, và bà Lương Thị Nhạn, giám đốc Công ty Lưới Mới, ra bến. Giám đốc Công ty Đò Ngang nói bến sẽ mở lại. Giám đốc Công ty Lưới Mới nói lưới đã hết."
      #expect(try speakers(article) == ["Lục Văn Tấn", "Lương Thị Nhạn"])

    }
  }

  @Test("a director of a Sở is found again by the office alone")
  func directorOfDepartment() throws {
    let article =
      "Giám đốc Sở Y tế tỉnh Bến Tre, bà Lương Thị Nhạn, họp sáng nay. Giám đốc Sở Y tế cho biết dịch đã được kiểm soát."
    #expect(try speakers(article) == ["Lương Thị Nhạn"])
  }

  @Test("an acronym in parentheses names the organisation before it, from then on")
  func acronyms() throws {
    for organisation in ["Hội Nghề cá Vĩnh Lạc", "Hội Nuôi biển miền Nam", "Liên minh Nuôi biển Phương Nam"] {
      let article = "\(organisation) (LNV) cho biết giá tôm đã giảm. LNV nhận định giá sẽ còn giảm."
      #expect(try speakers(article) == [organisation, organisation])
    }
  }

  @Test("an acronym that is explained at each use is one house's: nobody else keeps its mentions")
  func acronymsExplainedAgain() throws {
    let engine = try Shipped.engine()
    let names = "BCDGHKLMNT".flatMap { first in "aeiou".map { "\(first)\($0)" } }
    let sentences = names.map { "Sở Xây dựng Nguyễn Văn \($0) (SXD) nói đò chạy. SXD nói bến mở. " }
    _ = engine.annotate(Normalization.nfc(sentences.joined()))
    let listed = engine.speakers.entities.reduce(0) { $0 + $1.mentions.count }
    // Each acronym's mentions used to be listed with everybody whom the article ever called by it.
    #expect(listed <= 2 * engine.text.mentions.count)
  }

  @Test("a bare head noun points back to the organisation of that head named last")
  func organisationsByHead() throws {
    let article =
      "Bệnh viện Đa khoa tỉnh Hậu Giang cho biết bệnh nhân đã tỉnh. Bệnh viện này nhận định ca mổ thành công."
    #expect(
      try speakers(article) == ["Bệnh viện Đa khoa tỉnh Hậu Giang", "Bệnh viện Đa khoa tỉnh Hậu Giang"])
  }

  @Test("the speaker is carried over to a quote of its own paragraph, which has no source")
  func carriedOver() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      let quotes = try annotate(
        "“Bến đò sẽ mở lại trước Tết”, ông Lục Văn Tấn nói.\n\n“Chúng tôi đã sơn lại ba con đò. Khách cứ yên tâm đi lại”.\n\n“Vé thì không tăng giá đâu”."
      ).quotes
      #expect(quotes.map(\.who) == ["Lục Văn Tấn", "Lục Văn Tấn", "Lục Văn Tấn"])
      #expect(quotes.map(\.source?.text) == ["ông Lục Văn Tấn", nil, nil])
      #expect(quotes.map(\.cue?.text) == ["nói", nil, nil])

    }
  }

  @Test("the two halves of an interrupted quote have one speaker, and the second has no source of its own")
  func interruptedQuote() throws {
    for joint in [". “Chúng"] {
      let quotes = try annotate(
        "“Bến đò sẽ mở lại trước Tết”, ông Lục Văn Tấn nói\(joint) tôi đã sơn lại ba con đò”."
      ).quotes
      #expect(quotes.map(\.who) == ["Lục Văn Tấn", "Lục Văn Tấn"])
      #expect(quotes.map(\.kind) == [.direct, .direct])
      #expect(quotes.last?.source == nil)
      #expect(quotes.last?.cue == nil)
    }
  }

  @Test("a quote of its own belongs to the person whom the sentence before is about")
  func quoteAfterPerson() throws {
    let quote = try onlyQuote("Bà Lương Thị Nhạn ngồi bên sạp cá. “Cả buổi sáng tôi chỉ bán được hai con”.")
    #expect(quote.who == "Lương Thị Nhạn")
    #expect(quote.source == nil)
  }

  @Test("the sentence after a quote that says whose words they are names the speaker")
  func namedAfterwards() throws {
    for after in ["Đó là khẳng định của ông Lục Văn Tấn.", "Đây là chia sẻ của ông Lục Văn Tấn, chủ bến."] {
      #expect(try onlyQuote("“Bến đò sẽ mở lại trước Tết”. \(after)").who == "Lục Văn Tấn")
    }
  }

  @Test("a quote that stands beside nobody has no speaker or is none")
  func quoteOfNobody() throws {
    let quotes = try annotate("Sáng nay bến đò vắng khách. “Bến đò sẽ mở lại trước Tết”.").quotes
    #expect(quotes.allSatisfy { $0.speaker == nil })
  }

  @Test("whom a medium cites is the speaker, and the medium passed it on")
  func via() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      let claim = try onlyClaim("Hãng tin AFP dẫn lời ông Dmitri Volzhin nói hai nước sẽ nối lại đàm phán.")
      #expect(claim.who == "Dmitri Volzhin")
      #expect(claim.via?.name == "AFP")
      let quote = try onlyQuote("“Hai nước sẽ nối lại đàm phán”, Reuters dẫn lời ông Dmitri Volzhin.")
      #expect(quote.who == "Dmitri Volzhin")
      #expect(quote.via?.name == "Reuters")
      let told = try onlyClaim("AFP đưa tin, ông Dmitri Volzhin cho rằng hai nước sẽ nối lại đàm phán.")
      #expect(told.who == "Dmitri Volzhin")
      #expect(told.via?.name == "AFP")

    }
  }

  @Test("a medium that has a name of its own is named by it, whole")
  func nameOfMedium() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      let claim = try onlyClaim(
        "Hãng tin Bắc Hải Press dẫn lời ông Dmitri Volzhin nói hai nước sẽ nối lại đàm phán.")
      #expect(["Bắc Hải Press", "Hãng tin Bắc Hải Press"].contains(claim.via?.name))

    }
  }

  @Test("somebody never named is named by the phrase as it stands")
  func unnamedSpeakers() throws {
    let claim = try onlyClaim("Một cán bộ kiểm lâm giấu tên cho biết rừng đã bị phá từ tháng 3.")
    #expect(claim.speaker == SpeakerReference(name: "Một cán bộ kiểm lâm giấu tên", kind: .unnamed))
    let group = try onlyClaim("Các chuyên gia nhận định giá gạo sẽ tăng.")
    #expect(group.speaker == SpeakerReference(name: "Các chuyên gia", kind: .group))
  }

  @Test("a document's issuer is its speaker")
  func issuers() throws {
    for article in [
      "Báo cáo của Sở Y tế tỉnh Bến Tre cho biết dịch đã được kiểm soát.",
      "Theo báo cáo của Sở Y tế tỉnh Bến Tre, dịch đã được kiểm soát.",
    ] {
      #expect(
        try onlyClaim(article).speaker == SpeakerReference(name: "Sở Y tế tỉnh Bến Tre", kind: .organisation))
    }
  }

  @Test(
    "speakers are listed once each, in the order in which they first speak or are named, with their forms")
  func listOfSpeakers() throws {
    let found = try annotate(
      "Ông Lục Văn Tấn nói bến sẽ mở lại. Bà Lương Thị Nhạn nói cá đã hết. Ông Tấn cho rằng khách sẽ đông. Ông nói vé không tăng."
    )
    #expect(found.speakers.map(\.name) == ["Lục Văn Tấn", "Lương Thị Nhạn"])
    #expect(found.speakers[0].forms == ["Ông Lục Văn Tấn", "Ông Tấn", "Ông"])
    #expect(found.speakers[0].mentions.count == 3)
    #expect(found.speakers[0].mentions == found.speakers[0].mentions.sorted())
  }

  @Test("every link leaves a readable line of evidence")
  func evidence() throws {
    let claims = try annotate(
      "Ông Lục Văn Tấn nói bến sẽ mở lại. Ông Tấn cho rằng khách sẽ đông. Ông nói vé không tăng."
    ).claims
    #expect(claims[1].evidence.contains("“Ông Tấn” is Lục Văn Tấn by the last part of the name"))
    #expect(claims[2].evidence.contains("“Ông” is Lục Văn Tấn, the last man spoken of"))
    #expect(claims.allSatisfy { $0.evidence.first?.hasPrefix("form ") == true })
  }
}
