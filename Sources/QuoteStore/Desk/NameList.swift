import GRDB
import VietnameseText

/// Many names in memory, found by the beginnings of their words while somebody types.
///
/// A name costs its folded text, twelve bytes, and four for each of its words.
public struct NameList: Sendable {
  /// The names folded, each after a line end; the last has one behind it too.
  private var bytes: [UInt8] = [0x0A]
  /// The same with their diacritics.
  private var keys: [UInt8] = [0x0A]
  private var keyStarts: [Int32] = []
  /// Where each begins in `bytes`.
  private var starts: [Int32] = []
  /// The row of each.
  private var rows: [Int64] = []
  /// Where the names' words begin, by their first three letters.
  private var words = WordBeginnings()
  /// How many records the rows of speakers have.
  private(set) var records: [Int64: Int] = [:]

  /// How many words that begin as one that was typed are looked at.
  private static let mostSteps = 20_000

  /// Makes a list without names.
  public init() {}

  /// How many names there are.
  public var count: Int { starts.count }

  mutating func add(_ name: String, row: Int64, records count: Int? = nil) {
    add(NameKey(name), row: row, records: count)
  }

  mutating func add(_ name: NameKey, row: Int64, records count: Int? = nil) {
    if let count { records[row] = count }
    let folded = name.folded
    guard bytes.count + folded.utf8.count < Int(Int32.max), keys.count + name.key.utf8.count < Int(Int32.max)
    else { return }
    keyStarts.append(Int32(keys.count))
    keys.append(contentsOf: name.key.utf8.lazy.map { $0 == 0x0A ? 0x20 : $0 })
    keys.append(0x0A)
    starts.append(Int32(bytes.count))
    rows.append(row)
    bytes.append(contentsOf: folded.utf8.lazy.map { $0 == 0x0A ? 0x20 : $0 })
    bytes.append(0x0A)
  }

  /// Makes the names that were added ready to be found.
  mutating func finish() { words = WordBeginnings(of: bytes) }

  /// The rows of names in which each word that was typed begins some word, those that begin so first; each once.
  ///
  /// Case does not count; diacritics count in the words that were typed with any.
  public func rows(matching typed: String, limit: Int) -> [Int64] {
    let typed = NameKey(typed)
    let folded = typed.folded
    let marked = typed.key.split(separator: " ").filter { Folding.hasDiacritics(String($0)) }
      .map { ByteFinder(Array($0.utf8)) }
    let finders = folded.split(separator: " ").map { ByteFinder(Array($0.utf8)) }
    let whole = Array(folded.utf8)
    var first: [Int64] = []
    var others: [Int64] = []
    var seen = Set<Int64>()
    bytes.withUnsafeBufferPointer { all in
      // The word that is in the fewest names leads to them.
      let places = finders.map { words.places(of: $0.word, in: all, most: Self.mostSteps) }
      guard let rarest = places.indices.min(by: { places[$0].count < places[$1].count }) else { return }
      var end = 0
      var index = 0
      var matches = 0
      for place in places[rarest].prefix(Self.mostSteps) where Int(place) >= end {
        guard finders[rarest].stands(at: Int(place), in: all) else { continue }
        index = lineIndex(of: place, from: index)
        let start = Int(starts[index])
        end = index + 1 < starts.count ? Int(starts[index + 1]) - 1 : all.count - 1
        let isFound = finders.indices.allSatisfy {
          $0 == rarest || Self.begins(finders[$0], in: all, start..<end)
        }
        guard isFound, marked.isEmpty || has(marked, index) else { continue }
        matches += 1
        guard seen.insert(rows[index]).inserted else { continue }
        if all[start..<end].starts(with: whole) {
          first.append(rows[index])
          if first.count >= limit { break }
        } else if others.count < limit {
          others.append(rows[index])
        } else if matches > 500 {
          // Enough is found, and a name that begins so would have come by now.
          break
        }
      }
    }
    return Array((first + others).prefix(limit))
  }

  /// Whether each of some words begins a word of a name, diacritics and all.
  private func has(_ words: [ByteFinder], _ index: Int) -> Bool {
    let start = Int(keyStarts[index])
    let end = index + 1 < keyStarts.count ? Int(keyStarts[index + 1]) - 1 : keys.count - 1
    return keys.withUnsafeBufferPointer { all in
      words.allSatisfy { word in
        var at = start
        while let found = word.find(in: all, from: at, end: end) {
          // A letter with diacritics is no boundary: its last byte is above those of signs.
          if WordBeginnings.isBoundary(all[found - 1]) { return true }
          at = found + 1
        }
        return false
      }
    }
  }

  /// The rows of the first names, each once.
  public func firstRows(_ limit: Int) -> [Int64] {
    var seen = Set<Int64>()
    var first: [Int64] = []
    for row in rows where seen.insert(row).inserted {
      first.append(row)
      if first.count == limit { break }
    }
    return first
  }

  /// Which name stands at a place, looked for from an earlier one on.
  private func lineIndex(of place: Int32, from first: Int) -> Int {
    var (low, step) = (first, 1)
    while low + step < starts.count, starts[low + step] <= place {
      low += step
      step *= 2
    }
    var high = min(low + step, starts.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= place { low = middle } else { high = middle }
    }
    return low
  }

  private static func begins(_ word: ByteFinder, in all: UnsafeBufferPointer<UInt8>, _ line: Range<Int>)
    -> Bool
  {
    var at = line.lowerBound
    while let found = word.find(in: all, from: at, end: line.upperBound) {
      if WordBeginnings.isBoundary(all[found - 1]) { return true }
      at = found + 1
    }
    return false
  }

}

extension QuoteStore {
  /// The names and other names of all speakers who are one in all articles, those who say most first.
  public func speakerNames() throws -> NameList {
    try read { db in
      var list = NameList()
      let rows = try Row.fetchCursor(
        db,
        sql: """
          WITH said AS (SELECT speaker_id AS id, count(*) AS n FROM record WHERE speaker_id IS NOT NULL GROUP BY 1)
          SELECT s.folded, s.id, ifnull(said.n, 0) AS n, s.key FROM speaker s LEFT JOIN said ON said.id = s.id
          UNION ALL SELECT f.folded, f.speaker_id, ifnull(said.n, 0), f.key FROM speaker_form f LEFT JOIN said
            ON said.id = f.speaker_id ORDER BY n DESC
          """)
      while let row = try rows.next() {
        list.add(
          NameKey(key: try row.value(3), folded: try row.value(0)), row: try row.value(1),
          records: try row.value(2))
      }
      list.finish()
      return list
    }
  }

  /// The titles of all articles, the newest first.
  public func articleTitles() throws -> NameList {
    try read { db in
      var list = NameList()
      let rows = try Row.fetchCursor(
        db, sql: "SELECT id, title FROM article WHERE title IS NOT NULL ORDER BY published_on DESC, id")
      while let row = try rows.next() { list.add(NameKey(try row.value(1)), row: try row.value(0)) }
      list.finish()
      return list
    }
  }

  /// What is known of the articles of some rows, in their order; those that are gone are left out.
  public func articleSummaries(_ rows: [Int64]) throws -> [ArticleSummary] {
    try read { db in
      let statement = try db.cachedStatement(
        sql: "SELECT key, title, url, source, published FROM article WHERE id = ?")
      return try rows.compactMap { id in
        try Row.fetchOne(statement, arguments: [id]).map {
          try ArticleSummary(
            key: $0.value(0), title: $0.value(1), url: $0.value(2), source: $0.value(3),
            published: $0.value(4))
        }
      }
    }
  }

  /// Speakers of some rows in their order, with the counts that the list of names has.
  public func speakerSuggestions(_ rows: [Int64], counted names: NameList) throws -> [SpeakerSuggestion] {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT id, name, kind FROM speaker WHERE id = ?")
      return try rows.compactMap { id in
        try Row.fetchOne(statement, arguments: [id]).map {
          try SpeakerSuggestion(
            id: $0.value(0), name: $0.value(1), kind: .init(rawValue: $0.value(2)) ?? .unnamed,
            isInArticle: false,
            records: names.records[id] ?? 0)
        }
      }
    }
  }
}

extension QuoteStore {
  /// The speakers of an article in whose names some word begins as typed; all of them where nothing was typed.
  public func speakers(in articleKey: String, matching typed: String) throws -> [SpeakerSuggestion] {
    let folded = NameKey(typed).folded
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT DISTINCT s.id, s.name, s.kind, (SELECT count(*) FROM record WHERE speaker_id = s.id) AS n
          FROM article a JOIN article_speaker p ON p.article_id = a.id JOIN speaker s ON s.id = p.speaker_id
          WHERE a.key = ?1 AND (?2 = '' OR instr(' ' || s.folded, ' ' || ?2) > 0) ORDER BY n DESC, s.id LIMIT 20
          """, arguments: [articleKey, folded]
      ).map {
        try SpeakerSuggestion(
          id: $0.value(0), name: $0.value(1), kind: .init(rawValue: $0.value(2)) ?? .unnamed,
          isInArticle: true, records: $0.value(3))
      }
    }
  }
}
