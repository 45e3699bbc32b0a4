import ArticleReader
import QuoteCheck

extension QuoteStore {
  /// Articles in whose texts the words that somebody typed stand, those first where most of them stand side by side.
  ///
  /// It looks in the index of word pairs, so that a single word finds nothing here; what the index does not have yet is
  /// not found either.
  public func articlesWithWords(_ typed: String, _ words: WordSearch, limit: Int) throws
    -> [(article: ArticleSummary, text: String)]
  {
    let pairs = WordPairs(of: typed)
    guard pairs.wordCount > 1 else { return [] }
    return try read { db in
      let index = TextIndex(db)
      let segments = try index.segments()
      var votes = PairVotes(pairs)
      for hash in votes.hashes { votes.add(try index.articles(with: hash, in: segments)) }
      return try votes.best(limit).compactMap { try ArticleRow.fetch(db, "id = ?", [Int64($0)]) }
        .filter { words.occurs(in: $0.text) }
        .map {
          (
            ArticleSummary(
              key: $0.id, title: $0.title, url: $0.url, source: $0.source, published: $0.published), $0.text
          )
        }
    }
  }
}
