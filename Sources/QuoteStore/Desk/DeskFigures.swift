import GRDB
import QuoteEngine

/// Figures of the whole database that take a look at every record.
public struct DeskFigures: Sendable {
  /// How many records have a confidence of so many twentieths: the first holds those below 0.05, the last those of 1.
  public var confidence: [(quotes: Int, claims: Int)] = Array(repeating: (0, 0), count: 20)
  /// The forms that fired, with how many records, most first.
  public var forms: [(name: String, records: Int)] = []
  /// The papers, with how many articles, most first.
  public var papers: [(name: String, articles: Int)] = []
  /// How far reviewing has come.
  public var progress = ReviewProgress()
  /// How well reviewers agree, those with most records in common first.
  public var agreements: [ReviewerAgreement] = []
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

/// How well two reviewers agree on the records that both have decided on: kept (as proposed or corrected) or rejected.
public struct ReviewerAgreement: Sendable, Hashable {
  /// The two, in alphabetical order.
  public var reviewers: [String]
  /// The records that both have decided on.
  public var records: Int
  /// Those on which they agree.
  public var agreed: Int
  /// Cohen's kappa (1960): agreement beyond what chance would give; `nil` when chance alone agrees on all.
  public var kappa: Double?

  /// Counts two reviewers' decisions, each whether a record is kept.
  init(_ first: String, _ second: String, _ decisions: [(Bool, Bool)]) {
    reviewers = [first, second].sorted()
    records = decisions.count
    agreed = decisions.count { $0.0 == $0.1 }
    let all = Double(max(1, records))
    let (a, b) = (Double(decisions.count(where: \.0)) / all, Double(decisions.count(where: \.1)) / all)
    let byChance = a * b + (1 - a) * (1 - b)
    kappa = byChance < 1 ? (Double(agreed) / all - byChance) / (1 - byChance) : nil
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
      var forms: [String: Int] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT layer = 'quote', min(19, max(0, CAST(confidence * 20 + 1e-9 AS INTEGER))), pattern, count(*)
          FROM record GROUP BY 1, 2, 3
          """)
      while let row = try rows.next() {
        let (bin, count) = try (row.value(1) as Int, row.value(3) as Int)
        if try row.value(0) {
          figures.confidence[bin].quotes += count
        } else {
          figures.confidence[bin].claims += count
        }
        forms[try row.value(2), default: 0] += count
      }
      figures.forms = forms.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
      figures.papers = try Row.fetchAll(
        db,
        sql:
          "SELECT source, count(*) FROM article WHERE source IS NOT NULL GROUP BY source ORDER BY 2 DESC, 1"
      ).map { try ($0.value(0), $0.value(1)) }
      figures.agreements = try Self.agreements(db)
    }
    return figures
  }

  /// What each reviewer last decided about each record, from the log: an undone decision does not count.
  private static func agreements(_ db: Database) throws -> [ReviewerAgreement] {
    var decided: [Int64: [String: Bool]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT record_id, made_by, action FROM review_log
        WHERE record_id IS NOT NULL AND action IN ('accept', 'reject', 'speaker', 'span', 'kind', 'undo') ORDER BY id
        """)
    while let row = try rows.next() {
      let (record, reviewer, action) = try (
        row.value(0) as Int64, row.value(1) as String, row.value(2) as String
      )
      decided[record, default: [:]][reviewer] = action == "undo" ? nil : action != "reject"
    }
    var pairs: [[String]: [(Bool, Bool)]] = [:]
    for (_, byReviewer) in decided where byReviewer.count > 1 {
      let names = byReviewer.keys.sorted()
      for (index, first) in names.enumerated() {
        for second in names[(index + 1)...] {
          guard let a = byReviewer[first], let b = byReviewer[second] else { continue }
          pairs[[first, second], default: []].append((a, b))
        }
      }
    }
    return pairs.map { ReviewerAgreement($0.key[0], $0.key[1], $0.value) }
      .sorted {
        ($1.records, $0.reviewers[0], $0.reviewers[1]) < ($0.records, $1.reviewers[0], $1.reviewers[1])
      }
  }
}
