/// Names among a text's words, told by their capitals.
struct Names {
  private let text: ComparedText
  /// Whether most words have capitals, so that capitals say nothing.
  private let isShouted: Bool

  /// Prepares to look at a text.
  init(_ text: ComparedText) {
    self.text = text
    let capitals = text.traits.count { $0.contains(.capitalised) }
    isShouted = text.count > 3 && capitals * 10 > text.count * 7
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
    var isSeen = false
    for other in text.exact.indices where text.exact[other] == text.exact[word] && other != word {
      guard text.traits[other].contains(.capitalised) else { return false }
      if !text.traits[other].contains(.opensSentence) { isSeen = true }
    }
    return isSeen
  }
}
