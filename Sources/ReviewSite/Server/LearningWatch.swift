import Foundation

/// What the engine would gain by learning from the decisions so far.
public struct LearningGain: Sendable, Hashable {
  /// The reviewed articles that it was measured on.
  public var articles: Int
  /// F1 of quotes and of claims, end to end, with the weights as they are.
  public var before: (quotes: Double, claims: Double)
  /// The same with weights that were learnt from the other articles' decisions too.
  public var after: (quotes: Double, claims: Double)

  /// Makes a gain.
  public init(
    articles: Int, before: (quotes: Double, claims: Double), after: (quotes: Double, claims: Double)
  ) {
    self.articles = articles
    self.before = before
    self.after = after
  }

  /// Whether both have the same figures.
  public static func == (a: LearningGain, b: LearningGain) -> Bool {
    a.articles == b.articles && a.before == b.before && a.after == b.after
  }

  /// Hashes the number of articles, which tells most of them apart.
  public func hash(into hasher: inout Hasher) { hasher.combine(articles) }
}

/// Measures what learning from the decisions would gain; `nil` where there are too few articles to tell.
public typealias MeasureLearning = @Sendable () throws -> LearningGain?

/// Measures what `learn` would gain each time that a hundred more records were decided, beside everything else.
final class LearningWatch: Sendable {
  /// What is known.
  struct State: Sendable, Hashable {
    var gain: LearningGain?
    /// How many records were reviewed when it was measured.
    var measuredAt: Int?
    var isMeasuring = false
  }

  /// So many decisions are worth measuring again.
  static let step = 100
  private let state = Locked(State())
  private let queue = DispatchQueue(label: "trichdan.site.learning", qos: .background)
  private let measure: MeasureLearning?
  private let logged: @Sendable (any Error) -> Void

  /// Without `measure` nothing is measured.
  init(_ measure: MeasureLearning?, logged: @escaping @Sendable (any Error) -> Void) {
    self.measure = measure
    self.logged = logged
  }

  /// Whether anything is measured.
  var isPossible: Bool { measure != nil }

  /// What is known by now; begins to measure when enough was decided since.
  func look(reviewed: Int) -> State {
    guard let measure else { return State() }
    let (known, begins): (State, Bool) = state.with { state in
      let isDue = reviewed >= Self.step && reviewed - (state.measuredAt ?? 0) >= Self.step
      guard isDue, !state.isMeasuring else { return (state, false) }
      state.isMeasuring = true
      state.measuredAt = reviewed
      return (state, true)
    }
    if begins {
      queue.async { [self] in
        let gain: LearningGain?
        do { gain = try measure() } catch {
          logged(error)
          gain = nil
        }
        state.with {
          if let gain { $0.gain = gain }
          $0.isMeasuring = false
        }
      }
    }
    return known
  }
}
