/// What a lexicon says of itself in the comments before its first entry.
///
///     # lexicon: title
///     # fields: phrase | kind | gender
///     # kind: office | rank | academic
///     # gender: m | f | -
///
/// `lexicon` names the category. `fields` names the columns after the phrase, a `?` behind one that may be missing; without
/// it they are those that the category reads. A line for a field lists the values that its entries may have; without one
/// it takes all that the engine knows.
struct LexiconHead {
  /// What the lexicon holds.
  var category: LexiconCategory
  /// The columns after the phrase, in their order.
  var fields: [Field]
  /// The line that names the category.
  var line: Int

  /// A column of a lexicon.
  struct Field {
    var name: LexiconField
    /// Whether an entry may leave it out.
    var isOptional = false
    /// The values that an entry may have there, in the order of the head; empty when any text will do.
    var values: [String] = []
    /// The number of each value among those that the engine knows.
    var numbers: [String: UInt8] = [:]
  }

  /// Reads the head of a file. Throws the fault that keeps the whole file from being used.
  init(_ file: PatternFile) throws {
    var lines: [(number: Int, key: Substring, value: Substring)] = []
    // Only the head: the lexicons are some ten thousand lines, and every run of the program reads them first.
    var rest = Substring(file.text)
    var number = 0
    while !rest.isEmpty {
      let line = rest.prefix { $0 != "\n" }
      rest = rest.dropFirst(line.count + 1)
      number += 1
      if line.isEmpty { continue }
      guard line.first == "#" else { break }
      let words = line.dropFirst().drop { $0 == " " }
      guard let colon = words.firstIndex(of: ":"), !words[..<colon].contains(" ") else { continue }
      lines.append((number, words[..<colon], words[words.index(after: colon)...]))
    }
    guard let named = lines.first(where: { $0.key == "lexicon" }) else {
      throw PatternFault(
        file: file.name, line: 1,
        message: "the file does not say what it holds; begin it with a line such as `# lexicon: title`")
    }
    let word = Self.trimmed(named.value)
    guard let category = LexiconCategory(rawValue: word) else {
      throw PatternFault(
        file: file.name, line: named.number,
        message:
          "no lexicon is a `\(word)`; there are \(LexiconCategory.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    }
    self.category = category
    line = named.number
    fields = category.reads.map { Field(name: $0, isOptional: category.isOptional($0)) }
    if let columns = lines.first(where: { $0.key == "fields" }) {
      fields = try Self.columns(columns.value, of: category, file.name, columns.number)
    }
    for index in fields.indices {
      let field = fields[index].name
      let known = category.values(of: field)
      fields[index].values = known
      for (number, value) in known.enumerated() { fields[index].numbers[value] = UInt8(number) }
      guard let listed = lines.first(where: { $0.key == Substring(field.rawValue) }), !known.isEmpty else {
        continue
      }
      fields[index].values = listed.value.split(separator: "|").map { Self.trimmed($0) }
      if let stranger = fields[index].values.first(where: { !known.contains($0) }) {
        throw PatternFault(
          file: file.name, line: listed.number,
          message:
            "nobody reads the \(field.rawValue) `\(stranger)`; there are \(known.joined(separator: ", "))")
      }
      fields[index].numbers = fields[index].numbers.filter { fields[index].values.contains($0.key) }
    }
  }

  private static func columns(
    _ value: Substring, of category: LexiconCategory, _ file: String, _ line: Int
  ) throws -> [Field] {
    var fields: [Field] = []
    for column in value.split(separator: "|").dropFirst() {
      var word = trimmed(column)
      let isOptional = word.hasSuffix("?")
      if isOptional { word.removeLast() }
      guard let field = LexiconField(rawValue: word), category.reads.contains(field) else {
        throw PatternFault(
          file: file, line: line,
          message:
            "nobody reads the field `\(word)` of a \(category.rawValue); there are \(category.reads.map(\.rawValue).joined(separator: ", "))"
        )
      }
      fields.append(Field(name: field, isOptional: isOptional))
    }
    for field in category.reads where !category.isOptional(field) {
      guard !fields.contains(where: { $0.name == field && !$0.isOptional }) else { continue }
      throw PatternFault(
        file: file, line: line, message: "a \(category.rawValue) needs the field `\(field.rawValue)`")
    }
    return fields
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" || text.last == "\r" { text.removeLast() }
    return String(text)
  }
}

/// What a lexicon can hold.
enum LexiconCategory: String, CaseIterable, Sendable {
  case cue
  case notCue = "not-cue"
  case source
  case stop
  case preverbal, link, title, honorific, organisation, medium, acronym, group, determiner, place, work, label
  case connective, document, time, area, kin, word
  case familyName = "family-name"
  case middleName = "middle-name"
  case givenName = "given-name"
  case opener

  /// The fields that its entries have, in their usual order.
  var reads: [LexiconField] {
    switch self {
    case .cue: [.class, .direction, .takes]
    case .notCue: [.why]
    case .source, .preverbal, .link, .organisation, .place, .connective, .document, .label: [.kind]
    case .title: [.kind, .gender]
    case .honorific: [.gender, .number, .use]
    case .group, .kin, .givenName: [.gender]
    case .determiner: [.number]
    case .word: [.class]
    case .acronym: [.expansion]
    case .medium: [.use]
    case .familyName: [.tradition]
    case .stop, .work, .time, .area, .opener, .middleName: []
    }
  }

  /// Whether entries may leave a field out.
  func isOptional(_ field: LexiconField) -> Bool { self == .document || self == .medium }

  /// The values that the engine knows for a field; empty for free text.
  func values(of field: LexiconField) -> [String] {
    switch (self, field) {
    case (.cue, .class): CueClass.allCases.map(\.rawValue)
    case (.cue, .direction): CueDirection.allCases.map(\.rawValue)
    case (.cue, .takes): CueTakes.allCases.map(\.rawValue)
    case (.notCue, .why): NotCueReason.names
    case (.source, .kind): SourceKind.names
    case (.preverbal, .kind): PreverbalKind.names
    case (.link, .kind): LinkKind.names
    case (.title, .kind): TitleKind.names
    case (.organisation, .kind): OrganisationKind.names
    case (.place, .kind): PlaceKind.names
    case (.connective, .kind): ConnectiveKind.names
    case (.document, .kind): DocumentKind.names
    case (.label, .kind): InterviewLabel.names
    case (.determiner, .number): DeterminerKind.names
    case (.honorific, .use): HonorificUse.names
    case (.honorific, .number): GrammaticalNumber.names
    case (.medium, .use): MediumUse.names
    case (.word, .class): WordClass.names
    case (_, .gender): ["m", "f", "-"]
    case (_, .tradition): []
    default: []
    }
  }

  /// The category of its phrases among those of a sentence; `nil` for words that only have traits.
  var phrases: Category? {
    switch self {
    case .cue: .cue
    case .notCue: .notCue
    case .source: .source
    case .stop: .theoStop
    case .preverbal: .preverbal
    case .link: .link
    case .title: .title
    case .honorific: .honorific
    case .organisation: .organisation
    case .medium: .medium
    case .acronym: .acronym
    case .group: .group
    case .determiner: .determiner
    case .place: .place
    case .work: .work
    case .label: .label
    case .connective: .connective
    case .document: .document
    case .time: .time
    case .area: .area
    case .kin: .kin
    case .word: .word
    case .opener: .opener
    case .familyName, .middleName, .givenName: nil
    }
  }
}

/// The columns that lexicons have after the phrase.
enum LexiconField: String, CaseIterable, Sendable {
  case kind, gender, number, use, `class`, direction, takes, why, expansion, tradition
}
