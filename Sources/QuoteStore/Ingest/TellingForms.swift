/// Which of the forms that an article uses for a speaker say who it is, outside that article too.
///
/// “Ông”, “nam ca sĩ” and “cơ quan này” mean somebody else in every article, and nobody is looked up by them.
enum TellingForms {
  /// Whether `form` has a word of `name`, is an acronym, or is an office of two words or more with a capital.
  static func tells(_ form: String, of name: String) -> Bool {
    // Bytes, because an ingest asks this of every form.
    var form = form
    var name = name
    let isTold = form.withUTF8 { form in
      name.withUTF8 { name in hasWord(form) { word in hasWord(name) { $0.elementsEqual(word) } } }
        || hasWord(form) { isAcronym($0) }
    }
    if isTold { return true }
    return form.unicodeScalars.first?.properties.isUppercase == true
      && form.utf8.split(separator: space).count > 1
  }

  /// The telling ones of an article's forms, each once, without the name itself.
  static func keys(of forms: [String], for name: String) -> [(form: String, key: NameKey)] {
    var found: [(form: String, key: NameKey)] = []
    let own = NameKey(name)
    for form in forms where tells(form, of: name) {
      let key = NameKey(form)
      if key.key.isEmpty || key == own || found.contains(where: { $0.key == key }) { continue }
      found.append((form, key))
    }
    return found
  }

  private static let space = UInt8(ascii: " ")

  /// Whether a word, which spaces part from the others, satisfies `condition`.
  private static func hasWord(
    _ text: UnsafeBufferPointer<UInt8>, _ condition: (Slice<UnsafeBufferPointer<UInt8>>) -> Bool
  ) -> Bool {
    var start = 0
    for end in 0...text.count where end == text.count || text[end] == space {
      if end > start, condition(text[start..<end]) { return true }
      start = end + 1
    }
    return false
  }

  private static func isAcronym(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard word.count > 1 else { return false }
    // Most words are told by their first letter.
    if word.first! &- 0x61 < 26 { return false }
    var capitals = 0
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      if scalar.properties.isUppercase {
        capitals += 1
      } else if !("0"..."9").contains(scalar), scalar != ".", scalar != "-", scalar != "&" {
        return false
      }
    }
    return capitals > 1
  }
}
