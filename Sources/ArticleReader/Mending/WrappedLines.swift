/// Text whose lines were broken at a margin.
enum WrappedLines {
  /// The paragraphs of a text: lines that go on in the next one are joined. Empty lines part paragraphs; a line much shorter than
  /// the margin that ends a sentence does so too.
  static func joined(_ text: String) -> [String] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      String($0).trimmedOfSpace()
    }
    let margin = margin(of: lines)
    var paragraphs: [String] = []
    var open = ""
    var last = 0
    for line in lines {
      if line.isEmpty {
        if !open.isEmpty { paragraphs.append(open) }
        open = ""
        continue
      }
      if open.isEmpty {
        open = line
      } else if last * 20 < margin * 17, endsASentence(open) {
        paragraphs.append(open)
        open = line
      } else if open.hasSuffix("-"), open.dropLast().last?.isLetter == true, line.first?.isLowercase == true {
        open += line
      } else {
        open += " " + line
      }
      last = line.count
    }
    if !open.isEmpty { paragraphs.append(open) }
    return paragraphs
  }

  /// Whether most lines of a text end at one margin, in the middle of sentences.
  static func isWrapped(_ text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmedOfSpace() }.filter {
      !$0.isEmpty
    }
    guard lines.count >= 6 else { return false }
    let margin = margin(of: lines)
    guard (30...130).contains(margin), lines.allSatisfy({ $0.count <= margin + 12 }) else { return false }
    let inside = lines.dropLast().count { !endsASentence($0) && $0.count * 10 >= margin * 7 }
    return inside * 2 > lines.count
  }

  /// The length that the longer lines have.
  private static func margin(of lines: [String]) -> Int {
    let lengths = lines.map(\.count).filter { $0 > 0 }.sorted()
    return lengths.isEmpty ? 0 : lengths[lengths.count * 9 / 10]
  }

  private static func endsASentence(_ line: String) -> Bool {
    guard let last = line.last(where: { !"”\"’')]".contains($0) }) else { return false }
    return ".!?…:;".contains(last)
  }
}
