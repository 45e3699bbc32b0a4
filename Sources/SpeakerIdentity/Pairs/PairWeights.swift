/// The weights of pairs' features, and the thresholds of joining.
public struct PairWeights: Sendable, Hashable {
  /// By the features' places.
  public var values = [Double](repeating: 0, count: PairFeature.allCases.count)
  /// The average probability from which clusters become one.
  public var joinFrom = 0.5
  /// The probabilities between which a reviewer is asked.
  public var doubtful = 0.25...0.75

  /// Makes weights of nothing.
  public init() {}

  /// The weight of a feature.
  public subscript(_ feature: PairFeature) -> Double {
    get { values[feature.index] }
    set { values[feature.index] = newValue }
  }

  mutating func add(_ entry: IdentityFile.Entry) throws(IdentityLibrary.LineError) {
    guard entry.fields.count >= 2, let value = Double(entry.fields[1]), value.isFinite else {
      throw IdentityLibrary.LineError("feature | weight are needed")
    }
    switch entry.fields[0] {
    case "join-from": joinFrom = value
    case "doubtful-from": doubtful = value...max(value, doubtful.upperBound)
    case "doubtful-to": doubtful = min(value, doubtful.lowerBound)...value
    default:
      guard let feature = PairFeature(rawValue: entry.fields[0]) else {
        throw IdentityLibrary.LineError(
          "`\(entry.fields[0])` is no feature: \(PairFeature.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      self[feature] = value
    }
  }

  /// The file's text: one feature a line, in their order, three digits.
  public func fileText(comment: String) -> String {
    var text = comment.split(separator: "\n", omittingEmptySubsequences: false).map { "# \($0)\n" }.joined()
    text += "join-from\t\(Self.decimal(joinFrom))\n"
    text += "doubtful-from\t\(Self.decimal(doubtful.lowerBound))\n"
    text += "doubtful-to\t\(Self.decimal(doubtful.upperBound))\n"
    for feature in PairFeature.allCases {
      text += "\(feature.rawValue)\t\(Self.decimal(self[feature]))\t\(feature.summary)\n"
    }
    return text
  }

  private static func decimal(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(abs(thousandths) % 1000)
    return (thousandths < 0 ? "-" : "") + "\(abs(thousandths) / 1000)."
      + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
