import QuoteEngine
import QuoteStore

/// An article's text with its quotes, claims and the words that name the speakers marked.
///
/// Each quote and claim has the number that the legend explains. With colour, quotes are green, claims yellow, speakers
/// cyan and cues underlined. Without, quotes stand in `[1 …]`, claims in `{2 …}`, speakers in `<…>`.
struct MarkedArticle {
  private let text: [Unicode.Scalar]
  private let records: [StoredRecord]
  private let colour: Bool

  /// Takes an article; records count from 1 in their order.
  init(_ article: StoredArticle, colour: Bool) {
    text = Array(article.article.text.unicodeScalars)
    records = article.records
    self.colour = colour
  }

  /// The text with its marks.
  var marked: String {
    var openings: [Int: [(span: Span, mark: String)]] = [:]
    var closings: [Int: [(span: Span, mark: String)]] = [:]
    func mark(_ span: Span, _ open: String, _ close: String) {
      guard span.start >= 0, span.start < span.end, span.end <= text.count else { return }
      openings[span.start, default: []].append((span, open))
      closings[span.end, default: []].append((span, close))
    }
    // What a reviewer rejected stands in the list below only.
    let anchored = records.enumerated().filter { $0.element.isAnchored && $0.element.status != .rejected }
    for (index, record) in anchored {
      let isQuote = record.layer == .quote
      let number = colour ? "\(index + 1) " : "\(isQuote ? "[" : "{")\(index + 1) "
      mark(
        record.content.span, colour ? Style.dim.applied(to: number, colour: true) : number,
        colour ? "" : isQuote ? "]" : "}")
    }
    let sources = Set(anchored.compactMap { $0.element.source?.span })
    if !colour { for span in sources { mark(span, "<", ">") } }

    let styles = colour ? styles(sources) : []
    var out = ""
    var style: Style?
    for place in 0...text.count {
      let closing = closings[place] ?? []
      let opening = openings[place] ?? []
      let next = place < text.count && colour ? styles[place] : nil
      if style != nil, !closing.isEmpty || !opening.isEmpty || next != style {
        out += "\u{1B}[0m"
        style = nil
      }
      // What opened last closes first; what ends last opens first.
      for mark in closing.sorted(by: { $0.span.start > $1.span.start }) { out += mark.mark }
      for mark in opening.sorted(by: { $0.span.end > $1.span.end }) { out += mark.mark }
      guard place < text.count else { break }
      if let next, style == nil {
        out += "\u{1B}[\(next.rawValue)m"
        style = next
      }
      out.unicodeScalars.append(text[place])
    }
    return out
  }

  /// The style of each code point; a cue stands above a speaker, a speaker above a quote, a quote above a claim.
  private func styles(_ sources: Set<Span>) -> [Style?] {
    var styles: [Style?] = Array(repeating: nil, count: text.count)
    func paint(_ span: Span, _ style: Style) {
      for place in max(0, span.start)..<max(0, min(span.end, text.count)) where place < text.count {
        styles[place] = style
      }
    }
    let anchored = records.filter { $0.isAnchored && $0.status != .rejected }
    for record in anchored where record.layer == .claim { paint(record.content.span, .yellow) }
    for record in anchored where record.layer == .quote { paint(record.content.span, .green) }
    for span in sources { paint(span, .cyan) }
    for cue in anchored.compactMap(\.cue) { paint(cue.span, .underline) }
    return styles
  }

  /// One line a record, and its evidence below where `explain` holds.
  func legend(explain: Bool) -> [String] {
    var lines: [String] = []
    let words = Messages.current
    let width = String(records.count).count
    for (index, record) in records.enumerated() {
      let number = String(index + 1)
      let padded = String(repeating: " ", count: width - number.count) + number
      let speaker =
        record.speaker.map { "\($0.name) (\(words.value($0.kind.rawValue)))" }
        ?? words("? (speaker not known)")
      var line =
        "\(padded)  \(Style.bold.applied(to: speaker, colour: colour))  \(words.value(record.kind.rawValue))"
      if let cue = record.cue {
        line += "  " + words.message("cue “\(cue.text)”" + (record.cueClass.map { " (\($0))" } ?? ""))
      }
      if let via = record.via { line += "  " + words.message("via \(via.name)") }
      line += "  \(record.pattern)  \(Decimals.text(record.confidence, digits: 2))"
      if record.status.isReviewed {
        line +=
          "  \(words.value(record.status.rawValue))" + (record.reviewer.map { " \(words("by")) \($0)" } ?? "")
      }
      if let note = record.note { line += "  " + words.message("note: \(note)") }
      if !record.isAnchored { line += "  " + words("no longer in the text:") + " “\(record.content.text)”" }
      lines.append(line)
      guard explain else { continue }
      let indent = String(repeating: " ", count: width + 4)
      lines += record.evidence.map {
        Style.dim.applied(to: "\(indent)- \(words.evidence($0))", colour: colour)
      }
    }
    return lines
  }
}
