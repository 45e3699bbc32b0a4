import VietnameseText

/// Words to look for in records, from what a user typed.
///
/// All words must occur, in any order; words between double quotes must stand side by side. Typed without any
/// diacritics they are found whatever diacritics the text has. Nothing that is typed acts as an operator.
public struct WordSearch: Sendable, Hashable {
  /// The query in the language of FTS5, over words without diacritics.
  let expression: String
  /// The words as they must stand in the text, when diacritics were typed.
  private let exact: [[Substring]]

  /// Takes words as typed; `nil` when there is no letter and no digit among them.
  public init?(_ typed: String) {
    let key = Folding.keyPreservingDiacritics(typed)
    var phrases: [[Substring]] = []
    for (index, part) in key.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      // Between the first and the second double quote, the third and the fourth, and so on: side by side. So do
      // the numbers of 1.500.
      let pieces = index % 2 == 1 ? [part] : part.split(separator: " ")
      for piece in pieces {
        let words = Self.words(piece)
        if !words.isEmpty { phrases.append(words) }
      }
    }
    guard !phrases.isEmpty else { return nil }
    // Only letters and digits are left, in quotes: there is nothing that FTS5 could take for syntax.
    expression = phrases.map { "\"\(Folding.fold($0.joined(separator: " ")))\"" }.joined(separator: " AND ")
    exact = Folding.hasDiacritics(key) ? phrases : []
  }

  /// Whether a text that `expression` finds has the words with the diacritics that were typed.
  func occurs(in text: String) -> Bool {
    guard !exact.isEmpty else { return true }
    let key = Folding.keyPreservingDiacritics(text)
    let words = Self.words(key[...])
    return exact.allSatisfy { phrase in
      guard phrase.count <= words.count else { return false }
      return (0...words.count - phrase.count).contains { words[$0..<$0 + phrase.count].elementsEqual(phrase) }
    }
  }

  /// The words of a key, as the index's tokenizer (unicode61) tells them apart.
  private static func words(_ key: Substring) -> [Substring] {
    key.unicodeScalars.split { !isWordCharacter($0) }.map { Substring($0) }
  }

  private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .privateUse:
      true
    default: false
    }
  }
}
