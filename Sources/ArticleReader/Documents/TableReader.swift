import VietnameseText
import WebPage

/// Some rows of a table, each with the line where it begins.
struct TableRows: Sendable {
  var file: String
  var columns: [FieldMap.Part: Int]
  var rows: [(line: Int, cells: [String])] = []
  var byteCount = 0
  var encoding: String
  var notes: [String]

  /// The rows' articles and refusals.
  func readings(_ settings: ReadingSettings) -> [Reading] {
    rows.map { reading($0.line, $0.cells, settings) }
  }

  private func reading(_ line: Int, _ cells: [String], _ settings: ReadingSettings) -> Reading {
    func cell(_ part: FieldMap.Part) -> String? {
      guard let column = columns[part], column < cells.count else { return nil }
      let text = cells[column].trimmedOfSpace()
      return text.isEmpty ? nil : text
    }
    guard let body = cell(.text) else {
      return .refused(
        RefusedArticle(
          file: file, line: line, reason: "the row has no text", remedy: "fill it in, or remove the row"))
    }
    let (text, captions) = HTMLText.plain(Normalization.nfc(body))
    let title = cell(.title).map { HTMLText.plain(Normalization.nfc($0)).text.replacing("\n", with: " ") }
    var article = Article(
      id: cell(.id) ?? cell(.url).map(FileKey.key(ofAddress:)) ?? "\(FileKey.key(of: file)):\(line)",
      title: title ?? Article.title(of: text), text: title.map { "\($0)\n\n\(text)" } ?? text,
      url: cell(.url),
      source: cell(.source), published: cell(.published), author: cell(.author))
    if settings.keepsOrigin || !captions.isEmpty || !notes.isEmpty {
      let bytes = Array(cells.joined(separator: "\t").utf8)
      article.origin = Origin(
        place: "\(file):\(line)", bytesHash: bytes.withUnsafeBytes { Origin.hash($0) }, reader: "table/1",
        encoding: encoding, notes: notes, captions: captions, bytes: settings.keepsBytes ? bytes : nil)
      article.origin?.isKeyGiven = cell(.id) != nil
    }
    return .article(article)
  }
}

/// Reads a table as RFC 4180 has it, with commas, semicolons or tabs between the cells and a head line.
final class TableReader {
  private let file: String
  private let text: [UInt8]
  private let decoded: DecodedText
  private let columns: [FieldMap.Part: Int]
  private let separator: UInt8
  private var index = 0
  private var line = 1

  /// Opens a table; throws when no column holds an article's text.
  init(_ bytes: [UInt8], file: String, fields: FieldMap) throws(SourceError) {
    guard let decoded = TextDecoding.decode(bytes) else {
      throw .contents(reason: "its encoding is not known", remedy: "save it as CSV in UTF-8")
    }
    self.file = file
    self.decoded = decoded
    text = decoded.bytes
    let head = text.prefix { $0 != 0x0A }
    let counts = [UInt8(0x2C), 0x3B, 0x09].map { sign in (sign, head.count { $0 == sign }) }
    separator = counts.max { $0.1 < $1.1 }?.0 ?? 0x2C
    let names = Self.row(text, &index, &line, separator)?.map { $0.trimmedOfSpace() } ?? []
    columns = fields.fields(among: names)
    if let missing = fields.missing(among: names) {
      throw .contents(
        reason: "the table has no column `\(missing)`, which --map names",
        remedy: "its columns are \(names.joined(separator: ", "))")
    }
    guard columns[.text] != nil else {
      throw .contents(
        reason: "no column of the table is called text, content or body",
        remedy:
          "say which one holds the article: --map text=COLUMN (there are \(names.joined(separator: ", ")))")
    }
  }

  /// The next rows, of about `size` bytes; `nil` at the end.
  func next(_ size: Int) -> TableRows? {
    var rows = TableRows(file: file, columns: columns, encoding: decoded.encoding, notes: decoded.notes)
    let start = index
    while index - start < size {
      let first = line
      guard let cells = Self.row(text, &index, &line, separator) else { break }
      if cells.count == 1, cells[0].trimmedOfSpace().isEmpty { continue }
      rows.rows.append((first, cells))
    }
    rows.byteCount = index - start
    return rows.rows.isEmpty ? nil : rows
  }

  /// The row at `index`, which is moved behind it.
  private static func row(
    _ text: [UInt8], _ index: inout Int, _ line: inout Int, _ separator: UInt8
  ) -> [String]? {
    guard index < text.count else { return nil }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    while index < text.count {
      let byte = text[index]
      index += 1
      if isQuoted {
        if byte == 0x22 {
          if index < text.count, text[index] == 0x22 {
            cell.append(0x22)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          if byte == 0x0A { line += 1 }
          if byte != 0x0D { cell.append(byte) }
        }
      } else if byte == 0x22, cell.isEmpty {
        isQuoted = true
      } else if byte == separator {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
      } else if byte == 0x0A {
        line += 1
        break
      } else if byte != 0x0D {
        cell.append(byte)
      }
    }
    cells.append(String(decoding: cell, as: UTF8.self))
    return cells
  }
}

/// Text that may be written in HTML.
enum HTMLText {
  /// The text without tags, a paragraph a line, and the captions that stood in it; the very text when it has no tags.
  static func plain(_ text: String) -> (text: String, captions: [String]) {
    let tags = [
      "</p>", "<br", "</div>", "<p>", "<p ", "</a>", "</span>", "</strong>", "</em>", "</b>", "</i>", "<img",
    ]
    guard text.utf8.contains(0x3C), tags.contains(where: { text.contains($0) }) else {
      return (text.replacing("\r\n", with: "\n"), [])
    }
    let found = WebPage.paragraphs(ofFragment: text)
    return (found.lines.joined(separator: "\n"), found.captions)
  }
}
