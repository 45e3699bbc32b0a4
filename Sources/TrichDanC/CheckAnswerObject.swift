import DatasetExport
import QuoteCheck
import QuoteEngine

/// An answer to a check as the JSON object that the program's `check --format json` prints.
enum CheckAnswerObject {
  static func bytes(_ answer: CheckAnswer) -> [UInt8] {
    var json = JSONStream()
    json.object { json in
      json.member("verdict", answer.verdict.rawValue)
      json.member("score", share(answer.score))
      json.member("article", answer.article?.key)
      if let found = answer.found {
        json.member("start", found.span.start)
        json.member("end", found.span.end)
      } else {
        json.member("start", nil as String?)
        json.member("end", nil as String?)
      }
      json.member("found", answer.found?.text)
      if let speaker = answer.speaker {
        json.object("speaker") { json in
          json.member("name", speaker.reference.name)
          json.member("kind", speaker.reference.kind.rawValue)
          json.member("confidence", share(speaker.confidence))
        }
      } else {
        json.member("speaker", nil as String?)
      }
      if let isConfirmed = answer.isSpeakerConfirmed { json.member("speakerConfirmed", isConfirmed) }
      json.array("diff") { json in
        for step in answer.diff {
          json.object { json in
            json.member("kind", step.kind.rawValue)
            json.member("source", step.source)
            json.member("quote", step.quote)
            if let span = step.span { place(span, &json) }
          }
        }
      }
      json.member("warnings", answer.warnings.map(\.rawValue))
      json.member("notes", answer.notes.map(\.name))
      let nearest = answer.notes.flatMap { note -> [String] in
        if case .speakerUnknown(_, let nearest) = note { nearest } else { [] }
      }
      if !nearest.isEmpty { json.member("nearestSpeakers", nearest) }
      if answer.speakers.count > 1 { json.member("speakers", answer.speakers.map(\.name)) }
      if answer.places.count > 1 {
        json.array("places") { json in
          for found in answer.places {
            json.object { json in
              json.member("article", found.article.key)
              json.member("published", found.article.published)
              place(found.span, &json)
              json.member("speaker", found.speaker?.reference.name)
            }
          }
        }
      }
      if !answer.alsoIn.isEmpty { json.member("alsoIn", answer.alsoIn) }
      let brackets = answer.notes.compactMap { note -> String? in
        if case .editorsBrackets(let words) = note { words } else { nil }
      }
      if !brackets.isEmpty { json.member("editorsBrackets", brackets) }
    }
    return json.bytes
  }

  private static func place(_ span: Span, _ json: inout JSONStream) {
    json.member("start", span.start)
    json.member("end", span.end)
  }

  /// Three decimals, as the program prints shares.
  private static func share(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
