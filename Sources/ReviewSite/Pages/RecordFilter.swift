import QuoteEngine
import QuoteStore

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

  /// Reads an address. Throws `DeskError.badValue`.
  init(_ form: Form) throws {
    speaker = form["speaker"]
    if let id = try form.integer("speaker-id") { speakerID = Int64(id) }
    article = form["article"]
    source = form["source"]
    self.form = form["form"]
    layer = try form.choice("layer", of: Layer.self)
    kind = try form.choice("kind", of: SpeakerKind.self)
    figure = try form.choice("check-worthy", of: Figure.Kind.self)
    match = form["match"]
    switch form["status"] {
    case "all": isAnyStatus = true
    case "conflict": isInConflict = true
    default: status = try form.choice("status", of: ReviewStatus.self)
    }
    minimum = try Self.share(form, "min-confidence")
    below = try Self.share(form, "below")
    since = try Self.day(form, "since")
    until = try Self.day(form, "until")
  }

  private static func share(_ form: Form, _ name: String) throws -> Double? {
    guard let text = form[name] else { return nil }
    guard let value = Double(text.replacing(",", with: ".")), (0...1).contains(value) else {
      throw DeskError.badValue(name)
    }
    return value
  }

  private static func day(_ form: Form, _ name: String) throws -> String? {
    guard let text = form[name] else { return nil }
    guard let day = PublicationDate.day(of: text) else { throw DeskError.badValue(name) }
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
      ("check-worthy", figure?.rawValue), ("match", match),
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
    query.words = match.flatMap(WordSearch.init)
    if match != nil, query.words == nil { throw DeskError.badValue("match") }
    if isInConflict {
      query.isInConflict = true
    } else if !isAnyStatus, let status = status ?? usual {
      query.statuses = [status]
    }
    return query
  }
}
