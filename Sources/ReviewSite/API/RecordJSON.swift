import QuoteEngine
import QuoteStore

/// The store's values as the JSON interface gives them; `openapi.json` describes them.
enum RecordJSON {
  /// A quote or claim.
  static func record(_ record: StoredRecord) -> JSON {
    [
      "row": .integer(Int(record.rowID)), "id": .string(record.id), "version": .integer(record.version),
      "article": article(record.article), "layer": .string(record.layer.rawValue),
      "kind": .string(record.kind.rawValue),
      "start": .integer(record.content.span.start), "end": .integer(record.content.span.end),
      "text": .string(record.content.text), "speaker": speaker(record.speaker),
      "source": excerpt(record.source),
      "cue": excerpt(record.cue), "via": speaker(record.via), "confidence": .decimal(record.confidence),
      "pattern": .string(record.pattern), "evidence": .array(record.evidence.map(JSON.string)),
      "cueClass": .optional(record.cueClass), "negated": .bool(record.isNegated),
      "figures": .array(
        record.figures.map { figure in
          [
            "kind": .string(figure.kind.rawValue), "start": .integer(figure.excerpt.span.start),
            "end": .integer(figure.excerpt.span.end), "text": .string(figure.excerpt.text),
          ]
        }),
      "status": .string(record.status.rawValue), "anchored": .bool(record.isAnchored),
      "reviewer": .optional(record.reviewer), "reviewedAt": .optional(record.reviewedAt),
      "note": .optional(record.note),
      "proposal": proposal(record.proposal),
    ]
  }

  /// What is known of an article.
  static func article(_ article: ArticleSummary) -> JSON {
    [
      "key": .string(article.key), "title": .optional(article.title), "url": .optional(article.url),
      "source": .optional(article.source), "published": .optional(article.published),
    ]
  }

  static func speaker(_ speaker: StoredSpeaker?) -> JSON {
    guard let speaker else { return .null }
    return [
      "id": .integer(Int(speaker.rowID)), "name": .string(speaker.name),
      "kind": .string(speaker.kind.rawValue),
    ]
  }

  static func excerpt(_ excerpt: Excerpt?) -> JSON {
    guard let excerpt else { return .null }
    return [
      "start": .integer(excerpt.span.start), "end": .integer(excerpt.span.end), "text": .string(excerpt.text),
    ]
  }

  static func suggestion(_ speaker: SpeakerSuggestion) -> JSON {
    [
      "id": .integer(Int(speaker.id)), "name": .string(speaker.name), "kind": .string(speaker.kind.rawValue),
      "inArticle": .bool(speaker.isInArticle), "records": .integer(speaker.records),
    ]
  }

  private static func proposal(_ proposal: MachineProposal?) -> JSON {
    guard let proposal else { return .null }
    return [
      "kind": .string(proposal.kind.rawValue), "start": .integer(proposal.content.span.start),
      "end": .integer(proposal.content.span.end), "text": .string(proposal.content.text),
      "speaker": proposal.speaker.map { ["name": .string($0.name), "kind": .string($0.kind.rawValue)] }
        ?? .null,
    ]
  }

  /// What a record said before or after a decision.
  static func state(_ state: RecordState) -> JSON {
    [
      "status": .string(state.status.rawValue), "kind": .string(state.kind.rawValue),
      "text": .string(state.content.text), "start": .integer(state.content.span.start),
      "end": .integer(state.content.span.end), "speaker": .optional(state.speaker?.name),
      "note": .optional(state.note),
    ]
  }

  /// A line of the review log.
  static func logEntry(_ entry: ReviewLogEntry) -> JSON {
    [
      "line": .integer(Int(entry.id)), "at": .string(entry.madeAt), "by": .string(entry.madeBy),
      "action": .string(entry.action), "note": .optional(entry.note),
      "record": entry.recordID.map { .integer(Int($0)) } ?? .null,
      "before": entry.before.flatMap(RecordState.init(json:)).map(state) ?? .null,
      "after": entry.after.flatMap(RecordState.init(json:)).map(state) ?? .null,
    ]
  }
}

/// A decision that was not taken, with the record as it is now: for whoever has to decide again.
struct DecisionConflict: Error {
  var code: String
  var current: StoredRecord
  /// The decision that stands in the way.
  var last: ReviewLogEntry?
  var values: [String: String] = [:]

  func json(message: String, _ words: Phrases) -> JSON {
    [
      "error": ["code": .string(code), "message": .string(message)], "current": RecordJSON.record(current),
      "last": last.map(RecordJSON.logEntry) ?? .null,
    ]
  }
}
