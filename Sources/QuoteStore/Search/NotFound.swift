/// A name or key that means nothing, or too much, in this database.
public enum NotFound: Error, Sendable, Hashable, CustomStringConvertible {
  /// No speaker has this name, alias or form.
  case speaker(String, nearest: [String])
  /// Several speakers have this name; `candidates` tell them apart.
  case ambiguousSpeaker(String, candidates: [String])
  /// No article has this key.
  case article(String, nearest: [String])
  /// No article is from this paper.
  case paper(String, nearest: [String])
  /// The change would make two speakers of one name.
  case nameTaken(String, remedy: String)
  /// A speaker has no quote and no claim in this article.
  case notInArticle(name: String, article: String)

  /// What is wrong, and the nearest names or the way out.
  public var description: String {
    switch self {
    case .speaker(let name, let nearest):
      "no speaker is called “\(name)”" + Self.offer(nearest, else: "`trichdan speakers` lists all")
    case .ambiguousSpeaker(let name, let candidates):
      "“\(name)” may be \(candidates.joined(separator: " or ")); name one of them by its number or with --kind"
    case .article(let key, let nearest):
      "no article has the key “\(key)”" + Self.offer(nearest, else: "`trichdan quotes` shows the keys")
    case .paper(let name, let nearest):
      "no article is from “\(name)”"
        + Self.offer(nearest, else: "articles get their paper from `source` in JSON lines")
    case .nameTaken(let name, let remedy):
      "there is already a speaker “\(name)”; \(remedy)"
    case .notInArticle(let name, let article):
      "“\(name)” is not among the speakers of article “\(article)”"
    }
  }

  private static func offer(_ nearest: [String], else remedy: String) -> String {
    nearest.isEmpty
      ? "; \(remedy)" : "; did you mean " + nearest.map { "“\($0)”" }.joined(separator: ", ") + "?"
  }
}
