import QuoteEngine

/// `csv` and `xlsx`: one record a row.
struct TableWriter<Sheet: RowSheet>: DatasetWriter {
  /// How many code points of context stand on either side of a record.
  private let contextLength = 80
  private let units: FigureUnits
  private var sheet: Sheet

  init(_ sheet: Sheet, units: FigureUnits) {
    self.sheet = sheet
    self.units = units
  }

  mutating func begin(_ out: inout DatasetOutput) {
    sheet.begin(RecordRow.columns, &out.bytes)
  }

  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput) {
    guard !article.records.isEmpty else { return }
    let cutter = TextCutter(article.article.text)
    let about = article.article
    for record in article.records {
      let span = record.attribution.content.span
      var row = RecordRow(articleKey: about.id, attribution: record.attribution, status: record.status)
      row.title = about.title
      row.url = about.url
      row.paper = about.source
      row.published = article.publicationDay ?? about.published
      row.author = about.author
      row.role = record.role ?? article.role(of: record.attribution.speaker)
      row.roleClass = record.roleClass
      row.gender = record.gender
      row.sameAs = record.sameAs
      row.before = cutter.before(span.start, length: contextLength)
      row.after = cutter.after(span.end, length: contextLength)
      row.reviewer = record.reviewer
      row.reviewedAt = record.reviewedAt
      row.note = record.note
      sheet.append(row.cells(units), &out.bytes)
    }
  }

  mutating func end(_ out: inout DatasetOutput) { sheet.end(&out.bytes) }
}

/// A file of rows.
protocol RowSheet {
  /// Writes what stands before the first row, with the columns' names.
  mutating func begin(_ columns: [String], _ out: inout [UInt8])
  /// Writes a row.
  mutating func append(_ cells: [SpreadsheetValue], _ out: inout [UInt8])
  /// Writes what stands after the last row.
  mutating func end(_ out: inout [UInt8])
}

/// Comma-separated values.
struct CSVSheet: RowSheet {
  var style = CSVStyle()

  mutating func begin(_ columns: [String], _ out: inout [UInt8]) {
    out += CSVStyle.byteOrderMark
    append(columns.map { .text($0) }, &out)
  }

  mutating func append(_ cells: [SpreadsheetValue], _ out: inout [UInt8]) { style.append(cells, to: &out) }

  mutating func end(_ out: inout [UInt8]) {}
}

extension DatasetArticle {
  /// The first title or office that the article gives a speaker.
  func role(of speaker: SpeakerReference?) -> String? {
    guard let speaker else { return nil }
    return speakers.first {
      $0.speaker.name == speaker.name && $0.speaker.kind == speaker.kind && !$0.speaker.roles.isEmpty
    }?.speaker.roles.first
  }
}
