/// What a single word is, apart from the phrases that it begins.
struct WordTraits: OptionSet, Sendable {
  let rawValue: UInt16
  static let vietnameseFamilyName = WordTraits(rawValue: 1)
  static let chineseFamilyName = WordTraits(rawValue: 2)
  static let koreanFamilyName = WordTraits(rawValue: 4)
  static let middleName = WordTraits(rawValue: 8)
  static let givenName = WordTraits(rawValue: 16)
  static let maleName = WordTraits(rawValue: 32)
  static let femaleName = WordTraits(rawValue: 64)
  static let opener = WordTraits(rawValue: 128)
  static let familyName: WordTraits = [.vietnameseFamilyName, .chineseFamilyName, .koreanFamilyName]
}
