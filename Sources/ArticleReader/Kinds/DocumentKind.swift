/// What a file or an entry of an archive is, told by its bytes.
public enum DocumentKind: String, Sendable, Hashable, CaseIterable {
  /// Plain text: one article.
  case text
  /// JSON, one object a line.
  case jsonLines
  /// JSON objects in an array, or one after another.
  case jsonObjects
  /// Rows of fields with a head line: `.csv`, `.tsv`.
  case table
  /// A web page.
  case page
  /// A web page with its pictures in one file, as browsers save it.
  case mhtml
  /// RSS or Atom.
  case feed
  /// A list of a site's addresses.
  case sitemap
  /// A crawl: `.warc`, also compressed.
  case warc
  case docx, odt, epub, pdf
  /// An archive or a compressed file: zip, tar, gzip, zstd, xz, bzip2, 7z.
  case archive

  // What is known, and not read.
  case parquet, spreadsheet, oldOffice, richText, image, sound, database, program, styleOrScript, otherText,
    binary
  /// A file of the folder that browsers save beside a page.
  case partOfPage

  /// Whether articles are read from it.
  public var isRead: Bool {
    switch self {
    case .text, .jsonLines, .jsonObjects, .table, .page, .mhtml, .feed, .sitemap, .warc, .docx, .odt, .epub,
      .pdf,
      .archive:
      true
    default: false
    }
  }

  /// The kind in words, for messages.
  public var name: String {
    switch self {
    case .text: "text"
    case .jsonLines: "JSON lines"
    case .jsonObjects: "JSON"
    case .table: "table"
    case .page: "web page"
    case .mhtml: "saved web page (MHTML)"
    case .feed: "feed"
    case .sitemap: "sitemap"
    case .warc: "web archive (WARC)"
    case .docx: "Word document"
    case .odt: "OpenDocument text"
    case .epub: "book (EPUB)"
    case .pdf: "PDF"
    case .archive: "archive"
    case .parquet: "Parquet"
    case .spreadsheet: "spreadsheet"
    case .oldOffice: "old Office document"
    case .richText: "rich text"
    case .image: "image"
    case .sound: "sound or film"
    case .database: "database"
    case .program: "program"
    case .styleOrScript: "style sheet or script"
    case .otherText: "other text"
    case .binary: "unknown kind"
    case .partOfPage: "part of a saved page"
    }
  }

  /// What would make articles of a kind that is not read.
  var remedy: String {
    switch self {
    case .parquet:
      "turn it into JSON lines first, for example: python3 -c \"import pandas, sys; "
        + "pandas.read_parquet(sys.argv[1]).to_json('articles.jsonl', orient='records', lines=True, force_ascii=False)\" FILE"
    case .spreadsheet: "save the sheet as CSV, with a head line"
    case .oldOffice: "open it and save it as .docx or .odt"
    case .richText: "open it and save it as .docx, .odt or plain text"
    case .image: "give the text itself; text in pictures is not read"
    case .sound: "give a transcript as text"
    case .database: "export its articles as JSON lines or CSV; a database of this program goes to --db"
    default:
      "give text, a web page, a feed, JSON lines, CSV, .docx, .odt, .epub, .pdf, a WARC or an archive of these"
    }
  }
}
