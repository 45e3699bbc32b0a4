import VietnameseText
import WebPage

/// Makes articles of a whole document.
struct DocumentParser {
  /// How articles are read.
  var settings: ReadingSettings

  /// The document's articles, or why there are none.
  func readings(of document: Document) -> [Reading] {
    do throws(SourceError) {
      switch document.kind {
      case .page: return [page(document)]
      case .mhtml:
        guard let found = MailParts.page(in: document.bytes) else {
          throw .contents(reason: "the saved page holds no HTML", remedy: "save the page again")
        }
        var inner = document
        inner.bytes = found.bytes
        inner.charset = found.charset
        inner.address = document.address ?? found.address
        return [page(inner, original: document.bytes)]
      case .feed: return try feed(document)
      case .sitemap:
        return [.listed(addresses: try Feed.addresses(ofSitemap: document.bytes), place: document.place)]
      case .docx: return [office(try OfficeText(docx: document.bytes), "docx/1", document)]
      case .odt: return [office(try OfficeText(odt: document.bytes), "odt/1", document)]
      case .epub: return try book(document)
      case .pdf:
        var text = OfficeText(lines: try PDFText.lines(of: document.bytes))
        text.takeFirstLineAsTitle()
        return [office(text, "pdf/1", document)]
      default: return []
      }
    } catch {
      return [.refused(error.refusal(of: document.place))]
    }
  }

  // MARK: Pages

  private func page(_ document: Document, original: [UInt8]? = nil) -> Reading {
    let declared = document.charset ?? WebPage.declaredCharset(document.bytes)
    guard let decoded = TextDecoding.decode(document.bytes, declared: declared) else {
      return .refused(
        RefusedArticle(
          file: document.place, reason: "its encoding is not known",
          remedy: "open it in a browser and save it again"))
    }
    let page: WebPage
    do {
      page = try WebPage(decoded.bytes, address: document.address, library: settings.pages)
    } catch {
      if document.isPartOfMany, document.container != nil || error == .headlines {
        return .skipped(
          what: error == .headlines ? "pages of headlines" : "pages without an article", place: document.place
        )
      }
      return .refused(RefusedArticle(file: document.place, reason: error.reason, remedy: error.remedy))
    }
    var article = Article(
      id: document.key ?? FileKey.key(of: document.place), title: page.title, text: page.text)
    if let title = page.title { article.text = "\(title)\n\n\(page.text)" }
    article.url = page.url ?? document.address
    article.source = page.source
    article.published = page.published
    article.author = page.author
    var notes = decoded.notes + page.notes
    if page.published == nil { notes.append("no date was found, or none that is understood") }
    article.origin = origin(
      document, bytes: original ?? document.bytes, reader: page.rule.map { "page/1 (\($0))" } ?? "page/1",
      encoding: decoded.encoding, notes: notes, captions: page.captions)
    return .article(article)
  }

  private func origin(
    _ document: Document, bytes: [UInt8], reader: String, encoding: String, notes: [String],
    captions: [String] = []
  ) -> Origin {
    Origin(
      place: document.place, fetched: document.fetched,
      bytesHash: settings.keepsOrigin ? bytes.withUnsafeBytes { Origin.hash($0) } : "",
      reader: reader, encoding: encoding, notes: notes, captions: captions,
      bytes: settings.keepsBytes ? bytes : nil)
  }

  // MARK: Feeds

  private func feed(_ document: Document) throws(SourceError) -> [Reading] {
    let feed = try Feed(document.bytes)
    var readings: [Reading] = []
    var listed: [String] = []
    for (index, item) in feed.items.enumerated() {
      let (text, captions) = item.content.isEmpty ? ("", []) : HTMLText.plain(item.content)
      guard text.unicodeScalars.count >= 400 else {
        if !item.link.isEmpty { listed.append(item.link) }
        continue
      }
      let title = Normalization.nfc(HTMLText.plain("<b></b>" + item.title).text)
      let key =
        item.link.isEmpty
        ? "\(FileKey.key(of: document.place)):\(index + 1)" : FileKey.key(ofAddress: item.link)
      var notes: [String] = []
      let published = item.published.isEmpty ? nil : WebPage.date(item.published, library: settings.pages)
      if published == nil { notes.append("the date “\(item.published)” is not understood") }
      var article = Article(
        id: key, title: title, text: "\(title)\n\n\(Normalization.nfc(text))",
        url: item.link.isEmpty ? nil : item.link,
        source: WebPage.paper(ofAddress: item.link, library: settings.pages)
          ?? (feed.title.isEmpty ? nil : feed.title),
        published: published, author: item.author.isEmpty ? nil : item.author)
      let content = Array(item.content.utf8)
      article.origin = origin(
        document, bytes: content, reader: "feed/1", encoding: "UTF-8", notes: notes, captions: captions)
      article.origin?.place = item.link.isEmpty ? "\(document.place):\(index + 1)" : item.link
      readings.append(.article(article))
    }
    if !listed.isEmpty { readings.append(.listed(addresses: listed, place: document.place)) }
    if readings.isEmpty {
      throw .contents(reason: "the feed holds no items", remedy: "give a feed with articles")
    }
    return readings
  }

  // MARK: Documents

  private func office(_ text: OfficeText, _ reader: String, _ document: Document) -> Reading {
    let body = Normalization.nfc(text.lines.joined(separator: "\n"))
    guard body.contains(where: { !$0.isWhitespace }) else {
      return .refused(
        RefusedArticle(
          file: document.place, reason: "the document holds no text", remedy: "put the article's text in"))
    }
    let title = text.title.map(Normalization.nfc)
    var article = Article(
      id: document.key ?? FileKey.key(of: document.place), title: title,
      text: title.map { "\($0)\n\n\(body)" } ?? body,
      author: text.author.map(Normalization.nfc))
    article.origin = origin(document, bytes: document.bytes, reader: reader, encoding: "UTF-8", notes: [])
    return .article(article)
  }

  /// The chapters of a book, each an article.
  private func book(_ document: Document) throws(SourceError) -> [Reading] {
    let files = try ArchiveStream.files(
      { name in [".xhtml", ".html", ".htm", ".opf"].contains { name.lowercased().hasSuffix($0) } },
      in: document.bytes)
    guard let package = files.first(where: { $0.key.hasSuffix(".opf") }) else {
      throw .contents(reason: "the book holds no list of its chapters", remedy: "save it as EPUB again")
    }
    let folder = package.key.split(separator: "/").dropLast().joined(separator: "/")
    var hrefs: [String: String] = [:]
    var order: [String] = []
    var bookTitle = ""
    var creator = ""
    var text = ""
    try XMLReader.read(package.value) { event in
      switch event {
      case .start(let name, let attributes):
        text = ""
        if name.hasSuffix("itemref"), let id = attributes["idref"] {
          order.append(id)
        } else if name.hasSuffix("item"), let id = attributes["id"] {
          hrefs[id] = attributes["href"]
        }
      case .text(let piece): text += piece
      case .end(let name):
        if name == "dc:title", bookTitle.isEmpty { bookTitle = text.trimmedOfSpace() }
        if name == "dc:creator", creator.isEmpty { creator = text.trimmedOfSpace() }
      }
    }
    var readings: [Reading] = []
    for (index, id) in order.enumerated() {
      guard let href = hrefs[id], let bytes = files[folder.isEmpty ? href : "\(folder)/\(href)"] else {
        continue
      }
      let chapter = WebPage.chapter(bytes)
      let body = chapter.lines.joined(separator: "\n")
      guard body.unicodeScalars.count >= 200 else { continue }
      let title = chapter.title
      var article = Article(
        id: "\(document.key ?? FileKey.key(of: document.place))-\(index + 1)", title: title,
        text: title.map { "\($0)\n\n\(body)" } ?? body, source: bookTitle.isEmpty ? nil : bookTitle,
        author: creator.isEmpty ? nil : creator)
      article.origin = origin(document, bytes: bytes, reader: "epub/1", encoding: "UTF-8", notes: [])
      article.origin?.place = "\(document.place)!/\(href)"
      readings.append(.article(article))
    }
    guard !readings.isEmpty else {
      throw .contents(
        reason: "the book holds no chapter with text", remedy: "check that it is not made of pictures")
    }
    return readings
  }
}
