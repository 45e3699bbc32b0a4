import QuoteEngine

/// A stretch of an article's text as HTML, with records, cues, sources and mentions marked.
///
/// Whatever is marked, the characters of the HTML's text are those of the article, one for one, line ends included: the
/// place of a selection on the page is its place in the article.
struct MarkedText {
  /// What is marked.
  enum Mark: Hashable {
    /// A quote or a claim: its row, and its number on the page.
    case record(Int64, Layer, number: Int)
    /// The words that carry a record's attribution.
    case cue(Int64)
    /// The words that name a record's speaker.
    case source(Int64)
    /// Words that name somebody, by the number that he has on the page.
    case mention(Int)
  }

  private var marks: [(span: Span, mark: Mark)] = []
  private let text: String
  private let start: Int

  /// Takes a text that begins at a code point of the article.
  init(_ text: String, start: Int = 0) {
    self.text = text
    self.start = start
  }

  /// Marks a stretch; offsets are those of the article. What reaches beyond the text is cut.
  mutating func add(_ mark: Mark, _ span: Span) {
    let from = max(0, span.start - start)
    guard span.end - start > from else { return }
    marks.append((Span(start: from, end: span.end - start), mark))
  }

  /// Marks a record with its cue and source.
  mutating func add(
    row: Int64, _ layer: Layer, number: Int = 0, content: Excerpt, cue: Excerpt?, source: Excerpt?
  ) {
    add(.record(row, layer, number: number), content.span)
    if let cue { add(.cue(row), cue.span) }
    if let source { add(.source(row), source.span) }
  }

  /// The lines as paragraphs, the first one as the page's heading where it is the title.
  func paragraphs(title: String?) -> SafeHTML {
    let bytes = html(
      opening: { $0 == 0 && title != nil ? "<h1 class=\"title\">" : "<p>" },
      closing: { $0 == 0 && title != nil ? "</h1>" : "</p>" })
    return SafeHTML(text: String(decoding: bytes, as: UTF8.self))
  }

  /// The text without paragraphs, as UTF-8.
  var inline: [UInt8] { html(opening: { _ in "" }, closing: { _ in "" }) }

  private func html(opening: (Int) -> String, closing: (Int) -> String) -> [UInt8] {
    // Where the marks change: sorted places in code points.
    var changes: [(place: Int, opens: Bool, index: Int)] = []
    for (index, mark) in marks.enumerated() {
      changes.append((mark.span.start, true, index))
      changes.append((mark.span.end, false, index))
    }
    changes.sort { ($0.place, $0.opens ? 1 : 0) < ($1.place, $1.opens ? 1 : 0) }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count * 2)
    var active: [Int] = []
    var begun = Set<Int>()
    var next = 0
    var place = 0
    var line = 0
    var isOpen = false
    var lineIsOpen = false
    var closer = ""
    func close(_ out: inout [UInt8]) {
      if isOpen { out.append(contentsOf: closer.utf8) }
      isOpen = false
    }
    var text = text
    text.withUTF8 { bytes in
      var at = 0
      while at < bytes.count {
        if next < changes.count, changes[next].place <= place {
          close(&out)
          while next < changes.count, changes[next].place <= place {
            let change = changes[next]
            if change.opens { active.append(change.index) } else { active.removeAll { $0 == change.index } }
            next += 1
          }
        }
        if bytes[at] == 0x0A {
          close(&out)
          if lineIsOpen { out.append(contentsOf: closing(line).utf8) }
          lineIsOpen = false
          line += 1
          out.append(0x0A)
          place += 1
          at += 1
          continue
        }
        if !lineIsOpen {
          out.append(contentsOf: opening(line).utf8)
          lineIsOpen = true
        }
        if !isOpen, !active.isEmpty {
          let tag = self.tag(active, &begun)
          out.append(contentsOf: tag.open.utf8)
          closer = tag.close
          isOpen = true
        }
        // On to the next change or line end.
        let start = at
        let change = next < changes.count ? changes[next].place : .max
        repeat {
          place += 1
          at += 1
          while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
        } while at < bytes.count && place < change && bytes[at] != 0x0A
        HTML.append(UnsafeBufferPointer(rebasing: bytes[start..<at]), to: &out)
      }
    }
    close(&out)
    if lineIsOpen { out.append(contentsOf: closing(line).utf8) }
    return out
  }

  /// The tag for a stretch: a link to the record whose first stretch it is, so that the keyboard reaches it.
  private func tag(_ active: [Int], _ begun: inout Set<Int>) -> (open: String, close: String) {
    var classes: [String] = []
    var records: [String] = []
    var cues: [String] = []
    var sources: [String] = []
    var mentions: [String] = []
    var first: (row: Int64, number: Int)?
    for index in active {
      switch marks[index].mark {
      case .record(let row, let layer, let number):
        classes.append(layer == .quote ? "q" : "c")
        records.append(String(row))
        if number > 0, first == nil, begun.insert(index).inserted { first = (row, number) }
      case .cue(let row):
        classes.append("cue")
        cues.append(String(row))
      case .source(let row):
        classes.append("src")
        sources.append(String(row))
      case .mention(let number):
        classes.append("men")
        mentions.append(String(number))
      }
    }
    var attributes = " class=\"\(Self.unique(classes).joined(separator: " "))\""
    if !records.isEmpty { attributes += " data-r=\"\(records.joined(separator: " "))\"" }
    if !cues.isEmpty { attributes += " data-cue=\"\(cues.joined(separator: " "))\"" }
    if !sources.isEmpty { attributes += " data-src=\"\(sources.joined(separator: " "))\"" }
    if !mentions.isEmpty { attributes += " data-men=\"\(mentions.joined(separator: " "))\"" }
    if let first {
      return (
        "<a href=\"#r\(first.row)\" id=\"m\(first.row)\" data-n=\"\(first.number)\"\(attributes)>", "</a>"
      )
    }
    return ("<span\(attributes)>", "</span>")
  }

  private static func unique(_ classes: [String]) -> [String] {
    var seen = Set<String>()
    return classes.filter { seen.insert($0).inserted }
  }
}
