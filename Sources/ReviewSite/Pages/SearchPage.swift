import Hummingbird
import QuoteEngine
import QuoteStore

/// What a search finds: speakers, articles by their titles, and records by their words.
struct SearchResults: Sendable {
  var speakers: [SpeakerSuggestion] = []
  var articles: [ArticleSummary] = []
  var records: [StoredRecord] = []
  /// Whether there are more records than these.
  var isMore = false

  /// How many of each are shown.
  static let limits = (speakers: 8, articles: 8, records: 20)

  /// Looks for what was typed; without diacritics it finds whatever has them.
  init(_ typed: String, _ store: QuoteStore, _ names: DeskCache.Content) throws {
    speakers = try store.speakerSuggestions(
      names.speakers.rows(matching: typed, limit: Self.limits.speakers), counted: names.speakers)
    articles = try store.articleSummaries(names.titles.rows(matching: typed, limit: Self.limits.articles))
    guard let words = WordSearch(typed) else { return }
    records = try store.recordsFound(words, limit: Self.limits.records + 1)
    isMore = records.count > Self.limits.records
    if isMore { records.removeLast() }
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
        SendableFields(Self.fields(try SearchResults(typed, store, names), words))
      }.fields
      fields["q"] = typed
    }
    if form["part"] != nil { return desk.part("results", fields, context) }
    return desk.page("search", title: words("search.title"), fields, request, context)
  }

  static func fields(_ results: SearchResults, _ words: Phrases) -> Fields {
    let card = RecordCard(words: words)
    let found = results.speakers.count + results.articles.count + results.records.count
    var fields: Fields = [
      "hasSearched": true, "isEmpty": found == 0, "hasSpeakers": !results.speakers.isEmpty,
      "hasArticles": !results.articles.isEmpty, "hasRecords": !results.records.isEmpty,
      "found": results.isMore
        ? words("search.more-than", ["n": words.number(found)]) : words.count("search.found", found),
      "speakers": results.speakers.map { speaker -> Fields in
        [
          "name": speaker.name, "link": Links.speaker(speaker.id), "count": words.number(speaker.records),
          "kind": words("speaker-kind.\(speaker.kind.rawValue)"),
        ]
      },
      "articles": results.articles.map { article -> Fields in
        [
          "title": article.title ?? article.key, "link": Links.article(article.key),
          "paper": article.source ?? "",
          "date": article.published.flatMap(PublicationDate.day).map(words.date) ?? "",
        ]
      },
      "records": results.records.map { card.fields($0, number: 0, context: nil) },
    ]
    if results.isMore { fields["isMore"] = true }
    return fields
  }
}
