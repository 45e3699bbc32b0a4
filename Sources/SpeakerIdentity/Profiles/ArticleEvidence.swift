/// What an article tells of the people in it: its places, names, matter and time.
public struct ArticleEvidence: Sendable, Hashable {
  /// The provinces that it names, a bit each.
  var provinces: UInt64 = 0
  /// The province that it is about, where one stands out.
  var mainProvince: UInt8?
  /// The great city that it names most, where it names one.
  var mainCity: UInt8?
  /// Whether the day of publication is known, and not told by the dates in the text.
  var isPublished = false
  /// The full names in it, as numbers in order.
  var names: [UInt32] = []
  /// The places below provinces, as numbers in order.
  var localities: [UInt32] = []
  /// The pairs of syllables that tell its matter, in the order of their numbers.
  var topics: [WeightedNumber] = []
  /// When it was published, as far as it is known or its dates tell.
  public internal(set) var days: DayRange?

  /// Makes evidence of nothing.
  public init() {}
}

/// A number with a weight in 1/8.
struct WeightedNumber: Sendable, Hashable {
  var number: UInt32
  var eighths: UInt8

  var weight: Double { Double(eighths) / 8 }

  init(number: UInt32, eighths: UInt8) {
    self.number = number
    self.eighths = eighths
  }

  init(number: UInt32, weight: Double) {
    self.number = number
    eighths = UInt8(max(1, min(255, (weight * 8).rounded())))
  }
}

/// A speaker of an article as identity is decided by; what it says of its article is in `article`.
public struct IdentityProfile: Sendable, Hashable {
  /// What sort of speaker it is.
  public enum Kind: String, Sendable {
    case person, organisation, group, unnamed
  }

  /// The key of the article.
  public var articleKey: String
  /// The name as the article has it.
  public var name: String
  /// What sort of speaker it is.
  public var kind: Kind
  /// What its article tells.
  public var article: ArticleEvidence
  /// What the article tells of the speaker.
  public var own: OwnEvidence

  /// Makes a profile.
  public init(
    articleKey: String, name: String, kind: Kind, article: ArticleEvidence, own: OwnEvidence
  ) {
    self.articleKey = articleKey
    self.name = name
    self.kind = kind
    self.article = article
    self.own = own
  }
}

/// What an article tells of one speaker.
public struct OwnEvidence: Sendable, Hashable {
  /// The words of roles and of what stands beside the name, in the order of their numbers.
  var roles: [WeightedNumber] = []
  /// The classes that roles point to, a bit each.
  var classes: UInt16 = 0
  /// The class of the main role.
  public internal(set) var mainClass: RoleClass?
  /// The gender, where the words tell it.
  public internal(set) var gender: ProfileGender?
  /// The year of birth, exact or from an age.
  public internal(set) var born: Int?
  /// The provinces near the name, a bit each.
  var provinces: UInt64 = 0
  /// The places below provinces near the name.
  var localities: [UInt32] = []
  /// The authority's entry that the words point to, where name and words agree.
  public internal(set) var authority: Int?
  /// Whether name or office leave no doubt about it.
  public internal(set) var isSurelyAuthority = false

  /// Makes evidence of nothing.
  public init() {}
}

extension ArticleEvidence {
  /// The evidence as bytes, which `init(data:)` reads.
  public var data: [UInt8] {
    var out = ByteWriter()
    out.add(provinces)
    out.add(byte: mainProvince.map { $0 + 1 } ?? 0)
    out.add(byte: mainCity.map { $0 + 1 } ?? 0)
    out.add(byte: isPublished ? 1 : 0)
    out.add(UInt32(bitPattern: days?.first ?? 0))
    out.add(UInt32(bitPattern: days?.last ?? 0))
    out.add(names)
    out.add(localities)
    out.add(topics)
    return out.bytes
  }

  /// Reads bytes; `nil` when they are none of this version.
  public init?(data: [UInt8]) {
    var reader = ByteReader(data)
    guard let provinces = reader.long(), let main = reader.byte(), let city = reader.byte(),
      let published = reader.byte(), let first = reader.number(),
      let last = reader.number(), let names = reader.numbers(), let localities = reader.numbers(),
      let topics = reader.weighted()
    else { return nil }
    self.provinces = provinces
    mainProvince = main == 0 ? nil : main - 1
    mainCity = city == 0 ? nil : city - 1
    isPublished = published != 0
    days = first == 0 ? nil : DayRange(first: Int32(bitPattern: first), last: Int32(bitPattern: last))
    self.names = names
    self.localities = localities
    self.topics = topics
  }
}

extension OwnEvidence {
  /// The evidence as bytes, which `init(data:)` reads. What the authority says is not kept: it may change.
  public var data: [UInt8] {
    var out = ByteWriter()
    out.add(byte: UInt8(classes & 0xFF))
    out.add(byte: UInt8(classes >> 8))
    out.add(byte: mainClass.map { UInt8(RoleClass.allCases.firstIndex(of: $0)!) + 1 } ?? 0)
    out.add(byte: gender.map { $0 == .male ? 1 : 2 } ?? 0)
    out.add(UInt32(born ?? 0))
    out.add(provinces)
    out.add(localities)
    out.add(roles)
    return out.bytes
  }

  /// Reads bytes; `nil` when they are none of this version.
  public init?(data: [UInt8]) {
    var reader = ByteReader(data)
    guard let low = reader.byte(), let high = reader.byte(), let main = reader.byte(),
      let gender = reader.byte(), let born = reader.number(), let provinces = reader.long(),
      let localities = reader.numbers(), let roles = reader.weighted(),
      Int(main) <= RoleClass.allCases.count
    else { return nil }
    classes = UInt16(low) | UInt16(high) << 8
    mainClass = main == 0 ? nil : RoleClass.allCases[Int(main) - 1]
    self.gender = gender == 0 ? nil : gender == 1 ? .male : .female
    self.born = born == 0 ? nil : Int(born)
    self.provinces = provinces
    self.localities = localities
    self.roles = roles
  }
}

/// Writes numbers as bytes, the low ones first.
private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func add(byte: UInt8) { bytes.append(byte) }

  mutating func add(_ number: UInt32) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ numbers: [UInt32]) {
    add(byte: UInt8(min(numbers.count, 255)))
    for number in numbers.prefix(255) { add(number) }
  }

  mutating func add(_ numbers: [WeightedNumber]) {
    add(byte: UInt8(min(numbers.count, 255)))
    for number in numbers.prefix(255) {
      add(number.number)
      add(byte: number.eighths)
    }
  }
}

private struct ByteReader {
  let bytes: [UInt8]
  var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func byte() -> UInt8? {
    guard at < bytes.count else { return nil }
    defer { at += 1 }
    return bytes[at]
  }

  mutating func number() -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    defer { at += 4 }
    return bytes.withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: UInt32.self))
    }
  }

  mutating func long() -> UInt64? {
    guard at + 8 <= bytes.count else { return nil }
    defer { at += 8 }
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    }
  }

  mutating func numbers() -> [UInt32]? {
    guard let count = byte(), at + 4 * Int(count) <= bytes.count else { return nil }
    return (0..<count).map { _ in number()! }
  }

  mutating func weighted() -> [WeightedNumber]? {
    guard let count = byte(), at + 5 * Int(count) <= bytes.count else { return nil }
    return (0..<count).map { _ in
      let number = number()!
      return WeightedNumber(number: number, eighths: byte()!)
    }
  }
}
