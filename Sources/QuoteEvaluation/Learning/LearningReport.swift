import QuoteEngine

/// The figures by which weights are held against each other.
public enum LearningReport {
  /// So much worse, in both layers' end-to-end figures together, may weights be that were measured on articles not learnt from
  /// against weights that may have been learnt from them.
  public static let tolerance = 0.12

  /// The end-to-end figures of both layers together.
  public static func sum(_ evaluation: Evaluation) -> Double {
    evaluation.layers.values.reduce(0) { $0 + $1.endToEnd.f1 }
  }

  /// A line a layer, and one of what was rejected.
  public static func text(_ evaluation: Evaluation) -> String {
    var lines: [String] = []
    for (layer, name) in [(Layer.quote, "quotes"), (.claim, "claims")] {
      guard let score = evaluation.layers[layer] else { continue }
      lines.append(
        "  \(name)  exact \(decimal(score.exact.f1))  overlap \(decimal(score.overlap.f1))  "
          + "speaker \(decimal(score.speaker))  end-to-end \(decimal(score.endToEnd.f1))")
    }
    lines.append("  others rejected \(decimal(evaluation.notQuotesRejected))")
    return lines.joined(separator: "\n")
  }

  /// Three decimals.
  static func decimal(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
