/// How comma-separated values are written: after RFC 4180 (lines end with CR LF), in UTF-8 with a byte order mark, by which
/// Excel knows that it is UTF-8.
///
///     var bytes = CSVStyle.byteOrderMark
///     CSVStyle().append([.text("=1+1"), .integer(2)], to: &bytes)
public struct CSVStyle: Sendable, Hashable {
  /// What parts the cells; one byte. With a semicolon, decimals have a comma: so Excel reads both where it is Vietnamese.
  public var delimiter: UInt8
  /// Whether a text that spreadsheets would run as a formula gets an apostrophe before it.
  public var isGuarded: Bool

  /// Makes a style.
  public init(delimiter: UInt8 = UInt8(ascii: ","), isGuarded: Bool = true) {
    self.delimiter = delimiter
    self.isGuarded = isGuarded
  }

  /// What stands before the first line.
  public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Appends a line.
  public func append(_ cells: [SpreadsheetValue], to out: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { out.append(delimiter) }
      append(cell, to: &out)
    }
    out.append(0x0D)
    out.append(0x0A)
  }

  private func append(_ cell: SpreadsheetValue, to out: inout [UInt8]) {
    switch cell {
    case .text(let text): append(text, to: &out)
    case .decimal, .number:
      // A comma that parts no cells.
      let hasComma = delimiter == UInt8(ascii: ";")
      out += cell.plain.utf8.map { hasComma && $0 == UInt8(ascii: ".") ? UInt8(ascii: ",") : $0 }
    case .integer, .boolean, .none: out += cell.plain.utf8
    }
  }

  private func append(_ text: String, to out: inout [UInt8]) {
    guard !text.isEmpty else { return }
    var text = text
    let needsGuard = isGuarded && SpreadsheetCell.isGuarded(text)
    text.withUTF8 { bytes in
      let isQuoted = bytes.contains { $0 == 0x22 || $0 == delimiter || $0 == 0x0A || $0 == 0x0D }
      if isQuoted { out.append(0x22) }
      if needsGuard { out.append(SpreadsheetCell.mark) }
      if isQuoted {
        for byte in bytes {
          if byte == 0x22 { out.append(0x22) }
          out.append(byte)
        }
        out.append(0x22)
      } else {
        out.append(contentsOf: bytes)
      }
    }
  }
}

/// Keeps spreadsheets from running a cell's text as a formula.
///
/// A text that begins with `=`, `+`, `-`, `@`, a tab or a line end (or the wide forms of those signs, which some
/// programs take for the same) gets an apostrophe before it; so does a text that begins with apostrophes before such a
/// sign, so that whoever takes one apostrophe away always has the text again. After OWASP's advice on CSV injection.
public enum SpreadsheetCell {
  static let mark = UInt8(ascii: "'")

  private static func begins(with scalar: Unicode.Scalar?) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  /// Whether `text` gets an apostrophe.
  static func isGuarded(_ text: String) -> Bool {
    begins(with: text.unicodeScalars.first { $0 != "'" })
  }

  /// The text of a cell: what stands there, without the apostrophe that guards it.
  public static func text(of cell: String) -> String {
    let scalars = cell.unicodeScalars
    return scalars.first == "'" && isGuarded(cell) ? String(scalars.dropFirst()) : cell
  }
}
