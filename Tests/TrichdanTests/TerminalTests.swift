import Testing

@testable import trichdan

@Suite struct TerminalTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("Đò chạy", 7), ("Đò chạy\u{300}", 7), ("東京", 4), ("🚀", 2), ("…“”", 3),
  ])
  func widthIsThatOfTheScreen(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
    #expect(DisplayWidth.of("e\u{302}\u{301}") == 1)
  }

  @Test func cutTextEndsWithADotsMarkAndFits() {
    #expect(DisplayWidth.cut("Đò chạy lại", to: 7) == "Đò chạ…")
    #expect(DisplayWidth.cut("Đò chạy", to: 7) == "Đò chạy")
    #expect(DisplayWidth.of(DisplayWidth.cut("東京東京", to: 4)) <= 4)
  }

  @Test func columnsAlignWhateverTheLetters() {
    var table = Table(["người nói", "số"])
    table.add(["Lê Thị Minh", "7"], rightAligned: [false, true])
    table.add(["東京\n", "12"], rightAligned: [false, true])
    #expect(table.lines(colour: false) == ["người nói    số", "Lê Thị Minh   7", "東京         12"])
  }

  @Test func onlyFlexibleColumnsGiveWayOnANarrowTerminal() {
    var table = Table(["key", "words"], flexible: [false, true])
    table.add(["mot-khoa-rat-dai-khong-duoc-cat", "những lời nói dài hơn chỗ còn lại trên màn hình"])
    let lines = table.lines(width: 60, colour: false)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 60 })
    #expect(lines[1].hasPrefix("mot-khoa-rat-dai-khong-duoc-cat  "))
    #expect(lines[1].hasSuffix("…"))
  }

  @Test func colourIsOffWhenTheUserSaysSo() {
    #expect(Terminal.allowsColour(["TERM": "xterm"]))
    #expect(!Terminal.allowsColour(["TERM": "xterm", "NO_COLOR": "1"]))
    #expect(!Terminal.allowsColour(["TERM": "dumb"]))
    #expect(Style.bold.applied(to: "x", colour: false) == "x")
  }

  @Test(arguments: [
    (0.12345, 3, "0.123"), (0.9996, 3, "1.000"), (2.0, 0, "2"), (-0.5, 1, "-0.5"), (0.05, 2, "0.05"),
  ])
  func decimalsAreRounded(number: Double, digits: Int, text: String) {
    #expect(Decimals.text(number, digits: digits) == text)
  }

  @Test func fieldsThatNeedItAreQuotedInCSV() {
    #expect(ListPrinter.csvField(.text("a,b")) == "\"a,b\"")
    #expect(ListPrinter.csvField(.text("nói “a”")) == "nói “a”")
    #expect(ListPrinter.csvField(.text("a\"b\nc")) == "\"a\"\"b\nc\"")
    #expect(ListPrinter.csvField(.none) == "")
  }

  @Test func jsonLinesKeepTheOrderOfTheColumns() {
    let line = ListPrinter.jsonLine(
      [Column("b"), Column("a"), Column("c"), Column("d")],
      [.text("x\"\u{1}\n"), .integer(3), .none, .decimal(0.5, digits: 2)])
    #expect(line == #"{"b":"x\"\u0001\n","a":3,"c":null,"d":0.50}"#)
  }
}
