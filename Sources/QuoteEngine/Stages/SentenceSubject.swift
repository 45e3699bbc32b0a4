/// Finds the subject of a verb that has none of its own: whoever else the sentence says to have spoken, else the person,
/// else the first other mention, that it speaks of before.
enum SentenceSubject {
  /// The piece of the subject in `from..<cue`, or `nil`.
  static func find(_ from: Int, before cue: Int, _ text: ArticleText) -> Int? {
    var fallback: Int?
    var person: Int?
    // A subject is not further away than this; a line without stops must not be read from its start each time.
    var index = max(from, cue - 200)
    while index < cue {
      let symbol = text.line[index]
      if Symbol.isMention(symbol) {
        switch index > from ? text.line[index - 1] : 0 {
        case Symbol.preposition, Symbol.possessive, Symbol.according, Symbol.citing: break
        default:
          if symbol != Symbol.place, index == from || text.line[index - 1] != Symbol.subordinator,
            speaks(index, before: cue, text)
          {
            return index
          }
          if symbol == Symbol.person || symbol == Symbol.pronoun {
            person = person ?? index
          } else if symbol != Symbol.place,
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
    return person ?? fallback
  }

  /// Whether a verb of speech of its own follows a mention.
  private static func speaks(_ index: Int, before cue: Int, _ text: ArticleText) -> Bool {
    var k = index + 1
    while k < cue {
      switch text.line[k] {
      case Symbol.adverb, Symbol.time: k += 1
      case Symbol.cue, Symbol.linkedCue: return true
      default: return false
      }
    }
    return false
  }
}
