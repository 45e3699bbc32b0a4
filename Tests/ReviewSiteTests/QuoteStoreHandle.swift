import ArticleReader
import QuoteEngine
import QuoteStore

@testable import ReviewSite

/// Another program that writes to a desk's database.
final class QuoteStoreHandle {
  private let store: QuoteStore
  private let engine = QuoteEngine(library: DeskFixture.library)

  init(_ path: String) throws { store = try QuoteStore(path: path, mode: .create) }

  deinit { try? store.close() }

  func ingest(_ number: Int) throws {
    let text = "Ông Mạc Văn Lũng nói: “Chuyến thêm thứ \(number) chở \(number + 2) người”."
    let article = PreparedArticle(Article(id: "them-\(number)", text: text), engine.annotate(text))
    _ = try IngestSession(store: store, stamp: IngestStamp(patternVersion: "1", programVersion: "0")).write([
      article
    ])
  }
}
