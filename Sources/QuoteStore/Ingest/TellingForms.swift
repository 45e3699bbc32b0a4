/// Which of the forms that an article uses for a speaker say who it is, outside that article too.
///
/// “Ông”, “nam ca sĩ” and “cơ quan này” mean somebody else in every article, and nobody is looked up by them.
enum TellingForms {
  /// Whether `form` has a word of `name`, is an acronym, or is an office of two words or more with a capital.
  static func tells(_ form: String, of name: String) -> Bool {
    // UTF-8 views, because an ingest asks this of every form.
    let words = form.utf8.split(separator: space)
    let nameWords = name.utf8.split(separator: space)
    if words.contains(where: { word in nameWords.contains { $0.elementsEqual(word) } }) { return true }
    if words.contains(where: isAcronym) { return true }
    return words.count > 1 && form.unicodeScalars.first?.properties.isUppercase == true
  }

  private static let space = UInt8(ascii: " ")

  private static func isAcronym(_ word: Substring.UTF8View) -> Bool {
    guard word.count > 1 else { return false }
    var capitals = 0
    for scalar in Substring(word).unicodeScalars {
      if scalar.properties.isUppercase {
        capitals += 1
      } else if !("0"..."9").contains(scalar), scalar != ".", scalar != "-", scalar != "&" {
        return false
      }
    }
    return capitals > 1
  }
}
