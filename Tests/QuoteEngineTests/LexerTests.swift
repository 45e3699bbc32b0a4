import Testing

@testable import QuoteEngine

@Suite("lexer")
struct LexerTests {
  private struct Seen: Equatable {
    var word: String
    var id: UInt32
    var glued: Bool
    var shape: Token.Shape
    var isSyllable: Bool
  }

  private func tokens(_ article: String) throws -> [Seen] {
    try stages(article, upTo: .tokens) { text in
      text.tokens.indices.map { k in
        let token = text.tokens[k]
        return Seen(
          word: text.text(k, k + 1), id: token.word, glued: token.glued, shape: token.shape,
          isSyllable: token.isSyllable)
      }
    }
  }

  private func words(_ article: String) throws -> [String] { try tokens(article).map(\.word) }

  @Test("a word has the id of the lexicons' word, whatever its letter case")
  func idsIgnoreCase() throws {
    let seen = try tokens("nhấn Nhấn NHẤN")
    #expect(seen[0].id != WordTable.unknown)
    #expect(Set(seen.map(\.id)).count == 1)
  }

  @Test("both placements of a tone mark are one word: thỏa, thoả")
  func toneMarkPlacement() throws {
    let seen = try tokens("thỏa thoả ủy uỷ")
    #expect(seen[0].id != WordTable.unknown)
    #expect(seen[0].id == seen[1].id)
    #expect(seen[2].id == seen[3].id)
  }

  @Test("a word of no lexicon has no id")
  func unknownWords() throws {
    #expect(try tokens("Xylwhort")[0].id == WordTable.unknown)
  }

  @Test("two words that the crawl ran together are two, and the second begins a sentence")
  func lostSpaces() throws {
    let seen = try tokens("tại Hà NộiChủ tịch huyện")
    #expect(seen.map(\.word) == ["tại", "Hà", "Nội", "Chủ", "tịch", "huyện"])
    #expect(seen.map(\.glued) == [false, false, false, true, false, false])
  }

  @Test("capitals run together with a sentence's first word are two words")
  func lostSpaceAfterAcronym() throws {
    let seen = try tokens("theo AFPÔng Lưu")
    #expect(seen.map(\.word) == ["theo", "AFP", "Ông", "Lưu"])
    #expect(seen[2].glued)
  }

  @Test(
    "a name with a capital inside stays one word",
    arguments: ["McAlbright", "TikToker", "VinhPhat", "YouTube", "iPhone", "DeLorraine"])
  func capitalsInsideNames(name: String) throws {
    #expect(try words("ông \(name) nói") == ["ông", name, "nói"])
  }

  @Test("letter case and the form of a syllable are told apart, as names depend on them")
  func shapes() throws {
    let seen = try tokens("bến Lục UBND McAlbright Volzhin")
    #expect(seen.map(\.shape) == [.lower, .capitalised, .capitals, .mixed, .capitalised])
    #expect(seen[1].isSyllable)
    #expect(!seen[4].isSyllable)
  }

  @Test("numbers keep their separators and are no words")
  func numbers() throws {
    let kinds = try stages("1.500 bến, 32,5 độ", upTo: .tokens) { text in
      text.tokens.indices.map { text.tokens[$0].kind == .number ? text.text($0, $0 + 1) : "" }
    }
    #expect(kinds.filter { !$0.isEmpty } == ["1.500", "32,5"])
  }

  @Test("every glyph of a quotation mark has the role of a mark")
  func markRoles() throws {
    for glyph in ["“", "”", "„", "‟", "\"", "‘", "’", "‚", "'", "`", "«", "»", "″"] {
      let role = try stages("a \(glyph) b", upTo: .tokens) { $0.tokens[1].role }
      #expect(role == UInt8(ascii: "m"), "\(glyph)")
    }
  }

  @Test("tokens tile the text: in order, none over another, nothing but white space between")
  func tokensTileTheText() throws {
    let article = "Ông Lục: “Bến đò…” (20/10),\n\tgiá 5.000đ — theo AFPBà Mận. 😀 ☂"
    try stages(article, upTo: .tokens) { text in
      var end = 0
      for token in text.tokens {
        #expect(Int(token.start) >= end)
        let gap = text.text(bytes: end..<Int(token.start))
        #expect(gap.filter { !$0.isWhitespace } == "")
        end = Int(token.end)
      }
      #expect(text.text(bytes: end..<text.bytes.count).filter { !$0.isWhitespace } == "")
    }
  }
}
