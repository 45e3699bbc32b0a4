/// Tells from a form's pattern which symbols a line must hold, so that the pattern is not tried where it cannot
/// match: most sentences lack the cue or the mark that a form asks for.
///
/// It reads the patterns that forms are made of: symbols, classes, groups, alternatives, repetitions,
/// lookaround. Where a pattern holds anything else, nothing is required.
struct RequiredSymbols {
  /// Sets of symbols: a line that the pattern matches holds at least one of each.
  static func sets(of pattern: String) -> [SymbolSet] {
    var reader = RequiredSymbols(pattern: Array(pattern.utf8))
    let sets = reader.alternatives()
    guard reader.isUnderstood, reader.at == reader.pattern.count else { return [] }
    return sets.reduce(into: []) { out, set in if !out.contains(set) { out.append(set) } }
  }

  private let pattern: [UInt8]
  private var at = 0
  private var isUnderstood = true

  private init(pattern: [UInt8]) { self.pattern = pattern }

  private var next: UInt8? { at < pattern.count ? pattern[at] : nil }

  private mutating func takes(_ text: StaticString) -> Bool {
    let end = at + text.utf8CodeUnitCount
    guard end <= pattern.count,
      pattern[at..<end].elementsEqual(
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    else { return false }
    at = end
    return true
  }

  private mutating func alternatives() -> [SymbolSet] {
    var all = [sequence()]
    while takes("|") { all.append(sequence()) }
    if all.count == 1 { return all[0] }
    // One of them matches: the line holds something that one of them requires.
    var union = SymbolSet()
    for sets in all {
      guard let smallest = sets.min(by: { $0.count < $1.count }) else { return [] }
      union.formUnion(smallest)
    }
    return [union]
  }

  private mutating func sequence() -> [SymbolSet] {
    var out: [SymbolSet] = []
    while isUnderstood, let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      at += 1
      var sets: [SymbolSet] = []
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): continue
      case UInt8(ascii: "#"):
        while let byte = next, byte != UInt8(ascii: "\n") { at += 1 }
        continue
      case UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "."): break
      case UInt8(ascii: "["): sets = symbolClass().map { [$0] } ?? []
      case UInt8(ascii: "("): sets = group()
      case UInt8(ascii: "\\"): sets = [escaped()]
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"), 0x80...:
        isUnderstood = false
      default: sets = [SymbolSet(byte)]
      }
      if !isOptional() { out += sets }
    }
    return out
  }

  /// What is behind an opening bracket, up to its partner.
  private mutating func group() -> [SymbolSet] {
    var isSeen = true
    if takes("?") {
      if takes("=") || takes("!") || takes("<=") || takes("<!") {
        // Lookaround may look at what is there or not there, outside the match; nothing is required.
        isSeen = false
      } else if takes("<") {
        while let byte = next, byte != UInt8(ascii: ">") { at += 1 }
        at += 1
      } else if !takes(":"), !takes(">") {
        isUnderstood = false
      }
    } else if next == UInt8(ascii: "*") {
      isUnderstood = false
    }
    let sets = alternatives()
    if !takes(")") { isUnderstood = false }
    return isSeen ? sets : []
  }

  /// The symbols of a class, `nil` for those of all but some.
  private mutating func symbolClass() -> SymbolSet? {
    let isNegated = takes("^")
    var set = SymbolSet()
    var last: UInt8?
    var isFirst = true
    while let byte = next, byte != UInt8(ascii: "]") || isFirst {
      at += 1
      isFirst = false
      switch byte {
      case UInt8(ascii: "["), 0x80...: isUnderstood = false
      case UInt8(ascii: "\\"):
        set.formUnion(escaped())
        last = nil
      case UInt8(ascii: "-"):
        if let first = last, let end = next, end != UInt8(ascii: "]"), end != UInt8(ascii: "\\"), end >= first
        {
          for symbol in first...end { set.insert(symbol) }
          at += 1
          last = nil
        } else {
          set.insert(byte)
        }
      default:
        set.insert(byte)
        last = byte
      }
    }
    if !takes("]") { isUnderstood = false }
    return isNegated ? nil : set
  }

  /// The symbol behind a backslash; only marks stand for themselves there.
  private mutating func escaped() -> SymbolSet {
    guard let byte = next, byte < 0x80, !Unicode.Scalar(byte).properties.isAlphabetic, byte &- 0x30 > 9 else {
      isUnderstood = false
      return SymbolSet()
    }
    at += 1
    return SymbolSet(byte)
  }

  /// Passes over a repetition; whether what stands before it may be missing.
  private mutating func isOptional() -> Bool {
    while let byte = next, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") { at += 1 }
    var isOptional = false
    if takes("*") || takes("?") {
      isOptional = true
    } else if takes("{") {
      isOptional = next == UInt8(ascii: "0") || next == UInt8(ascii: ",")
      while let byte = next, byte &- 0x30 < 10 || byte == UInt8(ascii: ",") { at += 1 }
      if !takes("}") { isUnderstood = false }
    } else if !takes("+") {
      return false
    }
    if !takes("?") { _ = takes("+") }
    return isOptional
  }
}
