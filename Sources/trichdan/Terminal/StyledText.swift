/// Text in stretches of one style each, broken into lines of a terminal's width.
struct StyledText {
  private var cells: [(scalar: Unicode.Scalar, styles: [Style])] = []

  /// Makes an empty text.
  init() {}

  /// Makes a text of a line or a part of another one.
  init(_ cells: ArraySlice<(scalar: Unicode.Scalar, styles: [Style])>) { self.cells = Array(cells) }

  /// A line of the text, and where it begins and ends among the code points that were added.
  struct Line {
    var cells: ArraySlice<(scalar: Unicode.Scalar, styles: [Style])>

    /// The line for a terminal.
    func text(colour: Bool) -> String {
      var out = ""
      var current: [Style] = []
      for cell in cells {
        if colour, cell.styles != current {
          if !current.isEmpty { out += "\u{1B}[0m" }
          if !cell.styles.isEmpty {
            out += "\u{1B}[" + cell.styles.map(\.rawValue).joined(separator: ";") + "m"
          }
          current = cell.styles
        }
        // What keeps words together in a line is a space to whoever copies it.
        out.unicodeScalars.append(cell.scalar == "\u{A0}" ? " " : cell.scalar)
      }
      return current.isEmpty ? out : out + "\u{1B}[0m"
    }

    /// Which of the cells the line has.
    var range: Range<Int> { cells.startIndex..<cells.endIndex }
  }

  /// How many code points were added.
  var count: Int { cells.count }

  /// The columns that it takes in one line.
  var width: Int { cells.reduce(0) { $0 + DisplayWidth.of($1.scalar) } }

  /// What stands from a place on.
  func cells(from start: Int) -> ArraySlice<(scalar: Unicode.Scalar, styles: [Style])> { cells[start...] }

  /// It in one line for a terminal.
  func text(colour: Bool) -> String { Line(cells: cells[...]).text(colour: colour) }

  /// It in one line, cut to `width` columns, with `…` in place of what was cut.
  func cut(to width: Int) -> StyledText {
    guard self.width > width else { return self }
    var used = 0
    var end = 0
    while end < cells.count, used + DisplayWidth.of(cells[end].scalar) < width {
      used += DisplayWidth.of(cells[end].scalar)
      end += 1
    }
    // No mark without its letter.
    while end < cells.count, DisplayWidth.of(cells[end].scalar) == 0 { end += 1 }
    var cut = StyledText(cells[..<end])
    cut.append("…", cells[end - 1 < 0 ? 0 : end - 1].styles)
    return cut
  }

  /// Appends text; what would move the cursor or change the terminal becomes a space or nothing.
  mutating func append(_ text: some Sequence<Unicode.Scalar>, _ styles: [Style] = []) {
    for scalar in text {
      if scalar == "\n" {
        cells.append((scalar, styles))
      } else if let shown = Printable.scalar(scalar) {
        cells.append((shown, styles))
      }
    }
  }

  /// Appends text.
  mutating func append(_ text: String, _ styles: [Style] = []) { append(text.unicodeScalars, styles) }

  /// The lines, broken between words where a line would be wider than `width` columns.
  func lines(width: Int) -> [Line] {
    var lines: [Line] = []
    var start = 0
    var used = 0
    /// After the last space of the line.
    var lastBreak: Int?
    var index = 0
    func add(_ end: Int) { lines.append(Line(cells: cells[start..<end])) }
    while index < cells.count {
      let scalar = cells[index].scalar
      if scalar == "\n" {
        add(index)
        start = index + 1
        (used, lastBreak) = (0, nil)
        index += 1
        continue
      }
      let columns = DisplayWidth.of(scalar)
      if used + columns > width, index > start, scalar != " " {
        let end = lastBreak ?? index
        var visible = end
        while visible > start, cells[visible - 1].scalar == " " { visible -= 1 }
        add(visible)
        start = end
        used = cells[start..<index].reduce(0) { $0 + DisplayWidth.of($1.scalar) }
        lastBreak = nil
      }
      used += columns
      index += 1
      if scalar == " " { lastBreak = index }
    }
    if start < cells.count || lines.isEmpty {
      var visible = cells.count
      while visible > start, cells[visible - 1].scalar == " " { visible -= 1 }
      add(visible)
    }
    return lines
  }
}

/// Text that a terminal shows and does not obey.
enum Printable {
  /// The code point as it may be shown: control characters are spaces, those that turn the direction of the text nothing.
  static func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: " "
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: nil
    case 0x2028, 0x2029: " "
    default: scalar
    }
  }

  /// The text as it may be shown, in one line.
  static func text(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.compactMap(scalar)))
  }
}
