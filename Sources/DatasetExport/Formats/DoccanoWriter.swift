import QuoteEngine

/// `doccano`: an article a line with its entities and relations, as doccano's relation projects import and export them.
///
/// The members besides `text`, `entities` and `relations` are metadata for doccano, which gives them back. With `tokens` it is
/// what the Python tool makes spaCy's DocBin of.
struct DoccanoWriter: DatasetWriter {
  var hasTokens = false

  mutating func begin(_ out: inout DatasetOutput) {}

  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput) {
    let marked = MarkedText(article)
    let numbers = Dictionary(
      marked.marks.enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    let names = hasTokens ? Self.names(of: article) : [:]
    var json = JSONStream()
    swap(&json.bytes, &out.bytes)
    json.object { json in
      let about = article.article
      json.about(article, key: "key")
      json.member("records", (marked.shown ?? []).joined(separator: " "))
      json.member("text", about.text)
      json.array("entities") { json in
        for mark in marked.marks {
          json.object { json in
            json.member("id", numbers[mark.id] ?? 0)
            json.member("label", mark.label.rawValue)
            json.member("start_offset", mark.span.start)
            json.member("end_offset", mark.span.end)
            if let name = names[mark.id] { json.member("speaker", name) }
          }
        }
      }
      json.array("relations") { json in
        for (number, relation) in marked.relations.enumerated() {
          guard let from = numbers[relation.from], let to = numbers[relation.to] else { continue }
          json.object { json in
            json.member("id", number + 1)
            json.member("from_id", from)
            json.member("to_id", to)
            json.member("type", relation.kind.rawValue)
          }
        }
      }
      guard hasTokens else { return }
      json.array("tokens") { json in
        for token in MarkedTokens(marked).tokens {
          json.integer(token.start)
          json.integer(token.end)
        }
      }
    }
    json.bytes.append(0x0A)
    swap(&json.bytes, &out.bytes)
  }

  mutating func end(_ out: inout DatasetOutput) {}

  /// Who speaks, by the record's mark.
  private static func names(of article: DatasetArticle) -> [String: String] {
    Dictionary(
      article.records.compactMap { record in
        record.attribution.speaker.map { (MarkedText.id(of: record.attribution), $0.name) }
      }, uniquingKeysWith: { first, _ in first })
  }
}
