import GRDB

/// How much the engine would learn from a decision about a record.
///
/// Two things count: how near the record is to the engine's thresholds, where half of such records are wrong, and how little
/// reviewers have said of its form so far. Of one form, each record that stands before another in the queue counts as decided,
/// so that the queue does not begin with dozens of the same.
struct Instructiveness {
  /// Decisions about records of each form.
  var decided: [String: Int]

  /// The value of a record, from 0 to 2.
  ///
  /// - Parameter ahead: how many records of the form stand before it in the queue.
  func value(confidence: Double, form: String, ahead: Int) -> Double {
    // The variance of a coin that falls as sure as the engine is, 1 at its threshold of one half.
    let doubt = 4 * max(0, confidence * (1 - confidence))
    let rarity = 1 / Double(1 + (decided[form] ?? 0) + ahead).squareRoot()
    return doubt + rarity
  }
}

extension QuoteStore {
  /// The rows of the unreviewed records that a query lets through, those first that the engine would learn most from.
  public func instructiveRows(_ query: RecordQuery, limit: Int) throws -> [Int64] {
    var query = query
    query.statuses = [.unreviewed]
    query.order = .place
    let (condition, arguments) = query.condition()
    let (tables, words) = (query.recordTables, query.words)
    return try read { db in
      var decided: [String: Int] = [:]
      let forms = try Row.fetchCursor(
        db, sql: "SELECT pattern, count(*) FROM record WHERE status <> 'unreviewed' GROUP BY pattern")
      while let row = try forms.next() { decided[try row.value(0)] = try row.value(1) }
      let measure = Instructiveness(decided: decided)
      var byForm: [String: [(row: Int64, confidence: Double)]] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT r.id, r.confidence, r.pattern\(words == nil ? "" : ", r.text") FROM \(tables)\(condition)
          """,
        arguments: arguments)
      while let row = try rows.next() {
        if let words, try !words.occurs(in: row.value(3)) { continue }
        byForm[try row.value(2), default: []].append(try (row.value(0), row.value(1)))
      }
      var all: [(value: Double, row: Int64)] = []
      for (form, records) in byForm {
        let sorted = records.sorted {
          (abs($0.confidence - 0.5), $0.row) < (abs($1.confidence - 0.5), $1.row)
        }
        for (ahead, record) in sorted.prefix(limit).enumerated() {
          let value = measure.value(confidence: record.confidence, form: form, ahead: ahead)
          all.append((value, record.row))
        }
      }
      return all.sorted { ($1.value, $0.row) < ($0.value, $1.row) }.prefix(limit).map(\.row)
    }
  }
}
