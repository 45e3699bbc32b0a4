import QuoteEngine

/// Labels the engine's decisions on claims by the gold.
///
/// A gold claim belongs to the one candidate that reads it best: the one that begins where it begins, however far it
/// may run, since where it ends is another decision.
struct ClaimExamples {
  private let text: [Unicode.Scalar]
  private let gold: [Span]
  /// Clauses that somebody said are no claims, where only some records were looked at; else `nil`.
  private let refused: [Span]?

  init(_ article: GoldArticle) {
    text = Array(article.text.unicodeScalars)
    let text = self.text
    gold = article.claims.map { SpanMatching.trimmed($0.span, in: text) }
    refused = article.isPartial ? article.notClaims.map { SpanMatching.trimmed($0, in: text) } : nil
  }

  /// The examples in `decisions`; `article` is the article's number, by which folds are cut.
  func examples(_ decisions: [WeighedDecision], article: Int) -> [ModelName: [TrainingExample]] {
    let claims = decisions.indices.filter { decisions[$0].model == .claim }
    var pairs: [(share: Double, gold: Int, decision: Int, candidate: Int)] = []
    for decision in claims {
      for (place, candidate) in decisions[decision].candidates.enumerated() {
        guard let span = candidate.span else { continue }
        let own = SpanMatching.trimmed(span, in: text)
        for (number, claim) in gold.enumerated() {
          // Its end is decided later: cut to the gold's, a longer reading is the same claim.
          let cut = SpanMatching.trimmed(
            Span(start: own.start, end: max(own.start, min(own.end, claim.end))), in: text)
          let share = SpanMatching.overlap(cut, claim)
          guard share >= 0.5 else { continue }
          pairs.append((share + (own.start == claim.start ? 0.2 : 0), number, decision, place))
        }
      }
    }
    pairs.sort { a, b in
      if a.share != b.share { return a.share > b.share }
      if a.gold != b.gold { return a.gold < b.gold }
      if a.decision != b.decision { return a.decision > b.decision }
      return a.candidate < b.candidate
    }
    var usedGold = Set<Int>()
    var right: [Int: Int] = [:]
    var claimed: [Int: Int] = [:]
    for pair in pairs where right[pair.decision] == nil && usedGold.insert(pair.gold).inserted {
      right[pair.decision] = pair.candidate
      claimed[pair.decision] = pair.gold
    }
    var out: [ModelName: [TrainingExample]] = [:]
    for decision in claims {
      if let refused, right[decision] == nil {
        let spans = decisions[decision].candidates.compactMap(\.span)
        guard spans.contains(where: { span in refused.contains { SpanMatching.overlap(span, $0) >= 0.5 } })
        else {
          continue
        }
      }
      out[.claim, default: []].append(
        TrainingExample(
          candidates: decisions[decision].candidates.map(\.features),
          right: right[decision].map { [$0] } ?? [],
          mustChoose: false, article: article))
    }
    let begun = Set(claimed.values.map { gold[$0].start })
    let ends = Dictionary(gold.map { ($0.start, $0.end) }, uniquingKeysWith: { first, _ in first })
    for decision in decisions where decision.model == .claimEnd {
      let spans = decision.candidates.map { $0.span.map { SpanMatching.trimmed($0, in: text) } }
      guard let start = spans.lazy.compactMap({ $0 }).first?.start, begun.contains(start),
        let end = ends[start]
      else { continue }
      let right = spans.indices.filter { spans[$0]?.end == end }
      guard !right.isEmpty else { continue }
      out[.claimEnd, default: []].append(
        TrainingExample(
          candidates: decision.candidates.map(\.features), right: right, mustChoose: true, article: article))
    }
    return out
  }
}
