import VietnameseText

/// Words that deny: không, chưa, chẳng, chả, đừng, chớ, phủ nhận, bác bỏ.
///
/// In không khí, hàng không, chẳng hạn, bún chả and the like they deny nothing.
struct Negations {
  private let text: ComparedText
  private let words: [UInt64]
  private let lexicon: Lexicon

  /// Prepares to look at a text; `folded` when it was typed without diacritics.
  init(_ text: ComparedText, folded: Bool) {
    self.text = text
    words = folded ? text.folded : text.exact
    lexicon = folded ? .folded : .exact
  }

  /// Whether a word denies, or begins a phrase that does.
  func isNegation(_ word: Int) -> Bool {
    guard words.indices.contains(word) else { return false }
    let key = words[word]
    if let second = lexicon.phrases[key] { return word + 1 < words.count && second.contains(words[word + 1]) }
    guard lexicon.words.contains(key) else { return false }
    if word + 1 < words.count, lexicon.before[key]?.contains(words[word + 1]) == true { return false }
    if word > 0, !text.traits[word].contains(.afterMark),
      lexicon.after[key]?.contains(words[word - 1]) == true
    {
      return false
    }
    return true
  }

  /// How many of the words deny. One that is added or left out `alone` denies whatever stands beside it.
  func count(in range: Range<Int>, alone: Bool) -> Int {
    if alone, range.count == 1 { return lexicon.words.contains(words[range.lowerBound]) ? 1 : 0 }
    return range.count(where: isNegation)
  }

  /// Whether what stands right before `word`, from `start` on, denies it (không, không hề, chưa từng).
  func stands(before word: Int, from start: Int) -> Bool {
    guard word > start else { return false }
    if isNegation(word - 1) { return true }
    return word - 1 > start && lexicon.links.contains(words[word - 1]) && isNegation(word - 2)
  }

  private struct Lexicon {
    var words: Set<UInt64>
    /// Two words that deny together, by the first.
    var phrases: [UInt64: Set<UInt64>]
    /// Words after which, and words before which, a negation is part of a compound that denies nothing.
    var before: [UInt64: Set<UInt64>]
    var after: [UInt64: Set<UInt64>]
    /// What may stand between a negation and what it denies.
    var links: Set<UInt64>

    init(_ key: (String) -> String, words: String) {
      func hashes(_ list: String) -> Set<UInt64> {
        Set(list.split(separator: " ").map { WordKeys.hash(key(String($0))) })
      }
      func table(_ pairs: [(String, String)]) -> [UInt64: Set<UInt64>] {
        Dictionary(pairs.map { (WordKeys.hash(key($0.0)), hashes($0.1)) }, uniquingKeysWith: { $0.union($1) })
      }
      self.words = hashes(words)
      phrases = table([("phủ", "nhận"), ("bác", "bỏ")])
      before = table([
        ("không", "khí gian quân lưu trung tưởng kích vận tặc phận"), ("chẳng", "hạn may"),
        ("chả", "giò cá mực lụa quế"),
      ])
      after = table([
        ("không", "hàng phòng chân trên hư tầng khoảng giữa số"), ("chả", "bún giò nem chim"),
      ])
      links = hashes("hề từng thể phải được bao còn dám muốn")
    }

    static let exact = Lexicon({ $0 }, words: "không chưa chẳng chả đừng chớ ko hổng")
    /// Without diacritics đừng is also dùng and dụng, chả also cha; they are left out.
    static let folded = Lexicon(Folding.fold, words: "không chưa chẳng ko")
  }
}
