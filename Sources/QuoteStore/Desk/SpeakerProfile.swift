import GRDB
import QuoteEngine

/// What the articles have of a speaker, for a page about him.
public struct SpeakerProfile: Sendable, Hashable {
  /// How many quotes and claims a paper or a month has.
  public struct Tally: Sendable, Hashable {
    /// The paper's name, or the month as `yyyy-mm`.
    public var name: String
    /// How many quotes.
    public var quotes: Int
    /// How many claims.
    public var claims: Int
  }

  /// The speaker with names and counts.
  public var entry: SpeakerEntry
  /// Titles and offices as the papers gave them, the most frequent first, with the number of articles.
  public var roles: [(name: String, articles: Int)]
  /// By month of publication, oldest first; months without any are left out.
  public var months: [Tally]
  /// What has no date.
  public var undated: Int
  /// By paper, most first; an empty name where the articles name none.
  public var papers: [Tally]

  public static func == (a: SpeakerProfile, b: SpeakerProfile) -> Bool {
    a.entry == b.entry && a.months == b.months && a.papers == b.papers && a.undated == b.undated
      && a.roles.map(\.name) == b.roles.map(\.name)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(entry) }
}

extension QuoteStore {
  /// The profile of the speaker of a row. Throws `NotFound` when there is none.
  public func speakerProfile(_ id: Int64) throws -> SpeakerProfile {
    guard let entry = try speakerEntries(ids: [id]).first else {
      throw NotFound.speaker("#\(id)", nearest: [])
    }
    return try read { db in
      var months: [String: SpeakerProfile.Tally] = [:]
      var papers: [String: SpeakerProfile.Tally] = [:]
      var undated = 0
      let rows = try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            SELECT r.layer = 'quote', a.source, substr(a.published_on, 1, 7), count(*)
            FROM record r JOIN article a ON a.id = r.article_id
            WHERE r.speaker_id = ? GROUP BY 1, 2, 3
            """), arguments: [id])
      while let row = try rows.next() {
        let (isQuote, paper, count) = try (
          row.value(0) as Bool, row.value(1) as String? ?? "", row.value(3) as Int
        )
        func add(_ name: String, to tallies: inout [String: SpeakerProfile.Tally]) {
          var tally = tallies[name] ?? .init(name: name, quotes: 0, claims: 0)
          if isQuote { tally.quotes += count } else { tally.claims += count }
          tallies[name] = tally
        }
        add(paper, to: &papers)
        if let month = try row.value(2) as String? { add(month, to: &months) } else { undated += count }
      }
      var roles: [String: Int] = [:]
      let lists = try String.fetchCursor(
        db.cachedStatement(sql: "SELECT roles FROM article_speaker WHERE speaker_id = ?"), arguments: [id])
      while let list = try lists.next() {
        for role in Set(try JSONText.strings(list)) { roles[role, default: 0] += 1 }
      }
      return SpeakerProfile(
        entry: entry,
        roles: roles.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) },
        months: months.values.sorted { $0.name < $1.name }, undated: undated,
        papers: papers.values.sorted {
          ($1.quotes + $1.claims, $0.name) < ($0.quotes + $0.claims, $1.name)
        })
    }
  }

  /// The articles in which a speaker says something, newest first, with the number of records.
  public func articles(of speaker: Int64, limit: Int) throws -> [(article: ArticleSummary, records: Int)] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT a.key, a.title, a.url, a.source, a.published, count(*) FROM record r JOIN article a ON a.id = r.article_id
          WHERE r.speaker_id = ? GROUP BY a.id ORDER BY a.published_on DESC, a.id LIMIT ?
          """, arguments: [speaker, limit]
      ).map {
        try (
          ArticleSummary(
            key: $0.value(0), title: $0.value(1), url: $0.value(2), source: $0.value(3),
            published: $0.value(4)),
          $0.value(5) as Int
        )
      }
    }
  }

  /// What merging would come to, without doing it. Throws `NotFound`.
  public func previewMerge(into kept: Int64, _ others: [Int64]) throws -> MendingOutcome {
    try write(isUndone: true) { db in
      let lookup = SpeakerLookup(db)
      let mending = SpeakerMending(db, person: "")
      let speaker = try lookup.findOne("#\(kept)")
      var moved = 0
      for other in others where other != kept {
        moved += try mending.merge(try lookup.findOne("#\(other)"), into: speaker)
      }
      return MendingOutcome(name: speaker.name, records: moved)
    }
  }

  /// What splitting would come to, without doing it. Throws `NotFound`.
  public func previewSplit(_ id: Int64, articles: [String], to newName: String) throws -> MendingOutcome {
    try write(isUndone: true) { db in
      let mending = SpeakerMending(db, person: "")
      let old = try SpeakerLookup(db).findOne("#\(id)")
      let new = try mending.speaker(newName, old.kind)
      guard new != old.id else { throw NotFound.nameTaken(newName, remedy: "") }
      var moved = 0
      for key in articles { moved += try mending.split(old, in: key, to: new) }
      return MendingOutcome(name: newName, records: moved)
    }
  }
}
