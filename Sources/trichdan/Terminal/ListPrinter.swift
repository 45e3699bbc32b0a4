/// One value of a list.
enum Cell: Sendable, Hashable {
  case text(String)
  case integer(Int)
  /// A number with at most so many decimals.
  case decimal(Double, digits: Int)
  case boolean(Bool)
  /// No value: `null` in JSON, empty elsewhere.
  case none

  /// Text, or no value.
  static func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .none }
}

/// A column of a list.
struct Column: Sendable {
  /// Its name, which is the key in JSON and the head elsewhere.
  var name: String
  /// Whether a narrow terminal may cut its values; the widest of these columns gives way first.
  var flexible = false

  /// Makes a column.
  init(_ name: String, flexible: Bool = false) {
    self.name = name
    self.flexible = flexible
  }
}

/// Prints a list as a table, as JSON lines or as CSV.
///
///     var list = ListPrinter([Column("speaker"), Column("quote", flexible: true)], format: .table, to: output)
///     try list.add([.text("Lê Thị Minh"), .text("…")])
///     try list.finish()
///
/// JSON lines and CSV are written as the rows come; a table waits for the last, for its widths.
struct ListPrinter {
  private let columns: [Column]
  private let format: OutputFormat
  private let output: StandardOutput
  private var rows: [[Cell]] = []
  private var hasHead = false

  /// Makes a printer; rows have one cell for each of `columns`.
  init(_ columns: [Column], format: OutputFormat, to output: StandardOutput) {
    self.columns = columns
    self.format = format
    self.output = output
  }

  /// Adds a row.
  mutating func add(_ row: [Cell]) throws {
    switch format {
    case .table: rows.append(row)
    case .jsonl: try output.line(Self.jsonLine(columns, row))
    case .csv:
      try writeHead()
      try output.line(row.map(Self.csvField).joined(separator: ","))
    }
  }

  /// Writes what is still held; call once after the last row.
  mutating func finish() throws {
    switch format {
    case .table:
      var table = Table(columns.map(\.name), flexible: columns.map(\.flexible))
      for row in rows { table.add(row.map(Self.shown), rightAligned: row.map(Self.isNumber)) }
      for line in table.lines(width: Terminal.width) { try output.line(line) }
      rows.removeAll()
    case .jsonl: break
    case .csv: try writeHead()
    }
  }

  private mutating func writeHead() throws {
    guard !hasHead else { return }
    hasHead = true
    try output.line(columns.map { Self.csvField(.text($0.name)) }.joined(separator: ","))
  }

  /// One JSON object with the columns' names as keys, in order.
  static func jsonLine(_ columns: [Column], _ row: [Cell]) -> String {
    let members = zip(columns, row).map { column, cell in "\(jsonString(column.name)):\(jsonValue(cell))" }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func jsonValue(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): jsonString(text)
    case .integer, .decimal, .boolean: shown(cell)
    case .none: "null"
    }
  }

  /// `text` as a JSON string in its quotes.
  static func jsonString(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }

  /// A value as a CSV field, in quotes where it must be.
  static func csvField(_ cell: Cell) -> String {
    guard case .text(let text) = cell else { return shown(cell) }
    guard text.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private static func shown(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .decimal(let number, let digits): Decimals.text(number, digits: digits)
    case .boolean(let value): value ? "true" : "false"
    case .none: ""
    }
  }

  private static func isNumber(_ cell: Cell) -> Bool {
    switch cell {
    case .integer, .decimal: true
    default: false
    }
  }
}

/// Numbers with a fixed number of decimals.
enum Decimals {
  /// `number` with exactly `digits` decimals, rounded; numbers that are not finite come out as 0.
  static func text(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return "0" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let units = (abs(number) * scale).rounded()
    let whole = Int(units / scale)
    let rest = Int(units - Double(whole) * scale)
    let sign = number < 0 && units > 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(whole)" }
    let tail = String(rest)
    return "\(sign)\(whole)." + String(repeating: "0", count: digits - tail.count) + tail
  }
}
