import QuoteEngine

/// All that was found in one article.
public struct ArticleQuotes: Sendable, Hashable {
  /// Words in marks that somebody is reported to have said or written, in the order of the text.
  public var quotes: [Quotation]
  /// What somebody is reported to have asserted, whether or not in marks, in the order of the text.
  public var claims: [Quotation]
  /// Everybody to whom a quote or claim is given, in the order of first appearance.
  public var speakers: [QuotedSpeaker]

  init(_ annotations: Annotations) {
    quotes = annotations.quotes.map(Quotation.init)
    claims = annotations.claims.map(Quotation.init)
    speakers = annotations.speakers.map { speaker in
      QuotedSpeaker(
        name: speaker.name, kind: .init(speaker.kind), members: [], forms: speaker.forms,
        roles: speaker.roles,
        mentions: speaker.mentions.map { $0.start..<$0.end })
    }
  }
}
