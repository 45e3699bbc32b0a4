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

  /// Whether an article takes the place of another one with its key that was read from elsewhere.
  var replaces = false

  /// What an ingest came to.
  struct Summary {
    var added = 0
    var changed = 0
    var unchanged = 0
    var refused = 0
    var quotes = 0
    var claims = 0
    /// The keys of the first articles that were read, new or not.
    var keys: [String] = []
    /// Articles with the text of another one, which were not taken twice, with that one's key.
    var sameTexts: [(place: String, key: String)] = []
    /// Articles that were given another key, because theirs was taken.
    var keptApart: [(place: String, key: String)] = []
    /// What was come upon besides articles.
    var besides = ReadBesides()
    /// What became of the records; the reviewed ones that the patterns contradict are listed.
    var report = ExtractionReport()

    /// How many keys are kept.
    private static let mostKeys = 100

    mutating func name(_ key: String) { if keys.count < Self.mostKeys { keys.append(key) } }

    /// All articles that were read and taken.
    var articles: Int { added + changed + unchanged }
  }

  /// Reads everything and writes it. `refuse` gets each article that cannot be taken, in words; `show` where it is.
  func run(
    _ reader: ArticleReader, _ writer: IngestWriter, refuse: (String) -> Void,
    show: (Summary, _ bytesRead: Int) -> Void
  ) throws {
    // While a batch is written, the workers go on with the next.
    let pipeline = ArticlePipeline(library: library, lead: 20)
    let (store, stamp, identity) = (store, stamp, identity)
    try pipeline.run(reader) { input, engine in
      try Extracted(input, engine, store, stamp, identity)
    } consume: { extracted, position in
      try writer.take(extracted, refuse)
      if writer.isDue { try writer.flush() }
      show(writer.summary, position.bytesRead)
    }
    try writer.flush()
  }
}

/// What a worker makes of a batch of input.
struct Extracted: Sendable {
  enum Item: Sendable {
    case prepared(PreparedArticle, StoredState)
    case unchanged(Article, sha256: String)
    case refused(RefusedArticle)
  }
  var items: [Item] = []
  var besides = ReadBesides()

  /// Parses a batch and annotates what the database does not have as it is.
  init(
    _ input: ArticleBatch, _ engine: QuoteEngine, _ store: QuoteStore, _ stamp: IngestStamp,
    _ identity: IdentityLibrary?
  ) throws {
    var found = ReadBesides()
    var readings: [Reading] = []
    var articles: [(article: Article, sha256: String)] = []
    input.parse { reading in
      switch reading {
      case .skipped(let what, _): found.skip(what)
      case .listed(let addresses, let place): found.list(addresses, place)
      case .refused: readings.append(reading)
      case .article(var article):
        let place = Self.absolute(article.origin?.place ?? "")
        article.origin?.place = place
        readings.append(reading)
        articles.append((article, article.sha256()))
      }
    }
    besides = found
    let states = try store.states(of: articles, stamp: stamp)
    var index = 0
    items.reserveCapacity(readings.count)
    for reading in readings {
      guard case .article = reading else {
        if case .refused(let refused) = reading { items.append(.refused(refused)) }
        continue
      }
      let (article, sha256) = articles[index]
      let state = states[index]
      index += 1
      items.append(
        state == .unchanged
          ? .unchanged(article, sha256: sha256)
          : .prepared(
            PreparedArticle(article, engine.annotate(article.text), sha256: sha256, identity: identity), state
          ))
    }
  }

  private static let workingDirectory = FileManager.default.currentDirectoryPath

  /// A file's path from the root, so that it is the same wherever the program is called.
  private static func absolute(_ place: String) -> String {
    place.isEmpty || place.hasPrefix("/") || place.hasPrefix("-") || place.contains("://")
      ? place : "\(workingDirectory)/\(place)"
  }
}

/// Writes what was extracted, batch after batch, and settles which article has which key. One thread uses it.
final class IngestWriter {
  private let run: IngestRun
  private let session: IngestSession
  private lazy var engine = QuoteEngine(library: run.library)
  private(set) var summary = IngestRun.Summary()
  private var seen = SeenArticles()
  private var batch: [PreparedArticle] = []
  private var bytes = 0
  private var lastWrite = ContinuousClock.now

  /// A transaction takes about as many articles, as many bytes of text, or as long; what is lost when the program is
  /// ended is less than that.
  private static let largestBatch = (articles: 1000, bytes: 8 << 20, seconds: 2.0)

  init(_ run: IngestRun) {
    self.run = run
    session = IngestSession(store: run.store, stamp: run.stamp)
  }

  /// The addresses that feeds and sitemaps listed so far, which are not counted as left then.
  func takeListed() -> [String] { summary.besides.takeListed() }

  /// Whether it is time to write.
  var isDue: Bool { .now - lastWrite > .seconds(Self.largestBatch.seconds) }

  /// Takes a batch's articles; `refuse` gets each that cannot be taken, in words.
  func take(_ extracted: Extracted, _ refuse: (String) -> Void) throws {
    summary.besides.add(extracted.besides)
    for item in extracted.items {
      switch item {
      case .refused(let refused):
        summary.refused += 1
        refuse(refused.said)
      case .unchanged(let article, let sha256):
        switch seen.add(article.id, sha256) {
        case .new, .same:
          summary.unchanged += 1
          summary.name(article.id)
        case .other:
          try writeApart(
            PreparedArticle(article, engine.annotate(article.text), sha256: sha256, identity: run.identity))
        }
      case .prepared(let prepared, let stored): try take(prepared, stored)
      }
    }
  }

  private func take(_ prepared: PreparedArticle, _ stored: StoredState) throws {
    if let other = try twin(of: prepared, stored) {
      summary.sameTexts.append((prepared.article.origin?.place ?? prepared.article.id, other))
      summary.name(other)
      return
    }
    switch seen.add(prepared.article.id, prepared.sha256) {
    case .same: summary.unchanged += 1
    case .new:
      if isOfAnother(prepared.article, stored) {
        seen.forget(prepared.article.id)
        try writeApart(prepared)
      } else {
        try write(prepared)
      }
    case .other:
      if run.replaces {
        // Two of one key do not go into one transaction.
        try flush()
        seen.set(prepared.article.id, prepared.sha256)
        try write(prepared)
      } else {
        try writeApart(prepared)
      }
    }
  }

  /// Writes what is waiting.
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

  private func write(_ prepared: PreparedArticle) throws {
    summary.name(prepared.article.id)
    batch.append(prepared)
    bytes += prepared.article.text.utf8.count
    if batch.count >= Self.largestBatch.articles || bytes >= Self.largestBatch.bytes { try flush() }
  }

  /// Writes an article whose key another one has under the next key that is free, `bai-2`.
  private func writeApart(_ prepared: PreparedArticle) throws {
    let key = prepared.article.id
    let place = prepared.article.origin?.place ?? key
    var number = 2
    while true {
      let copy = prepared.withKey("\(key)-\(number)")
      number += 1
      switch seen.add(copy.article.id, copy.sha256) {
      case .same:
        summary.unchanged += 1
        return
      case .other: continue
      case .new: break
      }
      switch try run.store.states(of: [(copy.article, copy.sha256)], stamp: run.stamp)[0] {
      case .unchanged:
        summary.unchanged += 1
        return
      case .otherText(let stored) where stored != place: continue
      case .absent: summary.keptApart.append((place, copy.article.id))
      case .sameText, .otherText: break
      }
      try write(copy)
      return
    }
  }

  /// Whether what the database has under the article's key is another article, read from elsewhere.
  private func isOfAnother(_ article: Article, _ stored: StoredState) -> Bool {
    guard !run.replaces, case .otherText(let place?) = stored, let origin = article.origin, !origin.isKeyGiven
    else {
      return false
    }
    return place != origin.place
  }

  /// The key of another article with the same text, for an article that may well be found at several addresses.
  private func twin(of prepared: PreparedArticle, _ stored: StoredState) throws -> String? {
    guard let origin = prepared.article.origin, prepared.article.url != nil, !origin.isKeyGiven,
      origin.reader.hasPrefix("page/") || origin.reader.hasPrefix("feed/")
    else { return nil }
    if case .sameText = stored { return nil }
    if let key = seen.key(ofText: prepared.sha256), key != prepared.article.id { return key }
    return try run.store.articleWithText(sha256: prepared.sha256, besides: prepared.article.id)
  }

  /// The articles that this run has met, so that two of one key do not overwrite each other unnoticed.
  ///
  /// It keeps hashes, and keys of web pages alone: some 40 bytes an article.
  private struct SeenArticles {
    enum Answer {
      case new, same, other
    }
    private var texts: [Int: Int] = [:]
    private var keys: [Int: String] = [:]

    mutating func add(_ key: String, _ sha256: String) -> Answer {
      let text = sha256.hashValue
      guard let known = texts[key.hashValue] else {
        set(key, sha256)
        return .new
      }
      return known == text ? .same : .other
    }

    mutating func set(_ key: String, _ sha256: String) {
      texts[key.hashValue] = sha256.hashValue
      keys[sha256.hashValue] = key
    }

    mutating func forget(_ key: String) { texts[key.hashValue] = nil }

    func key(ofText sha256: String) -> String? { keys[sha256.hashValue] }
  }
}
