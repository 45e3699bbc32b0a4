import ArticleReader
import QuoteEngine

@testable import DatasetExport

/// An article with everything that may go wrong in a format: marks, line ends, formulas, characters of two UTF-16 units.
enum Sample {
  static let text =
    "Đò \"mới\"\n\n=1+1 là lời ông Tô Vĩnh Khoan 🚤 nói.\n“Đò chạy,\nrồi đò nghỉ” – bà Mận kể, giá 5.000 đồng;\u{2028}@bến.\n"

  static func excerpt(_ words: String, in text: String = text) -> Excerpt {
    let all = Array(text.unicodeScalars)
    let part = Array(words.unicodeScalars)
    let start = (0...(all.count - part.count)).first { Array(all[$0..<$0 + part.count]) == part }!
    return Excerpt(span: Span(start: start, end: start + part.count), text: words)
  }

  static func record(
    _ words: String, _ kind: RecordKind = .direct, by speaker: String? = nil,
    _ speakerKind: SpeakerKind = .person,
    source: String? = nil, cue: String? = nil
  ) -> DatasetRecord {
    DatasetRecord(
      Attribution(
        kind: kind, content: excerpt(words),
        speaker: speaker.map { SpeakerReference(name: $0, kind: speakerKind) },
        source: source.map { excerpt($0) }, cue: cue.map { excerpt($0) }, via: nil, confidence: 0.9,
        pattern: "quote-then-speaker", evidence: ["form “x”", "named\nhere"],
        cueClass: cue.map { _ in "neutral" },
        isNegated: false, figures: []))
  }

  /// The article with five records, of which one is accepted and one rejected, and one that is lost.
  static var article: DatasetArticle {
    let about = Article(
      id: "bến/1", title: "Đò \"mới\"", text: text, url: "https://vi.example/a b", source: "Báo, Sông",
      published: "5/4/2021", author: "=Nguyễn")
    var article = DatasetArticle(
      article: about, sha256: about.sha256(),
      origin: DatasetOrigin(ingestedAt: "2024-01-01T00:00:00Z", patternVersion: "p1", programVersion: "0.1"))
    article.publicationDay = "2021-04-05"
    var formula = record("=1+1", by: "Tô Vĩnh Khoan", source: "ông Tô Vĩnh Khoan", cue: "nói")
    formula.status = "accepted"
    formula.reviewer = "an"
    formula.reviewedAt = "2024-01-02T00:00:00Z"
    formula.note = "-tốt\n\"lắm\""
    formula.origin = #"{"end":9,"kind":"direct","start":8,"text":"x"}"#
    var across = record("Đò chạy,\nrồi đò nghỉ", by: "Mận")
    across.attribution.isNegated = true
    across.attribution.via = SpeakerReference(name: "Đài Bến", kind: .organisation)
    across.attribution.confidence = 0.123456
    var claim = record("giá 5.000 đồng", .indirect, by: "các lái đò", .group, source: "bà Mận", cue: "kể")
    claim.attribution.figures = [Figure(kind: .money, excerpt: excerpt("5.000 đồng"))]
    var rejected = record("mới", .fragment)
    rejected.status = "rejected"
    rejected.reviewer = "bình"
    let sign = record("5.000 đồng;\u{2028}@bến", .mixed, by: "một người", .unnamed)
    article.records = [rejected, formula, across, claim, sign].sorted {
      $0.attribution.content.span < $1.attribution.content.span
    }
    var lost = record("mới", .direct)
    lost.attribution.content = Excerpt(span: Span(start: 900, end: 910), text: "lời đã mất")
    lost.status = "accepted"
    article.orphans = [lost]
    article.speakers = [
      DatasetSpeaker(
        Speaker(
          name: "Mận", kind: .person, forms: ["bà Mận"], roles: ["lái đò"], mentions: [excerpt("bà Mận").span]
        ),
        foundName: "Lê Mận", foundKind: .person, home: nil),
      DatasetSpeaker(
        Speaker(name: "các lái đò", kind: .group, forms: [], roles: [], mentions: []),
        foundName: "các lái đò",
        foundKind: .group, home: "bến/1"),
    ]
    var entry = DatasetLogEntry(line: 3, at: "2024-01-02T00:00:00Z", by: "an", action: "accept")
    entry.record = 1
    entry.before = #"{"a":"\"x\""}"#
    entry.note = "ghi"
    article.log = [entry]
    article.decisions = SpeakerDecisions()
    article.decisions?.rules = [
      .init(
        action: "merge", key: "lê mận", kind: "person", article: "",
        speaker: .init(name: "Mận", kind: "person", home: nil), by: "an", at: "2024-01-02T00:00:00Z")
    ]
    article.decisions?.aliases = [
      .init(speaker: .init(name: "Mận", kind: "person", home: nil), alias: "cô Mận")
    ]
    return article
  }

  /// What a format makes of articles.
  static func export(
    _ format: DatasetFormat, _ articles: [DatasetArticle] = [article], wantsRejected: Bool = false
  ) throws -> MemorySink {
    let sink = MemorySink()
    var exporter = DatasetExporter(
      format: format, programVersion: "0.1", wantsRejected: wantsRejected, to: sink)
    for article in articles { try exporter.add(article) }
    _ = try exporter.finish()
    return sink
  }
}
