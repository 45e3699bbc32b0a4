import VietnameseText

/// Marks in a text the words that were looked for.
///
/// A word that was typed with diacritics is found with these alone, one without any with all; a text's own characters stay.
struct FoundWords {
  private let wanted: Set<String>
  private let folded: Set<String>

  /// Takes what was typed.
  init(_ typed: String) {
    let words = Self.words(of: typed).map { Folding.keyPreservingDiacritics(String($0)) }
    wanted = Set(words.filter { Folding.hasDiacritics($0) })
    folded = Set(words.filter { !Folding.hasDiacritics($0) })
  }

  /// The text as HTML, with what is found in `mark`.
  func marked(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    var copied = text.startIndex
    for word in Self.words(of: text) where isFound(word) {
      HTML.append(text[copied..<word.startIndex], to: &out)
      out.append(contentsOf: "<mark>".utf8)
      HTML.append(text[word.startIndex..<word.endIndex], to: &out)
      out.append(contentsOf: "</mark>".utf8)
      copied = word.endIndex
    }
    HTML.append(text[copied...], to: &out)
    return out
  }

  /// A stretch of a text, some words before and behind where most of what was looked for stands together; `nil` where
  /// nothing does.
  func excerpt(of text: String, words count: Int = 28) -> String? {
    let words = Self.words(of: text)
    let hits = words.indices.filter { isFound(words[$0]) }
    guard !hits.isEmpty else { return nil }
    let most = wanted.count + folded.count
    var best = (place: hits[0], found: 0)
    for place in hits {
      let near = words[place..<min(words.count, place + most + 4)]
      let found = Set(near.filter(isFound).map { Folding.fold(String($0)) }).count
      if found > best.found { best = (place, found) }
    }
    let from = words[max(0, best.place - count / 3)].startIndex
    let to = words[min(words.count - 1, best.place + count)].endIndex
    return (from > text.startIndex ? "… " : "")
      + text[from..<to].split(whereSeparator: \.isNewline).joined(separator: " ")
      + (to < text.endIndex ? " …" : "")
  }

  /// Whether each word that was looked for stands somewhere in a text.
  func hasAll(in text: String) -> Bool {
    var missing = wanted.union(folded)
    for word in Self.words(of: text) where !missing.isEmpty {
      if !folded.isEmpty { missing.remove(Folding.fold(String(word))) }
      if !wanted.isEmpty { missing.remove(Folding.keyPreservingDiacritics(String(word))) }
    }
    return missing.isEmpty
  }

  private func isFound(_ word: Substring) -> Bool {
    if !folded.isEmpty, folded.contains(Folding.fold(String(word))) { return true }
    return !wanted.isEmpty && wanted.contains(Folding.keyPreservingDiacritics(String(word)))
  }

  private static func words(of text: String) -> [Substring] {
    text.split { !($0.isLetter || $0.isNumber) }
  }
}
