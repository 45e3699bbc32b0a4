import ArticleReader
import Foundation
import QuoteEngine

/// Reads the columns of `export conll`, line by line: give each line to `add`, and call `finish` after the last.
///
/// What the columns say counts, so that they can be edited: MISC is asked for white space and for where a relation leads.
public struct ColumnsReader {
  private var columns: [String] = []
  private var document: Document?
  private var number = 0

  /// Makes a reader.
  public init() {}

  fileprivate struct Document {
    var members: [String: Any] = [:]
    var text = String.UnicodeScalarView()
    var length = 0
    var open: [MarkColumn: [String: Int]] = [:]
    var marks: [(column: MarkColumn, name: String, start: Int, end: Int)] = []
    var relations: [(kind: String, mark: Int, start: Int, end: Int, label: String)] = []
    /// The white space after the last token; `nil` where the token does not say, which is a space.
    var pending: String? = ""
  }

  /// Takes a line, and gives the article that ended before it. Throws a `DatasetLine.Fault`, after which the reader goes on
  /// with the next article.
  public mutating func add(_ line: Substring) throws -> MarkedText? {
    number += 1
    let line = line.last == "\r" ? line.dropLast() : line
    if line.hasPrefix("#") { return try comment(line.dropFirst().trimmingPrefix(" ")) }
    if line.allSatisfy(\.isWhitespace) { return nil }
    try token(line)
    return nil
  }

  /// The last article.
  public mutating func finish() throws -> MarkedText? { try ended() }

  // MARK: Lines

  private mutating func comment(_ text: Substring) throws -> MarkedText? {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let name = text[..<equals].trimmingCharacters(in: .whitespaces)
    let value = text[text.index(after: equals)...].trimmingCharacters(in: .whitespaces)
    switch name {
    case "global.columns":
      columns = value.split(separator: " ").map(String.init)
      guard columns.contains("FORM"), MarkColumn.allCases.contains(where: { columns.contains($0.rawValue) })
      else {
        throw DatasetLine.Fault(
          reason: "the columns are \(value)", remedy: "they need FORM and one of " + Self.known)
      }
    case "newdoc id":
      let before = try ended()
      document = Document()
      document?.members[MarkedMember.key.rawValue] = value
      return before
    default:
      if document != nil, MarkedMember(rawValue: name) != nil { document?.members[name] = value }
    }
    return nil
  }

  private static var known: String { MarkColumn.allCases.map(\.rawValue).joined(separator: ", ") }

  private mutating func token(_ line: Substring) throws {
    guard !columns.isEmpty else {
      throw DatasetLine.Fault(
        reason: "no line before it says `# global.columns = …`",
        remedy: "the columns need FORM and one of " + Self.known)
    }
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard cells.count == columns.count else {
      throw DatasetLine.Fault(
        reason: "\(cells.count) columns where \(columns.count) are",
        remedy: "columns are parted by one tab each")
    }
    func cell(_ name: String) -> Substring? { columns.firstIndex(of: name).map { cells[$0] } }
    // Words of several tokens and empty nodes are none of ours.
    if let id = cell("ID"), id.contains("-") || id.contains(".") { return }
    var document = self.document ?? Document()
    let misc = (cell("MISC") ?? "_").split(separator: "|").compactMap { part -> (Substring, Substring)? in
      part.firstIndex(of: "=").map { (part[..<$0], part[part.index(after: $0)...]) }
    }
    func value(_ name: String) -> Substring? { misc.first { $0.0 == name }?.1 }
    func spaces(_ name: String) throws -> String? {
      guard let text = value(name) else { return nil }
      guard let spaces = ColumnSpaces.unescaped(text) else {
        throw DatasetLine.Fault(reason: "\(name)=\(text) is no white space", remedy: "write \\s, \\n or \\t")
      }
      return spaces
    }
    let before = try spaces("SpacesBefore") ?? ""
    let after = try spaces("SpacesAfter")
    document.append(document.pending ?? " ")
    document.append(before)
    let start = document.length
    document.append(String(cell("FORM") ?? ""))
    document.pending = after ?? (value("SpaceAfter") == "No" ? "" : nil)
    for column in MarkColumn.allCases {
      document.tag(column, (cell(column.rawValue) ?? "O").split(separator: "|"), start, document.length)
    }
    for (name, place) in misc {
      let parts = name.split(separator: ":", maxSplits: 1)
      let target = place.split(separator: ":", maxSplits: 1)
      let ends = (target.first ?? "").split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2, ["SpokenBy", "Cue"].contains(parts[0]), ends.count == 2,
        let mark = document.marks.lastIndex(where: { $0.name == parts[1] && $0.start == start })
      else { continue }
      document.relations.append(
        (String(parts[0]), mark, ends[0], ends[1], target.count > 1 ? String(target[1]) : ""))
    }
    self.document = document
  }

  private mutating func ended() throws -> MarkedText? {
    guard let document else { return nil }
    self.document = nil
    guard document.length > 0 else { return nil }
    // What follows the last token is said by it, or is nothing.
    var text = document.text
    text.append(contentsOf: (document.pending ?? "").unicodeScalars)
    let (article, shown) = AnnotatedMembers.article(document.members, text: String(text))
    var marks = MarkCollector(article, shown: shown)
    for (index, mark) in document.marks.enumerated() {
      let label = mark.name.split(separator: "/").first.map(String.init) ?? mark.name
      try marks.add(id: "\(index)", label: label, start: mark.start, end: mark.end)
    }
    for relation in document.relations {
      let column: MarkColumn = relation.kind == "Cue" ? .cue : .source
      // The annotator may have moved the ends of the words.
      let others = document.marks.indices.filter {
        let mark = document.marks[$0]
        return mark.column == column && mark.start < relation.end && mark.end > relation.start
      }
      let alike = others.filter { document.marks[$0].name.split(separator: "/").first == relation.label[...] }
      let exact = alike.first {
        document.marks[$0].start == relation.start && document.marks[$0].end == relation.end
      }
      guard let other = exact ?? alike.first ?? others.first else { continue }
      if column == .cue {
        marks.relate(MarkRelation.reports.rawValue, from: "\(other)", to: "\(relation.mark)")
      } else {
        marks.relate(MarkRelation.spokenBy.rawValue, from: "\(relation.mark)", to: "\(other)")
      }
    }
    return marks.finish()
  }
}

extension ColumnsReader.Document {
  fileprivate mutating func append(_ text: String) {
    self.text.append(contentsOf: text.unicodeScalars)
    length += text.unicodeScalars.count
  }

  /// Begins, goes on with and ends marks as a token's tags say.
  fileprivate mutating func tag(_ column: MarkColumn, _ tags: [Substring], _ start: Int, _ end: Int) {
    var still: [String: Int] = [:]
    for tag in tags where tag.hasPrefix("B-") || tag.hasPrefix("I-") {
      let name = String(tag.dropFirst(2))
      if tag.hasPrefix("I-"), let mark = open[column]?[name] {
        marks[mark].end = end
        still[name] = mark
      } else {
        marks.append((column, name, start, end))
        still[name] = marks.count - 1
      }
    }
    open[column] = still
  }
}
