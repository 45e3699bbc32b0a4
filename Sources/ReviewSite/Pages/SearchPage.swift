import Hummingbird
import QuoteEngine
import QuoteStore

/// What a search finds: speakers, articles by their titles and by their texts, and records by their words.
struct SearchResults: Sendable {
  var speakers: [SpeakerSuggestion] = []
  var articles: [ArticleSummary] = []
  /// Articles in whose texts words that were typed stand side by side, each with the place where they do.
  var texts: [(article: ArticleSummary, excerpt: String)] = []
  var records: [StoredRecord] = []
  /// Whether there are more records than these, or may be.
  var isMore = false

  /// How many of each are shown.
  static let limits = (speakers: 8, articles: 8, records: 20)

  /// Looks for what was typed; without diacritics it finds whatever has them.
  init(_ typed: String, _ store: QuoteStore, _ names: DeskCache.Content) throws {
    speakers = try store.speakerSuggestions(
      names.speakers.rows(matching: typed, limit: Self.limits.speakers), counted: names.speakers)
    articles = try store.articleSummaries(names.titles.rows(matching: typed, limit: Self.limits.articles))
    guard let words = WordSearch(typed) else { return }
    (records, isMore) = try store.recordsFound(words, limit: Self.limits.records)
    let known = Set(articles.map(\.key))
    let found = FoundWords(typed)
    texts = try store.articlesWithWords(typed, words, limit: Self.limits.articles + known.count)
      .filter { !known.contains($0.article.key) && found.hasAll(in: $0.text) }
      .prefix(Self.limits.articles)
      .compactMap { article, text in found.excerpt(of: text).map { (article, $0) } }
  }
}

/// Everything, searched as it is typed.
struct SearchPage {
  let desk: Desk

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    let typed = form["q"].map { String($0.prefix(200)) }
    let words = desk.words(context)
    var fields: Fields = [:]
    if let typed {
      let names = try await desk.cache.current()
      fields = try await desk.pool.read { store in
        SendableFields(Self.fields(try SearchResults(typed, store, names), typed, words))
      }.fields
      fields["q"] = typed
    }
    if form["part"] != nil { return desk.part("results", fields, context) }
    return desk.page("search", title: words("search.title"), fields, request, context)
  }

  static func fields(_ results: SearchResults, _ typed: String, _ words: Phrases) -> Fields {
    let found =
      results.speakers.count + results.articles.count + results.texts.count + results.records.count
    let marks = FoundWords(typed)
    var fields: Fields = [
      "hasSearched": true, "isEmpty": found == 0, "hasSpeakers": !results.speakers.isEmpty,
      "hasArticles": !results.articles.isEmpty, "hasRecords": !results.records.isEmpty,
      "found": results.isMore && found > 0
        ? words("search.more-than", ["n": words.number(found)]) : words.count("search.found", found),
      "speakers": ResultLists(words: words).html(results.speakers),
      "articles": ResultLists(words: words).html(results.articles),
      "cards": RecordCard(words: words, marks: marks).html(results.records),
      "hasTexts": !results.texts.isEmpty,
      "texts": results.texts.map { text -> Fields in
        [
          "link": Links.article(text.article.key), "title": text.article.title ?? text.article.key,
          "paper": text.article.source ?? "",
          "date": text.article.published.flatMap(PublicationDate.day).map(words.date) ?? "",
          "excerpt": SafeHTML(text: String(decoding: marks.marked(text.excerpt), as: UTF8.self)),
        ]
      },
    ]
    if results.isMore { fields["isMore"] = true }
    return fields
  }
}
