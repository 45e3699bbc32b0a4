/// The words of one language, and its manner of writing numbers and dates.
struct Phrases: Sendable {
  let language: Language
  /// What the script says, as JSON.
  let scriptWords: String
  private let table: [String: String]

  /// Reads lines of `key = words`; `#` begins a comment line. Throws `SiteFilesError`.
  init(language: Language, file: String, text: String) throws {
    self.language = language
    var table: [String: String] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.drop { $0 == " " }
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let equals = line.range(of: " = ") else {
        throw SiteFilesError.badWords(file: file, line: index + 1, "a line is “key = words”")
      }
      let key = String(line[..<equals.lowerBound])
      guard table.updateValue(String(line[equals.upperBound...]), forKey: key) == nil else {
        throw SiteFilesError.badWords(file: file, line: index + 1, "the key \(key) stands twice")
      }
    }
    self.table = table
    let prefixes = ["js.", "status.", "kind.", "speaker-kind.", "action.", "reading."]
    scriptWords =
      JSON.object(
        table.keys.filter { key in prefixes.contains { key.hasPrefix($0) } }.sorted().map {
          ($0, JSON.string(table[$0] ?? ""))
        }
      ).text
  }

  /// All keys.
  var keys: Set<String> { Set(table.keys) }

  /// The words of a key, if there are any.
  func known(_ key: String) -> String? { table[key] }

  /// The words of a key; the key itself, for a form or class that a new pattern brought, where there are none.
  func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    guard let words = table[key] else { return key.split(separator: ".").last.map(String.init) ?? key }
    return values.isEmpty ? words : Self.filled(words, values)
  }

  /// Words with a number: `key.one` for one, `key.many` else; `{n}` stands for the number.
  func count(_ key: String, _ number: Int) -> String {
    let words = number == 1 ? table[key + ".one"] ?? table[key + ".many"] : table[key + ".many"]
    return Self.filled(words ?? "{n} \(key)", ["n": self.number(number)])
  }

  /// Words with values in place of their names in braces; what is put in is not looked at again.
  private static func filled(_ words: String, _ values: [String: String]) -> String {
    var out: [UInt8] = []
    var name: [UInt8]?
    for byte in words.utf8 {
      switch (byte, name) {
      case (UInt8(ascii: "{"), nil): name = []
      case (UInt8(ascii: "}"), let found?):
        out.append(contentsOf: (values[String(decoding: found, as: UTF8.self)] ?? "").utf8)
        name = nil
      case (_, nil): out.append(byte)
      default: name?.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  // MARK: Numbers and dates

  private var group: Character { language == .vietnamese ? "." : "," }
  private var point: Character { language == .vietnamese ? "," : "." }

  /// A whole number, its thousands apart.
  func number(_ value: Int) -> String {
    var out = ""
    for (index, digit) in String(value.magnitude).enumerated() {
      let left = String(value.magnitude).count - index
      if index > 0, left % 3 == 0 { out.append(group) }
      out.append(digit)
    }
    return value < 0 ? "−" + out : out
  }

  /// A number with so many decimals.
  func decimal(_ value: Double, digits: Int) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "–" }
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let units = Int((value.magnitude * Double(scale)).rounded())
    let rest = String(units % scale)
    let whole = number(units / scale)
    let fraction = digits > 0 ? "\(point)\(String(repeating: "0", count: digits - rest.count))\(rest)" : ""
    return (value < 0 && units > 0 ? "−" : "") + whole + fraction
  }

  /// A share from 0 to 1 as whole per cent.
  func percent(_ share: Double) -> String {
    share.isFinite ? "\(Int((share * 100).rounded()))%" : "–"
  }

  /// A share from 0 to 1 as per cent for a field: `62`, `62,5`.
  func plainPercent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10)\(point)\(tenths % 10)"
  }

  /// A day `yyyy-mm-dd`, also with a time behind it; anything else as it stands.
  func date(_ text: String) -> String {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), (1...31).contains(day)
    else { return text }
    switch language {
    case .vietnamese: return "\(day)/\(month)/\(parts[0])"
    case .english: return "\(day) \(Self.months[month - 1]) \(parts[0])"
    }
  }

  /// A month `yyyy-mm`, or a year `yyyy`.
  func month(_ text: String) -> String {
    let parts = text.split(separator: "-")
    guard parts.count == 2, let month = Int(parts[1]), (1...12).contains(month) else { return text }
    return language == .vietnamese
      ? "\(month)/\(parts[0])" : "\(Self.months[month - 1].prefix(3)) \(parts[0])"
  }

  /// A time in UTC, `2024-05-01T08:30:00Z`, to the minute.
  func time(_ text: String) -> String {
    guard text.count >= 16 else { return date(text) }
    return "\(date(text)) \(text.dropFirst(11).prefix(5)) UTC"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]
}
