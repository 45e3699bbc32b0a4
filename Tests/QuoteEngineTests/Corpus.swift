import Foundation
import Testing
import Yams

@testable import QuoteEngine

/// The articles of Corpus/ with their gold annotations, found from this file.
enum Corpus {
  /// One article with what a careful reader found in it.
  struct Article {
    var name: String
    var text: String
    var gold: [Layer: [Record]]
    /// Contents of the gold that the text does not hold.
    var lost: [String]
  }

  /// A gold record, by the fields that the score looks at.
  struct Record {
    var span: Span
    /// The speaker and the other names that are just as right; empty when nobody could tell.
    var speakers: [String]
  }

  private static let directory = ShippedPatterns.directory.deletingLastPathComponent()
    .appending(path: "Corpus").resolvingSymlinksInPath()
  private static let read = Result { try load() }

  static func articles() throws -> [Article] { try read.get() }

  private static func load() throws -> [Article] {
    let manager = FileManager.default
    let paths = try manager.subpathsOfDirectory(atPath: directory.path).filter { $0.hasSuffix(".txt") }
      .sorted()
    return try paths.map { path in
      let text = try String(contentsOf: directory.appending(path: path), encoding: .utf8)
      let gold = directory.appending(path: path.dropLast(4) + ".gold.yaml")
      return try article(String(path.dropLast(4)), text, gold: String(contentsOf: gold, encoding: .utf8))
    }
  }

  private static func article(_ name: String, _ text: String, gold yaml: String) throws -> Article {
    let scalars = Array(text.unicodeScalars)
    let root = try #require(try Yams.compose(yaml: yaml)?.mapping, "\(name) has no gold")
    var article = Article(name: name, text: text, gold: [:], lost: [])
    for (layer, key) in [(Layer.quote, "quotes"), (.claim, "claims")] {
      for node in root[key]?.sequence ?? [] {
        let content = try #require(node["content"]?.string)
        guard let span = place(content, occurrence: node["occurrence"]?.int ?? 1, in: scalars) else {
          article.lost.append(content)
          continue
        }
        let speaker = node["speaker"].flatMap { $0.null == nil ? $0.string : nil }
        let others = node["accept"]?.sequence?.compactMap(\.string) ?? []
        article.gold[layer, default: []].append(
          Record(span: span, speakers: speaker.map { [$0] + others } ?? []))
      }
    }
    return article
  }

  private static func place(_ content: String, occurrence: Int, in text: [Unicode.Scalar]) -> Span? {
    let wanted = Array(content.unicodeScalars)
    guard let first = wanted.first, wanted.count <= text.count else { return nil }
    var left = occurrence
    for start in 0...(text.count - wanted.count) where text[start] == first {
      guard text[start..<start + wanted.count].elementsEqual(wanted) else { continue }
      left -= 1
      if left == 0 { return Span(start: start, end: start + wanted.count) }
    }
    return nil
  }
}
