import VietnameseText

/// Words to look for in records, from what a user typed.
///
/// All words must occur, in any order; words between double quotes must stand side by side. Typed without any
/// diacritics they are found whatever diacritics the text has. Nothing that is typed acts as an operator.
public struct WordSearch: Sendable, Hashable {
  /// The query in the language of FTS5.
  let expression: String

  /// Takes words as typed; `nil` when there is no letter and no digit among them.
  public init?(_ typed: String) {
    let hasDiacritics = Folding.hasDiacritics(typed)
    let key = Folding.keyPreservingDiacritics(typed)
    var terms: [String] = []
    for (index, part) in key.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      // Between the first and the second double quote, the third and the fourth, and so on: side by side.
      let pieces = index % 2 == 1 ? [part] : part.split(separator: " ")
      for piece in pieces where piece.unicodeScalars.contains(where: Self.isWordCharacter) {
        // NUL would end the expression early.
        let word = String(String.UnicodeScalarView(piece.unicodeScalars.filter { $0.value != 0 }))
        terms.append("\"\(hasDiacritics ? word : Folding.fold(word))\"")
      }
    }
    guard !terms.isEmpty else { return nil }
    expression = "\(hasDiacritics ? "words" : "folded") : (\(terms.joined(separator: " AND ")))"
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
