/// The kinds that lexicons give their entries. A sense keeps the number of its kind; the name in the files is the case's.
protocol LexiconKind: RawRepresentable<UInt8>, CaseIterable, Sendable {}

extension LexiconKind {
  /// The names as the files write them.
  static var names: [String] { allCases.map { $0.name } }

  /// The name as the files write it.
  var name: String { "\(self)" }
}

/// What a title is.
enum TitleKind: UInt8, LexiconKind {
  case office, rank, academic, profession, role, religious, royal, sport, arts, suspect
}

/// How a word of address may stand: before a name only, alone only, either, or as a plain noun.
enum HonorificUse: UInt8, LexiconKind {
  case honorific, pronoun, both, noun
}

/// Whether one is meant or several.
enum GrammaticalNumber: UInt8, LexiconKind {
  case sg, pl
}

/// What a house's head makes it.
enum OrganisationKind: UInt8, LexiconKind {
  case state, police, court, party, company, bank, medium, school, hospital, club, international, other

  /// Whether it belongs to the state: an authority, the police, a court, a party.
  var isState: Bool { rawValue <= OrganisationKind.party.rawValue }
}

/// What an opener of an attribution without a verb leads to.
enum SourceKind: UInt8, LexiconKind {
  case according, document, via
}

/// Whether a document stands for its issuer or tells what an examination found.
enum DocumentKind: UInt8, LexiconKind {
  case paper, finding
}

/// What a word before a verb does to it.
enum PreverbalKind: UInt8, LexiconKind {
  case adverb, manner, time, negation, passive
}

/// What a common word can be in a clause.
enum WordClass: UInt8, LexiconKind {
  case verb, noun, other
}

/// What a word between a cue and its content is.
enum LinkKind: UInt8, LexiconKind {
  case complementiser, adverb, deed
}

/// What a word before a common noun makes of it.
enum DeterminerKind: UInt8, LexiconKind {
  case plural, singular, side
}

/// What a place is.
enum PlaceKind: UInt8, LexiconKind {
  case country, capital, city, province, region, continent, water, sea, river, short, state, district,
    mountain
  case island, other

  /// Whether it is a country, by its full or its short name.
  var isState: Bool { self == .country || self == .short }
}

/// How a link joins.
enum ConnectiveKind: UInt8, LexiconKind {
  case coordinator, discourse, subordinator, preposition, possessive, relative, demonstrative
}

/// Why words with a cue in them report nothing.
enum NotCueReason: UInt8, LexiconKind {
  case noun, other, deed, passive, unreal, idiom, deictic, topic, event, theo
}

/// Whether a paper's name needs a head before it to be one (báo X, tờ X).
enum MediumUse: UInt8, LexiconKind {
  case free, headed
}

extension Sense {
  /// What a title is.
  var titleKind: TitleKind { TitleKind(rawValue: kind) ?? .role }
  /// How a word of address may stand.
  var honorificUse: HonorificUse { HonorificUse(rawValue: detail) ?? .both }
  /// Whether an honorific means several people.
  var isPlural: Bool { extra == GrammaticalNumber.pl.rawValue }
  /// What a house's head makes it.
  var organisationKind: OrganisationKind { OrganisationKind(rawValue: kind) ?? .other }
  /// What an opener of an attribution leads to.
  var sourceKind: SourceKind { SourceKind(rawValue: kind) ?? .according }
  /// What a document is.
  var documentKind: DocumentKind { DocumentKind(rawValue: kind) ?? .paper }
  /// What a word before a verb does.
  var preverbalKind: PreverbalKind { PreverbalKind(rawValue: kind) ?? .adverb }
  /// What a common word can be.
  var wordClass: WordClass { WordClass(rawValue: kind) ?? .other }
  /// What a word between a cue and its content is.
  var linkKind: LinkKind { LinkKind(rawValue: kind) ?? .adverb }
  /// What a word before a common noun makes of it.
  var determinerKind: DeterminerKind { DeterminerKind(rawValue: kind) ?? .plural }
  /// What a place is.
  var placeKind: PlaceKind { PlaceKind(rawValue: kind) ?? .other }
  /// How a link joins.
  var connectiveKind: ConnectiveKind { ConnectiveKind(rawValue: kind) ?? .preposition }
  /// Why words with a cue in them report nothing.
  var notCueReason: NotCueReason { NotCueReason(rawValue: kind) ?? .other }
  /// Whether a paper's name needs a head before it.
  var mediumUse: MediumUse { MediumUse(rawValue: kind) ?? .free }
}
