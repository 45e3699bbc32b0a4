import VietnameseText

/// How much a text looks like Vietnamese that was decoded right.
enum VietnameseScore {
  /// The share of words with letters beyond ASCII that are spelt as syllables, less what no text has; 0 when there is none.
  static func score(_ text: String) -> Double {
    var marked = 0
    var right = 0
    var strange = 0
    let composed = Normalization.nfc(text)
    for word in composed.unicodeScalars.split(whereSeparator: {
      !$0.properties.isAlphabetic && !isStrange($0)
    }) {
      guard word.contains(where: { $0.value >= 0x80 }) else { continue }
      marked += 1
      if word.contains(where: isStrange) {
        strange += 1
      } else if isCased(word), SyllableSpelling.isSyllable(String(String.UnicodeScalarView(word))) {
        right += 1
      }
      if marked >= 4_000 { break }
    }
    guard marked > 0 else { return 0 }
    return Double(right - strange) / Double(marked)
  }

  /// Signs that stand within words only when they were decoded wrong, and what no text holds.
  private static func isStrange(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x09, 0x0E..<0x20, 0x7F..<0xA0: true
    case 0xA1...0xA9, 0xAC, 0xAE...0xB6, 0xB8...0xBF, 0xD7, 0xF7: true
    case 0xFFFD: true
    default: false
    }
  }

  /// Whether the word is in capitals, in small letters, or begins with a capital.
  private static func isCased(_ word: Substring.UnicodeScalarView) -> Bool {
    let rest = word.dropFirst()
    return rest.allSatisfy { !$0.properties.isUppercase } || word.allSatisfy { !$0.properties.isLowercase }
  }
}
