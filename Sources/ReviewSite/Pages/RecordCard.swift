import QuoteEngine
import QuoteStore

/// A record as a card on a page.
struct RecordCard {
  let words: Phrases
  private let evidence: Evidence
  /// What was looked for, which the words show marked.
  private let marks: FoundWords?

  init(words: Phrases, marks: FoundWords? = nil) {
    self.words = words
    self.marks = marks
    evidence = Evidence(words)
  }

  /// One card.
  ///
  /// - Parameters:
  ///   - number: its number on the page; 0 for none.
  ///   - mentions: the number on the page under which the speaker's mentions are marked.
  ///   - context: what stands around it, which the card then shows; without, it shows the words alone.
  ///   - withArticle: whether the card names its article.
  ///   - withSpeaker: whether the card names its speaker.
  func html(
    _ record: StoredRecord, number: Int = 0, mentions: Int? = nil, context: RecordContext? = nil,
    withArticle: Bool = true, withSpeaker: Bool = true
  ) -> SafeHTML {
    var out = HTMLWriter()
    append(
      record, number: number, mentions: mentions, context: context, withArticle: withArticle,
      withSpeaker: withSpeaker, to: &out)
    return out.html
  }

  /// Cards with the words alone, one after another.
  func html(_ records: [StoredRecord]) -> SafeHTML {
    var out = HTMLWriter()
    for record in records { append(record, to: &out) }
    return out.html
  }

  /// Writes one card, as `html(_:number:mentions:context:withArticle:withSpeaker:)` gives it.
  func append(
    _ record: StoredRecord, number: Int = 0, mentions: Int? = nil, context: RecordContext? = nil,
    withArticle: Bool = true, withSpeaker: Bool = true, to out: inout HTMLWriter
  ) {
    appendOpening(record, number: number, mentions: mentions, to: &out)
    appendHead(record, number: number, withSpeaker: withSpeaker, to: &out)
    appendWords(record, context, to: &out)
    if !record.isAnchored { appendLine("<p class=\"warn\">", words("card.lost"), to: &out) }
    if let proposal = record.proposal {
      let text = words(
        "card.proposal",
        ["words": proposal.content.text, "name": proposal.speaker?.name ?? words("card.nobody")])
      appendLine("<p class=\"warn\">", text, to: &out)
    }
    appendFoot(record, withArticle: withArticle, to: &out)
    if let note = record.note {
      out.markup("<p class=\"note\"><b>")
      out.text(words("card.note"))
      out.markup("</b> ")
      out.text(note)
      out.markup("</p>\n")
    }
    out.markup("<ul class=\"why\" hidden>")
    for line in evidence.lines(record.evidence) {
      out.markup("<li>")
      out.text(line)
      out.markup("</li>")
    }
    out.markup("</ul>\n</article>\n")
  }

  // MARK: Parts

  /// The opening tag: what the script has to know of the record stands in its attributes.
  private func appendOpening(_ record: StoredRecord, number: Int, mentions: Int?, to out: inout HTMLWriter) {
    out.markup("<article class=\"card l-")
    out.text(record.layer.rawValue)
    out.markup(" st-")
    out.text(record.status.rawValue)
    out.markup("\" id=\"r")
    out.number(record.rowID)
    out.markup("\" data-row=\"")
    out.number(record.rowID)
    out.markup("\" data-version=\"")
    out.number(record.version)
    out.markup("\" data-key=\"")
    out.text(record.article.key)
    out.markup("\" data-start=\"")
    out.number(record.content.span.start)
    out.markup("\" data-end=\"")
    out.number(record.content.span.end)
    out.markup("\" data-kind=\"")
    out.text(record.kind.rawValue)
    out.markup("\" data-layer=\"")
    out.text(record.layer.rawValue)
    out.markup("\" data-status=\"")
    out.text(record.status.rawValue)
    out.markup("\" data-speaker=\"")
    if let speaker = record.speaker { out.text(speaker.name) }
    out.markup("\" data-speaker-id=\"")
    if let speaker = record.speaker { out.number(speaker.rowID) }
    if let note = record.note {
      out.markup("\" data-note=\"")
      out.text(note)
    }
    if number > 0 {
      out.markup("\" data-number=\"")
      out.number(number)
    }
    if let mentions {
      out.markup("\" data-mentions=\"")
      out.number(mentions)
    }
    out.markup("\" tabindex=\"-1\" aria-labelledby=\"h")
    out.number(record.rowID)
    out.markup("\">\n")
  }

  /// Who said it, what it is, how sure that is, and what was decided.
  private func appendHead(
    _ record: StoredRecord, number: Int, withSpeaker: Bool, to out: inout HTMLWriter
  ) {
    out.markup("<div class=\"card-head\">\n")
    if number > 0 {
      out.markup("<a class=\"num\" href=\"#m")
      out.number(record.rowID)
      out.markup("\" aria-label=\"")
      out.text(words("card.to-text"))
      out.markup("\">")
      out.number(number)
      out.markup("</a>\n")
    }
    // Where the page is about him, the name is for those who do not see the page.
    out.markup(withSpeaker ? "<h2 class=\"who-said\" id=\"h" : "<h2 class=\"who-said sr\" id=\"h")
    out.number(record.rowID)
    out.markup("\">")
    if let speaker = record.speaker {
      out.markup("<a href=\"")
      out.text(Links.speaker(speaker.rowID))
      out.markup("\">")
      out.text(speaker.name)
      out.markup("</a>")
    } else {
      out.markup("<span class=\"unknown\">")
      out.text(words("card.nobody"))
      out.markup("</span>")
    }
    out.markup("</h2>\n<span class=\"tag t-")
    out.text(record.layer.rawValue)
    out.markup("\">")
    out.text(words("kind.\(record.kind.rawValue)"))
    out.markup("</span>\n<span class=\"sure s-")
    let band = Self.band(record.confidence)
    out.text(band)
    out.markup("\"><i></i><span class=\"sr\">")
    out.text(words("card.confidence"))
    out.markup(": </span>")
    out.text(words("sure.\(band)"))
    out.markup("<span class=\"figure\"> ")
    out.text(words.percent(record.confidence))
    out.markup("</span></span>\n<span class=\"status\" data-status-name>")
    if record.status.isReviewed { out.text(words("status.\(record.status.rawValue)")) }
    out.markup("</span>\n</div>\n")
  }

  /// How sure the program is, as a reader needs it at a glance.
  private static func band(_ confidence: Double) -> String {
    switch confidence {
    case ..<0.6: "low"
    case ..<0.85: "medium"
    default: "high"
    }
  }

  /// The words, with what stands around them where that is known.
  private func appendWords(_ record: StoredRecord, _ context: RecordContext?, to out: inout HTMLWriter) {
    guard let context = context?.trimmedToWords(around: record.content.span) else {
      out.markup("<p class=\"words")
      if record.layer == .quote { out.markup(" quoted") }
      if let marks {
        out.markup("\">")
        out.ready(marks.marked(record.content.text))
        out.markup("</p>\n")
      } else {
        appendLine("\">", record.content.text, to: &out)
      }
      return
    }
    var marked = MarkedText(context.text, start: context.start)
    if record.isAnchored {
      marked.add(
        row: record.rowID, record.layer, content: record.content, cue: record.cue, source: record.source)
    }
    out.markup("<p class=\"gist\" aria-hidden=\"true\">")
    out.text(record.content.text.prefix(180))
    out.markup("</p>\n<p class=\"context\" data-context-start=\"")
    out.number(context.start)
    out.markup("\">")
    out.ready(marked.inline)
    out.markup("</p>\n")
  }

  /// Where it stands, by what words it was found, and what is worth knowing about it.
  private func appendFoot(_ record: StoredRecord, withArticle: Bool, to out: inout HTMLWriter) {
    out.markup("<div class=\"card-foot\">\n")
    if withArticle { appendArticle(record, to: &out) }
    if let cue = record.cue {
      out.markup("<span>")
      out.text(words("card.cue"))
      out.markup(" “")
      out.text(cue.text)
      out.markup("”")
      if let cueClass = record.cueClass {
        out.markup(" (")
        out.text(words("cue.\(cueClass)"))
        out.markup(")")
      }
      out.markup("</span>\n")
    }
    if let via = record.via {
      out.markup("<span>")
      out.text(words("card.via", ["name": via.name]))
      out.markup("</span>\n")
    }
    if record.isNegated { appendFlag(words("card.negated"), to: &out) }
    let kinds = record.figures.map(\.kind)
    let figures = Figure.Kind.allCases.filter(kinds.contains).map { words("figure.\($0.rawValue)") }
    if !figures.isEmpty { appendFlag(figures.joined(separator: ", "), to: &out) }
    if let reviewer = record.reviewer, record.status.isReviewed {
      out.markup("<span class=\"decided\">")
      out.text(reviewer)
      if let time = record.reviewedAt {
        out.markup(", <time datetime=\"")
        out.text(time)
        out.markup("\">")
        out.text(words.time(time))
        out.markup("</time>")
      }
      out.markup("</span>\n")
    }
    out.markup("<a class=\"from\" href=\"/variants?row=")
    out.number(record.rowID)
    out.markup("\">")
    out.text(words("card.variants"))
    out.markup("</a>\n</div>\n")
  }

  private func appendArticle(_ record: StoredRecord, to out: inout HTMLWriter) {
    out.markup("<a class=\"from\" href=\"")
    out.text(Links.article(record.article.key, record: record.rowID))
    out.markup("\">")
    out.text(record.article.title ?? record.article.key)
    out.markup("</a>\n")
    if let paper = record.article.source {
      out.markup("<span>")
      out.text(paper)
      out.markup("</span>\n")
    }
    if let published = record.article.published {
      out.markup("<time>")
      out.text(PublicationDate.day(of: published).map(words.date) ?? published)
      out.markup("</time>\n")
    }
  }

  private func appendFlag(_ text: String, to out: inout HTMLWriter) {
    out.markup("<span class=\"flag\">")
    out.text(text)
    out.markup("</span>\n")
  }

  /// Writes a paragraph whose opening tag, or the end of it, is given.
  private func appendLine(_ opening: StaticString, _ text: String, to out: inout HTMLWriter) {
    out.markup(opening)
    out.text(text)
    out.markup("</p>\n")
  }
}

extension RecordContext {
  /// The same without the parts of words at its ends.
  func trimmedToWords(around span: Span) -> RecordContext {
    let bytes = Array(text.utf8)
    // The record's own ends, in bytes: nothing of it is cut.
    var (before, after) = (bytes.count, bytes.count)
    var place = start
    for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if place == span.start { before = index }
      if place == span.end {
        after = index
        break
      }
      place += 1
    }
    before = span.start <= start ? 0 : before
    after = max(before, span.end <= start ? 0 : after)
    var (low, high) = (0, bytes.count)
    if start > 0 {
      while low < before, !Self.isSpace(bytes[low]) { low += 1 }
    }
    // A text that ends here ends with a mark.
    if text.unicodeScalars.last?.properties.isAlphabetic == true {
      while high > after, !Self.isSpace(bytes[high - 1]) { high -= 1 }
    }
    while low < before, Self.isSpace(bytes[low]) { low += 1 }
    while high > after, Self.isSpace(bytes[high - 1]) { high -= 1 }
    let skipped = bytes[..<low].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    return RecordContext(start: start + skipped, text: String(decoding: bytes[low..<high], as: UTF8.self))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// Addresses of pages.
enum Links {
  static func article(_ key: String, record: Int64? = nil) -> String {
    "/article?key=\(key.urlEncoded)" + (record.map { "#m\($0)" } ?? "")
  }
  static func speaker(_ id: Int64) -> String { "/speaker?id=\(id)" }

  /// The last day of a month `yyyy-mm`, or of a year.
  static func lastDay(of month: String) -> String {
    let parts = month.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2 else { return "\(month)-12-31" }
    let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
    let days =
      switch parts[1] {
      case 2: isLeap ? 29 : 28
      case 4, 6, 9, 11: 30
      default: 31
      }
    return "\(month)-\(days)"
  }

  /// What was decided on a day, by anybody or by one.
  static func decided(on day: String, by reviewer: String? = nil) -> String {
    query(
      "/queue",
      [("decided-since", day), ("decided-until", day), ("reviewer", reviewer), ("status", "all")])
  }

  /// An address with a query; fields that are `nil` are left out.
  static func query(_ path: String, _ fields: [(String, String?)]) -> String {
    let pairs = fields.compactMap { name, value in value.map { "\(name)=\($0.urlEncoded)" } }
    return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
  }
}
