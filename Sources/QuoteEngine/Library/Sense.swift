/// What a phrase of the lexicons can be in a sentence.
enum Category: UInt8, Sendable, CaseIterable {
  case cue, notCue, source, theoStop, theoGo, preverbal, link
  case title, honorific, organisation, medium, acronym, group, determiner, place
  case work, label, connective, document, time, area, kin, word, opener
  case doubleName

  /// A bit for each of some categories, as in `ArticleText.hitMask`.
  static func mask(_ categories: [Category]) -> UInt32 {
    categories.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }
}

/// The class of a reporting cue, which a checker sorts by.
public enum CueClass: String, Sendable, CaseIterable {
  case neutral, assert, deny, admit, promise, opine, warn, estimate, announce, explain, accuse
  case criticise, praise, ask, answer, order, write, cite, think, feel, narrate, describe
}

/// Where a cue may stand: before the words it reports, after them, or on either side.
public enum CueDirection: String, Sendable, CaseIterable {
  case before, after, both
}

/// What a cue reports: quotes and claims, claims only with rằng, là or a colon, or quotes only.
public enum CueTakes: String, Sendable, CaseIterable {
  case both, linked, quote
}

/// The gender that a word gives a person.
enum Gender: UInt8, Sendable {
  case unknown, male, female
}

/// One meaning of a phrase: its category and what the lexicon says of it.
struct Sense: Sendable {
  var category: Category
  /// The raw value of the lexicon's own kind (`CueClass` by its place, `TitleKind` …); ask `titleKind` and the like.
  var kind: UInt8 = 0
  /// Cue: direction. Honorific: use.
  var detail: UInt8 = 0
  /// Cue: takes. Honorific and group: 1 for plural.
  var extra: UInt8 = 0
  var gender: Gender = .unknown
  /// The number of the lexicon entry, for explanations and lint.
  var entry: Int32 = 0
}

extension Sense {
  // `allCases` makes a new array at each call.
  private static let cueClasses = CueClass.allCases
  private static let cueDirections = CueDirection.allCases
  private static let allCueTakes = CueTakes.allCases

  /// The class of a cue.
  var cueClass: CueClass { Self.cueClasses[Int(kind)] }
  /// Where a cue may stand.
  var cueDirection: CueDirection { Self.cueDirections[Int(detail)] }
  /// What a cue reports.
  var cueTakes: CueTakes { Self.allCueTakes[Int(extra)] }
}
