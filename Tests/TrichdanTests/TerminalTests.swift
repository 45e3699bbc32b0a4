import Testing

@testable import TrichdanProgram

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

  /// On a narrow terminal the names of speakers were broken after each syllable.
  @Test func columnsThatCanBeSparedMakeRoomForTheOthers() {
    var table = Table([
      Column("id"), Column("name", leads: true, lines: 3), Column("kind", flexible: true, spare: 2),
      Column("forms", flexible: true, lines: 2, spare: 1), Column("article", flexible: true, spare: 3),
    ])
    table.add(["16543", "Mạc Kim Thảng Lý Sơn", "person", "Chủ tịch huyện; ông Thảng", "nuoc-ngot-ly-son"])
    let narrow = table.lines(width: 44, colour: false)
    #expect(narrow[0].hasPrefix("id     name"))
    #expect(!narrow[0].contains("article") && !narrow[0].contains("kind") && narrow[0].contains("forms"))
    #expect(narrow[1].contains("Mạc Kim Thảng Lý Sơn"))
    #expect(narrow.allSatisfy { DisplayWidth.of($0) <= 44 })
    #expect(table.lines(width: 100, colour: false)[0].contains("article"))
  }

  /// A key was broken in the middle where the words beside it could have given way.
  @Test func keysStayWhole() {
    var table = Table([
      Column("title", flexible: true, leads: true, lines: 3), Column("article", flexible: true, lines: 3),
      Column("quotes"),
    ])
    table.add([Self.words, "Sông Bến · tin-2024-000123", "7"])
    #expect(table.lines(width: 60, colour: false).contains { $0.contains("tin-2024-000123") })
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

  private static let words = String(repeating: "những lời nói dài hơn chỗ còn lại trên màn hình ", count: 8)

  @Test(arguments: [40, 60, 80, 120, 200])
  func theWordsGetTheRoomAndNothingOverflows(width: Int) {
    let table = RecordTable(isWide: false, words: nil)
    var list = Table(table.columns)
    list.add([
      Self.words, "Mạc Kim Thảng, Chủ tịch huyện Lý Sơn kiêm Trưởng ban",
      "12/3/2024 · Báo Sông Cầu · nuoc-ngot-ly-son",
    ])
    list.add(["ngắn", "?", "a"])
    let lines = list.lines(width: width, colour: false)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(lines)")
    let speaker = DisplayWidth.of(lines[0].split(separator: "speaker")[0])
    #expect(speaker >= width / 2 - 2, "\(lines[0])")
  }

  @Test func longWordsTakeFourLinesAndSayThatTheyAreCut() {
    var table = Table([Column("words", flexible: true, leads: true, lines: 4), Column("article")])
    table.add([Self.words, "a"])
    let lines = table.lines(width: 60, colour: false)
    #expect(lines.count == 5 && lines[4].hasSuffix("…"))
    var whole = Table([Column("words", flexible: true, leads: true, lines: .max), Column("article")])
    whole.add([Self.words, "a"])
    #expect(!whole.lines(width: 60, colour: false).joined().contains("…"))
  }

  @Test func whatWasSearchedIsSetOff() {
    var table = Table([Column("words")])
    table.add([Table.Cell(text: "giá nước ngọt", marks: [4..<13])])
    #expect(table.lines(colour: true)[1] == "giá \u{1B}[1;4mnước ngọt\u{1B}[0m")
    #expect(table.lines(colour: false)[1] == "giá nước ngọt")
  }

  @Test func colouredTextIsBrokenBetweenWordsAndKeepsItsColour() {
    let text = "một hai \u{1B}[32mba bốn năm sáu bảy\u{1B}[0m tám"
    let lines = WrappedText.lines(text, width: 20)
    #expect(lines == ["một hai \u{1B}[32mba bốn năm\u{1B}[0m", "\u{1B}[32msáu bảy\u{1B}[0m tám"])
    #expect(WrappedText.lines(text, width: nil) == [text])
    #expect(WrappedText.lines("a\n\nb", width: 20) == ["a", "", "b"])
  }

  @Test(arguments: [
    (0.5, 10, ", 50%, 10 s left"), (0.1, 100, ", 10%, 15 min 0 s left"), (2, 10, ", 99%, 1 s left"),
    (0, 10, ""),
    (.nan, 1, ""),
  ])
  func progressSaysHowLongTheRestTakes(share: Double, seconds: Double, text: String) {
    #expect(Progress.rest(share: share, seconds: seconds) == text)
  }

  @Test func theColourIsThatOfTheLastOption() {
    #expect(ColourChoice.typed(["trichdan", "quotes", "--color", "always"]) == .always)
    #expect(ColourChoice.typed(["trichdan", "--color=never", "quotes"]) == .never)
    #expect(ColourChoice.typed(["trichdan", "check", "--", "--color", "always"]) == .auto)
    #expect(ColourChoice.typed(["trichdan", "--color"]) == .auto)
  }

  @Test(arguments: [("qoutes", "quotes"), ("quote", "quotes"), ("exprot", "export"), ("xyz", nil), ("", nil)])
  func theNearestNameIsOffered(typed: String, name: String?) {
    #expect(Nearest.of(typed, in: ["quotes", "speakers", "export", "import"]) == name)
  }

  @Test func jsonLinesKeepTheOrderOfTheColumns() {
    let line = ListPrinter.jsonLine(
      [Column("b"), Column("a"), Column("c"), Column("d")],
      [.text("x\"\u{1}\n"), .integer(3), .none, .decimal(0.5, digits: 2)])
    #expect(line == #"{"b":"x\"\u0001\n","a":3,"c":null,"d":0.50}"#)
  }
}
