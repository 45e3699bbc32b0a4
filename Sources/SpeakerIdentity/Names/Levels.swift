import VietnameseText

/// The words for levels of government within names of bodies: tỉnh, thị xã, phường.
///
/// They count as they are spelled: tĩnh in Hà Tĩnh is no tỉnh, quan in hải quan no quận. A name that was typed without any
/// diacritics is compared without.
struct Levels: Sendable {
  private struct Kind: Sendable {
    var isLevel = false
    var isCommune = false
  }
  private var kinds: [String: Kind] = [:]
  private var folded: [String: Kind] = [:]
  /// Phrases that hold such a word and are no level (xã hội).
  var wholes = PhraseTable<Bool>()

  /// A level within a name.
  struct Found: Sendable, Hashable {
    var words: Range<Int>
    /// A commune or ward, of whose name there are many.
    var isCommune: Bool
    /// A part of a commune, which has no authorities of its own.
    var isBelowCommune: Bool
  }

  /// Takes a word or phrase for a level.
  mutating func add(_ phrase: String, isCommune: Bool) {
    let key = Folding.keyPreservingDiacritics(phrase)
    for (table, key) in [(\Self.kinds, key), (\Self.folded, Folding.fold(key))] {
      var kind = self[keyPath: table][key] ?? Kind()
      if isCommune { kind.isCommune = true } else { kind.isLevel = true }
      self[keyPath: table][key] = kind
    }
  }

  /// The levels that stand in a name, from left to right; the longest at a place.
  func found(in parts: [OrganisationForms.Part]) -> [Found] {
    let isTyped = !parts.contains { Folding.hasDiacritics($0.text) }
    let table = isTyped ? folded : kinds
    let hashes = parts.map(\.hash)
    var found: [Found] = []
    var index = 0
    while index < parts.count {
      if let (_, count) = wholes.longest(at: index, in: hashes) {
        index += count
        continue
      }
      var taken = 1
      for count in [2, 1] where index + count <= parts.count {
        guard let kind = table[parts[index..<index + count].map(\.text).joined(separator: " ")] else {
          continue
        }
        found.append(
          Found(
            words: index..<index + count, isCommune: kind.isCommune,
            isBelowCommune: kind.isCommune && !kind.isLevel))
        taken = count
        break
      }
      index += taken
    }
    return found
  }
}
