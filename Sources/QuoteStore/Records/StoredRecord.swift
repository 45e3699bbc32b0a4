import GRDB
import QuoteEngine
import SpeakerIdentity

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
  /// The speaker's title as the article gives it at this place, or else elsewhere.
  public var role: String?
  /// The class of the role.
  public var roleClass: RoleClass?
  /// The speaker's gender, where the words tell it.
  public var gender: ProfileGender?
  /// Those who speak together, where the speaker is a group whose members the words name; the names that they have now.
  public var members: [String] = []
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

  /// The id that users see: the article's key, then `q` or `c` for the layer and the place in code points, such as
  /// `bai-1#q231-402`. It changes when a person changes the span or the layer.
  public var id: String { RecordID(articleKey: article.key, layer: layer, span: content.span).text }

  /// The layer of the record.
  public var layer: Layer { kind.layer }

  /// The record as the engine gives it, with the speaker that the database has.
  public var attribution: Attribution {
    Attribution(
      kind: kind, content: content,
      speaker: speaker.map { SpeakerReference(name: $0.name, kind: $0.kind, members: members) },
      source: source, cue: cue,
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
  /// The address that tells it from others (Wikidata), where the authority file has one.
  public var sameAs: String?

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
    r.reviewer, r.reviewed_at, r.note, r.origin, r.proposal, r.role, r.role_class, r.gender, s.same_as,
    \(JointSpeakers.column)
    """
  /// The tables behind `columns`.
  static let tables = """
    record r JOIN article a ON a.id = r.article_id LEFT JOIN speaker s ON s.id = r.speaker_id
    LEFT JOIN speaker v ON v.id = r.via_id
    """

  init(row: Row) throws {
    rowID = try row.value(0)
    let number = rowID
    self = try DamagedValue.naming("record \(number)") { try StoredRecord(number, row) }
  }

  private init(_ number: Int64, _ row: Row) throws {
    rowID = number
    kind = try row.known(1)
    content = try Excerpt.required(row, at: 2)
    speaker = try StoredSpeaker(row: row, at: 5)
    source = try Excerpt(row: row, at: 8)
    cue = try Excerpt(row: row, at: 11)
    via = try StoredSpeaker(row: row, at: 14)
    confidence = try row.value(17)
    pattern = try row.value(18)
    evidence = try JSONText.strings(row.value(19))
    cueClass = try row.value(20)
    isNegated = try row.value(21)
    figures = try FigureText.decode(row.value(22))
    status = try ReviewStatus(rawValue: row.value(23)) ?? .unreviewed
    isAnchored = try row.value(24)
    version = try row.value(25)
    article = try ArticleSummary(
      key: row.value(26), title: row.value(27), url: row.value(28), source: row.value(29),
      published: row.value(30))
    reviewer = try row.value(31)
    reviewedAt = try row.value(32)
    note = try row.value(33)
    origin = try (row.value(34) as String?).flatMap(MachineProposal.init(json:))
    proposal = try (row.value(35) as String?).flatMap(MachineProposal.init(json:))
    role = try row.value(36)
    roleClass = try (row.value(37) as String?).flatMap(RoleClass.init)
    gender = try (row.value(38) as String?).flatMap(ProfileGender.init)
    speaker?.sameAs = try row.value(39)
    members = try (row.value(40) as String?).map(JSONText.strings) ?? []
  }
}

extension StoredSpeaker {
  fileprivate init?(row: Row, at index: Int) throws {
    guard let id: Int64 = try row.value(index), let name: String = try row.value(index + 1) else {
      return nil
    }
    self.init(rowID: id, name: name, kind: try SpeakerKind(rawValue: row.value(index + 2)) ?? .unnamed)
  }
}

extension Excerpt {
  /// Reads the three columns of an excerpt; `nil` when they hold nothing.
  init?(row: Row, at index: Int) throws {
    guard let start: Int = try row.value(index), let end: Int = try row.value(index + 1),
      let text: String = try row.value(index + 2)
    else { return nil }
    self.init(span: Span(start: start, end: end), text: text)
    try requireSpan()
  }

  /// Reads the three columns of an excerpt that is always there.
  static func required(_ row: Row, at index: Int) throws -> Excerpt {
    let excerpt = try Excerpt(
      span: Span(start: row.value(index), end: row.value(index + 1)), text: row.value(index + 2))
    try excerpt.requireSpan()
    return excerpt
  }

  /// No words of ours are longer than their bytes, or end before they begin: those who cut them out rely on it.
  private func requireSpan() throws {
    guard span.start >= 0, span.end >= span.start, span.end - span.start <= text.utf8.count else {
      throw DamagedValue(fault: "words that are said to stand from \(span.start) to \(span.end)")
    }
  }
}
