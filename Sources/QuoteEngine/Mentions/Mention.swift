/// A noun phrase that can speak, as tokens.
struct Mention {
  /// The whole phrase.
  var lo: Int32
  var hi: Int32
  /// One of the mention symbols.
  var symbol: UInt8
  /// The proper name within it, empty when there is none.
  var nameLo: Int32 = 0
  var nameHi: Int32 = 0
  /// Titles and honorific before the name, or the whole role.
  var titleLo: Int32 = 0
  var titleHi: Int32 = 0
  var gender: Gender = .unknown
  /// Whether an honorific (ông, bà, anh …) stands before the name.
  var hasHonorific = false
  /// Whether several people are meant.
  var isPlural = false
  /// The kind of the title, as an raw value of `TitleKind`, or 255.
  var titleKind: UInt8 = 255
  /// The issuer of a document, or whose kin somebody is, as an index into the mentions (into `ArticleText.issuers` while it is only a reading), or -1.
  var issuer: Int32 = -1
  /// Where the whole noun phrase ends when an attribution reads it further than the mention's own words.
  var phraseHi: Int32 = 0
  /// The person or organisation that it was resolved to, or -1.
  var entity: Int32 = -1
  /// Whether the phrase stands inside quoted words.
  var isQuoted = false

  /// Whether a proper name stands in it.
  var hasName: Bool { nameHi > nameLo }
}
