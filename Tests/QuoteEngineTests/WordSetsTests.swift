import Testing

@testable import QuoteEngine

@Suite("word sets")
struct WordSetsTests {
  @Test("a word is found in any letter case and with its tone mark in either place, a phrase as a whole")
  func lookups() throws {
    try stages("Tổ chức tổ CHỨC của Của ngay tại", upTo: .phrases) { text in
      #expect(text.length(of: .houseVerbs, 0) == 2)
      #expect(text.length(of: .houseVerbs, 1) == 0)
      #expect(text.reads(.houseVerbs, 2, 4))
      #expect(!text.reads(.houseVerbs, 2, 3))
      #expect(text.isOne(of: .owningLinks, 4) && text.isOne(of: .owningLinks, 5))
      #expect(text.length(of: .locatives, 6) == 2)
      #expect(!text.isOne(of: .owningLinks, 99) && !text.reads(.locatives, 7, 99))
    }
  }

  @Test("every set that a stage asks for is there, and a file that nobody asks for is named")
  func filesAndNames() throws {
    var files = try ShippedPatterns.files()
    #expect(try PatternLibrary(files: files).faults.isEmpty)
    files.removeAll { $0.name == "words/first-persons.txt" }
    files.append(PatternFile(name: "words/ferries.txt", text: "đò\n"))
    let faults = try PatternLibrary(files: files).faults
    #expect(Set(faults.map(\.file)) == ["words/first-persons.txt", "words/ferries.txt"])
  }

  @Test("what is no word, and a set without words, are named with their lines")
  func badEntries() throws {
    var files = try ShippedPatterns.files().filter { $0.name != "words/copulas.txt" }
    files.append(PatternFile(name: "words/copulas.txt", text: "# copulas\n1+1\n"))
    let faults = try PatternLibrary(files: files).faults
    #expect(faults.map(\.line) == [2, 0])
  }
}

@Suite("lexicon heads")
struct LexiconHeadTests {
  private func faults(_ text: String) throws -> [PatternFault] {
    var files = try ShippedPatterns.files()
    files.append(PatternFile(name: "extra/mine.txt", text: text))
    return try PatternLibrary(files: files).faults
  }

  @Test("a lexicon of a user's own says what it is, and its columns may stand in another order")
  func ownColumns() throws {
    let text = "# lexicon: title\n# fields: phrase | gender | kind\nchủ bến đò | f | profession\n"
    #expect(try faults(text).isEmpty)
    var files = try ShippedPatterns.files()
    files.append(PatternFile(name: "extra/mine.txt", text: text))
    let hit = try stages("chủ bến đò", upTo: .phrases, library: PatternLibrary(files: files)) {
      $0.hit(.title, 0)
    }
    #expect(hit?.sense.titleKind == .profession && hit?.sense.gender == .female)
  }

  @Test(
    "a head that says too little, or what nobody reads, is a fault that names the remedy",
    arguments: [
      ("chủ bến đò | office | -\n", "# lexicon:"),
      ("# lexicon: ferry\nchủ bến đò\n", "there are cue"),
      (
        "# lexicon: title\n# fields: phrase | kind | colour\nchủ bến đò | office | -\n",
        "nobody reads the field"
      ),
      ("# lexicon: title\n# fields: phrase | kind\nchủ bến đò | office\n", "needs the field `gender`"),
      ("# lexicon: title\n# kind: office | boss\nchủ bến đò | office | -\n", "nobody reads the kind `boss`"),
      ("# lexicon: title\n# kind: office\nchủ bến đò | rank | -\n", "is not one of office"),
      ("# lexicon: title\nchủ bến đò | rank | - | x\n", "3 fields"),
      ("# lexicon: title\nchủ bến đò | rank\n", "needs 2 fields"),
      ("# lexicon: title\n", "holds no entry"),
    ])
  func badHeads(text: String, part: String) throws {
    let found = try faults(text)
    #expect(found.count == 1 && found[0].file == "extra/mine.txt")
    #expect(found[0].message.contains(part), "\(found[0].message)")
  }

  @Test("a lexicon that is gone is named")
  func goneLexicon() throws {
    let files = try ShippedPatterns.files().filter { $0.name != "lexicons/kin.txt" }
    let found = try PatternLibrary(files: files).faults
    #expect(found.count == 1 && found[0].message.contains("# lexicon: kin"))
  }

  @Test("a phrase that opens sentences does not make a family name of its first word an opener")
  func wholePhrases() throws {
    try stages("Phạm vi bến đò. Phạm Văn Nhượng.", upTo: .phrases) { text in
      #expect(text.opensSentence(0))
      #expect(!text.opensSentence(5))
    }
  }
}
