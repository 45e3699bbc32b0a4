import DatasetExport
import QuoteEngine
import QuoteStore

/// A quote or claim as one line of JSON, with its article's key.
enum RecordLine {
  /// The line, without its end.
  static func text(_ record: StoredRecord, context: SentenceContext? = nil, matches: [Range<Int>]? = nil)
    -> String
  {
    var line = JSONObjectText()
    line.add("id", id(record))
    line.add("article", record.article.key)
    line.add("layer", record.layer.rawValue)
    line.add("kind", record.kind.rawValue)
    line.add(record.content)
    line.add("speaker", raw: record.speaker.map(speaker))
    line.add("source", raw: record.source.map(excerpt))
    line.add("cue", raw: record.cue.map(excerpt))
    line.add("via", raw: record.via.map(speaker))
    line.add("confidence", raw: Decimals.text(record.confidence, digits: 3))
    line.add("pattern", record.pattern)
    line.add("evidence", raw: list(record.evidence.map(ListPrinter.jsonString)))
    line.add("cueClass", record.cueClass)
    line.add("negated", raw: record.isNegated ? "true" : "false")
    line.add("figures", raw: list(record.figures.map(figure)))
    line.add("status", record.status.rawValue)
    line.add("reviewer", record.reviewer)
    line.add("note", record.note)
    line.add("title", record.article.title)
    line.add("paper", record.article.source)
    line.add("published", record.article.published)
    line.add("url", record.article.url)
    line.add("role", record.role)
    line.add("roleClass", record.roleClass?.rawValue)
    line.add("gender", record.gender?.rawValue)
    line.add("sameAs", record.speaker?.sameAs)
    if !record.members.isEmpty { line.add("members", raw: list(record.members.map(ListPrinter.jsonString))) }
    if let context {
      line.add("before", context.before)
      line.add("after", context.after)
    }
    // Places in the article, as those of the record.
    let start = record.content.span.start
    if let matches {
      line.add("matches", raw: list(matches.map { "[\(start + $0.lowerBound),\(start + $0.upperBound)]" }))
    }
    return line.text
  }

  /// The record's id, as `extract` gives it.
  static func id(_ record: StoredRecord) -> String {
    ArticleLine.recordID(article: record.article.key, layer: record.layer, span: record.content.span)
  }

  /// Values as a JSON array.
  static func list(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }

  private static func speaker(_ speaker: StoredSpeaker) -> String {
    var object = JSONObjectText()
    object.add("name", speaker.name)
    object.add("kind", speaker.kind.rawValue)
    return object.text
  }

  private static func excerpt(_ excerpt: Excerpt) -> String {
    var object = JSONObjectText()
    object.add(excerpt)
    return object.text
  }

  private static func figure(_ figure: Figure) -> String {
    var object = JSONObjectText()
    object.add("kind", figure.kind.rawValue)
    object.add(figure.excerpt)
    return object.text
  }
}

/// A JSON object, its members in the order in which they are added.
struct JSONObjectText {
  private var members: [String] = []

  /// The object.
  var text: String { "{" + members.joined(separator: ",") + "}" }

  /// Adds a string, or null.
  mutating func add(_ key: String, _ value: String?) { add(key, raw: value.map(ListPrinter.jsonString)) }

  /// Adds a whole number.
  mutating func add(_ key: String, _ value: Int) { add(key, raw: "\(value)") }

  /// Adds a value that is JSON already, or null.
  mutating func add(_ key: String, raw value: String?) {
    members.append("\(ListPrinter.jsonString(key)):\(value ?? "null")")
  }

  /// Adds `start`, `end` and `text` of an excerpt.
  mutating func add(_ excerpt: Excerpt) {
    add("start", excerpt.span.start)
    add("end", excerpt.span.end)
    add("text", excerpt.text)
  }
}
