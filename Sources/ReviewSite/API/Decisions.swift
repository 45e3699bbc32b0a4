import Foundation
import Hummingbird
import NIOCore
import QuoteEngine
import QuoteStore

/// A decision as a program or the script sends it.
struct SentDecision: Decodable, Sendable {
  /// Whom somebody takes for the speaker: a row, a name with its kind, or `null` for nobody.
  struct Speaker: Decodable, Sendable {
    var id: Int64?
    var name: String?
    var kind: String?
  }
  /// What the person saw of the record.
  struct Seen: Decodable, Sendable {
    var status: String
    var kind: String
    var start: Int
    var end: Int
    var speaker: Int64?
    var note: String?
  }

  var action: String
  /// The version that the person saw.
  var version: Int
  /// `nil` inside for nobody, `nil` where nothing was said of a speaker.
  var speaker: Speaker??
  var start: Int?
  var end: Int?
  var kind: String?
  var note: String?
  var seen: Seen?
  /// Names the decision, so that it is taken once however often it is sent.
  var request: String?
  /// Of `undo`: the line of the log, or the name, of what is taken back.
  var line: Int64?
  var undoes: String?
  /// Of `undo`: whether somebody else's decision may be taken back.
  var othersToo: Bool?
  /// Of `keep`: what the person had meant to do.
  var insteadOf: String?

  private enum Key: String, CodingKey {
    case action, version, speaker, start, end, kind, note, seen, request, line, undoes, othersToo, insteadOf
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    action = try values.decode(String.self, forKey: .action)
    version = try values.decode(Int.self, forKey: .version)
    if values.contains(.speaker) {
      speaker = .some(try values.decodeIfPresent(Speaker.self, forKey: .speaker))
    }
    start = try values.decodeIfPresent(Int.self, forKey: .start)
    end = try values.decodeIfPresent(Int.self, forKey: .end)
    kind = try values.decodeIfPresent(String.self, forKey: .kind)
    note = try values.decodeIfPresent(String.self, forKey: .note)
    seen = try values.decodeIfPresent(Seen.self, forKey: .seen)
    request = try values.decodeIfPresent(String.self, forKey: .request)
    line = try values.decodeIfPresent(Int64.self, forKey: .line)
    undoes = try values.decodeIfPresent(String.self, forKey: .undoes)
    othersToo = try values.decodeIfPresent(Bool.self, forKey: .othersToo)
    insteadOf = try values.decodeIfPresent(String.self, forKey: .insteadOf)
  }

  /// The decision. Throws `DeskError.badValue`.
  func decision() throws -> Decision {
    switch action {
    case "accept": return .accept
    case "reject": return .reject
    case "undo": return .undo
    case "keep":
      guard let meant = insteadOf.flatMap(ReviewAction.init) else { throw DeskError.badValue("insteadOf") }
      return .keep(insteadOf: meant)
    case "speaker":
      guard let speaker else { throw DeskError.badValue("speaker") }
      return .speaker(try speaker.map(Self.choice) ?? .nobody)
    case "span":
      guard let start, let end else { throw DeskError.badValue(start == nil ? "start" : "end") }
      return .span(Span(start: start, end: end))
    case "kind":
      guard let kind = kind.flatMap(RecordKind.init) else { throw DeskError.badValue("kind") }
      return .kind(kind)
    case "note":
      guard let note, note.unicodeScalars.count <= 4000 else { throw DeskError.badValue("note") }
      return .note(note)
    default: throw DeskError.badValue("action")
    }
  }

  /// What belongs to it. Throws `DeskError.badValue`.
  func context() throws -> DecisionContext {
    var context = DecisionContext(version: version)
    context.request = try Self.checkedRequest(request)
    if let name = undoes {
      context.undoing = .request(name)
    } else if let line {
      context.undoing = .line(line)
    }
    context.sparesOthers = !(othersToo ?? false)
    if let seen {
      guard let status = ReviewStatus(rawValue: seen.status), let kind = RecordKind(rawValue: seen.kind)
      else {
        throw DeskError.badValue("seen")
      }
      context.seen = SeenRecord(
        status: status, kind: kind, span: Span(start: seen.start, end: seen.end), speaker: seen.speaker,
        note: seen.note)
    }
    return context
  }

  /// A decision's name as it is taken. Throws `DeskError.badValue`.
  static func checkedRequest(_ name: String?) throws -> String? {
    guard let name else { return nil }
    guard (8...64).contains(name.utf8.count), name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw DeskError.badValue("request")
    }
    return name
  }

  static func choice(_ speaker: Speaker) throws -> SpeakerChoice {
    if let id = speaker.id { return .known(id) }
    guard let name = try speaker.name.map(SpeakerName.checked) else { throw DeskError.badValue("speaker") }
    guard let kind = SpeakerKind(rawValue: speaker.kind ?? "person") else { throw DeskError.badValue("kind") }
    return .named(name, kind)
  }
}

/// A quote or claim that the program missed, as it is sent.
struct SentRecord: Decodable, Sendable {
  var article: String
  var kind: String
  var start: Int
  var end: Int
  var speaker: SentDecision.Speaker?
  /// Names it, so that it is added once however often it is sent.
  var request: String?

  /// What to add. Throws `DeskError.badValue`.
  func missed() throws -> MissedQuote {
    guard let kind = RecordKind(rawValue: kind) else { throw DeskError.badValue("kind") }
    return MissedQuote(
      articleKey: article, kind: kind, span: Span(start: start, end: end),
      speaker: try speaker.map(SentDecision.choice) ?? .nobody)
  }
}

/// Names of speakers as they are taken from outside.
enum SpeakerName {
  /// The most characters of a name.
  static let longest = 200

  /// A name on one line. Throws `DeskError.badValue` when it is empty or too long.
  static func checked(_ typed: String) throws -> String {
    guard typed.utf8.count <= longest * 12 else { throw DeskError.badValue("name") }
    let name = typed.split {
      $0.isWhitespace || $0.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }
    .joined(separator: " ")
    guard !name.isEmpty, name.count <= longest else { throw DeskError.badValue("name") }
    return name
  }
}

/// Gives a review error the answer that belongs to it.
func answering<T>(_ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as ReviewError {
    switch error {
    case .stale(let current, _):
      throw DecisionConflict(
        code: "stale", current: current, values: ["name": current.reviewer ?? "", "id": current.id])
    case .placeTaken(let other):
      throw DecisionConflict(code: "place-taken", current: other, values: ["id": other.id])
    case .gone(let id): throw DeskError(status: .notFound, code: "gone", values: ["id": id])
    case .badSpan: throw DeskError(status: .conflict, code: "bad-span")
    case .othersDecision(let line, let current):
      throw DecisionConflict(
        code: "others-decision", current: current, last: line,
        values: ["name": line.madeBy, "id": current.id])
    case .ownDispute: throw DeskError(status: .forbidden, code: "own-dispute")
    case .nothingToUndo: throw DeskError(status: .conflict, code: "nothing-to-undo")
    case .emptyName: throw DeskError.badValue("name")
    case .noSpeaker(let id):
      throw DeskError(status: .notFound, code: "no-speaker", values: ["name": "#\(id)"])
    case .notInText: throw DeskError(status: .conflict, code: "not-in-text")
    }
  }
}

extension DeskContext {
  /// The JSON that was sent. Throws `DeskError` when it is none or lacks something.
  func decode<T: Decodable>(_ type: T.Type, _ request: Request) throws -> T {
    guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") ?? false else {
      throw DeskError.wrongMediaType
    }
    do {
      return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
    } catch DecodingError.keyNotFound(let key, _) {
      throw DeskError.badValue(key.stringValue)
    } catch DecodingError.typeMismatch(_, let place), DecodingError.valueNotFound(_, let place) {
      throw DeskError.badValue(place.codingPath.last?.stringValue ?? "body")
    } catch {
      throw DeskError(status: .badRequest, code: "bad-json")
    }
  }
}
