/// `xlsx`: a workbook of Office Open XML (ECMA-376) with one table, its head fixed and with filters.
///
/// Texts are texts, whatever they begin with: nothing is run as a formula, and no apostrophe is needed. A sheet holds
/// 1,048,576 rows; what is more goes to further sheets.
struct WorkbookSheet: RowSheet {
  private var zip = ZIPStream()
  private var columns: [String] = []
  private var sheets = 0
  private var rows = 0
  private var xml: [UInt8] = []

  /// What spreadsheets take at most.
  private static let mostRows = 1_048_576
  private static let mostCharacters = 32_767
  private static let bufferSize = 1 << 16

  /// The widths of the columns that are wider or narrower than others, in characters.
  private static let widths = [
    "text": 70, "title": 40, "before": 30, "after": 30, "evidence": 40, "speaker": 24, "role": 24, "id": 20,
    "figures": 24,
  ]

  mutating func begin(_ columns: [String], _ out: inout [UInt8]) {
    self.columns = columns
    beginSheet(&out)
  }

  mutating func append(_ cells: [SpreadsheetValue], _ out: inout [UInt8]) {
    if rows == Self.mostRows {
      endSheet(&out)
      beginSheet(&out)
    }
    add(cells, style: nil)
    if xml.count >= Self.bufferSize { flush(&out) }
  }

  mutating func end(_ out: inout [UInt8]) {
    endSheet(&out)
    let names = (1...sheets).map { "sheet\($0).xml" }
    file("xl/workbook.xml", Self.workbook(names.count), &out)
    file("xl/_rels/workbook.xml.rels", Self.relations(of: names), &out)
    file("xl/styles.xml", Self.styles, &out)
    file("_rels/.rels", Self.rootRelations, &out)
    file("[Content_Types].xml", Self.types(names), &out)
    zip.finish(&out)
  }

  // MARK: Sheets

  private mutating func beginSheet(_ out: inout [UInt8]) {
    sheets += 1
    rows = 0
    zip.begin("xl/worksheets/sheet\(sheets).xml", &out)
    xml += "\(Self.head)<worksheet xmlns=\"\(Self.main)\"><sheetViews><sheetView workbookViewId=\"0\">".utf8
    xml += "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>".utf8
    xml += "</sheetView></sheetViews><cols>".utf8
    for (index, column) in columns.enumerated() {
      let width = Self.widths[column] ?? 12
      xml += "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>".utf8
    }
    xml += "</cols><sheetData>".utf8
    add(columns.map { .text($0) }, style: 1)
  }

  private mutating func endSheet(_ out: inout [UInt8]) {
    xml += "</sheetData>".utf8
    if !columns.isEmpty {
      xml += "<autoFilter ref=\"A1:\(Self.letters(columns.count - 1))\(max(1, rows))\"/>".utf8
    }
    xml += "</worksheet>".utf8
    flush(&out)
    zip.end(&out)
  }

  private mutating func add(_ cells: [SpreadsheetValue], style: Int?) {
    rows += 1
    xml += "<row r=\"\(rows)\">".utf8
    for (index, cell) in cells.enumerated() {
      let place = "r=\"\(Self.letters(index))\(rows)\"\(style.map { " s=\"\($0)\"" } ?? "")"
      switch cell {
      case .none, .text(""): continue
      case .text(let text):
        // Style 2 breaks long texts into lines.
        let style = style == nil && text.utf8.count > 60 && columns[index] == "text" ? " s=\"2\"" : ""
        xml += "<c \(place)\(style) t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8
        Self.append(text, to: &xml)
        xml += "</t></is></c>".utf8
      case .integer, .decimal, .number: xml += "<c \(place)><v>\(cell.plain)</v></c>".utf8
      case .boolean(let value): xml += "<c \(place) t=\"b\"><v>\(value ? 1 : 0)</v></c>".utf8
      }
    }
    xml += "</row>".utf8
  }

  private mutating func flush(_ out: inout [UInt8]) {
    zip.append(xml, &out)
    xml.removeAll(keepingCapacity: true)
  }

  private mutating func file(_ name: String, _ text: String, _ out: inout [UInt8]) {
    zip.begin(name, &out)
    zip.append(Array(text.utf8), &out)
    zip.end(&out)
  }

  /// The letters of a column, which counts from 0.
  static func letters(_ column: Int) -> String {
    var rest = column
    var letters = ""
    repeat {
      letters.insert(Character(Unicode.Scalar(UInt8(65 + rest % 26))), at: letters.startIndex)
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  /// Appends text for XML 1.0; what XML may not hold is written as `_x0001_`, which spreadsheets read (ECMA-376, 22.9.2.19).
  static func append(_ text: String, to out: inout [UInt8]) {
    var text = text
    // Spreadsheets count UTF-16 units.
    if text.utf8.count > mostCharacters, text.utf16.count > mostCharacters {
      var units = 0
      var kept = String.UnicodeScalarView()
      for scalar in text.unicodeScalars {
        units += scalar.value > 0xFFFF ? 2 : 1
        if units > mostCharacters - 1 { break }
        kept.append(scalar)
      }
      kept.append("…")
      text = String(kept)
    }
    text.withUTF8 { bytes in
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "&"): out += "&amp;".utf8
        case UInt8(ascii: "<"): out += "&lt;".utf8
        case UInt8(ascii: ">"): out += "&gt;".utf8
        case 0x0D: out += "&#13;".utf8
        case 0x09, 0x0A: out.append(byte)
        case 0..<0x20: out += "_x00\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))_".utf8
        case 0xEF where at + 1 < bytes.count && bytes[at] == 0xBF && bytes[at + 1] >= 0xBE:
          out += "_xFFF\(bytes[at + 1] == 0xBE ? "E" : "F")_".utf8
          at += 2
        default: out.append(byte)
        }
      }
    }
  }

  // MARK: Parts

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packages = "http://schemas.openxmlformats.org/package/2006"

  private static func workbook(_ count: Int) -> String {
    let sheets = (1...count).map { number in
      "<sheet name=\"\(count == 1 ? "quotes" : "quotes \(number)")\" sheetId=\"\(number)\" r:id=\"rId\(number)\"/>"
    }
    return
      "\(head)<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>\(sheets.joined())</sheets></workbook>"
  }

  private static func relations(of sheets: [String]) -> String {
    var parts = sheets.enumerated().map {
      "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/worksheet\" Target=\"worksheets/\($1)\"/>"
    }
    parts.append(
      "<Relationship Id=\"rId\(sheets.count + 1)\" Type=\"\(office)/styles\" Target=\"styles.xml\"/>")
    return "\(head)<Relationships xmlns=\"\(packages)/relationships\">\(parts.joined())</Relationships>"
  }

  private static let rootRelations =
    "\(head)<Relationships xmlns=\"\(packages)/relationships\"><Relationship Id=\"rId1\" "
    + "Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

  private static func types(_ sheets: [String]) -> String {
    let start = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let parts = sheets.map {
      "<Override PartName=\"/xl/worksheets/\($0)\" ContentType=\"\(start).worksheet+xml\"/>"
    }
    return "\(head)<Types xmlns=\"\(packages)/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(start).sheet.main+xml\"/>"
      + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(start).styles+xml\"/>\(parts.joined())</Types>"
  }

  /// Style 1 is the head's, in bold; style 2 breaks lines.
  private static let styles =
    "\(head)<styleSheet xmlns=\"\(main)\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill "
    + "patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\">"
    + "<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" "
    + "fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" "
    + "fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    + "applyFont=\"1\"/><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">"
    + "<alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs></styleSheet>"
}
