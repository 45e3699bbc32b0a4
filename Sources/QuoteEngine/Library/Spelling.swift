/// Spellings of one word that papers use side by side.
enum Spelling {
  private static let modernToOld: [(String, String)] = [
    ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("òe", "oè"), ("óe", "oé"),
    ("ỏe", "oẻ"), ("õe", "oẽ"),
    ("ọe", "oẹ"), ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
  ]

  /// The older placements of a word's tone mark (hòa: hoà), none when both agree.
  static func oldToneMarks(of word: String) -> [String] {
    for (new, old) in modernToOld where word.hasSuffix(new) {
      return [word.dropLast(2) + old]
    }
    return []
  }
}
