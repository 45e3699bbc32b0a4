/// One value of a row for people and their spreadsheets.
public enum SpreadsheetValue: Sendable, Hashable {
  case text(String)
  case integer(Int)
  /// A number with so many decimals.
  case decimal(Double, digits: Int)
  /// A number with as many decimals as it has.
  case number(Double)
  case boolean(Bool)
  /// No value.
  case none

  /// Text, or no value.
  public static func optional(_ text: String?) -> SpreadsheetValue { text.map { .text($0) } ?? .none }

  /// The value as programs read it: a point before decimals, `true` and `false`.
  public var plain: String {
    switch self {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .decimal(let number, let digits): DecimalText.fixed(number, digits: digits)
    case .number(let number): DecimalText.shortest(number)
    case .boolean(let value): value ? "true" : "false"
    case .none: ""
    }
  }

  /// Whether it is a number.
  public var isNumber: Bool {
    switch self {
    case .integer, .decimal, .number: true
    case .text, .boolean, .none: false
    }
  }
}

/// Numbers in decimal writing, never with an exponent.
public enum DecimalText {
  /// `number` with exactly `digits` decimals, rounded; numbers that are not finite come out as 0.
  public static func fixed(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return "0" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let units = (abs(number) * scale).rounded()
    guard units < 9e15 else { return shortest(number) }
    let whole = Int(units / scale)
    let rest = Int(units - Double(whole) * scale)
    let sign = number < 0 && units > 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(whole)" }
    let tail = String(rest)
    return "\(sign)\(whole)." + String(repeating: "0", count: digits - tail.count) + tail
  }

  /// `number` with the fewest decimals that tell it from others; numbers that are not finite come out as 0.
  public static func shortest(_ number: Double) -> String {
    guard number.isFinite else { return "0" }
    if number == number.rounded(), abs(number) < 9e18 { return "\(Int(number))" }
    let text = "\(number)"
    // Very small and very large numbers are written with an exponent.
    guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]) else {
      return text
    }
    let sign = text.hasPrefix("-") ? "-" : ""
    var digits = text[..<mark].filter { $0 != "." && $0 != "-" }
    let whole = text[..<mark].filter { $0 != "-" }.prefix { $0 != "." }.count + exponent
    while digits.last == "0" { digits.removeLast() }
    if whole <= 0 { return sign + "0." + String(repeating: "0", count: -whole) + digits }
    if digits.count <= whole { return sign + digits + String(repeating: "0", count: whole - digits.count) }
    return sign + digits.prefix(whole) + "." + digits.dropFirst(whole)
  }
}
