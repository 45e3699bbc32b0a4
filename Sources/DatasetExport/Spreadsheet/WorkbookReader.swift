import Foundation

/// Reads the rows of a sheet as `WorkbookSheet` writes it, for checking it.
enum WorkbookReader {
  /// The texts of the cells, row by row; a cell that is not there is empty.
  static func rows(_ xml: String) -> [[String]] {
    var rows: [[String]] = []
    var rest = Substring(xml)
    while let row = next("<row", "</row>", in: &rest) {
      var cells: [String] = []
      var inner = row
      while let open = inner.range(of: "<c r=\"") {
        inner = inner[open.upperBound...]
        let column = inner.prefix { $0.isLetter }.utf8.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
        guard let end = inner.range(of: "</c>"), column >= 0 else { break }
        let cell = inner[..<end.lowerBound]
        inner = inner[end.upperBound...]
        let content =
          cell.range(of: "<t xml:space=\"preserve\">").map { cell[$0.upperBound...].prefix(upTo: "</t>") }
          ?? cell.range(of: "<v>").map { cell[$0.upperBound...].prefix(upTo: "</v>") }
        while cells.count <= column { cells.append("") }
        cells[column] = unescaped(content ?? "")
      }
      rows.append(cells)
    }
    return rows
  }

  private static func next(_ open: String, _ close: String, in rest: inout Substring) -> Substring? {
    guard let start = rest.range(of: open) else { return nil }
    let behind = rest[start.upperBound...]
    guard let end = behind.range(of: close) else { return nil }
    rest = behind[end.upperBound...]
    return behind[..<end.lowerBound]
  }

  private static func unescaped(_ text: Substring) -> String {
    var out = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "&", let end = rest.firstIndex(of: ";") {
        switch String(rest[rest.startIndex..<end].dropFirst()) {
        case "amp": out.append("&")
        case "lt": out.append("<")
        case "gt": out.append(">")
        default: out.append("\r")
        }
        rest = rest[rest.index(after: end)...]
      } else if scalar == "_", let read = escape(rest) {
        out.append(read.scalar)
        rest = rest.dropFirst(7)
      } else {
        out.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return String(out)
  }

  /// `_x0001_`.
  private static func escape(_ rest: Substring.UnicodeScalarView) -> (scalar: Unicode.Scalar, Void)? {
    let text = Array(rest.prefix(7))
    guard text.count == 7, text[1] == "x", text[6] == "_",
      let value = UInt32(String(String.UnicodeScalarView(text[2..<6])), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, ())
  }
}

extension Substring {
  fileprivate func prefix(upTo mark: String) -> Substring {
    range(of: mark).map { self[..<$0.lowerBound] } ?? self
  }
}
