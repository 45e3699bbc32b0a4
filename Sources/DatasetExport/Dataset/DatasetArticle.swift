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
  /// What reviewers who do not see each other took its records for, as long as it is not settled.
  public var readings: [DatasetReading]
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
    readings = []
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
  /// Which of several speakers of its speaker's name is meant, as `DatasetSpeaker.person` says it.
  public var person: String?
  /// The same of whoever passed the words on.
  public var viaPerson: String?
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
  /// Which of several speakers of one name it is, as one of the articles knows it: “lê minh (person) in bai-1”; `nil` where
  /// nobody else bears the name.
  public var person: String?
  /// The address that tells the speaker from others (Wikidata), where the authority file has one.
  public var sameAs: String?

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
  /// What decisions that were taken together have in common.
  public var batch: String?

  /// Makes an entry.
  public init(line: Int, at: String, by: String, action: String) {
    self.line = line
    self.at = at
    self.by = by
    self.action = action
  }
}

/// What a reviewer took a record for without seeing what others took it for.
public struct DatasetReading: Sendable, Hashable, Codable {
  /// Which record, numbered as in the log.
  public var record: Int
  /// Who.
  public var by: String
  /// When, in UTC.
  public var at: String
  /// What the reviewer did.
  public var action: String
  /// The state that the record is to have, in JSON.
  public var state: String

  /// Makes a reading.
  public init(record: Int, by: String, at: String, action: String, state: String) {
    self.record = record
    self.by = by
    self.at = at
    self.action = action
    self.state = state
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
    /// Which of several speakers of the name, as `DatasetSpeaker.person` says it.
    public var person: String?

    /// Makes a name.
    public init(name: String, kind: String, home: String?, person: String? = nil) {
      self.name = name
      self.kind = kind
      self.home = home
      self.person = person
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

  /// “These two are one”, or “these are two”.
  public struct Pair: Sendable, Hashable, Codable {
    /// A speaker within an article.
    public struct End: Sendable, Hashable, Codable {
      /// The article's key.
      public var article: String
      /// The name in lower case under which the article was understood to know the speaker.
      public var key: String
      /// The kind that goes with `key`.
      public var kind: String

      /// Makes an end.
      public init(article: String, key: String, kind: String) {
        self.article = article
        self.key = key
        self.kind = kind
      }
    }

    /// The two.
    public var first: End
    public var second: End
    /// Whether they are one.
    public var isSame: Bool
    /// Who decided.
    public var by: String
    /// When, in UTC.
    public var at: String

    /// Makes a decision about a pair.
    public init(first: End, second: End, isSame: Bool, by: String, at: String) {
      self.first = first
      self.second = second
      self.isSame = isSame
      self.by = by
      self.at = at
    }
  }

  /// The rules, sorted.
  public var rules: [Rule] = []
  /// The other names, sorted.
  public var aliases: [Alias] = []
  /// What was decided about pairs, oldest first.
  public var pairs: [Pair] = []
  /// The lines of the review log that say so, oldest first.
  public var log: [DatasetLogEntry] = []

  /// Makes decisions: none.
  public init() {}

  /// Reads what `export` writes; what older versions wrote knows of no pairs.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    rules = try members.decode([Rule].self, forKey: .rules)
    aliases = try members.decode([Alias].self, forKey: .aliases)
    pairs = try members.decodeIfPresent([Pair].self, forKey: .pairs) ?? []
    log = try members.decode([DatasetLogEntry].self, forKey: .log)
  }

  /// Whether nothing was decided.
  public var isEmpty: Bool { rules.isEmpty && aliases.isEmpty && pairs.isEmpty && log.isEmpty }
}
