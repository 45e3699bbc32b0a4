import DatasetExport
import Foundation
import QuoteEngine

/// Figures as a JSON array, `[{"kind":"money","start":5,"end":12,"text":"3 tỷ đồng"}]`.
enum FigureText {
  /// A figure in JSON.
  struct Stored: Codable {
    var kind: String
    var start: Int
    var end: Int
    var text: String

    init(_ figure: Figure) {
      kind = figure.kind.rawValue
      start = figure.excerpt.span.start
      end = figure.excerpt.span.end
      text = figure.excerpt.text
    }

    /// The figure; `nil` when its kind is not known.
    var figure: Figure? {
      Figure.Kind(rawValue: kind).map {
        Figure(kind: $0, excerpt: Excerpt(span: Span(start: start, end: end), text: text))
      }
    }
  }

  static func encode(_ figures: [Figure]) -> String {
    if figures.isEmpty { return "[]" }
    var out: [UInt8] = [UInt8(ascii: "[")]
    for (index, figure) in figures.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      let span = figure.excerpt.span
      out.append(
        contentsOf: "{\(mark(of: figure.kind)),\"start\":\(span.start),\"end\":\(span.end),\"text\":".utf8)
      JSONWriter.string(figure.excerpt.text, to: &out)
      out.append(UInt8(ascii: "}"))
    }
    out.append(UInt8(ascii: "]"))
    return String(decoding: out, as: UTF8.self)
  }

  /// What stands in the array when it holds a figure of `kind`, and cannot stand in a figure's words.
  static func mark(of kind: Figure.Kind) -> String { "\"kind\":\"\(kind.rawValue)\"" }

  static func decode(_ text: String) throws -> [Figure] {
    if text == "[]" { return [] }
    return try JSONText.decode([Stored].self, text).compactMap(\.figure)
  }
}
