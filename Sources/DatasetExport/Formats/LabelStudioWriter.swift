import QuoteEngine

/// `label-studio`: a JSON array of tasks for Label Studio, whose labelling configuration is `configuration`.
///
/// What the program proposes is a prediction. Where a person has decided on every record of an article, the decisions are an
/// annotation. Label Studio counts code points, as we do.
struct LabelStudioWriter: DatasetWriter {
  private let programVersion: String
  private var count = 0

  init(programVersion: String) { self.programVersion = programVersion }

  mutating func begin(_ out: inout DatasetOutput) { out.bytes += "[".utf8 }

  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput) {
    out.bytes += (count > 0 ? ",\n" : "\n").utf8
    count += 1
    let marked = MarkedText(article)
    let isDecided = !article.records.isEmpty && article.records.allSatisfy { $0.status != "unreviewed" }
    var json = JSONStream()
    swap(&json.bytes, &out.bytes)
    json.object { json in
      let about = article.article
      json.object("data") { json in
        json.member("text", about.text)
        json.about(article, key: "key")
        json.member("records", (marked.shown ?? []).joined(separator: " "))
      }
      json.array("predictions") { json in
        json.object { json in
          json.member("model_version", "trichdan \(programVersion)")
          Self.result(marked, article, &json)
        }
      }
      json.array("annotations") { json in
        if isDecided { json.object { json in Self.result(marked, article, &json) } }
      }
    }
    swap(&json.bytes, &out.bytes)
  }

  mutating func end(_ out: inout DatasetOutput) { out.bytes += "\n]\n".utf8 }

  private static func result(
    _ marked: MarkedText, _ article: DatasetArticle, _ json: inout JSONStream
  ) {
    let cutter = TextCutter(article.article.text)
    json.array("result") { json in
      for mark in marked.marks {
        json.object { json in
          json.member("id", mark.id)
          json.member("from_name", "label")
          json.member("to_name", "text")
          json.member("type", "labels")
          json.object("value") { json in
            json.member("start", mark.span.start)
            json.member("end", mark.span.end)
            json.member("text", cutter.words(at: mark.span) ?? "")
            json.member("labels", [mark.label.rawValue])
          }
        }
      }
      for relation in marked.relations {
        json.object { json in
          json.member("type", "relation")
          json.member("from_id", relation.from)
          json.member("to_id", relation.to)
          json.member("direction", "right")
          json.member("labels", [relation.kind.rawValue])
        }
      }
    }
  }

  /// What Label Studio has to be told of a project before it takes the tasks.
  static let configuration: String = {
    let colours = [
      "#2e9e5b", "#7cb342", "#e6a700", "#d9822b", "#1f7ab8", "#5162c9", "#5c8299", "#8796a3", "#777777",
    ]
    let labels = zip(MarkLabel.allCases, colours).map {
      "    <Label value=\"\($0.rawValue)\" background=\"\($1)\"/>\n"
    }.joined()
    let relations = MarkRelation.allCases.map { "    <Relation value=\"\($0.rawValue)\"/>\n" }.joined()
    return """
      <View>
        <Labels name="label" toName="text">
      \(labels)  </Labels>
        <Relations>
      \(relations)  </Relations>
        <Text name="text" value="$text"/>
      </View>
      """
  }()
}
