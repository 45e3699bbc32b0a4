import QuoteEngine
import QuoteStore

/// How quotes and claims look in a table: the words, who says them, and where.
struct RecordTable {
  private let isWide: Bool
  private let words: WordSearch?
  private let sentences: Int?

  /// Makes it; `words` are marked in the words.
  init(isWide: Bool, words: WordSearch?, sentences: Int? = nil) {
    self.isWide = isWide
    self.words = words
    self.sentences = sentences
  }

  /// The columns.
  var columns: [Column] {
    let most = isWide ? Int.max : 4
    let first = [
      Column("words", flexible: true, leads: true, lines: sentences == nil ? most : max(most, 8)),
      Column("speaker", flexible: true, lines: isWide ? .max : 3),
      Column("article", flexible: true, lines: isWide ? .max : 3),
    ]
    guard isWide else { return first }
    return first + [
      Column("id", flexible: true, lines: 3), Column("cue", flexible: true, lines: 2),
      Column("form", flexible: true, lines: 2), Column("confidence"), Column("status"),
    ]
  }

  /// The cells of a record.
  func cells(_ record: StoredRecord, _ context: SentenceContext? = nil) -> [Cell] {
    let first: [Cell] = [
      marked(record, context), .text(Self.speaker(record)), .text(Self.article(record.article)),
    ]
    guard isWide else { return first }
    return first + [
      .text(RecordLine.id(record)), .optional(record.cue?.text), .text(record.pattern),
      .decimal(record.confidence, digits: 2), .text(Messages.current.value(record.status.rawValue)),
    ]
  }

  /// A record in a block of lines, with its evidence.
  func block(_ record: StoredRecord, _ context: SentenceContext?) -> String {
    let width = Terminal.width
    let form = "\(record.pattern)  \(Decimals.text(record.confidence, digits: 2))"
    var head = StyledText()
    head.append(Self.speaker(record), [.bold])
    head.append("  \(Self.article(record.article))  \(form)", [.dim])
    var text = StyledText()
    let (words, marks) = content(record, context)
    let scalars = Array(words.unicodeScalars)
    var place = 0
    for mark in marks {
      text.append(scalars[place..<mark.lowerBound])
      text.append(scalars[mark], [.bold, .underline])
      place = mark.upperBound
    }
    text.append(scalars[place...].lazy.map { $0 == "\n" ? " " : $0 })
    var out = ""
    func add(_ text: StyledText, indent: Int) {
      let lines =
        width.map { text.lines(width: max(20, $0 - indent)).map { $0.text(colour: Terminal.hasColour) } }
        ?? [text.text(colour: Terminal.hasColour)]
      for line in lines { out += String(repeating: " ", count: indent) + line + "\n" }
    }
    add(head, indent: 0)
    add(text, indent: 2)
    for step in record.evidence {
      var line = StyledText()
      line.append("- \(Messages.current.evidence(step))", [.dim])
      add(line, indent: 4)
    }
    return out
  }

  /// The words, quoted ones in marks, with what was searched set off.
  func marked(_ record: StoredRecord, _ context: SentenceContext? = nil) -> Cell {
    let (text, marks) = content(record, context)
    return marks.isEmpty ? .text(text) : .marked(text, marks)
  }

  private func content(_ record: StoredRecord, _ context: SentenceContext?) -> (String, [Range<Int>]) {
    let shown = Self.shown(record)
    // With the sentence around, the words are what is set off, and their marks are the sentence's own.
    if let context {
      let start = context.before.unicodeScalars.count
      return (
        context.before + record.content.text + context.after,
        [start..<(start + record.content.text.unicodeScalars.count)]
      )
    }
    let offset = record.layer == .quote ? 1 : 0
    let marks = words?.places(in: record.content.text) ?? []
    return (shown, marks.map { ($0.lowerBound + offset)..<($0.upperBound + offset) })
  }

  /// The words, quoted ones in marks.
  static func shown(_ record: StoredRecord) -> String {
    record.layer == .quote ? "“\(record.content.text)”" : record.content.text
  }

  /// Who says it, with the role that the article gives.
  static func speaker(_ record: StoredRecord) -> String {
    guard let speaker = record.speaker else { return "?" }
    return [speaker.name, record.role].compactMap(\.self).joined(separator: ", ")
  }

  /// When, in which paper, and the article's key.
  static func article(_ article: ArticleSummary) -> String {
    let day = article.published.map { PublicationDate.day(of: $0).map(Messages.current.date) ?? $0 }
    return [day, article.source, article.key].compactMap(\.self).joined(separator: " · ")
  }
}
