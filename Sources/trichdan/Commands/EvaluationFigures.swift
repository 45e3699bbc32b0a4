import QuoteEngine
import QuoteEvaluation

/// An evaluation as one long list of figures for programs: what is measured, of what, and the value.
struct EvaluationFigures {
  private let evaluation: Evaluation
  private let errors: Int

  init(_ evaluation: Evaluation, errors: Int) {
    self.evaluation = evaluation
    self.errors = errors
  }

  /// Prints the figures, then the errors.
  func print(_ format: OutputFormat, to output: StandardOutput) throws {
    var list = ListPrinter(
      [Column("section"), Column("of"), Column("measure"), Column("value"), Column("detail")], format: format,
      to: output)
    func add(_ section: String, _ of: String, _ measure: String, _ value: Cell) throws {
      try list.add([.text(section), .text(of), .text(measure), value, .none])
    }
    for layer in Layer.allCases {
      guard let score = evaluation.layers[layer] else { continue }
      for (measure, value) in Self.figures(score) {
        try add("layer", layer == .quote ? "quotes" : "claims", measure, value)
      }
    }
    for kind in RecordKind.allCases {
      guard let score = evaluation.kinds[kind], score.gold > 0 else { continue }
      for (measure, value) in Self.figures(score) { try add("kind", kind.rawValue, measure, value) }
    }
    try add("scare", "not_quotes", "gold", .integer(evaluation.notQuotes))
    try add("scare", "not_quotes", "rejected", .decimal(evaluation.notQuotesRejected, digits: 4))
    for (tenth, value) in evaluation.tenths.enumerated() where value.count > 0 {
      for (measure, value) in Self.figures(value) { try add("confidence", "0.\(tenth)", measure, value) }
    }
    for (form, value) in evaluation.sortedForms {
      for (measure, value) in Self.figures(value) {
        try add("form", "\(form.layer.rawValue):\(form.pattern)", measure, value)
      }
    }
    for error in evaluation.errors.prefix(errors) {
      let speakers = "gold \(error.gold ?? "nobody"), predicted \(error.predicted ?? "nobody"): "
      try list.add([
        .text("error"), .text("\(error.article)#\(error.span.start)-\(error.span.end)"),
        .text("\(error.layer.rawValue) \(error.fault.rawValue)"), .optional(error.pattern),
        .text(speakers + error.context),
      ])
    }
    try list.finish()
  }

  private static func figures(_ score: Score) -> [(String, Cell)] {
    func rates(_ name: String, _ rates: Rates) -> [(String, Cell)] {
      [
        ("\(name).p", .decimal(rates.precision, digits: 4)), ("\(name).r", .decimal(rates.recall, digits: 4)),
        ("\(name).f1", .decimal(rates.f1, digits: 4)),
      ]
    }
    return [("gold", .integer(score.gold)), ("predicted", .integer(score.predicted))]
      + rates("exact", score.exact)
      + rates("overlap", score.overlap) + [("speaker", .decimal(score.speaker, digits: 4))]
      + rates("end_to_end", score.endToEnd)
  }

  private static func figures(_ value: Reliability) -> [(String, Cell)] {
    [
      ("records", .integer(value.count)), ("right", .integer(value.right)),
      ("share", .decimal(value.share, digits: 4)),
    ]
  }
}
