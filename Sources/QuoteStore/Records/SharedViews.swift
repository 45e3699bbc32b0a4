import GRDB

/// Views for programs that read the database with SQL, such as Datasette, and a full-text index of the quotes for them.
extension QuoteStore {
  /// The table that programs search quotes with; it holds what was there when it was made.
  public static let searchTable = "quotes_search"

  /// Makes the views of `sql`, which holds `CREATE VIEW` statements, in place of older ones of their names, and the index.
  ///
  /// - Returns: the names of the views.
  @discardableResult
  public func makeSharedViews(_ sql: String) throws -> [String] {
    let names = sql.matches(of: /CREATE VIEW (\w+)/).map { String($0.1) }
    try write { db in
      try db.execute(sql: "DROP TABLE IF EXISTS \(Self.searchTable)")
      for name in names { try db.execute(sql: "DROP VIEW IF EXISTS \(name)") }
      try db.execute(sql: sql)
      // Without diacritics, as people type; đ is a letter of its own to SQLite.
      try db.execute(
        sql: """
          CREATE VIRTUAL TABLE \(Self.searchTable) USING fts5(
            text, speaker, title, content='quotes', content_rowid='id', tokenize="unicode61 remove_diacritics 2");
          INSERT INTO \(Self.searchTable)(\(Self.searchTable)) VALUES ('rebuild');
          """)
    }
    return names
  }
}
