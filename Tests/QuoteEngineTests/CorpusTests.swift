import Foundation
import Testing

@testable import QuoteEngine

/// A tiny score: spans matched one to one where they share at least half, and the speaker's name.
private struct CorpusScore {
  var gold = 0
  var predicted = 0
  var overlap = 0
  var endToEnd = 0

  func f1(_ right: Int) -> Double { gold + predicted > 0 ? 2 * Double(right) / Double(gold + predicted) : 0 }

  init(_ layer: Layer) throws {
    let engine = try Shipped.engine()
    for article in try Corpus.articles() {
      let found = engine.annotate(article.text)
      add(article.gold[layer] ?? [], layer == .quote ? found.quotes : found.claims)
    }
  }

  private mutating func add(_ records: [Corpus.Record], _ found: [Attribution]) {
    gold += records.count
    predicted += found.count
    var pairs: [(share: Double, record: Int, found: Int)] = []
    for (i, record) in records.enumerated() {
      for (j, attribution) in found.enumerated() {
        let share = Self.share(record.span, attribution.content.span)
        if share >= 0.5 { pairs.append((share, i, j)) }
      }
    }
    pairs.sort { $0.share > $1.share }
    var matchedGold = Set<Int>()
    var matchedFound = Set<Int>()
    for pair in pairs where !matchedGold.contains(pair.record) && !matchedFound.contains(pair.found) {
      matchedGold.insert(pair.record)
      matchedFound.insert(pair.found)
      overlap += 1
      if Self.isSame(found[pair.found].speaker?.name, records[pair.record].speakers) { endToEnd += 1 }
    }
  }

  /// Intersection over union.
  private static func share(_ a: Span, _ b: Span) -> Double {
    let both = min(a.end, b.end) - max(a.start, b.start)
    return both > 0 ? Double(both) / Double(max(a.end, b.end) - min(a.start, b.start)) : 0
  }

  private static func isSame(_ name: String?, _ right: [String]) -> Bool {
    guard let name else { return right.isEmpty }
    let bare = Self.bare(name)
    return right.contains { Self.bare($0) == bare || bare.hasSuffix(" " + Self.bare($0)) }
  }

  /// A name without case, marks and the counting word or honorific before it.
  private static func bare(_ name: String) -> String {
    var words = name.lowercased().components(separatedBy: CharacterSet(charactersIn: " \n\"“”‘’'.,()"))
      .filter { !$0.isEmpty }
    if words.count > 1,
      ["những", "các", "vị", "ông", "bà", "anh", "chị", "cô", "em", "cụ"].contains(words[0])
    {
      words.removeFirst()
    }
    return words.joined(separator: " ")
  }
}

@Suite("Corpus")
struct CorpusTests {
  @Test("every gold content stands in its article")
  func goldStandsInTheText() throws {
    let articles = try Corpus.articles()
    #expect(articles.count >= 40)
    for article in articles { #expect(article.lost == [], "\(article.name)") }
  }

  @Test("quotes of the Corpus are found, and given to the right speakers")
  func quotes() throws {
    let score = try CorpusScore(.quote)
    #expect(score.f1(score.overlap) >= 0.88, "\(score)")
    #expect(score.f1(score.endToEnd) >= 0.70, "\(score)")
  }

  @Test("claims of the Corpus are found, and given to the right speakers")
  func claims() throws {
    let score = try CorpusScore(.claim)
    #expect(score.f1(score.overlap) >= 0.80, "\(score)")
    #expect(score.f1(score.endToEnd) >= 0.70, "\(score)")
  }
}
