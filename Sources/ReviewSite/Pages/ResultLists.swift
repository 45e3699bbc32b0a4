import QuoteEngine
import QuoteStore

/// Speakers and articles as items of lists.
struct ResultLists {
  let words: Phrases

  /// Speakers with what they are and how much they say.
  func html(_ speakers: [SpeakerSuggestion]) -> SafeHTML {
    var out = HTMLWriter()
    for speaker in speakers {
      appendLink(Links.speaker(speaker.id), speaker.name, to: &out)
      out.markup("<span class=\"kind\">")
      out.text(words("speaker-kind.\(speaker.kind.rawValue)"))
      out.markup("</span><span class=\"n\">")
      out.text(words.number(speaker.records))
      out.markup("</span></li>")
    }
    return out.html
  }

  /// Articles with their papers and days.
  func html(_ articles: [ArticleSummary]) -> SafeHTML {
    var out = HTMLWriter()
    for article in articles {
      appendLink(Links.article(article.key), article.title ?? article.key, to: &out)
      out.markup(" <span class=\"n\">")
      out.text(article.source ?? "")
      out.markup(" ")
      out.text(article.published.flatMap(PublicationDate.day).map(words.date) ?? "")
      out.markup("</span></li>")
    }
    return out.html
  }

  private func appendLink(_ address: String, _ name: String, to out: inout HTMLWriter) {
    out.markup("<li><a href=\"")
    out.text(address)
    out.markup("\">")
    out.text(name)
    out.markup("</a>")
  }
}
