import GRDB
import QuoteEngine

/// A speaker whom a typed name may mean.
public struct SpeakerMatch: Sendable, Hashable {
  /// The row's number.
  public var id: Int64
  /// The name in the database.
  public var name: String
  /// What sort of speaker it is.
  public var kind: SpeakerKind
  /// The key of the only article that a group or unnamed speaker belongs to.
  public var articleKey: String?
  /// Whether the name or an alias was typed, not just a form that some article uses.
  public var isByName: Bool
  /// Whether it was typed to the letter, diacritics included.
  var isExact: Bool

  /// The speaker in words that tell it from others of the same name.
  var label: String {
    let place = articleKey.map { " in \($0)" } ?? ""
    return "#\(id) (\(name), \(kind.rawValue)\(place))"
  }
}

extension QuoteStore {
  /// The speakers whom a typed name means, by name or alias, or else by a form that articles use for them.
  ///
  /// Case and the tone marks' placement never count, diacritics only when there are any in what was typed. `#12` is
  /// the speaker of that row. Throws `NotFound` with the nearest names.
  public func speakers(named typed: String, kind: SpeakerKind? = nil) throws -> [SpeakerMatch] {
    try read { db in try SpeakerLookup(db).find(typed, kind: kind) }
  }
}

/// Finds speakers by what users type.
struct SpeakerLookup {
  private let db: Database

  /// Makes it for a read or a transaction.
  init(_ db: Database) { self.db = db }

  private static let columns = "s.id, s.name, s.kind, a.key"
  private static let tables = "speaker s LEFT JOIN article a ON a.id = s.article_id"

  /// The speakers that are meant; at least one. Throws `NotFound`.
  func find(_ typed: String, kind: SpeakerKind? = nil) throws -> [SpeakerMatch] {
    if typed.hasPrefix("#"), let id = Int64(typed.dropFirst()) {
      let rows = try Row.fetchAll(
        db, sql: "SELECT \(Self.columns) FROM \(Self.tables) WHERE s.id = ?", arguments: [id])
      guard let row = rows.first else { throw NotFound.speaker(typed, nearest: []) }
      return [try match(row, isByName: true, isExact: true)]
    }
    let wanted = TypedName(typed)
    let named = try select(
      "SELECT \(Self.columns), s.key FROM \(Self.tables) WHERE s.folded = ?", wanted, kind, isByName: true)
    let aliases = try select(
      """
      SELECT \(Self.columns), f.key FROM \(Self.tables) JOIN speaker_form f ON f.speaker_id = s.id
      WHERE f.folded = ? AND f.is_alias = 1
      """, wanted, kind, isByName: true)
    var found = named + aliases.filter { alias in !named.contains { $0.id == alias.id } }
    if found.isEmpty {
      found = try select(
        """
        SELECT \(Self.columns), f.key FROM \(Self.tables) JOIN speaker_form f ON f.speaker_id = s.id WHERE f.folded = ?
        """, wanted, kind, isByName: false)
    }
    guard !found.isEmpty else { throw NotFound.speaker(typed, nearest: try nearest(typed)) }
    return found
  }

  /// The one speaker that is meant. Throws `NotFound` when there is none or several.
  func findOne(_ typed: String, kind: SpeakerKind? = nil) throws -> SpeakerMatch {
    var found = try find(typed, kind: kind)
    // Of names that differ in their diacritics, the one typed to the letter; then those who are one everywhere.
    if found.count > 1, found.contains(where: \.isExact) { found.removeAll { !$0.isExact } }
    if found.count > 1, found.contains(where: { $0.articleKey == nil }) {
      found.removeAll { $0.articleKey != nil }
    }
    guard found.count == 1 else {
      let shown = found.prefix(5).map(\.label) + (found.count > 5 ? ["\(found.count - 5) more"] : [])
      throw NotFound.ambiguousSpeaker(typed, candidates: shown)
    }
    return found[0]
  }

  private func select(
    _ sql: String, _ wanted: TypedName, _ kind: SpeakerKind?, isByName: Bool
  ) throws -> [SpeakerMatch] {
    let rows = try Row.fetchAll(db, sql: sql + " ORDER BY s.id", arguments: [wanted.keys.folded])
    var found: [SpeakerMatch] = []
    for row in rows {
      let key: String = try row.value(4)
      guard wanted.accepts(key: key) else { continue }
      let match = try match(row, isByName: isByName, isExact: key == wanted.keys.key)
      guard kind == nil || match.kind == kind, !found.contains(where: { $0.id == match.id }) else { continue }
      found.append(match)
    }
    return found
  }

  private func match(_ row: Row, isByName: Bool, isExact: Bool) throws -> SpeakerMatch {
    try SpeakerMatch(
      id: row.value(0), name: row.value(1), kind: SpeakerKind(rawValue: row.value(2)) ?? .unnamed,
      articleKey: row.value(3),
      isByName: isByName,
      isExact: isExact)
  }

  private func nearest(_ typed: String) throws -> [String] {
    var nearest = NearestNames(typed)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT name, folded FROM speaker UNION ALL SELECT form, folded FROM speaker_form WHERE is_alias = 1
        """)
    while let row = try rows.next() { try nearest.consider(row.value(0), folded: row.value(1)) }
    return nearest.names
  }
}
