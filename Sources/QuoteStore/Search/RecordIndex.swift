import VietnameseText

/// What the full-text index holds of a record's words.
///
/// A change here needs a migration that builds the index again: a record is taken out of it by what was put in.
enum RecordIndex {
  /// The two columns: the words with their diacritics, and without.
  static func columns(_ text: String) -> (words: String, folded: String) {
    let words = Folding.keyPreservingDiacritics(text)
    return (words, Folding.fold(words))
  }
}
