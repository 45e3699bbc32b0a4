import PCRE2

/// A form of quotation or of reported speech: a pattern over the line of a sentence's pieces.
public struct Form: Sendable {
  /// What a form attributes.
  public enum Target: String, Sendable, CaseIterable {
    case quote, claim
  }
  /// A text that a form must take, with what it must capture there.
  public struct Example: Sendable, Hashable {
    /// The text, an article of a sentence or two.
    public var text: String
    /// The words that the record must hold.
    public var content: String
    /// The name of the speaker, where the example says it.
    public var speaker: String?
    /// The words that name the speaker, where the example says them.
    public var source: String?
    /// The cue, where the example says it.
    public var cue: String?
  }

  /// The form's name, which every record that it makes carries.
  public var id: String
  /// The form in words, such as `“Q”, X nói.`
  public var summary: String
  /// Whether it attributes quotes or claims.
  public var target: Target
  /// The pattern as written, before its macros are put in.
  public var source: String
  /// The share of its records that were right when measured, 0 to 1.
  public var confidence: Double
  /// Texts that the form must take.
  public var examples: [Example]
  /// Texts in which the form must find nothing.
  public var rejects: [String]
  /// The file that holds the form.
  public var file: String
  /// The line at which the form begins.
  public var line: Int

  /// The compiled patterns over piece symbols, tried one after the other: a form that uses a macro with
  /// several readings has one for each, the closest reading first.
  let variants: [Variant]
  /// Symbols of which the line must hold at least one, before any pattern of the form's target is tried.
  let needs: SymbolSet
}

extension Form {
  /// One reading of a form.
  struct Variant: Sendable {
    let pattern: Pattern
    let groups: Groups
    /// The line must hold at least one symbol of each set, before the pattern is tried.
    let needs: [SymbolSet]
  }

  /// The capture groups that the engine reads, by number.
  struct Groups: Sendable {
    var content: [Int]
    var source: [Int]
    var cue: [Int]
    var cite: [Int]
    var via: [Int]

    init(_ pattern: Pattern) {
      content = pattern.groupNumbers(named: "content")
      source = pattern.groupNumbers(named: "source")
      cue = pattern.groupNumbers(named: "cue")
      cite = pattern.groupNumbers(named: "cite")
      via = pattern.groupNumbers(named: "via")
    }

    /// The same groups in memory of their own, for one engine.
    func copied() -> Groups {
      var copy = self
      copy.content = content.map { $0 }
      copy.source = source.map { $0 }
      copy.cue = cue.map { $0 }
      copy.cite = cite.map { $0 }
      copy.via = via.map { $0 }
      return copy
    }
  }
}

/// A set of piece symbols (ASCII), as two machine words.
struct SymbolSet: Sendable, Hashable {
  var low: UInt64 = 0
  var high: UInt64 = 0

  init() {}

  /// The set of one symbol.
  init(_ symbol: UInt8) { insert(symbol) }

  /// How many symbols it holds.
  var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

  mutating func formUnion(_ other: SymbolSet) {
    low |= other.low
    high |= other.high
  }

  @inline(__always)
  mutating func insert(_ symbol: UInt8) {
    if symbol < 64 { low |= 1 << UInt64(symbol) } else { high |= 1 << UInt64(symbol & 63) }
  }

  @inline(__always)
  func contains(_ symbol: UInt8) -> Bool {
    symbol < 64 ? low & (1 << UInt64(symbol)) != 0 : high & (1 << UInt64(symbol & 63)) != 0
  }

  @inline(__always)
  func meets(_ other: SymbolSet) -> Bool { low & other.low != 0 || high & other.high != 0 }
}
