/// The features by which a pronoun, a title or a common noun is tied to somebody.
struct MentionFeatures: Sendable {
  let space: FeatureSpace
  let pair: FeatureGrid
  let distance: FeatureGrid
  let rank: FeatureGrid
  let salience: FeatureGrid
  let isOblique: FeatureFamily
  let isQuoted: FeatureFamily
  let isTopic: FeatureFamily
  let headFit: FeatureGrid
  let isSubject: FeatureFamily
  let isSubjectHere: FeatureFamily
  let isLastSpeaker: FeatureFamily
  let hasSpoken: FeatureFamily
  let isMain: FeatureFamily
  let isNamedInWords: FeatureFamily
  let isNamedNext: FeatureFamily
  let isInHeadline: FeatureFamily
  let mentions: FeatureSteps
  let gender: FeatureFamily
  let honorific: FeatureFamily
  let titleFit: FeatureGrid
  let sharedWords: FeatureFamily
  let houseHead: FeatureGrid
  let namedHouse: FeatureFamily
  let hasTitles: FeatureFamily
  let titleClass: FeatureGrid
  let prefixed: FeatureFamily
  let age: FeatureFamily
  let sameWords: FeatureFamily
  let sameHead: FeatureFamily
  let startsSame: FeatureFamily
  let within: FeatureFamily
  let length: FeatureGrid
  let isIndefinite: FeatureFamily
  let isExtended: FeatureFamily
  let personByClass: FeatureFamily
  let later: FeatureFamily
  let isIntroduced: FeatureFamily
  let isLatestFit: FeatureFamily
  let paragraphs: FeatureGrid
  let isNew: FeatureGrid
  let isCalledSo: FeatureFamily
  let itselfAnswered: FeatureFamily
  let itself: FeatureFamily
  let itselfLength: FeatureGrid
  let itselfIndefinite: FeatureFamily
  let itselfExtended: FeatureFamily
  let itselfAge: FeatureFamily
  let itselfClass: FeatureFamily
  let itselfPrefixed: FeatureFamily
  let itselfFirst: FeatureFamily
  let itselfDetermined: FeatureFamily
  let itselfCapital: FeatureFamily
  let itselfEarly: FeatureFamily

  /// The forms of mentions without names.
  private static let forms = [
    "pronoun", "plural-pronoun", "pronoun-phrase", "title", "this-title", "noun", "this-noun", "plural-noun",
    "house", "bare-house", "this-house", "medium", "document",
  ]
  /// The forms in three groups, for features that are too rare for each form.
  private static let groups = ["any-pronoun", "any-noun", "any-house"]
  private static let kinds = [
    "person", "perhaps-person", "thing", "organisation", "medium", "group", "unnamed",
  ]
  private static let distances = ["0", "1", "2", "3", "4-5", "6-9", "10+", "later"]
  private static let counts = ["0", "1", "2", "3", "4", "5+"]

  /// The place of a distance in sentences among the steps.
  func step(_ distance: Int) -> Int {
    switch distance {
    case ..<4: max(0, distance)
    case 4...5: 4
    case 6...9: 5
    case 99: 7
    default: 6
    }
  }

  init() {
    var space = FeatureSpace()
    func byForm(_ name: String) -> FeatureFamily { space.family(name + ", mention", Self.forms) }
    pair = space.grid("mention", Self.forms, "of", Self.kinds)
    distance = space.grid("mention", Self.forms, "sentences-back", Self.distances)
    rank = space.grid("mention", Self.forms, "others-since", ["0", "1", "2", "3", "4+"])
    salience = space.grid(
      "mention", Self.groups, "was",
      ["0", "1", "2", "3+"].map { "subject, \($0)" } + ["0", "1", "2", "3+"].map { "other, \($0)" })
    isOblique = space.family("was-within-a-phrase, mention", Self.groups)
    isQuoted = space.family("was-inside-quoted-words, mention", Self.groups)
    isTopic = space.family("first-subject-of-the-paragraph, mention", Self.groups)
    headFit = space.grid("mention", Self.groups, "noun-fit", ["none", "most", "words", "beginning", "same"])
    isSubject = byForm("was-subject")
    isSubjectHere = byForm("subject-of-this-sentence")
    isLastSpeaker = byForm("spoke-last")
    hasSpoken = byForm("has-spoken")
    isMain = byForm("named-most")
    isNamedInWords = byForm("named-in-what-is-said")
    isNamedNext = byForm("named-further-on-in-the-sentence")
    isInHeadline = byForm("named-in-the-headline")
    mentions = space.steps("times-named", [2, 3, 5, 8, 12])
    gender = space.family("gender", ["same", "name-suggests", "name-suggests-other", "unknown"])
    honorific = space.family("honorific", ["used-before", "none-before", "another-before"])
    titleFit = space.grid("mention", Self.forms, "title-fit", ["none", "most", "words", "beginning", "same"])
    sharedWords = space.family("words-shared-with-title", ["0", "1", "2", "3", "4+"])
    houseHead = space.grid("mention", Self.forms, "head-of-its-name", ["same", "other"])
    namedHouse = byForm("name-longer-than-head")
    hasTitles = byForm("bears-a-title")
    titleClass = space.grid("title", TitleKind.names, "class", ["same", "other", "none"])
    prefixed = byForm("with-vi-or-its-like")
    age = byForm("age-given")
    sameWords = byForm("same-words")
    sameHead = byForm("same-head")
    startsSame = byForm("beginning-of-its-name")
    within = byForm("words-within-its-name")
    length = space.grid("mention", Self.forms, "words", Self.counts)
    isIndefinite = byForm("indefinite")
    isExtended = byForm("longer-phrase")
    personByClass = space.family("somebody-of-class", TitleKind.names)
    later = byForm("named-later-only")
    isIntroduced = byForm("introduced-at-greater-length")
    isLatestFit = byForm("latest-of-such-words")
    paragraphs = space.grid("mention", Self.groups, "paragraphs-back", ["0", "1", "2", "3+"])
    isNew = space.grid(
      "mention", Self.forms, "brought-in", ["here", "one-sentence-back", "two-sentences-back", "earlier"])
    isCalledSo = byForm("called-so-last")
    itselfAnswered = byForm("itself-introduced-by-another")
    itself = byForm("itself")
    itselfLength = space.grid("itself, mention", Self.forms, "words", Self.counts)
    itselfIndefinite = byForm("itself-indefinite")
    itselfExtended = byForm("itself-longer-phrase")
    itselfAge = byForm("itself-age-given")
    itselfClass = space.family("itself-class", TitleKind.names)
    itselfPrefixed = byForm("itself-with-vi-or-its-like")
    itselfFirst = byForm("itself-nobody-else")
    itselfDetermined = byForm("itself-determined")
    itselfCapital = byForm("itself-ends-in-capital")
    itselfEarly = byForm("itself-at-the-beginning")
    self.space = space
  }
}

/// A decision on a mention, in the engine's own terms.
struct MentionDecision {
  /// The candidates as entities; -1 is the mention itself, somebody not named.
  var entities: [Int32]
  /// Their features.
  var features: [[Int32]]
}
