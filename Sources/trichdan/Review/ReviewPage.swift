/// What the terminal review shows at a moment, whatever the size of the terminal.
struct ReviewPage {
  /// Which article, at the top left.
  var head = ""
  /// How much is left, at the top right.
  var progress = ""
  /// The article's title.
  var title = ""
  /// The paragraph with its marks.
  var text = StyledText()
  /// What of `text` must be seen, as code points of it.
  var focus = 0..<0
  /// So many lines further down than where the focus is seen best.
  var scroll = 0
  /// Facts about the record, each with a word for what it is. The last ones give way on a small terminal.
  var facts: [(label: String, text: StyledText)] = []
  /// Lines that take the facts' place: help, or what may be chosen.
  var list: [String]?
  /// Which line of `list` is chosen.
  var chosen: Int?
  /// What is asked, and what was typed so far.
  var prompt: (question: String, typed: String)?
  /// What the last key did.
  var message: (text: String, style: Style)?
  /// The keys that may be pressed.
  var keys: [(key: String, meaning: String)] = []

  /// A page as lines for a terminal.
  struct Drawn {
    var lines: [String]
    /// Where the user types.
    var cursor: (column: Int, row: Int)?
  }

  private static let labelWidth = 11

  /// Lays the page out; no line is wider than `columns`, and there are at most `rows` of them.
  func drawn(columns: Int, rows: Int, colour: Bool) -> Drawn {
    let columns = max(columns, 20)
    let words = Messages.current
    func rule() -> String { Style.dim.applied(to: String(repeating: "─", count: columns), colour: colour) }
    var top = [headLine(columns, colour)]
    if !title.isEmpty {
      top.append(Style.bold.applied(to: DisplayWidth.cut(Printable.text(title), to: columns), colour: colour))
    }
    top.append(rule())
    var bottom: [String] = []
    var cursor: (column: Int, row: Int)?
    if let prompt {
      let question = Printable.text(words.message(prompt.question)) + " "
      // The end of what was typed is what the typist looks at.
      var typed = Printable.text(prompt.typed)
      while DisplayWidth.of(question) + DisplayWidth.of(typed) + 1 > columns, !typed.isEmpty {
        typed.removeFirst()
      }
      cursor = (min(columns - 1, DisplayWidth.of(question) + DisplayWidth.of(typed)), 0)
      bottom.append(Style.bold.applied(to: DisplayWidth.cut(question, to: columns), colour: colour) + typed)
    } else if let message {
      bottom.append(
        message.style.applied(
          to: DisplayWidth.cut(Printable.text(words.message(message.text)), to: columns), colour: colour)
      )
    } else {
      bottom.append("")
    }
    bottom += keyLines(columns, colour)

    let middle = max(0, rows - top.count - bottom.count - 1)
    let body = text.lines(width: columns)
    let below = belowLines(columns, colour)
    // The text may have what the facts do not need, and in any case some lines of its own.
    let least = min(body.count, max(3, middle * 2 / 5))
    let room = max(0, min(below.count, middle - least))
    let shown = window(body, max(0, middle - room), colour)
    var lines = top + shown
    lines += Array(repeating: "", count: max(0, middle - room - shown.count))
    lines.append(rule())
    lines += cut(below, room, colour)
    let promptRow = lines.count
    lines += bottom
    if lines.count > rows { lines = Array(lines.suffix(rows)) }
    if let column = cursor?.column {
      cursor = (column, promptRow - max(0, top.count + middle + 1 + bottom.count - rows))
    }
    return Drawn(lines: lines, cursor: cursor)
  }

  private func headLine(_ columns: Int, _ colour: Bool) -> String {
    let right = DisplayWidth.cut(progress, to: columns / 2)
    let left = DisplayWidth.cut(Printable.text(head), to: columns - DisplayWidth.of(right) - 2)
    let space = String(
      repeating: " ", count: max(1, columns - DisplayWidth.of(left) - DisplayWidth.of(right)))
    return Style.dim.applied(to: left, colour: colour) + space + Style.cyan.applied(to: right, colour: colour)
  }

  private func keyLines(_ columns: Int, _ colour: Bool) -> [String] {
    var lines: [(text: String, width: Int)] = []
    for (key, english) in keys {
      let (key, meaning) = (Messages.current(key), Messages.current(english))
      let width = DisplayWidth.of(key) + 1 + DisplayWidth.of(meaning)
      let shown = Style.bold.applied(to: key, colour: colour) + " " + meaning
      if let last = lines.last, last.width + 2 + width <= columns {
        lines[lines.count - 1] = (last.text + "  " + shown, last.width + 2 + width)
      } else {
        lines.append((shown, width))
      }
    }
    return lines.map(\.text)
  }

  private func belowLines(_ columns: Int, _ colour: Bool) -> [String] {
    if let list {
      return list.enumerated().map { index, line in
        let isChosen = index == chosen
        let mark = chosen == nil ? "" : isChosen ? "> " : "  "
        let shown = DisplayWidth.cut(
          Printable.text(mark + (chosen == nil ? Messages.current.message(line) : line)), to: columns)
        return isChosen ? Style.bold.applied(to: shown, colour: colour) : shown
      }
    }
    var lines: [String] = []
    for (label, text) in facts {
      for (index, line) in text.lines(width: max(10, columns - Self.labelWidth)).enumerated() {
        let head = index == 0 ? Messages.current(label) : ""
        let padded = head + String(repeating: " ", count: max(1, Self.labelWidth - DisplayWidth.of(head)))
        lines.append(Style.dim.applied(to: padded, colour: colour) + line.text(colour: colour))
      }
    }
    return lines
  }

  private func cut(_ lines: [String], _ room: Int, _ colour: Bool) -> [String] {
    guard lines.count > room else { return lines }
    guard room > 0 else { return [] }
    if let chosen, chosen >= room - 1 { return Array(lines[(chosen - room + 1)...chosen]) }
    return lines.prefix(room - 1) + [Style.dim.applied(to: "…", colour: colour)]
  }

  /// The lines of the text that fit, with the focus among them.
  private func window(_ body: [StyledText.Line], _ room: Int, _ colour: Bool) -> [String] {
    guard body.count > room else { return body.map { $0.text(colour: colour) } }
    guard room > 0 else { return [] }
    let first = body.firstIndex { $0.range.upperBound > focus.lowerBound } ?? 0
    let last = body.lastIndex { $0.range.lowerBound < focus.upperBound } ?? first
    // As much before the focus as behind it, if all of it is seen; else its beginning.
    let before = max(0, (room - (last - first + 1)) / 2)
    var from = max(0, first - before)
    from = min(max(0, from + scroll), body.count - room)
    return body[from..<from + room].map { $0.text(colour: colour) }
  }
}
