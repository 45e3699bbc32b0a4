import GRDB
import QuoteEngine

/// Which articles to list. Conditions that are `nil` let everything through; all others must hold.
public struct ArticleQuery: Sendable, Hashable {
  /// Words of the title, each of which must begin a word of it, without regard to case and diacritics.
  public var title: String?
  /// Keys, any of them.
  public var keys: [String]?
  /// Papers, any of them, as the articles spell them.
  public var papers: [String]?
  /// The first day of publication, `yyyy-mm-dd`.
  public var since: String?
  /// The last day of publication, `yyyy-mm-dd`.
  public var until: String?
  /// Only articles in which nothing was found, or only others.
  public var isEmpty: Bool?
  /// In which order.
  public var order = Order.ingest
  /// The most articles.
  public var limit: Int?

  /// Orders of articles.
  public enum Order: Sendable, Hashable {
    /// As they were ingested.
    case ingest
    /// The latest first, those without a date last.
    case date
    /// By their keys.
    case article
    /// Those with most quotes and claims first.
    case records
  }

  /// Makes a query that lets everything through.
  public init() {}
}

/// An article in a list, with how much was found in it.
public struct ArticleEntry: Sendable, Hashable {
  /// The article.
  public var article: ArticleSummary
  /// Who wrote it.
  public var author: String?
  /// How many code points its text has.
  public var length: Int
  /// When it was ingested, in UTC.
  public var ingestedAt: String
  /// How many quotes it has.
  public var quotes: Int
  /// How many claims it has.
  public var claims: Int
  /// How many of them a person has decided on.
  public var reviewed: Int
}

extension QuoteStore {
  /// Hands on the articles that a query lets through, one after the other, all from one state of the database.
  public func forEachArticle(_ query: ArticleQuery, _ body: (ArticleEntry) throws -> Void) throws {
    var conditions: [String] = []
    var arguments = StatementArguments()
    func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
      conditions.append(condition)
      arguments += [value]
    }
    if let keys = query.keys { require("a.key IN (SELECT value FROM json_each(?))", JSONText.array(keys)) }
    if let papers = query.papers {
      require("a.source IN (SELECT value FROM json_each(?))", JSONText.array(papers))
    }
    if let since = query.since { require("a.published_on >= ?", since) }
    if let until = query.until { require("a.published_on <= ?", until) }
    if let isEmpty = query.isEmpty {
      conditions.append("\(isEmpty ? "NOT " : "")EXISTS (SELECT 1 FROM record r WHERE r.article_id = a.id)")
    }
    let order =
      switch query.order {
      case .ingest: "a.id"
      case .date: "a.published_on IS NULL, a.published_on DESC, a.id"
      case .article: "a.key"
      case .records: "(SELECT count(*) FROM record r WHERE r.article_id = a.id) DESC, a.id"
      }
    let words = query.title.map { NameKey($0).folded.split(separator: " ").map(String.init) }
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT a.key, a.title, a.url, a.source, a.published, a.author, a.length, a.ingested_at, a.id FROM article a
          \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")) ORDER BY \(order)
          """, arguments: arguments)
      let counts = try db.makeStatement(
        sql: """
          SELECT ifnull(sum(layer = 'quote'), 0), ifnull(sum(layer = 'claim'), 0), ifnull(sum(status <> 'unreviewed'), 0)
          FROM record WHERE article_id = ?
          """)
      var left = query.limit ?? .max
      while left > 0, let row = try rows.next() {
        let title: String? = try row.value(1)
        if let words {
          let found = NameKey(title ?? "").folded.split { !$0.isLetter && !$0.isNumber }
          guard words.allSatisfy({ word in found.contains { $0.hasPrefix(word) } }) else { continue }
        }
        guard let count = try Row.fetchOne(counts, arguments: [row.value(8) as Int64]) else { continue }
        left -= 1
        try body(
          ArticleEntry(
            article: ArticleSummary(
              key: row.value(0), title: title, url: row.value(2), source: row.value(3),
              published: row.value(4)),
            author: row.value(5), length: row.value(6), ingestedAt: row.value(7), quotes: count.value(0),
            claims: count.value(1),
            reviewed: count.value(2)))
      }
    }
  }
}
