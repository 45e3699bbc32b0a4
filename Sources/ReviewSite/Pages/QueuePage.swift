import Hummingbird
import QuoteEngine
import QuoteStore

/// The queue: what is left to decide, least certain first.
struct QueuePage {
  let desk: Desk

  /// How many records a page has.
  static let length = 15
  /// How much text stands around a record, in code points.
  static let contextLength = 220
  /// How far a number of records is counted.
  private static let mostCounted = 500

  /// The page, kept until the database or what others look at changes.
  @Sendable func kept(_ request: Request, _ context: DeskContext) async throws -> Response {
    let held = desk.leases.held(notBy: context.reviewer)
    var generation = try await desk.cache.current().generation &* 1_000_003 &+ held.generation
    generation = generation &* 1_000_003 &+ desk.sharings.with { $0 }
    return try await desk.pages.page(request, context, generation: generation) {
      try await show(request, context, held: held.rows)
    }
  }

  private func show(_ request: Request, _ context: DeskContext, held: Set<Int64>) async throws -> Response {
    let form = Form(request)
    let filter = RecordFilter(page: form)
    let words = desk.words(context)
    let after: ReviewPlace?
    do { after = try Self.place(form["after"]) } catch { after = nil }
    // An address that somebody has mistyped shows the beginning.
    let offset = max(0, min(1_000_000, (try? form.integer("offset")) ?? 0))
    let figures = try await desk.cache.current().figures
    let isPart = form["part"] != nil
    let isInstructive = form["order"] == "instructive"
    // What stands on the page already, where the order has changed since.
    let shown = Set((form["except"] ?? "").split(separator: ",").prefix(2000).compactMap { Int64($0) })
    let (isDouble, reviewer) = (desk.settings.double.share > 0, context.reviewer)
    let fields: Fields = try await desk.pool.read { store in
      var fields: Fields = [:]
      do {
        var query = try filter.query(store, usual: .unreviewed)
        let isQueue = query.statuses == [.unreviewed]
        let shares = isQueue ? try store.queueShares() : []
        // A part that somebody opens is shown to him, whosever it is.
        if filter.share == nil { query.sharesLeftOut = shares.filter { $0.reviewer != reviewer } }
        if !isPart, !shares.isEmpty {
          let own = shares.filter { $0.reviewer == reviewer && $0.id != filter.share }
          fields["shares"] = own.map { share -> Fields in
            ["words": SharingPage.said(share, words), "link": "/queue?share=\(share.id)"]
          }
          if !own.isEmpty { fields["hasShares"] = true }
          let others = Set(query.sharesLeftOut.map(\.reviewer)).count
          if others > 0 { fields["sharedOut"] = words.count("queue.shared", others) }
        }
        if !isPart { try Self.count(filter, query, figures, store, words, &fields) }
        if isQueue { fields["isQueue"] = true }
        let teaches = isQueue && isInstructive
        if teaches { fields["isInstructive"] = true }
        query.order = isQueue ? .leastCertain : .place
        query.after = isQueue ? after : nil
        if !isQueue { query.offset = offset }
        // What others look at just now is left out.
        var hidden = isQueue ? held : []
        if !hidden.isEmpty { fields["held"] = words.count("queue.held", hidden.count) }
        // Of what two read without seeing each other, nobody is asked twice.
        if isDouble, isQueue { hidden.formUnion(try store.rowsRead(by: reviewer)) }
        hidden.formUnion(shown)
        query.limit = Self.length + 1 + min(hidden.count, 2000)
        var records =
          teaches
          ? try instructive(query, filter, except: hidden, store)
          : try store.records(query).filter { !hidden.contains($0.rowID) }
        if records.count > Self.length {
          records.removeSubrange(Self.length...)
          let last = records[records.count - 1]
          let behind: (String, String?) =
            teaches
            ? ("order", "instructive")
            : isQueue
              ? ("after", "\(last.confidence):\(last.rowID)") : ("offset", "\(query.offset + Self.length)")
          fields["next"] = Links.query("/queue", filter.fields + [behind])
        }
        let contexts = try store.contexts(of: records, length: Self.contextLength)
        let card = RecordCard(words: words)
        var cards = HTMLWriter()
        for (record, context) in zip(records, contexts) { card.append(record, context: context, to: &cards) }
        fields["cards"] = cards.html
        fields["isEmpty"] = records.isEmpty
        if isDouble, !isPart {
          let disputes = try store.disputes(limit: 1000).count { dispute in
            !dispute.readings.contains { $0.reviewer == reviewer }
          }
          if disputes > 0 { fields["disputes"] = words.count("disputes.count", disputes) }
        }
      } catch let error as NotFound {
        let shown = DeskError(error)
        fields["message"] = words("error.\(shown.code)", shown.values)
        fields["isEmpty"] = true
      } catch let error as DeskError where ["no-letters", "no-share"].contains(error.code) {
        fields["message"] = words("error.\(error.code)", error.values)
        fields["isEmpty"] = true
      }
      if !isPart {
        let share = try filter.share.flatMap { id in try store.queueShares().first { $0.id == id } }
        fields.merge(Self.filterFields(filter, figures, words, share))
      }
      return SendableFields(fields)
    }.fields
    if isPart { return desk.part("queue-part", fields, context) }
    var all = fields
    if fields["isInstructive"] != nil, desk.learning.isPossible {
      let reviewed = figures.progress.reviewed
      all["learning"] = OverviewPage.learning(desk.learning.look(reviewed: reviewed), reviewed, words)
    }
    all["orderLink"] = Links.query(
      "/queue", filter.fields + [("order", isInstructive ? nil : "instructive")])
    if !filter.faults.isEmpty {
      all["message"] = filter.faults.map { Self.said($0, words) }.joined(separator: " ")
    }
    return desk.page("queue", title: words("queue.title"), all, request, context)
  }

  /// The first records of the queue that teaches. Who stands where is looked at again after a while only: of a large database that
  /// takes as long as many pages.
  private func instructive(
    _ query: RecordQuery, _ filter: RecordFilter, except hidden: Set<Int64>, _ store: QuoteStore
  ) throws -> [StoredRecord] {
    let key = Links.query("", filter.fields) + query.sharesLeftOut.map { " \($0.id)" }.joined()
    func left(_ rows: [Int64]) throws -> [StoredRecord] {
      var found: [StoredRecord] = []
      for row in rows where !hidden.contains(row) && found.count <= Self.length {
        if let record = try store.record(row), record.status == .unreviewed { found.append(record) }
      }
      return found
    }
    func ranked() throws -> [Int64] {
      try desk.rankings.value(key) { try store.instructiveRows(query, limit: Self.mostRanked) }
    }
    let found = try left(ranked())
    guard found.count <= Self.length else { return found }
    desk.rankings.forget(key)
    return try left(ranked())
  }

  /// How many rows are ranked.
  private static let mostRanked = 1000

  /// Says that a value of the form cannot be used.
  static func said(_ fault: (name: String, text: String), _ words: Phrases) -> String {
    words(
      "error.bad-filter",
      ["name": words("filter.\(fieldNames[fault.name] ?? fault.name)"), "text": fault.text])
  }

  /// What the form calls the fields of an address.
  private static let fieldNames = [
    "min-confidence": "minimum", "check-worthy": "worthy", "speaker-id": "speaker",
  ]

  /// How much there is to do, in words and, where it is known, as a number that goes down as one decides.
  private static func count(
    _ filter: RecordFilter, _ query: RecordQuery, _ figures: DeskFigures, _ store: QuoteStore,
    _ words: Phrases,
    _ fields: inout Fields
  ) throws {
    if filter.isEmpty, query.sharesLeftOut.isEmpty {
      fields["left"] = words.count("queue.left", figures.progress.left)
      fields["leftNumber"] = String(figures.progress.left)
      fields["leftWords"] = words("queue.left.many")
      return
    }
    let count = try store.count(query, most: mostCounted)
    if count.isMore {
      fields["left"] = words("queue.more-than", ["n": words.number(count.count)])
    } else {
      fields["left"] = words.count("queue.found", count.count)
      if query.statuses == [.unreviewed] {
        fields["leftNumber"] = String(count.count)
        fields["leftWords"] = words("queue.found.many")
      }
    }
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
  static func filterFields(
    _ filter: RecordFilter, _ figures: DeskFigures, _ words: Phrases, _ share: QueueShare? = nil
  ) -> Fields {
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
      "forms": options(
        figures.forms.map { (value: $0.name, name: $0.words ?? $0.name) }, chosen: filter.form),
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
      ("f-until", filter.until), ("f-match", filter.match), ("f-min", filter.minimum.map(words.plainPercent)),
      ("f-below", filter.below.map(words.plainPercent)), ("f-article", filter.article),
      ("f-speaker-id", filter.speakerID.map { String($0) }), ("f-reviewer", filter.reviewer),
      ("f-decided-since", filter.decidedSince), ("f-decided-until", filter.decidedUntil),
      ("f-role", filter.role?.rawValue), ("f-gender", filter.gender?.rawValue),
      ("f-share", filter.share.map { String($0) }),
    ] {
      if let value { fields[name] = value }
    }
    fields["chips"] = chips(filter, figures, words, share)
    return fields
  }

  /// What narrows the list, each with the address of the list without it.
  private static func chips(
    _ filter: RecordFilter, _ figures: DeskFigures, _ words: Phrases, _ share: QueueShare?
  ) -> [Fields] {
    let all = filter.fields
    return all.map { name, value in
      let value = value ?? ""
      let shown: String
      switch name {
      case "layer": shown = words("layer.\(value)")
      case "kind": shown = words("speaker-kind.\(value)")
      case "status": shown = words("status.\(value)")
      case "check-worthy": shown = words("figure.\(value)")
      case "role": shown = words("role.\(value)")
      case "gender": shown = words("gender.\(value)")
      case "decided-since", "decided-until": shown = words.date(value)
      case "form": shown = figures.forms.first { $0.name == value }?.words ?? value
      case "since", "until": shown = words.date(value)
      case "share":
        shown = share.map { "\($0.reviewer), \(SharingPage.said($0, words))" } ?? value
      case "min-confidence", "below": shown = Double(value).map(words.percent) ?? value
      default: shown = value
      }
      return [
        "name": words("filter.\(fieldNames[name] ?? name)"), "value": shown,
        "without": Links.query("/queue", all.filter { $0.0 != name }),
      ]
    }
  }
}

/// Fields that one thread makes and hands to another, which alone uses them then.
///
/// Unchecked Sendable: whoever makes them does not keep them (see the one use).
struct SendableFields: @unchecked Sendable {
  let fields: Fields
  init(_ fields: Fields) { self.fields = fields }
}
