import Hummingbird
import QuoteEngine
import QuoteStore
import SpeakerIdentity

/// Who is quoted how much: by role, gender, kind, paper and month; the most and the newly quoted.
struct SourcesPage {
  let desk: Desk

  /// How many bars a chart has, and how many speakers a list.
  private static let (mostBars, mostMonths, mostSpeakers) = (20, 60, 20)

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    let words = desk.words(context)
    let filter = RecordFilter(page: form)
    let papers = try await desk.cache.current().figures.papers
    var fields = try await desk.pool.read { store -> SendableFields in
      var query = RecordQuery()
      query.since = filter.since
      query.until = filter.until
      var fields: Fields = [:]
      do {
        if let source = filter.source { query.papers = try store.papers(named: source) }
        let key = Links.query("", filter.fields)
        let report = try desk.reports.value(key) {
          try store.sourceReport(query, limit: Self.mostSpeakers)
        }
        fields.merge(Self.fields(report, filter, words))
      } catch let error as NotFound {
        let shown = DeskError(error)
        fields["message"] = words("error.\(shown.code)", shown.values)
      }
      return SendableFields(fields)
    }.fields
    fields["f-source"] = filter.source ?? ""
    fields["f-since"] = filter.since ?? ""
    fields["f-until"] = filter.until ?? ""
    fields["papers"] = papers.prefix(200).map { ["name": $0.name] as Fields }
    if !filter.faults.isEmpty {
      fields["message"] = filter.faults.map { QueuePage.said($0, words) }.joined(separator: " ")
    }
    return desk.page("sources", title: words("sources.title"), fields, request, context)
  }

  static func fields(_ report: SourceReport, _ filter: RecordFilter, _ words: Phrases) -> Fields {
    let place: [(String, String?)] = [
      ("source", filter.source), ("since", filter.since), ("until", filter.until), ("status", "all"),
    ]
    var tables: [Fields] = []
    for dimension in SourceReport.Dimension.allCases {
      let rows = report.tables[dimension] ?? []
      let shown =
        dimension == .month ? rows.filter { !$0.value.isEmpty }.suffix(mostMonths) : rows.prefix(mostBars)
      guard !shown.isEmpty else { continue }
      let title = words("sources.\(dimension.rawValue)")
      var table: Fields = [
        "title": title, "name": dimension.rawValue,
        "chart": SafeHTML(
          text: Chart.rows(
            shown.map { row in
              Chart.Bar(
                name: name(row.value, dimension, words), quotes: row.quotes, claims: row.claims,
                link: link(row.value, dimension, place))
            }, label: title, words)),
      ]
      if rows.count > shown.count {
        table["more"] = words("sources.more", ["n": words.number(rows.count - shown.count)])
      }
      tables.append(table)
    }
    func list(_ sources: [SourceReport.Source]) -> [Fields] {
      sources.map { source in
        [
          "name": source.name, "link": Links.speaker(source.id), "role": source.role ?? "",
          "records": words.number(source.records), "articles": words.number(source.articles),
          "first": source.first.map(words.date) ?? "–",
        ]
      }
    }
    return [
      "isEmpty": report.records == 0,
      "summary": words(
        "sources.summary",
        [
          "n": words.number(report.records), "articles": words.number(report.articles),
          "unnamed": words.percent(report.unnamedShare),
        ]),
      "women": report.femaleShare.map { words("sources.women", ["share": words.percent($0)]) } ?? "",
      "tables": tables, "most": list(report.most), "new": list(report.new), "hasNew": !report.new.isEmpty,
      "hasMost": !report.most.isEmpty,
    ]
  }

  /// A value in words.
  private static func name(_ value: String, _ dimension: SourceReport.Dimension, _ words: Phrases) -> String {
    switch (dimension, value) {
    case (.kind, ""): words("card.nobody")
    case (.paper, ""): words("speaker.no-paper")
    case (_, ""): words("sources.untold")
    case (.role, _): words("role.\(value)")
    case (.gender, _): words("gender.\(value)")
    case (.kind, _): words("speaker-kind.\(value)")
    case (.month, _): words.month(value)
    case (.paper, _): value
    }
  }

  /// The list of what a bar counts; `nil` where no filter chooses it.
  private static func link(
    _ value: String, _ dimension: SourceReport.Dimension, _ place: [(String, String?)]
  ) -> String? {
    guard !value.isEmpty else { return nil }
    switch dimension {
    case .role, .gender, .kind: return Links.query("/queue", [(dimension.rawValue, value)] + place)
    case .paper: return Links.query("/queue", [("source", value)] + place.filter { $0.0 != "source" })
    case .month:
      let rest = place.filter { $0.0 != "since" && $0.0 != "until" }
      return Links.query("/queue", [("since", "\(value)-01"), ("until", Links.lastDay(of: value))] + rest)
    }
  }
}
