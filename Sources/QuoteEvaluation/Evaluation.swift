import QuoteEngine

/// Precision, recall and their harmonic mean.
public struct Rates: Sendable, Hashable {
  /// The share of the predicted that is right.
  public var precision: Double
  /// The share of the gold that was found.
  public var recall: Double
  /// The harmonic mean of both.
  public var f1: Double

  /// The rates for so many right of so many; 0 where there is nothing to count.
  public init(right: Int, predicted: Int, gold: Int) {
    precision = predicted > 0 ? Double(right) / Double(predicted) : 0
    recall = gold > 0 ? Double(right) / Double(gold) : 0
    f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
  }

  /// The rates where what is right is counted on both sides, which differ when kinds are told apart.
  init(rightPredicted: Int, predicted: Int, foundGold: Int, gold: Int) {
    precision = predicted > 0 ? Double(rightPredicted) / Double(predicted) : 0
    recall = gold > 0 ? Double(foundGold) / Double(gold) : 0
    f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
  }
}

/// The figures of one layer, or of one kind within it.
public struct Score: Sendable, Hashable {
  /// How many records the gold has.
  public var gold: Int
  /// How many records were predicted.
  public var predicted: Int
  /// Spans equal after marks, spaces and end punctuation are trimmed.
  public var exact: Rates
  /// Spans that share at least half, one to one.
  public var overlap: Rates
  /// Of the records matched by overlap, the share with the right speaker.
  public var speaker: Double
  /// Matched by overlap and with the right speaker.
  public var endToEnd: Rates
}

/// How many records of one sort there are and how many of them are right: matched by overlap, with the right
/// speaker.
public struct Reliability: Sendable, Hashable {
  /// The records.
  public var count = 0
  /// The right ones.
  public var right = 0
  /// The sum of the confidences that they were given.
  var confidence = 0.0

  /// The share of right ones; 0 when there is none.
  public var share: Double { count > 0 ? Double(right) / Double(count) : 0 }
  /// The mean of the confidences that they were given.
  public var meanConfidence: Double { count > 0 ? confidence / Double(count) : 0 }
}

/// One thing that went wrong, with its surroundings.
public struct EvaluationError: Sendable, Hashable {
  /// What went wrong.
  public enum Fault: String, Sendable, CaseIterable {
    case missed, spurious
    case wrongSpeaker = "speaker"
    case notRejected = "no quote"
  }
  /// The article's key.
  public var article: String
  /// The layer.
  public var layer: Layer
  /// What went wrong.
  public var fault: Fault
  /// Where, in code points.
  public var span: Span
  /// The words there.
  public var text: String
  /// The text round them, with the words between ⟦ and ⟧.
  public var context: String
  /// The gold's speaker.
  public var gold: String?
  /// The predicted speaker.
  public var predicted: String?
  /// The gold's cue.
  public var cue: String?
  /// The form that fired.
  public var pattern: String?
}

/// Predictions measured against gold annotations.
public struct Evaluation: Sendable {
  /// The figures of each layer.
  public private(set) var layers: [Layer: Score] = [:]
  /// The figures of each kind. A found record counts for recall by its gold kind, for precision by its
  /// predicted kind.
  public private(set) var kinds: [RecordKind: Score] = [:]
  /// How many marked stretches the gold has that are no quotes.
  public private(set) var notQuotes = 0
  /// How many of them were predicted as quotes.
  public private(set) var notQuotesTaken = 0
  /// Predicted records by tenths of confidence: entry 0 is below 0.1, entry 9 is 0.9 to 1.
  public private(set) var tenths = Array(repeating: Reliability(), count: 10)
  /// Predicted records by the layer and form that made them.
  public private(set) var forms: [Form: Reliability] = [:]
  /// Everything that went wrong, by layer in the order of the articles.
  public private(set) var errors: [EvaluationError] = []

  /// A form within a layer.
  public struct Form: Sendable, Hashable {
    /// The layer of the records.
    public var layer: Layer
    /// The form's id.
    public var pattern: String
  }

  /// The share of the marked stretches that are no quotes and were not predicted as one; 1 when there is none.
  public var notQuotesRejected: Double {
    notQuotes > 0 ? 1 - Double(notQuotesTaken) / Double(notQuotes) : 1
  }

  /// Measures the predictions for `gold`; an article without one counts as predicted empty.
  public init(gold: [GoldArticle], predictions: [String: Prediction]) {
    var totals: [Layer: Tally] = [:]
    var byKind: [RecordKind: Tally] = [:]
    for layer in Layer.allCases {
      var total = Tally()
      for article in gold {
        measure(article, layer, predictions[article.id]?.records(of: layer) ?? [], &total, &byKind)
      }
      totals[layer] = total
    }
    layers = totals.mapValues(\.score)
    kinds = byKind.mapValues(\.score)
  }

  private mutating func measure(
    _ article: GoldArticle, _ layer: Layer, _ predicted: [PredictedRecord], _ total: inout Tally,
    _ byKind: inout [RecordKind: Tally]
  ) {
    let text = Array(article.text.unicodeScalars)
    let gold = article.records(of: layer)
    let goldSpans = gold.map { SpanMatching.trimmed($0.span, in: text) }
    let spans = predicted.map { SpanMatching.trimmed($0.span, in: text) }
    let exact = Set(goldSpans).intersection(spans)
    total.gold += gold.count
    total.predicted += predicted.count
    total.exactGold += exact.count
    total.exactPredicted += exact.count

    var matched: [Int: Int] = [:]
    var found = Set<Int>()
    var right = Set<Int>()
    for pair in SpanMatching.pairs(goldSpans, spans) {
      matched[pair.predicted] = pair.gold
      found.insert(pair.gold)
      let record = gold[pair.gold]
      let isRight = SpeakerComparison.isRight(
        predicted[pair.predicted].speaker, speaker: record.speaker, accept: record.accept)
      if isRight {
        right.insert(pair.predicted)
      } else {
        errors.append(
          error(
            article, text, layer, .wrongSpeaker, goldSpans[pair.gold], gold: record, predicted[pair.predicted]
          ))
      }
      if let kind = record.kind {
        byKind[kind, default: Tally()].overlapGold += 1
        if isRight { byKind[kind, default: Tally()].rightGold += 1 }
      }
      if let kind = predicted[pair.predicted].kind {
        byKind[kind, default: Tally()].overlapPredicted += 1
        if isRight { byKind[kind, default: Tally()].rightPredicted += 1 }
      }
    }
    total.overlapGold += found.count
    total.overlapPredicted += found.count
    total.rightGold += right.count
    total.rightPredicted += right.count

    for (index, record) in gold.enumerated() {
      if let kind = record.kind {
        byKind[kind, default: Tally()].gold += 1
        if exact.contains(goldSpans[index]) { byKind[kind, default: Tally()].exactGold += 1 }
      }
      if !found.contains(index) {
        errors.append(error(article, text, layer, .missed, goldSpans[index], gold: record, nil))
      }
    }
    for (index, record) in predicted.enumerated() {
      if let kind = record.kind {
        byKind[kind, default: Tally()].predicted += 1
        if exact.contains(spans[index]) { byKind[kind, default: Tally()].exactPredicted += 1 }
      }
      let isRight = right.contains(index)
      if let confidence = record.confidence, confidence.isFinite {
        let tenth = max(0, min(9, Int((confidence * 10).rounded(.down))))
        tenths[tenth].add(isRight, confidence)
      }
      if let pattern = record.pattern {
        forms[Form(layer: layer, pattern: pattern), default: Reliability()].add(
          isRight, record.confidence ?? 0)
      }
      if matched[index] == nil {
        errors.append(error(article, text, layer, .spurious, spans[index], gold: nil, record))
      }
    }
    guard layer == .quote else { return }
    for stretch in article.notQuotes {
      let span = SpanMatching.trimmed(stretch, in: text)
      notQuotes += 1
      if let taken = spans.firstIndex(where: { SpanMatching.overlap(span, $0) >= 0.5 }) {
        notQuotesTaken += 1
        errors.append(error(article, text, layer, .notRejected, span, gold: nil, predicted[taken]))
      }
    }
  }

  private func error(
    _ article: GoldArticle, _ text: [Unicode.Scalar], _ layer: Layer, _ fault: EvaluationError.Fault,
    _ span: Span,
    gold: GoldRecord?, _ predicted: PredictedRecord?
  ) -> EvaluationError {
    func words(_ start: Int, _ end: Int) -> String {
      String(String.UnicodeScalarView(text[max(0, start)..<min(text.count, max(start, end))]))
    }
    let width = 80
    let context =
      words(max(0, span.start - width), span.start) + "⟦" + words(span.start, span.end) + "⟧"
      + words(span.end, min(text.count, span.end + width))
    return EvaluationError(
      article: article.id, layer: layer, fault: fault, span: span, text: words(span.start, span.end),
      context: context.replacing("\n", with: " "), gold: gold?.speaker, predicted: predicted?.speaker,
      cue: gold?.cue, pattern: predicted?.pattern)
  }

  /// Counts from which a score is made.
  private struct Tally {
    var gold = 0
    var predicted = 0
    var exactGold = 0
    var exactPredicted = 0
    var overlapGold = 0
    var overlapPredicted = 0
    var rightGold = 0
    var rightPredicted = 0

    var score: Score {
      func rates(_ predictedHits: Int, _ goldHits: Int) -> Rates {
        Rates(rightPredicted: predictedHits, predicted: predicted, foundGold: goldHits, gold: gold)
      }
      return Score(
        gold: gold, predicted: predicted, exact: rates(exactPredicted, exactGold),
        overlap: rates(overlapPredicted, overlapGold),
        speaker: overlapPredicted > 0 ? Double(rightPredicted) / Double(overlapPredicted) : 0,
        endToEnd: rates(rightPredicted, rightGold))
    }
  }
}

extension Reliability {
  mutating func add(_ isRight: Bool, _ confidence: Double) {
    count += 1
    if isRight { right += 1 }
    self.confidence += confidence
  }
}
