/// Whether a word has the form of a Vietnamese syllable: an onset, a rhyme and perhaps a tone.
///
/// A name in such syllables shortens as Vietnamese names do; `Maddox` and `Orpington` are not of that form.
public enum SyllableShape {
  /// The onsets of the written language, without đ, which only Vietnamese has.
  private static let onsets: Set<String> = [
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
    "qu", "q", "r", "s",
    "t", "th", "tr", "v", "x",
  ]

  /// The rhymes that carry no mark. Those that end in c, ch, p or t always carry one.
  private static let plainRhymes: Set<String> = [
    "a", "ai", "ao", "au", "ay", "am", "an", "ang", "anh", "e", "em", "en", "eng", "eo", "i", "ia", "im",
    "in", "inh", "iu", "o",
    "oa", "oai", "oan", "oang", "oanh", "oay", "oe", "oen", "oi", "om", "on", "ong", "oong", "u", "ua", "ui",
    "um", "un", "ung",
    "uy", "uya", "uynh", "y",
  ]

  /// Whether lower-cased NFC bytes have the form of a Vietnamese syllable. A word with a letter that the
  /// language writes with a mark (ă, ơ, ế …) has it when the rest is of Vietnamese letters.
  public static func isVietnamese(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !bytes.isEmpty, bytes.count <= 15 else { return false }
    var isMarked = false
    for byte in bytes {
      if byte >= 0x80 {
        isMarked = true
      } else if byte < UInt8(ascii: "a") || byte > UInt8(ascii: "z") || byte == UInt8(ascii: "f")
        || byte == UInt8(ascii: "j")
        || byte == UInt8(ascii: "w") || byte == UInt8(ascii: "z")
      {
        return false
      }
    }
    if isMarked { return true }
    guard bytes.count <= 6 else { return false }
    let word = String(decoding: bytes, as: UTF8.self)
    for length in stride(from: min(3, word.utf8.count - 1), through: 0, by: -1) {
      let onset = String(word.prefix(length))
      guard onsets.contains(onset) else { continue }
      if plainRhymes.contains(String(word.dropFirst(length))) { return true }
    }
    return false
  }

  /// Whether `word` has the form of a Vietnamese syllable, in any case.
  public static func isVietnamese(_ word: String) -> Bool {
    var lower = Letters.lowercased(word)
    return lower.withUTF8 { isVietnamese($0) }
  }
}
