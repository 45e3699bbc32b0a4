import VietnameseText

/// A speaker's name as somebody asks for it, with the ways in which it may be meant.
public struct TypedSpeakerName: Sendable {
  /// What was typed, without what stands in brackets at the end.
  public let name: String
  /// What stands in brackets: what tells this one from others of the name.
  public let qualifier: String?
  /// The name without titles and words of address before it, where there were any.
  public let bare: String?
  /// The titles before it: they tell which of several is meant.
  public let titles: [String]
  /// The gender that a word of address tells.
  public let gender: ProfileGender?

  /// Reads what was typed.
  public init(_ typed: String, _ library: IdentityLibrary?) {
    let text = IdentityFile.Entry.trimmed(typed[...])
    var name = text
    var qualifier: String?
    if text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex {
      qualifier = IdentityFile.Entry.trimmed(text[text.index(after: open)...].dropLast())
      name = IdentityFile.Entry.trimmed(text[..<open])
    }
    self.name = name
    self.qualifier = qualifier?.isEmpty == false ? qualifier : nil
    var titles: [String] = []
    var gender: ProfileGender?
    var bare: String?
    if let library {
      let words = WordReader.words(name)
      let bytes = Array(name.utf8)
      func text(_ range: Range<Int>) -> String {
        String(
          decoding: bytes[Int(words[range.lowerBound].start)..<Int(words[range.upperBound - 1].end)],
          as: UTF8.self)
      }
      var start = 0
      while start + 1 < words.count, let found = library.openers.longest(at: start, in: words),
        start + found.count < words.count, Self.isOpener(text(start..<start + found.count), name, found.value)
      {
        if found.value.isTitle { titles.append(text(start..<start + found.count)) }
        gender = gender ?? found.value.gender
        start += found.count
      }
      if start > 0 { bare = String(decoding: bytes[Int(words[start].start)...], as: UTF8.self) }
    }
    self.titles = titles
    self.gender = gender
    self.bare = bare
  }

  /// A word with diacritics is a word of address only as it is spelled: chủ is no chú.
  private static func isOpener(_ words: String, _ name: String, _ opener: IdentityLibrary.Opener) -> Bool {
    guard Folding.hasDiacritics(name) else { return true }
    guard opener.spellings.isEmpty else {
      return opener.spellings.contains(Folding.keyPreservingDiacritics(words))
    }
    return true
  }

  /// The keys of blocks in which a person or body of some written name stands.
  public static func blocks(of name: String, _ library: IdentityLibrary) -> [String] {
    var blocks: [String] = []
    let person = PersonName(name)
    if person.isJoinable { blocks.append(IdentityLibrary.block(.person, person.key)) }
    for claim in library.authority.peopleByKey[person.key] ?? [] {
      blocks.append(
        IdentityLibrary.block(.person, PersonName(library.authority.entries[claim.entry].name).key))
    }
    let (meaning, body) = library.organisations.meaning(
      of: name, province: nil, bodies: library.authority.bodiesByKey, isTyped: true)
    if case .joined(let key) = meaning {
      let main = body.map { library.organisations.authorityKey(of: library.authority.entries[$0].name) }
      blocks.append(IdentityLibrary.block(.organisation, main ?? key))
    }
    var seen = Set<String>()
    return blocks.filter { seen.insert($0).inserted }
  }

  /// Whether what was typed may be a spelling of a name: with the same diacritics, as far as a word was typed with any.
  ///
  /// Names of other words are not compared: they are other names of somebody.
  public static func isSpelling(_ typed: String, of name: String) -> Bool {
    let (a, b) = (PersonName(typed), PersonName(name))
    return a.key != b.key || a.mayBeTyped(for: b)
  }

  /// The name behind an office or title that was typed with its house (Chủ tịch Hội Ghế Lê Văn Tám), the longest that it may be
  /// first, each with the words before it.
  ///
  /// There are none where the words before begin with no office or title.
  public static func behindOffice(
    _ typed: String, _ library: IdentityLibrary
  ) -> [(name: String, office: String)] {
    let tokens = typed.split(separator: " ")
    let words = WordReader.words(typed)
    guard let first = words.first,
      library.authority.officeHeads.contains(first.hash)
        || library.openers.longest(at: 0, in: words)?.value.isTitle == true
    else { return [] }
    return [4, 3, 2].filter { $0 + 2 <= tokens.count }.map { length in
      let start = tokens.count - length
      return (
        tokens[start...].joined(separator: " "), tokens[..<start].joined(separator: " ")
      )
    }
  }

  /// The names of those who held the office of this name, the latest first.
  public static func holders(of office: String, _ library: IdentityLibrary) -> [String] {
    let key = library.officeKey(office)
    let terms = library.authority.officesByKey[key] ?? library.authority.officesByBeginning[key] ?? []
    var seen = Set<Int>()
    return terms.map { library.authority.offices[$0] }.sorted { $1.days.first < $0.days.first }
      .filter { seen.insert($0.holder).inserted }.map { library.authority.entries[$0.holder].name }
  }
}
