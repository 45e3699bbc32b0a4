import ArticleFetcher
import ArticleReader
import Foundation
import QuoteEngine
import QuoteStore

/// Takes articles from addresses into a database. Fetching goes on while articles are written; each is written before its visit is noted,
/// so that a run that was ended goes on where it was.
struct FetchRun {
  /// Where to and with what.
  var ingest: IngestRun
  /// How addresses are fetched.
  var fetching: FetchSettings
  /// How what they answer is read.
  var reading: ReadingSettings
  /// Whether the articles that feeds and sitemaps list are fetched too.
  var follows: Bool

  /// How a run went.
  struct Summary {
    var fetched = 0
    var unchanged = 0
    var failed = 0
  }

  /// Fetches `addresses` and writes their articles. `refuse` gets each that failed, in words; `show` where it is.
  func run(
    _ addresses: [String], _ writer: IngestWriter, refuse: (String) -> Void,
    show: (Summary, _ of: Int) -> Void
  ) throws -> Summary {
    var summary = Summary()
    var waiting = addresses
    var known = Set(addresses)
    var total = addresses.count
    let engine = QuoteEngine(library: ingest.library)
    while !waiting.isEmpty {
      let marks = Dictionary(
        try ingest.store.visits(of: waiting).map {
          ($0.address, VisitMark(tag: $0.tag, modified: $0.modified))
        },
        uniquingKeysWith: { first, _ in first })
      let outcomes = OutcomeQueue(fetching, waiting, marks)
      waiting = []
      while let outcome = try outcomes.next() {
        switch outcome {
        case .unchanged: summary.unchanged += 1
        case .failed(let address, let reason, let remedy):
          summary.failed += 1
          refuse(RefusedArticle(file: address, reason: reason, remedy: remedy).said)
        case .fetched(let page):
          summary.fetched += 1
          let listed = try write(page, writer, engine, refuse)
          for address in listed where follows && known.insert(address).inserted {
            waiting.append(address)
            total += 1
          }
        }
        show(summary, total)
      }
    }
    return summary
  }

  /// Writes a page's articles; gives the addresses that it lists.
  private func write(
    _ page: FetchedPage, _ writer: IngestWriter, _ engine: QuoteEngine, _ refuse: (String) -> Void
  ) throws -> [String] {
    let document = FetchedDocument(
      address: page.finalAddress, bytes: page.bytes, charset: page.charset, time: page.fetched)
    let reader = ArticleReader(fetched: document, settings: reading)
    var listed: [String] = []
    var isTaken = true
    while let batch = reader.nextBatch() {
      var extracted = try Extracted(batch, engine, ingest.store, ingest.stamp, ingest.identity)
      for item in extracted.items { if case .refused = item { isTaken = false } }
      if follows { listed += extracted.besides.takeListed() }
      try writer.take(extracted, refuse)
    }
    try writer.flush()
    // What lists others has to be asked again, until all of them are there.
    if isTaken, listed.isEmpty {
      try ingest.store.record(
        StoredVisit(address: page.address, tag: page.mark.tag, modified: page.mark.modified))
    }
    return listed
  }
}

/// Hands the outcomes of fetching, which goes on by itself, to a thread that waits for them.
///
/// Unchecked Sendable: everything is read and written under `condition`.
private final class OutcomeQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private var outcomes: [FetchOutcome] = []
  private var isFinished = false
  private var error: (any Error)?

  init(_ settings: FetchSettings, _ addresses: [String], _ marks: [String: VisitMark]) {
    Task {
      do {
        try await ArticleFetcher(settings: settings).fetch(addresses, marks: marks) { outcome in
          while self.isFull { try await Task.sleep(for: .milliseconds(20)) }
          self.put(outcome)
        }
        self.finish(nil)
      } catch {
        self.finish(error)
      }
    }
  }

  private var isFull: Bool { condition.withLock { outcomes.count >= 16 } }

  private func put(_ outcome: FetchOutcome) {
    condition.withLock {
      outcomes.append(outcome)
      condition.signal()
    }
  }

  private func finish(_ error: (any Error)?) {
    condition.withLock {
      self.error = error
      isFinished = true
      condition.signal()
    }
  }

  /// The next outcome; `nil` when everything was fetched.
  func next() throws -> FetchOutcome? {
    condition.lock()
    defer { condition.unlock() }
    while outcomes.isEmpty, !isFinished { condition.wait() }
    if !outcomes.isEmpty { return outcomes.removeFirst() }
    if let error { throw error }
    return nil
  }
}
