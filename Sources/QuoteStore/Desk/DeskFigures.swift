import Foundation
import GRDB
import QuoteEngine

/// Figures of the whole database that take a look at every record.
public struct DeskFigures: Sendable {
  /// How many records have a confidence of so many twentieths: the first holds those below 0.05, the last those of 1.
  public var confidence: [(quotes: Int, claims: Int)] = Array(repeating: (0, 0), count: 20)
  /// The forms that fired, with their words where a record has them, and how many records, most first.
  public var forms: [(name: String, words: String?, records: Int)] = []
  /// The papers, with how many articles, most first.
  public var papers: [(name: String, articles: Int)] = []
  /// How far reviewing has come.
  public var progress = ReviewProgress()
  /// How well reviewers agree, those with most records in common first.
  public var agreements: [ReviewerAgreement] = []
  /// The same by week, the last one first, and layer.
  public var agreementParts: [ReviewerAgreement] = []
  /// What reviewers did in the last weeks, the last day first.
  public var activity: [ReviewerDay] = []
  /// How many seconds each reviewer takes for a decision, where there are enough to tell: the median of those between
  /// two decisions of one sitting.
  public var pace: [String: Double] = [:]
  /// How many articles there are.
  public var articles = 0
  /// How many quotes.
  public var quotes = 0
  /// How many claims.
  public var claims = 0
  /// How many speakers.
  public var speakers = 0

  /// Makes figures of an empty database.
  public init() {}
}

/// How much a reviewer decided on one day.
public struct ReviewerDay: Sendable, Hashable {
  /// The day in UTC, `yyyy-mm-dd`.
  public var day: String
  /// Who.
  public var reviewer: String
  /// How many decisions about records, undone ones among them.
  public var decisions: Int
}

/// How well two reviewers agree on the records that both have decided on.
///
/// They agree where both reject, or both keep the same words as the same kind of the same speaker.
public struct ReviewerAgreement: Sendable, Hashable {
  /// The two, in alphabetical order.
  public var reviewers: [String]
  /// The layer that it is about; `nil` for both.
  public var layer: Layer?
  /// The week that it is about, `2026-W48` (ISO 8601), in which the second of the two decided; `nil` for all.
  public var week: String?
  /// The records that both have decided on.
  public var records: Int
  /// Those on which they agree.
  public var agreed: Int
  /// Cohen's kappa (1960) of keeping or rejecting: agreement beyond what chance would give; `nil` when chance alone
  /// agrees on all.
  public var kappa: Double?
  /// F1 of what one keeps against what the other keeps, the same words as the same kind of the same speaker; `nil` where
  /// neither keeps anything.
  public var f1: Double?

  /// Counts two reviewers' readings of the same records.
  init(_ first: String, _ second: String, _ readings: [(Reading, Reading)]) {
    reviewers = [first, second].sorted()
    records = readings.count
    agreed = readings.count { $0.0 == $0.1 }
    let all = Double(max(1, records))
    let (keptFirst, keptSecond) = (readings.count { $0.0.isKept }, readings.count { $0.1.isKept })
    let (a, b) = (Double(keptFirst) / all, Double(keptSecond) / all)
    let byChance = a * b + (1 - a) * (1 - b)
    let same = Double(readings.count { $0.0.isKept == $0.1.isKept }) / all
    kappa = byChance < 1 ? (same - byChance) / (1 - byChance) : nil
    let shared = readings.count { $0.0 == $0.1 && $0.0.isKept }
    f1 = keptFirst + keptSecond > 0 ? 2 * Double(shared) / Double(keptFirst + keptSecond) : nil
  }

  /// What a reviewer takes a record for.
  enum Reading: Hashable {
    case rejected
    case kept(kind: RecordKind, span: Span, speaker: String?)
    /// Something else than what stood, which the reviewer let stand in the end.
    case other(isKept: Bool, reviewer: String)

    var isKept: Bool {
      switch self {
      case .rejected: false
      case .kept: true
      case .other(let isKept, _): isKept
      }
    }

    /// The reading that a line of the log is.
    init?(_ line: ReviewLogEntry) {
      if line.action == ReviewAction.keep.rawValue {
        self = .other(isKept: line.note != ReviewAction.reject.rawValue, reviewer: line.madeBy)
        return
      }
      guard let state = line.after.flatMap(RecordState.init(json:)) else { return nil }
      self =
        state.status == .rejected
        ? .rejected
        : .kept(
          kind: state.kind, span: state.content.span,
          speaker: state.speaker.map { "\($0.kind.rawValue) \(NameKey($0.name).key)" })
    }
  }
}

extension QuoteStore {
  /// A number that changes whenever somebody else has written to the database.
  public func dataVersion() throws -> Int64 {
    try read { db in try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0 }
  }

  /// Counts everything once.
  public func deskFigures() throws -> DeskFigures {
    var figures = DeskFigures()
    (figures.articles, figures.quotes, figures.claims, figures.speakers) = try counts()
    figures.progress = try reviewProgress()
    try read { db in
      var forms: [String: (records: Int, first: Int64)] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT layer = 'quote', min(19, max(0, CAST(confidence * 20 + 1e-9 AS INTEGER))), pattern, count(*), min(id)
          FROM record GROUP BY 1, 2, 3
          """)
      while let row = try rows.next() {
        let (bin, count) = try (row.value(1) as Int, row.value(3) as Int)
        if try row.value(0) {
          figures.confidence[bin].quotes += count
        } else {
          figures.confidence[bin].claims += count
        }
        let form: String = try row.value(2)
        let known = forms[form]
        forms[form] = ((known?.records ?? 0) + count, min(known?.first ?? .max, try row.value(4)))
      }
      figures.forms = try forms.sorted { ($1.value.records, $0.key) < ($0.value.records, $1.key) }
        .map { ($0.key, try Self.words(ofForm: $0.key, in: $0.value.first, db), $0.value.records) }
      figures.papers = try Row.fetchAll(
        db,
        sql:
          "SELECT source, count(*) FROM article WHERE source IS NOT NULL GROUP BY source ORDER BY 2 DESC, 1"
      ).map { try ($0.value(0), $0.value(1)) }
      (figures.agreements, figures.agreementParts) = try Self.agreements(db)
      (figures.activity, figures.pace) = try Self.activity(db)
    }
    return figures
  }

  /// How many days are looked back.
  private static let days = 28
  /// Who pauses for longer than so many seconds begins another sitting.
  private static let longestPause = 300.0
  /// The fewest pauses that a pace is told from.
  private static let fewestPauses = 10

  /// Who decided how much on which day, and how fast, of the last days on which anybody did.
  private static func activity(_ db: Database) throws -> ([ReviewerDay], [String: Double]) {
    var days: [String: [String: Int]] = [:]
    var last: [String: Double] = [:]
    var pauses: [String: [Double]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT made_by, made_at, CAST(strftime('%s', made_at) AS REAL) FROM review_log
        WHERE record_id IS NOT NULL AND batch IS NULL AND action IN ('accept', 'reject', 'speaker', 'span', 'kind', 'add')
        ORDER BY id DESC
        """)
    while let row = try rows.next() {
      let (reviewer, day) = try (row.value(0) as String, String((row.value(1) as String).prefix(10)))
      if days[day] == nil, days.count == Self.days { break }
      days[day, default: [:]][reviewer, default: 0] += 1
      guard let time = try row.value(2) as Double? else { continue }
      if let after = last[reviewer], after - time >= 0, after - time <= longestPause {
        pauses[reviewer, default: []].append(after - time)
      }
      last[reviewer] = time
    }
    let all = days.sorted { $0.key > $1.key }.flatMap { day, reviewers in
      reviewers.sorted { $0.key < $1.key }.map {
        ReviewerDay(day: day, reviewer: $0.key, decisions: $0.value)
      }
    }
    let pace = pauses.filter { $0.value.count >= fewestPauses }.mapValues { $0.sorted()[$0.count / 2] }
    return (all, pace)
  }

  /// A form in words, as the evidence of a record that it found has it: “form ID: WORDS”.
  private static func words(ofForm id: String, in record: Int64, _ db: Database) throws -> String? {
    let evidence = try String.fetchOne(
      db.cachedStatement(sql: "SELECT evidence FROM record WHERE id = ?"), arguments: [record])
    let start = "form \(id): "
    return try evidence.map(JSONText.strings)?.first { $0.hasPrefix(start) }.map {
      String($0.dropFirst(start.count))
    }
  }

  /// What each reviewer last decided about each record, from the log: an undone decision does not count.
  private static func agreements(_ db: Database) throws -> (
    all: [ReviewerAgreement], parts: [ReviewerAgreement]
  ) {
    let shared = try Int64.fetchAll(
      db,
      sql: """
        SELECT record_id FROM review_log
        WHERE record_id IS NOT NULL AND action IN ('accept', 'reject', 'speaker', 'span', 'kind', 'keep')
        GROUP BY record_id HAVING count(DISTINCT made_by) > 1 ORDER BY record_id
        """)
    /// What two reviewers say of a record, of which layer, and when the second one said it.
    struct Shared {
      var readings: (ReviewerAgreement.Reading, ReviewerAgreement.Reading)
      var layer: Layer?
      var week: String?
    }
    var pairs: [[String]: [Shared]] = [:]
    for record in shared {
      let history = try RecordHistory(db, record)
      let lines = (history.decisions + history.lines.filter { $0.action == ReviewAction.keep.rawValue })
        .sorted { $0.id < $1.id }
      var readings: [String: (reading: ReviewerAgreement.Reading, line: ReviewLogEntry)] = [:]
      for line in lines where line.action != ReviewAction.note.rawValue {
        if let reading = ReviewerAgreement.Reading(line) { readings[line.madeBy] = (reading, line) }
      }
      let names = readings.keys.sorted()
      for (index, first) in names.enumerated() {
        for second in names[(index + 1)...] {
          guard let a = readings[first], let b = readings[second] else { continue }
          pairs[[first, second], default: []].append(
            Shared(
              readings: (a.reading, b.reading), layer: a.line.anchor?.layer,
              week: Week.name(of: max(a.line.madeAt, b.line.madeAt))))
        }
      }
    }
    let all = pairs.map { ReviewerAgreement($0.key[0], $0.key[1], $0.value.map(\.readings)) }
      .sorted {
        ($1.records, $0.reviewers[0], $0.reviewers[1]) < ($0.records, $1.reviewers[0], $1.reviewers[1])
      }
    var parts: [ReviewerAgreement] = []
    for agreement in all {
      let shared = pairs[agreement.reviewers] ?? []
      for week in Set(shared.compactMap(\.week)).sorted(by: >) {
        for layer in Layer.allCases {
          let some = shared.filter { $0.week == week && $0.layer == layer }
          guard !some.isEmpty else { continue }
          var part = ReviewerAgreement(
            agreement.reviewers[0], agreement.reviewers[1], some.map(\.readings))
          part.layer = layer
          part.week = week
          parts.append(part)
        }
      }
    }
    return (all, parts)
  }
}

/// Weeks of the calendar (ISO 8601).
enum Week {
  /// The week of a time in UTC, `2026-W48`; `nil` where it is none.
  static func name(of time: String) -> String? {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = TimeZone(identifier: "UTC") ?? .gmt
    let parts = time.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3,
      let date = calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))
    else { return nil }
    let week = calendar.component(.weekOfYear, from: date)
    return "\(calendar.component(.yearForWeekOfYear, from: date))-W\(week < 10 ? "0" : "")\(week)"
  }
}
