/// Aligned columns for a terminal.
struct Table {
  private let head: [String]
  private let flexible: [Bool]
  private var rows: [(cells: [String], right: [Bool])] = []
  private static let gap = 2

  /// Makes a table; `flexible` says which columns may be cut on a narrow terminal.
  init(_ head: [String], flexible: [Bool] = []) {
    self.head = head
    self.flexible = flexible.isEmpty ? head.map { _ in false } : flexible
  }

  /// Adds a row; line ends and tabs inside a cell become spaces.
  mutating func add(_ cells: [String], rightAligned: [Bool] = []) {
    let flat = cells.map { cell in
      cell.unicodeScalars.contains { $0.value < 0x20 } ? Self.flat(cell) : cell
    }
    rows.append((flat, rightAligned.isEmpty ? cells.map { _ in false } : rightAligned))
  }

  /// The table's lines, head first, cut to `width` columns where that is given.
  func lines(width: Int? = nil, colour: Bool = Terminal.hasColour) -> [String] {
    let widths = columnWidths(width)
    let numeric = head.indices.map { column in rows.contains { $0.right[column] } }
    var out = [line(head, widths, right: numeric) { Style.bold.applied(to: $0, colour: colour) }]
    for row in rows {
      out.append(line(row.cells, widths, right: zip(row.right, numeric).map { $0 && $1 }) { $0 })
    }
    return out
  }

  private func columnWidths(_ limit: Int?) -> [Int] {
    var widths = head.map { DisplayWidth.of($0) }
    for row in rows {
      for (column, cell) in row.cells.enumerated() {
        widths[column] = max(widths[column], DisplayWidth.of(cell))
      }
    }
    guard let limit else { return widths }
    var excess = widths.reduce(0, +) + Self.gap * (widths.count - 1) - limit
    while excess > 0 {
      // The widest column that may be cut gives way down to the next widest.
      let open = widths.indices.filter { flexible[$0] && widths[$0] > 12 }
      guard let widest = open.max(by: { widths[$0] < widths[$1] }) else { break }
      let next = open.filter { $0 != widest }.map { widths[$0] }.max() ?? 12
      let step = min(excess, max(1, widths[widest] - max(12, next)))
      widths[widest] -= step
      excess -= step
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int], right: [Bool], _ style: (String) -> String) -> String
  {
    var out = ""
    for (column, cell) in cells.enumerated() {
      let shown = DisplayWidth.cut(cell, to: widths[column])
      let space = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(shown)))
      if column > 0 { out += String(repeating: " ", count: Self.gap) }
      if right[column] {
        out += space + style(shown)
      } else {
        out += style(shown)
        if column + 1 < cells.count { out += space }
      }
    }
    return out
  }

  private static func flat(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}
