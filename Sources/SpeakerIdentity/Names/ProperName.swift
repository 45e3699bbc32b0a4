import VietnameseText

extension IdentityLibrary {
  /// A speaker's name without what was read with it but is no part of it, as the article's other words for the speaker tell:
  /// a verb behind a known body (Bộ Y tế hướng dẫn, elsewhere Bộ Y tế), a verb before a person or a paper's letters behind, an
  /// office that was read as the whole speaker.
  ///
  /// - Parameter forms: the words with which the article names the speaker.
  public func properName(_ name: String, _ kind: IdentityProfile.Kind, forms: [String]) -> String {
    switch kind {
    case .organisation: officer(in: name)?.name ?? properBody(name, forms) ?? name
    case .person: properPerson(name, forms) ?? name
    case .unnamed: officer(in: name)?.name ?? name
    case .group: name
    }
  }

  /// Whether a speaker who was taken for a body is a person: somebody with a person's name whom the article addresses as one
  /// (ông Lê Văn Tám, giám đốc of a house; luật sư Lê Văn Tám).
  public func isAddressed(_ name: String, _ kind: IdentityProfile.Kind, forms: [String]) -> Bool {
    guard kind == .organisation, forms.contains(where: { $0.count > name.count && $0.hasSuffix(name) }) else {
      return false
    }
    let person = PersonName(name)
    guard person.shape == .full, (3...4).contains(person.words.count), isFamilyName(person.words[0]),
      person.words.allSatisfy({ SyllableShapes.isSyllable($0) })
    else { return false }
    return forms.contains { form in
      guard form.count > name.count, form.hasSuffix(name) else { return false }
      let words = WordReader.words(form)
      var at = 0
      while at < words.count, let (_, count) = openers.longest(at: at, in: words) { at += count }
      return at > 0 && at == words.count - person.words.count
    }
  }

  private func isFamilyName(_ word: String) -> Bool { familyNames.contains(WordHash.of(word)) }

  /// A known body that the name begins with, where the article names it so elsewhere.
  private func properBody(_ name: String, _ forms: [String]) -> String? {
    let shorter = forms.filter { $0.count < name.count && name.hasPrefix($0) }
    guard !shorter.isEmpty, organisations.knownBody(name, authority.bodiesByKey) == nil else { return nil }
    return shorter.sorted { $1.count < $0.count }.first { form in
      let rest = name.dropFirst(form.count)
      let isTail =
        rest.hasPrefix(",") || rest.hasPrefix(".")
        || rest.hasPrefix(" ") && rest.dropFirst().first?.isLowercase == true
      return isTail && organisations.knownBody(form, authority.bodiesByKey) != nil
    }
  }

  private func properPerson(_ name: String, _ forms: [String]) -> String? {
    let tokens = name.split(separator: " ")
    guard tokens.count > 2, let first = tokens.first, let last = tokens.last else { return nil }
    let rest: Substring
    if !isFamilyName(Folding.keyPreservingDiacritics(String(first))), tokens.count > 3,
      isFamilyName(Folding.keyPreservingDiacritics(String(tokens[1])))
    {
      // Rủ Lê Văn Tám.
      rest = name[tokens[1].startIndex...]
    } else if last.count > 1, last.allSatisfy({ $0.isUppercase }),
      isFamilyName(Folding.keyPreservingDiacritics(String(first)))
    {
      // Lê Văn Tám TTO.
      rest = name[..<tokens[tokens.count - 2].endIndex]
    } else {
      return nil
    }
    let isUsed = forms.contains { form in
      form.hasSuffix(rest) && (form.count == rest.count || form.dropLast(rest.count).last == " ")
        && form.hasSuffix(name) == false
    }
    return isUsed ? String(rest) : nil
  }
}
