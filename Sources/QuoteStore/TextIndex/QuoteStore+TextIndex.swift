import GRDB

extension QuoteStore {
  /// Indexes the texts of the articles that were added or changed since the last time; without any that takes no time.
  ///
  /// It happens in batches, each in a transaction of its own: what is done stays done when the program is ended. `show` gets
  /// the number of articles after each batch. Throws a `StoreError` when the file may not be written to.
  public func updateTextIndex(_ show: (_ articles: Int) -> Void = { _ in }) throws {
    var done = 0
    while try read({ try TextIndex($0).isBehind() }) {
      done += try write { db in
        let index = TextIndex(db)
        let missing = try index.nextArticles()
        try index.write(missing)
        return missing.articles
      }
      show(done)
    }
  }
}
