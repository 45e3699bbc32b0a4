import VietnameseText

/// What the full-text index holds of a record's words: the words without case and diacritics.
///
/// A search for words with diacritics looks among what the index finds. A change here needs a migration that builds the
/// index again, because a record is taken out of it by what was put in.
enum RecordIndex {
  /// The words of a record for the index.
  static func words(_ text: String) -> String { Folding.fold(Folding.keyPreservingDiacritics(text)) }
}
