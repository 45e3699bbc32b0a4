/// What the stages need to know of a form besides its pattern, once an engine.
///
/// Engines run side by side; a card of their own keeps them from counting references to the same library.
final class FormCard {
  let id: String
  let summary: String
  let confidence: Double
  /// Takes words built into the writer's sentence.
  let isFragment: Bool
  /// Takes a few words where they stand as a predicate.
  let takesFewWords: Bool

  init(_ form: Form) {
    id = String(decoding: Array(form.id.utf8), as: UTF8.self)
    summary = String(decoding: Array(form.summary.utf8), as: UTF8.self)
    confidence = form.confidence
    isFragment = form.id.hasPrefix("fragment")
    takesFewWords =
      form.id.hasSuffix("as-predicate") || form.id == "passive-agent-quote"
      || form.id == "fragment-then-speaker"
  }
}
