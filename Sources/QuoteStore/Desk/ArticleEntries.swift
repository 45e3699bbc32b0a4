import GRDB

extension QuoteStore {
  /// Articles in the order in which they were taken, the last one first.
  public func latestArticles(limit: Int, offset: Int = 0) throws -> [ArticleEntry] {
    let rows = try read { db in
      try Int64.fetchAll(
        db.cachedStatement(sql: "SELECT id FROM article ORDER BY id DESC LIMIT ? OFFSET ?"),
        arguments: [limit, offset])
    }
    return try articleEntries(rows)
  }

  /// Articles of some rows in their order, with how much was found in them and how much of it was decided.
  public func articleEntries(_ rows: [Int64]) throws -> [ArticleEntry] {
    try read { db in
      let articles = try db.cachedStatement(
        sql: """
          SELECT key, title, url, source, published, author, length, ingested_at FROM article WHERE id = ?
          """)
      let counts = try db.cachedStatement(
        sql: """
          SELECT ifnull(sum(layer = 'quote'), 0), ifnull(sum(layer = 'claim'), 0),
            ifnull(sum(status <> 'unreviewed'), 0)
          FROM record WHERE article_id = ?
          """)
      return try rows.compactMap { id in
        guard let row = try Row.fetchOne(articles, arguments: [id]),
          let count = try Row.fetchOne(counts, arguments: [id])
        else { return nil }
        return try ArticleEntry(
          article: ArticleSummary(
            key: row.value(0), title: row.value(1), url: row.value(2), source: row.value(3),
            published: row.value(4)),
          author: row.value(5), length: row.value(6), ingestedAt: row.value(7), quotes: count.value(0),
          claims: count.value(1), reviewed: count.value(2))
      }
    }
  }
}
