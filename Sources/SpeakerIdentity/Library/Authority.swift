/// A person or body that the authority files name.
public struct AuthorityEntry: Sendable, Hashable {
  /// What it is.
  public enum Kind: String, Sendable {
    case person, organisation
  }

  /// The name that lists show.
  public var name: String
  /// Person or organisation.
  public var kind: Kind
  /// Other names.
  public var names: [String]
  /// The class of a person.
  public var roleClass: RoleClass?
  /// The gender of a person.
  public var gender: ProfileGender?
  /// The year of birth.
  public var born: Int?
  /// The Wikidata id, such as `Q615`.
  public var wikidata: String?
  /// Where it stands.
  var file: String
  var line: Int
  /// Whether others bear the name too.
  var isShared: Bool

  /// The address that tells it from others (`sameAs`), where one is known.
  public var sameAs: String? { wikidata.map { "http://www.wikidata.org/entity/" + $0 } }
}

/// A term of an office.
public struct AuthorityOffice: Sendable, Hashable {
  /// Who held it, as an index of `Authority.entries`.
  var holder: Int
  /// The office in its wordings.
  public var wordings: [String]
  /// The days from and until which it was held, both inclusive, as yyyymmdd.
  public var days: DayRange
  /// Whether it was still held at the last day.
  public var isOpen: Bool
  var line: Int
}

/// A row of days, both ends inclusive, as numbers yyyymmdd; a month or day that is not known is widened to all.
public struct DayRange: Sendable, Hashable {
  /// The first day.
  public var first: Int32
  /// The last day.
  public var last: Int32

  /// Makes a range.
  public init(first: Int32, last: Int32) {
    self.first = first
    self.last = last
  }

  /// Reads `2017-10-26`, `2017-10` or `2017`; `nil` when it is none.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].count == 4, let year = Int32(parts[0]), year > 1000 else {
      return nil
    }
    var first = year * 10_000 + 101
    var last = year * 10_000 + 1231
    if parts.count > 1 {
      guard parts[1].count == 2, let month = Int32(parts[1]), (1...12).contains(month) else { return nil }
      first = year * 10_000 + month * 100 + 1
      last = year * 10_000 + month * 100 + 31
      if parts.count > 2 {
        guard parts[2].count == 2, let day = Int32(parts[2]), (1...31).contains(day) else { return nil }
        first = year * 10_000 + month * 100 + day
        last = first
      }
    }
    self.init(first: first, last: last)
  }

  /// Whether two ranges share a day.
  public func overlaps(_ other: DayRange) -> Bool { first <= other.last && other.first <= last }

  /// Whether this one lies within another.
  func isWithin(_ other: DayRange) -> Bool { first >= other.first && last <= other.last }
}

/// Who is known by which names, and who held which office when.
public struct Authority: Sendable {
  /// The people and bodies in the files' order.
  public internal(set) var entries: [AuthorityEntry] = []
  /// The terms of office.
  public internal(set) var offices: [AuthorityOffice] = []
  /// By the key of a name: the entry, and whether others bear the name too.
  var peopleByKey: [String: [Claim]] = [:]
  /// By the key of a body's written form.
  var bodiesByKey: [String: Int] = [:]
  /// By the number of an office's words: the terms.
  var officesByKey: [UInt32: [Int]] = [:]
  /// By the number of the words before what joins two matters in an office: the terms.
  var officesByBeginning: [UInt32: [Int]] = [:]
  /// By holder.
  var officesByHolder: [Int: [Int]] = [:]
  /// By the names that lists show.
  var byName: [String: Int] = [:]
  /// The numbers of the entries' names, by which articles know them.
  var nameHashes: [UInt32] = []
  /// The first words of offices.
  var officeHeads: Set<UInt32> = []

  struct Claim: Sendable {
    var entry: Int
    var isShared: Bool
  }

  /// The entry with this name.
  func index(ofPerson name: String) -> Int? {
    peopleByKey[PersonName(name).key]?.first {
      PersonName(entries[$0.entry].name).key == PersonName(name).key
    }?.entry
  }
}
