import VietnameseText

/// Tells lines that name who wrote an article.
struct Byline {
  private let labels: [String]
  private let nobody: Set<String>
  /// What stands behind names: `thực hiện`, `ghi`.
  private let tails: [String]
  /// What stands between two names besides commas.
  private let joints: [String]
  /// What stands before names in a running line: `đăng bởi`.
  private let openings: [String]
  /// What begins no name.
  private let noNames: [String]

  init(_ words: PageWords) {
    joints = words[.nameJoints]
    tails = words[.bylineTails].map { " " + $0 }
    openings = words.keys(.bylineOpenings).sorted { $0.utf8.count > $1.utf8.count }
    noNames = words.keys(.noNameBeginnings)
    labels = words[.bylineLabels].sorted { $0.utf8.count > $1.utf8.count }
    nobody = Set(words[.nobody].map { Folding.keyPreservingDiacritics($0) })
  }

  /// The names in a line that holds nothing else: `Bài và ảnh: LÊ MINH`, `Lê Minh - Trần Hoa (tổng hợp)`; `nil` for any other
  /// line.
  func names(in line: String) -> [String]? {
    var text = line.trimmed()
    guard text.unicodeScalars.count <= 80 else { return nil }
    if text.hasSuffix(")"), let open = text.lastIndex(of: "("), open != text.startIndex {
      text = String(text[..<open]).trimmed()
    }
    if let colon = text.firstIndex(of: ":") {
      let label = String(text[..<colon]).trimmed()
      guard labels.contains(where: { Self.isSame($0, label) }) else { return nil }
      text = String(text[text.index(after: colon)...]).trimmed()
    }
    if let tail = tails.first(where: { text.hasSuffix($0) }) {
      text = String(text.dropLast(tail.count)).trimmed()
    }
    guard text.unicodeScalars.count <= 60 else { return nil }
    var names: [String] = []
    for part in parts(of: text) {
      guard isName(part) else { return nil }
      names.append(part)
    }
    return names.isEmpty ? nil : names
  }

  /// The names in a line that says so first: `Tác giả: Lê Minh`, `Tác giả, Lê Minh`.
  func labelledNames(in line: String) -> [String]? {
    guard let mark = line.firstIndex(where: { $0 == ":" || $0 == "," }),
      labels.contains(where: { Self.isSame($0, String(line[..<mark]).trimmed()) })
    else { return nil }
    return names(in: String(line[line.index(after: mark)...]))
  }

  /// Names of a line that has a date after them: `Lê Minh - 07/03/2026 08:47`.
  func namesBeforeDate(in line: String) -> [String]? {
    // Without mail addresses, which stand beside names.
    let words = line.split(separator: " ").filter { !$0.contains("@") }
    let line = words.joined(separator: " ")
    guard let digit = line.firstIndex(where: { $0.isASCII && $0.isNumber }) else { return names(in: line) }
    let head = line[..<digit].reversed().drop { $0.isWhitespace || "-–—|,•".contains($0) }
    let names = String(head.reversed())
    let key = Folding.keyPreservingDiacritics(names)
    guard let opening = openings.first(where: { key.hasPrefix($0 + " ") }) else {
      return self.names(in: names)
    }
    // Only the names themselves begin with capitals: „Đăng bởi Lê Minh lúc“.
    let rest = names.split(separator: " ").dropFirst(opening.split(separator: " ").count)
    return self.names(in: rest.prefix { $0.first?.isUppercase == true }.joined(separator: " "))
  }

  /// Whether a name that nothing says to be an author's is like a person's: of two words and more, and not the beginning of a
  /// date.
  func isLikelyPerson(_ name: String) -> Bool {
    let key = Folding.keyPreservingDiacritics(name)
    return name.contains(" ") && !noNames.contains { key == $0 || key.hasPrefix($0 + " ") }
      && !name.unicodeScalars.contains { $0.properties.numericType != nil }
  }

  /// Whether a text is shaped like a person's name, or a pen name.
  func isName(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard (1...6).contains(words.count), (2...50).contains(text.unicodeScalars.count) else { return false }
    guard !nobody.contains(Folding.keyPreservingDiacritics(text)) else { return false }
    return words.allSatisfy { word in
      guard let first = word.unicodeScalars.first, first.properties.isUppercase else { return false }
      return word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || Self.inNames.contains($0) }
    }
  }

  private func parts(of text: String) -> [String] {
    var text = text
    for joint in joints { text = text.replacing(" \(joint) ", with: ",") }
    return text.split { ",;&/".contains($0) }.map { String($0).trimmed() }.filter { !$0.isEmpty }
  }

  private static let inNames = Set(".'’-0123456789".unicodeScalars)

  private static func isSame(_ left: String, _ right: String) -> Bool {
    Folding.keyPreservingDiacritics(left) == Folding.keyPreservingDiacritics(right)
  }
}
