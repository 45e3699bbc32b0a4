import ArticleReader
import Foundation
import QuoteEngine
import QuoteStore
import SpeakerIdentity

/// Takes articles into a database: workers extract, the calling thread writes batch after batch.
struct IngestRun {
  /// Where to.
  var store: QuoteStore
  /// With what.
  var library: PatternLibrary
  /// What is written down as the origin of the annotations.
  var stamp: IngestStamp
  /// By what speakers are found in other articles; without it, by their names alone.
  var identity: IdentityLibrary?

  /// What an ingest came to.
  struct Summary {
    var added = 0
    var changed = 0
    var unchanged = 0
    var refused = 0
    var quotes = 0
    var claims = 0
    /// What became of the records; the reviewed ones that the patterns contradict are listed.
    var report = ExtractionReport()

    /// All articles that were read and taken.
    var articles: Int { added + changed + unchanged }
  }

  /// What a worker makes of a batch of input.
  private struct Extracted: Sendable {
    enum Item: Sendable {
      case prepared(PreparedArticle)
      case unchanged(key: String, sha256: String)
      case refused(RefusedArticle)
    }
    var items: [Item] = []
  }

  /// A transaction takes about as many articles, as many bytes of text, or as long; what is lost when the program is
  /// ended is less than that.
  private static let largestBatch = (articles: 1000, bytes: 8 << 20, seconds: 2.0)

  /// Reads everything and writes it. `refuse` gets each article that cannot be taken, in words; `show` where it is.
  func run(
    _ reader: ArticleReader, refuse: (String) -> Void, show: (Summary, _ bytesRead: Int) -> Void
  ) throws -> Summary {
    var summary = Summary()
    var seen = SeenKeys()
    var batch: [PreparedArticle] = []
    var bytes = 0
    var lastWrite = ContinuousClock.now
    let session = IngestSession(store: store, stamp: stamp)
    func flush() throws {
      defer { lastWrite = .now }
      let outcome = try session.write(batch)
      batch.removeAll(keepingCapacity: true)
      bytes = 0
      for fate in outcome.fates {
        switch fate {
        case .added: summary.added += 1
        case .replaced: summary.changed += 1
        case .overtaken: break
        }
      }
      summary.quotes += outcome.quotes
      summary.claims += outcome.claims
      var report = outcome.report
      report.changes.removeAll { !$0.isReviewed || $0.fate != .inConflict }
      summary.report.add(report)
    }
    // While a batch is written, the workers go on with the next.
    let pipeline = ArticlePipeline(library: library, lead: 20)
    let (store, stamp, identity) = (store, stamp, identity)
    try pipeline.run(reader) { input, engine in
      try Self.extract(input, engine, store, stamp, identity)
    } consume: { extracted, position in
      for item in extracted.items {
        switch item {
        case .refused(let refused):
          summary.refused += 1
          refuse("\(refused)")
        case .unchanged(let key, let sha256):
          switch seen.add(key, sha256) {
          case .new, .same: summary.unchanged += 1
          case .other:
            summary.refused += 1
            refuse(Self.keyTaken(key))
          }
        case .prepared(let prepared):
          switch seen.add(prepared.article.id, prepared.sha256) {
          case .new:
            batch.append(prepared)
            bytes += prepared.article.text.utf8.count
            if batch.count >= Self.largestBatch.articles || bytes >= Self.largestBatch.bytes { try flush() }
          case .same: summary.unchanged += 1
          case .other:
            summary.refused += 1
            refuse(Self.keyTaken(prepared.article.id))
          }
        }
      }
      if .now - lastWrite > .seconds(Self.largestBatch.seconds) { try flush() }
      show(summary, position.bytesRead)
    }
    try flush()
    if let identity { try store.regroupSpeakers(identity) }
    return summary
  }

  private static func keyTaken(_ key: String) -> String {
    "article “\(key)”: another article with this key was read before, and is the one kept; "
      + "give each article an `id`, or its file a name, of its own"
  }

  private static func extract(
    _ input: ArticleBatch, _ engine: QuoteEngine, _ store: QuoteStore, _ stamp: IngestStamp,
    _ identity: IdentityLibrary?
  ) throws -> Extracted {
    let readings = input.readings()
    let articles = readings.compactMap { reading -> (article: Article, sha256: String)? in
      if case .article(let article) = reading { (article, article.sha256()) } else { nil }
    }
    var unchanged = try store.hasUnchanged(articles, stamp: stamp).makeIterator()
    var hashes = articles.makeIterator()
    var extracted = Extracted()
    extracted.items.reserveCapacity(readings.count)
    for reading in readings {
      switch reading {
      case .refused(let refused): extracted.items.append(.refused(refused))
      case .article(let article):
        guard let sha256 = hashes.next()?.sha256, let isUnchanged = unchanged.next() else { continue }
        extracted.items.append(
          isUnchanged
            ? .unchanged(key: article.id, sha256: sha256)
            : .prepared(
              PreparedArticle(article, engine.annotate(article.text), sha256: sha256, identity: identity)))
      }
    }
    return extracted
  }

  /// The keys that this run has met, so that two articles of one key do not overwrite each other unnoticed.
  ///
  /// It keeps hashes only, some 40 bytes an article.
  private struct SeenKeys {
    enum Answer {
      case new, same, other
    }
    private var texts: [Int: Int] = [:]

    mutating func add(_ key: String, _ sha256: String) -> Answer {
      let text = sha256.hashValue
      guard let known = texts.updateValue(text, forKey: key.hashValue) else { return .new }
      if known == text { return .same }
      texts[key.hashValue] = known
      return .other
    }
  }
}
