import Foundation

/// Whether a word is spelt as Vietnamese syllables are: an onset, a rhyme and at most one tone.
///
/// Stricter than `SyllableShape`, which trusts every mark: this one tells text that was decoded right from text that was not.
public enum SyllableSpelling {
  private static let onsets: Set<String> = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph",
    "q", "qu", "r", "s", "t", "th", "tr", "v", "x",
  ]

  private static let rhymes: Set<String> = Set(
    """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ơu
    u ua uân uâng uât uây uc uê uêch uên uênh uêu ui um un ung uơ uô uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn
    uynh uyp uyt uyu uăn uăng uao uat uan uang uanh uai uac uach uap ue uen ueo uet uit uin
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu yn yt
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Whether `word`, in any case and of any normal form, is spelt as a Vietnamese syllable.
  public static func isSyllable(_ word: String) -> Bool {
    guard word.utf8.count <= 24 else { return false }
    var tones = 0
    var plain = String.UnicodeScalarView()
    for scalar in Letters.lowercased(word).decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.value {
      case 0x300, 0x301, 0x303, 0x309, 0x323: tones += 1
      default: plain.append(scalar)
      }
    }
    guard tones <= 1 else { return false }
    let letters = String(plain).precomposedStringWithCanonicalMapping
    for length in stride(from: min(3, letters.count), through: 0, by: -1)
    where onsets.contains(String(letters.prefix(length))) {
      let rhyme = String(letters.dropFirst(length))
      if rhymes.contains(rhyme) || (rhyme.isEmpty && letters == "gi") { return true }
    }
    return false
  }
}
