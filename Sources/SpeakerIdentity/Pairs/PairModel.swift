/// How likely it is that two profiles of one name are one person.
public struct PairModel: Sendable {
  let library: IdentityLibrary
  let weights: PairWeights
  private let greatCities: UInt64

  /// Makes the model of a library.
  public init(_ library: IdentityLibrary) {
    self.library = library
    weights = library.weights
    greatCities = library.greatCities
  }

  /// With other weights.
  public init(_ library: IdentityLibrary, weights: PairWeights) {
    self.library = library
    self.weights = weights
    greatCities = library.greatCities
  }

  /// The probabilities between which a reviewer is asked.
  public var doubtfulFrom: Double { weights.doubtful.lowerBound }
  /// The probability up to which a reviewer is asked.
  public var doubtfulTo: Double { weights.doubtful.upperBound }

  /// A profile with what every comparison needs of it.
  struct Side: Sendable {
    var profile: IdentityProfile
    var name: PersonName
    var roleWeight: Double
    var commonness: Double
    var isForeign: Bool
    var authority: Int?
    var hash: UInt32
  }

  func side(_ profile: IdentityProfile) -> Side {
    let name = PersonName(profile.name)
    return Side(
      profile: profile, name: name, roleWeight: profile.own.roles.reduce(0) { $0 + $1.weight },
      commonness: library.nameParts.commonness(name),
      isForeign: !name.words.allSatisfy { SyllableShapes.isSyllable($0) }, authority: profile.own.authority,
      hash: WordHash.of(row: WordReader.hashes(profile.name)))
  }

  /// The values of all features, by their places.
  func values(_ a: Side, _ b: Side) -> [Double] {
    var values = [Double](repeating: 0, count: PairFeature.allCases.count)
    func set(_ feature: PairFeature, _ value: Double) { values[feature.index] = value }
    let (x, y) = (a.profile.own, b.profile.own)
    let (s, t) = (a.profile.article, b.profile.article)
    set(.bias, 1)
    if a.roleWeight > 0, b.roleWeight > 0 {
      let shared = Self.shared(x.roles, y.roles) { first, _ in first.weight }
      set(.roleShared, min(2, shared / 12))
      set(.roleOverlap, min(1, shared / max(4, min(a.roleWeight, b.roleWeight))))
    } else {
      set(.roleMissing, 1)
    }
    if x.classes != 0, y.classes != 0 {
      if x.classes & y.classes == 0 { set(.classConflict, 1) }
      if x.mainClass == y.mainClass { set(.classSame, 1) }
      let suspect = RoleClass.suspect.bit
      if (x.classes & suspect == 0) != (y.classes & suspect == 0) { set(.suspectConflict, 1) }
    }
    if x.provinces != 0, y.provinces != 0 {
      set(x.provinces & y.provinces != 0 ? .nearPlaceSame : .nearPlaceConflict, 1)
    }
    if s.provinces != 0, t.provinces != 0 {
      let both = s.provinces & t.provinces
      if both == 0 { set(.placeConflict, 1) }
      if both & ~greatCities != 0 { set(.placeSame, 1) }
    }
    if !x.localities.isEmpty, !y.localities.isEmpty {
      set(Self.count(x.localities, y.localities, upTo: 1) > 0 ? .localitySame : .localityConflict, 1)
    }
    let names = Self.count(s.names, t.names, except: a.hash, upTo: 2)
    if names > 0 { set(.nameShared, 1) }
    if names > 1 { set(.namesShared, 1) }
    let topic = Self.shared(s.topics, t.topics) { Double($0.eighths) * Double($1.eighths) / (255 * 255) }
    set(.topic, min(1, topic * 2))
    if topic > 0.04 { set(.topicSome, 1) }
    if topic > 0.12 { set(.topicMuch, 1) }
    if let first = x.born, let second = y.born {
      if abs(first - second) <= 1 { set(.bornSame, 1) }
      if abs(first - second) > 2 { set(.bornConflict, 1) }
    }
    if let first = x.gender, let second = y.gender { set(first == second ? .genderSame : .genderConflict, 1) }
    set(.nameCommon, max(a.commonness, b.commonness))
    let words = min(a.name.words.count, b.name.words.count)
    if words > 2 { set(.nameRare, max(0, min(2, 2 - max(a.commonness, b.commonness)))) }
    if words == 2 { set(.nameShort, 1) }
    if words == 1 { set(.nameSingle, 1) }
    if a.isForeign || b.isForeign { set(.nameForeign, 1) }
    if a.name != b.name, !a.name.isSpelledLike(b.name) {
      // Hùng and Hưng are two names sooner than one with a slip.
      set(.spellingDiffers, library.nameParts.areOfTwoGivenNames(a.name, b.name) ? 2 : 1)
    }
    if a.name.shape == .abbreviated || b.name.shape == .abbreviated { set(.nameCut, 1) }
    if let first = a.authority, first == b.authority { set(.authoritySame, 1) }
    if (a.authority == nil) != (b.authority == nil) { set(.authorityOne, 1) }
    let isBare =
      x.roles.isEmpty && y.roles.isEmpty && x.classes | y.classes == 0 && s.provinces | t.provinces == 0
    if isBare { set(.nothingKnown, 1) }
    if let first = s.days, let second = t.days,
      max(first.first - second.last, second.first - first.last) > 100_000
    {
      set(.yearsApart, 1)
    }
    return values
  }

  func probability(_ values: [Double]) -> Double {
    var sum = 0.0
    for index in values.indices { sum += values[index] * weights.values[index] }
    return Logarithm.sigmoid(sum)
  }

  /// How likely it is that both are one person, 0 to 1.
  public func probability(_ a: IdentityProfile, _ b: IdentityProfile) -> Double {
    probability(values(side(a), side(b)))
  }

  /// What joins two profiles and what parts them, the weightiest first.
  public func evidence(_ a: IdentityProfile, _ b: IdentityProfile) -> [PairEvidence] {
    let values = values(side(a), side(b))
    return PairFeature.allCases.compactMap { feature in
      let weight = values[feature.index] * weights[feature]
      guard feature != .bias, abs(weight) >= 0.05 else { return nil }
      return PairEvidence(feature: feature, weight: weight)
    }.sorted { (abs($1.weight), $0.feature.rawValue) < (abs($0.weight), $1.feature.rawValue) }
  }

  /// The sum over the numbers that two lists in order share.
  @inline(__always)
  private static func shared(
    _ a: [WeightedNumber], _ b: [WeightedNumber], _ product: (WeightedNumber, WeightedNumber) -> Double
  ) -> Double {
    var (i, j, sum) = (0, 0, 0.0)
    while i < a.count, j < b.count {
      if a[i].number == b[j].number {
        sum += product(a[i], b[j])
        i += 1
        j += 1
      } else if a[i].number < b[j].number {
        i += 1
      } else {
        j += 1
      }
    }
    return sum
  }

  private static func count(_ a: [UInt32], _ b: [UInt32], except own: UInt32 = 0, upTo most: Int) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < a.count, j < b.count, count < most {
      if a[i] == b[j] {
        if a[i] != own { count += 1 }
        i += 1
        j += 1
      } else if a[i] < b[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return count
  }
}

/// One of the reasons for or against.
public struct PairEvidence: Sendable, Hashable {
  /// What it is.
  public var feature: PairFeature
  /// How much it weighs: above zero it joins.
  public var weight: Double
}

extension IdentityLibrary {
  /// The cities that articles name whatever they are about, a bit each.
  var greatCities: UInt64 {
    var bits: UInt64 = 0
    for (index, province) in organisations.provinces.list.enumerated() where province.isCityItself {
      bits |= 1 << UInt64(index)
    }
    return bits
  }
}
