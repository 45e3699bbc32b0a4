import VietnameseText

/// What the full-text index holds of a record's words: the words without case and diacritics.
///
/// A search for words with diacritics looks among what the index finds. A change here needs a migration that builds the
/// index again, because a record is taken out of it by what was put in.
enum RecordIndex {
  /// The words of a record for the index.
  static func words(_ text: String) -> String {
    var key: [UInt8] = []
    var words: [UInt8] = []
    var text = text
    text.withUTF8 { bytes in
      key.reserveCapacity(bytes.count)
      words.reserveCapacity(bytes.count)
      Folding.appendKeyPreservingDiacritics(bytes, to: &key)
    }
    key.withUnsafeBufferPointer { Folding.appendFolded($0, to: &words) }
    return String(decoding: words, as: UTF8.self)
  }
}
