import Hummingbird
import QuoteEngine
import QuoteStore

/// One speaker: names, roles, a timeline, papers and all that he is quoted with.
struct SpeakerPage {
  let desk: Desk

  private static let length = 20
  /// How many articles may be chosen among when a speaker is split.
  private static let mostArticles = 1000

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    guard let id = try form.integer("id").map(Int64.init) else { throw DeskError.badValue("id") }
    let words = desk.words(context)
    let offset = max(0, min(1_000_000, (try form.integer("offset")) ?? 0))
    let typed = form["q"]
    let (name, fields) = try await desk.pool.read { store in
      let profile = try store.speakerProfile(id)
      var fields = Self.profileFields(profile, words)
      var query = RecordQuery()
      query.speakerIDs = [id]
      query.words = typed.flatMap { WordSearch($0) }
      query.offset = offset
      query.limit = Self.length + 1
      var records = try store.records(query)
      if records.count > Self.length {
        records.removeLast()
        fields["next"] = Links.query(
          "/speaker", [("id", "\(id)"), ("q", typed), ("offset", "\(offset + Self.length)")])
      }
      if offset > 0 {
        fields["previous"] = Links.query(
          "/speaker",
          [("id", "\(id)"), ("q", typed), ("offset", offset > Self.length ? "\(offset - Self.length)" : nil)])
      }
      fields["cards"] = try Self.cards(records, store, words)
      fields["isEmpty"] = records.isEmpty
      if let typed { fields["q"] = typed }
      let articles = try store.articles(of: id, limit: Self.mostArticles + 1)
      if articles.count > Self.mostArticles {
        fields["moreArticles"] = words(
          "mend.split-more", ["n": words.number(profile.entry.articles - Self.mostArticles)])
      }
      fields["articles"] = articles.prefix(Self.mostArticles).map { article, count -> Fields in
        [
          "key": article.key, "title": article.title ?? article.key, "count": words.number(count),
          "date": article.published.flatMap(PublicationDate.day).map(words.date) ?? "",
        ]
      }
      return (profile.entry.name, SendableFields(fields))
    }
    return desk.page("speaker", title: name, fields.fields, request, context)
  }

  /// The records with what stands around them, under the articles that they stand in.
  private static func cards(
    _ records: [StoredRecord], _ store: QuoteStore, _ words: Phrases
  ) throws -> SafeHTML {
    let contexts = try store.contexts(of: records, length: contextLength)
    let card = RecordCard(words: words)
    var out = HTMLWriter()
    var article: String?
    for (record, context) in zip(records, contexts) {
      if record.article.key != article {
        article = record.article.key
        out.markup("<h3 class=\"by-article\"><a href=\"")
        out.text(Links.article(record.article.key))
        out.markup("\">")
        out.text(record.article.title ?? record.article.key)
        out.markup("</a> <span class=\"n\">")
        out.text(
          [
            record.article.source,
            record.article.published.map { PublicationDate.day(of: $0).map(words.date) ?? $0 },
          ]
          .compactMap { $0 }.joined(separator: " · "))
        out.markup("</span></h3>\n")
      }
      card.append(record, context: context, withArticle: false, withSpeaker: false, to: &out)
    }
    return out.html
  }

  /// How much text stands around a record, in code points.
  static let contextLength = 120

  static func profileFields(_ profile: SpeakerProfile, _ words: Phrases) -> Fields {
    let entry = profile.entry
    var fields: Fields = [
      "id": String(entry.id), "name": entry.name, "kind": words("speaker-kind.\(entry.kind.rawValue)"),
      "quotes": words.count("count.quotes", entry.quotes),
      "claims": words.count("count.claims", entry.claims),
      "articleCount": words.count("count.articles", entry.articles), "aliases": entry.aliases,
      "forms": Array(entry.forms.prefix(24)),
      "roles": profile.roles.prefix(16).map {
        ["name": $0.name, "count": words.number($0.articles)] as Fields
      },
      "papers": profile.papers.prefix(12).map { paper -> Fields in
        [
          "name": paper.name.isEmpty ? words("speaker.no-paper") : paper.name,
          "quotes": words.number(paper.quotes), "claims": words.number(paper.claims),
        ]
      },
    ]
    if let chart = Chart.timeline(profile.months, of: entry.id, words) {
      fields["timeline"] = SafeHTML(text: chart)
    }
    if profile.undated > 0 { fields["undated"] = words.count("speaker.undated", profile.undated) }
    if !entry.aliases.isEmpty { fields["hasAliases"] = true }
    if !entry.forms.isEmpty { fields["hasForms"] = true }
    if !profile.roles.isEmpty { fields["hasRoles"] = true }
    return fields
  }
}

/// All speakers, those who say most first, or those whose names begin as typed.
struct SpeakersPage {
  let desk: Desk

  /// How many a page has.
  private static let length = 200

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    let typed = form["q"]
    // An address that somebody has mistyped shows the beginning.
    let offset = max(0, min(10_000_000, (try? form.integer("offset")) ?? 0))
    let words = desk.words(context)
    let names = try await desk.cache.current().speakers
    let fields = try await desk.pool.read { store -> SendableFields in
      let most = offset + Self.length + 1
      let found = (typed.map { names.rows(matching: $0, limit: most) } ?? names.firstRows(most)).dropFirst(
        offset)
      let speakers = try store.speakerSuggestions(Array(found.prefix(Self.length)), counted: names)
      var fields: Fields = [
        "speakers": ResultLists(words: words).html(speakers), "isEmpty": speakers.isEmpty,
        "start": String(offset + 1),
      ]
      if found.count > Self.length {
        fields["next"] = Links.query("/speakers", [("q", typed), ("offset", "\(offset + Self.length)")])
      }
      if offset > 0 {
        let before = max(0, offset - Self.length)
        fields["previous"] = Links.query(
          "/speakers", [("q", typed), ("offset", before > 0 ? "\(before)" : nil)])
      }
      if !speakers.isEmpty, offset > 0 || found.count > Self.length {
        fields["range"] = words(
          "speakers.range",
          ["from": words.number(offset + 1), "to": words.number(offset + speakers.count)])
      }
      if let typed { fields["q"] = typed }
      return SendableFields(fields)
    }
    return desk.page("speakers", title: words("speakers.title"), fields.fields, request, context)
  }
}
