/// What stands around numbers and says how much of what they are: scales, currencies and units, read from a file.
///
///     let units = try FigureUnits(file: "figures/units.list", text: text)
///     units.values(in: "hơn 1,2 triệu USD")    // 1200000, USD
///
/// Each line of the file is a word or two, a tab, `scale`, `add`, `currency` or `unit`, a tab, and a value: the factor, the
/// part that is added to the number before it (a half), the currency's code, the unit. `#` begins a comment line.
public struct FigureUnits: Sendable {
  private enum Meaning: Sendable {
    case scale(Double)
    case fraction(Double)
    case currency(String)
    case unit(String)
  }

  /// Why a file cannot be used.
  public struct Fault: Error, CustomStringConvertible {
    public var description: String
  }

  /// By the first letter's code point, the longest words first.
  private var words: [UInt32: [(scalars: [Unicode.Scalar], meaning: Meaning)]] = [:]

  /// Units of which none is known: numbers are found alone.
  public static let none = FigureUnits()

  private init() {}

  /// Reads a file of units. Throws a `Fault` with the file and the line.
  public init(file: String, text: String) throws {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      func fault(_ what: String) -> Fault { Fault(description: "\(file):\(index + 1): \(what)") }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3, let first = fields[0].lowercased().unicodeScalars.first else {
        throw fault("a line is a word, a tab, what it is, a tab, its value")
      }
      let meaning: Meaning
      switch (fields[1], Double(fields[2])) {
      case ("scale", let factor?): meaning = .scale(factor)
      case ("add", let part?): meaning = .fraction(part)
      case ("currency", _): meaning = .currency(fields[2])
      case ("unit", _): meaning = .unit(fields[2])
      default:
        throw fault("“\(fields[1])” with “\(fields[2])” is none of scale, add, currency, unit with its value")
      }
      words[first.value, default: []].append((Array(fields[0].lowercased().unicodeScalars), meaning))
    }
    for key in words.keys { words[key]?.sort { $0.scalars.count > $1.scalars.count } }
  }

  /// The numbers in a text with what they are of, in order. A range (*10-15%*) is one value with an upper end.
  public func values(in text: String) -> [FigureValue] {
    let scalars = Array(text.unicodeScalars)
    let lower = scalars.map {
      $0.isASCII ? $0.properties.lowercaseMapping.unicodeScalars.first ?? $0 : Self.lower($0)
    }
    var values: [FigureValue] = []
    var at = 0
    while at < scalars.count {
      guard Self.isDigit(scalars[at]),
        at == 0 || !Self.isLetterOrDigit(scalars[at - 1]) || isCurrency(before: at, lower)
      else {
        at += 1
        continue
      }
      guard let found = value(at, scalars, lower) else {
        while at < scalars.count, Self.isLetterOrDigit(scalars[at]) { at += 1 }
        continue
      }
      values.append(found.value)
      at = found.end
    }
    return values
  }

  // MARK: Reading

  private func value(
    _ start: Int, _ scalars: [Unicode.Scalar], _ lower: [Unicode.Scalar]
  ) -> (value: FigureValue, end: Int)? {
    guard var (amount, end) = Self.number(start, scalars) else { return nil }
    var upper: Double?
    // 10-15%, 20 – 30 triệu: the lower end is of the same unit.
    var next = end
    while next < scalars.count, scalars[next] == " " { next += 1 }
    if next < scalars.count, "-–—".unicodeScalars.contains(scalars[next]) {
      next += 1
      while next < scalars.count, scalars[next] == " " { next += 1 }
      if let (second, secondEnd) = Self.number(next, scalars), second > amount {
        upper = second
        end = secondEnd
      }
    }
    // 9/11, 9/11/2020, 7h30: no amount.
    if end < scalars.count, scalars[end] == "/" || scalars[end] == ":" { return nil }
    if start > 0, scalars[start - 1] == "/" || scalars[start - 1] == ":" { return nil }
    var value = FigureValue(amount: amount, upper: upper, unit: nil, currency: nil, words: "")
    var factor = 1.0
    var hasScale = false
    while let (meaning, wordEnd) = word(end, lower) {
      switch meaning {
      case .scale(let scale):
        factor *= scale
        hasScale = true
        end = wordEnd
        // 1 tỷ 200 triệu: what follows is added when it is of a smaller scale.
        if upper == nil, let more = addition(end, scalars, lower, below: factor) {
          amount = amount * factor + more.amount
          factor = 1
          end = more.end
        }
        continue
      case .fraction(let part):
        guard hasScale else { break }
        amount += part
        upper = upper.map { $0 + part }
        end = wordEnd
        continue
      case .currency(let code):
        value.currency = code
        end = wordEnd
      case .unit(let unit):
        value.unit = unit
        end = wordEnd
      }
      break
    }
    value.amount = amount * factor
    value.upper = upper.map { $0 * factor }
    var first = start
    if value.currency == nil, let (code, wordStart) = currency(before: start, lower) {
      value.currency = code
      first = wordStart
    }
    value.words = String(String.UnicodeScalarView(scalars[first..<end]))
    return (value, end)
  }

  private func addition(
    _ at: Int, _ scalars: [Unicode.Scalar], _ lower: [Unicode.Scalar], below factor: Double
  ) -> (amount: Double, end: Int)? {
    var start = at
    while start < scalars.count, scalars[start] == " " { start += 1 }
    guard start > at, let (amount, end) = Self.number(start, scalars),
      let (meaning, wordEnd) = word(end, lower), case .scale(let scale) = meaning, scale < factor
    else { return nil }
    return (amount * scale, wordEnd)
  }

  /// The word that begins at a place, after spaces, and where it ends.
  private func word(_ at: Int, _ lower: [Unicode.Scalar]) -> (Meaning, end: Int)? {
    var start = at
    while start < lower.count, lower[start] == " " || lower[start] == "\u{A0}" { start += 1 }
    guard start < lower.count else { return nil }
    for word in words[lower[start].value] ?? [] {
      let end = start + word.scalars.count
      guard end <= lower.count, lower[start..<end].elementsEqual(word.scalars),
        end == lower.count || !Self.isLetterOrDigit(lower[end]) || !Self.isLetterOrDigit(lower[end - 1])
      else { continue }
      return (word.meaning, end)
    }
    return nil
  }

  /// The sign or code of a currency right before a place, with or without a space.
  private func currency(before place: Int, _ lower: [Unicode.Scalar]) -> (code: String, start: Int)? {
    var end = place
    while end > 0, lower[end - 1] == " " { end -= 1 }
    // Before a number only signs and codes of other countries stand: `đồng 5` is no amount.
    for length in 1...3 where end - length >= 0 {
      let start = end - length
      guard start == 0 || !Self.isLetterOrDigit(lower[start - 1]) || !Self.isLetterOrDigit(lower[start])
      else {
        continue
      }
      for word in words[lower[start].value] ?? [] where word.scalars.count == length {
        if case .currency(let code) = word.meaning, lower[start..<end].elementsEqual(word.scalars),
          lower[start..<end].allSatisfy({ $0.isASCII || !$0.properties.isAlphabetic })
        {
          return (code, start)
        }
      }
    }
    return nil
  }

  private func isCurrency(before place: Int, _ lower: [Unicode.Scalar]) -> Bool {
    currency(before: place, lower) != nil
  }

  /// A number of digits, dots and commas: 1.600, 1,2, 7000.
  private static func number(_ start: Int, _ scalars: [Unicode.Scalar]) -> (Double, end: Int)? {
    var end = start
    var last = start
    while end < scalars.count, isDigit(scalars[end]) || scalars[end] == "." || scalars[end] == "," {
      end += 1
      if isDigit(scalars[end - 1]) { last = end }
    }
    guard last > start, isDigit(scalars[start]) else { return nil }
    let text = String(String.UnicodeScalarView(scalars[start..<last]))
    let groups = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    let marks = text.filter { $0 == "." || $0 == "," }
    func areThousands(_ groups: ArraySlice<Substring>) -> Bool {
      (1...3).contains(groups[0].count) && groups[0].first != "0"
        && groups.dropFirst().allSatisfy { $0.count == 3 }
    }
    guard groups.count > 1 else { return Double(text).map { ($0, last) } }
    if Set(marks).count == 1, areThousands(groups[...]) {
      return Double(groups.joined()).map { ($0, last) }
    }
    if groups.count == 2 { return Double("\(groups[0]).\(groups[1])").map { ($0, last) } }
    if Set(marks.dropLast()).count == 1, marks.last != marks.first, areThousands(groups.dropLast()) {
      return Double("\(groups.dropLast().joined()).\(groups[groups.count - 1])").map { ($0, last) }
    }
    // A date, a version, a decision's number.
    return nil
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || scalar.properties.isAlphabetic
  }

  private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let mapped = scalar.properties.lowercaseMapping.unicodeScalars
    return mapped.count == 1 ? mapped.first ?? scalar : scalar
  }
}

/// A number in a text with what it is of.
public struct FigureValue: Sendable, Hashable {
  /// The number, all scales counted in; of a range, its lower end.
  public var amount: Double
  /// The upper end of a range.
  public var upper: Double?
  /// What is counted or measured, such as `%`.
  public var unit: String?
  /// The currency's code (ISO 4217), such as `VND`.
  public var currency: String?
  /// The words that say so.
  public var words: String

  /// Whether it is more than a number: a scale, a unit or a currency stands with it.
  public var isTelling: Bool {
    currency != nil || unit != nil || words.unicodeScalars.contains { $0.properties.isAlphabetic }
  }
}
