import ArticleReader
import QuoteEngine

/// An article with its annotations as one line of JSON.
public enum ArticleLine {
  /// Appends the line, with its line end, to a buffer of UTF-8. Keys always come in the same order.
  ///
  /// `sha256` saves computing the hash of the text again where it is known.
  public static func append(
    _ article: Article, _ annotations: Annotations, sha256: String? = nil, to out: inout [UInt8]
  ) {
    JSONWriter.raw("{\"id\":", to: &out)
    JSONWriter.string(article.id, to: &out)
    JSONWriter.raw(",\"title\":", to: &out)
    JSONWriter.string(article.title as String?, to: &out)
    member(",\"url\":", article.url, to: &out)
    member(",\"source\":", article.source, to: &out)
    member(",\"published\":", article.published, to: &out)
    member(",\"author\":", article.author, to: &out)
    JSONWriter.raw(",\"sha256\":", to: &out)
    JSONWriter.string(sha256 ?? article.sha256(), to: &out)
    JSONWriter.raw(",\"text\":", to: &out)
    JSONWriter.string(article.text, to: &out)
    JSONWriter.raw(",\"quotes\":[", to: &out)
    records(annotations.quotes, of: article.id, to: &out)
    JSONWriter.raw("],\"claims\":[", to: &out)
    records(annotations.claims, of: article.id, to: &out)
    JSONWriter.raw("],\"speakers\":[", to: &out)
    for (index, speaker) in annotations.speakers.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      append(speaker, to: &out)
    }
    JSONWriter.raw("]", to: &out)
    if let origin = article.origin { append(origin, to: &out) }
    JSONWriter.raw("}\n", to: &out)
  }

  /// What a reader should know of how the article was read.
  private static func append(_ origin: Origin, to out: inout [UInt8]) {
    list(",\"captions\":[", origin.captions, to: &out)
    JSONWriter.raw(",\"origin\":{\"place\":", to: &out)
    JSONWriter.string(origin.place, to: &out)
    member(",\"fetched\":", origin.fetched, to: &out)
    member(",\"bytes_sha256\":", origin.bytesHash.isEmpty ? nil : origin.bytesHash, to: &out)
    member(",\"reader\":", origin.reader, to: &out)
    member(",\"encoding\":", origin.encoding, to: &out)
    list(",\"notes\":[", origin.notes, to: &out)
    JSONWriter.raw("}", to: &out)
  }

  private static func list(_ head: StaticString, _ texts: [String], to out: inout [UInt8]) {
    JSONWriter.raw(head, to: &out)
    for (index, text) in texts.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      JSONWriter.string(text, to: &out)
    }
    JSONWriter.raw("]", to: &out)
  }

  /// The id of a record: the article's key, then `q` or `c` for the layer and the record's offsets in code
  /// points, such as `bai-1#q231-402`.
  public static func recordID(article: String, layer: Layer, span: Span) -> String {
    "\(article)#\(layer == .quote ? "q" : "c")\(span.start)-\(span.end)"
  }

  private static func member(_ key: StaticString, _ value: String?, to out: inout [UInt8]) {
    guard let value else { return }
    JSONWriter.raw(key, to: &out)
    JSONWriter.string(value, to: &out)
  }

  private static func records(_ records: [Attribution], of article: String, to out: inout [UInt8]) {
    for (index, record) in records.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      append(record, of: article, to: &out)
    }
  }

  private static func append(_ record: Attribution, of article: String, to out: inout [UInt8]) {
    JSONWriter.raw("{\"id\":\"", to: &out)
    JSONWriter.escaped(article, to: &out)
    if record.layer == .quote { JSONWriter.raw("#q", to: &out) } else { JSONWriter.raw("#c", to: &out) }
    JSONWriter.integer(record.content.span.start, to: &out)
    out.append(UInt8(ascii: "-"))
    JSONWriter.integer(record.content.span.end, to: &out)
    JSONWriter.raw("\",\"kind\":", to: &out)
    JSONWriter.string(record.kind.rawValue, to: &out)
    out.append(UInt8(ascii: ","))
    place(record.content, to: &out)
    JSONWriter.raw(",\"speaker\":", to: &out)
    if let speaker = record.speaker {
      JSONWriter.raw("{\"name\":", to: &out)
      JSONWriter.string(speaker.name, to: &out)
      JSONWriter.raw(",\"kind\":", to: &out)
      JSONWriter.string(speaker.kind.rawValue, to: &out)
      if !speaker.members.isEmpty {
        list(",\"members\":[", speaker.members, to: &out)
      }
      out.append(UInt8(ascii: "}"))
    } else {
      JSONWriter.raw("null", to: &out)
    }
    JSONWriter.raw(",\"source\":", to: &out)
    excerpt(record.source, to: &out)
    JSONWriter.raw(",\"cue\":", to: &out)
    excerpt(record.cue, to: &out)
    JSONWriter.raw(",\"via\":", to: &out)
    if let via = record.via {
      JSONWriter.raw("{\"name\":", to: &out)
      JSONWriter.string(via.name, to: &out)
      out.append(UInt8(ascii: "}"))
    } else {
      JSONWriter.raw("null", to: &out)
    }
    JSONWriter.raw(",\"confidence\":", to: &out)
    JSONWriter.share(record.confidence, to: &out)
    JSONWriter.raw(",\"pattern\":", to: &out)
    JSONWriter.string(record.pattern, to: &out)
    JSONWriter.raw(",\"evidence\":", to: &out)
    strings(record.evidence, to: &out)
    JSONWriter.raw(",\"cueClass\":", to: &out)
    JSONWriter.string(record.cueClass as String?, to: &out)
    if record.isNegated {
      JSONWriter.raw(",\"negated\":true,\"figures\":[", to: &out)
    } else {
      JSONWriter.raw(",\"negated\":false,\"figures\":[", to: &out)
    }
    for (index, figure) in record.figures.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      JSONWriter.raw("{\"kind\":", to: &out)
      JSONWriter.string(figure.kind.rawValue, to: &out)
      out.append(UInt8(ascii: ","))
      place(figure.excerpt, to: &out)
      out.append(UInt8(ascii: "}"))
    }
    JSONWriter.raw("]}", to: &out)
  }

  private static func append(_ speaker: Speaker, to out: inout [UInt8]) {
    JSONWriter.raw("{\"name\":", to: &out)
    JSONWriter.string(speaker.name, to: &out)
    JSONWriter.raw(",\"kind\":", to: &out)
    JSONWriter.string(speaker.kind.rawValue, to: &out)
    JSONWriter.raw(",\"forms\":", to: &out)
    strings(speaker.forms, to: &out)
    JSONWriter.raw(",\"roles\":", to: &out)
    strings(speaker.roles, to: &out)
    JSONWriter.raw(",\"mentions\":[", to: &out)
    for (index, span) in speaker.mentions.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      JSONWriter.raw("{\"start\":", to: &out)
      JSONWriter.integer(span.start, to: &out)
      JSONWriter.raw(",\"end\":", to: &out)
      JSONWriter.integer(span.end, to: &out)
      out.append(UInt8(ascii: "}"))
    }
    JSONWriter.raw("]}", to: &out)
  }

  /// Appends the members `start`, `end` and `text`.
  private static func place(_ excerpt: Excerpt, to out: inout [UInt8]) {
    JSONWriter.raw("\"start\":", to: &out)
    JSONWriter.integer(excerpt.span.start, to: &out)
    JSONWriter.raw(",\"end\":", to: &out)
    JSONWriter.integer(excerpt.span.end, to: &out)
    JSONWriter.raw(",\"text\":", to: &out)
    JSONWriter.string(excerpt.text, to: &out)
  }

  private static func excerpt(_ excerpt: Excerpt?, to out: inout [UInt8]) {
    guard let excerpt else {
      JSONWriter.raw("null", to: &out)
      return
    }
    out.append(UInt8(ascii: "{"))
    place(excerpt, to: &out)
    out.append(UInt8(ascii: "}"))
  }

  private static func strings(_ texts: [String], to out: inout [UInt8]) {
    out.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      JSONWriter.string(text, to: &out)
    }
    out.append(UInt8(ascii: "]"))
  }
}
