/// Somebody or something that the article talks of, with all that names it. A class, for the stage that resolves
/// mentions looks at hundreds of them for each and must not copy their lists.
final class Entity {
  var kind: SpeakerKind
  /// The fullest name, as tokens; for the unnamed, the noun phrase.
  var nameLo: Int32
  var nameHi: Int32
  /// The hashes of the name's words.
  var key: [UInt64]
  var gender: Gender = .unknown
  /// The gender that the name suggests, where nothing in the text tells it.
  var likelyGender: Gender = .unknown
  /// Honorifics that the article used for it, as hashes.
  var honorifics: [UInt64] = []
  /// Titles as lists of word hashes.
  var titles: [[UInt64]] = []
  /// The same titles as token ranges, for the reader.
  var titleRanges: [Range<Int32>] = []
  /// The words of its noun without what counts or points at it, for somebody who is not named.
  var head: [UInt64] = []
  /// Its mentions in the order of the text, as indices.
  var mentions: [Int32] = []
  /// Whether the name's words have the form of Vietnamese syllables.
  var isSyllabic = false
  /// Whether the family name is one by which Chinese or Korean names shorten.
  var shortensByFamily = false
  /// Whether it is a newspaper, an agency or a station.
  var isMedium = false
  /// Whether the text itself shows that it is a person: an honorific or a title, a Vietnamese full name, a cue.
  var isSurelyPerson = false
  /// Whether a common noun of things stands before the name (lễ hội Sominsai).
  var isThing = false
  /// Where it was mentioned last, as a sentence, and whether as its subject.
  var lastSentence: Int32 = -1
  /// The sentence that brought it in, or -1 before that.
  var firstSentence: Int32 = -1
  var lastWasSubject = false
  /// Whether it was mentioned last within a longer phrase (cấp dưới của ông X) or inside somebody's words.
  var lastWasOblique = false
  var lastWasQuoted = false
  /// The kinds of its titles, a bit each, by `LexiconKinds.titles`.
  var titleClasses: UInt32 = 0
  /// How often it has spoken so far.
  var speeches = 0

  init(kind: SpeakerKind, nameLo: Int32, nameHi: Int32, key: [UInt64]) {
    self.kind = kind
    self.nameLo = nameLo
    self.nameHi = nameHi
    self.key = key
  }
}

/// How a mention was tied to its entity: one line of the evidence.
enum MentionLink {
  case fullName
  case givenName
  case familyName
  case partOfName
  case sameWords
  case acronym
  case title
  case apposition
  case pronoun(gender: Gender)
  case demonstrative
  case none
}
