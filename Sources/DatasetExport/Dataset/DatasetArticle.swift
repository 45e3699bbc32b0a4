import ArticleReader
import QuoteEngine

/// An article with everything that is known of it: what a dataset is made of.
///
/// Formats write it, `DatasetLine` reads it back, and neither knows where it comes from. All offsets are code points
/// of the article's text from 0, end exclusive.
public struct DatasetArticle: Sendable, Hashable {
  /// The article.
  public var article: Article
  /// SHA-256 of its text, in hexadecimal digits.
  public var sha256: String
  /// The day of its publication, `yyyy-mm-dd`, where one could be read.
  public var publicationDay: String?
  /// What made its annotations.
  public var origin: DatasetOrigin
  /// Its records in the order of the text: by start, the longer first, quotes before claims.
  public var records: [DatasetRecord]
  /// Reviewed records whose words a corrected text no longer has; their spans count an earlier text.
  public var orphans: [DatasetRecord]
  /// Those who speak in it.
  public var speakers: [DatasetSpeaker]
  /// What people decided about its records, oldest first.
  public var log: [DatasetLogEntry]
  /// What people decided about speakers of all articles. The first article of a dataset carries it.
  public var decisions: SpeakerDecisions?

  /// Makes an article in which nothing was found.
  public init(article: Article, sha256: String, origin: DatasetOrigin) {
    self.article = article
    self.sha256 = sha256
    self.origin = origin
    records = []
    orphans = []
    speakers = []
    log = []
  }

  /// The records of a layer, in the order of the text.
  public func records(of layer: Layer) -> [DatasetRecord] { records.filter { $0.attribution.layer == layer } }
}

/// What made an article's annotations, and when.
public struct DatasetOrigin: Sendable, Hashable {
  /// When the article was ingested, in UTC.
  public var ingestedAt: String
  /// The version of the pattern library.
  public var patternVersion: String
  /// The version of the program.
  public var programVersion: String

  /// Makes an origin.
  public init(ingestedAt: String, patternVersion: String, programVersion: String) {
    self.ingestedAt = ingestedAt
    self.patternVersion = patternVersion
    self.programVersion = programVersion
  }
}

/// A quote or claim with what people decided about it.
public struct DatasetRecord: Sendable, Hashable {
  /// The quote or claim, with the speaker that it has now.
  public var attribution: Attribution
  /// `unreviewed`, or what the last decision made of it.
  public var status: String
  /// Who decided last.
  public var reviewer: String?
  /// When, in UTC.
  public var reviewedAt: String?
  /// What a reviewer noted.
  public var note: String?
  /// The speaker's title as the article gives it at this place, or else elsewhere.
  public var role: String?
  /// The class of the role, such as `official`.
  public var roleClass: String?
  /// `m` or `f`, where the words tell the speaker's gender.
  public var gender: String?
  /// The address that tells the speaker from others (Wikidata), where the authority file has one.
  public var sameAs: String?
  /// What the machine had proposed when a person decided, as the database has it; no format but `jsonl` reads it.
  public var origin: String?
  /// What the machine proposes since, where that contradicts the decision.
  public var proposal: String?

  /// Makes a record that nobody has decided about.
  public init(_ attribution: Attribution) {
    self.attribution = attribution
    status = "unreviewed"
  }
}

/// Somebody who speaks in an article.
public struct DatasetSpeaker: Sendable, Hashable {
  /// The speaker under the name that it has now, with the forms, titles and mentions of this article.
  public var speaker: Speaker
  /// The name under which the article was understood to know the speaker, before people decided.
  public var foundName: String
  /// The kind that goes with `foundName`.
  public var foundKind: SpeakerKind
  /// The article to which a group or an unnamed speaker belongs; `nil` for who is one in all articles.
  public var home: String?

  /// Makes a speaker.
  public init(_ speaker: Speaker, foundName: String, foundKind: SpeakerKind, home: String?) {
    self.speaker = speaker
    self.foundName = foundName
    self.foundKind = foundKind
    self.home = home
  }
}

/// A line of the review log.
public struct DatasetLogEntry: Sendable, Hashable, Codable {
  /// The line's place in the whole log, from 1.
  public var line: Int
  /// When, in UTC.
  public var at: String
  /// Who.
  public var by: String
  /// What was done.
  public var action: String
  /// Which record it was done to: entries of one record have one number, which counts within the article; `nil` where
  /// it was done to no record.
  public var record: Int?
  /// The record's layer when it was done.
  public var layer: String?
  /// Where the record stood when it was done.
  public var start: Int?
  /// Where it ended.
  public var end: Int?
  /// Its words.
  public var text: String?
  /// The words before it.
  public var contextBefore: String?
  /// The words after it.
  public var contextAfter: String?
  /// The state before, in JSON.
  public var before: String?
  /// The state after, in JSON.
  public var after: String?
  /// What the reviewer noted.
  public var note: String?

  /// Makes an entry.
  public init(line: Int, at: String, by: String, action: String) {
    self.line = line
    self.at = at
    self.by = by
    self.action = action
  }
}

/// What people decided about speakers: who is whom.
public struct SpeakerDecisions: Sendable, Hashable, Codable {
  /// A speaker as a decision names it.
  public struct Name: Sendable, Hashable, Codable {
    /// The name.
    public var name: String
    /// What sort of speaker it is.
    public var kind: String
    /// The article to which a group or unnamed speaker belongs.
    public var home: String?

    /// Makes a name.
    public init(name: String, kind: String, home: String?) {
      self.name = name
      self.kind = kind
      self.home = home
    }
  }

  /// “Whoever is called `key` is `speaker`”, everywhere or in one article.
  public struct Rule: Sendable, Hashable, Codable {
    /// `merge`, `split`, `rename` or `alias`.
    public var action: String
    /// The name in lower case that is ruled on.
    public var key: String
    /// The kind that goes with `key`.
    public var kind: String
    /// The article in which the rule holds; empty for all.
    public var article: String
    /// Who is meant.
    public var speaker: Name
    /// Who decided.
    public var by: String
    /// When, in UTC.
    public var at: String

    /// Makes a rule.
    public init(
      action: String, key: String, kind: String, article: String, speaker: Name, by: String, at: String
    ) {
      self.action = action
      self.key = key
      self.kind = kind
      self.article = article
      self.speaker = speaker
      self.by = by
      self.at = at
    }
  }

  /// Another name that people gave to a speaker.
  public struct Alias: Sendable, Hashable, Codable {
    /// Who is meant.
    public var speaker: Name
    /// The other name.
    public var alias: String

    /// Makes an alias.
    public init(speaker: Name, alias: String) {
      self.speaker = speaker
      self.alias = alias
    }
  }

  /// The rules, sorted.
  public var rules: [Rule] = []
  /// The other names, sorted.
  public var aliases: [Alias] = []
  /// The lines of the review log that say so, oldest first.
  public var log: [DatasetLogEntry] = []

  /// Makes decisions: none.
  public init() {}

  /// Whether nothing was decided.
  public var isEmpty: Bool { rules.isEmpty && aliases.isEmpty && log.isEmpty }
}
