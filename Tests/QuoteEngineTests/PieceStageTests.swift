import Testing

@testable import QuoteEngine

@Suite("pieces")
struct PieceStageTests {
  @Test(
    "a sentence is laid out as the line that the forms read",
    arguments: [
      ("Bà Lương Thị Nhạn nói: “Chợ nổi sẽ dời về bờ nam”.", "PV:Q."),
      ("“Chợ nổi sẽ dời về bờ nam”, bà Lương Thị Nhạn nói.", "Q,PV."),
      ("“Chợ nổi sẽ dời về bờ nam”- bà Lương Thị Nhạn nói.", "Q-PV."),
      ("Bà nhấn mạnh rằng “chợ nổi sẽ dời về bờ nam”.", "HVrQ."),
      ("Theo bà Lương Thị Nhạn, cá hết.", "SP,ww."),
      ("Theo báo cáo của Sở Y tế, cá hết.", "JO,ww."),
      ("Theo Reuters, cá hết.", "SM,ww."),
      ("Các chuyên gia nhận định cá hết.", "GVww."),
      ("Ông Lục Văn Tấn không thừa nhận cá hết.", "PxVww."),
      ("Ông Lục Văn Tấn cũng nói cá hết.", "PpVww."),
      ("Sáng 5/3, ông Lục Văn Tấn nói cá hết.", "t,PVww."),
      ("Ông Lục Văn Tấn và bà Lương Nhạn nói cá hết.", "PcPVww."),
      ("Ông Lục Văn Tấn được bà Lương Nhạn khen.", "PbPK."),
      ("Ông Lục Văn Tấn (51 tuổi) nói cá hết.", "P(nw)Vww."),
      ("UBND huyện Ba Tri thông báo cá hết.", "OVww."),
      ("Hãng tin AFP dẫn lời ông Lục Văn Tấn.", "MYP."),
      ("Chợ có 32 sạp.", "Wpnw."),
    ])
  func layout(article: String, line: String) throws {
    #expect(try lines(article) == [line])
  }

  @Test("a stretch is an utterance, a few words, or a name by its words and what stands before it")
  func stretches() throws {
    #expect(try lines("Ông Lục nói “cá đã hết từ sáng”.").first?.contains("Q") == true)
    #expect(try lines("Ông Lục nói “cá hết”.").first?.contains("q") == true)
    #expect(try lines("Ông Lục hát bài “Bến đò xưa cũ”.").first?.contains("z") == true)
    #expect(try lines("Ông Lục ghé “Bến Cũ”.").first?.contains("z") == true)
  }

  @Test("a cue that is used as a noun is none: lời kể, các tuyên bố, thông báo này")
  func nounsAreNoCues() throws {
    for article in [
      "Lời kể về bến cũ.", "Các tuyên bố về bến cũ.", "Thông báo này về bến cũ.", "Một nhận xét về bến cũ.",
    ] {
      let line = try lines(article)[0]
      #expect(!line.contains("V") && !line.contains("K") && !line.contains("E"), "\(article) \(line)")
    }
  }

  @Test("theo with luật, kế hoạch, đó or a path cites nobody")
  func theoThatCitesNobody() throws {
    for article in [
      "Theo luật, cá hết.", "Theo kế hoạch, cá hết.", "Theo đó, cá hết.", "Ông Tấn đi theo đường mòn.",
    ] {
      #expect(try !lines(article)[0].contains("S"), "\(article)")
    }
  }

  @Test("a date is one piece of time, whatever marks stand in it")
  func dates() throws {
    for date in [
      "ngày 9/11", "sáng 5-3", "tháng 3", "chiều 20.10", "ngày 9/11/2021", "hôm 5/3", "sáng qua (5/3)",
    ] {
      let explained = try Shipped.engine().explain("Vào \(date), ông Lục Văn Tấn nói cá hết.").lines[0]
      #expect(
        explained.pieces.contains { $0.symbol == "t" && $0.text.hasSuffix(date) }, "\(explained.symbols)")
    }
  }

  @Test("the pieces of a sentence are in order, cover it, and share no token")
  func piecesCoverTheSentence() throws {
    let article =
      "Bến mở\n\nÔng Trần Văn “Bảy” Hải, giám đốc Công ty Đò Ngang (51 tuổi), nói: “Bến mở. Cá ‘hết’”. Theo AFP, ngày 5/3 bến đóng."
    try stages(article, upTo: .pieces) { text in
      for sentence in text.sentences {
        var at = sentence.tokenStart
        for piece in text.pieces[Int(sentence.pieceStart)..<Int(sentence.pieceEnd)] {
          #expect(piece.lo == at)
          #expect(piece.hi > piece.lo)
          at = piece.hi
        }
        #expect(at == sentence.tokenEnd)
      }
      #expect(text.line.count == text.pieces.count)
    }
  }
}
