import Crypto
import QuoteEngine

/// `brat`: for each article a .txt with its text and an .ann with its annotations in brat's standoff format, and the
/// configuration that brat needs to show them. https://brat.nlplab.org/standoff.html
///
/// brat counts characters of the .txt as Python does, which are our code points. An annotation of brat's cannot hold a
/// line end: a span over several lines becomes fragments, one a line, whose words stand in the .ann with spaces
/// between. The words that name a speaker and the cue are annotations of their own, tied to the quote by relations; the
/// speaker's name, the evidence and what reviewers noted are notes.
struct BratWriter: DatasetWriter {
  mutating func begin(_ out: inout DatasetOutput) {
    out.files.append(("annotation.conf", Array(Self.configuration.utf8)))
    out.files.append(("visual.conf", Array(Self.appearance.utf8)))
  }

  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput) {
    let name = BratDocument.name(of: article.article.id)
    out.files.append((name + ".txt", Array(article.article.text.utf8)))
    out.files.append((name + ".ann", BratDocument(article).bytes))
  }

  mutating func end(_ out: inout DatasetOutput) {}

  private static let configuration = """
    [entities]
    Direct
    Fragment
    Indirect
    Mixed
    Person
    Organisation
    Group
    Unnamed
    Cue

    [relations]
    SpokenBy	Arg1:Direct|Fragment|Indirect|Mixed, Arg2:Person|Organisation|Group|Unnamed
    Reports	Arg1:Cue, Arg2:Direct|Fragment|Indirect|Mixed
    <OVERLAP>	Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

    [events]

    [attributes]
    Negated	Arg:Direct|Fragment|Indirect|Mixed
    Status	Arg:Direct|Fragment|Indirect|Mixed, Value:accepted|corrected|added|rejected

    """

  private static let appearance = """
    [labels]
    Direct | Quote | Q
    Fragment | Quoted fragment | F
    Indirect | Claim | C
    Mixed | Claim with quotes | M
    SpokenBy | Spoken by | by

    [drawing]
    Direct	bgColor:#b8e0b8
    Fragment	bgColor:#d6ecb5
    Indirect	bgColor:#f3e3a1
    Mixed	bgColor:#f0d3a0
    Person	bgColor:#a9d6e8
    Organisation	bgColor:#b9c8ee
    Group	bgColor:#c9d9e8
    Unnamed	bgColor:#d8dfe6
    Cue	bgColor:#e0e0e0
    Negated	glyph:✗

    """
}

/// The annotations of one article as brat's standoff lines.
struct BratDocument {
  /// The .ann file.
  private(set) var bytes: [UInt8] = []

  private struct Mark: Hashable {
    var type: String
    var span: Span
  }

  private let cutter: TextCutter
  private var marks: [Mark: Int] = [:]
  private var relations = 0
  private var attributes = 0
  private var notes = 0

  /// Writes the annotations of an article.
  init(_ article: DatasetArticle) {
    cutter = TextCutter(article.article.text)
    for record in article.records { add(record, article.speakers) }
  }

  /// The name of an article's files without their ending: its key where that is a safe file name everywhere, else what
  /// is safe of it with the beginning of its hash.
  static func name(of key: String) -> String {
    func isSafe(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
    }
    let bytes = Array(key.utf8)
    if !bytes.isEmpty, bytes.count <= 100, bytes.allSatisfy(isSafe) { return key }
    let digits = Array("0123456789abcdef".utf8)
    let hash = SHA256.hash(data: bytes).prefix(6).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    let kept = bytes.prefix(60).map { byte -> UInt8 in
      if (0x41...0x5A).contains(byte) { return byte | 0x20 }
      return isSafe(byte) ? byte : UInt8(ascii: "-")
    }
    // A dot, which no key that stays as it is has, keeps the two apart.
    return String(decoding: kept + [UInt8(ascii: ".")] + hash, as: UTF8.self)
  }

  // MARK: Lines

  private mutating func add(_ record: DatasetRecord, _ speakers: [DatasetSpeaker]) {
    let found = record.attribution
    // Two records may stand at one place; each has an annotation of its own.
    guard let content = mark(MarkLabel(found.kind).rawValue, found.content.span, isShared: false) else {
      return
    }
    if let speaker = found.speaker {
      let place =
        found.source?.span ?? MarkedText.mention(of: speaker, near: found.content.span, in: speakers)
      if let place, let source = mark(MarkLabel(speaker.kind).rawValue, place, isShared: true) {
        relate("SpokenBy", content, source)
      }
    }
    if let cue = found.cue, let verb = mark("Cue", cue.span, isShared: true) {
      relate("Reports", verb, content)
    }
    if found.isNegated { attribute("Negated", content, nil) }
    if record.status != "unreviewed" { attribute("Status", content, record.status) }
    note(of: record, content)
  }

  private mutating func note(of record: DatasetRecord, _ content: Int) {
    let found = record.attribution
    var parts = ["speaker: " + (found.speaker.map { "\($0.name) (\($0.kind.rawValue))" } ?? "not known")]
    if let via = found.via { parts.append("via: \(via.name)") }
    parts.append("form: \(found.pattern)")
    var confidence: [UInt8] = []
    JSONWriter.number(found.confidence, to: &confidence)
    parts.append("confidence: " + String(decoding: confidence, as: UTF8.self))
    if let reviewer = record.reviewer { parts.append("reviewer: \(reviewer)") }
    if let note = record.note { parts.append("note: \(note)") }
    parts += found.evidence
    notes += 1
    line("#\(notes)\tAnnotatorNotes T\(content)\t\(parts.joined(separator: "; "))")
  }

  /// Writes a text-bound annotation and gives its number; `nil` when the span has nothing but line ends.
  private mutating func mark(_ type: String, _ span: Span, isShared: Bool) -> Int? {
    let mark = Mark(type: type, span: span)
    if isShared, let known = marks[mark] { return known }
    let pieces = cutter.pieces(of: span, isBreak: LineBreaks.isBreak)
    let words = pieces.compactMap { cutter.words(at: $0) }
    guard !pieces.isEmpty, words.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    count += 1
    if isShared { marks[mark] = count }
    let place = pieces.map { "\($0.start) \($0.end)" }.joined(separator: ";")
    line("T\(count)\t\(type) \(place)\t\(words.joined(separator: " "))")
    return count
  }

  private var count = 0

  private mutating func relate(_ type: String, _ first: Int, _ second: Int) {
    relations += 1
    line("R\(relations)\t\(type) Arg1:T\(first) Arg2:T\(second)")
  }

  private mutating func attribute(_ type: String, _ mark: Int, _ value: String?) {
    attributes += 1
    line("A\(attributes)\t\(type) T\(mark)" + (value.map { " \($0)" } ?? ""))
  }

  private mutating func line(_ text: String) {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(LineBreaks.isBreak(scalar) ? " " : scalar) }
    bytes += String(scalars).utf8
    bytes.append(0x0A)
  }
}

/// What brat, which is written in Python, may take for the end of a line.
enum LineBreaks {
  static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
