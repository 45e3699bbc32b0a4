import DatasetExport
import QuoteCheck
import QuoteEngine
import QuoteStore

/// `quotes --variants`: one utterance as other articles printed it, the earliest first.
struct VariantList {
  private struct Entry {
    var key: String
    var source: String?
    var published: String?
    var day: String?
    var url: String?
    var id: String
    var speaker: String?
    var text: String
    var score: Double
    var diff: [DiffStep]
    var isAsked: Bool
  }

  private let store: QuoteStore
  private let output: StandardOutput

  init(_ store: QuoteStore, _ output: StandardOutput) {
    self.store = store
    self.output = output
  }

  /// Prints the variants of the record with an id such as `bai-1#q231-402`.
  func run(_ id: String, _ format: OutputFormat, progress: Progress) throws {
    let (article, record) = try find(id)
    let source = StoredArticles(store) { count in progress.show("indexing texts: \(count) articles") }
    let variants = try VariantFinder(source: source).variants(of: record.content.text, in: article.article.id)
    progress.clear()
    var entries = variants.map { variant in
      Entry(
        key: variant.article.id, source: variant.article.source, published: variant.article.published,
        day: variant.article.published.flatMap(PublicationDate.day), url: variant.article.url,
        id: ArticleLine.recordID(
          article: variant.article.id, layer: variant.record.layer, span: variant.record.content.span),
        speaker: variant.record.speaker?.name, text: variant.record.content.text, score: variant.score,
        diff: variant.diff, isAsked: false)
    }
    let about = article.article
    entries.append(
      Entry(
        key: about.id, source: about.source, published: about.published,
        day: about.published.flatMap(PublicationDate.day), url: about.url, id: id,
        speaker: record.speaker?.name, text: record.content.text, score: 1,
        diff: [DiffStep(kind: .equal, source: record.content.text, quote: record.content.text, span: nil)],
        isAsked: true))
    // The earliest first; those that do not say when come last, the nearest first.
    entries.sort { ($0.day ?? "9", $1.score, $0.key) < ($1.day ?? "9", $0.score, $1.key) }
    switch format {
    case .jsonl: for entry in entries { try output.line(Self.line(entry)) }
    case .csv:
      var list = ListPrinter(
        ["id", "article", "paper", "published", "speaker", "score", "text", "url"].map { Column($0) },
        format: .csv,
        to: output)
      for entry in entries {
        try list.add([
          .text(entry.id), .text(entry.key), .optional(entry.source), .optional(entry.published),
          .optional(entry.speaker), .decimal(entry.score, digits: 3), .text(entry.text), .optional(entry.url),
        ])
      }
      try list.finish()
    case .table: try show(entries)
    }
  }

  private func show(_ entries: [Entry]) throws {
    for (number, entry) in entries.enumerated() {
      if number > 0 { try output.line() }
      let about = [entry.published ?? Messages.current("no date"), entry.source, entry.speaker].compactMap(
        \.self
      ).joined(
        separator: "  ")
      let name = Style.bold.applied(to: entry.id)
      try output.line(
        "\(name)  \(about)" + (entry.isAsked ? "  " + Messages.current("(the one asked for)") : ""))
      if entry.isAsked {
        try output.line("  “\(entry.text.replacing("\n", with: " "))”")
        continue
      }
      if entry.score == 1 {
        try output.line("  " + Messages.current("the same words"))
        continue
      }
      let lines = SideBySide(entry.diff, colour: Terminal.hasColour).lines(
        source: Messages.current("asked"), quote: Messages.current("here"), width: (Terminal.width ?? 100) - 2
      )
      for line in lines { try output.line(line.isEmpty ? "" : "  " + line) }
    }
    if entries.count == 1 { printError("trichdan: no other article in the database has these words") }
  }

  private static func line(_ entry: Entry) -> String {
    var object = JSONObjectText()
    object.add("id", entry.id)
    object.add("article", entry.key)
    object.add("paper", entry.source)
    object.add("published", entry.published)
    object.add("url", entry.url)
    object.add("speaker", entry.speaker)
    object.add("score", raw: Decimals.text(entry.score, digits: 3))
    object.add("text", entry.text)
    object.add("diff", raw: RecordLine.list(entry.diff.map(CheckLine.step)))
    return object.text
  }

  private func find(_ id: String) throws -> (StoredArticle, Attribution) {
    guard let mark = id.lastIndex(of: "#") else {
      throw CommandFailure(
        "“\(id)” is no record’s id, which looks like bai-1#q231-402; `trichdan quotes --format jsonl` shows them",
        status: .usage)
    }
    let article = try store.article(String(id[..<mark]))
    let place = id[id.index(after: mark)...]
    let record = article.records.first {
      ArticleLine.recordID(article: "", layer: $0.layer, span: $0.content.span) == "#" + place
    }
    guard let record else {
      throw CommandFailure(
        "article “\(article.article.id)” has no record \(place); "
          + "`trichdan quotes --article \(article.article.id) --format jsonl` shows its ids", status: .no)
    }
    return (article, record.attribution)
  }
}
