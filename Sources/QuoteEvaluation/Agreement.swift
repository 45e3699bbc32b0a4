import QuoteEngine

/// A quote or claim with what one reviewer decided about it.
public struct JudgedRecord: Sendable, Hashable {
  /// What was decided.
  public enum Judgement: String, Sendable, Hashable, CaseIterable {
    /// It is one, as it stands or corrected.
    case kept
    /// It is none.
    case rejected
    /// Nobody has decided.
    case undecided
  }

  /// The layer in which the machine had it, or a person added it.
  public var firstLayer: Layer
  /// Where the machine had it, or a person added it; by this two reviewers' records are brought together.
  public var firstSpan: Span
  /// Whether the reviewer added it.
  public var isAdded: Bool
  /// What was decided.
  public var judgement: Judgement
  /// What it is now.
  public var kind: RecordKind
  /// Where it stands now, in code points.
  public var span: Span
  /// Who speaks.
  public var speaker: String?

  /// Makes a record.
  public init(
    firstLayer: Layer, firstSpan: Span, isAdded: Bool, judgement: Judgement, kind: RecordKind, span: Span,
    speaker: String?
  ) {
    self.firstLayer = firstLayer
    self.firstSpan = firstSpan
    self.isAdded = isAdded
    self.judgement = judgement
    self.kind = kind
    self.span = span
    self.speaker = speaker
  }
}

/// An article as one reviewer left it.
public struct JudgedArticle: Sendable, Hashable {
  /// The article's key.
  public var id: String
  /// The text that every span counts.
  public var text: String
  /// The records.
  public var records: [JudgedRecord]

  /// Makes an article.
  public init(id: String, text: String, records: [JudgedRecord]) {
    self.id = id
    self.text = text
    self.records = records
  }

  /// Whether the reviewer has decided about anything in it.
  public var isReviewed: Bool { records.contains { $0.judgement != .undecided } }
}

/// How far two people put the same things into the same categories, beyond what chance would do: Cohen's kappa (J.
/// Cohen, “A coefficient of agreement for nominal scales”, 1960).
public struct Kappa: Sendable, Hashable {
  /// How many things both have judged.
  public var count: Int
  /// How many of them both put into one category.
  public var agreed: Int
  /// The share that chance would make agree, from how often each uses each category; 0 with nothing judged.
  public var expected: Double

  /// The share that agrees; 0 with nothing judged.
  public var observed: Double { count > 0 ? Double(agreed) / Double(count) : 0 }

  /// From 1 (all the same) over 0 (no better than chance) down; `nil` where nothing was judged, or where both put
  /// everything into one category, so that there is nothing to tell from chance.
  public var value: Double? {
    count > 0 && expected < 1 ? (observed - expected) / (1 - expected) : nil
  }

  /// Takes the pairs of categories.
  public init<Category: Hashable>(_ pairs: [(Category, Category)]) {
    count = pairs.count
    agreed = 0
    var first: [Category: Int] = [:]
    var second: [Category: Int] = [:]
    for (a, b) in pairs {
      if a == b { agreed += 1 }
      first[a, default: 0] += 1
      second[b, default: 0] += 1
    }
    // In whole numbers, so that one category for all comes to exactly 1.
    let products = first.reduce(0) { $0 + $1.value * second[$1.key, default: 0] }
    expected = count > 0 ? Double(products) / Double(count * count) : 0
  }
}

/// How far two reviewers of the same articles agree.
public struct Agreement: Sendable {
  /// The figures of a layer.
  public struct Figures: Sendable, Hashable {
    /// Kept or rejected, over the records about which both decided.
    public var judgement: Kappa
    /// Who speaks, over the records that both kept.
    public var speaker: Kappa
    /// The second reviewer's kept records measured against the first's; F1 is the same the other way round.
    public var score: Score
  }

  /// The figures by layer.
  public private(set) var layers: [Layer: Figures] = [:]
  /// The judgements of both layers together.
  public private(set) var judgement: Kappa
  /// The speakers of both layers together.
  public private(set) var speaker: Kappa
  /// The articles in which both have decided about something.
  public private(set) var articles = 0
  /// The articles that only one of them has, or whose text differs.
  public private(set) var unlike = 0

  /// Compares two reviewers.
  ///
  /// Counted are the articles that both have, with the same text, and in which each has decided about something. A
  /// record about which only one has decided is not counted; one that a reviewer added counts against the other, who
  /// did not find it missing.
  public init(_ first: [String: JudgedArticle], _ second: [String: JudgedArticle]) {
    var judgements: [Layer: [(JudgedRecord.Judgement, JudgedRecord.Judgement)]] = [:]
    var speakers: [Layer: [(String, String)]] = [:]
    var gold: [GoldArticle] = []
    var predictions: [String: Prediction] = [:]
    for (key, one) in first.sorted(by: { $0.key < $1.key }) {
      guard let other = second[key], other.text.utf8.elementsEqual(one.text.utf8) else {
        unlike += 1
        continue
      }
      guard one.isReviewed, other.isReviewed else { continue }
      articles += 1
      let pairs = Self.pairs(one, other)
      for case (let a?, let b?) in pairs where a.judgement != .undecided && b.judgement != .undecided {
        judgements[a.firstLayer, default: []].append((a.judgement, b.judgement))
        if a.judgement == .kept, b.judgement == .kept {
          speakers[a.firstLayer, default: []].append((Self.name(a), Self.name(b)))
        }
      }
      func kept(_ pair: (JudgedRecord?, JudgedRecord?), _ own: JudgedRecord?) -> JudgedRecord? {
        guard let own, own.judgement == .kept else { return nil }
        // What the other has not come to yet says nothing about agreement; what only one program proposed neither.
        if pair.0?.judgement == .undecided || pair.1?.judgement == .undecided { return nil }
        if pair.0 == nil || pair.1 == nil { return own.isAdded ? own : nil }
        return own
      }
      let ours = pairs.compactMap { kept($0, $0.0) }
      let theirs = pairs.compactMap { kept($0, $0.1) }
      func records(_ layer: Layer) -> [GoldRecord] {
        ours.filter { $0.kind.layer == layer }.map {
          GoldRecord(span: $0.span, kind: $0.kind, speaker: $0.speaker)
        }
      }
      func predicted(_ layer: Layer) -> [PredictedRecord] {
        theirs.filter { $0.kind.layer == layer }.map {
          PredictedRecord(span: $0.span, kind: $0.kind, speaker: $0.speaker)
        }
      }
      gold.append(
        GoldArticle(id: key, text: one.text, quotes: records(.quote), claims: records(.claim)))
      predictions[key] = Prediction(quotes: predicted(.quote), claims: predicted(.claim))
    }
    unlike += second.keys.filter { first[$0] == nil }.count
    let scores = Evaluation(gold: gold, predictions: predictions).layers
    for layer in Layer.allCases {
      guard let score = scores[layer] else { continue }
      layers[layer] = Figures(
        judgement: Kappa(judgements[layer] ?? []), speaker: Kappa(speakers[layer] ?? []), score: score)
    }
    judgement = Kappa(Layer.allCases.flatMap { judgements[$0] ?? [] })
    speaker = Kappa(Layer.allCases.flatMap { speakers[$0] ?? [] })
  }

  private struct Place: Hashable {
    var layer: Layer
    var span: Span
  }

  /// The records of both, those with one first place together.
  private static func pairs(
    _ one: JudgedArticle, _ other: JudgedArticle
  ) -> [(JudgedRecord?, JudgedRecord?)] {
    var waiting: [Place: [JudgedRecord]] = [:]
    func place(_ record: JudgedRecord) -> Place { Place(layer: record.firstLayer, span: record.firstSpan) }
    for record in other.records.reversed() { waiting[place(record), default: []].append(record) }
    var pairs: [(JudgedRecord?, JudgedRecord?)] = one.records.map { ($0, waiting[place($0)]?.popLast()) }
    for record in other.records where waiting[place(record)]?.isEmpty == false {
      pairs.append((nil, waiting[place(record)]?.popLast()))
    }
    return pairs
  }

  private static func name(_ record: JudgedRecord) -> String {
    record.speaker.map(SpeakerComparison.normalized) ?? ""
  }
}
