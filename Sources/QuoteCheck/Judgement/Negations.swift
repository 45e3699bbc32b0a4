/// Words that deny (không, chưa, chẳng …), as `Patterns/checks/negations.txt` has them.
///
/// In không khí, hàng không, chẳng hạn, bún chả and the like they deny nothing.
struct Negations {
  private let text: ComparedText
  private let words: [UInt64]
  private let table: PhraseTable

  /// Prepares to look at a text; `folded` when it was typed without diacritics.
  init(_ text: ComparedText, _ lexicon: CheckLexicon, folded: Bool) {
    self.text = text
    words = folded ? text.folded : text.exact
    table = lexicon.tables(folded: folded).negations
  }

  private static let denying: CheckLexicon.Uses = [.negation, .marked]

  /// Whether a word denies, or begins a phrase that does.
  func isNegation(_ word: Int) -> Bool {
    guard words.indices.contains(word),
      let match = table.covering(word, in: words, traits: text.traits)
    else { return false }
    if match.range.lowerBound == word, !match.uses.isDisjoint(with: Self.denying) { return true }
    // Hàng không is a compound, hàng không có ai mua is none.
    return match.uses.contains(.compound) && match.range.upperBound == word + 1
      && match.range.count > 1 && denies(alone: word) && word + 1 < words.count
      && !text.traits[word + 1].contains(.afterMark)
      && table.match(at: word + 1, in: words, before: words.count, traits: text.traits)?.uses.contains(.link)
        == true
  }

  /// Whether a word denies where it stands by itself.
  private func denies(alone word: Int) -> Bool {
    table.match(at: word, in: words, before: word + 1, traits: text.traits).map {
      !$0.uses.isDisjoint(with: Self.denying)
    } ?? false
  }

  /// How many of the words deny. One that is added or left out `alone` denies whatever stands beside it.
  func count(in range: Range<Int>, alone: Bool) -> Int {
    if alone, range.count == 1 {
      let match = table.match(
        at: range.lowerBound, in: words, before: range.upperBound, traits: text.traits)
      return match.map { $0.uses.isDisjoint(with: Self.denying) ? 0 : 1 } ?? 0
    }
    return range.count(where: isNegation)
  }

  /// Whether a word may stand between a negation and the verb that it denies.
  func isLink(_ word: Int) -> Bool {
    table.covering(word, in: words, traits: text.traits)?.uses.contains(.link) ?? false
  }
}
