import GRDB
import QuoteEngine
import VietnameseText

/// Somebody who speaks about a matter.
public struct SpeakerAbout: Sendable, Hashable {
  /// The speaker.
  public var speaker: StoredSpeaker
  /// The role in which the speaker did so most.
  public var role: String?
  /// How many quotes and claims have the words.
  public var quotes: Int
  public var claims: Int
  /// In how many articles.
  public var articles: Int
  /// When last, as the article has it.
  public var last: String?
}

extension QuoteStore {
  /// Who speaks about a matter, who says most about it first.
  ///
  /// - Parameter query: the filters; its words are what the matter is told by.
  public func speakers(about query: RecordQuery, limit: Int? = nil) throws -> [SpeakerAbout] {
    struct Tally {
      var speaker: StoredSpeaker
      var quotes = 0
      var claims = 0
      var articles: Set<String> = []
      var roles: [String: Int] = [:]
      var last: (day: String, text: String)?
    }
    var tallies: [Int64: Tally] = [:]
    try forEachRecord(query) { record in
      guard let speaker = record.speaker else { return }
      var tally = tallies[speaker.rowID] ?? Tally(speaker: speaker)
      if record.layer == .quote { tally.quotes += 1 } else { tally.claims += 1 }
      tally.articles.insert(record.article.key)
      if let role = record.role { tally.roles[role, default: 0] += 1 }
      if let published = record.article.published, let day = PublicationDate.day(of: published),
        day > tally.last?.day ?? ""
      {
        tally.last = (day, published)
      }
      tallies[speaker.rowID] = tally
    }
    return tallies.values.map { tally in
      SpeakerAbout(
        speaker: tally.speaker, role: tally.roles.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key,
        quotes: tally.quotes, claims: tally.claims, articles: tally.articles.count, last: tally.last?.day)
    }.sorted {
      ($1.quotes + $1.claims, $0.speaker.name, $0.speaker.rowID) < (
        $0.quotes + $0.claims, $1.speaker.name, $1.speaker.rowID
      )
    }.prefix(limit ?? .max).map { $0 }
  }
}

/// A statement that says otherwise than an earlier one of the same speaker, for a person to judge.
public struct StatementContrast: Sendable, Hashable {
  /// What differs.
  public enum Difference: String, Sendable {
    /// One denies what the other does not.
    case negated
    /// Another figure for what seems the same thing.
    case figure
  }
  /// The earlier statement's id.
  public var earlier: String
  /// What differs.
  public var difference: Difference
  /// The figures that differ, the earlier first.
  public var figures: [String]
}

/// Finds statements of one speaker that say otherwise than earlier ones.
public struct StatementContrasts {
  private var earlier: [(record: StoredRecord, pairs: Set<String>, figures: [Figure])] = []
  /// So many earlier statements are compared with.
  private static let memory = 500

  /// Starts with no statement.
  public init() {}

  /// Takes the next statement in time; returns what it contradicts.
  public mutating func add(_ record: StoredRecord) -> [StatementContrast] {
    let pairs = Self.pairs(record.content.text, without: record.figures)
    var found: [StatementContrast] = []
    for other in earlier where other.record.speaker?.rowID == record.speaker?.rowID {
      let shared = pairs.intersection(other.pairs).count
      let least = min(pairs.count, other.pairs.count)
      // The same thing is spoken of: half of what the shorter one says.
      guard least >= 3, shared * 2 >= least else { continue }
      if record.isNegated != other.record.isNegated {
        found.append(StatementContrast(earlier: other.record.id, difference: .negated, figures: []))
      }
      for figure in record.figures where figure.kind != .date {
        let theirs = other.figures.filter { $0.kind == figure.kind }
        guard !theirs.isEmpty, !theirs.contains(where: { Self.key($0) == Self.key(figure) }) else { continue }
        found.append(
          StatementContrast(
            earlier: other.record.id, difference: .figure,
            figures: [theirs[0].excerpt.text, figure.excerpt.text]))
      }
    }
    earlier.append((record, pairs, record.figures))
    if earlier.count > Self.memory { earlier.removeFirst() }
    return found
  }

  private static func key(_ figure: Figure) -> String { NameKey(figure.excerpt.text).folded }

  /// The pairs of words side by side, without the figures.
  private static func pairs(_ text: String, without figures: [Figure]) -> Set<String> {
    var text = NameKey(text).key
    for figure in figures where figure.kind != .comparison && figure.kind != .superlative {
      text = text.replacing(NameKey(figure.excerpt.text).key, with: " ")
    }
    let words = text.split { !$0.isLetter }
    return Set(zip(words, words.dropFirst()).map { "\($0) \($1)" })
  }
}
