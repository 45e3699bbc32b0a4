/// Phrases of one word or more, by the hashes of their words; the longest at a place counts.
struct PhraseTable: Sendable {
  /// A phrase of the table that stands in a text.
  struct Match {
    /// Its words in the text.
    var range: Range<Int>
    var uses: CheckLexicon.Uses
    /// What it is worth, for numbers.
    var value: Int64?
  }

  private struct Phrase: Sendable {
    var words: [UInt64]
    var uses: CheckLexicon.Uses
    var value: Int64?
  }

  private var byFirst: [UInt64: [Phrase]] = [:]
  /// The words of the longest phrase.
  private(set) var longest = 0

  /// Adds a phrase, or a use to one that is there.
  mutating func add(_ words: [UInt64], _ uses: CheckLexicon.Uses, _ value: Int64?) {
    var phrases = byFirst[words[0]] ?? []
    if let known = phrases.firstIndex(where: { $0.words == words }) {
      phrases[known].uses.formUnion(uses)
      if let value { phrases[known].value = value }
    } else {
      phrases.append(Phrase(words: words, uses: uses, value: value))
    }
    byFirst[words[0]] = phrases
    longest = max(longest, words.count)
  }

  /// Makes it ready: the longest phrases first.
  mutating func seal() {
    for (word, phrases) in byFirst where phrases.count > 1 {
      byFirst[word] = phrases.sorted { $0.words.count > $1.words.count }
    }
  }

  /// The longest phrase that begins at a word and ends before `end`, with no mark inside it.
  func match(at word: Int, in words: [UInt64], before end: Int, traits: [ComparedText.Traits]) -> Match? {
    guard let phrases = byFirst[words[word]] else { return nil }
    for phrase in phrases {
      let last = word + phrase.words.count
      guard last <= end else { continue }
      var index = word + 1
      while index < last, words[index] == phrase.words[index - word], !traits[index].contains(.afterMark) {
        index += 1
      }
      if index == last { return Match(range: word..<last, uses: phrase.uses, value: phrase.value) }
    }
    return nil
  }

  /// The longest phrase that covers a word, wherever it begins; of equal ones the first.
  func covering(_ word: Int, in words: [UInt64], traits: [ComparedText.Traits]) -> Match? {
    guard longest > 0 else { return nil }
    var best: Match?
    for start in max(0, word - longest + 1)...word {
      guard let match = match(at: start, in: words, before: words.count, traits: traits),
        match.range.contains(word), match.range.count > best?.range.count ?? 0
      else { continue }
      best = match
    }
    return best
  }

  /// The phrases in a stretch of words, from left to right, each as long as can be.
  func matches(in range: Range<Int>, of words: [UInt64], traits: [ComparedText.Traits]) -> [Match] {
    var out: [Match] = []
    var word = range.lowerBound
    while word < range.upperBound {
      if let match = match(at: word, in: words, before: range.upperBound, traits: traits) {
        out.append(match)
        word = match.range.upperBound
      } else {
        word += 1
      }
    }
    return out
  }
}
