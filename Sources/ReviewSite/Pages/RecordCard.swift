import QuoteEngine
import QuoteStore

/// A record as a card on a page.
struct RecordCard {
  let words: Phrases

  /// The fields of the template `card`.
  ///
  /// - Parameters:
  ///   - number: its number on the page; 0 for none.
  ///   - context: what stands around it, which the card then shows; without, it shows the words alone.
  ///   - withArticle: whether the card names its article.
  func fields(
    _ record: StoredRecord, number: Int, context: RecordContext?, withArticle: Bool = true
  ) -> Fields {
    var fields: Fields = [
      "row": String(record.rowID), "version": record.version, "key": record.article.key,
      "articleLink": Links.article(record.article.key, record: record.rowID),
      "start": record.content.span.start, "end": record.content.span.end, "layer": record.layer.rawValue,
      "layerName": words("layer.\(record.layer.rawValue)"), "kind": record.kind.rawValue,
      "kindName": words("kind.\(record.kind.rawValue)"), "status": record.status.rawValue,
      "statusName": words("status.\(record.status.rawValue)"), "percent": words.percent(record.confidence),
      "tenths": String(Int((record.confidence * 10).rounded(.down))), "text": record.content.text,
      "isQuote": record.layer == .quote, "form": record.pattern,
      "evidence": Evidence(words).lines(record.evidence),
    ]
    if number > 0 { fields["number"] = number }
    if let speaker = record.speaker {
      fields["speaker"] = speaker.name
      fields["speakerID"] = String(speaker.rowID)
      fields["speakerLink"] = Links.speaker(speaker.rowID)
      fields["speakerKind"] = words("speaker-kind.\(speaker.kind.rawValue)")
    }
    if let via = record.via { fields["via"] = words("card.via", ["name": via.name]) }
    if let cue = record.cue {
      fields["cue"] = cue.text
      if let cueClass = record.cueClass { fields["cueClass"] = words("cue.\(cueClass)") }
    }
    if record.isNegated { fields["isNegated"] = true }
    let kinds = record.figures.map(\.kind)
    let figures = Figure.Kind.allCases.filter(kinds.contains).map { words("figure.\($0.rawValue)") }
    if !figures.isEmpty { fields["figures"] = figures.joined(separator: ", ") }
    if !record.isAnchored { fields["isLost"] = true }
    if let note = record.note { fields["note"] = note }
    if let reviewer = record.reviewer, record.status.isReviewed {
      fields["decided"] = words(
        "card.decided", ["name": reviewer, "time": record.reviewedAt.map(words.time) ?? ""])
    }
    if let proposal = record.proposal {
      fields["proposal"] = words(
        "card.proposal",
        ["words": proposal.content.text, "name": proposal.speaker?.name ?? words("card.nobody")])
    }
    if withArticle {
      fields["fromTitle"] = record.article.title ?? record.article.key
      if let paper = record.article.source { fields["fromPaper"] = paper }
      if let published = record.article.published {
        fields["fromDate"] = PublicationDate.day(of: published).map(words.date) ?? published
      }
    }
    if let context = context?.trimmedToWords(around: record.content.span) {
      var marked = MarkedText(context.text, start: context.start)
      if record.isAnchored {
        marked.add(
          row: record.rowID, record.layer, content: record.content, cue: record.cue, source: record.source)
      }
      fields["context"] = SafeHTML(text: marked.inline)
      fields["contextStart"] = context.start
    }
    return fields
  }
}

extension RecordContext {
  /// The same without the parts of words at its ends.
  func trimmedToWords(around span: Span) -> RecordContext {
    let scalars = Array(text.unicodeScalars)
    var (low, high) = (0, scalars.count)
    let before = max(0, min(scalars.count, span.start - start))
    let after = max(before, min(scalars.count, span.end - start))
    if start > 0 {
      while low < before, !scalars[low].properties.isWhitespace { low += 1 }
    }
    // A text that ends here ends with a mark.
    if let last = scalars.last, last.properties.isAlphabetic {
      while high > after, !scalars[high - 1].properties.isWhitespace { high -= 1 }
    }
    while low < before, scalars[low].properties.isWhitespace { low += 1 }
    while high > after, scalars[high - 1].properties.isWhitespace { high -= 1 }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: scalars[low..<high])
    return RecordContext(start: start + low, text: String(kept))
  }
}

/// Addresses of pages.
enum Links {
  static func article(_ key: String, record: Int64? = nil) -> String {
    "/article?key=\(key.urlEncoded)" + (record.map { "#m\($0)" } ?? "")
  }
  static func speaker(_ id: Int64) -> String { "/speaker?id=\(id)" }

  /// An address with a query; fields that are `nil` are left out.
  static func query(_ path: String, _ fields: [(String, String?)]) -> String {
    let pairs = fields.compactMap { name, value in value.map { "\(name)=\($0.urlEncoded)" } }
    return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
  }
}
