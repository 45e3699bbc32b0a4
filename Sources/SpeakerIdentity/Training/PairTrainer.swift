/// Learns the weights of pairs' features: logistic regression with a penalty for large weights, by Newton's steps.
///
/// The same examples give the same weights to the last digit, in whatever order they come.
public struct PairTrainer: Sendable {
  /// Two profiles of which it is known whether they are one.
  public struct Example: Sendable {
    public var first: IdentityProfile
    public var second: IdentityProfile
    public var isSame: Bool
    /// How much the example counts.
    public var weight: Double

    /// Makes an example.
    public init(_ first: IdentityProfile, _ second: IdentityProfile, isSame: Bool, weight: Double = 1) {
      self.first = first
      self.second = second
      self.isSame = isSame
      self.weight = weight
    }
  }

  /// How strongly weights are drawn to zero.
  public var penalty = 1.0
  /// Whether weights are drawn to those of the library and not to zero: for a few examples more.
  public var startsFromLibrary = false
  private let library: IdentityLibrary

  /// Makes a trainer.
  public init(_ library: IdentityLibrary) { self.library = library }

  /// The weights that fit the examples best; the thresholds stay.
  public func weights(_ examples: [Example]) -> PairWeights {
    let model = PairModel(library)
    var rows = examples.map { example in
      (
        values: model.values(model.side(example.first), model.side(example.second)),
        isSame: example.isSame, weight: example.weight
      )
    }
    rows.sort { a, b in
      for (x, y) in zip(a.values, b.values) where x != y { return x < y }
      return (a.isSame ? 1 : 0, a.weight) < (b.isSame ? 1 : 0, b.weight)
    }
    let count = PairFeature.allCases.count
    let origin = startsFromLibrary ? library.weights.values : [Double](repeating: 0, count: count)
    var weights = origin
    for _ in 0..<30 {
      var gradient = [Double](repeating: 0, count: count)
      var curvature = [Double](repeating: 0, count: count * count)
      for row in rows {
        var sum = 0.0
        for index in 0..<count { sum += weights[index] * row.values[index] }
        let probability = Logarithm.sigmoid(sum)
        let error = ((row.isSame ? 1 : 0) - probability) * row.weight
        let slope = probability * (1 - probability) * row.weight
        for i in 0..<count where row.values[i] != 0 {
          gradient[i] += error * row.values[i]
          for j in 0...i { curvature[i * count + j] += slope * row.values[i] * row.values[j] }
        }
      }
      for i in 0..<count {
        // The bias may be what it likes.
        let pull = i == PairFeature.bias.index && !startsFromLibrary ? 1e-6 : penalty
        gradient[i] -= pull * (weights[i] - origin[i])
        curvature[i * count + i] += pull + 1e-9
        for j in 0..<i { curvature[j * count + i] = curvature[i * count + j] }
      }
      let step = Self.solve(curvature, gradient, count)
      for index in 0..<count { weights[index] += step[index] }
      if step.allSatisfy({ abs($0) < 1e-7 }) { break }
    }
    var result = library.weights
    result.values = weights
    return result
  }

  /// Solves a symmetric, positive system by Cholesky's way.
  private static func solve(_ matrix: [Double], _ right: [Double], _ count: Int) -> [Double] {
    var lower = matrix
    for i in 0..<count {
      for j in 0...i {
        var sum = lower[i * count + j]
        for k in 0..<j { sum -= lower[i * count + k] * lower[j * count + k] }
        lower[i * count + j] = i == j ? Logarithm.root(max(sum, 1e-12)) : sum / lower[j * count + j]
      }
    }
    var solution = right
    for i in 0..<count {
      for k in 0..<i { solution[i] -= lower[i * count + k] * solution[k] }
      solution[i] /= lower[i * count + i]
    }
    for i in stride(from: count - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(count, i + 1) { solution[i] -= lower[k * count + i] * solution[k] }
      solution[i] /= lower[i * count + i]
    }
    return solution
  }
}
