import Hummingbird
import QuoteEngine
import QuoteStore

/// An article with its quotes and claims marked, and its records in the margin.
struct ArticlePage {
  let desk: Desk

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    guard let key = Form(request)["key"] else { throw DeskError.badValue("key") }
    let words = desk.words(context)
    let (title, fields) = try await desk.pool.read { store in
      let stored = try store.article(key)
      var fields = Self.fields(stored, words)
      if let note = try store.sourceNote(ofArticle: stored.article.id) {
        if note.isKept { fields["keptSource"] = Links.query("/source", [("key", stored.article.id)]) }
        // An address stands there already; a file's name tells where to look.
        if stored.article.url == nil { fields["place"] = note.place }
        if let fetched = note.fetched {
          fields["fetched"] = words("article.fetched", ["time": words.time(fetched)])
        }
      }
      return (stored.article.title ?? stored.article.id, SendableFields(fields))
    }
    return desk.page("article", title: title, fields.fields, request, context)
  }

  static func fields(_ stored: StoredArticle, _ words: Phrases) -> Fields {
    let article = stored.article
    var marked = MarkedText(article.text)
    let card = RecordCard(words: words)
    var cards = HTMLWriter()
    // A speaker's number on the page, by which his mentions are found.
    var numbers: [SpeakerReference: Int] = [:]
    for (index, speaker) in stored.speakers.enumerated() {
      numbers[SpeakerReference(name: speaker.name, kind: speaker.kind)] = index + 1
      for span in speaker.mentions { marked.add(.mention(index + 1), span) }
    }
    for (index, record) in stored.records.enumerated() {
      if record.isAnchored {
        marked.add(
          row: record.rowID, record.layer, number: index + 1, content: record.content, cue: record.cue,
          source: record.source)
      }
      card.append(
        record, number: index + 1, mentions: record.speaker.flatMap { numbers[$0.reference] },
        withArticle: false, to: &cards)
    }
    let hasTitle = article.title.map { article.text.hasPrefix($0 + "\n") } ?? false
    var fields: Fields = [
      "key": article.id, "text": marked.paragraphs(title: hasTitle ? article.title : nil),
      "cards": cards.html, "isEmpty": stored.records.isEmpty, "hasHeading": hasTitle,
      "quotes": words.count("count.quotes", stored.records.count { $0.layer == .quote }),
      "claims": words.count("count.claims", stored.records.count { $0.layer == .claim }),
      "ingested": words.time(stored.ingestedAt), "heading": article.title ?? article.id,
    ]
    if let paper = article.source { fields["paper"] = paper }
    if let author = article.author { fields["author"] = author }
    if let published = article.published {
      fields["published"] = PublicationDate.day(of: published).map(words.date) ?? published
    }
    // Only an address that a browser opens as a page; anything else is shown as text.
    if let url = article.url {
      fields[url.hasPrefix("https://") || url.hasPrefix("http://") ? "url" : "address"] = url
    }
    return fields
  }
}
