import QuoteEngine

/// Something in a quotation that a checker can look up.
public struct CheckableFigure: Sendable, Hashable {
  /// What kind of checkable thing it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// A number of things.
    case number
    /// An amount of money.
    case money
    /// A share.
    case percentage
    /// A day, month or year.
    case date
    /// More or less than something else.
    case comparison
    /// The most or the first of its kind.
    case superlative

    init(_ kind: Figure.Kind) {
      switch kind {
      case .number: self = .number
      case .money: self = .money
      case .percentage: self = .percentage
      case .date: self = .date
      case .comparison: self = .comparison
      case .superlative: self = .superlative
      }
    }
  }

  /// What kind it is.
  public var kind: Kind
  /// Its words and their place.
  public var passage: Passage

  /// Makes a figure.
  public init(kind: Kind, passage: Passage) {
    self.kind = kind
    self.passage = passage
  }
}
