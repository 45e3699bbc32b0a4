import QuoteEngine
import QuoteStore
import SpeakerIdentity

/// The filters of lists of records, as they stand in an address. Names are those of `trichdan quotes`.
struct RecordFilter: Sendable {
  var speaker: String?
  var speakerID: Int64?
  var article: String?
  var source: String?
  var since: String?
  var until: String?
  var form: String?
  var layer: Layer?
  var kind: SpeakerKind?
  var status: ReviewStatus?
  var isAnyStatus = false
  var isInConflict = false
  var minimum: Double?
  var below: Double?
  var figure: Figure.Kind?
  var match: String?
  /// Who decided last.
  var reviewer: String?
  /// The days on which it was decided.
  var decidedSince: String?
  var decidedUntil: String?
  /// What the speaker is, and which gender the words tell.
  var role: RoleClass?
  var gender: ProfileGender?
  /// The number of a part of the queue that was given to somebody.
  var share: Int64?
  /// Fields whose values cannot be used, as they were typed; the others hold all the same.
  private(set) var faults: [(name: String, text: String)] = []

  /// Reads an address. Throws `DeskError.badValue`.
  ///
  /// Pages send what is not filled in without a value; a program that does so has forgotten something.
  init(_ form: Form) throws {
    if let name = Self.chosen.first(where: form.isBlank) { throw DeskError.badValue(name) }
    self.init(lenient: form, asPercent: false)
    if let fault = faults.first { throw DeskError.badValue(fault.name) }
  }

  /// Reads a page's form, whose confidence is in per cent, as the page shows it. A value that cannot be used is a fault.
  init(page form: Form) { self.init(lenient: form, asPercent: true) }

  private init(lenient form: Form, asPercent: Bool) {
    func read<T>(_ name: String, _ value: (Form) throws -> T?) -> T? {
      do { return try value(form) } catch {
        faults.append((name, form[name] ?? ""))
        return nil
      }
    }
    speaker = form["speaker"]
    speakerID = read("speaker-id") { form in
      guard let id = try form.integer("speaker-id") else { return nil }
      guard id > 0 else { throw DeskError.badValue("speaker-id") }
      return Int64(id)
    }
    article = form["article"]
    source = form["source"]
    self.form = form["form"]
    layer = read("layer") { try $0.choice("layer", of: Layer.self) }
    kind = read("kind") { try $0.choice("kind", of: SpeakerKind.self) }
    figure = read("check-worthy") { try $0.choice("check-worthy", of: Figure.Kind.self) }
    role = read("role") { try $0.choice("role", of: RoleClass.self) }
    gender = read("gender") { try $0.choice("gender", of: ProfileGender.self) }
    share = read("share") { form in
      guard let id = try form.integer("share") else { return nil }
      guard id > 0 else { throw DeskError.badValue("share") }
      return Int64(id)
    }
    match = form["match"]
    reviewer = form["reviewer"]
    switch form["status"] {
    case "all": isAnyStatus = true
    case "conflict": isInConflict = true
    default: status = read("status") { try $0.choice("status", of: ReviewStatus.self) }
    }
    minimum = read("min-confidence") { try Self.share($0, "min-confidence", asPercent) }
    below = read("below") { try Self.share($0, "below", asPercent) }
    since = read("since") { try Self.day($0, "since", isStrict: !asPercent) }
    until = read("until") { try Self.day($0, "until", isStrict: !asPercent) }
    decidedSince = read("decided-since") { try Self.day($0, "decided-since", isStrict: !asPercent) }
    decidedUntil = read("decided-until") { try Self.day($0, "decided-until", isStrict: !asPercent) }
  }

  /// The fields that are no free text.
  private static let chosen = [
    "speaker-id", "since", "until", "layer", "kind", "status", "min-confidence", "below", "check-worthy",
    "decided-since", "decided-until", "role", "gender", "share",
  ]

  /// A share from 0 to 1. On a page `62`, `62 %` and `0,62` are the same.
  private static func share(_ form: Form, _ name: String, _ asPercent: Bool) throws -> Double? {
    guard var text = form[name]?.replacing(",", with: ".").filter({ !$0.isWhitespace }) else { return nil }
    let hasSign = asPercent && text.hasSuffix("%")
    if hasSign { text.removeLast() }
    guard var value = Double(text) else { throw DeskError.badValue(name) }
    if hasSign || asPercent && value > 1 { value /= 100 }
    guard (0...1).contains(value) else { throw DeskError.badValue(name) }
    return value
  }

  /// A day; programs write it as `yyyy-mm-dd`, people as they like.
  private static func day(_ form: Form, _ name: String, isStrict: Bool) throws -> String? {
    guard let text = form[name] else { return nil }
    guard let day = PublicationDate.day(of: text), !isStrict || day == text else {
      throw DeskError.badValue(name)
    }
    return day
  }

  /// Whether it lets everything through that has the usual status.
  var isEmpty: Bool { fields.isEmpty }

  /// The filter as fields of an address.
  var fields: [(String, String?)] {
    let all: [(String, String?)] = [
      ("speaker", speaker), ("speaker-id", speakerID.map { String($0) }), ("article", article),
      ("source", source),
      ("since", since), ("until", until), ("form", form), ("layer", layer?.rawValue),
      ("kind", kind?.rawValue),
      ("status", isAnyStatus ? "all" : isInConflict ? "conflict" : status?.rawValue),
      ("min-confidence", minimum.map { "\($0)" }), ("below", below.map { "\($0)" }),
      ("check-worthy", figure?.rawValue), ("match", match), ("reviewer", reviewer),
      ("decided-since", decidedSince), ("decided-until", decidedUntil), ("role", role?.rawValue),
      ("gender", gender?.rawValue), ("share", share.map { String($0) }),
    ]
    return all.filter { $0.1 != nil }
  }

  /// The query; `usual` is the status where the filter names none. Throws `NotFound`.
  func query(_ store: QuoteStore, usual: ReviewStatus?) throws -> RecordQuery {
    var query = RecordQuery()
    if let speakerID { query.speakerIDs = [speakerID] }
    if let speaker { query.speakerIDs = try store.speakers(named: speaker, kind: nil).map(\.id) }
    if let article { query.articleKeys = [try store.articleKey(article)] }
    if let source { query.papers = try store.papers(named: source) }
    query.since = since
    query.until = until
    query.patterns = form.map { [$0] }
    query.layer = layer
    query.speakerKind = kind
    query.minimumConfidence = minimum
    query.confidenceBelow = below
    query.figure = figure
    query.reviewer = reviewer
    query.decidedSince = decidedSince
    query.decidedUntil = decidedUntil
    query.roleClasses = role.map { [$0] }
    query.gender = gender
    if let share {
      query.share = try store.queueShares().first { $0.id == share }
      // A link to a part that was taken back since shows nothing else in its place.
      guard query.share != nil else {
        throw DeskError(status: .notFound, code: "no-share", values: ["id": "\(share)"])
      }
    }
    query.words = match.flatMap { WordSearch($0) }
    if let match, query.words == nil {
      throw DeskError(status: .notFound, code: "no-letters", values: ["text": String(match.prefix(80))])
    }
    if isInConflict {
      query.isInConflict = true
    } else if !isAnyStatus, let status = status ?? usual {
      query.statuses = [status]
    }
    return query
  }
}
