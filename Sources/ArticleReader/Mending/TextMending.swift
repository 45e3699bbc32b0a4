import VietnameseText
import WebPage

/// Puts plain text right that a crawl or a program broke: entities, words joined by `_`, paragraphs glued after a full stop, lines
/// broken at a margin, pointers to other articles at the end.
///
/// Each is done only where the text's shape leaves no doubt, and each is noted.
enum TextMending {
  /// The text put right, and what was done; no notes when the text is as it was.
  static func mended(_ text: String, _ pages: PageLibrary) -> (text: String, notes: [String]) {
    var notes: [String] = []
    var text = text
    if let decoded = withoutEntities(text) {
      text = decoded
      notes.append("entities were decoded")
    }
    if let joined = withoutUnderscores(text) {
      text = joined
      notes.append("words joined by _ were parted")
    }
    if let unwrapped = unwrapped(text) {
      text = unwrapped
      notes.append("lines broken at a margin were joined")
    }
    let glued = partedParagraphs(text)
    if glued.count > 0 {
      text = glued.text
      notes.append("\(glued.count) paragraphs glued after a full stop were parted")
    }
    let ended = withoutPointers(text, pages)
    if ended.count > 0 {
      text = ended.text
      notes.append("\(ended.count) lines at the end that point to other articles were set aside")
    }
    return (text, notes)
  }

  // MARK: Entities

  private static func withoutEntities(_ text: String) -> String? {
    guard text.utf8.contains(0x26) else { return nil }
    // One or two may be the article's own; a text that was encoded has them all over.
    guard entities(in: text) >= 3 else { return nil }
    let decoded = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.utf8.contains(0x26) ? WebPage.decodingEntities(String(line)) : String(line)
    }.joined(separator: "\n")
    return decoded == text ? nil : Normalization.nfc(decoded)
  }

  /// How many signs are written as entities.
  private static func entities(in text: String) -> Int {
    var count = 0
    var rest = text.utf8[...]
    while let start = rest.firstIndex(of: 0x26) {
      rest = rest[rest.index(after: start)...]
      let name = rest.prefix(9).prefix { $0 | 0x20 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x23 }
      if name.count >= 2, name.endIndex < rest.endIndex, rest[name.endIndex] == 0x3B { count += 1 }
    }
    return count
  }

  // MARK: Segmentation

  /// Text whose words a segmenter has joined: `Hà_Nội , hôm_qua`.
  private static func withoutUnderscores(_ text: String) -> String? {
    guard text.utf8.contains(0x5F) else { return nil }
    var joined = 0
    var words = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      words += 1
      if isJoined(word) { joined += 1 }
    }
    guard joined >= 4, joined * 12 >= words else { return nil }
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var out = ""
      var isOpen = false
      for word in line.split(separator: " ") {
        let plain = isJoined(word) ? String(word).replacing("_", with: " ") : String(word)
        let closes =
          plain.count == 1 && ",.;:!?…)]”’%".contains(plain) || plain == "..." || (plain == "\"" && isOpen)
        let follows = out.last.map { "([“‘".contains($0) } ?? true
        let afterQuote = out.last == "\"" && isOpen
        if !out.isEmpty, !closes, !follows, !afterQuote { out += " " }
        if plain == "\"" { isOpen.toggle() }
        out += plain
      }
      lines.append(out)
    }
    return lines.joined(separator: "\n")
  }

  private static func isJoined(_ word: Substring) -> Bool {
    guard word.utf8.contains(0x5F) else { return false }
    let parts = word.split(separator: "_", omittingEmptySubsequences: false)
    return parts.count >= 2
      && parts.allSatisfy { part in
        part.contains(where: \.isLetter)
          && part.allSatisfy { $0.isLetter || $0.isNumber || "-.".contains($0) }
      }
  }

  // MARK: Lines

  private static func unwrapped(_ text: String) -> String? {
    var lines = 0
    var longest = 0
    var length = 0
    for byte in text.utf8 {
      if byte == 0x0A {
        lines += 1
        longest = max(longest, length)
        length = 0
      } else if byte & 0xC0 != 0x80 {
        length += 1
      }
    }
    guard lines >= 6, max(longest, length) <= 150, WrappedLines.isWrapped(text) else { return nil }
    guard let title = Article.title(of: text) else {
      return WrappedLines.joined(text).joined(separator: "\n")
    }
    let body = WrappedLines.joined(String(text.dropFirst(title.count)))
    return body.isEmpty ? nil : "\(title)\n\n\(body.joined(separator: "\n"))"
  }

  /// `… năm 1945.Tuy nhiên, …`: a sentence's end with the next paragraph right behind it.
  private static func partedParagraphs(_ text: String) -> (text: String, count: Int) {
    var cuts: [String.Index] = []
    let bytes = text.utf8
    var index = bytes.startIndex
    var previous: UInt8 = 0
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == 0x2E || byte == 0x21 || byte == 0x3F, isEndOfWord(previous) {
        let next = bytes.index(after: index)
        if next < bytes.endIndex, bytes[next] &- 0x41 < 26 || bytes[next] >= 0xC3, isCut(text, index, next) {
          cuts.append(next)
        }
      }
      previous = byte
      index = bytes.index(after: index)
    }
    guard !cuts.isEmpty else { return (text, 0) }
    var out = ""
    var start = text.startIndex
    for cut in cuts {
      out += text[start..<cut] + "\n"
      start = cut
    }
    return (out + text[start...], cuts.count)
  }

  private static func isEndOfWord(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte >= 0x80 || byte &- 0x30 < 10 || byte == 0x29
  }

  /// Whether a paragraph ends at `mark`: what stands before is a whole small word or a year, and what follows a Vietnamese word with a
  /// capital and another word behind it.
  private static func isCut(_ text: String, _ mark: String.Index, _ next: String.Index) -> Bool {
    let before = text[..<mark].reversed().prefix { !$0.isWhitespace && !"(“\"/".contains($0) }.prefix(20)
    let word = String(before.reversed()).filter { $0 != ")" && $0 != "”" }
    guard !word.contains("."), !word.contains("@") else { return false }
    let isYear = word.count == 4 && word.allSatisfy(\.isNumber)
    guard isYear || (word.count >= 2 && word.allSatisfy { $0.isLetter && $0.isLowercase }) else {
      return false
    }
    let following = text[next...].prefix { $0.isLetter }
    guard let first = following.first, first.isUppercase, following.dropFirst().allSatisfy(\.isLowercase),
      SyllableSpelling.isSyllable(String(following)),
      word.allSatisfy(\.isNumber) || SyllableSpelling.isSyllable(word)
    else { return false }
    return text[following.endIndex...].first.map { $0 == " " || $0 == "," } ?? false
  }

  // MARK: The end

  private static func withoutPointers(_ text: String, _ pages: PageLibrary) -> (text: String, count: Int) {
    var end = text.endIndex
    var count = 0
    while true {
      let body = text[..<end]
      guard let last = body.lastIndex(where: { !$0.isNewline }) else { break }
      let start = body[...last].lastIndex(where: \.isNewline).map(text.index(after:)) ?? text.startIndex
      guard start > text.startIndex, pages.pointsElsewhere(String(body[start...last])) else { break }
      count += 1
      end = start
    }
    // A single label may be the article's own.
    guard count > 1 || (count == 1 && [">>", "»"].contains { text[end...].hasPrefix($0) }) else {
      return (text, 0)
    }
    var kept = String(text[..<end])
    while kept.last?.isNewline == true { kept.removeLast() }
    return (kept + (text.hasSuffix("\n") ? "\n" : ""), count)
  }
}
