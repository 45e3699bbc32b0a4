import QuoteEngine
import VietnameseText

/// The words by which a check tells what a wording says: negations, conditions, rumours, numbers, short forms.
///
/// They are data: the files of `Patterns/checks`, and of the engine's lexicons the verbs of saying and the acronyms.
///
///     let lexicon = try CheckLexicon(files: files)     // all files under Patterns/
///     let checker = QuoteChecker(source: source, lexicon: lexicon)
public struct CheckLexicon: Sendable {
  /// What a phrase does, as the files name it.
  enum Use: String, CaseIterable {
    // negations.txt
    case negation, marked, compound, link
    // framing.txt; `link` stands there too
    case condition, unreal, then, rumour, hearsay, denial, filler, invented, harmless, question, tag,
      boundary, contrast
    case complementiser, own, pointing, addressee, according
    case whoseWords = "whose-words"
    case naming, asks
    // numbers.txt
    case number, loose, maybe, zero, head, point, silent, month, scale, unit, dated, roman
    case noTens = "no-tens"
    case ones
    // the engine's lexicons
    case cue
    case denyingCue = "denying-cue"
    case reports, preverb, label

    var bit: UInt64 { 1 << UInt64(Use.allCases.firstIndex(of: self)!) }
  }

  /// The uses of a phrase.
  struct Uses: OptionSet, Hashable {
    let rawValue: UInt64
    static let negation = Uses(.negation)
    static let marked = Uses(.marked)
    static let compound = Uses(.compound)
    static let link = Uses(.link)
    static let condition = Uses(.condition)
    static let then = Uses(.then)
    static let unreal = Uses(.unreal)
    static let rumour = Uses(.rumour)
    static let filler = Uses(.filler)
    static let hearsay = Uses(.hearsay)
    static let denial = Uses(.denial)
    static let invented = Uses(.invented)
    static let harmless = Uses(.harmless)
    static let question = Uses(.question)
    static let tag = Uses(.tag)
    static let boundary = Uses(.boundary)
    static let contrast = Uses(.contrast)
    static let complementiser = Uses(.complementiser)
    static let own = Uses(.own)
    static let pointing = Uses(.pointing)
    static let addressee = Uses(.addressee)
    static let according = Uses(.according)
    static let whoseWords = Uses(.whoseWords)
    static let naming = Uses(.naming)
    static let asks = Uses(.asks)
    static let number = Uses(.number)
    static let loose = Uses(.loose)
    static let maybe = Uses(.maybe)
    static let zero = Uses(.zero)
    static let head = Uses(.head)
    static let point = Uses(.point)
    static let silent = Uses(.silent)
    static let noTens = Uses(.noTens)
    static let ones = Uses(.ones)
    static let month = Uses(.month)
    static let scale = Uses(.scale)
    static let unit = Uses(.unit)
    static let dated = Uses(.dated)
    static let roman = Uses(.roman)
    static let cue = Uses(.cue)
    static let denyingCue = Uses(.denyingCue)
    static let preverb = Uses(.preverb)
    static let reports = Uses(.reports)
    static let label = Uses(.label)

    init(rawValue: UInt64) { self.rawValue = rawValue }
    init(_ use: Use) { rawValue = use.bit }
  }

  /// The words as they are compared with diacritics, and without.
  let exact: WordTables
  let folded: WordTables
  /// What short forms that are not initials stand for, by the spelling of the form.
  let abbreviations: [String: [[String]]]

  /// A lexicon without any word: every check takes words as they stand.
  public static let empty = CheckLexicon()

  private init() {
    exact = WordTables()
    folded = WordTables()
    abbreviations = [:]
  }

  /// The words for texts with diacritics, or without.
  func tables(folded isFolded: Bool) -> WordTables { isFolded ? folded : exact }

  // MARK: Reading

  private static let folder = "checks/"
  /// The engine's lexicons that checks need too.
  private static let shared: Set<String> = ["acronyms.txt", "cues.txt", "labels.txt", "preverbals.txt"]

  /// Reads the files of a pattern directory; of those that are not about checks, only what checks need.
  ///
  /// Throws the first fault, with file and line.
  public init(files: [PatternFile]) throws {
    var exact = WordTables()
    var folded = WordTables()
    var short: [String: [[String]]] = [:]
    var keys = WordKeys()
    func add(
      _ phrase: String, _ uses: Uses, _ value: Int64?, to family: WritableKeyPath<WordTables, PhraseTable>
    ) {
      let text = ComparedText(Normalization.nfc(phrase), keys: &keys)
      guard text.count > 0 else { return }
      exact[keyPath: family].add(text.exact, uses, value)
      if !uses.contains(.marked) { folded[keyPath: family].add(text.folded, uses, value) }
    }
    for file in files {
      let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
      let isOwn = file.name.hasPrefix(Self.folder) || file.name.contains("/" + Self.folder)
      for line in WordLine.lines(of: file) {
        switch (isOwn, name) {
        case (true, "negations.txt"): add(line.phrase, Uses(try line.use()), nil, to: \.negations)
        case (true, "framing.txt"): add(line.phrase, Uses(try line.use()), nil, to: \.frames)
        case (true, "numbers.txt"):
          add(line.phrase, Uses(try line.use()), try line.value(), to: \.numbers)
        case (true, "abbreviations.txt"):
          Self.add(line.phrase, try line.field(0), to: &short)
        case (true, _):
          throw line.fault(
            "no file of words for checks is called \(name); see the ones that ship with the program")
        case (false, "acronyms.txt"):
          if let expansion = line.fields.first { Self.add(line.phrase, expansion, to: &short) }
        case (false, "cues.txt"):
          let isDenying = line.fields.first == CueClass.deny.rawValue
          var uses: Uses = isDenying ? [.cue, .denyingCue] : .cue
          // It carries a claim by itself.
          if line.fields.last == CueTakes.both.rawValue { uses.insert(.reports) }
          add(line.phrase, uses, nil, to: \.cues)
        case (false, "labels.txt"):
          if line.fields.first != "answer" { add(line.phrase, .label, nil, to: \.labels) }
        case (false, "preverbals.txt"):
          if line.fields.first != "negation" { add(line.phrase, .preverb, nil, to: \.cues) }
        default: break
        }
        if !isOwn, !Self.shared.contains(name) { break }
      }
    }
    exact.seal()
    folded.seal()
    self.exact = exact
    self.folded = folded
    abbreviations = short
  }

  private static func add(_ form: String, _ expansion: String, to short: inout [String: [[String]]]) {
    let spelled = spelling(expansion)
    let key = spelling(form).joined()
    guard !spelled.isEmpty, !key.isEmpty else { return }
    short[key, default: []].append(spelled)
  }

  /// The words of a phrase in their one spelling.
  static func spelling(_ phrase: String) -> [String] {
    let text = ComparedText(Normalization.nfc(phrase))
    return (0..<text.count).map(text.key)
  }
}

/// The phrases of a lexicon, by what they are looked up for.
struct WordTables: Sendable {
  var negations = PhraseTable()
  var frames = PhraseTable()
  var numbers = PhraseTable()
  var cues = PhraseTable()
  var labels = PhraseTable()

  fileprivate mutating func seal() {
    negations.seal()
    frames.seal()
    numbers.seal()
    cues.seal()
    labels.seal()
  }
}

/// A line of a file of words: a phrase and its fields, separated by `|`; `#` opens a comment.
struct WordLine {
  var file: String
  var number: Int
  var phrase: String
  var fields: [String]

  static func lines(of file: PatternFile) -> [WordLine] {
    var out: [WordLine] = []
    var number = 0
    for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      guard let first = line.first, first != "#" else { continue }
      let bare = line.firstRange(of: " #").map { line[..<$0.lowerBound] } ?? line
      let parts = bare.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
      guard let phrase = parts.first, !phrase.isEmpty else { continue }
      out.append(WordLine(file: file.name, number: number, phrase: phrase, fields: Array(parts.dropFirst())))
    }
    return out
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  func field(_ index: Int) throws -> String {
    guard fields.count > index, !fields[index].isEmpty else {
      throw fault("“\(phrase)” needs \(index + 1) field\(index == 0 ? "" : "s") after it, separated by |")
    }
    return fields[index]
  }

  func use() throws -> CheckLexicon.Use {
    let name = try field(0)
    guard let use = CheckLexicon.Use(rawValue: name) else {
      let uses = CheckLexicon.Use.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("“\(name)” is not one of \(uses)")
    }
    return use
  }

  func value() throws -> Int64? {
    guard fields.count > 1, !fields[1].isEmpty else { return nil }
    guard let value = Int64(fields[1]) else { throw fault("“\(fields[1])” is no whole number") }
    return value
  }

  func fault(_ message: String) -> CheckWordFault {
    CheckWordFault(file: file, line: number, message: message)
  }
}

/// A fault in a file of words for checks.
public struct CheckWordFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's name within the pattern library.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// What is wrong and what would mend it.
  public var message: String

  /// `file:line: message`, the form that editors understand.
  public var description: String { "\(file):\(line): \(message)" }
}
