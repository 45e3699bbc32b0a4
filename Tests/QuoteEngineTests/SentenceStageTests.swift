import Testing

@testable import QuoteEngine

@Suite("sentences")
struct SentenceStageTests {
  private func sentences(_ article: String) throws -> [String] {
    try stages(article, upTo: .sentences) { text in
      text.sentences.map { text.text(Int($0.tokenStart), Int($0.tokenEnd)) }
    }
  }

  @Test("a stop ends a sentence, and so does a line's end without one")
  func stopsAndLines() throws {
    #expect(
      try sentences("Bến mở. Chợ đóng! Ai đi?\nMưa\nNắng.") == [
        "Bến mở.", "Chợ đóng!", "Ai đi?", "Mưa", "Nắng.",
      ])
  }

  @Test(
    "an abbreviation, a number or an initial does not end one",
    arguments: [
      "Ở TP. HCM có chợ.", "Ở TP.HCM có chợ.", "PGS.TS. Lục Văn Tấn ra bến.", "Giá 1.500 đồng.",
      "Ông J. K. Moran ra bến.", "Cá, mắm, v.v. đều hết.", "Ngày 5.3.2021 bến mở.",
    ])
  func abbreviations(article: String) throws {
    #expect(try sentences(article) == [article])
  }

  @Test("stops inside marks do not cut the sentence that holds them")
  func stopsInsideMarks() throws {
    #expect(
      try sentences("Ông nói: “Bến mở. Chợ đóng. Ai đi?” rồi về. Bà ở lại.") == [
        "Ông nói: “Bến mở. Chợ đóng. Ai đi?” rồi về.", "Bà ở lại.",
      ])
  }

  @Test("an attribution after a quote that ends with a stop stays with it")
  func attributionAfterStop() throws {
    #expect(
      try sentences("“Bến mở lại.” Ông Tấn nói. Bà ở lại.") == ["“Bến mở lại.” Ông Tấn nói.", "Bà ở lại."])
  }

  @Test("a new sentence after a quote that ends with a stop is one of its own")
  func sentenceAfterStop() throws {
    #expect(
      try sentences("Ông nói: “Bến mở lại.” Chợ thì vẫn vắng khách từ sáng.") == [
        "Ông nói: “Bến mở lại.”", "Chợ thì vẫn vắng khách từ sáng.",
      ])
  }

  @Test("a quote whose closing mark is lost does not draw the next paragraph into its sentence")
  func lostMarkEndsItsSentence() throws {
    #expect(
      try sentences("Ông Tấn nói: “Bến sẽ mở lại.\nChiều nay, chợ vẫn đông.") == [
        "Ông Tấn nói: “Bến sẽ mở lại.", "Chiều nay, chợ vẫn đông.",
      ])
  }

  @Test("the first line is the headline when an empty line follows or it is short, and no full stop ends it")
  func headlines() throws {
    func headlines(_ article: String) throws -> [Bool] {
      try stages(article, upTo: .sentences) { $0.sentences.map(\.isHeadline) }
    }
    #expect(try headlines("Bến mở lại\n\nChợ thì chưa. Mưa to.") == [true, false, false])
    #expect(try headlines("Bến mở lại.\n\nChợ thì chưa.") == [false, false])
    #expect(try headlines("Bến mở lại...\n\nChợ thì chưa.") == [true, false])
    #expect(try headlines("Bến mở lại\nChợ thì chưa.") == [true, false])
    #expect(try headlines("Bến mở lại.\nChợ thì chưa.") == [false, false])
    #expect(try headlines("Bến mở lại") == [false])
    let long = String(repeating: "bến mở lại ", count: 30)
    #expect(try headlines("\(long)\nChợ thì chưa.").first == false)
  }

  @Test("paragraphs are counted by line ends, inside marks too")
  func paragraphs() throws {
    let seen = try stages("Một.\nHai. Ba.\n\n“Bốn.\nNăm”, ông nói.\nSáu.", upTo: .sentences) {
      $0.sentences.map(\.paragraph)
    }
    #expect(seen == [0, 1, 1, 3, 5])
  }

  @Test("sentences are in order and share no token")
  func sentencesDoNotOverlap() throws {
    try stages("A. “B. C” D.\n\n“E.” Ông F nói. Hà NộiChủ tịch G. “H", upTo: .sentences) { text in
      for (a, b) in zip(text.sentences, text.sentences.dropFirst()) { #expect(a.tokenEnd <= b.tokenStart) }
      for sentence in text.sentences { #expect(sentence.tokenStart < sentence.tokenEnd) }
    }
  }
}
