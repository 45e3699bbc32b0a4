import VietnameseText

/// Tells the lines of a site's imprint: its licence, who answers for it, whose the rights are.
struct Imprint {
  private let beginnings: [String]
  private let marks: [String]
  private let owners: [String]
  private let prefixes: [String]

  init(_ words: PageWords) {
    beginnings = words.keys(.imprintBeginnings)
    marks = words.keys(.imprintWords)
    owners = words.keys(.ownerMarks).sorted { $0.utf8.count > $1.utf8.count }
    prefixes = words.keys(.paperPrefixes)
  }

  /// Whether a line at a page's foot is one of the imprint's.
  func isLine(_ text: String) -> Bool {
    let key = Folding.keyPreservingDiacritics(text)
    if beginnings.contains(where: key.hasPrefix) { return true }
    return marks.lazy.filter { key.contains($0) }.prefix(2).count == 2
  }

  /// The paper to which a line reserves the rights, or that it begins with: `© 2025 Báo Sao Mai. Ghi rõ nguồn …`.
  func owner(in text: String) -> String? {
    let key = Folding.keyPreservingDiacritics(text)
    if let name = Self.name(at: text[...]), prefixes.contains(where: key.hasPrefix), isLine(text) {
      return name
    }
    for owner in owners {
      guard let mark = text.range(of: owner, options: .caseInsensitive) else { continue }
      let rest = text[mark.upperBound...].drop { !$0.isLetter }
      let restKey = Folding.keyPreservingDiacritics(String(rest))
      if owners.contains(where: restKey.hasPrefix) { continue }
      if let name = Self.name(at: rest), prefixes.contains(where: restKey.hasPrefix) { return name }
    }
    return nil
  }

  /// The words up to a mark, where they are few enough for a name.
  private static func name(at text: Substring) -> String? {
    var end = text.startIndex
    while end < text.endIndex, !".,;:|•()–—-\"“”/".contains(text[end]) { end = text.index(after: end) }
    let name = String(text[..<end]).trimmed()
    let words = name.split(separator: " ")
    // What is no name goes on: „Báo Sao Mai giữ bản quyền“.
    let kept = words.prefix { $0.first?.isLetter == true && $0.lowercased() != "giữ" }
    return (2...8).contains(kept.count) ? kept.joined(separator: " ") : nil
  }
}
