import ArticleReader
import Foundation
import GRDB
import QuoteEngine

@testable import QuoteStore

/// A database in a directory of its own, removed with it.
final class Fixture {
  let folder: String
  let path: String

  init() {
    folder =
      URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("store-" + UUID().uuidString).path
    path = folder + "/kho.sqlite"
    try! FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func open(_ mode: QuoteStore.Mode = .create, _ tuning: QuoteStore.Tuning = .init()) throws -> QuoteStore {
    try QuoteStore(path: path, mode: mode, tuning: tuning)
  }

  /// Opens the database and writes articles into it.
  func store(_ articles: [PreparedArticle] = [], patterns: String = "1") throws -> QuoteStore {
    let store = try open()
    try store.ingest(articles, patterns: patterns)
    return store
  }
}

extension QuoteStore {
  @discardableResult
  func ingest(_ articles: [PreparedArticle], patterns: String = "1") throws -> BatchOutcome {
    try IngestSession(store: self, stamp: .test(patterns)).write(articles)
  }

  /// The speakers' names with the number of their records.
  func cast() throws -> [String: Int] {
    Dictionary(try speakerEntries().map { ($0.name, $0.quotes + $0.claims) }, uniquingKeysWith: +)
  }

  /// The words of the records that a query lets through.
  func words(_ change: (inout RecordQuery) -> Void = { _ in }) throws -> [String] {
    var query = RecordQuery()
    change(&query)
    return try records(query).map(\.content.text)
  }

  /// The first value that a statement gives.
  func scalar<Value: DatabaseValueConvertible>(_ sql: String) throws -> Value? {
    try read { try Value.fetchOne($0, sql: sql) }
  }

  /// Everything in the tables, for comparing two databases.
  func dump() throws -> [String] {
    try records().map { record in
      "\(record.article.key) \(record.content) \(record.speaker?.name ?? "-") \(record.kind) \(record.evidence)"
    }
  }
}

extension IngestStamp {
  static func test(_ patterns: String) -> IngestStamp {
    IngestStamp(patternVersion: patterns, programVersion: "0")
  }
}

/// One quote or claim of an invented article: its words must stand in the text.
struct Said {
  var words: String
  var name: String?
  var kind: SpeakerKind = .person
  var source: String?
  var recordKind: RecordKind = .direct
  var via: String?
  var forms: [String] = []
  var confidence = 0.9
  var cueClass: String?
  var isNegated = false
  var figures: [Figure.Kind] = []

  init(_ words: String, by name: String?, _ kind: SpeakerKind = .person) {
    self.words = words
    self.name = name
    self.kind = kind
  }

  func with(_ change: (inout Said) -> Void) -> Said {
    var copy = self
    change(&copy)
    return copy
  }
}

/// An article with what is said in it, as the engine would hand it on.
func prepared(
  _ key: String, _ text: String, source: String? = nil, published: String? = nil, _ said: Said...
) -> PreparedArticle {
  var annotations = Annotations()
  for one in said {
    let content = excerpt(one.words, in: text)
    let record = Attribution(
      kind: one.recordKind, content: content,
      speaker: one.name.map { SpeakerReference(name: $0, kind: one.kind) },
      source: one.source.map { excerpt($0, in: text) }, cue: nil,
      via: one.via.map { SpeakerReference(name: $0, kind: .organisation) }, confidence: one.confidence,
      pattern: "quote-then-speaker", evidence: ["form “x”\n\\", "named here"], cueClass: one.cueClass,
      isNegated: one.isNegated, figures: one.figures.map { Figure(kind: $0, excerpt: content) })
    if record.layer == .quote { annotations.quotes.append(record) } else { annotations.claims.append(record) }
    guard let name = one.name,
      !annotations.speakers.contains(where: { $0.name == name && $0.kind == one.kind })
    else {
      continue
    }
    annotations.speakers.append(
      Speaker(
        name: name, kind: one.kind, forms: [name] + one.forms, roles: ["lái đò"],
        mentions: [Span(start: 0, end: 2)]))
  }
  return PreparedArticle(Article(id: key, text: text, source: source, published: published), annotations)
}

/// The first place of `words` in `text`.
func excerpt(_ words: String, in text: String) -> Excerpt {
  let range = text.range(of: words)!
  let start = text[..<range.lowerBound].unicodeScalars.count
  return Excerpt(span: Span(start: start, end: start + words.unicodeScalars.count), text: words)
}

/// Two articles about a ferry.
let ferry = prepared(
  "do-1", "“Đò sẽ chạy trước Tết”, bà Lê Thị Hoà nói. Theo Sở Bến Bãi, giá vé là 5.000 đồng.",
  source: "Báo Sông",
  published: "2021-03-04",
  Said("Đò sẽ chạy trước Tết", by: "Lê Thị Hoà").with {
    $0.source = "bà Lê Thị Hoà"
    $0.forms = ["bà Hoà", "bà"]
    $0.cueClass = "promise"
  },
  Said("giá vé là 5.000 đồng", by: "Sở Bến Bãi", .organisation).with {
    $0.recordKind = .indirect
    $0.confidence = 0.7
    $0.figures = [.money]
  })
let ferryAgain = prepared(
  "do-2", "“Không ai bị phạt”, bà Lê Thị Hoà nói. “Nước lên nhanh lắm”, các lái đò kể.", source: "Tin Bến",
  published: "5/4/2021",
  Said("Không ai bị phạt", by: "Lê Thị Hoà").with {
    $0.isNegated = true
    $0.via = "Đài Bến Sông"
  },
  Said("Nước lên nhanh lắm", by: "các lái đò", .group))
