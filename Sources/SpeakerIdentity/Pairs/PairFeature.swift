/// What two profiles of one name have in common, or what parts them. Each has a weight in the file of weights.
public enum PairFeature: String, Sendable, CaseIterable {
  /// Always there.
  case bias
  /// Words of roles that both have, by how rare they are.
  case roleShared = "role-shared"
  /// The share of the smaller one's words of roles that both have.
  case roleOverlap = "role-overlap"
  /// One of them has no role.
  case roleMissing = "role-missing"
  /// The same main class.
  case classSame = "class-same"
  /// Classes of which none is the same.
  case classConflict = "class-conflict"
  /// One is suspected or accused, the other is not.
  case suspectConflict = "suspect-conflict"
  /// A province near both names.
  case nearPlaceSame = "near-place-same"
  /// Provinces near both names, but others.
  case nearPlaceConflict = "near-place-conflict"
  /// A province in both articles that is not one of the great cities.
  case placeSame = "place-same"
  /// Provinces in both articles, but others.
  case placeConflict = "place-conflict"
  /// A commune, ward or district near both names.
  case localitySame = "locality-same"
  /// Communes, wards or districts near both names, but others.
  case localityConflict = "locality-conflict"
  /// Another full name that both articles have.
  case nameShared = "name-shared"
  /// Two such names or more.
  case namesShared = "names-shared"
  /// How much the articles' matter has in common, 0 to 1.
  case topic
  /// The matter has something in common.
  case topicSome = "topic-some"
  /// The matter has much in common.
  case topicMuch = "topic-much"
  /// Born in the same year, as far as ages tell.
  case bornSame = "born-same"
  /// Born in other years.
  case bornConflict = "born-conflict"
  /// A man and a woman.
  case genderConflict = "gender-conflict"
  /// The same gender.
  case genderSame = "gender-same"
  /// How common the name is.
  case nameCommon = "name-common"
  /// A full name that so few bear that two bearers in the papers are hardly to be expected.
  case nameRare = "name-rare"
  /// The name has two words.
  case nameShort = "name-short"
  /// The name is one word.
  case nameSingle = "name-single"
  /// A name not in Vietnamese syllables.
  case nameForeign = "name-foreign"
  /// The names differ in diacritics.
  case spellingDiffers = "spelling-differs"
  /// One of the names is cut to a letter.
  case nameCut = "name-cut"
  /// The same entry of the authority file.
  case authoritySame = "authority-same"
  /// One is the authority's, the other's words do not say so.
  case authorityOne = "authority-one"
  /// Neither article tells anything of the bearer: the name alone speaks.
  case nothingKnown = "nothing-known"
  /// The articles are of times that lie ten years apart or more.
  case yearsApart = "years-apart"

  /// The feature in words for people.
  public var summary: String {
    switch self {
    case .bias: "the same name"
    case .roleShared, .roleOverlap: "words of their roles are the same"
    case .roleMissing: "one has no role"
    case .classSame: "roles of one class"
    case .classConflict: "roles of other classes"
    case .suspectConflict: "one is suspected or accused, the other is not"
    case .nearPlaceSame: "the same province beside the name"
    case .nearPlaceConflict: "other provinces beside the name"
    case .placeSame: "articles about the same province"
    case .placeConflict: "articles about other provinces"
    case .localitySame: "the same commune, ward or district beside the name"
    case .localityConflict: "other communes, wards or districts beside the name"
    case .nameShared, .namesShared: "the same people beside them"
    case .topic, .topicSome, .topicMuch: "articles about the same matter"
    case .bornSame: "born in the same year"
    case .bornConflict: "born in other years"
    case .genderConflict: "a man and a woman"
    case .genderSame: "the same gender"
    case .nameCommon: "how common the name is"
    case .nameRare: "a rare name"
    case .nameShort: "a name of two words"
    case .nameSingle: "a name of one word"
    case .nameForeign: "a foreign name"
    case .spellingDiffers: "spelled otherwise"
    case .nameCut: "a name cut to a letter"
    case .authoritySame: "the same person of the authority file"
    case .authorityOne: "the authority file knows one of them only"
    case .nothingKnown: "nothing but the name is known"
    case .yearsApart: "articles ten years apart or more"
    }
  }

  /// Its place among all.
  var index: Int { Self.indices[self]! }

  private static let indices = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}
