import QuoteCheck
import QuoteEvaluation

/// What an evaluation of checks shows: a line for each case, and the checks that came out wrong.
struct CheckReport {
  /// Against the article alone, and against all articles.
  let alone: CheckEvaluation
  let anywhere: CheckEvaluation
  let errors: Int

  /// Prints it.
  func print(_ format: OutputFormat, to output: StandardOutput) throws {
    var list = ListPrinter(
      [
        "case", "checks", "verdict right", "warnings right", "anywhere: checks", "anywhere: verdict right",
        "anywhere: warnings right", "passed wrongly", "accused wrongly",
      ].map { Column($0) }, format: format, isAligned: true, to: output)
    for kind in CheckCase.allCases {
      guard let counts = alone.cases[kind] else { continue }
      try list.add([.text(kind.rawValue)] + cells(counts) + cells(anywhere.cases[kind]) + faults(kind))
    }
    try list.add([.text("all")] + cells(alone.all) + cells(anywhere.all) + faults(nil))
    try list.finish()
    guard format == .table else { return }
    // What a user would print, or would be accused of, comes first.
    let faults = (alone.faults.map { ($0, "") } + anywhere.faults.map { ($0, ", anywhere") })
    let worst = faults.filter { $0.0.isWronglyPassed } + faults.filter { $0.0.isWronglyAccused }
    let others = faults.filter { !$0.0.isWronglyPassed && !$0.0.isWronglyAccused }
    for (fault, place) in (worst + others).prefix(errors) {
      let check = fault.check
      func shown(_ verdict: Verdict, _ warnings: some Sequence<CheckWarning>) -> String {
        ([verdict.rawValue] + warnings.map(\.rawValue).sorted()).joined(separator: " ")
      }
      try output.line()
      try output.line(
        Style.bold.applied(
          to: "\(check.article) \(check.kind.rawValue)\(place): \(shown(check.verdict, check.warnings)), "
            + "not \(shown(fault.answer.verdict, fault.answer.warnings))"
            + (fault.isWronglyPassed ? " (passed)" : fault.isWronglyAccused ? " (accused)" : "")))
      try output.line("  quote   \(check.quote.replacing("\n", with: " "))")
      if let speaker = check.speaker {
        try output.line(
          "  by      \(speaker), found \(fault.answer.speaker.map { "\($0.reference.name) (\(Decimals.text($0.confidence, digits: 2)))" } ?? "nobody")"
        )
      }
      if let found = fault.answer.found {
        try output.line("  source  \(found.text.replacing("\n", with: " "))")
      }
    }
  }

  /// The checks that were verified and must not be, and those that accuse somebody wrongly, of both ways.
  private func faults(_ kind: CheckCase?) -> [Cell] {
    let counts = [alone, anywhere].compactMap { kind == nil ? $0.all : $0.cases[kind!] }
    return [
      .integer(counts.reduce(0) { $0 + $1.wronglyPassed }),
      .integer(counts.reduce(0) { $0 + $1.wronglyAccused }),
    ]
  }

  private func cells(_ counts: CheckEvaluation.Counts?) -> [Cell] {
    guard let counts, counts.checks > 0 else { return [.none, .none, .none] }
    return [
      .integer(counts.checks), .decimal(Double(counts.verdicts) / Double(counts.checks), digits: 3),
      .decimal(Double(counts.warnings) / Double(counts.checks), digits: 3),
    ]
  }
}
