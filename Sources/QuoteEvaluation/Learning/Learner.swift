import QuoteEngine

/// Learns the engine's weights from gold articles.
///
/// The engine annotates each article under the weights so far and records its decisions; the gold says which candidates
/// were right; the weights are learnt anew. Later decisions build on earlier ones, so this is done in a few rounds.
public struct Learner {
  /// The library whose forms and lexicons make the candidates.
  public var library: PatternLibrary
  /// The trainer of each model.
  public var trainers: [ModelName: Trainer]
  /// How often articles are annotated and weights learnt.
  public var rounds: Int

  /// Makes a learner.
  public init(library: PatternLibrary, trainers: [ModelName: Trainer] = usualTrainers, rounds: Int = 4) {
    self.library = library
    self.trainers = trainers
    self.rounds = rounds
  }

  /// The trainers that did best in cross-validation.
  public static let usualTrainers: [ModelName: Trainer] = [
    .quote: Trainer(ridge: 1.5), .source: Trainer(ridge: 2), .mention: Trainer(ridge: 1),
    .claim: Trainer(ridge: 1.5), .claimEnd: Trainer(ridge: 1.5), .claimSource: Trainer(ridge: 2),
    .phraseEnd: Trainer(ridge: 1.5),
  ]

  /// What was learnt: the models, and how often each feature was seen.
  public struct Lesson {
    /// The models with the weights.
    public var models: Models
    /// For each model how many candidates had each feature.
    public var counts: [ModelName: [Int]]
    /// For each model the number of decisions that it was learnt from.
    public var decisions: [ModelName: Int]

    /// The files of weights, with what they were learnt from and the cross-validated figures at their heads.
    public func files(articles: Int, folds: Int, figures: Evaluation) -> [WeightFile] {
      ModelName.allCases.compactMap { name in
        guard let model = models.all[name], let counts = counts[name] else { return nil }
        var lines: [WeightFile.Line] = []
        for (index, feature) in model.space.names.enumerated() where model.weights[index] != 0 {
          lines.append(WeightFile.Line(feature: feature, weight: model.weights[index], count: counts[index]))
        }
        let head =
          [
            "\(name.rawValue).tsv: learnt from \(decisions[name] ?? 0) decisions in \(articles) annotated articles;",
            "cross-validated in \(folds) folds by article:",
          ] + LearningReport.text(figures).split(separator: "\n").map(String.init) + [
            "feature, weight, times seen"
          ]
        return WeightFile(name: "weights/\(name.rawValue).tsv", head: head, lines: lines)
      }
    }
  }

  /// Learns from articles, beginning with the weights of `start`.
  public func learn(from articles: [GoldArticle], start: Models) -> Lesson {
    var lesson = Lesson(models: start, counts: [:], decisions: [:])
    for _ in 0..<rounds {
      let engine = QuoteEngine(library: library, models: lesson.models)
      engine.isRecording = true
      var examples: [ModelName: [TrainingExample]] = [:]
      for (number, article) in articles.enumerated() {
        _ = engine.annotate(article.text)
        collect(engine.decisions, article, number, &examples)
      }
      for name in ModelName.allCases {
        guard let model = lesson.models.all[name], let found = examples[name] else { continue }
        let (weights, counts) = (trainers[name] ?? Trainer()).learn(found, features: model.space.count)
        lesson.models = lesson.models.replacing(name, with: LinearModel(space: model.space, weights: weights))
        lesson.counts[name] = counts
        lesson.decisions[name] = found.count
      }
    }
    return lesson
  }

  /// Predictions for each article by weights that were learnt from the other folds.
  ///
  /// `show` is told which fold begins, from 1. An article that is given twice is in the same fold each time.
  public func crossValidate(
    _ articles: [GoldArticle], folds: Int, start: Models, show: (Int) -> Void = { _ in }
  ) -> [String: Prediction] {
    var out: [String: Prediction] = [:]
    let fold = Self.folds(of: articles, folds)
    for number in 0..<folds {
      show(number + 1)
      let lesson = learn(
        from: articles.indices.filter { fold[$0] != number }.map { articles[$0] }, start: start)
      let engine = QuoteEngine(library: library, models: lesson.models)
      for (index, article) in articles.enumerated() where fold[index] == number {
        out[article.id] = Prediction(engine.annotate(article.text))
      }
    }
    return out
  }

  /// The fold of each article: in turn, but for one that was there before, which goes where it went then.
  static func folds(of articles: [GoldArticle], _ count: Int) -> [Int] {
    var known: [String: Int] = [:]
    return articles.map { article in
      if let fold = known[article.id] { return fold }
      let fold = known.count % count
      known[article.id] = fold
      return fold
    }
  }

  /// The candidates that name the gold's speaker.
  private func named(_ decision: WeighedDecision, _ record: GoldRecord) -> [Int] {
    decision.candidates.indices.filter {
      SpeakerComparison.isRight(
        decision.candidates[$0].speaker, speaker: record.speaker, accept: record.accept)
    }
  }

  /// Whether two stretches of words name the speaker at the same place: one holds the other, and most of it.
  private func isSame(_ own: String, _ gold: String) -> Bool {
    let a = SpeakerComparison.normalized(own)
    let b = SpeakerComparison.normalized(gold)
    guard !a.isEmpty, !b.isEmpty else { return false }
    return a == b || b.hasSuffix(a) || a.hasSuffix(b) || b.hasPrefix(a) || a.hasPrefix(b)
  }

  /// Turns decisions into examples by what the gold says.
  func collect(
    _ decisions: [WeighedDecision], _ article: GoldArticle, _ number: Int,
    _ examples: inout [ModelName: [TrainingExample]]
  ) {
    for (name, found) in ClaimExamples(article).examples(decisions, article: number) {
      examples[name, default: []] += found
    }
    let text = Array(article.text.unicodeScalars)
    let quotes = article.quotes.map { (SpanMatching.trimmed($0.span, in: text), $0) }
    let claims = article.claims.map { (SpanMatching.trimmed($0.span, in: text), $0) }
    let others = article.notQuotes.map { SpanMatching.trimmed($0, in: text) }
    func matching(_ span: Span, _ layer: Layer) -> GoldRecord? {
      let own = SpanMatching.trimmed(span, in: text)
      var best: (share: Double, record: GoldRecord)?
      for (other, record) in layer == .quote ? quotes : claims {
        let share = SpanMatching.overlap(own, other)
        if share >= 0.5, share > best?.share ?? 0 { best = (share, record) }
      }
      return best?.record
    }
    for decision in decisions {
      var right: [Int] = []
      switch decision.model {
      case .quote:
        if matching(decision.span, decision.layer) != nil {
          right = [0]
        } else {
          // The paper's own questions and text that the annotators passed over are neither.
          let own = SpanMatching.trimmed(decision.span, in: text)
          if !others.contains(where: { SpanMatching.overlap(own, $0) >= 0.5 }),
            article.isPartial || decision.span.end - decision.span.start > 200
          {
            continue
          }
        }
      case .source, .claimSource:
        guard let record = matching(decision.span, decision.layer) else { continue }
        // The gold's own words for the speaker tell more than the name, which rests on further decisions.
        if let source = record.source {
          let own = SpeakerComparison.normalized(source)
          right = decision.candidates.indices.filter {
            SpeakerComparison.normalized(decision.candidates[$0].source) == own
          }
        }
        if right.isEmpty, let source = record.source {
          right = decision.candidates.indices.filter { isSame(decision.candidates[$0].source, source) }
        }
        if right.isEmpty { right = named(decision, record) }
        if right.isEmpty { continue }
      case .mention:
        guard let record = matching(decision.span, decision.layer) else { continue }
        if let source = record.source, let own = decision.candidates.first?.source, !isSame(own, source) {
          continue
        }
        right = named(decision, record)
        if right.isEmpty { continue }
      case .phraseEnd:
        // A phrase is as long as the gold's words for it; where the gold has no words there, as the speaker's name.
        guard decision.candidates.count > 1, let record = matching(decision.span, decision.layer) else {
          continue
        }
        let words = SpeakerComparison.normalized(record.source ?? record.speaker ?? "")
        right = decision.candidates.indices.filter {
          SpeakerComparison.normalized(decision.candidates[$0].source) == words
        }
        if right.isEmpty { continue }
      case .claim, .claimEnd:
        continue
      }
      examples[decision.model, default: []].append(
        TrainingExample(
          candidates: decision.candidates.map(\.features), right: right, mustChoose: decision.mustChoose,
          article: number))
    }
  }
}
