import Foundation

/// Learns the weights of a log-linear model: those under which the right answers are likeliest, with a penalty on the
/// squares of the weights (ridge), found by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5).
///
/// Everything is added up in one order and the result is rounded to thousandths, so that the same examples give
/// the same weights.
public struct Trainer: Sendable {
  /// The penalty: half of it times the sum of the squares is added to the loss.
  public var ridge: Double
  /// Features that fewer candidates have weigh nothing: too rarely seen to be believed.
  public var leastCount: Int
  /// The most steps.
  public var steps: Int

  /// Makes a trainer.
  public init(ridge: Double = 1, leastCount: Int = 3, steps: Int = 120) {
    self.ridge = ridge
    self.leastCount = leastCount
    self.steps = steps
  }

  /// The weights of `features` features, with how many candidates have each.
  public func learn(_ examples: [TrainingExample], features: Int) -> (weights: [Double], counts: [Int]) {
    var counts = Array(repeating: 0, count: features)
    for example in examples {
      for candidate in example.candidates { for feature in candidate { counts[Int(feature)] += 1 } }
    }
    // Only decisions with both a right and a wrong answer teach anything.
    let used = examples.filter { !$0.mustChoose || !$0.right.isEmpty && $0.right.count < $0.candidates.count }
    let isUsed = counts.map { $0 >= leastCount }
    var weights = Array(repeating: 0.0, count: features)
    guard !used.isEmpty else { return (weights, counts) }
    var gradient = Array(repeating: 0.0, count: features)
    var loss = self.loss(used, weights, isUsed, &gradient)
    var history: [(s: [Double], y: [Double], rho: Double)] = []
    for _ in 0..<steps {
      var direction = gradient.map { -$0 }
      var alphas: [Double] = []
      for (s, y, rho) in history.reversed() {
        let alpha = rho * dot(s, direction)
        alphas.append(alpha)
        for index in direction.indices { direction[index] -= alpha * y[index] }
      }
      if let last = history.last {
        let scale = dot(last.s, last.y) / dot(last.y, last.y)
        for index in direction.indices { direction[index] *= scale }
      } else {
        let norm = dot(gradient, gradient).squareRoot()
        if norm > 0 { for index in direction.indices { direction[index] /= norm } }
      }
      for ((s, y, rho), alpha) in zip(history, alphas.reversed()) {
        let beta = rho * dot(y, direction)
        for index in direction.indices { direction[index] += s[index] * (alpha - beta) }
      }
      let slope = dot(gradient, direction)
      guard slope < 0 else { break }
      var step = 1.0
      var next = weights
      var nextGradient = gradient
      var nextLoss = loss
      var isBetter = false
      for _ in 0..<30 {
        for index in weights.indices { next[index] = weights[index] + step * direction[index] }
        nextLoss = self.loss(used, next, isUsed, &nextGradient)
        if nextLoss <= loss + 1e-4 * step * slope {
          isBetter = true
          break
        }
        step /= 2
      }
      guard isBetter else { break }
      let s = zip(next, weights).map { $0 - $1 }
      let y = zip(nextGradient, gradient).map { $0 - $1 }
      let sy = dot(s, y)
      if sy > 1e-10 {
        history.append((s, y, 1 / sy))
        if history.count > 10 { history.removeFirst() }
      }
      let gain = loss - nextLoss
      weights = next
      gradient = nextGradient
      loss = nextLoss
      if gain < 1e-7 * max(1, abs(loss)) { break }
    }
    return (weights.map { ($0 * 1000).rounded() / 1000 }, counts)
  }

  /// The negative logarithm of the likelihood of the right answers with the penalty, and its gradient.
  private func loss(
    _ examples: [TrainingExample], _ weights: [Double], _ isUsed: [Bool], _ gradient: inout [Double]
  ) -> Double {
    var loss = 0.0
    for index in weights.indices {
      gradient[index] = isUsed[index] ? ridge * weights[index] : 0
      loss += ridge * weights[index] * weights[index] / 2
    }
    var scores: [Double] = []
    for example in examples {
      scores.removeAll(keepingCapacity: true)
      for candidate in example.candidates {
        var score = 0.0
        for feature in candidate where isUsed[Int(feature)] { score += weights[Int(feature)] }
        scores.append(score)
      }
      let top = max(scores.max() ?? 0, example.mustChoose ? -.infinity : 0)
      var all = example.mustChoose ? 0 : exp(-top)
      for score in scores { all += exp(score - top) }
      var right = 0.0
      for index in example.right { right += exp(scores[index] - top) }
      if example.right.isEmpty { right = exp(-top) }
      loss -= example.importance * (log(max(right, 1e-300)) - log(all))
      var isRight = Array(repeating: false, count: scores.count)
      for index in example.right { isRight[index] = true }
      for (index, candidate) in example.candidates.enumerated() {
        let share = exp(scores[index] - top)
        let pull = example.importance * (share / all - (isRight[index] ? share / max(right, 1e-300) : 0))
        for feature in candidate where isUsed[Int(feature)] { gradient[Int(feature)] += pull }
      }
    }
    return loss
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
