import Hummingbird
import QuoteStore

/// Who is quoted how much: by role, gender, kind, paper and month, the most quoted and the newly quoted.
struct SourcesPage {
  let desk: Desk

  private static let mostRows = 40

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    let words = desk.words(context)
    let filter = RecordFilter(page: form)
    let fields = try await desk.pool.read { store -> SendableFields in
      var query = try filter.query(store, usual: nil)
      query.limit = nil
      return SendableFields(Self.fields(try store.sourceReport(query), words))
    }
    var all = fields.fields
    for name in ["source", "since", "until"] { all["f-\(name)"] = form[name] ?? "" }
    return desk.page("sources", title: words("sources.title"), all, request, context)
  }

  static func fields(_ report: SourceReport, _ words: Phrases) -> Fields {
    var fields: Fields = [
      "records": words.number(report.records), "articles": words.number(report.articles),
      "unnamed": words.percent(report.unnamedShare), "isEmpty": report.records == 0,
      "women": report.femaleShare.map { words.percent($0) } ?? "–",
      "tables": SourceReport.Dimension.allCases.compactMap { table($0, report, words) },
      "lists": [("most", report.most), ("new", report.new)].filter { !$0.1.isEmpty }.map { name, sources in
        [
          "id": "s-\(name)", "name": words("sources.\(name)"),
          "rows": sources.map { source -> Fields in
            [
              "name": source.name, "link": "/speaker?id=\(source.id)", "role": source.role ?? "",
              "count": words.number(source.records), "articles": words.number(source.articles),
            ]
          },
        ] as Fields
      },
    ]
    if let chart = Chart.months(report.tables[.month] ?? [], words) {
      fields["months"] = SafeHTML(text: chart)
    }
    return fields
  }

  /// A table of a dimension; months are a chart where articles have dates.
  private static func table(
    _ dimension: SourceReport.Dimension, _ report: SourceReport, _ words: Phrases
  ) -> Fields? {
    guard let rows = report.tables[dimension], !rows.isEmpty, dimension != .month else { return nil }
    let all = max(1, rows.reduce(0) { $0 + $1.records })
    return [
      "id": "s-\(dimension.rawValue)", "name": words("sources.by-\(dimension.rawValue)"),
      "rows": rows.prefix(mostRows).map { row -> Fields in
        [
          "name": name(row.value, dimension, words), "count": words.number(row.records),
          "speakers": words.number(row.speakers), "quotes": words.number(row.quotes),
          "claims": words.number(row.claims), "share": words.percent(Double(row.records) / Double(all)),
          "meter": String(row.records * 100 / all),
        ]
      },
    ]
  }

  /// A value in words.
  private static func name(
    _ value: String, _ dimension: SourceReport.Dimension, _ words: Phrases
  ) -> String {
    switch dimension {
    case .kind: value.isEmpty ? words("card.nobody") : words("speaker-kind.\(value)")
    case .role: value.isEmpty ? words("sources.not-told") : words("role.\(value)")
    case .gender: value.isEmpty ? words("sources.not-told") : words("gender.\(value)")
    case .paper, .month: value.isEmpty ? words("speaker.no-paper") : value
    }
  }
}
