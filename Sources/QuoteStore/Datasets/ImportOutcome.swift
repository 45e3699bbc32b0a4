/// What bringing a dataset in came to.
public struct ImportOutcome: Sendable, Hashable {
  /// Articles that the database did not have.
  public var articlesAdded = 0
  /// Articles that it had, with the same text.
  public var articlesKnown = 0
  /// Records that came with the new articles.
  public var records = 0
  /// Records whose decisions were taken over.
  public var decisionsTaken = 0
  /// Records whose decisions the database had already.
  public var decisionsKnown = 0
  /// Records on which two reviewers decided the same, each for himself.
  public var decisionsAgreed = 0
  /// Decisions about speakers that were taken over.
  public var speakerDecisions = 0
  /// What contradicts the database, and was left as the database has it.
  public var conflicts: [ImportConflict] = []
}

/// Something that a dataset says otherwise than the database. The database stays as it is until a person decides.
public struct ImportConflict: Sendable, Hashable {
  /// What is said otherwise.
  public enum Subject: String, Sendable, Hashable, CaseIterable {
    /// The article's text: nothing of it was taken.
    case text
    /// What is known of the article.
    case article
    /// A decision about a record.
    case decision
    /// Another record stands where one would go.
    case place
    /// A decision about a speaker.
    case speaker
  }

  /// What is said otherwise.
  public var subject: Subject
  /// The article's key; empty for speakers.
  public var article: String
  /// The record's id, or the speaker's name.
  public var of: String
  /// The words of the record; empty where it is no record.
  public var words: String
  /// What the database says.
  public var here: String
  /// What the dataset says.
  public var there: String

  /// Makes a conflict.
  public init(
    _ subject: Subject, article: String, of: String, words: String = "", here: String, there: String
  ) {
    self.subject = subject
    self.words = words
    self.article = article
    self.of = of
    self.here = here
    self.there = there
  }
}
