import Foundation
import PCRE2
import VietnameseText

/// The lexicons and forms that the engine works with, compiled once.
public struct PatternLibrary: Sendable {
  /// Every entry of every lexicon, in the order of the files.
  public private(set) var entries: [LexiconEntry] = []
  /// The forms in the order in which they are tried.
  public private(set) var forms: [Form] = []
  /// Faults that did not keep the library from being used; `lint` finds more.
  public private(set) var faults: [PatternFault] = []
  /// What was learnt for each question.
  public private(set) var weights: [ModelName: WeightFile] = [:]
  /// A short hash of all pattern files, which tells one version of the patterns from another.
  public let version: String

  var words = WordTable()
  var phrases = PhraseTrie()
  /// Per word id: what the word is by itself (family name, given name, sentence opener …).
  var wordTraits: [WordTraits] = []

  /// Reads and compiles the library.
  ///
  /// Entries and forms that cannot be used are left out and stand in `faults`. Throws the first fault when
  /// nothing at all can be used.
  public init(files: [PatternFile]) throws {
    version = Self.version(of: files)
    var macros: [String: [String]] = [:]
    var drafts: [(draft: FormFile.Draft, file: String)] = []
    for file in files.sorted(by: { $0.name < $1.name }) {
      if file.name.hasSuffix(".tsv") {
        readWeights(file)
      } else if file.name.hasSuffix(".txt") {
        readLexicon(file)
      } else if file.name.hasSuffix(".yaml") || file.name.hasSuffix(".yml") {
        let read = FormFile(file)
        faults += read.faults
        for macro in read.macros { macros[macro.name] = macro.readings }
        drafts += read.forms.map { ($0, file.name) }
      }
    }
    phrases.seal()
    for (draft, file) in drafts {
      do {
        forms.append(try Self.compile(draft, file, macros))
      } catch let fault as PatternFault {
        faults.append(fault)
      }
    }
    guard !entries.isEmpty, !forms.isEmpty else {
      throw faults.first
        ?? PatternFault(
          file: "Patterns", line: 0,
          message: "the pattern library holds no \(entries.isEmpty ? "lexicons" : "forms")")
    }
  }

  private mutating func readWeights(_ file: PatternFile) {
    guard file.name.hasPrefix("weights/") else { return }
    let base = file.name.dropFirst("weights/".count).dropLast(".tsv".count)
    // Weights of other parts of the program are theirs.
    guard let model = ModelName(rawValue: String(base)) else { return }
    weights[model] = WeightFile(file, faults: &faults)
  }

  // MARK: Lexicons

  private mutating func readLexicon(_ file: PatternFile) {
    let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
    for entry in LexiconFile.entries(of: file) {
      let number = Int32(entries.count)
      entries.append(entry)
      do {
        try add(entry, from: name, number: number)
      } catch let fault as PatternFault {
        faults.append(fault)
      } catch {
        faults.append(PatternFault(file: file.name, line: entry.line, message: "\(error)"))
      }
    }
  }

  private mutating func add(_ entry: LexiconEntry, from name: String, number: Int32) throws {
    func field(_ index: Int) throws -> String {
      guard entry.fields.count > index else {
        throw PatternFault(
          file: entry.file, line: entry.line,
          message:
            "`\(entry.phrase)` needs \(index + 1) field\(index == 0 ? "" : "s") after it, separated by |")
      }
      return entry.fields[index]
    }
    func kind(_ index: Int, of kinds: [String]) throws -> UInt8 {
      let word = try field(index)
      guard let found = kinds.firstIndex(of: word) else {
        throw PatternFault(
          file: entry.file, line: entry.line,
          message: "`\(word)` is not one of \(kinds.joined(separator: ", "))")
      }
      return UInt8(found)
    }
    func gender(_ index: Int) throws -> Gender {
      switch try field(index) {
      case "m": .male
      case "f": .female
      default: .unknown
      }
    }
    var sense = Sense(category: .title, entry: number)
    switch name {
    case "cues.txt":
      sense.category = .cue
      sense.kind = try kind(0, of: CueClass.allCases.map(\.rawValue))
      sense.detail = try kind(1, of: CueDirection.allCases.map(\.rawValue))
      sense.extra = try kind(2, of: CueTakes.allCases.map(\.rawValue))
    case "not-cues.txt": sense.category = .notCue
    case "sources.txt":
      sense.category = .source
      sense.kind = try kind(0, of: LexiconKinds.sources)
    case "theo-stops.txt":
      // `!luật sư` keeps a longer phrase from being stopped by its first word (luật).
      sense.category = entry.phrase.hasPrefix("!") ? .theoGo : .theoStop
    case "preverbals.txt":
      sense.category = .preverbal
      sense.kind = try kind(0, of: LexiconKinds.preverbals)
    case "emphatic-links.txt":
      sense.category = .link
      sense.kind = try kind(0, of: LexiconKinds.links)
    case "titles.txt":
      sense.category = .title
      sense.kind = try kind(0, of: LexiconKinds.titles)
      sense.gender = try gender(1)
    case "honorifics.txt":
      sense.category = .honorific
      sense.gender = try gender(0)
      sense.extra = try field(1) == "pl" ? 1 : 0
      sense.detail = try kind(2, of: LexiconKinds.honorificUses)
    case "organisations.txt":
      sense.category = .organisation
      sense.kind = try kind(0, of: LexiconKinds.organisations)
    case "media.txt": sense.category = .medium
    case "acronyms.txt": sense.category = .acronym
    case "groups.txt":
      sense.category = .group
      sense.gender = try gender(0)
    case "determiners.txt":
      sense.category = .determiner
      sense.kind = try kind(0, of: LexiconKinds.determiners)
    case "places.txt":
      sense.category = .place
      sense.kind = try kind(0, of: LexiconKinds.places)
    case "works.txt": sense.category = .work
    case "words.txt":
      sense.category = .word
      sense.kind = try kind(0, of: LexiconKinds.words)
    case "labels.txt":
      sense.category = .label
      sense.kind = try kind(0, of: InterviewLabel.allCases.map(\.rawValue))
    case "connectives.txt":
      sense.category = .connective
      sense.kind = try kind(0, of: LexiconKinds.connectives)
    case "documents.txt":
      sense.category = .document
      if !entry.fields.isEmpty { sense.kind = try kind(0, of: LexiconKinds.documents) }
    case "times.txt": sense.category = .time
    case "areas.txt": sense.category = .area
    case "kin.txt":
      sense.category = .kin
      sense.gender = try gender(0)
    case "family-names.txt":
      let traditions = try field(0)
      var traits: WordTraits = []
      for tradition in traditions.split(separator: ",") {
        switch tradition.trimmingCharacters(in: .whitespaces) {
        case "vi": traits.insert(.vietnameseFamilyName)
        case "zh": traits.insert(.chineseFamilyName)
        case "ko": traits.insert(.koreanFamilyName)
        default:
          throw PatternFault(
            file: entry.file, line: entry.line, message: "`\(tradition)` is not one of vi, zh, ko")
        }
      }
      try mark(entry, traits)
      return
    case "middle-names.txt":
      try mark(entry, .middleName)
      return
    case "given-names.txt":
      // Double given names are told by the double form; their syllables stand in the file by themselves.
      guard !entry.phrase.contains(" ") else { return }
      switch try gender(0) {
      case .male: try mark(entry, [.givenName, .maleName])
      case .female: try mark(entry, [.givenName, .femaleName])
      case .unknown: try mark(entry, .givenName)
      }
      return
    case "name-stops.txt":
      try mark(entry, .opener)
      return
    default:
      throw PatternFault(
        file: entry.file, line: 0,
        message: "no lexicon is called \(name); see the ones that ship with the program")
    }
    let ids = ids(of: entry.phrase.hasPrefix("!") ? String(entry.phrase.dropFirst()) : entry.phrase)
    guard !ids.isEmpty else {
      throw PatternFault(file: entry.file, line: entry.line, message: "`\(entry.phrase)` holds no word")
    }
    phrases.insert(ids, sense)
  }

  /// Gives one word its traits.
  private mutating func mark(_ entry: LexiconEntry, _ traits: WordTraits) throws {
    // A family or given name of two syllables is known by its first.
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
      for old in Spelling.oldToneMarks(of: word) { words.alias(old, to: id) }
      out.append(id)
    }
    return out
  }

  // MARK: Forms

  private static func compile(
    _ draft: FormFile.Draft, _ file: String, _ macros: [String: [String]]
  ) throws -> Form {
    var variants: [Form.Variant] = []
    for text in try expand(draft.regex, macros, file: file, line: draft.line) {
      let pattern: Pattern
      do {
        pattern = try Pattern(text, options: [.extended, .dupNames])
      } catch {
        throw PatternFault(file: file, line: draft.line, message: "form `\(draft.id)`: \(error)")
      }
      guard pattern.groupNumber(named: "content") != nil else {
        throw PatternFault(
          file: file, line: draft.line, message: "form `\(draft.id)` has no group (?<content>…)")
      }
      variants.append(
        Form.Variant(
          pattern: pattern, groups: Form.Groups(pattern), needs: RequiredSymbols.sets(of: text)))
    }
    var needs = SymbolSet()
    for symbol in draft.target == .quote ? "Qq" : "VKESIJY:" { needs.insert(symbol.asciiValue!) }
    return Form(
      id: draft.id, summary: draft.summary, target: draft.target, source: draft.regex,
      confidence: draft.confidence, examples: draft.examples, rejects: draft.rejects, file: file,
      line: draft.line, variants: variants, needs: needs)
  }

  /// Puts macros in: `{name}` with a letter first is a macro, `{2,5}` a repetition. One text for each
  /// combination of readings.
  private static func expand(
    _ text: String, _ macros: [String: [String]], file: String, line: Int, depth: Int = 0
  ) throws -> [String] {
    guard depth < 12 else {
      throw PatternFault(file: file, line: line, message: "macros call each other in a circle")
    }
    var out = [""]
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      out = out.map { $0 + rest[..<open] }
      let after = rest.index(after: open)
      guard after < rest.endIndex, rest[after].isLetter, let close = rest[after...].firstIndex(of: "}") else {
        out = out.map { $0 + "{" }
        rest = rest[after...]
        continue
      }
      let name = String(rest[after..<close])
      guard let macro = macros[name] else {
        throw PatternFault(
          file: file, line: line,
          message: "no macro is called `{\(name)}`; there are \(macros.keys.sorted().joined(separator: ", "))"
        )
      }
      let readings = try macro.flatMap { try expand($0, macros, file: file, line: line, depth: depth + 1) }
      out = readings.flatMap { reading in out.map { $0 + "(?:" + reading + ")" } }
      rest = rest[rest.index(after: close)...]
    }
    return out.map { $0 + rest }
  }

  private static func version(of files: [PatternFile]) -> String {
    var h = WordTable.hashSeed
    for file in files.sorted(by: { $0.name < $1.name }) {
      for byte in file.name.utf8 { h = WordTable.step(h, byte) }
      for byte in file.text.utf8 { h = WordTable.step(h, byte) }
    }
    let digits = String(WordTable.finish(h), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

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
