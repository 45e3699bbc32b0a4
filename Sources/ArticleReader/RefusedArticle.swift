/// An article that could not be taken: where it stands, why, and what would mend it.
public struct RefusedArticle: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's path, or `-` for standard input.
  public var file: String
  /// The line in a file of JSON lines, from 1; `nil` when the whole file is meant.
  public var line: Int?
  /// Why it was refused.
  public var reason: String
  /// What would mend it.
  public var remedy: String

  /// Makes a refusal.
  public init(file: String, line: Int? = nil, reason: String, remedy: String) {
    self.file = file
    self.line = line
    self.reason = reason
    self.remedy = remedy
  }

  /// `file:line: reason; remedy`.
  public var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(reason); \(remedy)"
  }
}

/// What reading yields: an article, why there is none, or what was come upon besides.
public enum Reading: Sendable, Hashable {
  case article(Article)
  case refused(RefusedArticle)
  /// Something among many that is no article, such as a picture in a folder or a section's page in a crawl.
  case skipped(what: String, place: String)
  /// Addresses of articles that a feed or sitemap lists without their texts.
  case listed(addresses: [String], place: String)
}
