import VietnameseText

/// All data by which speakers are told apart and found again, read once.
///
/// It is made of files of the pattern directory: those under `identity/` and `authority/`, the weights of pairs, and some
/// lexicons that the engine reads too. A line that cannot be used is left out and stands in `faults`.
///
/// Unchecked Sendable: it is written while it is made only. A class, for all threads of an ingest read the same one.
public final class IdentityLibrary: @unchecked Sendable {
  /// The lines that cannot be used.
  public private(set) var faults: [IdentityFault] = []
  /// A short hash of the files, which tells one version of the data from another.
  public let version: String
  /// Who is known by which names, and who held which office when.
  public private(set) var authority = Authority()

  var weights = PairWeights()
  var roles = RoleClassifier()
  var organisations = OrganisationForms()
  /// Syllables that say nothing, by number.
  var functionWords: Set<UInt32> = []
  /// Pairs of syllables that stand in many articles: in how many of a thousand.
  private var commonPairs: [(key: UInt32, value: UInt16)] = []
  /// In how many of a thousand articles a pair stands; 0 for rare ones.
  private(set) var pairShares = NumberTable<UInt16>([], none: 0)
  /// What single words are.
  private(set) var wordFlags = NumberTable<WordFlags>([], none: [])
  var nameParts = NameParts()
  /// Family names, by the number of their first word.
  var familyNames: Set<UInt32> = []
  var words = ProfileWords()
  /// Titles and words of address that may stand before a typed name.
  var openers = PhraseTable<Opener>()

  /// What stands before a name.
  struct Opener: Sendable {
    var isTitle: Bool
    /// Whether it is an office: its bearer may be named behind it and its house (Chủ tịch UBND TP Lê Văn Tám).
    var isOffice = false
    var gender: ProfileGender?
    /// As they are spelled with diacritics: several words may fold alike.
    var spellings: Set<String> = []
  }

  /// Whether a file of the pattern directory is read here and not by the engine.
  public static func isOwn(_ name: String) -> Bool {
    name.hasPrefix("identity/") || name.hasPrefix("authority/") || name == weightsFile
  }

  /// The file of the weights of pairs.
  public static let weightsFile = "weights/speaker-pairs.tsv"

  private static let lexicons: Set<String> = [
    "lexicons/honorifics.txt", "lexicons/titles.txt", "lexicons/acronyms.txt", "lexicons/media.txt",
    "lexicons/documents.txt", "lexicons/family-names.txt",
  ]

  /// Reads the files of a pattern directory; those that it does not need are passed over.
  public init(files: [IdentityFile]) {
    let files = files.filter { Self.isOwn($0.name) || Self.lexicons.contains($0.name) }
      .sorted { $0.name < $1.name }
    version = Self.version(of: files)
    let byName = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    func read(_ name: String, _ line: (IdentityLibrary, IdentityFile.Entry) throws(LineError) -> Void) {
      guard let file = byName[name] else { return }
      for entry in file.entries {
        do {
          try line(self, entry)
        } catch {
          faults.append(IdentityFault(file: name, line: entry.line, message: error.message))
        }
      }
    }
    read("identity/provinces.txt") { library, entry throws(LineError) in try library.addProvince(entry) }
    read("identity/profile-words.txt") { library, entry throws(LineError) in try library.addProfileWord(entry)
    }
    read("identity/organisation-forms.txt") { library, entry throws(LineError) in
      try library.addOrganisationForm(entry)
    }
    read("lexicons/acronyms.txt") { library, entry throws(LineError) in library.addAcronym(entry) }
    read("lexicons/documents.txt") { library, entry throws(LineError) in
      library.organisations.documents.add(entry.fields[0], true)
    }
    read("lexicons/media.txt") { library, entry throws(LineError) in
      library.organisations.mediaNames.insert(WordHash.of(row: WordReader.hashes(entry.fields[0])))
    }
    read("lexicons/family-names.txt") { library, entry throws(LineError) in
      if let first = WordReader.hashes(entry.fields[0]).first { library.familyNames.insert(first) }
    }
    read("lexicons/honorifics.txt") { library, entry throws(LineError) in
      if entry.field(2) != "pl" { library.addOpener(entry.fields[0], isTitle: false, entry.field(1)) }
    }
    read("lexicons/titles.txt") { library, entry throws(LineError) in
      library.addOpener(entry.fields[0], isTitle: true, isOffice: entry.field(1) == "office", entry.field(2))
    }
    read("identity/function-words.txt") { library, entry throws(LineError) in
      library.functionWords.insert(WordHash.of(entry.fields[0]))
    }
    read("identity/common-pairs.txt") { library, entry throws(LineError) in try library.addCommonPair(entry) }
    read("identity/name-parts.txt") { library, entry throws(LineError) in try library.addNamePart(entry) }
    read("identity/role-classes.txt") { library, entry throws(LineError) in try library.addRoleClass(entry) }
    read(Self.weightsFile) { library, entry throws(LineError) in try library.weights.add(entry) }
    pairShares = NumberTable(commonPairs, none: 0)
    wordFlags = flags()
    read("authority/people.txt") { library, entry throws(LineError) in try library.addPerson(entry) }
    read("authority/bodies.txt") { library, entry throws(LineError) in try library.addBody(entry) }
    read("authority/offices.txt") { library, entry throws(LineError) in try library.addOffice(entry) }
  }

  private func flags() -> NumberTable<WordFlags> {
    var flags: [UInt32: WordFlags] = [:]
    for word in functionWords { flags[word, default: []].insert(.function) }
    for word in familyNames { flags[word, default: []].insert(.family) }
    for word in words.locality.firstWords { flags[word, default: []].insert(.locality) }
    for word in organisations.provinces.names.firstWords { flags[word, default: []].insert(.provinceName) }
    for word in words.province { flags[word, default: []].insert(.provinceLevel) }
    return NumberTable(flags.map { (key: $0.key, value: $0.value) }, none: [])
  }

  /// Why a line cannot be used.
  struct LineError: Error {
    var message: String

    init(_ message: String) { self.message = message }
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, _ type: Choice.Type, _ what: String
  ) throws(LineError) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
      let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw LineError("`\(text)` is no \(what): it is one of \(all)")
    }
    return choice
  }

  // MARK: Words

  private func addOpener(_ phrase: String, isTitle: Bool, isOffice: Bool = false, _ gender: String) {
    let key = Folding.keyPreservingDiacritics(phrase)
    openers.update(WordReader.hashes(phrase)) { known in
      var opener = known ?? Opener(isTitle: isTitle, gender: ProfileGender(rawValue: gender))
      opener.spellings.insert(key)
      opener.isOffice = opener.isOffice || isOffice
      return opener
    }
  }

  private func addProvince(_ entry: IdentityFile.Entry) throws(LineError) {
    guard entry.fields.count == 3 else { throw LineError("name | other spellings | city are needed") }
    let name = entry.fields[0]
    let words = name.split { !$0.isLetter && !$0.isNumber }.map {
      Folding.keyPreservingDiacritics(String($0))
    }
    guard organisations.provinces.list.count < 64 else { throw LineError("there may be 64 provinces") }
    let index = organisations.provinces.list.count
    organisations.provinces.list.append(
      Provinces.Province(
        name: name, words: words, isCityItself: entry.fields[2] == "self", hasTwin: entry.fields[2] == "twin")
    )
    for spelling in [name] + entry.list(1) { organisations.provinces.names.add(spelling, index) }
  }

  private func addProfileWord(_ entry: IdentityFile.Entry) throws(LineError) {
    guard entry.fields.count == 2 else { throw LineError("words | use are needed") }
    let use = try Self.choice(entry.fields[1], ProfileWords.Use.self, "use")
    words.add(entry.fields[0], use)
    if use == .of { organisations.ofWords.insert(Folding.keyPreservingDiacritics(entry.fields[0])) }
  }

  private func addOrganisationForm(_ entry: IdentityFile.Entry) throws(LineError) {
    guard entry.fields.count >= 2 else { throw LineError("words | use are needed") }
    let text = entry.fields[0]
    let key = Folding.keyPreservingDiacritics(text)
    switch try Self.choice(entry.fields[1], OrganisationForms.Use.self, "use") {
    case .write:
      let others = entry.field(2).split(separator: " ").map { Folding.keyPreservingDiacritics(String($0)) }
      guard !others.isEmpty else { throw LineError("`write` needs the words that `\(text)` stands for") }
      organisations.writes.add(text, others)
    case .link: organisations.links.insert(key)
    case .medium: organisations.media.add(text, true)
    case .level: organisations.levels.add(text, isCommune: false)
    case .whole: organisations.levels.wholes.add(text, true)
    case .placed: organisations.placed.add(text, true)
    case .alone: organisations.alone.add(text, true)
    case .tail: organisations.tails.add(text, true)
    case .province: organisations.provinces.provinceLevel = WordHash.of(key)
    case .municipality: organisations.provinces.cityLevel = WordHash.of(key)
    case .commune: organisations.levels.add(text, isCommune: true)
    }
  }

  private func addAcronym(_ entry: IdentityFile.Entry) {
    let letters = String(entry.fields[0].filter { $0.isLetter || $0.isNumber })
    let words = entry.field(1).split { !$0.isLetter && !$0.isNumber }.map {
      Folding.keyPreservingDiacritics(String($0))
    }
    guard !words.isEmpty, organisations.acronyms[letters] == nil else { return }
    organisations.acronyms[letters] = words
  }

  private func addCommonPair(_ entry: IdentityFile.Entry) throws(LineError) {
    let pair = WordReader.hashes(entry.fields[0])
    guard pair.count == 2, let share = UInt16(entry.field(1)), (1...1000).contains(share) else {
      throw LineError("two syllables | their share of a thousand articles are needed")
    }
    commonPairs.append((WordHash.joined(pair[0], pair[1]), share))
  }

  private func addNamePart(_ entry: IdentityFile.Entry) throws(LineError) {
    guard let share = Double(entry.field(2)), share > 0 else {
      throw LineError("part | place | share of a thousand names are needed")
    }
    let place = try Self.choice(entry.field(1), NameParts.Place.self, "place")
    nameParts.shares[place, default: [:]][PersonName.key(ofWord: entry.fields[0]), default: 0] += share
    if place == .given { nameParts.givenNames.insert(Folding.keyPreservingDiacritics(entry.fields[0])) }
  }

  private func addRoleClass(_ entry: IdentityFile.Entry) throws(LineError) {
    guard entry.fields.count == 3, ["strong", "weak"].contains(entry.fields[2]) else {
      throw LineError("words | class | strong or weak are needed")
    }
    let roleClass = try Self.choice(entry.fields[1], RoleClass.self, "class")
    roles.signs.add(
      entry.fields[0], RoleClassifier.Sign(roleClass: roleClass, isStrong: entry.fields[2] == "strong"))
  }

  // MARK: Authority

  private static let people = "authority/people.txt"

  private static func wikidata(_ text: String) throws(LineError) -> String? {
    if text.isEmpty { return nil }
    guard text.first == "Q", text.count > 1, text.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) else {
      throw LineError("`\(text)` is no Wikidata id: Q and digits, or - where none is known")
    }
    return text
  }

  /// A name without the question mark that says others bear it.
  private static func shared(_ text: String) -> (name: String, isShared: Bool) {
    guard text.hasSuffix("?") else { return (text, false) }
    return (IdentityFile.Entry.trimmed(text.dropLast()), true)
  }

  private func addPerson(_ entry: IdentityFile.Entry) throws(LineError) {
    guard entry.fields.count == 6 else {
      throw LineError("six fields are needed: name | gender | class | born | other names | Wikidata id")
    }
    let (name, isShared) = Self.shared(entry.fields[0])
    var born: Int?
    if !entry.field(3).isEmpty {
      guard let year = Int(entry.field(3)), (1800...2100).contains(year) else {
        throw LineError("`\(entry.field(3))` is no year of birth")
      }
      born = year
    }
    var gender: ProfileGender?
    if !entry.field(1).isEmpty { gender = try Self.choice(entry.field(1), ProfileGender.self, "gender") }
    let roleClass = try Self.choice(entry.fields[2], RoleClass.self, "class")
    let wikidata = try Self.wikidata(entry.field(5))
    let index = authority.entries.count
    let names = entry.list(4).map(Self.shared)
    var claims: [(key: String, isShared: Bool)] = []
    for (name, isShared) in [(name, isShared)] + names {
      let key = PersonName(name).key
      guard !key.isEmpty else { throw LineError("`\(name)` holds no word") }
      if let other = authority.peopleByKey[key]?.first(where: {
        !isShared && !$0.isShared || $0.entry == index
      }) {
        let known = authority.entries[other.entry]
        throw LineError(
          "“\(name)” is claimed by \(known.name) already (line \(known.line)); put ? behind a name that several bear"
        )
      }
      if !claims.contains(where: { $0.key == key }) { claims.append((key, isShared)) }
    }
    if let known = authority.index(ofPerson: name) {
      throw LineError(
        "\(authority.entries[known].name) stands in line \(authority.entries[known].line) already")
    }
    if authority.byName[Self.shared(entry.fields[0]).name] == nil {
      authority.byName[Self.shared(entry.fields[0]).name] = index
    }
    authority.nameHashes.append(WordHash.of(row: WordReader.hashes(Self.shared(entry.fields[0]).name)))
    authority.entries.append(
      AuthorityEntry(
        name: name, kind: .person, names: names.map(\.name), roleClass: roleClass, gender: gender, born: born,
        wikidata: wikidata, file: Self.people, line: entry.line, isShared: isShared))
    for (key, isShared) in claims {
      authority.peopleByKey[key, default: []].append(Authority.Claim(entry: index, isShared: isShared))
    }
  }

  private func addBody(_ entry: IdentityFile.Entry) throws(LineError) {
    guard entry.fields.count == 4 else {
      throw LineError("four fields are needed: name | kind | other names | Wikidata id")
    }
    let wikidata = try Self.wikidata(entry.field(3))
    let index = authority.entries.count
    let names = entry.list(2)
    var keys: [String] = []
    for name in [entry.fields[0]] + names {
      let key = organisations.authorityKey(of: name)
      guard !key.isEmpty else { throw LineError("`\(name)` holds no word") }
      if let other = authority.bodiesByKey[key] {
        let known = authority.entries[other]
        throw LineError(
          "“\(name)” is claimed by \(known.name) already (line \(known.line)); a name belongs to one body")
      }
      keys.append(key)
    }
    if authority.byName[Self.shared(entry.fields[0]).name] == nil {
      authority.byName[Self.shared(entry.fields[0]).name] = index
    }
    authority.nameHashes.append(WordHash.of(row: WordReader.hashes(Self.shared(entry.fields[0]).name)))
    authority.entries.append(
      AuthorityEntry(
        name: entry.fields[0], kind: .organisation, names: names, wikidata: wikidata,
        file: "authority/bodies.txt", line: entry.line, isShared: false))
    for key in keys { authority.bodiesByKey[key] = index }
  }

  private func addOffice(_ entry: IdentityFile.Entry) throws(LineError) {
    guard entry.fields.count == 4 else {
      throw LineError("four fields are needed: name | office | from | until")
    }
    guard let holder = authority.index(ofPerson: Self.shared(entry.fields[0]).name) else {
      throw LineError("“\(entry.fields[0])” does not stand in people.txt")
    }
    guard let from = DayRange(entry.fields[2]) else {
      throw LineError("`\(entry.fields[2])` is no date: yyyy-mm-dd, yyyy-mm or yyyy")
    }
    let isOpen = entry.fields[3].hasSuffix("+")
    guard let until = DayRange(isOpen ? String(entry.fields[3].dropLast()) : entry.fields[3]) else {
      throw LineError(
        "`\(entry.fields[3])` is no date: yyyy-mm-dd, yyyy-mm or yyyy, with + when still held then")
    }
    guard from.first <= until.last else { throw LineError("the term ends before it begins") }
    let days = DayRange(first: from.first, last: until.last)
    let wordings = entry.list(1)
    guard !wordings.isEmpty else { throw LineError("the office is missing") }
    let index = authority.offices.count
    let keys = wordings.map { officeKey($0) }
    for (key, wording) in zip(keys, wordings) {
      for other in authority.officesByKey[key] ?? [] where authority.offices[other].holder != holder {
        let known = authority.offices[other]
        // A deputy's office is held by several at once.
        guard !isDeputy(wording), known.days.first < days.last, days.first < known.days.last,
          !Self.touches(known.days, days)
        else { continue }
        throw LineError(
          "“\(wording)” was held by \(authority.entries[known.holder].name) at that time (line \(known.line))"
        )
      }
    }
    authority.offices.append(
      AuthorityOffice(holder: holder, wordings: wordings, days: days, isOpen: isOpen, line: entry.line))
    authority.officesByHolder[holder, default: []].append(index)
    for key in Set(keys) { authority.officesByKey[key, default: []].append(index) }
    for short in Set(wordings.flatMap(beginnings)).subtracting(keys) {
      authority.officesByBeginning[short, default: []].append(index)
    }
    for wording in wordings {
      if let head = officeWords(wording).first { authority.officeHeads.insert(head) }
    }
  }

  /// The keys of an office's beginnings before what joins two matters: Bộ trưởng Bộ A, of Bộ trưởng Bộ A và B.
  private func beginnings(of office: String) -> [UInt32] {
    let words = office.split(separator: " ")
    return words.indices.dropFirst().compactMap { index in
      let word = words[index]
      let before = words[index - 1]
      let isJoint =
        before.hasSuffix(",") || word == "-"
        || organisations.links.contains(Folding.keyPreservingDiacritics(String(word)))
      guard isJoint else { return nil }
      let beginning = officeWords(words[..<index].joined(separator: " "))
      // Bộ trưởng and a matter.
      return beginning.count > 3 ? WordHash.of(row: beginning) : nil
    }
  }

  /// Whether two ranges share no more than a month: dates that are known to the month alone meet there.
  private static func touches(_ a: DayRange, _ b: DayRange) -> Bool {
    min(a.last, b.last) - max(a.first, b.first) < 100
  }

  private func isDeputy(_ office: String) -> Bool {
    WordReader.hashes(office).first.map { words.former.contains($0) } ?? false
  }

  /// The words of an office by which it is compared: acronyms written out, each word once in a row, without what joins an
  /// office to its house.
  func officeWords(_ office: String) -> [UInt32] {
    var out: [UInt32] = []
    let parts = organisations.parts(of: office)
    for (index, part) in parts.enumerated() {
      if organisations.ofWords.contains(part.text) { continue }
      // Bộ trưởng Bộ X is Bộ trưởng X.
      if index > 1, part.hash == parts[0].hash { continue }
      // Vị, tân: nothing but politeness.
      if out.isEmpty, words.again.contains(part.hash) { continue }
      out.append(part.hash)
    }
    return out
  }

  func officeKey(_ office: String) -> UInt32 { WordHash.of(row: officeWords(office)) }

  private static func version(of files: [IdentityFile]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for file in files {
      for byte in file.name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
      for byte in file.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// How common the parts of Vietnamese names are.
struct NameParts: Sendable {
  enum Place: String, Sendable, CaseIterable, Hashable {
    case family, middle, given
  }
  var shares: [Place: [String: Double]] = [:]
  /// The common given names with their diacritics.
  var givenNames: Set<String> = []

  /// Whether two names end in two given names that many bear, not one that was mistyped: Hùng and Hưng.
  func areOfTwoGivenNames(_ a: PersonName, _ b: PersonName) -> Bool {
    guard a.shape == .full, b.shape == .full, let first = a.words.last, let second = b.words.last else {
      return false
    }
    return first != second && givenNames.contains(first) && givenNames.contains(second)
  }

  /// How many of ten million names are like this one, as a logarithm to the base ten; less than zero for rare ones.
  func commonness(_ name: PersonName) -> Double {
    let words = name.words.map { PersonName.key(ofWord: $0) }
    guard words.count > 1 else { return 1 }
    func share(_ place: Place, _ word: String) -> Double { (shares[place]?[word] ?? 1) / 1000 }
    var product = share(.family, words[0]) * share(.given, words[words.count - 1])
    for word in words.dropFirst().dropLast() { product *= share(.middle, word) }
    // A name of two words lacks what would tell it from others.
    if words.count == 2 { product *= 0.1 }
    return max(-3, min(4, Self.log10(product * 1e7)))
  }

  private static func log10(_ value: Double) -> Double {
    guard value > 0 else { return -9 }
    return Logarithm.natural(value) / 2.302585092994046
  }
}
