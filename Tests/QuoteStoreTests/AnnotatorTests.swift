import ArticleReader
import DatasetExport
import Foundation
import QuoteEngine
import Testing

@testable import QuoteStore

/// What annotators made in other tools, coming back.
@Suite struct AnnotatorTests {
  private let fixture = Fixture()

  private func marked(_ store: QuoteStore, _ key: String) throws -> MarkedText {
    var found: MarkedText?
    try store.readDataset { reader in
      try reader.forEachArticle { if $0.article.id == key { found = MarkedText($0) } }
    }
    return try #require(found)
  }

  @discardableResult
  private func bringIn(_ store: QuoteStore, _ articles: MarkedText..., by person: String = "an") throws
    -> ImportOutcome
  {
    let outcome = try store.importDataset(by: person) { session in
      for article in articles { try session.add(article, fallbackKey: "bài-1") }
    }
    #expect(try store.reviewFaults() == [])
    #expect(try store.integrityFaults() == [])
    return outcome
  }

  private func record(_ words: String, _ store: QuoteStore) throws -> StoredRecord {
    try #require(try store.records().first { $0.content.text == words })
  }

  private func place(_ label: MarkLabel, _ article: MarkedText) throws -> Int {
    try #require(article.marks.firstIndex { $0.label == label })
  }

  @Test func whatWasLeftAsItWasIsAccepted() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let outcome = try bringIn(store, marked(store, "do-1"))
    #expect(outcome.decisionsTaken == 2 && outcome.conflicts.isEmpty)
    let quote = try record("Đò sẽ chạy trước Tết", store)
    #expect(
      quote.status == .accepted && quote.reviewer == "an" && quote.speaker?.reference.name == "Lê Thị Hoà")
    #expect(quote.evidence.count == 2 && quote.cueClass == "promise")
    #expect(try record("Không ai bị phạt", store).status == .unreviewed)
    // Again it is no news.
    let again = try bringIn(store, marked(store, "do-1"))
    #expect(again.decisionsTaken == 0 && again.conflicts.isEmpty)
  }

  @Test func whatWasMovedIsCorrectedAndKnowsWhereTheMachineHadIt() throws {
    let store = try fixture.store([ferry])
    var article = try marked(store, "do-1")
    article.marks[try place(.direct, article)].span = excerpt("Đò sẽ chạy", in: ferry.article.text).span
    #expect(try bringIn(store, article).decisionsTaken == 2)
    let quote = try record("Đò sẽ chạy", store)
    #expect(quote.status == .corrected && quote.origin?.content.text == "Đò sẽ chạy trước Tết")
    #expect(quote.speaker?.reference.name == "Lê Thị Hoà")
    #expect(try store.records().count == 2)
  }

  @Test func anotherLabelAndAnotherSpeakerAreCorrections() throws {
    let store = try fixture.store([ferry])
    var article = try marked(store, "do-1")
    article.marks[try place(.direct, article)].label = .fragment
    let source = try place(.person, article)
    article.marks[source].label = .organisation
    article.marks[source].span = excerpt("Sở Bến Bãi", in: ferry.article.text).span
    try bringIn(store, article)
    let quote = try record("Đò sẽ chạy trước Tết", store)
    #expect(quote.status == .corrected && quote.kind == .fragment)
    #expect(quote.speaker?.reference == SpeakerReference(name: "Sở Bến Bãi", kind: .organisation))
    #expect(quote.source?.text == "Sở Bến Bãi")
  }

  @Test func whatIsGoneIsRejectedWhereItWasShownAndOnlyThere() throws {
    let store = try fixture.store([ferry])
    var article = try marked(store, "do-1")
    article.marks.removeAll { $0.label == .direct || $0.label == .person }
    var unsaid = article
    unsaid.shown = nil
    try bringIn(store, unsaid)
    #expect(try record("Đò sẽ chạy trước Tết", store).status == .unreviewed)
    try bringIn(store, article)
    #expect(try record("Đò sẽ chạy trước Tết", store).status == .rejected)
  }

  @Test func whatIsNewIsAddedToAnArticleThatIsHereAndToOneThatIsNot() throws {
    let store = try fixture.store([ferry])
    var article = try marked(store, "do-1")
    let text = ferry.article.text
    article.marks.append(.init(id: "x", label: .fragment, span: excerpt("trước Tết", in: text).span))
    article.marks.append(.init(id: "y", label: .person, span: excerpt("bà Lê Thị Hoà", in: text).span))
    article.relations.append(.init(.spokenBy, from: "x", to: "y"))
    article.article.id = ""
    var other = MarkedText(Article(id: "", text: "Ông Ba Khía nói: “Đông lắm”."))
    other.marks = [
      .init(id: "1", label: .direct, span: Span(start: 18, end: 26)),
      .init(id: "2", label: .person, span: Span(start: 0, end: 11)),
    ]
    other.relations = [.init(.spokenBy, from: "1", to: "2")]
    let outcome = try bringIn(store, article, other)
    #expect(outcome.articlesAdded == 1 && outcome.articlesKnown == 1, "the text tells which article it is")
    let added = try record("trước Tết", store)
    #expect(added.status == .added && added.speaker?.reference.name == "Lê Thị Hoà")
    let new = try record("Đông lắm", store)
    #expect(
      new.article.key == "bài-1" && new.status == .added && new.speaker?.reference.name == "Ông Ba Khía")
  }

  @Test func whoDecidedOtherwiseHereIsNotOverruled() throws {
    let store = try fixture.store([ferry])
    let article = try marked(store, "do-1")
    try store.decide(.reject, on: try record("Đò sẽ chạy trước Tết", store).rowID, by: "bình")
    let outcome = try bringIn(store, article)
    #expect(outcome.conflicts.map(\.subject) == [.decision])
    #expect(try record("Đò sẽ chạy trước Tết", store).status == .rejected)
  }

  @Test func anotherTextIsAConflict() throws {
    let store = try fixture.store([ferry])
    var article = try marked(store, "do-1")
    article.article.text += " Thêm."
    #expect(try bringIn(store, article).conflicts.map(\.subject) == [.text])
  }
}
