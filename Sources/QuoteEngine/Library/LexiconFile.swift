/// One entry of a lexicon file: a phrase and its fields.
public struct LexiconEntry: Sendable, Hashable {
  /// The file's name within the library.
  public var file: String
  /// The line of the entry, from 1.
  public var line: Int
  /// The phrase as written.
  public var phrase: String
  /// The fields after the phrase, in the order of the file's columns.
  public var fields: [String]
}

/// Reads a lexicon: one entry a line, fields separated by `|`, `#` opens a comment.
enum LexiconFile {
  /// The entries of `file` in their order.
  static func entries(of file: PatternFile) -> [LexiconEntry] {
    var out: [LexiconEntry] = []
    var number = 0
    // By bytes: the lexicons are some ten thousand lines, and every run of the program reads them first.
    for var line in file.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if line.first == UInt8(ascii: "#") { continue }
      if let comment = comment(in: line) { line = line[..<comment] }
      let parts = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        .map { trimmed(Substring($0).unicodeScalars) }
      guard let phrase = parts.first, !phrase.isEmpty else { continue }
      out.append(
        LexiconEntry(file: file.name, line: number, phrase: phrase, fields: Array(parts.dropFirst())))
    }
    return out
  }

  /// Where a `#` with a space before it opens a comment.
  private static func comment(in line: Substring.UTF8View) -> Substring.Index? {
    var before: Substring.Index?
    for index in line.indices {
      if let before, line[index] == UInt8(ascii: "#"), line[before] == UInt8(ascii: " ") { return before }
      before = index
    }
    return nil
  }

  private static func trimmed(_ field: Substring.UnicodeScalarView) -> String {
    var field = field
    while let first = field.first, isSpace(first) { field.removeFirst() }
    while let last = field.last, isSpace(last) { field.removeLast() }
    return String(field)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t"
      || scalar.value >= 0x80 && scalar.properties.generalCategory == .spaceSeparator
  }
}
