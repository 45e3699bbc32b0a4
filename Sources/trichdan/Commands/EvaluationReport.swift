import QuoteEngine
import QuoteEvaluation

/// An evaluation as tables for people.
struct EvaluationReport {
  private let evaluation: Evaluation
  private let errors: Int

  init(_ evaluation: Evaluation, errors: Int) {
    self.evaluation = evaluation
    self.errors = errors
  }

  /// Prints the tables.
  func print(to output: StandardOutput) throws {
    try scores(to: output)
    try output.line()
    try output.line(
      "Marked stretches that are no quotes: "
        + "\(Decimals.text(evaluation.notQuotesRejected, digits: 3)) of \(evaluation.notQuotes) rejected")
    try output.line()
    try reliability(to: output)
    for error in evaluation.errors.prefix(errors) {
      try output.line()
      try show(error, to: output)
    }
    let rest = evaluation.errors.count - min(errors, evaluation.errors.count)
    if rest > 0, errors > 0 { try output.line("\n\(rest) more errors") }
  }

  private func scores(to output: StandardOutput) throws {
    var list = ListPrinter(
      [
        "", "gold", "found", "exact P", "R", "F1", "overlap P", "R", "F1", "speaker", "end-to-end P", "R",
        "F1",
      ].map { Column($0) }, format: .table, isAligned: true, to: output)
    for layer in Layer.allCases {
      guard let score = evaluation.layers[layer] else { continue }
      try list.add(row(layer == .quote ? "quotes" : "claims", score))
      for kind in RecordKind.allCases where kind.layer == layer {
        // Gold that gives no kinds would show as nothing found.
        if let score = evaluation.kinds[kind], score.gold > 0 {
          try list.add(row("  \(kind.rawValue)", score))
        }
      }
    }
    try list.finish()
  }

  private func row(_ name: String, _ score: Score) -> [Cell] {
    func rates(_ rates: Rates) -> [Cell] {
      [rates.precision, rates.recall, rates.f1].map { .decimal($0, digits: 3) }
    }
    return [.text(name), .integer(score.gold), .integer(score.predicted)] + rates(score.exact)
      + rates(score.overlap) + [.decimal(score.speaker, digits: 3)] + rates(score.endToEnd)
  }

  private func reliability(to output: StandardOutput) throws {
    var tenths = ListPrinter(
      ["confidence", "records", "right", "share right", "mean confidence"].map { Column($0) }, format: .table,
      isAligned: true,
      to: output)
    for (tenth, value) in evaluation.tenths.enumerated() where value.count > 0 {
      try tenths.add([.text("0.\(tenth)–\(tenth == 9 ? "1" : "0.\(tenth + 1)")")] + reliabilityCells(value))
    }
    try tenths.finish()
    try output.line()
    var forms = ListPrinter(
      ["layer", "form", "records", "right", "share right", "mean confidence"].map { Column($0) },
      format: .table, isAligned: true,
      to: output)
    for (form, value) in evaluation.sortedForms {
      try forms.add([.text(form.layer.rawValue), .text(form.pattern)] + reliabilityCells(value))
    }
    try forms.finish()
  }

  private func reliabilityCells(_ value: Reliability) -> [Cell] {
    [
      .integer(value.count), .integer(value.right), .decimal(value.share, digits: 3),
      .decimal(value.meanConfidence, digits: 3),
    ]
  }

  private func show(_ error: EvaluationError, to output: StandardOutput) throws {
    var head =
      "\(error.article) \(error.span.start)–\(error.span.end) \(error.layer.rawValue) \(error.fault.rawValue)"
    switch error.fault {
    case .wrongSpeaker: head += ": \(error.gold ?? "nobody"), not \(error.predicted ?? "nobody")"
    case .missed: head += ": \(error.gold ?? "nobody")"
    case .spurious, .notRejected: head += ": \(error.predicted ?? "nobody")"
    }
    if let cue = error.cue { head += ", cue \(cue)" }
    if let pattern = error.pattern { head += ", form \(pattern)" }
    try output.line(Style.bold.applied(to: head))
    try output.line("  " + error.context)
  }
}

extension Evaluation {
  /// The forms, by layer, the most used first.
  var sortedForms: [(form: Form, value: Reliability)] {
    forms.map { (form: $0.key, value: $0.value) }.sorted {
      if $0.form.layer != $1.form.layer { return $0.form.layer == .quote }
      return ($1.value.count, $0.form.pattern) < ($0.value.count, $1.form.pattern)
    }
  }
}
