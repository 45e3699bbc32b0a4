import VietnameseText

/// Reading lexicons and word sets into the library.
extension PatternLibrary {
  // MARK: Lexicons

  /// Reads a lexicon as its head says.
  mutating func readLexicon(_ file: PatternFile) {
    do {
      let head = try LexiconHead(file)
      lexicons[file.name] = head.category
      let found = LexiconFile.entries(of: file)
      if found.isEmpty {
        faults.append(PatternFault(file: file.name, line: head.line, message: "the lexicon holds no entry"))
      }
      for entry in found {
        let number = Int32(entries.count)
        entries.append(entry)
        do {
          try add(entry, head, number: number)
        } catch {
          faults.append(error)
        }
      }
    } catch let fault as PatternFault {
      faults.append(fault)
    } catch {
      faults.append(PatternFault(file: file.name, line: 0, message: "\(error)"))
    }
  }

  private mutating func add(_ entry: LexiconEntry, _ head: LexiconHead, number: Int32) throws(PatternFault) {
    let fields = try EntryFields(entry, head)
    guard let category = head.category.phrases else {
      try markName(entry, head.category, fields, number)
      return
    }
    var phrase = entry.phrase
    var sense = Sense(category: category, entry: number)
    switch head.category {
    case .cue:
      sense.kind = fields.number(.class)
      sense.detail = fields.number(.direction)
      sense.extra = fields.number(.takes)
    case .honorific:
      sense.gender = fields.gender
      sense.extra = fields.number(.number)
      sense.detail = fields.number(.use)
    case .stop:
      // `!luật sư` keeps a longer phrase from being stopped by its first word (luật).
      if phrase.hasPrefix("!") {
        phrase.removeFirst()
        sense.category = .theoGo
      }
    case .opener:
      let ids = ids(of: phrase)
      guard ids.count > 1 else {
        try mark(entry, .opener)
        return
      }
    default:
      sense.kind = fields.number(head.category.reads.first ?? .kind)
      sense.gender = fields.gender
    }
    let ids = ids(of: phrase)
    guard !ids.isEmpty else {
      throw PatternFault(file: entry.file, line: entry.line, message: "`\(entry.phrase)` holds no word")
    }
    if head.category == .acronym { expansions[number] = hashes(of: fields.text(.expansion)) }
    phrases.insert(ids, sense)
  }

  /// Gives a part of names its traits.
  private mutating func markName(
    _ entry: LexiconEntry, _ category: LexiconCategory, _ fields: EntryFields, _ number: Int32
  ) throws(PatternFault) {
    var traits: WordTraits = []
    switch category {
    case .familyName:
      for tradition in fields.text(.tradition).split(separator: ",") {
        switch tradition.filter({ $0 != " " }) {
        case "vi": traits.insert(.vietnameseFamilyName)
        case "zh": traits.insert(.chineseFamilyName)
        case "ko": traits.insert(.koreanFamilyName)
        default:
          throw PatternFault(
            file: entry.file, line: entry.line, message: "`\(tradition)` is not one of vi, zh, ko")
        }
      }
    case .middleName: traits = .middleName
    default:
      let ids = ids(of: entry.phrase)
      if ids.count > 1 {
        // Thu Sương: a given name of two syllables, which its syllables alone are not.
        phrases.insert(ids, Sense(category: .doubleName, gender: fields.gender, entry: number))
        return
      }
      switch fields.gender {
      case .male: traits = [.givenName, .maleName]
      case .female: traits = [.givenName, .femaleName]
      case .unknown: traits = .givenName
      }
    }
    try mark(entry, traits)
  }

  /// Gives a word its traits.
  private mutating func mark(_ entry: LexiconEntry, _ traits: WordTraits) throws(PatternFault) {
    // A family name of two syllables is known by its first.
    guard let first = ids(of: entry.phrase).first else {
      throw PatternFault(file: entry.file, line: entry.line, message: "`\(entry.phrase)` holds no word")
    }
    let id = Int(first)
    if id >= wordTraits.count {
      wordTraits.append(contentsOf: Array(repeating: [], count: id + 1 - wordTraits.count))
    }
    wordTraits[id].formUnion(traits)
  }

  /// The ids of a phrase's words, which are added to the word table where they are new.
  private mutating func ids(of phrase: String) -> [UInt32] {
    var out: [UInt32] = []
    for piece in Lexer.pieces(of: phrase) {
      let word = Folding.keyPreservingDiacritics(piece)
      let id = words.insert(word)
      for old in ToneMarks.older(of: word) { words.alias(old, to: id) }
      out.append(id)
    }
    return out
  }

  private func hashes(of phrase: String) -> [UInt64] {
    Lexer.pieces(of: phrase).map { WordTable.hash(of: Folding.keyPreservingDiacritics($0)) }
  }

  // MARK: Word sets

  /// Reads a file of `words/`.
  mutating func readWordSet(_ file: PatternFile) {
    let stem = file.name.dropFirst("words/".count).dropLast(".txt".count)
    guard let name = WordSetName.allCases.first(where: { Substring($0.fileName) == stem }) else {
      faults.append(
        PatternFault(
          file: file.name, line: 0,
          message:
            "nobody asks for this set; there are \(WordSetName.allCases.map(\.fileName).joined(separator: ", "))"
        ))
      return
    }
    var phrases: [[UInt64]] = []
    for entry in LexiconFile.entries(of: file) {
      let words = Lexer.pieces(of: entry.phrase).map { Folding.keyPreservingDiacritics($0) }
      guard !words.isEmpty, words.allSatisfy({ $0.contains(where: \.isLetter) }), entry.fields.isEmpty else {
        faults.append(
          PatternFault(
            file: file.name, line: entry.line, message: "`\(entry.phrase)` is no word and no phrase of words")
        )
        continue
      }
      // Each word in both placements of its tone mark.
      var spellings: [[UInt64]] = [[]]
      for word in words {
        let forms = ([word] + ToneMarks.older(of: word)).map { WordTable.hash(of: $0) }
        spellings = spellings.flatMap { start in forms.map { start + [$0] } }
      }
      phrases += spellings
    }
    if phrases.isEmpty {
      faults.append(PatternFault(file: file.name, line: 0, message: "the set holds no word"))
    }
    wordSets[name, default: []] += phrases
  }

  /// Names what the engine asks for and no file holds.
  mutating func nameMissing() {
    let categories = Set(lexicons.values)
    for category in LexiconCategory.allCases where !categories.contains(category) {
      faults.append(
        PatternFault(
          file: "lexicons", line: 0,
          message: "no file begins with `# lexicon: \(category.rawValue)`; results will be poorer without one"
        ))
    }
    for name in WordSetName.allCases where wordSets[name] == nil {
      faults.append(
        PatternFault(
          file: "words/\(name.fileName).txt", line: 0,
          message: "the file is missing; results will be poorer without it"))
    }
  }
}

/// The fields of an entry, by the columns of its lexicon.
private struct EntryFields {
  private let entry: LexiconEntry
  private let head: LexiconHead

  /// Throws when a field is missing or has a value that the head does not list.
  init(_ entry: LexiconEntry, _ head: LexiconHead) throws(PatternFault) {
    self.entry = entry
    self.head = head
    for (index, field) in head.fields.enumerated() {
      guard entry.fields.count > index else {
        if field.isOptional { continue }
        throw PatternFault(
          file: entry.file, line: entry.line,
          message:
            "`\(entry.phrase)` needs \(head.fields.count) field\(head.fields.count == 1 ? "" : "s") after it, separated by |"
        )
      }
      guard field.values.isEmpty || field.numbers[entry.fields[index]] != nil else {
        throw PatternFault(
          file: entry.file, line: entry.line,
          message: "`\(entry.fields[index])` is not one of \(field.values.joined(separator: ", "))")
      }
    }
    if entry.fields.count > head.fields.count {
      throw PatternFault(
        file: entry.file, line: entry.line,
        message:
          "`\(entry.phrase)` has \(entry.fields.count) fields where the head names \(head.fields.count)")
    }
  }

  /// What stands in a column; empty when the entry leaves it out.
  func text(_ field: LexiconField) -> String {
    guard let index = head.fields.firstIndex(where: { $0.name == field }), index < entry.fields.count else {
      return ""
    }
    return entry.fields[index]
  }

  /// The number of a column's value among those that the engine knows; 0 when the entry leaves it out.
  func number(_ field: LexiconField) -> UInt8 {
    guard let index = head.fields.firstIndex(where: { $0.name == field }), index < entry.fields.count else {
      return 0
    }
    return head.fields[index].numbers[entry.fields[index]] ?? 0
  }

  var gender: Gender {
    switch text(.gender) {
    case "m": .male
    case "f": .female
    default: .unknown
    }
  }
}
