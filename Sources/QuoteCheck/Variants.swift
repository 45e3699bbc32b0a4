import ArticleReader
import QuoteEngine
import VietnameseText

/// How other articles printed an utterance.
public struct QuoteVariant: Sendable {
  /// The article.
  public var article: Article
  /// The quote or claim in it.
  public var record: Attribution
  /// The share of words on which the two agree, 0 to 1.
  public var score: Double
  /// The utterance (`source`) against this wording (`quote`).
  public var diff: [DiffStep]
}

/// Finds the same utterance in other articles: near-duplicates by the word pairs that they share, looked up in the source's
/// index, so that no two records are compared that share nothing.
public struct VariantFinder {
  private let source: any CheckSource
  private static let articleLimit = 200
  private static let leastScore = 0.4

  /// Makes a finder that looks in `source`.
  public init(source: any CheckSource) { self.source = source }

  /// The wordings of `utterance` in other articles than `article`, the nearest first; one an article at most.
  public func variants(of utterance: String, in article: String) throws -> [QuoteVariant] {
    let original = ComparedText(Normalization.nfc(utterance))
    guard original.count > 1 else { return [] }
    var out: [QuoteVariant] = []
    for other in try source.candidates(
      for: WordPairs(of: Normalization.nfc(utterance)), limit: Self.articleLimit)
    where other.id != article {
      let annotations = try source.annotations(of: other)
      var best: QuoteVariant?
      for record in annotations.quotes + annotations.claims {
        let wording = ComparedText(record.content.text)
        guard let changes = Self.compare(wording, with: original) else { continue }
        // Of a quote and the claim that holds it, the one that agrees more.
        guard changes.score >= Self.leastScore, changes.score > best?.score ?? 0 else { continue }
        best = QuoteVariant(
          article: other, record: record, score: changes.score,
          diff: changes.steps.map { step in
            DiffStep(
              kind: step.isEqual
                ? .equal : step.quote.isEmpty ? .omitted : step.source.isEmpty ? .added : .replaced,
              source: original.text(step.source), quote: wording.text(step.quote), span: nil)
          })
      }
      if let best { out.append(best) }
    }
    return out.sorted { ($1.score, $0.article.id) < ($0.score, $1.article.id) }
  }

  /// The changes that make `wording` of `original`, from beginning to end; `nil` when the two have next to nothing in common.
  private static func compare(_ wording: ComparedText, with original: ComparedText) -> Changes? {
    guard wording.count > 0, wording.count * original.count <= WordAlignment.largestTable else { return nil }
    var alignment = WordAlignment(
      quote: wording.exact[...], source: original.exact, window: 0..<original.count)
    guard alignment.equalCount * 2 >= min(wording.count, original.count), alignment.equalCount > 1,
      let place = alignment.place
    else { return nil }
    // What the wording leaves out at the ends belongs to the comparison.
    var steps: [WordAlignment.Step] = []
    if place.lowerBound > 0 {
      steps.append(.init(source: 0..<place.lowerBound, quote: 0..<0, isEqual: false))
    }
    steps += alignment.steps
    if place.upperBound < original.count {
      steps.append(
        .init(source: place.upperBound..<original.count, quote: wording.count..<wording.count, isEqual: false)
      )
    }
    alignment = WordAlignment(steps: steps, share: alignment.share)
    return Changes(alignment, quote: wording, source: original, .empty, folded: false)
  }
}
