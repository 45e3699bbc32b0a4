/// Phrases with a value each, of which the longest at a place is found. Case and diacritics do not count.
struct PhraseTable<Value: Sendable>: Sendable {
  private struct Phrase: Sendable {
    var rest: [UInt32]
    var value: Value
  }
  private var phrases: [UInt32: [Phrase]] = [:]

  var isEmpty: Bool { phrases.isEmpty }

  /// The first words of the phrases.
  var firstWords: some Sequence<UInt32> { phrases.keys }

  /// Adds a phrase; the first of several equal ones counts.
  mutating func add(_ phrase: String, _ value: Value) {
    add(WordReader.hashes(phrase), value)
  }

  /// Adds a phrase by its words' numbers.
  mutating func add(_ words: [UInt32], _ value: Value) {
    guard let first = words.first else { return }
    let phrase = Phrase(rest: Array(words.dropFirst()), value: value)
    let place = phrases[first]?.firstIndex { $0.rest.count < phrase.rest.count } ?? phrases[first]?.count ?? 0
    phrases[first, default: []].insert(phrase, at: place)
  }

  /// Gives a phrase another value, made from the one that it has.
  mutating func update(_ words: [UInt32], _ change: (Value?) -> Value) {
    guard let first = words.first else { return }
    let rest = Array(words.dropFirst())
    if let place = phrases[first]?.firstIndex(where: { $0.rest == rest }) {
      phrases[first]![place].value = change(phrases[first]![place].value)
    } else {
      add(words, change(nil))
    }
  }

  /// The longest phrase that begins at `index` of a row of words, with its number of words.
  @inline(__always)
  func longest(at index: Int, in words: [UInt32]) -> (value: Value, count: Int)? {
    guard let candidates = phrases[words[index]] else { return nil }
    for candidate in candidates where index + candidate.rest.count < words.count {
      if candidate.rest.indices.allSatisfy({ words[index + 1 + $0] == candidate.rest[$0] }) {
        return (candidate.value, candidate.rest.count + 1)
      }
    }
    return nil
  }

  /// The longest phrase that begins at `index` of a text's words, within one phrase of it.
  @inline(__always)
  func longest(at index: Int, in words: [Word], allowing gap: Word.Gap = .joint) -> (
    value: Value, count: Int
  )? {
    guard let candidates = phrases[words[index].hash] else { return nil }
    for candidate in candidates where index + candidate.rest.count < words.count {
      let isThere = candidate.rest.indices.allSatisfy {
        let word = words[index + 1 + $0]
        return word.hash == candidate.rest[$0] && word.gap <= gap
      }
      if isThere { return (candidate.value, candidate.rest.count + 1) }
    }
    return nil
  }

  /// The value of the phrase that a whole row of words is.
  func value(of words: [UInt32]) -> Value? {
    guard let found = words.isEmpty ? nil : longest(at: 0, in: words), found.count == words.count else {
      return nil
    }
    return found.value
  }
}
