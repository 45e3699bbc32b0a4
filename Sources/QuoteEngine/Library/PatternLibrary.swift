import PCRE2
import VietnameseText

/// The lexicons and forms that the engine works with, compiled once.
public struct PatternLibrary: Sendable {
  /// Every entry of every lexicon, in the order of the files.
  public internal(set) var entries: [LexiconEntry] = []
  /// The forms in the order in which they are tried.
  public private(set) var forms: [Form] = []
  /// Faults that did not keep the library from being used; `lint` finds more.
  public internal(set) var faults: [PatternFault] = []
  /// What was learnt for each question.
  public private(set) var weights: [ModelName: WeightFile] = [:]
  /// A short hash of all pattern files, which tells one version of the patterns from another.
  public let version: String

  var words = WordTable()
  var phrases = PhraseTrie()
  /// Per word id: what the word is by itself (family name, given name, sentence opener …).
  var wordTraits: [WordTraits] = []
  /// What each of its lexicons holds, by the file's name.
  var lexicons: [String: LexiconCategory] = [:]
  /// The sets of `words/`, each phrase by the hashes of its words.
  var wordSets: [WordSetName: [[UInt64]]] = [:]
  /// What acronyms stand for, by the numbers of their entries, as the hashes of the words.
  var expansions: [Int32: [UInt64]] = [:]

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
      } else if file.name.hasPrefix("words/"), file.name.hasSuffix(".txt") {
        readWordSet(file)
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
    nameMissing()
  }

  private mutating func readWeights(_ file: PatternFile) {
    guard file.name.hasPrefix("weights/") else { return }
    let base = file.name.dropFirst("weights/".count).dropLast(".tsv".count)
    // Weights of other parts of the program are theirs.
    guard let model = ModelName(rawValue: String(base)) else { return }
    weights[model] = WeightFile(file, faults: &faults)
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
