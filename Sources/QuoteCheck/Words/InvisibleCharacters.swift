import VietnameseText

/// Characters that nobody sees and that come along with copied text: soft hyphens, joiners, marks of direction.
enum InvisibleCharacters {
  /// A typed text without them: within a word they would keep its article from being found, for the index has the word whole.
  static func removed(from text: String) -> String {
    guard text.unicodeScalars.contains(where: isInvisible) else { return text }
    return Normalization.nfc(
      String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0) })))
  }

  /// Whether a character takes no room on the page.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x2064, 0x2066...0x206F, 0xFE00...0xFE0F, 0xFEFF:
      true
    default: false
    }
  }
}
