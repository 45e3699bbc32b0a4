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
  /// language writes with a mark (ă, ơ, ế …) has it when it is an onset, one group of vowels and a coda.
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
    if isMarked { return hasOneRhyme(bytes) }
    guard bytes.count <= 6 else { return false }
    let word = String(decoding: bytes, as: UTF8.self)
    for length in stride(from: min(3, word.utf8.count - 1), through: 0, by: -1) {
      let onset = String(word.prefix(length))
      guard onsets.contains(onset) else { continue }
      if plainRhymes.contains(String(word.dropFirst(length))) { return true }
    }
    return false
  }

  /// Whether a word with marks is an onset, one group of vowels and a coda: `thuyền` is, `étienne` and `chloé` are not.
  private static func hasOneRhyme(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var vowels = bytes.count
    var coda = bytes.count
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      // đ is the one consonant with a mark.
      let isStroked = byte == 0xC4 && index + 1 < bytes.count && bytes[index + 1] == 0x91
      let isVowel =
        byte >= 0x80
        ? !isStroked
        : byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F
          || byte == 0x75 || byte == 0x79
      if isVowel {
        if coda < bytes.count { return false }
        if vowels == bytes.count { vowels = index }
      } else if vowels < bytes.count, coda == bytes.count {
        coda = index
      }
      index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
    // HĐND: letters that stand for words.
    guard vowels < bytes.count else { return true }
    switch bytes.count - coda {
    case 0: break
    case 1: guard "ckmnpt".utf8.contains(bytes[coda]) else { return false }
    case 2:
      let last = bytes[coda + 1]
      guard
        last == 0x68 && (bytes[coda] == 0x63 || bytes[coda] == 0x6E) || last == 0x67 && bytes[coda] == 0x6E
      else { return false }
    default: return false
    }
    if bytes[0] == 0xC4, vowels == 2 { return true }
    return vowels <= 3
      && onsets.contains(String(decoding: UnsafeBufferPointer(rebasing: bytes[..<vowels]), as: UTF8.self))
  }

  /// Whether `word` has the form of a Vietnamese syllable, in any case.
  public static func isVietnamese(_ word: String) -> Bool {
    var lower = Letters.lowercased(word)
    return lower.withUTF8 { isVietnamese($0) }
  }
}
