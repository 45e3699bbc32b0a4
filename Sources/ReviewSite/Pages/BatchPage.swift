import Hummingbird
import QuoteStore

/// Many records decided at once, after a look at some of them that chance has drawn.
struct BatchPage {
  let desk: Desk

  /// How many records one looks at first.
  static let sampleSize = 20
  /// How many records are decided at once at most.
  static let most = 5000

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    let filter = RecordFilter(page: form)
    let words = desk.words(context)
    let figures = try await desk.cache.current().figures
    let isAsked = filter.fields.contains { $0.0 != "status" }
    var fields = try await desk.pool.read { store -> SendableFields in
      var fields: Fields = [
        "batches": try store.batches(limit: 20).map { batch -> Fields in
          [
            "name": batch.name, "by": batch.madeBy, "at": batch.madeAt, "time": words.time(batch.madeAt),
            "what": words("action.\(batch.action)"), "count": words.number(batch.records),
            "isUndone": batch.undone > 0,
          ]
        }
      ]
      guard isAsked else { return SendableFields(fields) }
      do {
        var query = try filter.query(store, usual: .unreviewed)
        query.statuses = [.unreviewed]
        let count = try store.count(query, most: Self.most)
        let sample = try store.sample(query, Self.sampleSize)
        let contexts = try store.contexts(of: sample, length: QueuePage.contextLength)
        let card = RecordCard(words: words)
        var cards = HTMLWriter()
        for (record, context) in zip(sample, contexts) { card.append(record, context: context, to: &cards) }
        fields["cards"] = cards.html
        fields["hasSample"] = !sample.isEmpty
        fields["isEmpty"] = sample.isEmpty
        fields["countNumber"] = String(count.count)
        fields["count"] =
          count.isMore
          ? words("batch.more-than", ["n": words.number(count.count)])
          : words.count("queue.found", count.count)
        fields["filter"] = Links.query("", filter.fields.filter { $0.0 != "status" }).dropFirst().description
      } catch let error as NotFound {
        let shown = DeskError(error)
        fields["message"] = words("error.\(shown.code)", shown.values)
      }
      return SendableFields(fields)
    }.fields
    fields.merge(QueuePage.filterFields(filter, figures, words))
    if !filter.faults.isEmpty {
      fields["message"] = filter.faults.map { QueuePage.said($0, words) }.joined(separator: " ")
    }
    return desk.page("batch", title: words("batch.title"), fields, request, context)
  }
}

/// The same for programs.
extension API {
  private struct SentBatch: Decodable, Sendable {
    var action: String
    /// Which records, as the fields of an address: `layer=quote&min-confidence=0.9`.
    var filter: String
    var request: String
  }

  func addBatches(to api: RouterGroup<DeskContext>) {
    api.get("batches", use: batches)
    api.post("batches", use: decideMany)
    api.post("batches/:name/undo", use: undoMany)
  }

  @Sendable private func batches(_ request: Request, _ context: DeskContext) async throws -> Response {
    desk.json(
      try await desk.pool.read { store in
        [
          "batches": .array(
            try store.batches(limit: 100).map {
              [
                "name": .string($0.name), "by": .string($0.madeBy), "at": .string($0.madeAt),
                "action": .string($0.action), "records": .integer($0.records), "undone": .integer($0.undone),
              ]
            })
        ]
      })
  }

  @Sendable private func decideMany(_ request: Request, _ context: DeskContext) async throws -> Response {
    let sent = try context.decode(SentBatch.self, request)
    guard let name = try SentDecision.checkedRequest(sent.request) else {
      throw DeskError.badValue("request")
    }
    let decision: Decision
    switch sent.action {
    case "accept": decision = .accept
    case "reject": decision = .reject
    default: throw DeskError.badValue("action")
    }
    guard !sent.filter.isEmpty else { throw DeskError.badValue("filter") }
    // Everything at once is nobody's meaning.
    // A filter that is none is answered below.
    guard let filter = try? RecordFilter(Form(sent.filter[...])),
      filter.fields.contains(where: { $0.0 != "status" })
    else { throw DeskError(status: .notFound, code: "no-such-records") }
    let outcome = try await desk.pool.write { store in
      try store.decideAll(
        filter.query(store, usual: .unreviewed), decision, by: context.reviewer, batch: name,
        most: BatchPage.most)
    }
    desk.cache.forget()
    return desk.json(Self.json(outcome))
  }

  @Sendable private func undoMany(_ request: Request, _ context: DeskContext) async throws -> Response {
    // What cannot be the name of a request is none that was sent.
    guard let name = context.parameters.get("name"), (try? SentDecision.checkedRequest(name)) != nil else {
      throw DeskError.notFound
    }
    let outcome = try await desk.pool.write { store in try store.undoBatch(name, by: context.reviewer) }
    guard outcome.decided + outcome.left > 0 else { throw DeskError.notFound }
    desk.cache.forget()
    return desk.json(Self.json(outcome))
  }

  private static func json(_ outcome: BatchDecision) -> JSON {
    [
      "name": .string(outcome.batch), "decided": .integer(outcome.decided), "left": .integer(outcome.left),
    ]
  }
}
