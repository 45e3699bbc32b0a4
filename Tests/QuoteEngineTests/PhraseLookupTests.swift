import Testing

@testable import QuoteEngine

@Suite("phrase lookup")
struct PhraseLookupTests {
  private func hit(_ category: Category, _ article: String, at: Int = 0) throws -> String? {
    try stages(article, upTo: .phrases) { text in
      text.hit(category, at).map { text.text(at, at + Int($0.length)) }
    }
  }

  @Test("the longest phrase wins: nói thêm, not nói")
  func longestPhraseWins() throws {
    #expect(try hit(.cue, "nói thêm rằng") == "nói thêm")
    #expect(try hit(.cue, "nói rằng") == "nói")
    #expect(try hit(.title, "phó giám đốc bến") == "phó giám đốc")
  }

  @Test("a phrase is found whatever its letter case")
  func letterCase() throws {
    #expect(try hit(.title, "Phó Giám Đốc bến") == "Phó Giám Đốc")
    #expect(try hit(.title, "PHÓ GIÁM ĐỐC bến") == "PHÓ GIÁM ĐỐC")
  }

  @Test("a phrase that breaks off is not found, but the shorter one within it is")
  func brokenPhrase() throws {
    #expect(try hit(.cue, "cho") == nil)
    #expect(try hit(.cue, "cho bến") == nil)
    #expect(try hit(.title, "phó giám") == nil)
  }

  @Test("no phrase reaches over a seam where the crawl lost a line end")
  func phrasesStopAtSeams() throws {
    #expect(try hit(.place, "Hà NộiChủ") == "Hà Nội")
    let across = try stages("chủ Tịch nước", upTo: .tokens) { text -> Int32? in
      text.tokens[1].glued = true
      PhraseLookup(phrases: try Shipped.library().phrases).run(text)
      return text.hit(.title, 0)?.length
    }
    #expect((across ?? 0) <= 1)
  }

  @Test("a word of two syllables hides what its syllables mean alone, unless a longer phrase begins there")
  func wordsHideSyllables() throws {
    try stages("Bộ thể hiện rõ tài chính.", upTo: .phrases) { text in
      #expect(text.hit(.word, 1)?.length == 2)
      #expect(text.hit(.connective, 2) == nil)
      #expect(text.hit(.preverbal, 5) == nil)
    }
    try stages("Họ triển khai phương án.", upTo: .phrases) { text in #expect(text.hit(.cue, 2) == nil) }
    try stages("Bà hiện chính là người khai.", upTo: .phrases) { text in #expect(text.hit(.cue, 5) != nil) }
  }

  @Test("the mask of categories tells the same as the phrases, where no word hides them")
  func maskAgrees() throws {
    try stages("Theo ông giám đốc Sở Đò, bác sĩ nói rằng chợ vẫn mở.", upTo: .phrases) { text in
      for k in text.tokens.indices {
        let hits = text.hits[Int(text.hitStart[k])..<Int(text.hitStart[k + 1])]
        let mask = hits.reduce(UInt32(0)) { $0 | 1 << UInt32($1.sense.category.rawValue) }
        #expect(mask == text.hitMask[k])
      }
    }
  }

  @Test("one word may have several senses: a cue, a document, a name")
  func severalSenses() throws {
    #expect(try hit(.cue, "báo cáo của xã") == "báo cáo")
    #expect(try hit(.document, "báo cáo của xã") == "báo cáo")
  }

  @Test("a cue carries the class of its lexicon entry")
  func cueClasses() throws {
    for (phrase, kind) in [("phủ nhận", CueClass.deny), ("khẳng định", .assert), ("thừa nhận", .admit)] {
      let found = try stages(phrase, upTo: .phrases) { text in
        text.hit(.cue, 0).map { CueClass.allCases[Int($0.sense.kind)] }
      }
      #expect(found == kind, "\(phrase)")
    }
  }

  @Test("a phrase that a user adds to a lexicon is found without a rebuild")
  func addedPhrases() throws {
    var files = try ShippedPatterns.files()
    files.append(
      PatternFile(name: "extra/cues.txt", text: "# lexicon: cue\nthủ thỉ kể lại | narrate | both | both\n"))
    let library = try PatternLibrary(files: files)
    let found = try stages("thủ thỉ kể lại", upTo: .phrases, library: library) { $0.hit(.cue, 0)?.length }
    #expect(found == 4)
    let claim = QuoteEngine(library: library).annotate("Bà Lã Thị Nhuần thủ thỉ kể lại bến đò từng rất đông.")
    #expect(claim.claims.map(\.content.text) == ["bến đò từng rất đông"])
  }
}
