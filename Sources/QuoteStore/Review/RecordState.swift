import Foundation
import GRDB
import QuoteEngine

/// What a record says, as far as a person can decide it: what the review log holds before and after a decision.
public struct RecordState: Sendable, Hashable {
  /// What has been decided.
  public var status: ReviewStatus
  /// Direct, fragment, indirect or mixed; decides the layer.
  public var kind: RecordKind
  /// The words and their place.
  public var content: Excerpt
  /// Who speaks.
  public var speaker: SpeakerReference?
  /// The row of the speaker in this database; `nil` for nobody, and in what comes from another database.
  public var speakerID: Int64?
  /// The words that name the speaker here.
  public var source: Excerpt?
  /// The verb or phrase that carries the attribution.
  public var cue: Excerpt?
  /// What makes the words worth checking.
  public var figures: [Figure]
  /// What a reviewer noted.
  public var note: String?
  /// Who decided last.
  public var reviewer: String?
  /// When, in UTC.
  public var reviewedAt: String?
  /// Whether the words stand at their place.
  public var isAnchored: Bool
  /// What the machine had proposed when a person decided; `nil` for an unreviewed or added record.
  public var origin: MachineProposal?
  /// What the machine proposes since, where that contradicts the decision and `origin`.
  public var proposal: MachineProposal?

  /// The layer.
  public var layer: Layer { kind.layer }

  /// The state of a record as it is in the database.
  public init(_ record: StoredRecord) {
    status = record.status
    kind = record.kind
    content = record.content
    speaker = record.speaker?.reference
    speakerID = record.speaker?.rowID
    source = record.source
    cue = record.cue
    figures = record.figures
    note = record.note
    reviewer = record.reviewer
    reviewedAt = record.reviewedAt
    isAnchored = record.isAnchored
    origin = record.origin
    proposal = record.proposal
  }

  /// Whether another extraction must leave the record as it is.
  var isHeld: Bool { status.isReviewed || note != nil }

  /// The state's machine part.
  var proposed: MachineProposal { MachineProposal(kind: kind, content: content, speaker: speaker) }
}

/// What the machine said of some words: what they are and who says them.
public struct MachineProposal: Sendable, Hashable {
  /// Direct, fragment, indirect or mixed; decides the layer.
  public var kind: RecordKind
  /// The words and their place.
  public var content: Excerpt
  /// Who speaks.
  public var speaker: SpeakerReference?

  /// Makes a proposal.
  public init(kind: RecordKind, content: Excerpt, speaker: SpeakerReference?) {
    self.kind = kind
    self.content = content
    self.speaker = speaker
  }

  /// Whether two say the same of the same words; a name counts as it is looked up.
  func agrees(with other: MachineProposal) -> Bool {
    kind == other.kind && content.span == other.content.span && speaker.isSame(as: other.speaker)
  }
}

extension SpeakerReference? {
  /// Whether both are nobody or one speaker by kind and key.
  func isSame(as other: SpeakerReference?) -> Bool {
    switch (self, other) {
    case (nil, nil): true
    case (let a?, let b?): a == b || (a.kind == b.kind && NameKey(a.name).key == NameKey(b.name).key)
    default: false
    }
  }
}

// MARK: As JSON

extension RecordState {
  /// The state as a JSON object, its members in a fixed order.
  public var json: String { StateText.encode(Stored(self)) }

  /// Reads what `json` gives; `nil` when `json` is no such object.
  public init?(json: String) {
    guard let stored = StateText.decode(Stored.self, json) else { return nil }
    self.init(stored)
  }

  private struct Stored: Codable {
    var status: ReviewStatus
    var kind: String
    var start: Int
    var end: Int
    var text: String
    var speaker: StoredName?
    var speakerID: Int64?
    var source: StoredWords?
    var cue: StoredWords?
    var figures: [FigureText.Stored]
    var note: String?
    var reviewer: String?
    var reviewedAt: String?
    var isAnchored: Bool
    var origin: MachineProposal.Stored?
    var proposal: MachineProposal.Stored?

    init(_ state: RecordState) {
      status = state.status
      kind = state.kind.rawValue
      start = state.content.span.start
      end = state.content.span.end
      text = state.content.text
      speaker = state.speaker.map(StoredName.init)
      speakerID = state.speakerID
      source = state.source.map(StoredWords.init)
      cue = state.cue.map(StoredWords.init)
      figures = state.figures.map(FigureText.Stored.init)
      note = state.note
      reviewer = state.reviewer
      reviewedAt = state.reviewedAt
      isAnchored = state.isAnchored
      origin = state.origin.map(MachineProposal.Stored.init)
      proposal = state.proposal.map(MachineProposal.Stored.init)
    }
  }

  private init?(_ stored: Stored) {
    guard let kind = RecordKind(rawValue: stored.kind) else { return nil }
    status = stored.status
    self.kind = kind
    content = Excerpt(span: Span(start: stored.start, end: stored.end), text: stored.text)
    speaker = stored.speaker?.reference
    speakerID = stored.speakerID
    source = stored.source?.excerpt
    cue = stored.cue?.excerpt
    figures = stored.figures.compactMap(\.figure)
    note = stored.note
    reviewer = stored.reviewer
    reviewedAt = stored.reviewedAt
    isAnchored = stored.isAnchored
    origin = stored.origin?.proposal
    proposal = stored.proposal?.proposal
  }
}

extension MachineProposal {
  /// The proposal as a JSON object.
  var json: String { StateText.encode(Stored(self)) }

  /// Reads what `json` gives.
  public init?(json: String) {
    guard let proposal = StateText.decode(Stored.self, json)?.proposal else { return nil }
    self = proposal
  }

  fileprivate struct Stored: Codable {
    var kind: String
    var start: Int
    var end: Int
    var text: String
    var speaker: StoredName?

    init(_ proposal: MachineProposal) {
      kind = proposal.kind.rawValue
      start = proposal.content.span.start
      end = proposal.content.span.end
      text = proposal.content.text
      speaker = proposal.speaker.map(StoredName.init)
    }

    var proposal: MachineProposal? {
      RecordKind(rawValue: kind).map {
        MachineProposal(
          kind: $0, content: Excerpt(span: Span(start: start, end: end), text: text),
          speaker: speaker?.reference)
      }
    }
  }
}

private struct StoredName: Codable {
  var name: String
  var kind: String

  init(_ reference: SpeakerReference) {
    name = reference.name
    kind = reference.kind.rawValue
  }

  var reference: SpeakerReference {
    SpeakerReference(name: name, kind: SpeakerKind(rawValue: kind) ?? .unnamed)
  }
}

private struct StoredWords: Codable {
  var start: Int
  var end: Int
  var text: String

  init(_ excerpt: Excerpt) {
    start = excerpt.span.start
    end = excerpt.span.end
    text = excerpt.text
  }

  var excerpt: Excerpt { Excerpt(span: Span(start: start, end: end), text: text) }
}

private enum StateText {
  static func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings, numbers and lists of them: there is nothing that could not be encoded.
    return String(decoding: (try? encoder.encode(value)) ?? Data(), as: UTF8.self)
  }

  static func decode<T: Decodable>(_ type: T.Type, _ json: String) -> T? {
    // Whoever asks names the line of the log or the record that cannot be read.
    try? JSONDecoder().decode(type, from: Data(json.utf8))
  }
}
