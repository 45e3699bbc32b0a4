import GRDB
import QuoteEngine
import SpeakerIdentity

/// Who is quoted how much: what newsroom source audits count.
public struct SourceReport: Sendable, Hashable {
  /// One value of what is counted by, with its counts.
  public struct Row: Sendable, Hashable {
    /// The value, such as a role class, a paper or a month; empty where it is not known.
    public var value: String
    /// How many quotes.
    public var quotes: Int
    /// How many claims.
    public var claims: Int
    /// How many speakers.
    public var speakers: Int
    /// Quotes and claims.
    public var records: Int { quotes + claims }

    /// Makes a row.
    public init(value: String, quotes: Int, claims: Int, speakers: Int) {
      self.value = value
      self.quotes = quotes
      self.claims = claims
      self.speakers = speakers
    }
  }

  /// What is counted by.
  public enum Dimension: String, Sendable, CaseIterable {
    case role, gender, kind, paper, month
  }

  /// Somebody among the most quoted or newly quoted.
  public struct Source: Sendable, Hashable {
    /// The speaker's row.
    public var id: Int64
    /// The name.
    public var name: String
    /// What sort of speaker it is.
    public var kind: String
    /// The role that articles give it most.
    public var role: String?
    /// How many quotes and claims.
    public var records: Int
    /// In how many articles.
    public var articles: Int
    /// The days on which it was first and last quoted, where articles have dates.
    public var first: String?
    public var last: String?
  }

  /// Quotes and claims in all.
  public var records = 0
  /// In how many articles.
  public var articles = 0
  /// Those that nobody is given for, or somebody without a name.
  public var unnamed = 0
  /// The tables, by dimension.
  public var tables: [Dimension: [Row]] = [:]
  /// Those who say most.
  public var most: [Source] = []
  /// Those who are quoted for the first time in the last tenth of the time that the articles cover, who say most first.
  public var new: [Source] = []

  /// Makes an empty report.
  public init() {}

  /// The share of records without a named speaker.
  public var unnamedShare: Double { records == 0 ? 0 : Double(unnamed) / Double(records) }

  /// What is divided by the records in which the gender is known: the share that women say.
  public var femaleShare: Double? {
    let rows = tables[.gender] ?? []
    let women = rows.first { $0.value == "f" }?.records ?? 0
    let men = rows.first { $0.value == "m" }?.records ?? 0
    return women + men == 0 ? nil : Double(women) / Double(women + men)
  }
}

extension QuoteStore {
  /// Counts who is quoted how much among the records that a query lets through.
  ///
  /// - Parameter limit: how many of the most and newly quoted.
  public func sourceReport(_ query: RecordQuery = RecordQuery(), limit: Int = 20) throws -> SourceReport {
    try read { db in
      let (condition, arguments) = query.condition()
      var report = SourceReport()
      let base = """
        SELECT r.id AS id, r.layer AS layer, r.article_id AS article_id, r.speaker_id AS speaker_id,
          r.role AS role, r.role_class AS role_class, r.gender AS gender, s.kind AS kind, s.name AS name,
          a.source AS paper, substr(a.published_on, 1, 7) AS month, a.published_on AS day
        FROM \(StoredRecord.tables)\(condition)
        """
      func fetch(_ sql: String) throws -> [Row] {
        try Row.fetchAll(db, sql: "WITH reported AS MATERIALIZED (\(base)) " + sql, arguments: arguments)
      }
      if let row = try fetch(
        """
        SELECT count(*), count(DISTINCT article_id), total(kind IS NULL OR kind = 'unnamed' OR kind = 'group'), min(day), max(day)
        FROM reported
        """
      ).first {
        report.records = try row.value(0)
        report.articles = try row.value(1)
        report.unnamed = Int(try row.value(2) as Double)
      }
      let columns: [SourceReport.Dimension: String] = [
        .role: "CASE WHEN kind = 'person' OR kind = 'unnamed' THEN role_class END",
        .gender: "CASE WHEN kind = 'person' OR kind = 'unnamed' THEN gender END", .kind: "kind",
        .paper: "paper",
        .month: "month",
      ]
      for dimension in SourceReport.Dimension.allCases {
        report.tables[dimension] = try fetch(
          """
          SELECT ifnull(\(columns[dimension]!), '') AS v, total(layer = 'quote'), total(layer = 'claim'),
            count(DISTINCT speaker_id) FROM reported GROUP BY v
          ORDER BY \(dimension == .month ? "v" : "count(*) DESC, v")
          """
        ).map { row in
          try SourceReport.Row(
            value: row.value(0), quotes: Int(row.value(1) as Double), claims: Int(row.value(2) as Double),
            speakers: row.value(3))
        }
      }
      let plain = """
        SELECT speaker_id, name, kind, count(*) AS n, count(DISTINCT article_id), min(day) AS first, max(day)
        FROM reported WHERE kind IN ('person', 'organisation') GROUP BY speaker_id
        """
      func source(_ row: Row) throws -> SourceReport.Source {
        let role = try String.fetchOne(
          db.cachedStatement(
            sql: """
              SELECT role FROM record WHERE speaker_id = ? AND role IS NOT NULL
              GROUP BY role ORDER BY count(*) DESC, role LIMIT 1
              """), arguments: [row.value(0) as Int64])
        return try SourceReport.Source(
          id: row.value(0), name: row.value(1), kind: row.value(2), role: role, records: row.value(3),
          articles: row.value(4), first: row.value(5), last: row.value(6))
      }
      report.most = try fetch(plain + " ORDER BY n DESC, name, speaker_id LIMIT \(max(0, limit))").map(source)
      let days = try fetch("SELECT DISTINCT day FROM reported WHERE day IS NOT NULL ORDER BY day").map {
        try $0.value(0) as String
      }
      if days.count > 9 {
        let from = days[days.count - days.count / 10]
        report.new = try fetch(
          plain + " HAVING first >= '\(from)' ORDER BY n DESC, name, speaker_id LIMIT \(max(0, limit))"
        ).map(source)
      }
      return report
    }
  }
}
