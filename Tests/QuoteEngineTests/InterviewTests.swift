import Testing

@testable import QuoteEngine

@Suite("printed interviews")
struct InterviewTests {
  private let lead =
    "Nữ thuyền trưởng kể chuyện sông nước\n\nBáo Sông Cầu có cuộc trò chuyện với bà Lương Thị Nhạn.\n\n"
  private let questions = ["Bà đi tàu từ khi nào?", "Điều gì khó nhất?"]
  private let answers = [
    "Tôi xuống tàu năm mười hai tuổi. Cha tôi dạy tôi cầm lái.", "Khó nhất là những đêm biển động.",
  ]

  private func article(_ question: String, _ answer: String) -> String {
    lead + zip(questions, answers).map { "\(question)\($0)\n\n\(answer)\($1)" }.joined(separator: "\n\n")
  }

  @Test(
    "the answers are quotes of the one who is asked, the questions are not",
    arguments: [
      ("- ", "- "), ("* ", "- "), ("PV: ", "- "), ("Phóng viên: ", "- "), ("PV: ", "Bà Lương Thị Nhạn: "),
      ("– ", "– "),
      ("- PV: ", "- Bà Lương Thị Nhạn: "), ("*", "-"),
    ])
  func turns(question: String, answer: String) throws {
    let quotes = try annotate(article(question, answer)).quotes
    #expect(quotes.map(\.content.text) == answers)
    #expect(quotes.map(\.who) == ["Lương Thị Nhạn", "Lương Thị Nhạn"])
    #expect(quotes.allSatisfy { $0.kind == .direct })
  }

  @Test("two people who are asked are told apart by their labels")
  func twoInterviewees() throws {
    let quotes = try annotate(
      lead
        + "PV: Ai giữ bến?\n\nÔng Lục Văn Tấn: Tôi giữ bến ba mươi năm.\n\nPV: Còn chợ?\n\nBà Lương Thị Nhạn: Chợ thì tôi trông."
    ).quotes
    #expect(quotes.map(\.who) == ["Lục Văn Tấn", "Lương Thị Nhạn"])
  }

  @Test("an answer that asks back is still an answer")
  func answerThatAsks() throws {
    let quotes = try annotate(
      lead
        + "- Bà đi tàu từ khi nào?\n\n- Năm mười hai tuổi. Ai mà nhớ cho hết?\n\n- Điều gì khó nhất?\n\n- Là những đêm biển động."
    ).quotes
    #expect(
      quotes.map(\.content.text) == ["Năm mười hai tuổi. Ai mà nhớ cho hết?", "Là những đêm biển động."])
  }

  @Test("nothing in an answer is a claim")
  func noClaimsInside() throws {
    let found = try annotate(
      lead
        + "- Ai giữ bến?\n\n- Ông Lục Văn Tấn cho biết bến đã giao cho xã.\n\n- Còn chợ?\n\n- Theo xã, chợ sẽ dời đi."
    )
    #expect(found.quotes.count == 2)
    #expect(found.claims == [])
  }

  @Test("a list with dashes is no interview")
  func listsAreNoInterviews() throws {
    let found = try annotate(
      "Các mặt hàng giảm giá gồm:\n- Cá khô từ Cà Mau.\n- Mắm từ Châu Đốc.\n- Muối từ Bạc Liêu.\n- Gạo từ Sóc Trăng."
    )
    #expect(found.quotes == [])
  }

  @Test("one question in an article makes no interview of it")
  func oneQuestion() throws {
    #expect(
      try annotate("Bến cũ\n\n- Ai giữ bến?\n\n- Tôi giữ bến ba mươi năm nay.\n\nChợ vẫn đông.").quotes
        .isEmpty)
  }
}
