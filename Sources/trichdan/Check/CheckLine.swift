import QuoteCheck
import QuoteEngine

/// An answer as one JSON object.
enum CheckLine {
  /// The object; `id` comes first where there is one, and what could not be checked says why.
  static func text(
    _ answer: CheckAnswer, rawID: String? = nil, quote: String? = nil, asked: String? = nil,
    error: String? = nil,
    notChecked: String? = nil, history: [HistoryEntry] = []
  ) -> String {
    var object = JSONObjectText()
    if let rawID { object.add("id", raw: rawID) }
    object.add("verdict", notChecked == nil ? answer.verdict.rawValue : Self.notChecked)
    object.add("score", raw: Decimals.text(answer.score, digits: 3))
    object.add("article", answer.article?.key)
    object.add("start", raw: answer.found.map { "\($0.span.start)" })
    object.add("end", raw: answer.found.map { "\($0.span.end)" })
    object.add("found", answer.found?.text)
    object.add("speaker", raw: answer.speaker.map(speaker))
    if let isConfirmed = answer.isSpeakerConfirmed { object.add("speakerConfirmed", raw: "\(isConfirmed)") }
    object.add("diff", raw: RecordLine.list(answer.diff.map(step)))
    object.add("warnings", raw: names(answer.warnings.map(\.rawValue)))
    object.add("notes", raw: names(answer.notes.map(\.name)))
    let nearest = answer.notes.flatMap { note -> [String] in
      if case .speakerUnknown(_, let nearest) = note { nearest } else { [] }
    }
    if !nearest.isEmpty { object.add("nearestSpeakers", raw: names(nearest)) }
    if answer.speakers.count > 1 {
      object.add("speakers", raw: names(answer.speakers.map(\.name)))
    }
    if answer.places.count > 1 { object.add("places", raw: RecordLine.list(answer.places.map(place))) }
    if !answer.alsoIn.isEmpty { object.add("alsoIn", raw: names(answer.alsoIn)) }
    let brackets = answer.notes.compactMap { note -> String? in
      if case .editorsBrackets(let words) = note { words } else { nil }
    }
    if !brackets.isEmpty { object.add("editorsBrackets", raw: names(brackets)) }
    if !history.isEmpty { object.add("history", raw: RecordLine.list(history.map(entry))) }
    if let quote { object.add("quote", quote) }
    if let asked { object.add("askedSpeaker", asked) }
    if let notChecked { object.add("reason", notChecked) }
    if let error { object.add("error", error) }
    return object.text
  }

  /// What stands for a verdict where nothing was checked.
  static let notChecked = "not-checked"

  private static func entry(_ entry: HistoryEntry) -> String {
    var object = JSONObjectText()
    object.add("article", entry.article.key)
    object.add("published", entry.article.published)
    object.add("paper", entry.article.source)
    object.add("speaker", entry.speaker)
    object.add("score", raw: Decimals.text(entry.score, digits: 3))
    object.add("text", entry.text)
    object.add("diff", raw: RecordLine.list(entry.diff.map(step)))
    return object.text
  }

  private static func names(_ names: [String]) -> String {
    RecordLine.list(names.map(ListPrinter.jsonString))
  }

  private static func speaker(_ speaker: CheckedSpeaker) -> String {
    var object = JSONObjectText()
    object.add("name", speaker.reference.name)
    object.add("kind", speaker.reference.kind.rawValue)
    object.add("confidence", raw: Decimals.text(speaker.confidence, digits: 3))
    return object.text
  }

  /// A place at which the words stand.
  private static func place(_ place: CheckedPlace) -> String {
    var object = JSONObjectText()
    object.add("article", place.article.key)
    object.add("published", place.article.published)
    object.add("start", place.span.start)
    object.add("end", place.span.end)
    object.add("speaker", place.speaker?.reference.name)
    return object.text
  }

  /// A step of a comparison.
  static func step(_ step: DiffStep) -> String {
    var object = JSONObjectText()
    object.add("kind", step.kind.rawValue)
    object.add("source", step.source)
    object.add("quote", step.quote)
    if let span = step.span {
      object.add("start", span.start)
      object.add("end", span.end)
    }
    return object.text
  }
}
