/// The text of a word processor's document: its paragraphs and what it says of itself.
struct OfficeText {
  var title: String?
  var author: String?
  var lines: [String] = []

  /// Reads a `.docx`.
  init(docx bytes: [UInt8]) throws(SourceError) {
    let files = try ArchiveStream.files(
      { ["word/document.xml", "docProps/core.xml"].contains($0) }, in: bytes)
    guard let document = files["word/document.xml"] else {
      throw .contents(reason: "the document holds no text part", remedy: "open it and save it as .docx again")
    }
    var paragraphs: [(text: String, style: String)] = []
    var text = ""
    var style = ""
    var depthOfDeleted = 0
    var isText = false
    try XMLReader.read(document) { event in
      switch event {
      case .start(let name, let attributes):
        switch name {
        case "w:p":
          text = ""
          style = ""
        case "w:pStyle": style = attributes["w:val"] ?? ""
        case "w:t": isText = true
        case "w:tab": text += "\t"
        case "w:br", "w:cr": text += "\n"
        case "w:del", "w:moveFrom": depthOfDeleted += 1
        default: break
        }
      case .text(let piece): if isText, depthOfDeleted == 0 { text += piece }
      case .end(let name):
        switch name {
        case "w:p": paragraphs.append((text, style))
        case "w:t": isText = false
        case "w:del", "w:moveFrom": depthOfDeleted -= 1
        default: break
        }
      }
    }
    take(
      paragraphs.map {
        ($0.text, $0.style.lowercased().hasPrefix("title") || $0.style.lowercased().hasPrefix("heading1"))
      })
    if let core = files["docProps/core.xml"] { try readProperties(core) }
  }

  /// Reads an `.odt`.
  init(odt bytes: [UInt8]) throws(SourceError) {
    let files = try ArchiveStream.files({ ["content.xml", "meta.xml"].contains($0) }, in: bytes)
    guard let content = files["content.xml"] else {
      throw .contents(reason: "the document holds no text part", remedy: "open it and save it as .odt again")
    }
    var paragraphs: [(String, Bool)] = []
    var text = ""
    var depth = 0
    var hidden = 0
    var isTitle = false
    try XMLReader.read(content) { event in
      switch event {
      case .start(let name, let attributes):
        switch name {
        case "text:p", "text:h":
          if depth == 0 {
            text = ""
            isTitle =
              name == "text:h" && attributes["text:outline-level"] == "1"
              || attributes["text:style-name"] == "Title"
          }
          depth += 1
        case "text:s": text += String(repeating: " ", count: attributes["text:c"].flatMap { Int($0) } ?? 1)
        case "text:tab": text += "\t"
        case "text:line-break": text += "\n"
        case "office:annotation", "text:tracked-changes", "text:note": hidden += 1
        default: break
        }
      case .text(let piece): if depth > 0, hidden == 0 { text += piece }
      case .end(let name):
        switch name {
        case "text:p", "text:h":
          depth -= 1
          if depth == 0, hidden == 0 { paragraphs.append((text, isTitle)) }
        case "office:annotation", "text:tracked-changes", "text:note": hidden -= 1
        default: break
        }
      }
    }
    take(paragraphs)
    if let meta = files["meta.xml"] { try readProperties(meta) }
  }

  private mutating func take(_ paragraphs: [(text: String, isTitle: Bool)]) {
    for paragraph in paragraphs {
      for line in paragraph.text.split(whereSeparator: \.isNewline) {
        let line = String(line).trimmedOfSpace()
        guard !line.isEmpty else { continue }
        if paragraph.isTitle, title == nil, lines.isEmpty { title = line } else { lines.append(line) }
      }
    }
    // A headline that is not marked as one: a short first line without an end.
    if title == nil, lines.count > 1, lines[0].count <= 160, let last = lines[0].last,
      !".!?…:;,”\"".contains(last)
    {
      title = lines.removeFirst()
    }
  }

  private mutating func readProperties(_ xml: [UInt8]) throws(SourceError) {
    var text = ""
    var creator: String?
    try XMLReader.read(xml) { event in
      switch event {
      case .start: text = ""
      case .text(let piece): text += piece
      case .end(let name):
        if name == "dc:creator" || name == "meta:initial-creator" {
          creator = creator ?? text.trimmedOfSpace()
        }
      }
    }
    // Programs write their own name where nobody gave one.
    if let creator, !creator.isEmpty, !creator.lowercased().hasPrefix("python-") { author = creator }
  }
}

extension OfficeText {
  /// A text of lines that somebody else read.
  init(lines: [String]) { self.lines = lines }

  /// Takes a short first line without an end as the headline.
  mutating func takeFirstLineAsTitle() {
    guard title == nil, lines.count > 1, lines[0].count <= 160, let last = lines[0].last,
      !".!?…:;,".contains(last)
    else { return }
    title = lines.removeFirst()
  }
}
