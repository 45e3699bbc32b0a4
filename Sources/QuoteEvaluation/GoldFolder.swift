import Foundation
import QuoteEngine
import Yams

/// Reads gold annotations that stand beside their articles: `NAME.txt` with `NAME.gold.yaml`.
public enum GoldFolder {
  /// Reads the gold of one article, whose records are found by their words (`occurrence` says which, from 1).
  ///
  /// `text` is the article's text in NFC with `\n` line ends. Throws `EvaluationFileError` with the line of a
  /// record whose words do not stand in the text.
  public static func article(id: String, text: String, yaml: String, file: String) throws -> GoldArticle {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch {
      throw EvaluationFileError(file: file, message: "no YAML: \(error)")
    }
    guard let root else { return GoldArticle(id: id, text: text) }
    guard let map = root.mapping else {
      throw EvaluationFileError(file: file, message: "has to be a mapping with quotes, claims and not_quotes")
    }
    let places = Places(text, file: file)
    var article = GoldArticle(id: id, text: text)
    for (key, value) in map {
      switch key.string {
      case "quotes": article.quotes = try list(value, file).map { try record($0, places, layer: .quote) }
      case "claims": article.claims = try list(value, file).map { try record($0, places, layer: .claim) }
      case "not_quotes": article.notQuotes = try list(value, file).map { try places.span(of: $0) }
      case "shows": break
      default:
        throw EvaluationFileError(
          file: file, line: key.mark?.line ?? 0,
          message: "unknown key `\(key.string ?? "?")`; there are shows, quotes, claims and not_quotes")
      }
    }
    return article
  }

  private static func list(_ node: Node, _ file: String) throws -> [Node] {
    if node.null != nil { return [] }
    guard let sequence = node.sequence else {
      throw EvaluationFileError(file: file, line: node.mark?.line ?? 0, message: "a list is due")
    }
    return Array(sequence)
  }

  private static func record(_ node: Node, _ places: Places, layer: Layer) throws -> GoldRecord {
    func text(_ key: String) -> String? {
      guard let value = node[key], value.null == nil else { return nil }
      return value.scalar?.string
    }
    let span = try places.span(of: node)
    var kind: RecordKind?
    if let name = text("kind") {
      guard let known = RecordKind(rawValue: name), known.layer == layer else {
        let kinds = RecordKind.allCases.filter { $0.layer == layer }.map(\.rawValue)
        throw places.fault("`\(name)` is not one of \(kinds.joined(separator: ", "))", node)
      }
      kind = known
    }
    guard node["speaker"] != nil else {
      throw places.fault("`speaker` is missing; write null when nobody can tell", node)
    }
    return GoldRecord(
      span: span, kind: kind, speaker: text("speaker"),
      accept: node["accept"]?.sequence.map { $0.compactMap { $0.scalar?.string } } ?? [],
      source: text("source"),
      cue: text("cue"), via: text("via"))
  }

  /// Finds words in an article's text.
  private struct Places {
    private let text: [UInt8]
    private let file: String

    init(_ text: String, file: String) {
      self.text = Array(text.utf8)
      self.file = file
    }

    func fault(_ message: String, _ node: Node) -> EvaluationFileError {
      EvaluationFileError(file: file, line: node.mark?.line ?? 0, message: message)
    }

    /// The span, in code points, of the `content` of a record.
    func span(of node: Node) throws -> Span {
      guard let content = node["content"]?.scalar?.string, !content.isEmpty else {
        throw fault("`content` is missing", node)
      }
      let words = Array(content.precomposedStringWithCanonicalMapping.utf8)
      let number = node["occurrence"]?.int ?? 1
      var from = 0
      var seen = 0
      while let at = find(words, from: from) {
        seen += 1
        if seen == number {
          let start = scalars(0..<at)
          return Span(start: start, end: start + scalars(at..<at + words.count))
        }
        from = at + words.count
      }
      throw fault(
        seen == 0
          ? "«\(content.prefix(60))» does not stand in the article"
          : "«\(content.prefix(60))» stands \(seen) times in the article, not \(number)", node)
    }

    private func find(_ words: [UInt8], from: Int) -> Int? {
      guard words.count <= text.count else { return nil }
      var at = from
      while at + words.count <= text.count {
        if text[at] == words[0], text[at..<at + words.count].elementsEqual(words) { return at }
        at += 1
      }
      return nil
    }

    private func scalars(_ range: Range<Int>) -> Int {
      text[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
  }
}
