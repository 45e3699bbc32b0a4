/// The words by which an article tells who somebody is.
struct ProfileWords: Sendable {
  enum Use: String, Sendable, CaseIterable, Hashable {
    case born, age, locality, province, living, former, again, of, woman, man
  }
  var born = PhraseTable<Bool>()
  var age: Set<UInt32> = []
  var locality = PhraseTable<Bool>()
  var province: Set<UInt32> = []
  var living = PhraseTable<Bool>()
  var former: Set<UInt32> = []
  var again: Set<UInt32> = []
  /// Words before a name that tell the gender; with diacritics, for bà is not ba.
  var women: Set<String> = []
  var men: Set<String> = []

  mutating func add(_ words: String, _ use: Use) {
    let hashes = WordReader.hashes(words)
    guard let first = hashes.first else { return }
    switch use {
    case .born: born.add(hashes, true)
    case .age: age.insert(first)
    case .locality: locality.add(hashes, true)
    case .province: province.insert(first)
    case .living: living.add(hashes, true)
    case .former: former.insert(first)
    case .again: again.insert(first)
    case .of: break
    case .woman: women.insert(words)
    case .man: men.insert(words)
    }
  }
}
