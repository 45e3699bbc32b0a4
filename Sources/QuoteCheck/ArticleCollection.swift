import ArticleReader
import QuoteEngine
import VietnameseText

/// Articles in memory as a source of checks.
public final class ArticleCollection: CheckSource {
  private let articles: [Article]
  private let annotate: (Article) throws -> Annotations
  private var annotations: [String: Annotations] = [:]
  private var byKey: [String: Int] = [:]
  private lazy var index = PairIndex(articles.lazy.map { WordPairs(of: $0.text) })

  /// Up to so many articles are all looked at, however little they have in common with a quote.
  private static let fewArticles = 16

  /// Makes a collection; `annotate` is called for an article at most once, when a quote is found in it.
  public init(_ articles: [Article], annotate: @escaping (Article) throws -> Annotations) {
    self.articles = articles
    self.annotate = annotate
    for (index, article) in articles.enumerated() where byKey[article.id] == nil { byKey[article.id] = index }
  }

  /// The article with a key, without regard to case and diacritics. Throws `UnknownArticle`.
  public func article(named key: String) throws -> Article {
    if let index = byKey[key] { return articles[index] }
    let folded = Folding.fold(key)
    let found = articles.filter { Folding.fold($0.id) == folded }
    guard found.count == 1 else { throw UnknownArticle(key: key, keys: articles.prefix(3).map(\.id)) }
    return found[0]
  }

  public func candidates(for pairs: WordPairs, limit: Int) throws -> [Article] {
    guard articles.count > Self.fewArticles, pairs.wordCount > 1 else { return articles }
    return index.best(for: pairs, limit: limit).map { articles[$0] }
  }

  public func annotations(of article: Article) throws -> Annotations {
    if let known = annotations[article.id] { return known }
    let made = try annotate(article)
    annotations[article.id] = made
    return made
  }

  public func speakers(named name: String) throws -> SpeakerKnowledge {
    let identity = SpeakerIdentity(name)
    var found: [SpeakerReference] = []
    var others: Set<String> = []
    // All of them, whatever was asked before: an answer depends on its own question and on the articles alone.
    for article in articles {
      for speaker in try annotations(of: article).speakers {
        switch identity.fit(speaker.name, kind: speaker.kind, forms: speaker.forms, roles: speaker.roles) {
        case .whole, .part: found.append(SpeakerReference(name: speaker.name, kind: speaker.kind))
        case .maybe, .none: others.insert(speaker.name)
        }
      }
    }
    guard found.isEmpty else { return .known([]) }
    return .unknown(nearest: Self.nearest(others, to: name))
  }

  /// Names that share a word with one that was typed.
  private static func nearest(_ names: Set<String>, to typed: String) -> [String] {
    let words = Set(Folding.fold(typed).split(separator: " "))
    let near = names.compactMap { name -> (shared: Int, name: String)? in
      let shared = words.intersection(Folding.fold(name).split(separator: " ")).count
      return shared > 0 ? (shared, name) : nil
    }
    return near.sorted { ($1.shared, $0.name) < ($0.shared, $1.name) }.prefix(3).map(\.name)
  }
}

/// No article has this key.
public struct UnknownArticle: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was asked for.
  public var key: String
  /// Some of the keys that there are.
  public var keys: [String]

  /// What is wrong, and the remedy.
  public var description: String {
    "no article has the key “\(key)”"
      + (keys.isEmpty ? "" : "; there are " + keys.map { "“\($0)”" }.joined(separator: ", ") + " …")
  }
}
