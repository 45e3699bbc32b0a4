import Hummingbird
import QuoteEngine
import QuoteStore

/// The queue: what is left to decide, least certain first.
struct QueuePage {
  let desk: Desk

  /// How many records a page has.
  static let length = 20
  /// How much text stands around a record, in code points.
  static let contextLength = 220
  /// How far a number of records is counted.
  private static let mostCounted = 500

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    let filter = try RecordFilter(form)
    let after = try Self.place(form["after"])
    let words = desk.words(context)
    let figures = try await desk.cache.current().figures
    let isWhole = filter.isEmpty
    let fields: Fields = try await desk.pool.read { [desk] store in
      var fields: Fields = [:]
      do {
        var query = try filter.query(store, usual: .unreviewed)
        let count = isWhole ? nil : try store.count(query, most: Self.mostCounted)
        query.order = query.statuses == [.unreviewed] ? .leastCertain : .place
        query.after = query.order == .leastCertain ? after : nil
        if query.order == .place { query.offset = max(0, min(1_000_000, (try form.integer("offset")) ?? 0)) }
        query.limit = Self.length + 1
        var records = try store.records(query)
        if records.count > Self.length {
          records.removeLast()
          let last = records[records.count - 1]
          let behind: (String, String?) =
            query.order == .leastCertain
            ? ("after", "\(last.confidence):\(last.rowID)") : ("offset", "\(query.offset + Self.length)")
          fields["next"] = Links.query("/queue", filter.fields + [behind])
        }
        let contexts = try store.contexts(of: records, length: Self.contextLength)
        let card = RecordCard(words: words)
        var cards = HTMLWriter()
        for (record, context) in zip(records, contexts) { card.append(record, context: context, to: &cards) }
        fields["cards"] = cards.html
        fields["isEmpty"] = records.isEmpty
        if let count {
          fields["left"] =
            count.isMore
            ? words("queue.more-than", ["n": words.number(count.count)])
            : words.count("queue.found", count.count)
        } else {
          fields["left"] = words.count("queue.left", figures.progress.left)
        }
      } catch let error as NotFound {
        let shown = DeskError(error)
        fields["message"] = words("error.\(shown.code)", shown.values)
        fields["isEmpty"] = true
      }
      fields.merge(Self.filterFields(filter, figures, words))
      _ = desk
      return SendableFields(fields)
    }.fields
    return desk.page("queue", title: words("queue.title"), fields, request, context)
  }

  /// A place in the queue, `0.85:1234`.
  static func place(_ text: String?) throws -> ReviewPlace? {
    guard let text else { return nil }
    let parts = text.split(separator: ":")
    guard parts.count == 2, let confidence = Double(parts[0]), let id = Int64(parts[1]) else {
      throw DeskError.badValue("after")
    }
    return ReviewPlace(recordID: id, confidence: confidence)
  }

  /// The filters' form.
  static func filterFields(_ filter: RecordFilter, _ figures: DeskFigures, _ words: Phrases) -> Fields {
    func options(_ values: [(value: String, name: String)], chosen: String? = nil) -> SafeHTML {
      var out = HTMLWriter()
      for (value, name) in values {
        out.markup("<option value=\"")
        out.text(value)
        out.markup("\"")
        if value == chosen { out.markup(" selected") }
        out.markup(">")
        out.text(name)
        out.markup("</option>")
      }
      return out.html
    }
    var statuses = ReviewStatus.allCases.map { (value: $0.rawValue, name: words("status.\($0.rawValue)")) }
    statuses.append((value: "conflict", name: words("status.conflict")))
    statuses.append((value: "all", name: words("status.all")))
    let status =
      filter.isAnyStatus ? "all" : filter.isInConflict ? "conflict" : (filter.status ?? .unreviewed).rawValue
    var fields: Fields = [
      "isFiltered": !filter.isEmpty,
      "papers": options(figures.papers.prefix(200).map { (value: $0.name, name: "") }),
      "forms": options(figures.forms.map { (value: $0.name, name: $0.name) }, chosen: filter.form),
      "layers": options(
        Layer.allCases.map { ($0.rawValue, words("layer.\($0.rawValue)")) }, chosen: filter.layer?.rawValue),
      "kinds": options(
        SpeakerKind.allCases.map { ($0.rawValue, words("speaker-kind.\($0.rawValue)")) },
        chosen: filter.kind?.rawValue),
      "worthies": options(
        Figure.Kind.allCases.map { ($0.rawValue, words("figure.\($0.rawValue)")) },
        chosen: filter.figure?.rawValue),
      "statuses": options(statuses, chosen: status),
    ]
    for (name, value) in [
      ("f-speaker", filter.speaker), ("f-source", filter.source), ("f-since", filter.since),
      ("f-until", filter.until),
      ("f-match", filter.match), ("f-min", filter.minimum.map { "\($0)" }),
      ("f-below", filter.below.map { "\($0)" }),
      ("f-article", filter.article),
    ] {
      if let value { fields[name] = value }
    }
    return fields
  }
}

/// Fields that one thread makes and hands to another, which alone uses them then.
struct SendableFields: @unchecked Sendable {
  let fields: Fields
  init(_ fields: Fields) { self.fields = fields }
}
