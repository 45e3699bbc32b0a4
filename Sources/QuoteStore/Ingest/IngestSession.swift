import ArticleReader
import Foundation
import GRDB
import QuoteEngine

/// What made an ingest's annotations.
public struct IngestStamp: Sendable, Hashable {
  /// The pattern library's version.
  public var patternVersion: String
  /// The program's version.
  public var programVersion: String

  /// Makes a stamp.
  public init(patternVersion: String, programVersion: String) {
    self.patternVersion = patternVersion
    self.programVersion = programVersion
  }
}

/// What became of an article that was written.
public enum ArticleFate: Sendable, Hashable {
  /// The database did not have it.
  case added
  /// Its text, what is known of it, or what made its annotations has changed.
  case replaced
  /// It was to be annotated anew, but somebody has changed or removed it meanwhile; it is left as it is.
  case overtaken
}

/// Counts of a batch that was written.
public struct BatchOutcome: Sendable, Hashable {
  /// What became of each article, in the batch's order.
  public var fates: [ArticleFate] = []
  /// Quotes that the articles now have from the engine.
  public var quotes = 0
  /// Claims that the articles now have from the engine.
  public var claims = 0
  /// What became of the records.
  public var report = ExtractionReport()

  /// Reviewed records that an article which was replaced had and keeps.
  public var kept: Int { report.kept }
  /// Those among the kept whose words a corrected text no longer has.
  public var orphaned: Int { report.lost }
}

/// Writes articles with their annotations, a batch in a transaction.
///
/// A batch that was written is there for good; one that was not, because the program was ended, leaves nothing
/// behind, and its articles are written the next time. One thread uses a session.
///
///     let session = IngestSession(store: store, stamp: stamp)
///     let outcome = try session.write(batch)
public final class IngestSession {
  private let store: QuoteStore
  private let stamp: IngestStamp
  private var directory = SpeakerDirectory()

  /// Makes a session.
  public init(store: QuoteStore, stamp: IngestStamp) {
    self.store = store
    self.stamp = stamp
  }

  /// Writes a batch in one transaction; throws a `StoreError`, and then nothing of the batch is written.
  ///
  /// With `dryRun` nothing is written either, and the outcome is what it would be.
  public func write(_ batch: [PreparedArticle], dryRun: Bool = false) throws -> BatchOutcome {
    try write(batch, dryRun) { try $0.write($1, &$2, &$3) }
  }

  /// Writes new annotations of articles that the database has, in one transaction; all else about them stays.
  public func rewrite(_ batch: [PreparedArticle], dryRun: Bool = false) throws -> BatchOutcome {
    try write(batch, dryRun) { try $0.rewrite($1, &$2, &$3) }
  }

  private func write(
    _ batch: [PreparedArticle], _ dryRun: Bool,
    _ one: (inout ArticleWriter, PreparedArticle, inout SpeakerDirectory, inout BatchOutcome) throws -> Void
  ) throws -> BatchOutcome {
    guard !batch.isEmpty else { return BatchOutcome() }
    do {
      let outcome = try store.write(isUndone: dryRun) { db in
        try directory.refresh(db)
        var writer = try ArticleWriter(db, stamp: stamp)
        var outcome = BatchOutcome()
        for article in batch { try one(&writer, article, &directory, &outcome) }
        try writer.finish()
        return outcome
      }
      if dryRun { directory = SpeakerDirectory() }
      return outcome
    } catch {
      // What it knows of the speakers may have been undone.
      directory = SpeakerDirectory()
      throw error
    }
  }
}

/// What the database has under an article's key.
public enum StoredState: Sendable, Hashable {
  /// Nothing.
  case absent
  /// The article as it is, text and what is known of it, annotated by the same program with the same patterns.
  case unchanged
  /// The article's text, of which something else is known or that was annotated otherwise.
  case sameText
  /// Another text, with the place that it was read from where that is known.
  case otherText(place: String?)
}

extension QuoteStore {
  /// What the database has under the key of each of `articles`.
  public func states(
    of articles: [(article: Article, sha256: String)], stamp: IngestStamp
  ) throws -> [StoredState] {
    try read { db in
      let statement = try BulkStatement(
        db,
        """
        SELECT sha256, pattern_version = ? AND program_version = ?
          AND title IS ? AND url IS ? AND source IS ? AND published IS ? AND author IS ?,
          (SELECT place FROM article_origin WHERE article_id = article.id)
        FROM article WHERE key = ?
        """)
      return try articles.map { article, sha256 in
        try statement.first {
          $0.add(stamp.patternVersion)
          $0.add(stamp.programVersion)
          $0.add(article.title)
          $0.add(article.url)
          $0.add(article.source)
          $0.add(article.published)
          $0.add(article.author)
          $0.add(article.id)
        } _: { row -> StoredState in
          guard row.text(0) == sha256 else { return .otherText(place: row.optionalText(2)) }
          return row.number(1) == 1 ? .unchanged : .sameText
        } ?? .absent
      }
    }
  }

  /// The key of another article with this text, if there is one.
  public func articleWithText(sha256: String, besides key: String) throws -> String? {
    try read { db in
      try String.fetchOne(
        db, sql: "SELECT key FROM article WHERE sha256 = ? AND key <> ? LIMIT 1", arguments: [sha256, key])
    }
  }
}
