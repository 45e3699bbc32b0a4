import Testing

@testable import QuoteEngine

@Suite("claims")
struct ClaimTests {
  private func claims(_ article: String) throws -> [String] {
    try annotate(article).claims.map(\.content.text)
  }

  @Test(
    "a claim begins after rằng, là, the comma, the colon or the bare cue, and leaves the stop out",
    arguments: [
      "Ông Lục Văn Tấn nói rằng bến đò sẽ mở lại trước Tết.",
      "Ông Lục Văn Tấn nói là bến đò sẽ mở lại trước Tết.",
      "Ông Lục Văn Tấn cho biết, bến đò sẽ mở lại trước Tết.",
      "Ông Lục Văn Tấn khẳng định: bến đò sẽ mở lại trước Tết.",
      "Ông Lục Văn Tấn cho biết bến đò sẽ mở lại trước Tết.",
      "Ông Lục Văn Tấn cho biết thêm, bến đò sẽ mở lại trước Tết!",
      "Ông Lục Văn Tấn nói với báo Sông Cầu rằng bến đò sẽ mở lại trước Tết.",
      "Trả lời báo Sông Cầu, ông Lục Văn Tấn cho biết bến đò sẽ mở lại trước Tết.",
      "Theo ông Lục Văn Tấn, bến đò sẽ mở lại trước Tết.",
      "Theo ông Lục Văn Tấn, giám đốc Công ty Đò Ngang, bến đò sẽ mở lại trước Tết.",
      "Cũng theo ông Lục Văn Tấn, bến đò sẽ mở lại trước Tết.",
      "Sáng 5/3, tại cuộc họp báo, ông Lục Văn Tấn cho hay bến đò sẽ mở lại trước Tết.",
      "Ông Lục Văn Tấn, người trông bến đã ba mươi năm, cho biết bến đò sẽ mở lại trước Tết.",
    ])
  func beginning(article: String) throws {
    let claim = try onlyClaim(article)
    #expect(claim.content.text == "bến đò sẽ mở lại trước Tết")
    #expect(claim.who == "Lục Văn Tấn")
    #expect(claim.kind == .indirect)
  }

  @Test(
    "a claim whose attribution follows begins with its clause",
    arguments: [
      "Bến đò sẽ mở lại trước Tết, ông Lục Văn Tấn cho hay.",
      "Bến đò sẽ mở lại trước Tết, theo ông Lục Văn Tấn.",
      "Bến đò sẽ mở lại trước Tết, ông Lục Văn Tấn nói thêm.",
    ])
  func attributionAfterwards(article: String) throws {
    let claim = try onlyClaim(article)
    #expect(claim.content.text == "Bến đò sẽ mở lại trước Tết")
    #expect(claim.who == "Lục Văn Tấn")
  }

  @Test("an attribution set into the middle of a clause belongs to the claim")
  func attributionInTheMiddle() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      for middle in ["theo ông Lục Văn Tấn", "ông Lục Văn Tấn cho biết"] {
        let claim = try onlyClaim("Bến đò, \(middle), sẽ mở lại trước Tết.")
        #expect(claim.content.text == "Bến đò, \(middle), sẽ mở lại trước Tết")
        #expect(claim.who == "Lục Văn Tấn")
      }

    }
  }

  @Test(
    "two verbs with one subject are two claims, the second without a source of its own or with the same",
    arguments: ["đồng thời", "và", "nhưng cũng"])
  func coordinatedVerbs(joint: String) throws {
    let found = try annotate("Ông Lục Văn Tấn cho biết bến sẽ mở lại, \(joint) nhấn mạnh giá vé không tăng.")
      .claims
    #expect(found.map(\.content.text) == ["bến sẽ mở lại", "giá vé không tăng"])
    #expect(found.map(\.who) == ["Lục Văn Tấn", "Lục Văn Tấn"])
    #expect(found.map(\.cue?.text) == ["cho biết", "nhấn mạnh"])
  }

  @Test("và that joins two clauses of one report does not part it")
  func coordinatedClauses() throws {
    #expect(
      try claims("Ông Lục Văn Tấn cho biết bến sẽ mở lại và vé không tăng giá.") == [
        "bến sẽ mở lại và vé không tăng giá"
      ])
  }

  @Test("a later sentence without a cue is no part of the claim")
  func nextSentence() throws {
    #expect(try claims("Ông Lục Văn Tấn cho biết bến sẽ mở lại. Giá vé không tăng.") == ["bến sẽ mở lại"])
  }

  @Test("the writer's own contrast is no part of the claim")
  func contrast() throws {
    withKnownIssue(KnownGap.comment, isIntermittent: true) { () throws -> Void in
      #expect(
        try claims("Ông Lục Văn Tấn cho biết bến sẽ mở lại, tuy nhiên khách vẫn thưa.") == ["bến sẽ mở lại"])
    }
  }

  @Test("a coordinated wish or order is no part of the claim")
  func coordinatedOrder() throws {
    #expect(
      try claims("Ông Lục Văn Tấn cho biết bến sẽ mở lại, đồng thời đề nghị khách mặc áo phao.") == [
        "bến sẽ mở lại"
      ])
  }

  @Test(
    "orders, requests and feelings are no claims",
    arguments: [
      "Ông Lục Văn Tấn yêu cầu nhà đò mặc áo phao cho khách.", "Ông Lục Văn Tấn đề nghị các hộ dân dời đi.",
      "Ông Lục Văn Tấn chỉ đạo công an xã canh bến.", "Ông Lục Văn Tấn kêu gọi bà con giữ bến.",
      "Bà Lương Thị Nhạn lo lắng chợ sẽ vắng khách.", "Bà Lương Thị Nhạn mong chợ sẽ đông khách.",
      "Bà Lương Thị Nhạn tin chợ sẽ đông khách.", "Bà Lương Thị Nhạn nghĩ chợ sẽ đông khách.",
    ])
  func ordersAndFeelings(article: String) throws {
    #expect(try claims(article) == [])
  }

  @Test(
    "theo with a law, a plan or a rule, and theo that follows somebody or something, are no claims",
    arguments: [
      "Theo luật, nhà đò phải cho khách mặc áo phao.", "Theo kế hoạch, bến sẽ mở lại.",
      "Theo đó, giá vé không tăng.",
      "Theo quy định, bến chỉ mở ban ngày.", "Theo hợp đồng, bến thuộc về xã.",
      "Ông Lục Văn Tấn đi theo con đò.",
      "Theo lịch, bến mở lúc 5 giờ.", "Theo Nghị định 32, bến phải có phao.",
    ])
  func theoWithoutSpeaker(article: String) throws {
    #expect(try claims(article) == [])
  }

  @Test(
    "hearsay with no agent is no claim",
    arguments: [
      "Được biết bến đò sẽ mở lại trước Tết.", "Bến này được cho là đẹp nhất vùng.",
      "Bến này được coi là đẹp nhất vùng.",
      "Bến này được đánh giá là đẹp nhất vùng.", "Nghe nói bến đò sẽ mở lại.",
    ])
  func hearsay(article: String) throws {
    #expect(try claims(article) == [])
  }

  @Test("a passive that names its agent is a claim of the agent")
  func passiveWithAgent() throws {
    let claim = try onlyClaim("Bến này được các chuyên gia nhận xét là đẹp nhất vùng.")
    #expect(claim.who == "các chuyên gia")
  }

  @Test(
    "a document whose issuer is named asserts in its issuer's name",
    arguments: ["Khảo sát mới của Hội Nghề cá", "Khảo sát của Hội Nghề cá", "Một báo cáo của Hội Nghề cá"])
  func documentsAssert(document: String) throws {
    let claim = try onlyClaim("\(document) cho biết giá tôm đã giảm.")
    #expect(claim.content.text == "giá tôm đã giảm")
    #expect(claim.who == "Hội Nghề cá")
  }

  @Test("denials and admissions of a deed are claims, and know that they deny")
  func denials() throws {
    let denial = try onlyClaim("Ông Lục Văn Tấn phủ nhận việc tăng giá vé trong dịp Tết.")
    #expect(denial.content.text == "việc tăng giá vé trong dịp Tết")
    #expect(denial.isNegated)
    #expect(denial.cueClass == "deny")
    #expect(try onlyClaim("Ông Lục Văn Tấn không thừa nhận đã tăng giá vé.").isNegated)
    #expect(try onlyClaim("Ông Lục Văn Tấn thừa nhận đã tăng giá vé.").isNegated == false)
    #expect(try onlyClaim("Ông Lục Văn Tấn cho biết giá vé không tăng.").isNegated)
    #expect(try onlyClaim("Ông Lục Văn Tấn phủ nhận việc không trả vé.").isNegated == false)
  }

  @Test("a word that is no negation does not negate the claim")
  func khoIsNoNegation() throws {
    #expect(try onlyClaim("Ông Lục Văn Tấn cho rằng ca mổ khó.").isNegated == false)
    #expect(try onlyClaim("Ông Lục Văn Tấn cho rằng việc này rất khó khăn.").isNegated == false)
  }

  @Test(
    "a cue followed by a bare noun phrase reports nothing",
    arguments: [
      "Ông Lục Văn Tấn đánh giá cao.", "Ông Lục Văn Tấn bày tỏ vui mừng.",
      "Ông Lục Văn Tấn phát biểu tại hội nghị.",
      "Ông Lục Văn Tấn nói về bến đò.",
    ])
  func bareObjects(article: String) throws {
    #expect(try claims(article) == [])
  }

  @Test("a clause that is wholly a quote is in layer A alone")
  func quoteIsNoClaim() throws {
    for article in [
      "Ông Lục Văn Tấn nói: “Bến đò sẽ mở lại trước Tết”.",
      "Ông Lục Văn Tấn nhấn mạnh rằng “bến đò sẽ mở lại trước Tết”.",
      "“Bến đò sẽ mở lại trước Tết”, ông Lục Văn Tấn cho biết.",
      "Theo ông Lục Văn Tấn, “bến đò sẽ mở lại trước Tết”.",
    ] {
      let found = try annotate(article)
      #expect(found.quotes.count == 1, "\(article)")
      #expect(found.claims == [], "\(article)")
    }
  }

  @Test("a claim that holds quoted words is mixed, and the words are a quote of their own")
  func mixedClaims() throws {
    let found = try annotate("Ông Lục Văn Tấn cho biết đây là “món quà muộn cho cả hai bờ sông” của huyện.")
    #expect(found.claims.map(\.kind) == [.mixed])
    #expect(found.claims.map(\.content.text) == ["đây là “món quà muộn cho cả hai bờ sông” của huyện"])
    #expect(found.quotes.map(\.content.text) == ["món quà muộn cho cả hai bờ sông"])
    #expect(found.quotes.map(\.kind) == [.fragment])
  }

  @Test("inside quoted words nothing is a claim")
  func nothingInsideMarks() throws {
    let article = "Ông Lục Văn Tấn kể: “Bà Nhạn cho biết chợ đã đóng, theo công an xã, vì mưa”."
    #expect(try claims(article) == [])
  }

  @Test("a quote whose closing mark is lost is no claim together with the next paragraph")
  func lostMarkMakesNoClaim() throws {
    #expect(try claims("Ông Lục Văn Tấn nói: “Bến sẽ mở lại trước Tết.\nChiều nay, chợ vẫn đông.") == [])
  }

  @Test("who reports what another says is no second speaker")
  func reportedReport() throws {
    let article = "AFP đưa tin, ông Dmitri Volzhin cho rằng hai nước sẽ nối lại đàm phán."
    #expect(try claims(article) == ["hai nước sẽ nối lại đàm phán"])
  }

  @Test("a claim within brackets ends with them")
  func brackets() throws {
    let found = try annotate("Bến cũ (ông Lục Văn Tấn cho biết bến sẽ mở lại) nằm ở bờ nam.").claims
    #expect(found.map(\.content.text) == ["bến sẽ mở lại"])
  }

  @Test("scare quotes, nicknames, works and terms are rejected with a reason")
  func rejected() throws {
    for article in [
      "Chợ này là “vựa muối” của cả vùng.", "Chị Lã Thị Vui hát bài “Bến đò xưa” trong đêm hội.",
      "Ông Trần Văn “Bảy” Hải ra bến.", "Chiến dịch “Sông Sạch” bắt đầu hôm qua.",
    ] {
      let found = try annotate(article)
      #expect(found.quotes == [], "\(article)")
      #expect(found.rejected.count == 1, "\(article)")
      #expect(found.rejected.allSatisfy { !$0.reason.isEmpty })
    }
  }

  @Test("a verb of speech after Nhật Bản is no noun for the last syllable of the name")
  func speakerWithNounMarker() throws {
    let claim = try onlyClaim("Lực lượng tuần duyên Nhật Bản cho rằng con tàu đã rời cảng từ hôm qua.")
    #expect(claim.content.text == "con tàu đã rời cảng từ hôm qua")
  }

  @Test("a clause of which a passive says that somebody confirms it is that person's claim")
  func passiveAfterwards() throws {
    let claim = try onlyClaim("Việc bến đò sẽ mở lại trước Tết cũng được bà Lê Thị Mận xác nhận.")
    #expect(claim.content.text == "Việc bến đò sẽ mở lại trước Tết")
    #expect(claim.who == "Lê Thị Mận")
  }

  @Test("a claim's decisions are recorded with their candidates, and only then")
  func recorded() throws {
    let engine = try Shipped.engine()
    let article = "Ông Lục Văn Tấn cho biết bến sẽ mở lại, đồng thời đề nghị khách mặc áo phao."
    _ = engine.annotate(article)
    #expect(engine.decisions.isEmpty)
    engine.isRecording = true
    _ = engine.annotate(article)
    let claim = try #require(engine.decisions.first { $0.model == .claim })
    #expect(claim.mustChoose == false)
    let names = engine.models.claim.space.names
    #expect(claim.candidates.first?.features.map { names[Int($0)] }.contains("cue=cho biết") == true)
    let end = try #require(engine.decisions.first { $0.model == .claimEnd })
    #expect(end.mustChoose && end.candidates.count > 1)
  }

  @Test("features of the claim models have names of their own")
  func namesAreUnique() throws {
    let models = Models(try Shipped.library())
    for model in [models.claim, models.claimEnd] {
      #expect(Set(model.space.names).count == model.space.names.count)
    }
  }

  @Test("a line of a thousand cues without a stop is read in time that grows with its length")
  func manyCues() throws {
    let article = String(repeating: "ông Tấn cho biết bến mở, ", count: 1000) + "hết."
    #expect(try annotate(article).claims.count <= 1000)
  }
}
