/// Names among a text's words, told by their capitals.
struct Names {
  private let text: ComparedText
  /// Whether most words have capitals, so that capitals say nothing.
  private let isShouted: Bool
  private let lowerCase: Set<UInt64>

  /// Prepares to look at a text.
  init(_ text: ComparedText) {
    self.text = text
    let capitals = text.traits.count { $0.contains(.capitalised) }
    isShouted = text.count > 3 && capitals * 10 > text.count * 7
    var lower = Set<UInt64>()
    for word in 0..<text.count where text.traits[word].isDisjoint(with: [.capitalised, .number]) {
      lower.insert(text.exact[word])
    }
    lowerCase = lower
  }

  /// Whether a word belongs to a name.
  func isName(_ word: Int) -> Bool {
    guard !isShouted, text.traits[word].contains(.capitalised) else { return false }
    guard text.traits[word].contains(.opensSentence) else { return true }
    // A sentence begins with a capital anyway: it is a name when another capital follows, or when the word is never seen
    // without one.
    if word + 1 < text.count, !text.traits[word + 1].contains(.afterMark),
      text.traits[word + 1].contains(.capitalised)
    {
      return true
    }
    guard !lowerCase.contains(text.exact[word]) else { return false }
    return text.exact.indices.contains {
      text.exact[$0] == text.exact[word] && text.traits[$0].contains(.capitalised)
        && !text.traits[$0].contains(.opensSentence)
    }
  }
}
