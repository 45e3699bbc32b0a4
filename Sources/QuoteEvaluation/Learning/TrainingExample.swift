/// A decision with its right answers: what a model learns from.
public struct TrainingExample: Sendable {
  /// The features of each candidate, as numbers of the model's space.
  public var candidates: [[Int32]]
  /// The candidates that are right; empty when *none of them* is.
  public var right: [Int]
  /// Whether one of them has to be chosen; otherwise *none of them* is a candidate with score 0.
  public var mustChoose: Bool
  /// The article that it comes from, by which folds are cut.
  public var article: Int
  /// How much it counts.
  public var importance: Double

  /// Makes an example.
  public init(
    candidates: [[Int32]], right: [Int], mustChoose: Bool, article: Int, importance: Double = 1
  ) {
    self.candidates = candidates
    self.right = right
    self.mustChoose = mustChoose
    self.article = article
    self.importance = importance
  }
}
