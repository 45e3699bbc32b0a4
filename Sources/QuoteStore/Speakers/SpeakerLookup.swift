import GRDB
import QuoteEngine
import SpeakerIdentity

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
  /// How many quotes and claims it has, in how many articles; 0 where that was not asked for.
  public var records = 0
  public var articles = 0
  /// The role that articles give it most.
  public var role: String?
  /// The class of its roles.
  public var roleClass: String?
  /// Its gender, where words tell it.
  public var gender: ProfileGender?
  /// The papers in which it speaks most.
  public var papers: [String] = []
  /// The first and the last year in which it speaks.
  public var years: [String] = []
  /// All roles that articles give it.
  var roles: [String] = []

  /// The speaker in words that tell it from others of the same name.
  public var label: String {
    let place = articleKey.map { " in \($0)" } ?? ""
    let what = description.isEmpty ? "" : ", \(description)"
    return "#\(id) (\(name), \(kind.rawValue)\(place)\(what))"
  }

  /// Role, papers, years and counts, as far as they are known.
  public var description: String {
    var parts: [String] = []
    if let role { parts.append(role) }
    if !papers.isEmpty { parts.append(papers.joined(separator: ", ")) }
    if let first = years.first, let last = years.last {
      parts.append(first == last ? first : "\(first)–\(last)")
    }
    if records > 0 {
      parts.append(
        "\(records) record\(records == 1 ? "" : "s") in \(articles) article\(articles == 1 ? "" : "s")")
    }
    return parts.joined(separator: "; ")
  }

  /// Whether words that tell it from others speak of it: of its roles, class, papers, years or article.
  func fits(_ qualifier: String) -> Bool {
    let words = NameKey(qualifier).folded
    return hasRole(qualifier)
      || ([roleClass, articleKey].compactMap(\.self) + papers + years).contains {
        NameKey($0).folded.contains(words)
      }
  }

  /// Whether one of its roles holds these words.
  func hasRole(_ title: String) -> Bool {
    let words = " \(NameKey(title).folded) "
    return (roles + [role].compactMap(\.self)).contains { " \(NameKey($0).folded) ".contains(words) }
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
  let db: Database
  let library: IdentityLibrary?

  /// Makes it for a read or a transaction.
  init(_ db: Database, _ library: IdentityLibrary? = nil) {
    self.db = db
    self.library = library
  }

  static let columns = "s.id, s.name, s.kind, a.key"
  static let tables = "speaker s LEFT JOIN article a ON a.id = s.article_id"

  /// The speakers that are meant; at least one. Throws `NotFound`.
  func find(_ typed: String, kind: SpeakerKind? = nil) throws -> [SpeakerMatch] {
    if typed.hasPrefix("#"), let id = Int64(typed.dropFirst()) {
      let rows = try Row.fetchAll(
        db, sql: "SELECT \(Self.columns) FROM \(Self.tables) WHERE s.id = ?", arguments: [id])
      guard let row = rows.first else { throw NotFound.speaker(typed, nearest: []) }
      return [try match(row, isByName: true, isExact: true)]
    }
    let wanted = TypedName(typed)
    var found = try named(wanted, kind)
    if found.isEmpty { found = try formed(wanted, kind) }
    if found.isEmpty, !typed.hasPrefix("#") {
      do {
        let answer = try ask(typed, kind: kind)
        if answer.way != .part { found = answer.matches }
      } catch is NotFound {
        // Below, with the nearest names.
      }
    }
    guard !found.isEmpty else { throw NotFound.speaker(typed, nearest: try nearest(typed)) }
    return found
  }

  /// Those whose name or alias was typed.
  func named(_ wanted: TypedName, _ kind: SpeakerKind?) throws -> [SpeakerMatch] {
    let named = try select(
      "SELECT \(Self.columns), s.key FROM \(Self.tables) WHERE s.folded = ?", wanted, kind, isByName: true)
    let aliases = try select(
      """
      SELECT \(Self.columns), f.key FROM \(Self.tables) JOIN speaker_form f ON f.speaker_id = s.id
      WHERE f.folded = ? AND f.is_alias = 1
      """, wanted, kind, isByName: true)
    return named + aliases.filter { alias in !named.contains { $0.id == alias.id } }
  }

  /// Those for whom articles use a form.
  func formed(_ wanted: TypedName, _ kind: SpeakerKind?) throws -> [SpeakerMatch] {
    try select(
      """
      SELECT \(Self.columns), f.key FROM \(Self.tables) JOIN speaker_form f ON f.speaker_id = s.id WHERE f.folded = ?
      """, wanted, kind, isByName: false)
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

  func match(_ row: Row, isByName: Bool, isExact: Bool) throws -> SpeakerMatch {
    try SpeakerMatch(
      id: row.value(0), name: row.value(1), kind: SpeakerKind(rawValue: row.value(2)) ?? .unnamed,
      articleKey: row.value(3),
      isByName: isByName,
      isExact: isExact)
  }

  func nearest(_ typed: String) throws -> [String] {
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
