import ArticleReader
import QuoteEngine

/// An article with what the engine (and the users' decisions) found in it.
public struct SourceArticle: Sendable {
  /// The article.
  public var article: Article
  /// Its quotes and claims with their speakers.
  public var annotations: Annotations

  /// Makes a source article.
  public init(article: Article, annotations: Annotations) {
    self.article = article
    self.annotations = annotations
  }
}

/// Where a checker looks for articles: a database, or articles in memory (`ArticleCollection`).
public protocol CheckSource {
  /// The article with a key, as a user typed it. Throws when there is none.
  func article(named key: String) throws -> Article

  /// The articles that have most in common with a quote, the best first, at most `limit`.
  func candidates(for pairs: WordPairs, limit: Int) throws -> [Article]

  /// What was found in one of the articles that the two functions above have given.
  func annotations(of article: Article) throws -> Annotations

  /// The speakers whom a name means by itself or as an alias or form, or the names like it when it means nobody.
  func speakers(named name: String) throws -> SpeakerKnowledge
}

/// What a source knows of a name.
public enum SpeakerKnowledge: Sendable, Hashable {
  /// These may be meant.
  case known([SpeakerReference])
  /// Nobody is called so; the nearest names.
  case unknown(nearest: [String])
}
