/// Articles that somebody hands to the desk.
public enum ArticleSubmission: Sendable {
  /// A file as it is.
  case file(name: String, bytes: [UInt8])
  /// One article that was typed or pasted.
  case text(PastedArticle)
  /// Addresses of the public web.
  case addresses([String])

  /// What it is called in lists.
  var name: String {
    switch self {
    case .file(let name, _): name
    case .text(let article): article.title ?? String(article.text.prefix(60))
    case .addresses(let addresses): addresses.count == 1 ? addresses[0] : "\(addresses[0]) …"
    }
  }
}

/// An article that was typed or pasted, with what is known of it.
public struct PastedArticle: Sendable, Hashable {
  /// The headline.
  public var title: String?
  /// The text without the headline.
  public var text: String
  /// The paper.
  public var source: String?
  /// When it appeared.
  public var published: String?
  /// Its address.
  public var url: String?

  /// Makes an article.
  public init(
    title: String? = nil, text: String, source: String? = nil, published: String? = nil, url: String? = nil
  ) {
    self.title = title
    self.text = text
    self.source = source
    self.published = published
    self.url = url
  }
}

/// How far reading what was submitted has come.
public struct ReadingProgress: Sendable, Hashable {
  /// What is done of what there is to do, in addresses or bytes; `total` is 0 where nobody knows.
  public var done = 0
  /// How many there are in all; 0 where nobody knows.
  public var total = 0
  /// Articles that are new, that have changed, and that were there as they are.
  public var added = 0
  /// Articles whose text had changed.
  public var changed = 0
  /// Articles that were there as they are.
  public var unchanged = 0
  /// Quotes and claims in those that are new or have changed.
  public var quotes = 0
  /// Claims that were found.
  public var claims = 0
  /// The keys of the first articles.
  public var keys: [String] = []
  /// What was not taken, with the reason and the remedy; and what else is to be known.
  public var notes: [String] = []

  /// The most notes that are kept.
  public static let mostNotes = 50

  /// Makes the progress of a reading that begins.
  public init() {}
}

/// Reads what was submitted into the database; tells now and then how far it is, and at the end what it came to.
public typealias ReadArticles =
  @Sendable (ArticleSubmission, _ show: @escaping @Sendable (ReadingProgress) -> Void) throws ->
  ReadingProgress
