import QuoteEngine
import Testing

@testable import TrichdanProgram

@Suite struct KeyTests {
  private func keys(_ pieces: String...) -> [Key] {
    var parser = KeyParser()
    var keys: [Key] = []
    for piece in pieces { keys += parser.parse(piece.utf8) }
    return keys + parser.flush()
  }

  @Test func keysComeAsTheTerminalSendsThem() {
    #expect(keys("aĐ1?") == [.character("a"), .character("Đ"), .character("1"), .character("?")])
    #expect(keys("\r\t\u{7F}\u{3}") == [.enter, .tab, .backspace, .control("c")])
    #expect(keys("\u{1B}[A\u{1B}OB\u{1B}[5~\u{1B}[Z\u{1B}[1;5C") == [.up, .down, .pageUp, .backTab, .right])
    #expect(keys("\u{1B}") == [.escape])
    #expect(keys("\u{1B}", "[", "D") == [.left])
    #expect(keys("\u{1B}q") == [.escape, .character("q")])
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys("\u{1B}[99zx") == [.character("x")])
  }

  @Test func lettersMayComeInPieces() {
    var parser = KeyParser()
    var keys: [Key] = []
    for byte in "ệ🚀".utf8 { keys += parser.parse([byte]) }
    #expect(keys == [.character("ệ"), .character("🚀")])
    #expect(parser.parse([0xFF, 0xC3, 0x61]) == [.character("a")])
  }

  @Test func pastedTextIsOneKey() {
    #expect(keys("\u{1B}[200~a\rb\u{1B}[A", "\u{1B}[201", "~c") == [.paste("a\rb\u{1B}[A"), .character("c")])
  }

  @Test func aLineIsEditedByLetters() {
    var line = LineEditor("Lê")
    for key in [Key.character(" "), .character("Ả"), .backspace, .paste("Thị\nMận"), .left] {
      _ = line.take(key)
    }
    #expect(line.text == "Lê Thị Mận")
    _ = line.take(.control("w"))
    #expect(line.text == "Lê Thị ")
    _ = line.take(.control("u"))
    #expect(line.text == "")
  }

  @Test func theEdgesOfASpanMoveByWordsAndLetters() {
    let text = Array("“Đò sẽ chạy trước Tết”, bà nói".unicodeScalars)
    var editor = SpanEditor(Span(start: 1, end: 21), in: text)
    _ = editor.take(.left)
    #expect(editor.span == Span(start: 1, end: 17))
    _ = editor.take(.right)
    _ = editor.take(.right)
    #expect(editor.span == Span(start: 1, end: 26))
    _ = editor.take(.tab)
    _ = editor.take(.right)
    #expect(editor.span.start == 4)
    _ = editor.take(.character(","))
    #expect(editor.span.start == 3)
    for _ in 0..<50 { _ = editor.take(.right) }
    #expect(editor.span.count > 0)
    for _ in 0..<50 { _ = editor.take(.left) }
    #expect(editor.span.start == 0)
  }

  @Test func missedWordsAreFoundAsTyped() {
    let finder = WordsFinder(Array("Hoà nói “đò chạy”. Rồi bà Hoa nói: đò chạy, 5 chuyến.".unicodeScalars))
    #expect(finder.find("đò chạy", near: 0) == Span(start: 9, end: 16))
    #expect(finder.find("ĐÒ  CHẠY", near: 40) == Span(start: 35, end: 42))
    #expect(finder.find("do chay", near: 0) == Span(start: 9, end: 16))
    #expect(finder.find("hòa nói", near: 50) == Span(start: 0, end: 7))
    #expect(finder.find("rồi … 5 chuyến", near: 0) == Span(start: 19, end: 52))
    #expect(finder.find("rồi...chuyến", near: 0) == Span(start: 19, end: 52))
    for typed in ["", "…", "không có", "chuyến … rồi", "đo chạy"] {
      #expect(finder.find(typed, near: 0) == nil)
    }
    #expect(finder.kind(of: Span(start: 9, end: 16)) == .direct)
    #expect(finder.kind(of: Span(start: 35, end: 42)) == .indirect)
  }

  @Test func styledTextBreaksBetweenWordsAndNeverIsWider() {
    var text = StyledText()
    text.append("Bến đò Vân Trạch\nsẽ mở", [])
    text.append(" lại-trước-Tết-năm-nay", [.green])
    #expect(
      text.lines(width: 10).map { $0.text(colour: false) } == [
        "Bến đò Vân", "Trạch", "sẽ mở", "lại-trước-", "Tết-năm-na", "y",
      ])
    for width in 1...30 {
      #expect(text.lines(width: width).allSatisfy { DisplayWidth.of($0.text(colour: false)) <= width })
    }
    var hostile = StyledText()
    hostile.append("a\u{1B}[2J\u{7}\u{202E}\tb", [])
    #expect(hostile.lines(width: 80)[0].text(colour: false) == "a [2J  b")
  }

  @Test func aPageNeverHasMoreLinesThanTheScreen() {
    var page = ReviewPage()
    page.head = String(repeating: "đầu ", count: 60)
    page.progress = "12 left, 3 decided"
    page.title = String(repeating: "Bến đò ", count: 40)
    page.text.append(String(repeating: "Đò sẽ chạy trước Tết. ", count: 200))
    page.focus = 2000..<2100
    for index in 0..<30 {
      var fact = StyledText()
      fact.append("lý do \(index)")
      page.facts.append((label: "Why", text: fact))
    }
    page.keys = [(key: "a", meaning: "accept"), (key: "q", meaning: "quit")]
    for rows in 4...40 {
      for columns in [20, 40, 80, 200] {
        let drawn = page.drawn(columns: columns, rows: rows, colour: false)
        #expect(drawn.lines.count <= rows)
        #expect(drawn.lines.allSatisfy { DisplayWidth.of($0) <= columns })
      }
    }
    page.prompt = (question: "Who says it?", typed: String(repeating: "rất dài ", count: 40))
    let drawn = page.drawn(columns: 80, rows: 24, colour: false)
    #expect(drawn.cursor.map { $0.column < 80 && drawn.lines[$0.row].hasPrefix("Who says it?") } == true)
  }
}
