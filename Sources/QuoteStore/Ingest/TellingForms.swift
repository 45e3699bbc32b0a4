/// Which of the forms that an article uses for a speaker say who it is, outside that article too.
///
/// “Ông”, “nam ca sĩ” and “cơ quan này” mean somebody else in every article, and nobody is looked up by them.
enum TellingForms {
  /// Whether `form` has a word of `name`, is an acronym, or is an office of two words or more with a capital.
  static func tells(_ form: String, of name: String) -> Bool {
    let words = form.split(separator: " ")
    let nameWords = Set(name.split(separator: " "))
    if words.contains(where: nameWords.contains) { return true }
    if words.contains(where: isAcronym) { return true }
    return words.count > 1 && form.first?.isUppercase == true
  }

  private static func isAcronym(_ word: Substring) -> Bool {
    word.count > 1 && word.allSatisfy { $0.isUppercase || $0 == "." || $0 == "-" || $0 == "&" || $0.isNumber }
      && word.contains(where: \.isUppercase)
  }
}
