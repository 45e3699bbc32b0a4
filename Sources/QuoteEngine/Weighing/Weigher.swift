import Foundation

/// Adds up the features of the candidates of one decision after the other. An engine has one for each model.
///
///     weigher.begin()
///     weigher.candidate()          // the first candidate
///     weigher.add(features.isWhole)
///     weigher.candidate()          // the second one
///     …
///     let best = weigher.best      // index and probability
final class Weigher {
  /// The weights of the space's features; memory of this engine's own, so that threads share nothing.
  private var weights = PlainArray<Double>()
  private var features = PlainArray<Int32>()
  /// Candidate `i` has the features from `starts[i]` on.
  private var starts = PlainArray<Int32>()
  private var scores = PlainArray<Double>()

  init(_ model: LinearModel) {
    for weight in model.weights { weights.append(weight) }
  }

  deinit {
    weights.deallocate()
    features.deallocate()
    starts.deallocate()
    scores.deallocate()
  }

  /// Opens a decision.
  func begin() {
    features.removeAll()
    starts.removeAll()
    scores.removeAll()
  }

  /// Opens a candidate.
  func candidate() {
    starts.append(Int32(features.count))
    scores.append(0)
  }

  /// Gives the candidate a feature.
  @inline(__always)
  func add(_ feature: Int32) {
    features.append(feature)
    scores[scores.count - 1] += weights[Int(feature)]
  }

  /// Gives the candidate a feature where something holds.
  @inline(__always)
  func add(_ feature: Int32, if holds: Bool) {
    if holds { add(feature) }
  }

  /// How many candidates there are.
  var count: Int { scores.count }

  /// The score of a candidate.
  func score(_ candidate: Int) -> Double { scores[candidate] }

  /// The candidate with the highest score, and its probability among all and, unless `mustChoose`, none of them. Of
  /// equals the first.
  func best(mustChoose: Bool) -> Choice? {
    guard scores.count > 0 else { return nil }
    var best = 0
    var second = -1
    for index in 1..<max(1, scores.count) {
      if scores[index] > scores[best] {
        second = best
        best = index
      } else if second < 0 || scores[index] > scores[second] {
        second = index
      }
    }
    let top = max(scores[best], mustChoose ? -.infinity : 0)
    var sum = mustChoose ? 0 : exp(-top)
    for index in 0..<scores.count { sum += exp(scores[index] - top) }
    return Choice(
      index: best, probability: exp(scores[best] - top) / sum, runnerUp: second,
      runnerUpProbability: second < 0 ? 0 : exp(scores[second] - top) / sum)
  }

  /// The share of a candidate where one of them has to be chosen.
  func probability(of candidate: Int) -> Double {
    var top = -Double.infinity
    for index in 0..<scores.count { top = max(top, scores[index]) }
    var sum = 0.0
    for index in 0..<scores.count { sum += exp(scores[index] - top) }
    return exp(scores[candidate] - top) / sum
  }

  /// What was decided.
  struct Choice {
    /// The candidate.
    var index: Int
    /// Its share.
    var probability: Double
    /// The next best candidate, or -1.
    var runnerUp: Int
    /// Its share.
    var runnerUpProbability: Double
  }

  /// The features of a candidate.
  func features(of candidate: Int) -> [Int32] {
    let end = candidate + 1 < starts.count ? Int(starts[candidate + 1]) : features.count
    return Array(features.buffer[Int(starts[candidate])..<end])
  }

  /// The features of a candidate that weigh most for it, heaviest first; of those that speak for it.
  func heaviest(of candidate: Int, _ number: Int) -> [(feature: Int32, weight: Double)] {
    var all: [(feature: Int32, weight: Double)] = []
    for feature in features(of: candidate) { all.append((feature, weights[Int(feature)])) }
    all.sort { a, b in
      if a.weight == b.weight { return a.feature < b.feature }
      return a.weight > b.weight
    }
    return Array(all.prefix(number))
  }
}
