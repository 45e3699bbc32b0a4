/// A word, number, mark or stop of the article, as the stages see it; no reference.
struct Token {
  /// What a token is.
  enum Kind: UInt8 { case word, number, punctuation, newline }
  /// How a word is written.
  enum Shape: UInt8 { case lower, capitalised, capitals, mixed }

  /// First byte in the article.
  var start: Int32
  /// Byte after the last one.
  var end: Int32
  /// Its id in the word table, or `WordTable.unknown`.
  var word: UInt32
  /// The hash of its lower-cased bytes, by which names are compared; 0 for what is no word.
  var hash: UInt64 = 0
  var kind: Kind
  var shape: Shape
  /// For punctuation, what it does: one of `, ; : . ! ? ( ) - / e m o` (e ellipsis, m quotation mark, o other).
  var role: UInt8
  /// Whether white space, a line end or the beginning of the text stands before it.
  var spaced: Bool
  /// Whether a new sentence begins here because the crawl lost a line end.
  var glued: Bool = false
  /// Whether the word has the form of a Vietnamese syllable.
  var isSyllable: Bool = false
  var traits: WordTraits = []

  @inline(__always)
  var isWord: Bool { kind == .word }
  /// Whether a name can hold the word: it begins with a capital letter.
  @inline(__always)
  var isCapital: Bool { kind == .word && shape != .lower }
}

/// One phrase of the lexicons found at a token.
struct Hit {
  /// How many tokens it covers.
  var length: Int32
  var sense: Sense
}
