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
    let bytes = Array(text.utf8)
    for (key, pieces) in Self.pieces {
      guard let found = Self.match(bytes, pieces) else { continue }
      var values: [String: String] = [:]
      for (index, value) in found.enumerated() { values[String(index + 1)] = value }
      if key == "evidence.cue-class", found.count == 2 { values["2"] = words("cue.\(found[1])") }
      return words(key, values)
    }
    return text
  }

  private static let pieces = steps.map { (key: $0.key, pieces: $0.pieces.map { Array($0.utf8) }) }

  /// What stands between the pieces, or `nil` when the text is not made of them.
  private static func match(_ text: [UInt8], _ pieces: [[UInt8]]) -> [String]? {
    guard let first = pieces.first, let last = pieces.last, text.starts(with: first),
      text.count >= first.count + last.count, text[(text.count - last.count)...].elementsEqual(last)
    else { return nil }
    var rest = text[first.count..<(text.count - last.count)]
    var found: [String] = []
    for piece in pieces.dropFirst().dropLast() {
      guard rest.count >= piece.count,
        let at = (rest.startIndex...(rest.endIndex - piece.count)).first(where: {
          rest[$0...].starts(with: piece)
        })
      else { return nil }
      found.append(String(decoding: rest[..<at], as: UTF8.self))
      rest = rest[(at + piece.count)...]
    }
    found.append(String(decoding: rest, as: UTF8.self))
    return found
  }
}
