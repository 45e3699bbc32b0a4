import DatasetExport
import QuoteEngine
import QuoteEvaluation
import QuoteStore

/// How far two reviewers agree, for `evaluate --agreement`.
struct AgreementReport {
  private let agreement: Agreement

  /// Reads what two reviewers decided, from exports or databases.
  init(_ first: String, _ second: String) throws {
    agreement = Agreement(try Self.read(first), try Self.read(second))
  }

  private static func read(_ path: String) throws -> [String: JudgedArticle] {
    var articles: [String: JudgedArticle] = [:]
    try reportingStoreErrors {
      var refusal: String?
      try DatasetSource(path: path).forEachArticle {
        refusal = refusal ?? $0
      } _: { article, _ in
        let judged = JudgedArticle(article)
        // The texts of what nobody looked at are not needed.
        articles[judged.id] =
          judged.isReviewed ? judged : JudgedArticle(id: judged.id, text: judged.text, records: [])
      }
      if let refusal { throw CommandFailure(refusal) }
    }
    return articles
  }

  /// Prints the figures.
  func print(_ format: OutputFormat, to output: StandardOutput) throws {
    if format == .table {
      try table(to: output)
    } else {
      try figures(format, to: output)
    }
  }

  private func table(to output: StandardOutput) throws {
    try output.line("\(agreement.articles) articles that both have reviewed")
    if agreement.unlike > 0 {
      try output.line("\(agreement.unlike) articles that only one has, or whose text differs, do not count")
    }
    try output.line()
    var list = ListPrinter(
      ["", "judged by both", "the same", "share", "by chance", "kappa"].map { Column($0) }, format: .table,
      isAligned: true,
      to: output)
    for (name, kappa) in kappas {
      try list.add([
        .text(name), .integer(kappa.count), .integer(kappa.agreed), .decimal(kappa.observed, digits: 3),
        .decimal(kappa.expected, digits: 3),
        kappa.value.map { .decimal($0, digits: 3) } ?? .text(kappa.count > 0 ? "one category only" : "–"),
      ])
    }
    try list.finish()
    try output.line()
    list = ListPrinter(
      ["", "first", "second", "exact F1", "overlap F1", "speaker", "end-to-end F1"].map { Column($0) },
      format: .table, isAligned: true, to: output)
    for layer in Layer.allCases {
      guard let score = agreement.layers[layer]?.score else { continue }
      try list.add([
        .text(Self.name(layer)), .integer(score.gold), .integer(score.predicted),
        .decimal(score.exact.f1, digits: 3), .decimal(score.overlap.f1, digits: 3),
        .decimal(score.speaker, digits: 3), .decimal(score.endToEnd.f1, digits: 3),
      ])
    }
    try list.finish()
  }

  private func figures(_ format: OutputFormat, to output: StandardOutput) throws {
    var list = ListPrinter(
      [Column("of"), Column("measure"), Column("value")], format: format, isAligned: true, to: output)
    func add(_ of: String, _ measure: String, _ value: Cell) throws {
      try list.add([.text(of), .text(measure), value])
    }
    try add("articles", "reviewed by both", .integer(agreement.articles))
    try add("articles", "not compared", .integer(agreement.unlike))
    for (name, kappa) in kappas {
      try add(name, "count", .integer(kappa.count))
      try add(name, "agreed", .integer(kappa.agreed))
      try add(name, "observed", .decimal(kappa.observed, digits: 4))
      try add(name, "expected", .decimal(kappa.expected, digits: 4))
      try add(name, "kappa", kappa.value.map { .decimal($0, digits: 4) } ?? .none)
    }
    for layer in Layer.allCases {
      guard let score = agreement.layers[layer]?.score else { continue }
      try add(Self.name(layer), "first", .integer(score.gold))
      try add(Self.name(layer), "second", .integer(score.predicted))
      try add(Self.name(layer), "exact.f1", .decimal(score.exact.f1, digits: 4))
      try add(Self.name(layer), "overlap.f1", .decimal(score.overlap.f1, digits: 4))
      try add(Self.name(layer), "speaker", .decimal(score.speaker, digits: 4))
      try add(Self.name(layer), "end_to_end.f1", .decimal(score.endToEnd.f1, digits: 4))
    }
    try list.finish()
  }

  private var kappas: [(String, Kappa)] {
    var rows: [(String, Kappa)] = []
    for layer in Layer.allCases {
      if let figures = agreement.layers[layer] {
        rows.append(("\(Self.name(layer)): kept or rejected", figures.judgement))
      }
    }
    rows.append(("both: kept or rejected", agreement.judgement))
    for layer in Layer.allCases {
      if let figures = agreement.layers[layer] {
        rows.append(("\(Self.name(layer)): speaker", figures.speaker))
      }
    }
    rows.append(("both: speaker", agreement.speaker))
    return rows
  }

  private static func name(_ layer: Layer) -> String { layer == .quote ? "quotes" : "claims" }
}

extension JudgedArticle {
  fileprivate init(_ article: DatasetArticle) {
    self.init(
      id: article.article.id, text: article.article.text,
      records: article.records.map { record in
        let found = record.attribution
        let origin = record.origin.flatMap(MachineProposal.init(json:))
        let status = ReviewStatus(rawValue: record.status) ?? .unreviewed
        return JudgedRecord(
          firstLayer: origin?.kind.layer ?? found.layer,
          firstSpan: origin?.content.span ?? found.content.span,
          isAdded: status == .added,
          judgement: status == .rejected ? .rejected : status.isReviewed ? .kept : .undecided,
          kind: found.kind, span: found.content.span, speaker: found.speaker?.name)
      })
  }
}
