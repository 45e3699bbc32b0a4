/// One of the files: entries a line, fields parted by `|` (in `.tsv` by tabs), comments behind `#`.
public struct IdentityFile: Sendable, Hashable {
  /// The name within the pattern directory, such as `authority/people.txt`.
  public var name: String
  /// The text.
  public var text: String

  /// Makes a file.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// A line with its fields, without spaces at their ends.
  struct Entry {
    var line: Int
    var fields: [String]

    /// A field, empty where there is none or a dash stands for none.
    func field(_ index: Int) -> String {
      guard index < fields.count, fields[index] != "-" else { return "" }
      return fields[index]
    }

    /// The values of a field, which semicolons part.
    func list(_ index: Int) -> [String] {
      field(index).split(separator: ";").map { Self.trimmed($0) }.filter { !$0.isEmpty }
    }

    static func trimmed(_ text: Substring) -> String {
      var text = text
      while let first = text.first, first == " " || first == "\t" || first == "\u{A0}" { text.removeFirst() }
      while let last = text.last, last == " " || last == "\t" || last == "\u{A0}" { text.removeLast() }
      return String(text)
    }
  }

  /// The entries in their order.
  var entries: [Entry] {
    var entries: [Entry] = []
    var number = 0
    let separator: Character = name.hasSuffix(".tsv") ? "\t" : "|"
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if line.utf8.first == UInt8(ascii: "#") || line.utf8.isEmpty { continue }
      var line = line
      if let comment = line.firstRange(of: " #") { line = line[..<comment.lowerBound] }
      let fields = line.split(separator: separator, omittingEmptySubsequences: false).map {
        Entry.trimmed($0)
      }
      if fields.count == 1, fields[0].isEmpty { continue }
      entries.append(Entry(line: number, fields: fields))
    }
    return entries
  }
}
