import QuoteCheck

/// Answers as rows of a list.
struct CheckTable {
  /// Who reads the rows.
  private enum Reader {
    case terminal, pipe, spreadsheet
  }

  private var list: ListPrinter
  private let reader: Reader
  private let showsIDs: Bool

  /// Makes a table or CSV. On a terminal the words get the room: ids are shown there where the user gave them.
  init(
    _ format: OutputFormat, showsIDs: Bool, isTerminal: Bool = Terminal.hasOutput, _ output: StandardOutput
  ) {
    reader = format != .table ? .spreadsheet : isTerminal ? .terminal : .pipe
    self.showsIDs = showsIDs
    let columns =
      switch reader {
      case .terminal:
        (showsIDs ? [Column("id", flexible: true, lines: 2)] : []) + [
          Column("verdict"), Column("words", leads: true, lines: 6),
          Column("what is there", flexible: true, lines: 6), Column("article", flexible: true, lines: 2),
        ]
      case .pipe:
        [
          "id", "verdict", "quote", "speaker", "source says", "changed", "article", "place", "warnings",
          "notes",
        ].map { Column($0) }
      case .spreadsheet:
        [
          "id", "verdict", "score", "quote", "speaker", "article", "start", "end", "found", "source_speaker",
          "warnings", "notes", "changed", "title", "published", "url",
        ].map { Column($0) }
      }
    list = ListPrinter(columns, format: format, isAligned: isTerminal, to: output)
  }

  /// Adds an answer; `notChecked` says why there is none.
  mutating func add(
    _ answer: CheckAnswer, id: String, quote: String, speaker: String?, error: String? = nil,
    notChecked: String? = nil
  ) throws {
    let warnings = answer.warnings.map(\.rawValue).joined(separator: " ")
    var remarks = answer.notes.map(\.name)
    if let error { remarks.append(error) }
    if let notChecked { remarks.append("not checked, because \(notChecked)") }
    let notes = remarks.joined(separator: " ")
    let key = Cell.optional(answer.article?.key)
    let verdict = Cell.text(notChecked == nil ? answer.verdict.rawValue : CheckLine.notChecked)
    let said =
      answer.speakers.count > 1
      ? answer.speakers.map(\.name).joined(separator: " + ") : answer.speaker?.reference.name
    let changed = Self.changes(answer)
    switch reader {
    case .terminal:
      let there = [said == speaker ? nil : said, changed, warnings, notes].compactMap(\.self).filter {
        !$0.isEmpty
      }
      try list.add(
        (showsIDs ? [.text(id)] : []) + [
          verdict, .text("“\(quote)”" + (speaker.map { " — \($0)" } ?? "")),
          .text(there.joined(separator: " · ")), key,
        ])
    case .pipe:
      try list.add([
        .text(id), verdict, .text("“\(quote)”"), .optional(speaker), .optional(said), .text(changed), key,
        .optional(answer.found.map { "\($0.span.start)–\($0.span.end)" }), .text(warnings), .text(notes),
      ])
    case .spreadsheet:
      try list.add([
        .text(id), verdict, .decimal(answer.score, digits: 3), .text(quote),
        .optional(speaker), key, answer.found.map { .integer($0.span.start) } ?? .none,
        answer.found.map { .integer($0.span.end) } ?? .none, .optional(answer.found?.text),
        .optional(said), .text(warnings), .text(notes), .text(changed), .optional(answer.article?.title),
        .optional(answer.article?.published), .optional(answer.article?.url),
      ])
    }
  }

  /// What changed, each change in brackets: [hai → ba], [− không], [+ rất].
  static func changes(_ answer: CheckAnswer) -> String {
    answer.diff.compactMap { step in
      switch step.kind {
      case .equal: nil
      case .omitted: "[− \(step.source)]"
      case .added: "[+ \(step.quote)]"
      case .replaced: "[\(step.source) → \(step.quote)]"
      }
    }.joined(separator: " ").replacing("\n", with: " ")
  }

  /// Writes what is held.
  mutating func finish() throws { try list.finish() }
}
