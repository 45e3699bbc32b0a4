import Testing

@testable import VietnameseText

@Suite struct SyllablesTests {
  /// Each token as its kind's letter and its text.
  func shown(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return Syllables.tokens(of: text).map { token in
      let piece = String(decoding: bytes[token.range], as: UTF8.self)
      return switch token.kind {
      case .word: "w:" + piece
      case .number: "n:" + piece
      case .punctuation: "p:" + piece
      case .newline: "l:" + String(piece.utf8.count)
      }
    }
  }

  @Test(arguments: [
    ("TP.HCM", ["w:TP", "p:.", "w:HCM"]),
    ("Mai-ca, nhé", ["w:Mai", "p:-", "w:ca", "p:,", "w:nhé"]),
    ("1.500 đồng", ["n:1.500", "w:đồng"]),
    ("1.500đồng", ["n:1.500", "w:đồng"]),
    ("ngày 4.1.2017.", ["w:ngày", "n:4.1.2017", "p:."]),
    ("1,5, 2", ["n:1,5", "p:,", "n:2"]),
    ("5G Covid19 20h30", ["w:5G", "w:Covid19", "w:20h30"]),
    ("Q.1", ["w:Q", "p:.", "n:1"]),
    ("thôi... “đi”…", ["w:thôi", "p:...", "p:“", "w:đi", "p:”", "p:…"]),
    ("a\r\nb\n\nc", ["w:a", "l:2", "w:b", "l:1", "l:1", "w:c"]),
    ("e\u{302}\u{301}m", ["w:e\u{302}\u{301}m"]),
    ("a\u{A0}b\u{200B}c", ["w:a", "w:b", "w:c"]),
    ("👩\u{200D}🌾", ["p:👩\u{200D}", "p:🌾"]),
    ("", []),
  ])
  func textIsPartedIntoTokens(text: String, expected: [String]) {
    #expect(shown(text) == expected)
  }

  @Test(
    arguments: [
      ("đặng", .lower), ("Đặng", .capitalised), ("ĐẶNG", .allCaps), ("đẶng", .mixed), ("ĐặnG", .mixed),
      ("Ý", .capitalised), ("à", .lower), ("H5N1", .allCaps), ("5G", .allCaps), ("F0", .allCaps),
      ("20h", .lower),
      ("中", .none), ("12", .none), ("E\u{301}", .capitalised), ("Covid19", .capitalised),
    ] as [(String, Token.LetterCase)])
  func wordKnowsItsCase(word: String, expected: Token.LetterCase) {
    let tokens = Syllables.tokens(of: word)
    #expect(tokens.count == 1)
    #expect(tokens.first?.letterCase == expected)
  }

  @Test func spacesBeforeAndLengthsAreKept() {
    let tokens = Syllables.tokens(of: "Đi, đâu\nđó")
    #expect(tokens.map(\.hasSpaceBefore) == [false, false, true, false, true])
    #expect(tokens.map(\.scalarCount) == [2, 1, 3, 1, 2])
    #expect(MemoryLayout<Token>.stride == 12)
  }

  @Test func rangeKeepsOffsetsOfTheWhole() {
    var text = "ông đi về"
    var tokens: [Token] = []
    text.withUTF8 { Syllables.tokenize($0, in: 5..<8, into: &tokens) }
    #expect(tokens.map(\.range) == [5..<8])
  }

  @Test func tokensAreInOrderAndSplitNoCharacterAndLoseNoLetter() {
    var random = SeededGenerator(state: 3)
    for _ in 0..<500 {
      let text = randomText(upTo: 50, using: &random)
      let bytes = Array(text.utf8)
      var last = 0
      for token in Syllables.tokens(of: text) {
        #expect(token.start < token.end && Int(token.start) >= last)
        for place in [Int(token.start), Int(token.end)] where place < bytes.count {
          #expect(bytes[place] & 0xC0 != 0x80)
        }
        // What is left out is white space only.
        let gap = String(decoding: bytes[last..<Int(token.start)], as: UTF8.self)
        #expect(gap.unicodeScalars.allSatisfy { $0 == " " || $0 == "\u{A0}" || $0 == "\u{200B}" })
        last = Int(token.end)
      }
    }
  }

  @Test func bytesThatAreNoUTF8AreReadWithinBounds() {
    var random = SeededGenerator(state: 4)
    for _ in 0..<500 {
      let bytes = (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }
      bytes.withUnsafeBufferPointer { buffer in
        var tokens: [Token] = []
        Syllables.tokenize(buffer, into: &tokens)
        #expect(tokens.allSatisfy { $0.end <= 20 })
        var sentences: [Range<Int>] = []
        SentenceSplitter().split(buffer, into: &sentences)
        #expect(sentences.allSatisfy { $0.upperBound <= 20 })
        var output: [UInt8] = []
        Folding.appendFolded(buffer, to: &output)
        ToneMarks.appendModern(buffer, to: &output)
        _ = OffsetMap(utf8: buffer)
      }
    }
  }
}
