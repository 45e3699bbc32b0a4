/// The steps of an attribution in the reader's language. The engine writes them in English.
struct Evidence {
  private let words: Phrases

  init(_ words: Phrases) { self.words = words }

  /// What the engine writes, in pieces between what it fills in, and the key of its words in `languages/`.
  private static let steps: [(key: String, pieces: [String])] = [
    ("evidence.form", ["form ", ": ", ""]),
    ("evidence.cue-class", ["cue “", "” (", ")"]),
    ("evidence.cue", ["cue “", "”"]),
    ("evidence.named", ["named here as “", "”"]),
    ("evidence.carried", ["carried over from “", "”"]),
    ("evidence.words-only", ["named by its words only: “", "”"]),
    ("evidence.phrase", ["named by the phrase “", "”"]),
    ("evidence.nobody", ["“", "” could not be tied to anybody"]),
    ("evidence.via", ["passed on by ", ""]),
    ("evidence.same-words", ["“", "” is ", " by the same words"]),
    ("evidence.given-name", ["“", "” is ", " by the last part of the name"]),
    ("evidence.family-name", ["“", "” is ", " by the family name"]),
    ("evidence.part-of-name", ["“", "” is ", " by a part of the name"]),
    ("evidence.acronym", ["“", "” is short for ", ""]),
    ("evidence.title", ["“", "” is ", ", who bears that title"]),
    ("evidence.apposition", ["“", "” stands beside ", ""]),
    ("evidence.last-man", ["“", "” is ", ", the last man spoken of"]),
    ("evidence.last-woman", ["“", "” is ", ", the last woman spoken of"]),
    ("evidence.last-one", ["“", "” is ", ", the last one spoken of"]),
    ("evidence.points-back", ["“", "” points back to ", ""]),
    ("evidence.added", ["added by ", ""]),
  ]

  /// The steps in the reader's language; one that is not known stays as the engine wrote it.
  func lines(_ evidence: [String]) -> [String] { evidence.map(line) }

  private func line(_ text: String) -> String {
    guard words.language != .english else { return text }
    for (key, pieces) in Self.steps {
      guard let found = Self.match(text, pieces) else { continue }
      var values: [String: String] = [:]
      for (index, value) in found.enumerated() { values[String(index + 1)] = value }
      if key == "evidence.cue-class", found.count == 2 { values["2"] = words("cue.\(found[1])") }
      return words(key, values)
    }
    return text
  }

  /// What stands between the pieces, or `nil` when the text is not made of them.
  private static func match(_ text: String, _ pieces: [String]) -> [String]? {
    guard text.hasPrefix(pieces[0]), text.hasSuffix(pieces[pieces.count - 1]) else { return nil }
    var rest = text.dropFirst(pieces[0].count).dropLast(pieces[pieces.count - 1].count)
    var found: [String] = []
    for piece in pieces.dropFirst().dropLast() {
      guard let range = rest.range(of: piece) else { return nil }
      found.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    found.append(String(rest))
    return found
  }
}
