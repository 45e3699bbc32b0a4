import QuoteEngine

/// `csv`: one record a row, after RFC 4180 (lines end with CR LF), in UTF-8 with a byte order mark, by which Excel
/// knows that it is UTF-8.
struct CSVWriter: DatasetWriter {
  /// How many code points of context stand on either side of a record.
  static let contextLength = 80

  /// The columns, in order.
  static let columns = [
    "id", "article", "title", "url", "paper", "published", "author", "layer", "kind", "start", "end",
    "before",
    "text", "after", "speaker", "speaker_kind", "source", "cue", "cue_class", "via", "negated", "figures",
    "confidence", "pattern", "evidence", "status", "reviewer",
    "reviewed_at", "note", "role", "role_class", "gender", "same_as",
  ]

  mutating func begin(_ out: inout DatasetOutput) {
    out.bytes += [0xEF, 0xBB, 0xBF]
    out.bytes += Self.columns.joined(separator: ",").utf8
    Self.endLine(&out.bytes)
  }

  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput) {
    guard !article.records.isEmpty else { return }
    let cutter = TextCutter(article.article.text)
    for record in article.records { write(record, of: article, cutter, &out.bytes) }
  }

  mutating func end(_ out: inout DatasetOutput) {}

  private func write(
    _ record: DatasetRecord, of article: DatasetArticle, _ cutter: TextCutter, _ out: inout [UInt8]
  ) {
    let found = record.attribution
    let about = article.article
    let span = found.content.span
    Self.cell(
      ArticleLine.recordID(article: about.id, layer: found.layer, span: span), isFirst: true, to: &out)
    Self.cell(about.id, to: &out)
    Self.cell(about.title, to: &out)
    Self.cell(about.url, to: &out)
    Self.cell(about.source, to: &out)
    Self.cell(about.published, to: &out)
    Self.cell(about.author, to: &out)
    Self.cell(found.layer.rawValue, to: &out)
    Self.cell(found.kind.rawValue, to: &out)
    Self.cell(span.start, to: &out)
    Self.cell(span.end, to: &out)
    Self.cell(cutter.before(span.start, length: Self.contextLength), to: &out)
    Self.cell(found.content.text, to: &out)
    Self.cell(cutter.after(span.end, length: Self.contextLength), to: &out)
    Self.cell(found.speaker?.name, to: &out)
    Self.cell(found.speaker?.kind.rawValue, to: &out)
    Self.cell(found.source?.text, to: &out)
    Self.cell(found.cue?.text, to: &out)
    Self.cell(found.cueClass, to: &out)
    Self.cell(found.via?.name, to: &out)
    Self.cell(found.isNegated ? "true" : "false", to: &out)
    Self.cell(
      found.figures.map { "\($0.kind.rawValue): \($0.excerpt.text)" }.joined(separator: " | "), to: &out)
    out.append(UInt8(ascii: ","))
    JSONWriter.number(found.confidence, to: &out)
    Self.cell(found.pattern, to: &out)
    Self.cell(found.evidence.joined(separator: " | "), to: &out)
    Self.cell(record.status, to: &out)
    Self.cell(record.reviewer, to: &out)
    Self.cell(record.reviewedAt, to: &out)
    Self.cell(record.note, to: &out)
    Self.cell(record.role, to: &out)
    Self.cell(record.roleClass, to: &out)
    Self.cell(record.gender, to: &out)
    Self.cell(record.sameAs, to: &out)
    Self.endLine(&out)
  }

  // MARK: Cells

  private static func endLine(_ out: inout [UInt8]) {
    out.append(0x0D)
    out.append(0x0A)
  }

  private static func cell(_ number: Int, to out: inout [UInt8]) {
    out.append(UInt8(ascii: ","))
    JSONWriter.integer(number, to: &out)
  }

  private static func cell(_ text: String?, isFirst: Bool = false, to out: inout [UInt8]) {
    if !isFirst { out.append(UInt8(ascii: ",")) }
    guard let text, !text.isEmpty else { return }
    let bytes = Array(text.utf8)
    let isQuoted = bytes.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    if isQuoted { out.append(0x22) }
    if SpreadsheetCell.isGuarded(text) { out.append(SpreadsheetCell.mark) }
    if isQuoted {
      for byte in bytes {
        if byte == 0x22 { out.append(0x22) }
        out.append(byte)
      }
      out.append(0x22)
    } else {
      out += bytes
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
