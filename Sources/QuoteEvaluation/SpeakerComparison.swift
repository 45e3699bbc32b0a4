import Foundation

/// Whether two names mean the same speaker, as evaluation counts it.
enum SpeakerComparison {
  /// Whether `predicted` is right for a gold speaker or one of its accepted forms.
  ///
  /// Names are compared without case, marks and the place of tone marks, and without an honorific or a plural
  /// before them. A title before the right name does no harm, and noun phrases that share most of their words
  /// are the same.
  static func isRight(_ predicted: String?, speaker: String?, accept: [String]) -> Bool {
    guard let speaker, !speaker.isEmpty else { return (predicted ?? "").isEmpty }
    guard let predicted, !predicted.isEmpty else { return false }
    let name = normalized(predicted)
    let bare = withoutHead(name)
    for form in [speaker] + accept {
      let form = normalized(form)
      if name == form || bare == withoutHead(form) { return true }
    }
    let gold = normalized(speaker)
    if isNamed(speaker) { return name.hasSuffix(" " + gold) }
    let ours = Set(name.split(separator: " "))
    let theirs = Set(gold.split(separator: " "))
    let all = ours.union(theirs).count
    return all > 0 && Double(ours.intersection(theirs).count) / Double(all) >= 0.6
  }

  /// A name in lower case, without marks, with single spaces and the modern place of tone marks.
  static func normalized(_ name: String) -> String {
    var text = name.precomposedStringWithCanonicalMapping.lowercased()
    text = text.replacing("ß", with: "ss").replacing("ς", with: "σ")
    for (modern, old) in toneMarks { text = text.replacing(old, with: modern) }
    var out = String.UnicodeScalarView()
    var isSpaceDue = false
    for scalar in text.unicodeScalars {
      if marks.contains(scalar) || scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value) {
        isSpaceDue = !out.isEmpty
      } else {
        if isSpaceDue { out.append(" ") }
        isSpaceDue = false
        out.append(scalar)
      }
    }
    return String(out)
  }

  private static func withoutHead(_ name: String) -> String {
    guard let space = name.firstIndex(of: " "), heads.contains(String(name[..<space])) else {
      return name.hasPrefix("một số ") ? String(name.dropFirst("một số ".count)) : name
    }
    return String(name[name.index(after: space)...])
  }

  /// Whether a speaker is given by name: it begins with a capital, or with a letter that has a diacritic.
  private static func isNamed(_ speaker: String) -> Bool {
    guard let first = speaker.unicodeScalars.first?.value else { return false }
    return (0x41...0x5A).contains(first) || first == 0x110 || (0xC0...0x1EF8).contains(first)
  }

  private static let marks = Set("\"“”‘’',.()".unicodeScalars)
  private static let heads: Set<String> = [
    "những", "các", "nhiều", "vị", "ông", "bà", "anh", "chị", "cô", "chú", "em", "cháu", "cụ",
  ]
  private static let toneMarks: [(modern: String, old: String)] = [
    ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("òe", "oè"), ("óe", "oé"),
    ("ỏe", "oẻ"), ("õe", "oẽ"), ("ọe", "oẹ"), ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"),
    ("ụy", "uỵ"),
  ]
}
