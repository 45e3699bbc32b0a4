/// Finds the subject of a verb that has none of its own: the person, else the first other mention, that the
/// sentence speaks of before it.
enum SentenceSubject {
  /// The piece of the subject in `from..<cue`, or `nil`.
  static func find(_ from: Int, before cue: Int, _ text: ArticleText) -> Int? {
    var fallback: Int?
    // A subject is not further away than this; a line without stops must not be read from its start each time.
    var index = max(from, cue - 200)
    while index < cue {
      let symbol = text.line[index]
      if Symbol.isMention(symbol) {
        switch index > from ? text.line[index - 1] : 0 {
        case Symbol.preposition, Symbol.possessive, Symbol.according, Symbol.citing: break
        default:
          if symbol == Symbol.person || symbol == Symbol.pronoun { return index }
          if symbol != Symbol.place,
            fallback == nil
              || symbol == Symbol.title && text.line[fallback!] != Symbol.title
                && text.line[fallback!] != Symbol.organisation
          {
            fallback = index
          }
        }
      }
      index += 1
    }
    return fallback
  }
}
