import Foundation
import GRDB
import QuoteCheck

/// The full-text index of whole articles: which articles have which two words side by side, without diacritics.
///
/// It is made when it is first asked, not at ingest: an ingest that nobody checks against pays nothing, and one that is
/// checked is indexed in bulk, sorted in memory and written once, at a fraction of what an FTS5 table of the same
/// texts takes to build. Word pairs are looked up because few articles share one, where almost all share the words: a
/// search reads some short lists instead of long ones. Articles come in segments, which are merged as they grow in
/// number, so that adding a few articles costs little however many there are.
struct TextIndex {
  private let db: Database

  /// Makes it for a read or a transaction.
  init(_ db: Database) { self.db = db }

  /// A transaction indexes so many articles at most, some 100 MB of pairs.
  static let batch = (articles: 20_000, postings: 12_000_000)
  /// Segments are not merged beyond this.
  private static let largestMerge = 60_000

  // MARK: What is missing

  /// Whether there are articles that are not indexed as they are.
  func isBehind() throws -> Bool {
    try Int.fetchOne(
      db,
      sql: """
        SELECT (SELECT ifnull(max(id), 0) FROM article) > (SELECT last_article FROM text_index_state)
          OR EXISTS (SELECT 1 FROM text_index_stale)
        """) == 1
  }

  /// Articles to index next: those that have changed, then the new ones; the last of them by row.
  func nextArticles(most: Int = batch.articles) throws -> Missing {
    var missing = Missing()
    missing.stale = try Int64.fetchAll(
      db, sql: "SELECT article_id FROM text_index_stale ORDER BY article_id LIMIT ?", arguments: [most])
    var reader = WordPairReader()
    missing.last = try Int64.fetchOne(db, sql: "SELECT last_article FROM text_index_state") ?? 0
    let changed = try Row.fetchCursor(
      db,
      sql: """
        SELECT a.id, a.text FROM text_index_stale s JOIN article a ON a.id = s.article_id
        WHERE a.id <= (SELECT last_article FROM text_index_state) ORDER BY a.id LIMIT ?
        """, arguments: [most])
    while let row = try changed.next() { missing.add(try row.value(0), try row.value(1), &reader) }
    let new = try Row.fetchCursor(
      db, sql: "SELECT id, text FROM article WHERE id > ? ORDER BY id", arguments: [missing.last])
    while missing.articles < most, most == .max || missing.postings.count < Self.batch.postings,
      let row = try new.next()
    {
      missing.add(try row.value(0), try row.value(1), &reader)
      missing.last = try row.value(0)
    }
    return missing
  }

  /// Articles that are not indexed, with their pairs.
  struct Missing {
    var postings: [PostingBlock.Posting] = []
    var articles = 0
    var last: Int64 = 0
    var stale: [Int64] = []

    fileprivate mutating func add(_ id: Int64, _ text: String, _ reader: inout WordPairReader) {
      articles += 1
      guard let row = UInt32(exactly: id) else { return }
      for hash in reader.pairs(of: text).hashes { postings.append(UInt64(hash) << 32 | UInt64(row)) }
    }

    /// The postings as blocks, by bucket.
    func blocks() -> [(bucket: Int, bytes: [UInt8])] {
      var sorted = postings
      RadixSort.sortByUpperHalf(&sorted)
      return TextIndex.blocks(sorted)
    }
  }

  private static func blocks(_ sorted: [PostingBlock.Posting]) -> [(bucket: Int, bytes: [UInt8])] {
    var out: [(bucket: Int, bytes: [UInt8])] = []
    var unique: [PostingBlock.Posting] = []
    var index = 0
    while index < sorted.count {
      let bucket = PostingBlock.bucket(of: UInt32(sorted[index] >> 32))
      unique.removeAll(keepingCapacity: true)
      while index < sorted.count, PostingBlock.bucket(of: UInt32(sorted[index] >> 32)) == bucket {
        if unique.last != sorted[index] { unique.append(sorted[index]) }
        index += 1
      }
      out.append((bucket, PostingBlock.encode(unique[...])))
    }
    return out
  }

  // MARK: Writing

  /// Writes a segment with articles that are missing, and merges it with older ones of its size.
  func write(_ missing: Missing) throws {
    if missing.articles > 0 {
      try db.execute(
        sql: "INSERT INTO text_index_segment(articles) VALUES (?)", arguments: [missing.articles])
      try insert(missing.blocks(), segment: db.lastInsertedRowID)
    }
    try db.execute(sql: "UPDATE text_index_state SET last_article = ?", arguments: [missing.last])
    let unmark = try db.makeStatement(sql: "DELETE FROM text_index_stale WHERE article_id = ?")
    for id in missing.stale { try unmark.execute(arguments: [id]) }
    try merge()
  }

  private func insert(_ blocks: [(bucket: Int, bytes: [UInt8])], segment: Int64) throws {
    let insert = try db.makeStatement(sql: "INSERT INTO text_index_block(id, postings) VALUES (?, ?)")
    for block in blocks {
      try insert.execute(arguments: [Self.id(segment, block.bucket), Data(block.bytes)])
    }
  }

  private static func id(_ segment: Int64, _ bucket: Int) -> Int64 { segment << 16 | Int64(bucket) }

  /// Merges the newest segments while the older of the two is no more than twice the newer.
  private func merge() throws {
    while true {
      let rows = try Row.fetchAll(
        db, sql: "SELECT id, articles FROM text_index_segment ORDER BY id DESC LIMIT 2")
      guard rows.count == 2 else { return }
      let (newer, older): (Int, Int) = try (rows[0].value(1), rows[1].value(1))
      guard older <= newer * 2, older + newer <= Self.largestMerge else { return }
      let (first, second): (Int64, Int64) = try (rows[1].value(0), rows[0].value(0))
      for bucket in 0..<PostingBlock.bucketCount {
        var postings: [PostingBlock.Posting] = []
        for segment in [first, second] {
          try withBlock(segment, bucket) { postings += PostingBlock.decode($0, bucket: bucket) }
        }
        guard !postings.isEmpty else { continue }
        postings.sort()
        for block in Self.blocks(postings) {
          try db.execute(
            sql: "INSERT OR REPLACE INTO text_index_block(id, postings) VALUES (?, ?)",
            arguments: [Self.id(first, bucket), Data(block.bytes)])
        }
      }
      try db.execute(
        sql: "DELETE FROM text_index_block WHERE id >= ? AND id < ?",
        arguments: [Self.id(second, 0), Self.id(second + 1, 0)])
      try db.execute(sql: "DELETE FROM text_index_segment WHERE id = ?", arguments: [second])
      try db.execute(
        sql: "UPDATE text_index_segment SET articles = ? WHERE id = ?", arguments: [older + newer, first])
    }
  }

  // MARK: Reading

  /// The rows of the segments.
  func segments() throws -> [Int64] { try Int64.fetchAll(db, sql: "SELECT id FROM text_index_segment") }

  /// The articles that have a pair, in the segments.
  func articles(with hash: UInt32, in segments: [Int64]) throws -> [UInt32] {
    let bucket = PostingBlock.bucket(of: hash)
    var out: [UInt32] = []
    for segment in segments {
      try withBlock(segment, bucket) { out += PostingBlock.articles(with: hash, in: $0) }
    }
    return out
  }

  private func withBlock(_ segment: Int64, _ bucket: Int, _ body: (UnsafeRawBufferPointer) -> Void) throws {
    let statement = try db.cachedStatement(sql: "SELECT postings FROM text_index_block WHERE id = ?")
    guard let data = try Data.fetchOne(statement, arguments: [Self.id(segment, bucket)]) else { return }
    data.withUnsafeBytes(body)
  }
}

/// Sorts numbers by their upper halves, keeping the order of equal ones: time grows with their count alone.
enum RadixSort {
  static func sortByUpperHalf(_ values: inout [UInt64]) {
    guard values.count > 256 else {
      values.sort()
      return
    }
    var other = [UInt64](repeating: 0, count: values.count)
    for shift in [32, 43, 54] as [UInt64] {
      var counts = [Int](repeating: 0, count: 2048)
      for value in values { counts[Int(value >> shift & 2047)] += 1 }
      var total = 0
      for digit in counts.indices {
        let count = counts[digit]
        counts[digit] = total
        total += count
      }
      values.withUnsafeBufferPointer { values in
        other.withUnsafeMutableBufferPointer { other in
          counts.withUnsafeMutableBufferPointer { counts in
            for value in values {
              let digit = Int(value >> shift & 2047)
              other[counts[digit]] = value
              counts[digit] += 1
            }
          }
        }
      }
      swap(&values, &other)
    }
  }
}
