import ArticleReader
import Foundation
import QuoteEngine

/// `jsonl`: one line an article, which `DatasetLine` reads back without loss.
///
/// Every line has the same keys, and a key has values of one type: loaders that look at the first lines only (Hugging
/// Face's) would otherwise stumble over what comes later. Therefore what is not known of an article is empty, and what
/// only `import` needs, whose shape differs, is JSON within a string.
struct JSONLinesWriter: DatasetWriter {
  mutating func begin(_ out: inout DatasetOutput) {}

  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput) {
    var json = JSONStream()
    swap(&json.bytes, &out.bytes)
    json.object { json in
      let about = article.article
      json.about(article, key: "id")
      json.member("text", about.text)
      for (key, layer) in [("quotes", Layer.quote), ("claims", .claim)] as [(StaticString, Layer)] {
        json.array(key) { json in
          for record in article.records where record.attribution.layer == layer {
            Self.write(record, of: about.id, &json)
          }
        }
      }
      json.array("speakers") { json in
        for speaker in article.speakers { Self.write(speaker, &json) }
      }
      json.member("captions", about.origin?.captions ?? [])
      Self.write(about.origin, &json)
      json.member("ingestedAt", article.origin.ingestedAt)
      json.member("patternVersion", article.origin.patternVersion)
      json.member("programVersion", article.origin.programVersion)
      json.member("review", Self.review(of: article))
      json.member("speakerDecisions", article.decisions.map(Self.text) ?? "")
    }
    json.bytes.append(0x0A)
    swap(&json.bytes, &out.bytes)
  }

  mutating func end(_ out: inout DatasetOutput) {}

  // MARK: Parts

  /// Where the article came from, in the members that `extract` has.
  private static func write(_ origin: Origin?, _ json: inout JSONStream) {
    json.object("origin") { json in
      json.member("place", origin?.place ?? "")
      json.member("fetched", origin?.fetched ?? "")
      json.member("bytes_sha256", origin?.bytesHash ?? "")
      json.member("reader", origin?.reader ?? "")
      json.member("encoding", origin?.encoding ?? "")
      json.member("notes", origin?.notes ?? [])
    }
  }

  private static func write(_ record: DatasetRecord, of article: String, _ json: inout JSONStream) {
    let found = record.attribution
    json.object { json in
      json.member(
        "id", ArticleLine.recordID(article: article, layer: found.layer, span: found.content.span))
      json.member("kind", found.kind.rawValue)
      json.place(found.content)
      speaker("speaker", found.speaker, of: record, &json)
      json.member("source", found.source)
      json.member("cue", found.cue)
      speaker("via", found.via, person: record.viaPerson, &json)
      json.member("confidence", found.confidence)
      json.member("pattern", found.pattern)
      json.member("evidence", found.evidence)
      json.member("cueClass", found.cueClass)
      json.member("negated", found.isNegated)
      json.array("figures") { json in
        for figure in found.figures {
          json.object { json in
            json.member("kind", figure.kind.rawValue)
            json.place(figure.excerpt)
          }
        }
      }
      json.member("status", record.status)
      json.member("reviewer", record.reviewer ?? "")
      json.member("reviewedAt", record.reviewedAt ?? "")
      json.member("note", record.note ?? "")
    }
  }

  private static func speaker(
    _ key: StaticString, _ speaker: SpeakerReference?, of record: DatasetRecord? = nil, person: String? = nil,
    _ json: inout JSONStream
  ) {
    guard let speaker else { return json.member(key, nil as String?) }
    json.object(key) { json in
      json.member("name", speaker.name)
      json.member("kind", speaker.kind.rawValue)
      json.member("person", (record?.person ?? person) ?? "")
      guard let record else { return }
      json.member("role", record.role ?? "")
      json.member("roleClass", record.roleClass ?? "")
      json.member("gender", record.gender ?? "")
      json.member("sameAs", record.sameAs ?? "")
      json.member("members", speaker.members)
    }
  }

  private static func write(_ entry: DatasetSpeaker, _ json: inout JSONStream) {
    json.object { json in
      json.member("name", entry.speaker.name)
      json.member("kind", entry.speaker.kind.rawValue)
      json.member("forms", entry.speaker.forms)
      json.member("roles", entry.speaker.roles)
      json.array("mentions") { json in
        for span in entry.speaker.mentions {
          json.object { json in
            json.member("start", span.start)
            json.member("end", span.end)
          }
        }
      }
      json.member("foundName", entry.foundName)
      json.member("foundKind", entry.foundKind.rawValue)
      json.member("home", entry.home ?? "")
      json.member("person", entry.person ?? "")
      json.member("sameAs", entry.sameAs ?? "")
    }
  }

  /// The log of the article, its orphans and what else is known of its reviewed records as JSON; empty when there is
  /// nothing of the kind. Records are numbered from 0: quotes, claims, orphans.
  private static func review(of article: DatasetArticle) -> String {
    let numbered = article.records(of: .quote) + article.records(of: .claim) + article.orphans
    let hasProposals = numbered.contains { $0.origin != nil || $0.proposal != nil }
    guard
      !article.log.isEmpty || !article.orphans.isEmpty || hasProposals || !article.readings.isEmpty
    else { return "" }
    var json = JSONStream()
    json.object { json in
      json.array("log") { json in
        for entry in article.log { write(entry, &json) }
      }
      json.array("orphans") { json in
        for record in article.orphans { write(record, of: article.article.id, &json) }
      }
      json.array("proposals") { json in
        for (number, record) in numbered.enumerated() where record.origin != nil || record.proposal != nil {
          json.object { json in
            json.member("record", number)
            json.optional("origin", record.origin)
            json.optional("proposal", record.proposal)
          }
        }
      }
      guard !article.readings.isEmpty else { return }
      json.array("readings") { json in
        for reading in article.readings {
          json.object { json in
            json.member("record", reading.record)
            json.member("by", reading.by)
            json.member("at", reading.at)
            json.member("action", reading.action)
            json.member("state", reading.state)
          }
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func write(_ entry: DatasetLogEntry, _ json: inout JSONStream) {
    json.object { json in
      json.member("line", entry.line)
      json.member("at", entry.at)
      json.member("by", entry.by)
      json.member("action", entry.action)
      if let record = entry.record { json.member("record", record) }
      json.optional("layer", entry.layer)
      if let start = entry.start { json.member("start", start) }
      if let end = entry.end { json.member("end", end) }
      json.optional("text", entry.text)
      json.optional("contextBefore", entry.contextBefore)
      json.optional("contextAfter", entry.contextAfter)
      json.optional("before", entry.before)
      json.optional("after", entry.after)
      json.optional("note", entry.note)
      json.optional("batch", entry.batch)
    }
  }

  private static func text(_ decisions: SpeakerDecisions) -> String {
    guard !decisions.isEmpty else { return "" }
    func name(_ name: SpeakerDecisions.Name, _ json: inout JSONStream) {
      json.object("speaker") { json in
        json.member("name", name.name)
        json.member("kind", name.kind)
        json.optional("home", name.home)
        json.optional("person", name.person)
      }
    }
    func end(_ key: StaticString, _ end: SpeakerDecisions.Pair.End, _ json: inout JSONStream) {
      json.object(key) { json in
        json.member("article", end.article)
        json.member("key", end.key)
        json.member("kind", end.kind)
      }
    }
    var json = JSONStream()
    json.object { json in
      json.array("rules") { json in
        for rule in decisions.rules {
          json.object { json in
            json.member("action", rule.action)
            json.member("key", rule.key)
            json.member("kind", rule.kind)
            json.member("article", rule.article)
            name(rule.speaker, &json)
            json.member("by", rule.by)
            json.member("at", rule.at)
          }
        }
      }
      json.array("aliases") { json in
        for alias in decisions.aliases {
          json.object { json in
            name(alias.speaker, &json)
            json.member("alias", alias.alias)
          }
        }
      }
      if !decisions.pairs.isEmpty {
        json.array("pairs") { json in
          for pair in decisions.pairs {
            json.object { json in
              end("first", pair.first, &json)
              end("second", pair.second, &json)
              json.member("isSame", pair.isSame)
              json.member("by", pair.by)
              json.member("at", pair.at)
            }
          }
        }
      }
      json.array("log") { json in
        for entry in decisions.log { write(entry, &json) }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
