import ArticleReader
import Foundation
import PatternFiles
import QuoteEngine

@testable import QuoteCheck

/// An invented article with its quotes, which must stand in the text.
func source(_ text: String, id: String = "bai", _ quotes: (words: String, speaker: String?)...) -> (
  article: Article, annotations: Annotations
) {
  var annotations = Annotations()
  for quote in quotes {
    let range = text.range(of: quote.words)!
    let start = text[..<range.lowerBound].unicodeScalars.count
    annotations.quotes.append(
      Attribution(
        kind: .direct,
        content: Excerpt(
          span: Span(start: start, end: start + quote.words.unicodeScalars.count), text: quote.words),
        speaker: quote.speaker.map { SpeakerReference(name: $0, kind: .person) },
        source: quote.speaker.flatMap { excerpt($0, in: text, after: range.upperBound) },
        cue: excerpt("nói", in: text, after: range.upperBound)
          ?? excerpt("kể", in: text, after: range.upperBound),
        via: nil,
        confidence: 0.9, pattern: "quote-then-speaker", evidence: [], cueClass: nil, isNegated: false,
        figures: []))
    if let name = quote.speaker, !annotations.speakers.contains(where: { $0.name == name }) {
      annotations.speakers.append(
        Speaker(name: name, kind: .person, forms: [name], roles: ["Chủ tịch xã"], mentions: []))
    }
  }
  return (Article(id: id, text: text), annotations)
}

/// Words of a text after a place in it.
private func excerpt(_ words: String, in text: String, after place: String.Index) -> Excerpt? {
  guard let range = text[place...].range(of: words) else { return nil }
  let start = text[..<range.lowerBound].unicodeScalars.count
  return Excerpt(span: Span(start: start, end: start + words.unicodeScalars.count), text: words)
}

func checker(_ sources: (article: Article, annotations: Annotations)...) -> QuoteChecker {
  let all = Dictionary(uniqueKeysWithValues: sources.map { ($0.article.id, $0.annotations) })
  return QuoteChecker(source: ArticleCollection(sources.map(\.article)) { all[$0.id]! }, lexicon: words)
}

/// The words that ship with the program.
let words: CheckLexicon = {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let files = try! PatternDirectory.readCheckFiles(in: root.appendingPathComponent("Patterns"))
  return try! CheckLexicon(files: files.map { PatternFile(name: $0.name, text: $0.text) })
}()

/// One article about a ferry.
let ferry = source(
  """
  Bến đò mở lại

  “Đò sẽ không chạy trước Tết. Bến chở được 1.500 khách mỗi ngày, nhưng phải chờ nước lên”, bà Lê Thị Hoà nói. Ông Đỗ Văn \
  Sáu kể: “Hôm qua ông Tư bảo tôi: ‘Cứ về nhà đi đã’, nên tôi ở nhà”. Xã Vân Trạch có bốn bến, và chưa bến nào có phao.
  """,
  ("Đò sẽ không chạy trước Tết. Bến chở được 1.500 khách mỗi ngày, nhưng phải chờ nước lên", "Lê Thị Hoà"),
  ("Hôm qua ông Tư bảo tôi: ‘Cứ về nhà đi đã’, nên tôi ở nhà", "Đỗ Văn Sáu"))

extension CheckLexicon {
  /// The words that ship with the program, where a test has other `words`.
  static var shippedForTests: CheckLexicon { words }
}
