/// To which class of people a role belongs.
public enum RoleClass: String, Sendable, CaseIterable, Hashable {
  case official, police, military, court, lawyer, expert, medical, business, artist, athlete, journalist
  case religious, suspect
  /// Somebody without an office: a witness, a driver, a victim's mother.
  case `private`

  /// Its bit in a set.
  var bit: UInt16 { 1 << UInt16(Self.allCases.firstIndex(of: self)!) }

  /// The classes of a set of bits.
  static func classes(of bits: UInt16) -> [RoleClass] { allCases.filter { bits & $0.bit != 0 } }
}

/// What the words tell of somebody's gender.
public enum ProfileGender: String, Sendable, CaseIterable, Hashable {
  case male = "m"
  case female = "f"
}

/// The words by which roles are told apart.
struct RoleClassifier: Sendable {
  struct Sign: Sendable {
    var roleClass: RoleClass
    var isStrong: Bool
  }
  var signs = PhraseTable<Sign>()

  /// The class of a role: the longest strong sign's, else the longest weak one's.
  func sign(of words: [UInt32]) -> Sign? {
    var best: (sign: Sign, count: Int)?
    for index in words.indices {
      guard let found = signs.longest(at: index, in: words) else { continue }
      guard let known = best else {
        best = (found.value, found.count)
        continue
      }
      if (found.value.isStrong ? 1 : 0, found.count) > (known.sign.isStrong ? 1 : 0, known.count) {
        best = (found.value, found.count)
      }
    }
    return best?.sign
  }
}
