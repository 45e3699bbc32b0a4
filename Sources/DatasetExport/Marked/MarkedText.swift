import ArticleReader
import QuoteEngine

/// An article as annotation tools know it: a text with marked words, and relations between them.
///
/// A quote or claim is a mark; so are the words that name its speaker and the cue, to which relations lead. A tool knows
/// nothing more of a record: what else there is stays in the database, where `QuoteStore` looks for it.
public struct MarkedText: Sendable, Hashable {
  /// Marked words.
  public struct Mark: Sendable, Hashable {
    /// The mark's name within the article.
    public var id: String
    /// What the words are.
    public var label: MarkLabel
    /// Where they stand.
    public var span: Span

    /// Makes a mark.
    public init(id: String, label: MarkLabel, span: Span) {
      self.id = id
      self.label = label
      self.span = span
    }
  }

  /// What leads from one mark to another.
  public struct Relation: Sendable, Hashable {
    /// What sort of relation it is.
    public var kind: MarkRelation
    /// The mark that it leads from.
    public var from: String
    /// The mark that it leads to.
    public var to: String

    /// Makes a relation.
    public init(_ kind: MarkRelation, from: String, to: String) {
      self.kind = kind
      self.from = from
      self.to = to
    }
  }

  /// The article; its key is empty where the tool knows none.
  public var article: Article
  /// The records that the annotator was shown, as `q12-40`; `nil` where nobody has said. One of these without a mark was
  /// taken away.
  public var shown: [String]?
  /// The marks in the order of the records.
  public var marks: [Mark] = []
  /// The relations.
  public var relations: [Relation] = []
  /// What could not be taken of the file's marks, in words.
  public var notes: [String] = []

  /// Makes an article without marks.
  public init(_ article: Article, shown: [String]? = nil) {
    self.article = article
    self.shown = shown
  }

  /// The article as its records mark it.
  public init(_ article: DatasetArticle) {
    self.init(article.article, shown: article.records.map { Self.id(of: $0.attribution) })
    let cutter = TextCutter(article.article.text)
    for record in article.records {
      let found = record.attribution
      guard let content = mark(MarkLabel(found.kind), found.content.span, "", cutter) else { continue }
      if let speaker = found.speaker,
        let place = found.source?.span
          ?? Self.mention(of: speaker, near: found.content.span, in: article.speakers),
        let source = mark(MarkLabel(speaker.kind), place, "s", cutter)
      {
        relations.append(Relation(.spokenBy, from: content, to: source))
      }
      if let cue = found.cue, let verb = mark(.cue, cue.span, "k", cutter) {
        relations.append(Relation(.reports, from: verb, to: content))
      }
    }
  }

  /// How annotation tools are told of a record: its layer and place, unlike any other's of the article.
  public static func id(of record: Attribution) -> String {
    "\(record.layer == .quote ? "q" : "c")\(record.content.span.start)-\(record.content.span.end)"
  }

  /// The marks of records with what leads from and to them.
  public var records: [(mark: Mark, sources: [Mark], cues: [Mark])] {
    let named = Dictionary(marks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var sources: [String: [Mark]] = [:]
    var cues: [String: [Mark]] = [:]
    for relation in relations {
      guard let from = named[relation.from], let to = named[relation.to] else { continue }
      switch relation.kind {
      case .spokenBy: sources[from.id, default: []].append(to)
      case .reports: cues[to.id, default: []].append(from)
      }
    }
    return marks.filter { $0.label.recordKind != nil }.map { ($0, sources[$0.id] ?? [], cues[$0.id] ?? []) }
  }

  /// Adds a mark, or finds the one that is there, and gives its name; `nil` where there is nothing to be marked.
  private mutating func mark(
    _ label: MarkLabel, _ span: Span, _ letter: String, _ cutter: TextCutter
  ) -> String? {
    guard let words = cutter.words(at: span), !words.allSatisfy(\.isWhitespace) else { return nil }
    let letter = label.recordKind.map { $0.layer == .quote ? "q" : "c" } ?? letter
    var id = "\(letter)\(span.start)-\(span.end)"
    if let known = marks.first(where: { $0.id == id }), known.label != label { id += "-\(label.rawValue)" }
    if !marks.contains(where: { $0.id == id }) { marks.append(Mark(id: id, label: label, span: span)) }
    return id
  }

  /// The mention of a speaker that stands nearest to a quote which does not name him, outside of it.
  static func mention(
    of speaker: SpeakerReference, near content: Span, in speakers: [DatasetSpeaker]
  ) -> Span? {
    let mentions = speakers.filter { $0.speaker.name == speaker.name && $0.speaker.kind == speaker.kind }
      .flatMap(\.speaker.mentions).filter { $0.end <= content.start || $0.start >= content.end }
    func distance(_ span: Span) -> Int {
      span.end <= content.start ? content.start - span.end : span.start - content.end
    }
    return mentions.min { (distance($0), $0.start, $0.end) < (distance($1), $1.start, $1.end) }
  }
}

/// Takes the marks of a file for an article, whose names, places and labels are whatever a tool or a person made of them.
struct MarkCollector {
  private let scalars: [Unicode.Scalar]
  private(set) var marked: MarkedText
  private var unknown: [String: Int] = [:]

  init(_ article: Article, shown: [String]?) {
    scalars = Array(article.text.unicodeScalars)
    marked = MarkedText(article, shown: shown)
  }

  /// Adds a mark without the spaces at its ends. Throws a `DatasetLine.Fault` where it does not stand in the text.
  mutating func add(id: String, label: String, start: Int, end: Int) throws {
    guard 0 <= start, start < end, end <= scalars.count else {
      throw DatasetLine.Fault(
        reason: "“\(label)” (\(start)–\(end)) does not stand in the text of \(scalars.count) characters",
        remedy: "export it again from the tool; offsets count Unicode code points")
    }
    guard let known = MarkLabel.allCases.first(where: { $0.rawValue.lowercased() == label.lowercased() })
    else {
      unknown[label, default: 0] += 1
      return
    }
    var (start, end) = (start, end)
    while start < end, scalars[start].properties.isWhitespace { start += 1 }
    while start < end, scalars[end - 1].properties.isWhitespace { end -= 1 }
    guard start < end else { return }
    marked.marks.append(MarkedText.Mark(id: id, label: known, span: Span(start: start, end: end)))
  }

  /// Adds a relation; one whose name nobody knows, or that leads nowhere, is left out.
  mutating func relate(_ kind: String, from: String, to: String) {
    guard let known = MarkRelation.allCases.first(where: { $0.rawValue.lowercased() == kind.lowercased() })
    else {
      unknown[kind, default: 0] += 1
      return
    }
    marked.relations.append(MarkedText.Relation(known, from: from, to: to))
  }

  /// The article with what was not understood.
  func finish() -> MarkedText {
    var marked = marked
    marked.notes = unknown.sorted { $0.key < $1.key }.map { label, count in
      "“\(label)” is no label of trichdan's, and \(count) mark\(count == 1 ? "" : "s") with it left out; there are "
        + (MarkLabel.allCases.map(\.rawValue) + MarkRelation.allCases.map(\.rawValue)).joined(separator: ", ")
    }
    return marked
  }
}
