/// A file, or an entry of an archive, that is being read, and what of it is not handed on yet.
final class OpenDocument {
  private let place: String
  private let name: String
  private let source: ByteSource
  private let isNamed: Bool
  /// In how many archives it stands.
  private let depth: Int
  private var kind: DocumentKind?
  private var buffer: [UInt8] = []
  private var line = 1
  private var isFinished = false
  private var hasContent = false
  /// Inside a line that is too long, and passed over to its end.
  private var isSkipping = false
  private var archive: ArchiveStream?
  private var entry: OpenDocument?
  private var crawl: WARCStream?
  private var objects: JSONObjects?
  private var table: TableReader?
  private let fields: FieldMap
  /// What is known of it when it was fetched.
  private let fetched: FetchedDocument?

  /// The deepest that archives may stand in each other.
  private static let deepest = 4

  /// Opens a document.
  ///
  /// - Parameters:
  ///   - place: where it is, for messages.
  ///   - name: its name, whose ending decides between kinds of text.
  ///   - isNamed: whether a person named it, rather than the folder or archive it is in.
  init(
    place: String, name: String? = nil, source: ByteSource, isNamed: Bool, depth: Int = 0, fields: FieldMap,
    fetched: FetchedDocument? = nil
  ) {
    self.fetched = fetched
    self.place = place
    self.name = name ?? place
    self.source = source
    self.isNamed = isNamed
    self.depth = depth
    self.fields = fields
  }

  /// The next stretch; `nil` at the end.
  func next(_ size: Int, _ maximum: Int) -> ArticleBatch.Piece? {
    guard !isFinished else { return nil }
    do throws(SourceError) {
      let kind: DocumentKind
      if let known = self.kind { kind = known } else { kind = try tellKind() }
      self.kind = kind
      switch kind {
      case .text: return try wholeText(maximum)
      case .jsonLines: return try nextLines(size, maximum)
      case .jsonObjects: return try nextObjects(size, maximum)
      case .table: return try nextRows(size, maximum)
      case .warc: return try nextRecord(maximum)
      case .archive: return try nextOfEntry(size, maximum)
      case .page, .mhtml, .feed, .sitemap, .docx, .odt, .epub, .pdf: return try whole(kind, maximum)
      default:
        isFinished = true
        guard isNamed else { return .skipped(what: kind.name, place: place) }
        return .refused(
          RefusedArticle(
            file: place,
            reason: kind == .binary
              ? "its bytes are of no kind that is known" : "\(kind.article) is not read",
            remedy: kind.remedy))
      }
    } catch {
      isFinished = true
      return .refused(error.refusal(of: place))
    }
  }

  private func tellKind() throws(SourceError) -> DocumentKind {
    let head = try source.peek(KindOfBytes.length)
    let kind = KindOfBytes.kind(head, name: name, isNamed: isNamed || depth > 0 && Self.isText(name))
    // The engine reads articles, and a folder has other files in JSON than those.
    if kind == .jsonObjects || kind == .jsonLines, !isNamed,
      !["json", "jsonl", "ndjson", "txt"].contains(KindOfBytes.ending(of: name))
    {
      return .otherText
    }
    return kind
  }

  private static func isText(_ name: String) -> Bool { !name.contains(".") }

  // MARK: Whole documents

  private func wholeText(_ maximum: Int) throws(SourceError) -> ArticleBatch.Piece {
    isFinished = true
    while try source.read(appendingTo: &buffer) {
      if buffer.count > maximum {
        return .refused(
          RefusedArticle(
            file: place, reason: "longer than \(maximum >> 20) MB, which is no article",
            remedy: "split it into articles, or name it .jsonl if it holds JSON lines"))
      }
    }
    return .text(file: place, bytes: buffer, encoding: source.encoding)
  }

  private func whole(_ kind: DocumentKind, _ maximum: Int) throws(SourceError) -> ArticleBatch.Piece {
    isFinished = true
    while try source.readRaw(appendingTo: &buffer) {
      if buffer.count > maximum {
        return .refused(
          RefusedArticle(
            file: place, reason: "longer than \(maximum >> 20) MB, which is no article",
            remedy: "split it into articles"))
      }
    }
    let key = fetched.map { FileKey.key(ofAddress: $0.address) } ?? FileKey.key(of: name)
    return .document(
      Document(
        place: place, key: key, kind: kind, bytes: buffer, address: fetched?.address,
        charset: fetched?.charset,
        fetched: fetched?.time, isPartOfMany: !isNamed))
  }

  // MARK: Collections

  private func nextRecord(_ maximum: Int) throws(SourceError) -> ArticleBatch.Piece? {
    let crawl = self.crawl ?? WARCStream(source, place: place, maximum: maximum)
    self.crawl = crawl
    switch try crawl.next() {
    case .page(let document): return .document(document)
    case .skipped(let what): return .skipped(what: what, place: place)
    case .refused(let refused): return .refused(refused)
    case nil:
      isFinished = true
      return nil
    }
  }

  private func nextObjects(_ size: Int, _ maximum: Int) throws(SourceError) -> ArticleBatch.Piece? {
    let objects = self.objects ?? JSONObjects(source, maximum: maximum)
    self.objects = objects
    guard let found = try objects.next(size) else {
      isFinished = true
      return nil
    }
    return .lines(file: place, bytes: found.lines, firstLine: found.first, encoding: source.encoding)
  }

  private func nextRows(_ size: Int, _ maximum: Int) throws(SourceError) -> ArticleBatch.Piece? {
    if table == nil {
      while try source.readRaw(appendingTo: &buffer) {
        if buffer.count > maximum * 8 {
          throw .contents(
            reason: "a table of more than \((maximum * 8) >> 20) MB",
            remedy: "split it, or give its rows as JSON lines")
        }
      }
      table = try TableReader(buffer, file: place, fields: fields)
      buffer = []
    }
    guard let rows = table?.next(size) else {
      isFinished = true
      return nil
    }
    return .rows(rows)
  }

  private func nextOfEntry(_ size: Int, _ maximum: Int) throws(SourceError) -> ArticleBatch.Piece? {
    guard depth < Self.deepest else {
      throw .contents(
        reason: "more than \(Self.deepest) archives in each other", remedy: "unpack them and give the files")
    }
    let archive = self.archive ?? ArchiveStream(source)
    self.archive = archive
    while true {
      if let piece = entry?.next(size, maximum) { return piece }
      guard let next = try archive.next() else {
        isFinished = true
        return nil
      }
      guard let entryName = next.name else {
        // A compressed file is called as the file in it, with an ending more.
        entry = OpenDocument(
          place: place, name: Self.withoutCompression(name), source: ByteSource(archive.contents()),
          isNamed: isNamed,
          depth: depth + 1, fields: fields)
        continue
      }
      let file = entryName.split(separator: "/").last.map(String.init) ?? entryName
      if file.hasPrefix(".") || entryName.hasPrefix("__MACOSX/") { continue }
      if entryName.hasPrefix("/") || entryName.split(separator: "/").contains("..")
        || entryName.contains("\\")
      {
        return .refused(
          RefusedArticle(
            file: "\(place)!/\(entryName)", reason: "the entry's name leads out of the archive",
            remedy: "do not trust this archive; nothing of the entry was read"))
      }
      entry = OpenDocument(
        place: "\(place)!/\(entryName)", name: file,
        source: ByteSource(archive.contents(), chunkSize: 1 << 16),
        isNamed: false, depth: depth + 1, fields: fields)
    }
  }

  private static func withoutCompression(_ name: String) -> String {
    for ending in FileKey.compressions where name.lowercased().hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  // MARK: Lines

  private func nextLines(_ size: Int, _ maximum: Int) throws(SourceError) -> ArticleBatch.Piece? {
    var searched = 0
    var end: Int?
    while true {
      if let found = LineEnd.last(in: buffer, from: searched) {
        if isSkipping {
          let first = buffer[searched...].firstIndex(of: 0x0A) ?? found
          buffer.removeFirst(first + 1)
          line += 1
          isSkipping = false
          searched = 0
          continue
        }
        end = found
        if buffer.count >= size { break }
      } else if isSkipping {
        buffer.removeAll(keepingCapacity: true)
      } else if buffer.count > maximum, end == nil {
        isSkipping = true
        hasContent = true
        buffer.removeAll()
        return .refused(
          RefusedArticle(
            file: place, line: line,
            reason: "the line is longer than \(maximum >> 20) MB, which is no article",
            remedy: "write one article on each line"))
      }
      searched = buffer.count
      if end != nil, buffer.count >= size { break }
      if try !source.read(appendingTo: &buffer) {
        isFinished = true
        if isSkipping { return nil }
        end = buffer.count
        break
      }
    }
    guard let end else { return nil }
    let rest = end < buffer.count ? Array(buffer[(end + 1)...]) : []
    buffer.removeSubrange(end...)
    let bytes = buffer
    buffer = rest
    let first = line
    line += LineEnd.count(in: bytes) + 1
    if bytes.isEmpty, isFinished, !hasContent {
      return .refused(
        RefusedArticle(file: place, reason: "the file is empty", remedy: "remove it, or put articles in"))
    }
    if bytes.isEmpty, isFinished { return nil }
    hasContent = true
    return .lines(file: place, bytes: bytes, firstLine: first, encoding: source.encoding)
  }
}

extension DocumentKind {
  /// The kind with its article, at the beginning of a sentence's predicate.
  fileprivate var article: String {
    switch self {
    case .image, .oldOffice, .otherText: "an \(name)"
    case .parquet, .richText, .sound: name
    default: "a \(name)"
    }
  }
}
