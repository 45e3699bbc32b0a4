import QuoteEngine

/// What holds of every article with its records and speakers: `verify` faults what breaks it, and `import` does not take it.
///
/// What people decided is theirs: of reviewed records only the place has to be their own.
public enum ArticleInvariants {
  /// What is broken, in words; nothing when all is well.
  public static func faults(of article: DatasetArticle) -> [String] {
    layers(article) + edges(article) + speakers(article)
  }

  /// Two records of a layer have two places, and the machine's quotes do not cross.
  private static func layers(_ article: DatasetArticle) -> [String] {
    var found: [String] = []
    for layer in [Layer.quote, .claim] {
      let records = article.records(of: layer).sorted {
        let (a, b) = ($0.attribution.content.span, $1.attribution.content.span)
        return (a.start, b.end) < (b.start, a.end)
      }
      func id(_ record: DatasetRecord) -> String {
        ArticleLine.recordID(article: article.article.id, layer: layer, span: record.attribution.content.span)
      }
      /// Those that end behind the place that is looked at, as they began.
      var open: [DatasetRecord] = []
      for record in records {
        let span = record.attribution.content.span
        open.removeAll { $0.attribution.content.span.end <= span.start }
        for other in open {
          let place = other.attribution.content.span
          if place == span {
            found.append("\(id(record)) stands there twice")
          } else if layer == .quote, place.start < span.start, place.end < span.end, !record.isDecided,
            !other.isDecided
          {
            found.append("\(id(other)) and \(id(record)) cross")
          }
        }
        open.append(record)
      }
    }
    return found
  }

  /// The machine's words begin and end with what is no space.
  private static func edges(_ article: DatasetArticle) -> [String] {
    var found: [String] = []
    for record in article.records where !record.isDecided {
      let said = record.attribution
      for (what, excerpt) in [("words", said.content), ("source", said.source), ("cue", said.cue)] {
        guard let scalars = excerpt?.text.unicodeScalars, let first = scalars.first, let last = scalars.last,
          first.properties.isWhitespace || last.properties.isWhitespace
        else { continue }
        let id = ArticleLine.recordID(
          article: article.article.id, layer: said.layer, span: said.content.span)
        found.append("\(id): the \(what) begin or end with a space")
      }
    }
    return found
  }

  /// A speaker's mentions are in order, each once, and its name is one line.
  private static func speakers(_ article: DatasetArticle) -> [String] {
    article.speakers.flatMap { entry in
      var found: [String] = []
      let name = entry.foundName
      for (a, b) in zip(entry.speaker.mentions, entry.speaker.mentions.dropFirst()) where b <= a {
        found.append(
          a == b
            ? "a mention of “\(name)” (\(a.start)–\(a.end)) is listed twice"
            : "the mentions of “\(name)” are not in order")
      }
      if let first = name.first, let last = name.last,
        first.isWhitespace || last.isWhitespace || name.contains(where: \.isNewline)
      {
        found.append(
          "the name “\(name.split(whereSeparator: \.isNewline).joined(separator: " "))” is not one line")
      }
      return found
    }
  }
}

extension DatasetRecord {
  /// Whether a person has said something about it.
  fileprivate var isDecided: Bool { status != "unreviewed" || note != nil }
}
