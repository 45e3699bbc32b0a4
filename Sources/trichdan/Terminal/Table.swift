/// Aligned columns for a terminal.
///
///     var table = Table([Column("speaker", flexible: true), Column("words", leads: true, lines: 4)])
///     table.add(["Lê Thị Minh", "…"])
///     for line in table.lines(width: 80) { print(line) }
///
/// The columns' widths come from the rows that are there when `layout` is first asked for: a long list is laid out after
/// its first rows, and the others follow.
struct Table {
  private let columns: [Column]
  private var rows: [Row] = []
  private static let gap = 2
  /// What a column keeps when others need the room: of the usual ones, of the one that leads, and in the last resort.
  private static let least = (usual: 10, leading: 24, last: 3)
  /// The longest word, such as an article's key, for the sake of which a column keeps more.
  private static let longestWord = 20

  /// A cell's text and what of it is set off, in code points.
  struct Cell {
    var text: String
    var marks: [Range<Int>] = []
    var isRight = false
  }

  private struct Row {
    var cells: [Cell]
  }

  /// Makes a table.
  init(_ columns: [Column]) { self.columns = columns }

  /// Makes a table; `flexible` says which columns may be cut on a narrow terminal.
  init(_ head: [String], flexible: [Bool] = []) {
    columns = head.enumerated().map { Column($1, flexible: flexible.isEmpty ? false : flexible[$0]) }
  }

  /// Adds a row; line ends and tabs inside a cell become spaces.
  mutating func add(_ cells: [String], rightAligned: [Bool] = []) {
    add(cells.enumerated().map { Cell(text: $1, isRight: rightAligned.isEmpty ? false : rightAligned[$0]) })
  }

  /// Adds a row.
  mutating func add(_ cells: [Cell]) {
    rows.append(Row(cells: cells.map(Self.flat)))
  }

  /// The table's lines, head first, not wider than `width` columns where that is given.
  func lines(width: Int? = nil, colour: Bool = Terminal.hasColour) -> [String] {
    let layout = layout(width: width)
    var out = layout.head(colour: colour)
    for row in rows { out += layout.lines(row.cells, colour: colour) }
    return out
  }

  /// The widths and alignments that suit the rows so far.
  func layout(width: Int?) -> Layout {
    Layout(
      columns: columns, widths: columnWidths(width),
      numeric: columns.indices.map { column in rows.contains { $0.cells[column].isRight } })
  }

  /// Where the columns of a table stand.
  struct Layout {
    let columns: [Column]
    let widths: [Int]
    let numeric: [Bool]

    /// The line with the columns' names.
    func head(colour: Bool) -> [String] {
      let cells = columns.map { Cell(text: $0.title) }
      return [line(cells.map { Self.text($0, [.bold]) }, right: numeric, colour: colour)]
    }

    /// The lines of a row.
    func lines(_ cells: [Cell], colour: Bool) -> [String] {
      let parts = zip(cells.map(Table.flat), zip(columns, widths)).map { cell, column in
        column.1 == 0 ? [] : Self.broken(cell, width: column.1, most: column.0.lines)
      }
      let height = parts.map(\.count).max() ?? 1
      let right = zip(cells, numeric).map { $0.isRight && $1 }
      return (0..<max(1, height)).map { number in
        line(parts.map { number < $0.count ? $0[number] : StyledText() }, right: right, colour: colour)
      }
    }

    private func line(_ cells: [StyledText], right: [Bool], colour: Bool) -> String {
      var out = ""
      // Nothing stands at a line's end that is not seen.
      let last = cells.indices.last { cells[$0].count > 0 && widths[$0] > 0 } ?? 0
      for (column, cell) in cells.enumerated().prefix(last + 1) where widths[column] > 0 {
        let width = widths[column]
        let shown = cell.cut(to: width)
        let space = String(repeating: " ", count: max(0, width - shown.width))
        if widths[..<column].contains(where: { $0 > 0 }) { out += String(repeating: " ", count: Table.gap) }
        let text = shown.text(colour: colour)
        if right[column] {
          out += space + text
        } else {
          out += column < last ? text + space : text
        }
      }
      return out
    }

    private static func text(_ cell: Cell, _ styles: [Style] = []) -> StyledText {
      var text = StyledText()
      var place = 0
      let scalars = Array(cell.text.unicodeScalars)
      for mark in cell.marks where mark.lowerBound >= place && mark.upperBound <= scalars.count {
        text.append(scalars[place..<mark.lowerBound], styles)
        text.append(scalars[mark], styles + [.bold, .underline])
        place = mark.upperBound
      }
      text.append(scalars[place...], styles)
      return text
    }

    /// A cell in at most so many lines; what is more is left out with `…`.
    private static func broken(_ cell: Cell, width: Int, most: Int) -> [StyledText] {
      let whole = text(cell)
      if most <= 1 || whole.width <= width { return [whole] }
      let lines = whole.lines(width: width)
      guard lines.count > most else { return lines.map { StyledText($0.cells) } }
      var kept = lines.prefix(most).map { StyledText($0.cells) }
      kept[most - 1] = StyledText(whole.cells(from: lines[most - 1].range.lowerBound)).cut(to: width)
      return kept
    }
  }

  /// The columns' widths; 0 for one that the terminal has no room for.
  private func columnWidths(_ limit: Int?) -> [Int] {
    var widths = columns.map { DisplayWidth.of($0.title) }
    var words = Array(repeating: 0, count: columns.count)
    for row in rows {
      for (column, cell) in row.cells.enumerated() {
        widths[column] = max(widths[column], DisplayWidth.of(cell.text))
        guard limit != nil, columns[column].flexible else { continue }
        for word in cell.text.split(separator: " ") {
          words[column] = max(words[column], DisplayWidth.of(word))
        }
      }
    }
    guard let limit else { return widths }
    let least = columns.indices.map { column in
      let kept =
        columns[column].leads
        ? Self.least.leading
        : columns[column].flexible
          ? max(Self.least.usual, min(words[column], Self.longestWord)) : widths[column]
      return min(widths[column], kept)
    }
    var all = Array(widths.indices)
    func needed() -> Int { all.reduce(0) { $0 + least[$1] } + Self.gap * (all.count - 1) }
    while needed() > limit,
      let spared = all.filter({ columns[$0].spare > 0 }).max(by: { columns[$0].spare < columns[$1].spare })
    {
      widths[spared] = 0
      all.removeAll { $0 == spared }
    }
    let room = limit - Self.gap * (all.count - 1)
    /// Takes from the widest of some columns, down to the next widest or what each keeps, until all fit `room`.
    func narrow(_ candidates: [Int], to room: Int, of all: [Int], keeping least: [Int]) {
      var excess = all.reduce(0) { $0 + widths[$1] } - room
      while excess > 0 {
        let open = candidates.filter { widths[$0] > least[$0] }
        guard let widest = open.max(by: { widths[$0] < widths[$1] }) else { return }
        let next = open.filter { $0 != widest }.map { widths[$0] }.max() ?? least[widest]
        let step = min(excess, max(1, widths[widest] - max(least[widest], next)))
        widths[widest] -= step
        excess -= step
      }
    }
    let leading = all.filter { columns[$0].leads }
    let usual = all.filter { columns[$0].flexible && !columns[$0].leads }
    if !leading.isEmpty, all.reduce(0, { $0 + widths[$1] }) > room {
      // The words get half of the room at least, where they need it.
      let wanted = leading.reduce(0) { $0 + widths[$1] }
      narrow(
        usual, to: room - min(wanted, (room * 52 + 99) / 100), of: all.filter { !leading.contains($0) },
        keeping: least)
      narrow(leading, to: room, of: all, keeping: least)
    }
    narrow(usual, to: room, of: all, keeping: least)
    narrow(usual, to: room, of: all, keeping: Array(repeating: Self.least.usual, count: columns.count))
    narrow(all, to: room, of: all, keeping: Array(repeating: Self.least.last, count: columns.count))
    return widths
  }

  private static func flat(_ cell: Cell) -> Cell {
    guard cell.text.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return cell }
    var cell = cell
    cell.text = String(String.UnicodeScalarView(cell.text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    return cell
  }
}
