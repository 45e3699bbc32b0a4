import Hummingbird
import QuoteEngine
import QuoteStore

/// All articles, the last one taken first, or those whose titles have the words that were typed; and how more of them come in.
struct ArticlesPage {
  let desk: Desk

  /// How many a page has.
  private static let length = 50

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    let typed = form["q"].map { String($0.prefix(200)) }
    // An address that somebody has mistyped shows the beginning.
    let offset = max(0, min(10_000_000, (try? form.integer("offset")) ?? 0))
    let words = desk.words(context)
    let titles = try await desk.cache.current().titles
    var fields = try await desk.pool.read { store -> SendableFields in
      let most = Self.length + 1
      let found =
        try typed.map { typed in
          try store.articleEntries(
            Array(titles.rows(matching: typed, limit: offset + most).dropFirst(offset)))
        } ?? store.latestArticles(limit: most, offset: offset)
      let shown = found.prefix(Self.length)
      var fields: Fields = [
        "articles": shown.map { Self.fields($0, words) }, "isEmpty": shown.isEmpty,
        "isNothing": shown.isEmpty && typed == nil && offset == 0,
      ]
      if found.count > Self.length {
        fields["next"] = Links.query("/articles", [("q", typed), ("offset", "\(offset + Self.length)")])
      }
      if offset > 0 {
        let before = max(0, offset - Self.length)
        fields["previous"] = Links.query(
          "/articles", [("q", typed), ("offset", before > 0 ? "\(before)" : nil)])
      }
      if !shown.isEmpty {
        fields["range"] = words(
          "speakers.range",
          ["from": words.number(offset + 1), "to": words.number(offset + shown.count)])
      }
      if let typed {
        fields["q"] = typed
        fields["searchLink"] = Links.query("/search", [("q", typed)])
      }
      return SendableFields(fields)
    }.fields
    fields["canRead"] = !desk.settings.isReadOnly && desk.readings.isPossible
    return desk.page("articles", title: words("articles.title"), fields, request, context)
  }

  private static func fields(_ entry: ArticleEntry, _ words: Phrases) -> Fields {
    let all = entry.quotes + entry.claims
    return [
      "link": Links.article(entry.article.key), "title": entry.article.title ?? entry.article.key,
      "paper": entry.article.source ?? "",
      "date": entry.article.published.map { PublicationDate.day(of: $0).map(words.date) ?? $0 } ?? "",
      "quotes": words.number(entry.quotes), "claims": words.number(entry.claims),
      "reviewed": all == 0
        ? "–" : words("articles.reviewed", ["n": words.number(entry.reviewed), "all": words.number(all)]),
      "queue": entry.reviewed < all ? Links.query("/queue", [("article", entry.article.key)]) : "",
      "isLeft": entry.reviewed < all,
    ]
  }
}

/// The bytes that an article was read from.
struct SourcePage {
  let desk: Desk

  /// What a browser may be shown of them: nothing that it would run. It saves them as a file.
  @Sendable func send(_ request: Request, _ context: DeskContext) async throws -> Response {
    guard let key = Form(request)["key"] else { throw DeskError.badValue("key") }
    let source = try await desk.pool.read { try $0.keptSource(ofArticle: key) }
    guard let source else { throw DeskError(status: .notFound, code: "no-source") }
    var name = source.key.split(separator: "/").last.map(String.init) ?? "bai"
    if !name.contains(".") { name += source.ending }
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/octet-stream",
        .contentDisposition: "attachment; filename*=UTF-8''\(name.urlEncoded)",
      ], body: .init(byteBuffer: ByteBuffer(bytes: source.bytes)))
  }
}
