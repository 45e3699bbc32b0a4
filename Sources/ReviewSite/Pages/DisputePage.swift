import Hummingbird
import QuoteEngine
import QuoteStore

/// What two reviewers read otherwise who did not see each other: a third one decides, with both readings side by side.
struct DisputePage {
  let desk: Desk

  private static let most = 50

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let words = desk.words(context)
    let reviewer = context.reviewer
    let fields = try await desk.pool.read { store -> SendableFields in
      // Who is one of the two learns nothing of the other's.
      let disputes = try store.disputes(limit: 1000).filter { dispute in
        !dispute.readings.contains { $0.reviewer == reviewer }
      }
      let shown = disputes.prefix(Self.most)
      let contexts = try store.contexts(of: shown.map(\.record), length: QueuePage.contextLength)
      let card = RecordCard(words: words)
      return SendableFields([
        "count": words.count("disputes.count", disputes.count), "isEmpty": disputes.isEmpty,
        "disputes": zip(shown, contexts).map { dispute, around -> Fields in
          [
            "row": String(dispute.record.rowID), "card": card.html(dispute.record, context: around),
            "link": Links.article(dispute.record.article.key, record: dispute.record.rowID),
            "readings": dispute.readings.map { Self.fields($0, words) },
          ]
        },
      ])
    }.fields
    return desk.page("disputes", title: words("disputes.title"), fields, request, context)
  }

  private static func fields(_ reading: BlindReading, _ words: Phrases) -> Fields {
    let state = reading.state
    return [
      "reviewer": reading.reviewer, "what": words("action.\(reading.action.rawValue)"),
      "isKept": state.status != .rejected, "kind": words("kind.\(state.kind.rawValue)"),
      "speaker": state.speaker?.name ?? words("card.nobody"), "text": state.content.text,
    ]
  }
}

extension API {
  private struct SentChoice: Decodable, Sendable {
    /// Whose reading is taken.
    var reviewer: String
  }

  func addDisputes(to api: RouterGroup<DeskContext>) {
    api.get("disputes", use: disputes)
    api.post("disputes/:row", use: adjudicate)
  }

  @Sendable private func disputes(_ request: Request, _ context: DeskContext) async throws -> Response {
    desk.json(
      try await desk.pool.read { store in
        [
          "disputes": .array(
            try store.disputes(limit: 200).filter { dispute in
              !dispute.readings.contains { $0.reviewer == context.reviewer }
            }.map { dispute in
              [
                "record": RecordJSON.record(dispute.record),
                "readings": .array(
                  dispute.readings.map { reading in
                    [
                      "reviewer": .string(reading.reviewer), "action": .string(reading.action.rawValue),
                      "at": .string(reading.madeAt), "reading": RecordJSON.state(reading.state),
                    ]
                  }),
              ]
            })
        ]
      })
  }

  @Sendable private func adjudicate(_ request: Request, _ context: DeskContext) async throws -> Response {
    guard let row = context.parameters.get("row").flatMap({ Int64($0) }) else { throw DeskError.notFound }
    let sent = try context.decode(SentChoice.self, request)
    let answer = try await desk.pool.write { store -> JSON in
      let outcome = try answering { try store.adjudicate(row, as: sent.reviewer, by: context.reviewer) }
      return [
        "record": outcome.record.map(RecordJSON.record) ?? .null, "line": .integer(Int(outcome.logLine)),
        "blind": false,
      ]
    }
    desk.cache.forget()
    return desk.json(answer)
  }
}
