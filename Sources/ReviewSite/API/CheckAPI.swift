import HTTPTypes
import Hummingbird
import QuoteCheck
import QuoteStore

/// Checks and wordings as JSON.
extension API {
  func addChecks(to api: RouterGroup<DeskContext>) {
    api.post("check", use: check)
    api.get("records/:row/variants", use: variants)
  }

  private struct SentCheck: Decodable, Sendable {
    var quote: String?
    var speaker: String?
    var article: String?
    var draft: String?
  }

  @Sendable private func check(_ request: Request, _ context: DeskContext) async throws -> Response {
    let sent = try context.decode(SentCheck.self, request)
    if let draft = sent.draft {
      let checks = try await CheckPage.checks(ofDraft: draft, desk)
      return desk.json([
        "answers": .array(
          checks.answers.map { Self.answer($0.answer, quote: $0.quote, speaker: $0.speaker, gap: $0.gap) })
      ])
    }
    guard let quote = sent.quote else { throw DeskError.badValue("quote") }
    let answer = try await CheckPage.check(quote, speaker: sent.speaker, article: sent.article, desk)
    return desk.json(["answers": [Self.answer(answer, quote: quote, speaker: sent.speaker)]])
  }

  @Sendable private func variants(_ request: Request, _ context: DeskContext) async throws -> Response {
    guard let row = context.parameters.get("row").flatMap({ Int64($0) }) else { throw DeskError.notFound }
    return desk.json(
      try await desk.pool.read { store in
        let record = try API.find(row, store)
        return [
          "variants": .array(
            try VariantPage.variants(of: record, StoredArticles(store)).map { variant in
              [
                "article": .string(variant.article.id), "title": .optional(variant.article.title),
                "source": .optional(variant.article.source),
                "published": .optional(variant.article.published),
                "start": .integer(variant.record.content.span.start),
                "end": .integer(variant.record.content.span.end),
                "text": .string(variant.record.content.text),
                "speaker": .optional(variant.record.speaker?.name),
                "score": .decimal(variant.score), "diff": .array(variant.diff.map(Self.step)),
              ]
            })
        ]
      })
  }

  private static func answer(
    _ answer: CheckAnswer, quote: String, speaker: String?, gap: String? = nil
  ) -> JSON {
    [
      "quote": .string(quote), "askedSpeaker": .optional(speaker),
      "verdict": .string(answer.verdict.rawValue),
      "score": .decimal(answer.score), "article": .optional(answer.article?.key),
      "start": answer.found.map { .integer($0.span.start) } ?? .null,
      "end": answer.found.map { .integer($0.span.end) } ?? .null, "found": .optional(answer.found?.text),
      "speaker": answer.speaker.map {
        [
          "name": .string($0.reference.name), "kind": .string($0.reference.kind.rawValue),
          "confidence": .decimal($0.confidence),
        ]
      } ?? .null,
      "diff": .array(answer.diff.map(step)), "warnings": .array(answer.warnings.map { .string($0.rawValue) }),
      "notes": .array(answer.notes.map { .string($0.name) }),
      "alsoIn": .array(answer.alsoIn.map(JSON.string)),
      "speakers": .array(answer.speakers.map { .string($0.name) }),
      "speakerConfirmed": answer.isSpeakerConfirmed.map { .bool($0) } ?? .null,
      "notChecked": .optional(gap),
    ]
  }

  private static func step(_ step: DiffStep) -> JSON {
    ["kind": .string(step.kind.rawValue), "source": .string(step.source), "quote": .string(step.quote)]
  }
}
