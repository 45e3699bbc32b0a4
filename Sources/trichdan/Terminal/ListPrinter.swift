import DatasetExport

/// One value of a list.
enum Cell: Sendable, Hashable {
  case text(String)
  /// Text of which some stretches, in code points, are set off on a terminal.
  case marked(String, [Range<Int>])
  case integer(Int)
  /// A number with at most so many decimals.
  case decimal(Double, digits: Int)
  case boolean(Bool)
  /// No value: `null` in JSON, empty elsewhere.
  case none

  /// Text, or no value.
  static func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .none }

  /// The value for a spreadsheet.
  var value: SpreadsheetValue {
    switch self {
    case .text(let text), .marked(let text, _): .text(text)
    case .integer(let number): .integer(number)
    case .decimal(let number, let digits): .decimal(number, digits: digits)
    case .boolean(let value): .boolean(value)
    case .none: .none
    }
  }
}

/// A column of a list.
struct Column: Sendable {
  /// Its name, which is the key in JSON and the head elsewhere.
  var name: String
  /// Whether a narrow terminal may cut its values; the widest of these columns gives way first.
  var flexible = false
  /// Whether it gets the room that the others leave, half of it at least.
  var leads = false
  /// The most lines of a terminal that a value takes.
  var lines = 1
  /// Whether a terminal on which not all columns can be read goes without it: the highest number first; 0 for those that stay.
  var spare = 0

  /// Makes a column.
  init(_ name: String, flexible: Bool = false, leads: Bool = false, lines: Int = 1, spare: Int = 0) {
    self.name = name
    self.flexible = flexible
    self.leads = leads
    self.lines = lines
    self.spare = spare
  }

  /// Its name in the user's language.
  var title: String { Messages.current.head(name) }
}

/// Prints a list as a table, as JSON lines or as CSV.
///
///     var list = ListPrinter([Column("speaker"), Column("quote", flexible: true)], format: format, to: output)
///     try list.add([.text("Lê Thị Minh"), .text("…")])
///     try list.finish()
///
/// Rows are written as they come. A table on a terminal takes its widths from the first of them; in a pipe its cells are
/// whole, with tabs between them, for there is nobody to look at them and something that cuts them.
struct ListPrinter {
  private let columns: [Column]
  private let format: OutputFormat
  private let csv: CSVStyle
  private let output: StandardOutput
  private let isAligned: Bool
  private var table: Table
  private var layout: Table.Layout?
  private var held = 0
  private var hasHead = false

  /// How many rows decide about the widths.
  private static let sample = 200

  /// Makes a printer; rows have one cell for each of `columns`. With `isAligned`, columns are aligned in a pipe too, as
  /// short tables of figures are.
  init(
    _ columns: [Column], format: OutputFormat, csv: CSVStyle = CSVStyle(),
    isAligned: Bool = Terminal.hasOutput,
    to output: StandardOutput
  ) {
    self.columns = columns
    self.format = format
    self.csv = csv
    self.output = output
    self.isAligned = isAligned
    table = Table(columns)
  }

  /// Makes a printer for what the user asked for.
  init(
    _ columns: [Column], format: FormatOption, isAligned: Bool = Terminal.hasOutput, to output: StandardOutput
  ) {
    self.init(columns, format: format.format, csv: format.csv, isAligned: isAligned, to: output)
  }

  /// Adds a row.
  mutating func add(_ row: [Cell]) throws {
    switch format {
    case .table where isAligned:
      let cells = row.map(Self.tableCell)
      if let layout { return try write(layout.lines(cells, colour: Terminal.hasColour)) }
      table.add(cells)
      held += 1
      if held == Self.sample { try layOut() }
    case .table:
      try writeHead()
      try output.line(row.map { Self.line($0.value.plain) }.joined(separator: "\t"))
    case .jsonl: try output.line(Self.jsonLine(columns, row))
    case .csv:
      try writeHead()
      var line: [UInt8] = []
      csv.append(row.map(\.value), to: &line)
      try output.write(line)
    }
  }

  /// Writes what is still held; call once after the last row.
  mutating func finish() throws {
    switch format {
    case .table where isAligned: if layout == nil { try layOut() }
    case .table, .csv: try writeHead()
    case .jsonl: break
    }
  }

  private mutating func layOut() throws {
    let width = Terminal.width
    layout = table.layout(width: width)
    try write(table.lines(width: width))
    table = Table(columns)
  }

  private func write(_ lines: [String]) throws {
    for line in lines { try output.line(line) }
  }

  private mutating func writeHead() throws {
    guard !hasHead else { return }
    hasHead = true
    if format == .csv {
      var line = CSVStyle.byteOrderMark
      csv.append(columns.map { .text($0.name) }, to: &line)
      try output.write(line)
    } else {
      try output.line(columns.map(\.title).joined(separator: "\t"))
    }
  }

  private static func tableCell(_ cell: Cell) -> Table.Cell {
    switch cell {
    case .marked(let text, let marks): Table.Cell(text: text, marks: marks)
    case .integer, .decimal: Table.Cell(text: cell.value.plain, isRight: true)
    case .text, .boolean, .none: Table.Cell(text: cell.value.plain)
    }
  }

  /// A text in one line, without what would part cells.
  private static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }

  /// One JSON object with the columns' names as keys, in order.
  static func jsonLine(_ columns: [Column], _ row: [Cell]) -> String {
    let members = zip(columns, row).map { column, cell in "\(jsonString(column.name)):\(jsonValue(cell))" }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func jsonValue(_ cell: Cell) -> String {
    switch cell {
    case .text(let text), .marked(let text, _): jsonString(text)
    case .integer, .decimal, .boolean: cell.value.plain
    case .none: "null"
    }
  }

  /// `text` as a JSON string in its quotes.
  static func jsonString(_ text: String) -> String { JSONWriter.string(text) }
}

/// Numbers with a fixed number of decimals.
enum Decimals {
  /// `number` with exactly `digits` decimals, rounded; numbers that are not finite come out as 0.
  static func text(_ number: Double, digits: Int) -> String { DecimalText.fixed(number, digits: digits) }
}
