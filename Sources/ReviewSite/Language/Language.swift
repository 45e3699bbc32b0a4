/// The languages in which the pages speak.
public enum Language: String, Sendable, CaseIterable {
  case vietnamese = "vi"
  case english = "en"

  /// The language that a browser likes best (RFC 9110, 12.5.4), Vietnamese when it names neither.
  static func preferred(_ acceptLanguage: String?) -> Language {
    var best: (language: Language, weight: Double)?
    for item in (acceptLanguage ?? "").prefix(500).split(separator: ",") {
      let parts = item.split(separator: ";").map { $0.drop { $0 == " " } }
      guard let tag = parts.first?.split(separator: "-").first?.lowercased(),
        let language = Language(rawValue: tag.filter { $0 != " " })
      else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      if weight > (best?.weight ?? 0) { best = (language, weight) }
    }
    return best?.language ?? .vietnamese
  }
}
