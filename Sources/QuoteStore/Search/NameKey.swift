import VietnameseText

/// The two forms under which a name is stored and looked up.
struct NameKey: Hashable, Sendable {
  /// Lower case with diacritics, tone marks in one style, spaces single.
  var key: String
  /// The same without diacritics.
  var folded: String

  /// Takes the keys of a name that are known.
  init(key: String, folded: String) {
    self.key = key
    self.folded = folded
  }

  /// Makes the keys of a name.
  init(_ name: String) {
    key = Folding.keyPreservingDiacritics(name)
    folded = Folding.fold(key)
  }
}

/// A name as a user typed it: diacritics count only when there are any.
struct TypedName: Sendable {
  /// The keys of what was typed.
  var keys: NameKey
  /// Whether diacritics were typed.
  var hasDiacritics: Bool

  /// Takes a name as typed.
  init(_ typed: String) {
    keys = NameKey(typed)
    hasDiacritics = Folding.hasDiacritics(typed)
  }

  /// Whether a name with `key`, whose folded form is that of what was typed, is meant.
  func accepts(key: String) -> Bool { !hasDiacritics || key == keys.key }

  /// Whether a name is meant.
  func accepts(_ name: NameKey) -> Bool { name.folded == keys.folded && accepts(key: name.key) }
}
