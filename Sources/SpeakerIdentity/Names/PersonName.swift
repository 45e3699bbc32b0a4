import VietnameseText

/// A person's name as identity is decided by.
struct PersonName: Sendable, Hashable {
  /// What sort of name it is.
  enum Shape: Sendable, Hashable {
    /// A letter or a few (H., N.V.A.): anybody's.
    case initials
    /// One Vietnamese syllable (Hoa): a given name alone, which is anybody's.
    case given
    /// One word that is no Vietnamese syllable (Seungri).
    case single
    /// Two words or more, one of them cut to a letter (Vũ Mạnh H.).
    case abbreviated
    /// Two words or more.
    case full
  }

  /// The words in lower case with diacritics.
  let words: [String]
  /// What the name is looked up by: without diacritics, hyphens as spaces, i and y as one.
  let key: String
  let shape: Shape

  /// Reads a name as an article writes it.
  init(_ name: String) {
    var words: [String] = []
    var isCut = false
    for part in name.split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "\u{2013}" || $0 == "\u{A0}" }) {
      let letters = part.unicodeScalars.count { Letters.isLetter($0) }
      guard letters > 0 else { continue }
      // A letter, or letters with full stops between them.
      let dots = part.unicodeScalars.count { $0 == "." }
      if letters == 1 || dots > 0 && letters <= dots + 1 { isCut = true }
      let word = Folding.keyPreservingDiacritics(String(part))
      words.append(word.last == "." ? String(word.dropLast()) : word)
    }
    self.words = words
    key = words.map { Self.key(ofWord: $0) }.joined(separator: " ")
    let long = words.count { $0.unicodeScalars.count > 1 && !$0.contains(".") }
    if long == 0 {
      shape = .initials
    } else if words.count == 1 {
      shape = SyllableShapes.isSyllable(words[0]) ? .given : .single
    } else if isCut {
      shape = long >= 2 ? .abbreviated : .initials
    } else {
      shape = .full
    }
  }

  /// Whether it may be one person's in several articles.
  var isJoinable: Bool {
    switch shape {
    case .initials, .given: false
    case .single, .abbreviated, .full: true
    }
  }

  /// The word without diacritics, y for i where Vietnamese spelling has both (Sỹ, Sĩ; Quý, Quí).
  static func key(ofWord word: String) -> String {
    let folded = Folding.fold(word)
    let bytes = Array(folded.utf8)
    guard bytes.last == UInt8(ascii: "y"),
      bytes.count == 2 || bytes.count == 3 && bytes[1] == UInt8(ascii: "u")
    else { return folded }
    guard "hklmstvq".utf8.contains(bytes[0]) else { return folded }
    return String(folded.dropLast()) + "i"
  }

  /// Whether both are written with the same diacritics, as far as they have any; y and i are one.
  func isSpelledLike(_ other: PersonName) -> Bool {
    guard words.count == other.words.count else { return false }
    // A name without any was typed or printed without.
    if !hasDiacritics || !other.hasDiacritics { return true }
    return zip(words, other.words).allSatisfy { a, b in a == b || Self.withoutY(a) == Self.withoutY(b) }
  }

  /// Whether each word is the other's, or was typed without diacritics.
  func mayBeTyped(for other: PersonName) -> Bool {
    words.count == other.words.count
      && zip(words, other.words).allSatisfy { a, b in
        a == b || !Folding.hasDiacritics(a) || Self.withoutY(a) == Self.withoutY(b)
      }
  }

  private var hasDiacritics: Bool { words.contains { Folding.hasDiacritics($0) } }

  private static func withoutY(_ word: String) -> String {
    String(word.map { "yýỳỷỹỵ".contains($0) ? Array("iíìỉĩị")[Array("yýỳỷỹỵ").firstIndex(of: $0)!] : $0 })
  }
}

/// Whether a word has the form of a Vietnamese syllable.
enum SyllableShapes {
  /// Takes a word in lower case.
  static func isSyllable(_ word: String) -> Bool {
    var word = word
    return word.withUTF8 { SyllableShape.isVietnamese($0) }
  }
}
