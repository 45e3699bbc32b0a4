import Hummingbird
import QuoteStore
import SpeakerIdentity

/// Pairs of speakers of whom it is not sure whether they are one: somebody decides with one key each, and can take it back.
struct DoubtfulPage {
  let desk: Desk

  private static let most = 50
  /// How many earlier decisions can be taken back here.
  private static let mostDecided = 20

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let words = desk.words(context)
    let identity = desk.services.identity
    let fields = try await desk.pool.read { store -> SendableFields in
      let pairs = try identity.map { try store.doubtfulSpeakers($0) } ?? []
      let decided = try store.pairDecisions().suffix(Self.mostDecided).reversed()
      return SendableFields([
        "count": words.count("doubtful.count", pairs.count), "isEmpty": pairs.isEmpty,
        "hasDecided": !decided.isEmpty, "pairs": pairs.prefix(Self.most).map { Self.fields($0, words) },
        "decided": decided.map { pair -> Fields in
          [
            "ends": Self.ends(pair.first, pair.second), "first": pair.first.key, "second": pair.second.key,
            "firstArticle": pair.first.article, "secondArticle": pair.second.article,
            "firstLink": Links.article(pair.first.article), "secondLink": Links.article(pair.second.article),
            "what": words(pair.isSame ? "doubtful.was-one" : "doubtful.was-two"),
          ]
        },
      ])
    }.fields
    return desk.page("doubtful", title: words("doubtful.title"), fields, request, context)
  }

  private static func fields(_ pair: DoubtfulPair, _ words: Phrases) -> Fields {
    [
      "ends": ends(pair.ends.first, pair.ends.second), "why": words("doubtful.\(pair.reason.rawValue)"),
      "probability": words.number(Int((pair.probability * 100).rounded())),
      "sides": [side(pair.first, words), side(pair.second, words)],
      "for": reasons(pair.evidence.filter { $0.weight > 0 }, words),
      "against": reasons(pair.evidence.filter { $0.weight < 0 }, words),
    ]
  }

  /// The two ends by which a decision is kept, as the script sends them back.
  private static func ends(_ first: SpeakerPair.End, _ second: SpeakerPair.End) -> String {
    JSON.array([PairJSON.end(first), PairJSON.end(second)]).text
  }

  private static func side(_ match: SpeakerMatch, _ words: Phrases) -> Fields {
    var fields: Fields = [
      "name": match.name, "link": "/speaker?id=\(match.id)", "papers": match.papers.joined(separator: ", "),
      "records": words.count("doubtful.records", match.records),
      "articles": words.count("count.articles", match.articles),
    ]
    if let role = match.role { fields["role"] = role }
    if let first = match.years.first, let last = match.years.last {
      fields["years"] = first == last ? first : "\(first)–\(last)"
    }
    return fields
  }

  /// The weightiest reasons, each once.
  private static func reasons(_ evidence: [PairEvidence], _ words: Phrases) -> [String] {
    var seen = Set<String>()
    return evidence.map { words("pair.\($0.feature.rawValue)") }.filter { seen.insert($0).inserted }
      .prefix(4).map { $0 }
  }
}

/// Pairs of speakers as JSON.
enum PairJSON {
  static func end(_ end: SpeakerPair.End) -> JSON {
    ["article": .string(end.article), "key": .string(end.key), "kind": .string(end.kind)]
  }

  static func pair(_ pair: DoubtfulPair) -> JSON {
    [
      "first": speaker(pair.first), "second": speaker(pair.second), "reason": .string(pair.reason.rawValue),
      "probability": .decimal(pair.probability),
      "ends": .array([end(pair.ends.first), end(pair.ends.second)]),
      "evidence": .array(
        pair.evidence.map { ["feature": .string($0.feature.rawValue), "weight": .decimal($0.weight)] }),
    ]
  }

  private static func speaker(_ match: SpeakerMatch) -> JSON {
    [
      "id": .integer(Int(match.id)), "name": .string(match.name), "kind": .string(match.kind.rawValue),
      "role": .optional(match.role), "records": .integer(match.records), "articles": .integer(match.articles),
    ]
  }
}

extension API {
  private struct SentPair: Decodable, Sendable {
    struct End: Decodable, Sendable {
      var article: String
      var key: String
      var kind: String

      var end: SpeakerPair.End { SpeakerPair.End(article: article, key: key, kind: kind) }
    }
    /// The two, as the list has them.
    var ends: [End]
    /// Whether they are one; `null` takes the decision back.
    var same: Bool?
  }

  func addPairs(to api: RouterGroup<DeskContext>) {
    api.get("pairs", use: pairs)
    api.post("pairs", use: decidePair)
  }

  @Sendable private func pairs(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    guard !form.isBlank("limit") else { throw DeskError.badValue("limit") }
    let limit = try form.integer("limit") ?? 50
    guard (1...500).contains(limit) else { throw DeskError.badValue("limit") }
    let identity = desk.services.identity
    return desk.json(
      try await desk.pool.read { store in
        [
          "pairs": .array(
            try identity.map { try store.doubtfulSpeakers($0, limit: limit) }?.map(PairJSON.pair) ?? []),
          "decided": .array(
            try store.pairDecisions().map { pair in
              [
                "ends": .array([PairJSON.end(pair.first), PairJSON.end(pair.second)]),
                "same": .bool(pair.isSame),
              ]
            }),
        ]
      })
  }

  @Sendable private func decidePair(_ request: Request, _ context: DeskContext) async throws -> Response {
    let sent = try context.decode(SentPair.self, request)
    guard sent.ends.count == 2, let first = sent.ends.first?.end, let second = sent.ends.last?.end,
      first != second
    else { throw DeskError.badValue("ends") }
    guard let identity = desk.services.identity else { throw DeskError.notFound }
    let isDone = try await desk.pool.write { store in
      guard let isSame = sent.same else {
        return try store.undoPairDecision((first, second), by: context.reviewer, identity) != nil
      }
      try store.decide(first, second, isSame: isSame, by: context.reviewer, identity)
      return true
    }
    guard isDone else { throw DeskError(status: .conflict, code: "nothing-to-undo") }
    desk.cache.forget()
    return desk.json(["same": sent.same.map(JSON.bool) ?? .null])
  }
}
