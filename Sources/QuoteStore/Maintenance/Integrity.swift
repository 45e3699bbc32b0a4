import GRDB

extension QuoteStore {
  /// What is wrong with the file: damaged pages, rows that an index does not have, rows that refer to others which are not
  /// there, words that the full-text index has otherwise. It reads all of the file.
  public func integrityFaults() throws -> [String] {
    try read { db in try Integrity(db).faults() }
  }

  /// How many lines the review log has.
  public func reviewLogCount() throws -> Int {
    try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM review_log") ?? 0 }
  }
}

/// Compares what the file holds with what it holds it by.
struct Integrity {
  private let db: Database
  /// At most so many faults of one kind are listed.
  private static let most = 20

  init(_ db: Database) { self.db = db }

  /// All faults; none when all is well.
  func faults() throws -> [String] {
    // A quick check would not compare indexes with their tables.
    var faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(Self.most))").filter { $0 != "ok" }
    faults += try orphans()
    faults += try words()
    return faults
  }

  private func orphans() throws -> [String] {
    try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(Self.most).map { row in
      try
        "row \(row.value(1) as Int64? ?? 0) of \(row.value(0) as String) refers to a row of \(row.value(2) as String) that is gone"
    }
  }

  // MARK: The full-text index

  /// Records whose words the index has otherwise, and words of records that are gone.
  ///
  /// The words of some records at a time are indexed anew in memory. What is kept of each record is the sum of the hashes
  /// of its words and their places, which does not depend on their order.
  private func words() throws -> [String] {
    do {
      return try differingWords()
    } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_ERROR].contains(error.resultCode) {
      return ["the full-text index of the records' words cannot be read (\(error.message ?? "damaged"))"]
    }
  }

  private func differingWords() throws -> [String] {
    try db.execute(
      sql: """
        CREATE VIRTUAL TABLE temp.found_places USING fts5vocab('main', 'record_words', 'instance');
        CREATE VIRTUAL TABLE temp.wanted_words USING fts5(
          words, content='', tokenize="unicode61 remove_diacritics 0");
        CREATE VIRTUAL TABLE temp.wanted_places USING fts5vocab('temp', 'wanted_words', 'instance');
        """)
    // Temporary tables that stay would be in nobody's way but the next check's.
    defer {
      for table in ["wanted_places", "wanted_words", "found_places"] {
        try? db.execute(sql: "DROP TABLE IF EXISTS temp.\(table)")
      }
    }
    var found = try sums(of: "found_places")
    var faults: [String] = []
    let insert = try db.makeStatement(sql: "INSERT INTO temp.wanted_words(rowid, words) VALUES (?, ?)")
    var last: Int64?
    repeat {
      let rows = try Row.fetchAll(
        db, sql: "SELECT id, text FROM record WHERE id > ? ORDER BY id LIMIT 5000",
        arguments: [last ?? .min])
      last = try rows.last?.value(0)
      for row in rows {
        try insert.execute(arguments: [row.value(0) as Int64, RecordIndex.words(row.value(1))])
      }
      let wanted = try sums(of: "wanted_places")
      for row in rows {
        let id: Int64 = try row.value(0)
        if wanted[id] != found.removeValue(forKey: id) {
          faults.append("record \(id): the full-text index has other words than it")
        }
      }
      try db.execute(sql: "INSERT INTO temp.wanted_words(wanted_words) VALUES ('delete-all')")
    } while last != nil
    faults += found.keys.sorted().map { "the full-text index has words of record \($0), which is gone" }
    return faults.count > Self.most
      ? Array(faults[..<Self.most]) + ["and \(faults.count - Self.most) more"] : faults
  }

  private func sums(of places: String) throws -> [Int64: UInt64] {
    var sums: [Int64: UInt64] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT doc, offset, term FROM temp.\(places)")
    while let row = try rows.next() {
      // FNV-1a, the same in each run.
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in (try row.value(2) as String).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ UInt64(bitPattern: try row.value(1) as Int64)) &* 0x9E37_79B9_7F4A_7C15
      sums[try row.value(0), default: 0] &+= hash ^ hash >> 29
    }
    return sums
  }
}
