import QuoteEngine

/// `web-annotation`: an AnnotationCollection of the W3C's Web Annotation Data Model in JSON-LD.
///
/// Each record is an annotation on its article, with a TextQuoteSelector and a TextPositionSelector (whose positions
/// are code points, as the model says); its bodies are the speaker, the words and their kind. What the model has no
/// term for stands under `trichdan:`. https://www.w3.org/TR/annotation-model/
struct WebAnnotationWriter: DatasetWriter {
  /// The version named as the generator's.
  var programVersion: String
  private var count = 0

  /// How many code points of prefix and suffix there are.
  static let contextLength = 32

  init(programVersion: String) { self.programVersion = programVersion }

  mutating func begin(_ out: inout DatasetOutput) {
    out.bytes +=
      """
      {"@context":["http://www.w3.org/ns/anno.jsonld",{"schema":"https://schema.org/","trichdan":"urn:trichdan:term:"}],
      "id":"urn:trichdan:collection","type":"AnnotationCollection","label":"Quotes and claims in Vietnamese news",
      "first":{"id":"urn:trichdan:collection:1","type":"AnnotationPage","startIndex":0,"items":[
      """.utf8
  }

  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput) {
    guard !article.records.isEmpty else { return }
    let cutter = TextCutter(article.article.text)
    for record in article.records {
      if count > 0 { out.bytes.append(UInt8(ascii: ",")) }
      out.bytes.append(0x0A)
      count += 1
      var json = JSONStream()
      swap(&json.bytes, &out.bytes)
      write(record, of: article, cutter, &json)
      swap(&json.bytes, &out.bytes)
    }
  }

  mutating func end(_ out: inout DatasetOutput) { out.bytes += "\n]},\n\"total\":\(count)}\n".utf8 }

  // MARK: Parts

  private func write(
    _ record: DatasetRecord, of article: DatasetArticle, _ cutter: TextCutter, _ json: inout JSONStream
  ) {
    let found = record.attribution
    let span = found.content.span
    json.object { json in
      json.member("id", ResourceName.record(article.article.id, found.layer, span))
      json.member("type", "Annotation")
      json.member("motivation", "identifying")
      if let reviewer = record.reviewer {
        json.object("creator") { json in
          json.member("type", "Person")
          json.member("name", reviewer)
        }
      }
      json.optional("created", record.reviewedAt)
      json.object("generator") { json in
        json.member("type", "Software")
        json.member("name", "trichdan")
        json.member("schema:softwareVersion", programVersion)
      }
      json.member("generated", article.origin.ingestedAt)
      json.array("body") { json in bodies(of: record, &json) }
      json.object("target") { json in
        json.object("source") { json in
          json.member("id", ResourceName.location(article.article.url, article.article.id))
          json.member("type", "Text")
          json.member("language", "vi")
          json.optional("schema:headline", article.article.title)
          json.optional("schema:datePublished", article.publicationDay)
          json.member("trichdan:article", article.article.id)
          json.member("trichdan:sha256", article.sha256)
        }
        json.array("selector") { json in
          json.object { json in
            json.member("type", "TextQuoteSelector")
            json.member("exact", found.content.text)
            json.member("prefix", cutter.before(span.start, length: Self.contextLength))
            json.member("suffix", cutter.after(span.end, length: Self.contextLength))
          }
          json.object { json in
            json.member("type", "TextPositionSelector")
            json.member("start", span.start)
            json.member("end", span.end)
          }
        }
      }
      json.member("trichdan:status", record.status)
      json.member("trichdan:confidence", found.confidence)
      json.member("trichdan:form", found.pattern)
      json.array("trichdan:evidence") { json in
        json.object { json in
          json.member("@list", found.evidence)
        }
      }
      if found.isNegated { json.member("trichdan:negated", true) }
    }
  }

  private func bodies(of record: DatasetRecord, _ json: inout JSONStream) {
    let found = record.attribution
    if let speaker = found.speaker {
      json.object { json in
        json.member("type", ["TextualBody", SchemaType.of(speaker.kind).prefixed])
        json.member("purpose", "identifying")
        json.member("value", speaker.name)
        json.member("format", "text/plain")
        json.member("language", "vi")
        json.member("schema:name", speaker.name)
        json.member("trichdan:speakerKind", speaker.kind.rawValue)
        if let role = record.role { json.member("schema:jobTitle", role) }
        if let roleClass = record.roleClass { json.member("trichdan:roleClass", roleClass) }
        if let gender = record.gender {
          json.member("schema:gender", gender == "f" ? "schema:Female" : "schema:Male")
        }
        if let sameAs = record.sameAs { json.member("schema:sameAs", sameAs) }
      }
    }
    json.object { json in
      json.member("type", ["TextualBody", found.layer == .quote ? "schema:Quotation" : "schema:Claim"])
      json.member("purpose", "describing")
      json.member("value", found.content.text)
      json.member("format", "text/plain")
      json.member("language", "vi")
      if let via = found.via { json.member("trichdan:via", via.name) }
    }
    json.object { json in
      json.member("type", "TextualBody")
      json.member("purpose", "classifying")
      json.member("value", found.kind.rawValue)
    }
    if let note = record.note {
      json.object { json in
        json.member("type", "TextualBody")
        json.member("purpose", "commenting")
        json.member("value", note)
      }
    }
  }
}

/// The schema.org types of speakers.
enum SchemaType {
  case person, organization

  /// The type that comes nearest: schema.org has none for several people together.
  static func of(_ kind: SpeakerKind) -> SchemaType {
    switch kind {
    case .person, .unnamed: .person
    case .organisation, .group: .organization
    }
  }

  var name: String {
    switch self {
    case .person: "Person"
    case .organization: "Organization"
    }
  }

  var prefixed: String { "schema:" + name }
}
