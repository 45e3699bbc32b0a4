import QuoteStore

/// What an extraction made of the records, in lines for people.
struct ExtractionSummary {
  private let report: ExtractionReport

  /// The most conflicts that are named one by one.
  private static let shownConflicts = 20

  /// Takes a report.
  init(_ report: ExtractionReport) { self.report = report }

  /// What became of the reviewed records; nothing when there are none.
  var reviewedLines: [String] {
    guard report.kept > 0 else { return [] }
    var parts = [
      "\(report.reviewed[.foundAgain] ?? 0) found again",
      "\(report.reviewed[.noLongerFound] ?? 0) no longer found",
      "\(report.reviewed[.inConflict] ?? 0) in conflict",
    ]
    if report.lost > 0 { parts.append("\(report.lost) no longer in the text") }
    var lines = ["reviewed  \(report.kept) kept (\(parts.joined(separator: ", ")))"]
    let conflicts = report.changes.filter { $0.fate == .inConflict }
    for change in conflicts.prefix(Self.shownConflicts) { lines.append("conflict  \(Self.text(change))") }
    if conflicts.count > Self.shownConflicts {
      lines.append("conflict  … and \(conflicts.count - Self.shownConflicts) more")
    }
    if !conflicts.isEmpty { lines.append("          to settle them: trichdan review --status conflict") }
    return lines
  }

  /// What became of the unreviewed records.
  var unreviewedLine: String {
    let fates: [RecordFate] = [.foundAgain, .changed, .noLongerFound, .new]
    let parts = fates.map { "\(report.unreviewed[$0] ?? 0) \($0.rawValue)" }
    return "proposed  \(parts.joined(separator: ", "))"
  }

  /// A conflict in words: what was decided, and what the machine says now.
  static func text(_ change: RecordChange) -> String {
    "\(change.id): decided \(change.before.map(saying) ?? "nothing"), now proposed \(change.after.map(saying) ?? "nothing")"
  }

  private static func saying(_ proposal: MachineProposal) -> String {
    let words = DisplayWidth.cut(proposal.content.text.replacing("\n", with: " "), to: 40)
    return "\(proposal.speaker?.name ?? "nobody"): “\(words)” (\(proposal.kind.rawValue))"
  }
}
