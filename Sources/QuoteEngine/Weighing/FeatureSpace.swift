/// The features that one model knows, each with a name that a person can read and a number that the engine counts by.
///
/// A feature is a flag (`whole-sentence`) or one value of a family (`form=quote-then-speaker`, `words=5-8`). A space is
/// laid out once a library; engines only add numbers up.
public struct FeatureSpace: Sendable {
  /// The names of the features; a feature's number is its place here.
  public private(set) var names: [String] = []

  /// An empty space.
  public init() {}

  /// How many features there are.
  public var count: Int { names.count }

  /// Adds a feature that holds or does not.
  mutating func flag(_ name: String) -> Int32 {
    names.append(name)
    return Int32(names.count - 1)
  }

  /// Adds a family of features of which one holds.
  mutating func family(_ name: String, _ values: [String]) -> FeatureFamily {
    let base = Int32(names.count)
    names += values.map { name + "=" + $0 }
    return FeatureFamily(base: base, count: Int32(values.count))
  }

  /// Adds a family for a number: a value below `bounds[0]`, from `bounds[0]` to below `bounds[1]`, and so on.
  mutating func steps(_ name: String, _ bounds: [Int]) -> FeatureSteps {
    var values = ["<\(bounds[0])"]
    for (index, low) in bounds.enumerated() {
      guard index + 1 < bounds.count else {
        values.append("\(low)+")
        break
      }
      let high = bounds[index + 1] - 1
      values.append(low == high ? "\(low)" : "\(low)-\(high)")
    }
    return FeatureSteps(family: family(name, values), bounds: bounds)
  }

  /// Adds a feature for each pair of two families' values: `form=x, words=5-8`.
  mutating func grid(_ name: String, _ rows: [String], _ second: String, _ columns: [String]) -> FeatureGrid {
    let values = rows.flatMap { row in columns.map { "\(row), \(second)=\($0)" } }
    return FeatureGrid(family: family(name, values), columns: columns.count)
  }

  /// Adds a family with a feature for each symbol of the pieces' line, and one for the line's end.
  mutating func symbols(_ name: String) -> SymbolFeatures {
    SymbolFeatures(family: family(name, SymbolFeatures.names))
  }
}

/// A family of features: as many numbers in a row as it has values.
struct FeatureFamily: Sendable {
  let base: Int32
  let count: Int32

  /// The feature of a value, which must be one of the family's.
  @inline(__always)
  subscript(_ value: Int) -> Int32 {
    precondition(value >= 0 && value < Int(count), "no value of this family")
    return base + Int32(value)
  }
}

/// A family for a number, cut into steps.
struct FeatureSteps: Sendable {
  let family: FeatureFamily
  let bounds: [Int]

  /// The feature of a number.
  @inline(__always)
  subscript(_ value: Int) -> Int32 {
    var step = 0
    while step < bounds.count, value >= bounds[step] { step += 1 }
    return family[step]
  }
}

/// A feature for each pair of two families' values.
struct FeatureGrid: Sendable {
  let family: FeatureFamily
  let columns: Int

  /// The feature of a pair.
  @inline(__always)
  subscript(_ row: Int, _ column: Int) -> Int32 { family[row * columns + column] }
}

/// A family with a feature for each symbol.
struct SymbolFeatures: Sendable {
  let family: FeatureFamily

  /// The feature of a symbol; 0 stands for the end of the line.
  @inline(__always)
  subscript(_ symbol: UInt8) -> Int32 { family[Self.place(symbol)] }

  /// The place of a symbol among `names`; 0 stands for the end of the line.
  @inline(__always)
  static func place(_ symbol: UInt8) -> Int { Int(places[Int(symbol)]) }

  /// The symbols with a feature of their own.
  private static let all: [UInt8] = Symbol.all
  static let names = ["edge"] + all.map { Symbol.name($0) }
  private static let places: [UInt8] = {
    var out = [UInt8](repeating: 0, count: 256)
    for (index, symbol) in all.enumerated() { out[Int(symbol)] = UInt8(index + 1) }
    return out
  }()
}
