import Foundation

/// One entry of a lexicon file: a phrase and its fields.
public struct LexiconEntry: Sendable, Hashable {
  /// The file's name within the library.
  public var file: String
  /// The line of the entry, from 1.
  public var line: Int
  /// The phrase as written.
  public var phrase: String
  /// The fields after the phrase.
  public var fields: [String]
}

/// Reads a lexicon: one entry a line, fields separated by `|`, `#` opens a comment.
enum LexiconFile {
  /// The entries of `file` in their order.
  static func entries(of file: PatternFile) -> [LexiconEntry] {
    var out: [LexiconEntry] = []
    var number = 0
    for raw in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      var line = Substring(raw)
      if line.first == "#" { continue }
      if let comment = line.range(of: " #") { line = line[..<comment.lowerBound] }
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard let phrase = parts.first, !phrase.isEmpty else { continue }
      out.append(
        LexiconEntry(file: file.name, line: number, phrase: phrase, fields: Array(parts.dropFirst())))
    }
    return out
  }
}
