import Foundation

/// The questions that are weighed; each has a file of weights, `weights/NAME.tsv`.
public enum ModelName: String, Sendable, CaseIterable {
  /// Is a stretch in marks somebody's words, or a name, a term, irony?
  case quote
  /// Which of the readings of the text around names the speaker of quoted words?
  case source
  /// Whom does a pronoun, a title or a common noun stand for?
  case mention
  /// Is what a cue governs a claim?
  case claim
  /// Where does a claim end?
  case claimEnd = "claim-end"
  /// Who makes a claim?
  case claimSource = "claim-source"
  /// Where does the noun phrase of somebody without a name end?
  case phraseEnd = "phrase-end"
}

/// A log-linear model: a weight for each feature of its space.
///
/// The score of a candidate is the sum of the weights of its features; its probability is the share of its
/// exponential among those of all candidates, where *none of them* counts as a candidate without features (score 0).
public struct LinearModel: Sendable {
  /// The features that it can weigh.
  public let space: FeatureSpace
  /// The weights, one a feature of the space.
  public private(set) var weights: [Double]

  /// A model that knows nothing yet.
  public init(space: FeatureSpace) {
    self.space = space
    weights = Array(repeating: 0, count: space.count)
  }

  /// A model with the weights of a file; features that the file does not name weigh nothing.
  public init(space: FeatureSpace, file: WeightFile?) {
    self.init(space: space)
    guard let file else { return }
    let places = Dictionary(uniqueKeysWithValues: space.names.enumerated().map { ($1, $0) })
    for line in file.lines { if let place = places[line.feature] { weights[place] = line.weight } }
  }

  /// A model with these weights, one a feature of the space.
  public init(space: FeatureSpace, weights: [Double]) {
    precondition(weights.count == space.count, "a weight for each feature")
    self.space = space
    self.weights = weights
  }
}

/// A file of weights: `feature`, `weight` and how often the feature was seen, separated by tabs; `#` opens a comment.
public struct WeightFile: Sendable {
  /// One feature with what was learnt of it.
  public struct Line: Sendable, Hashable {
    /// The feature's name.
    public var feature: String
    /// What it adds to a candidate's score.
    public var weight: Double
    /// How many candidates had it when the weights were learnt.
    public var count: Int

    /// Makes a line.
    public init(feature: String, weight: Double, count: Int) {
      self.feature = feature
      self.weight = weight
      self.count = count
    }
  }

  /// The file's name within the library, such as `weights/quote.tsv`.
  public var name: String
  /// The comment at its head: what the weights were learnt from, and how good they are.
  public var head: [String]
  /// The features.
  public var lines: [Line]

  /// Makes a file.
  public init(name: String, head: [String], lines: [Line]) {
    self.name = name
    self.head = head
    self.lines = lines
  }

  /// Reads a file; lines that are no weights are named in `faults`.
  init(_ file: PatternFile, faults: inout [PatternFault]) {
    name = file.name
    head = []
    lines = []
    var seen = Set<String>()
    for (index, text) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if text.hasPrefix("#") {
        if lines.isEmpty { head.append(String(text.dropFirst().drop { $0 == " " })) }
        continue
      }
      if text.allSatisfy(\.isWhitespace) { continue }
      let fields = text.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3, let weight = Double(fields[1]), weight.isFinite, let count = Int(fields[2])
      else {
        faults.append(
          PatternFault(
            file: file.name, line: index + 1,
            message: "a line of weights is `feature`, `weight` and `times seen`, separated by tabs"))
        continue
      }
      guard seen.insert(String(fields[0])).inserted else {
        faults.append(
          PatternFault(file: file.name, line: index + 1, message: "`\(fields[0])` has a weight already"))
        continue
      }
      lines.append(Line(feature: String(fields[0]), weight: weight, count: count))
    }
  }

  /// The file's text. Weights have three decimals, so that the same examples give the same bytes on any machine.
  public var text: String {
    var out = head.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
    for line in lines { out += "\(line.feature)\t\(Self.decimal(line.weight))\t\(line.count)\n" }
    return out
  }

  private static func decimal(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    let rest = String(thousandths % 1000)
    return sign + "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
