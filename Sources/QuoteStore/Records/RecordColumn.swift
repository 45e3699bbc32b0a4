/// The columns of the table of records, in the order in which rows are inserted.
enum RecordColumn: String, CaseIterable {
  case id
  case article = "article_id"
  case layer, kind, start, end, text
  case speaker = "speaker_id"
  case sourceStart = "source_start"
  case sourceEnd = "source_end"
  case sourceText = "source_text"
  case cueStart = "cue_start"
  case cueEnd = "cue_end"
  case cueText = "cue_text"
  case via = "via_id"
  case confidence, pattern, evidence
  case cueClass = "cue_class"
  case negated, figures
  // What people decided.
  case status
  case isAnchored = "is_anchored"
  case reviewer
  case reviewedAt = "reviewed_at"
  case note, origin, proposal
  // Who the speaker is.
  case role
  case roleClass = "role_class"
  case gender, members

  /// What is decided about a record, and has its usual value in one that was only found.
  private static let decided: Set<RecordColumn> = [
    .status, .isAnchored, .reviewer, .reviewedAt, .note, .origin, .proposal,
  ]

  /// Those of a record that the engine found.
  static let found = allCases.filter { !decided.contains($0) }

  /// Those of a record that a person added.
  static let added: [RecordColumn] = [
    .id, .article, .layer, .kind, .start, .end, .text, .speaker, .sourceStart, .sourceEnd, .sourceText,
    .cueStart,
    .cueEnd, .cueText, .confidence, .pattern, .evidence, .negated, .figures, .status, .reviewer, .reviewedAt,
  ]

  /// The statement that inserts a row with values for `columns`.
  static func insertion(_ columns: [RecordColumn]) -> String {
    let names = columns.map(\.rawValue).joined(separator: ", ")
    let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    return "INSERT INTO record(\(names)) VALUES (\(places))"
  }
}
