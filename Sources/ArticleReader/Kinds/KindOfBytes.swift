/// Tells what a document is by its first bytes; its name decides only between kinds of text.
enum KindOfBytes {
  /// How many of the first bytes are looked at.
  static let length = 4_096

  /// The kind of a document called `name` that begins with `head`.
  ///
  /// `isNamed` says that a person named the very file: any text is an article then.
  static func kind(_ head: some Collection<UInt8>, name: String, isNamed: Bool) -> DocumentKind {
    let bytes = Array(head.prefix(length))
    let ending = Self.ending(of: name)
    if let kind = byMagic(bytes) { return kind }
    if isBinary(bytes) { return .binary }
    return kindOfText(bytes, ending, isNamed: isNamed)
  }

  /// The name's ending in lower case, without the dot.
  static func ending(of name: String) -> String {
    let file = name.split(separator: "/").last ?? ""
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return "" }
    return file[file.index(after: dot)...].lowercased()
  }

  private static func byMagic(_ bytes: [UInt8]) -> DocumentKind? {
    for (magic, kind) in magics where bytes.starts(with: magic) { return kind }
    if bytes.starts(with: "RIFF".utf8), bytes.count > 12 {
      return bytes[8..<12].elementsEqual("WEBP".utf8) ? .image : .sound
    }
    if bytes.count > 12, bytes[4..<8].elementsEqual("ftyp".utf8) { return .sound }
    if bytes.count > 262, bytes[257..<262].elementsEqual("ustar".utf8) { return .archive }
    if bytes.starts(with: "PK\u{3}\u{4}".utf8) { return kindOfZip(bytes) }
    return nil
  }

  private static let magics: [([UInt8], DocumentKind)] = [
    ([0x1F, 0x8B], .archive), ([0x28, 0xB5, 0x2F, 0xFD], .archive),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .archive),
    (Array("BZh".utf8), .archive), ([0x37, 0x7A, 0xBC, 0xAF], .archive),
    (Array("PK\u{5}\u{6}".utf8), .archive),
    (Array("%PDF-".utf8), .pdf), (Array("WARC/".utf8), .warc), (Array("PAR1".utf8), .parquet),
    ([0xD0, 0xCF, 0x11, 0xE0], .oldOffice), (Array("{\\rtf".utf8), .richText),
    ([0x89, 0x50, 0x4E, 0x47], .image),
    ([0xFF, 0xD8, 0xFF], .image), (Array("GIF8".utf8), .image), (Array("BM".utf8) + [], .binary),
    (Array("SQLite format 3".utf8), .database), ([0x7F, 0x45, 0x4C, 0x46], .program),
    (Array("ID3".utf8), .sound),
    (Array("OggS".utf8), .sound),
  ].filter { $0.1 != .binary }

  /// Office documents and books are zip files whose first entries tell which.
  private static func kindOfZip(_ bytes: [UInt8]) -> DocumentKind {
    let head = String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
    if head.contains("mimetypeapplication/epub+zip") { return .epub }
    if head.contains("mimetypeapplication/vnd.oasis.opendocument.text") { return .odt }
    if head.contains("mimetypeapplication/vnd.oasis.opendocument") { return .spreadsheet }
    if head.contains("word/") { return .docx }
    if head.contains("xl/") { return .spreadsheet }
    return .archive
  }

  /// Whether the bytes are no text in any encoding.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 32 else { return false }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return false }
    let zeros = bytes.count { $0 == 0 }
    if zeros > 1 {
      // UTF-16 without a mark has them at every other place.
      let even = stride(from: 0, to: bytes.count, by: 2).count { bytes[$0] == 0 }
      if zeros * 8 > bytes.count, even * 20 < zeros || (zeros - even) * 20 < zeros { return false }
      return zeros * 50 > bytes.count
    }
    let controls = bytes.count { $0 < 0x09 || ($0 > 0x0D && $0 < 0x20 && $0 != 0x1B) }
    return controls * 5 > bytes.count
  }

  private static func kindOfText(_ bytes: [UInt8], _ ending: String, isNamed: Bool) -> DocumentKind {
    // Most files are plain text, and told at once.
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0)
    if !isWide, !bytes.contains(0x3C), ending == "txt", let first = bytes.first(where: { $0 > 0x20 }),
      first >= 0x80 && first != 0xEF || isLetter(first), !isTable(bytes), !isMail(bytes)
    {
      return .text
    }
    let text = head(of: bytes)
    let lower = text.lowercased()
    switch text.first {
    case "{": if let kind = kindOfJSON(text, ending) { return kind }
    case "[":
      // An array of something else is refused as such, and not read as an article of brackets.
      let next = text.dropFirst().first { !$0.isWhitespace }
      if next == "{" || ending == "json" { return .jsonObjects }
    case "<": if let kind = kindOfMarkup(lower) { return kind }
    default: break
    }
    if ["jsonl", "ndjson"].contains(ending) { return .jsonLines }
    if isMail(bytes), lower.hasPrefix("from: <saved by") || lower.contains("multipart/related") {
      return .mhtml
    }
    if ending == "csv" || ending == "tsv" || isTable(Array(text.utf8)) { return .table }
    // A page without its first lines, or one that was saved as text.
    let tags = ["</p>", "<p>", "<p ", "</div>", "<br", "<td", "</a>", "<span", "<h1", "<h2"].reduce(0) {
      $0 + lower.components($1)
    }
    if tags >= 4, ["", "txt", "text", "html", "htm", "xhtml", "php", "aspx"].contains(ending) {
      return .page
    }
    if isNamed || ending == "txt" || ending == "text" { return .text }
    if ["css", "js", "mjs", "map", "ts"].contains(ending) { return .styleOrScript }
    if ["html", "htm", "xhtml"].contains(ending) { return .page }
    return .otherText
  }

  /// The beginning as text, whatever Unicode encoding it is in; white space and marks before it dropped.
  private static func head(of bytes: [UInt8]) -> Substring {
    var plain = bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.prefix(64).count(where: { $0 == 0 }) > 8
    {
      plain = bytes.filter { $0 != 0 && $0 < 0x80 }
    } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      plain = Array(bytes.dropFirst(3))
    }
    return String(decoding: plain, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
  }

  private static func kindOfJSON(_ text: Substring, _ ending: String) -> DocumentKind? {
    guard let next = text.dropFirst().first(where: { !$0.isWhitespace }), next == "\"" || next == "}" else {
      return nil
    }
    let line = text.prefix { !$0.isNewline }
    // An object that ends on another line than it begins is no line of JSON.
    if line.count < 3
      || (line.count < text.count && line.last == "," && !["jsonl", "ndjson"].contains(ending))
    {
      return ["jsonl", "ndjson"].contains(ending) ? .jsonLines : .jsonObjects
    }
    return .jsonLines
  }

  private static func kindOfMarkup(_ lower: String) -> DocumentKind? {
    var rest = Substring(lower)
    while true {
      rest = rest.drop { $0.isWhitespace }
      if rest.hasPrefix("<?") || rest.hasPrefix("<!--") {
        let end = rest.hasPrefix("<?") ? "?>" : "-->"
        guard let close = rest.firstRange(of: end) else { return lower.contains("<html") ? .page : nil }
        rest = rest[close.upperBound...]
        continue
      }
      break
    }
    if rest.hasPrefix("<rss") || rest.hasPrefix("<feed") || rest.hasPrefix("<rdf:rdf") { return .feed }
    if rest.hasPrefix("<urlset") || rest.hasPrefix("<sitemapindex") { return .sitemap }
    if rest.hasPrefix("<!doctype html") || rest.hasPrefix("<html") || rest.hasPrefix("<head")
      || rest.hasPrefix("<body")
      || rest.hasPrefix("<meta") || rest.hasPrefix("<title")
    {
      return .page
    }
    if rest.hasPrefix("<svg") { return .image }
    if rest.hasPrefix("<!doctype") {
      if rest.contains("<rss") { return .feed }
      if rest.contains("<html") { return .page }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Whether the bytes begin as a mail message does, which saved pages are written as.
  private static func isMail(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(16), as: UTF8.self).lowercased()
    return head.hasPrefix("from: ") || head.hasPrefix("mime-version:") || head.hasPrefix("content-type:")
      || head.hasPrefix("subject:") || head.hasPrefix("snapshot-")
  }

  /// Whether the first line names columns, one of which is an article's text.
  private static func isTable(_ bytes: [UInt8]) -> Bool {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.count < 1_000, line.count < bytes.count,
      line.contains(where: { [0x2C, 0x09, 0x3B].contains($0) })
    else {
      return false
    }
    let fields = line.split(omittingEmptySubsequences: false) { [0x2C, 0x09, 0x3B].contains($0) }.map {
      String(decoding: $0.filter { $0 != 0x22 }, as: UTF8.self).lowercased()
    }
    return fields.count >= 2 && fields.allSatisfy { $0.count <= 30 && !$0.contains(". ") }
      && fields.contains { ["text", "body", "content", "fulltext", "full_text", "article"].contains($0) }
  }
}

extension String {
  /// How often `part` stands in it.
  fileprivate func components(_ part: String) -> Int {
    var count = 0
    var rest = Substring(self)
    while let found = rest.firstRange(of: part) {
      count += 1
      rest = rest[found.upperBound...]
      if count > 8 { break }
    }
    return count
  }
}
