import GRDB
import QuoteEngine

/// A quote or claim as the database has it.
public struct StoredRecord: Sendable, Hashable {
  /// The row's number, which it keeps as long as it is there.
  public var rowID: Int64
  /// The article it stands in.
  public var article: ArticleSummary
  /// Direct, fragment, indirect or mixed; decides the layer.
  public var kind: RecordKind
  /// The words and their place in the article.
  public var content: Excerpt
  /// Who speaks, after the users' decisions about speakers.
  public var speaker: StoredSpeaker?
  /// The words that name the speaker here.
  public var source: Excerpt?
  /// The verb or phrase that carries the attribution.
  public var cue: Excerpt?
  /// Who passed the words on.
  public var via: StoredSpeaker?
  /// How sure the attribution is, 0 to 1.
  public var confidence: Double
  /// The id of the form that fired.
  public var pattern: String
  /// One readable step of the attribution each.
  public var evidence: [String]
  /// The class of the cue.
  public var cueClass: String?
  /// Whether what is reported is denied.
  public var isNegated: Bool
  /// What makes the content worth checking.
  public var figures: [Figure]
  /// What people have decided.
  public var status: ReviewStatus
  /// Whether the words stand at their place; false for a reviewed record whose words a corrected text no longer has.
  public var isAnchored: Bool
  /// Grows with every change.
  public var version: Int
  /// Who decided last.
  public var reviewer: String?
  /// When, in UTC.
  public var reviewedAt: String?
  /// What a reviewer noted.
  public var note: String?
  /// What the machine had proposed when a person decided; `nil` for an unreviewed or added record.
  public var origin: MachineProposal?
  /// What the machine proposes since, where that contradicts the decision and `origin`.
  public var proposal: MachineProposal?
  /// Titles and offices that the article gives the speaker, in order of first appearance.
  public var speakerRoles: [String]

  /// The id that users see: the article's key, then `q` or `c` for the layer and the place in code points, such as
  /// `bai-1#q231-402`. It changes when a person changes the span or the layer.
  public var id: String { RecordID(articleKey: article.key, layer: layer, span: content.span).text }

  /// The layer of the record.
  public var layer: Layer { kind.layer }

  /// The record as the engine gives it, with the speaker that the database has.
  public var attribution: Attribution {
    Attribution(
      kind: kind, content: content, speaker: speaker?.reference, source: source, cue: cue,
      via: via?.reference,
      confidence: confidence, pattern: pattern, evidence: evidence, cueClass: cueClass, isNegated: isNegated,
      figures: figures)
  }
}

/// A speaker as a record refers to it.
public struct StoredSpeaker: Sendable, Hashable {
  /// The row's number.
  public var rowID: Int64
  /// The name.
  public var name: String
  /// What sort of speaker it is.
  public var kind: SpeakerKind

  /// The speaker as the engine refers to it.
  public var reference: SpeakerReference { SpeakerReference(name: name, kind: kind) }
}

/// What is known of an article, without its text.
public struct ArticleSummary: Sendable, Hashable {
  /// The key.
  public var key: String
  /// The title.
  public var title: String?
  /// Where it was found.
  public var url: String?
  /// The paper.
  public var source: String?
  /// When it was published, as given.
  public var published: String?
}

extension StoredRecord {
  /// The columns that `init(row:)` reads, in its order, of the tables that `tables` names.
  static let columns = """
    r.id, r.kind, r.start, r.end, r.text, r.speaker_id, s.name, s.kind, r.source_start, r.source_end, r.source_text,
    r.cue_start, r.cue_end, r.cue_text, r.via_id, v.name, v.kind, r.confidence, r.pattern, r.evidence, r.cue_class,
    r.negated, r.figures, r.status, r.is_anchored, r.version, a.key, a.title, a.url, a.source, a.published,
    r.reviewer, r.reviewed_at, r.note, r.origin, r.proposal,
    (SELECT p.roles FROM article_speaker p WHERE p.article_id = r.article_id AND p.speaker_id = r.speaker_id
     AND p.roles <> '[]' LIMIT 1)
    """
  /// The tables behind `columns`.
  static let tables = """
    record r JOIN article a ON a.id = r.article_id LEFT JOIN speaker s ON s.id = r.speaker_id
    LEFT JOIN speaker v ON v.id = r.via_id
    """

  init(row: Row) {
    rowID = row[0]
    kind = RecordKind(rawValue: row[1]) ?? .direct
    content = Excerpt(span: Span(start: row[2], end: row[3]), text: row[4])
    speaker = StoredSpeaker(row: row, at: 5)
    source = Excerpt(row: row, at: 8)
    cue = Excerpt(row: row, at: 11)
    via = StoredSpeaker(row: row, at: 14)
    confidence = row[17]
    pattern = row[18]
    evidence = JSONText.strings(row[19])
    cueClass = row[20]
    isNegated = row[21]
    figures = FigureText.decode(row[22])
    status = ReviewStatus(rawValue: row[23]) ?? .unreviewed
    isAnchored = row[24]
    version = row[25]
    article = ArticleSummary(key: row[26], title: row[27], url: row[28], source: row[29], published: row[30])
    reviewer = row[31]
    reviewedAt = row[32]
    note = row[33]
    origin = (row[34] as String?).flatMap(MachineProposal.init(json:))
    proposal = (row[35] as String?).flatMap(MachineProposal.init(json:))
    speakerRoles = (row[36] as String?).map(JSONText.strings) ?? []
  }
}

extension StoredSpeaker {
  fileprivate init?(row: Row, at index: Int) {
    guard let id: Int64 = row[index], let name: String = row[index + 1] else { return nil }
    self.init(rowID: id, name: name, kind: SpeakerKind(rawValue: row[index + 2]) ?? .unnamed)
  }
}

extension Excerpt {
  /// Reads the three columns of an excerpt.
  init?(row: Row, at index: Int) {
    guard let start: Int = row[index], let end: Int = row[index + 1], let text: String = row[index + 2] else {
      return nil
    }
    self.init(span: Span(start: start, end: end), text: text)
  }
}
