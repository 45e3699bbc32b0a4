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

  /// Articles in which so many others say something.
  func ingestSpeakers(_ count: Int) throws {
    let articles = (0..<count).map { number -> PreparedArticle in
      let name = "Ngạc Thứ \(number)"
      let words = "Chuyến \(number) đã về"
      let text = "Ông \(name) nói: “\(words)”."
      var annotations = Annotations()
      annotations.quotes = [
        Attribution(
          kind: .direct, content: DeskFixture.excerpt(words, in: text),
          speaker: SpeakerReference(name: name, kind: .person), source: nil, cue: nil, via: nil,
          confidence: 0.9,
          pattern: "quote-then-speaker", evidence: [], cueClass: nil, isNegated: false, figures: [])
      ]
      return PreparedArticle(Article(id: "nhieu-\(number)", text: text), annotations)
    }
    _ = try IngestSession(store: store, stamp: IngestStamp(patternVersion: "1", programVersion: "0"))
      .write(articles)
  }
}
