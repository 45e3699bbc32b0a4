import QuoteEngine
import QuoteStore
import SpeakerIdentity

/// Annotates the articles of a database anew: workers extract, the calling thread writes batch after batch.
struct ReextractRun {
  /// Which database.
  var store: QuoteStore
  /// With what.
  var library: PatternLibrary
  /// What is written down as the origin of the annotations.
  var stamp: IngestStamp
  /// By what speakers are found in other articles; without it, by their names alone.
  var identity: IdentityLibrary?
  /// Only these articles.
  var keys: [String]?
  /// Whether articles with this stamp are annotated again too.
  var includesCurrent = false
  /// Whether nothing is written.
  var isDryRun = false

  /// What it came to.
  struct Summary {
    var articles = 0
    var current = 0
    var overtaken = 0
    var report = ExtractionReport()

    /// Whether every record was simply found again.
    var isUnchanged: Bool {
      report.unreviewed.keys.allSatisfy { $0 == .foundAgain }
        && report.reviewed.keys.allSatisfy { $0 == .foundAgain }
        && report.lost == 0
    }
  }

  /// Articles that are fetched, extracted and written together.
  private static let batchSize = (articles: 200, bytes: 2 << 20)

  /// Annotates everything and writes it. `list` gets each record that was not simply found again.
  func run(_ list: (RecordChange) throws -> Void, show: (Summary) -> Void) throws -> Summary {
    var summary = Summary()
    summary.current = try includesCurrent ? 0 : store.articleCount(stamped: stamp, keys: keys)
    let session = IngestSession(store: store, stamp: stamp)
    let pipeline = ArticlePipeline(library: library)
    let source = Source(store, keys: keys, passingOver: includesCurrent ? nil : stamp)
    let identity = identity
    try pipeline.run {
      try source.next()
    } work: { texts, engine in
      texts.map {
        PreparedArticle($0.article, engine.annotate($0.article.text), sha256: $0.sha256, identity: identity)
      }
    } consume: { prepared in
      let outcome = try session.rewrite(prepared, dryRun: isDryRun)
      for change in outcome.report.changes { try list(change) }
      var report = outcome.report
      report.changes.removeAll { !$0.isReviewed || $0.fate != .inConflict }
      summary.report.add(report)
      summary.overtaken += outcome.fates.count { $0 == .overtaken }
      summary.articles += outcome.fates.count { $0 != .overtaken }
      show(summary)
    }
    if let identity, !isDryRun { try store.regroupSpeakers(identity) }
    return summary
  }

  /// Fetches the texts, batch after batch.
  ///
  /// Unchecked Sendable: the pipeline calls `next` under its own lock, from one thread at a time.
  private final class Source: @unchecked Sendable {
    private let store: QuoteStore
    private let keys: [String]?
    private let stamp: IngestStamp?
    private var last: Int64 = 0

    init(_ store: QuoteStore, keys: [String]?, passingOver stamp: IngestStamp?) {
      self.store = store
      self.keys = keys
      self.stamp = stamp
    }

    func next() throws -> [StoredText]? {
      let texts = try store.texts(
        after: last, keys: keys, passingOver: stamp, limit: batchSize.articles, bytes: batchSize.bytes)
      guard let end = texts.last else { return nil }
      last = end.rowID
      return texts
    }
  }
}
