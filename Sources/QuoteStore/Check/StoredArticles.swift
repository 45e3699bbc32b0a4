import ArticleReader
import GRDB
import QuoteCheck
import QuoteEngine
import SpeakerIdentity
import VietnameseText

/// A database's articles as a source of checks.
///
///     let checker = QuoteChecker(source: StoredArticles(store), lexicon: lexicon)
///     let answer = try checker.check("Đò sẽ chạy trước Tết", speaker: "bà Mận")
///
/// The first check brings the text index up to date. Where the file may not be written to, what the index lacks is indexed
/// in memory. One thread uses it at a time.
public final class StoredArticles: CheckSource {
  private let store: QuoteStore
  private let identity: IdentityLibrary?
  private let show: (Int) -> Void
  /// Blocks of articles that the file's index lacks, where the file may not be written to.
  private var inMemory: [Int: [UInt8]]?
  private var annotations: [String: Annotations] = [:]

  /// Makes a source; `show` gets the number of articles indexed while the first check indexes many.
  ///
  /// - Parameter identity: the data by which names are understood as people type them.
  public init(
    _ store: QuoteStore, identity: IdentityLibrary? = nil,
    show: @escaping (_ articles: Int) -> Void = { _ in }
  ) {
    self.store = store
    self.identity = identity
    self.show = show
  }

  public func article(named key: String) throws -> Article { try store.articleText(key) }

  public func candidates(for pairs: WordPairs, limit: Int) throws -> [Article] {
    if let word = pairs.onlyWord { return try store.articlesQuoting(word, limit: limit) }
    try prepare()
    return try store.read { db in
      let index = TextIndex(db)
      let segments = try index.segments()
      var votes = PairVotes(pairs)
      for hash in votes.hashes {
        var articles = try index.articles(with: hash, in: segments)
        if let block = inMemory?[PostingBlock.bucket(of: hash)] {
          articles += block.withUnsafeBytes { PostingBlock.articles(with: hash, in: $0) }
        }
        votes.add(articles)
      }
      return try votes.best(limit).compactMap { try ArticleRow.fetch(db, "id = ?", [Int64($0)]) }
    }
  }

  public func annotations(of article: Article) throws -> Annotations {
    if let known = annotations[article.id] { return known }
    let made = try store.article(article.id).annotations
    if annotations.count > 2000 { annotations.removeAll(keepingCapacity: true) }
    annotations[article.id] = made
    return made
  }

  public func speakers(named name: String) throws -> SpeakerKnowledge {
    do {
      let found = try store.ask(name, identity: identity).matches
      return .known(found.map { SpeakerReference(name: $0.name, kind: $0.kind) })
    } catch NotFound.speaker(_, let nearest) {
      // Bà Mận is no name by itself; Mận may be one, or like one.
      let bare = TypedSpeaker.withoutHonorific(name)
      guard bare != name else { return .unknown(nearest: nearest) }
      return try speakers(named: bare)
    }
  }

  private func prepare() throws {
    guard inMemory == nil, try store.read({ try TextIndex($0).isBehind() }) else { return }
    do {
      try store.updateTextIndex(show)
    } catch StoreError.readOnly, StoreError.locked, StoreError.diskFull {
      inMemory = try store.read { db in
        let missing = try TextIndex(db).nextArticles(most: .max)
        return Dictionary(uniqueKeysWithValues: missing.blocks().map { ($0.bucket, $0.bytes) })
      }
    }
  }
}

/// An article's row without what was found in it.
enum ArticleRow {
  static func fetch(
    _ db: Database, _ condition: String, _ arguments: [any DatabaseValueConvertible]
  ) throws -> Article? {
    let statement = try db.cachedStatement(
      sql: "SELECT key, title, text, url, source, published, author FROM article WHERE \(condition)")
    return try Row.fetchOne(statement, arguments: StatementArguments(arguments)).map {
      try Article(
        id: $0.value(0), title: $0.value(1), text: $0.value(2), url: $0.value(3), source: $0.value(4),
        published: $0.value(5), author: $0.value(6))
    }
  }
}

extension QuoteStore {
  /// The article with a key, without what was found in it. Throws `NotFound`.
  func articleText(_ typed: String) throws -> Article {
    try read { db in
      guard let article = try ArticleRow.fetch(db, "key = ?", [ArticleKeys.find(typed, db)]) else {
        throw NotFound.article(typed, nearest: [])
      }
      return article
    }
  }

  /// Articles in which a word is quoted.
  func articlesQuoting(_ word: String, limit: Int) throws -> [Article] {
    guard let search = WordSearch(word) else { return [] }
    return try read { db in
      let ids = try Int64.fetchAll(
        db,
        sql: """
          SELECT article_id FROM record WHERE layer = 'quote'
            AND id IN (SELECT rowid FROM record_words WHERE record_words MATCH ?)
          GROUP BY article_id ORDER BY min(length(text)), article_id LIMIT ?
          """,
        arguments: [search.expression, limit])
      return try ids.compactMap { try ArticleRow.fetch(db, "id = ?", [$0]) }
    }
  }
}
