import Foundation

/// The formats in which annotation tools give articles back.
public enum AnnotationFormat: Sendable, CaseIterable {
  /// Columns of CoNLL-U Plus.
  case columns
  /// JSON lines of doccano.
  case doccano
  /// A JSON array of Label Studio's tasks.
  case labelStudio
  /// spaCy's DocBin.
  case docBin

  /// The format of a file by the bytes that it begins with; `nil` for what none of these tools writes.
  public static func of(_ beginning: Data) -> AnnotationFormat? {
    // A DocBin is packed with zlib.
    if beginning.count >= 2, beginning[beginning.startIndex] == 0x78,
      [0x01, 0x5E, 0x9C, 0xDA].contains(beginning[beginning.startIndex + 1])
    {
      return .docBin
    }
    var text = String(decoding: beginning, as: UTF8.self)[...]
    if text.first == "\u{FEFF}" { text.removeFirst() }
    text = text.drop(while: \.isWhitespace)
    switch text.first {
    case "[": return .labelStudio
    case let first? where first == "#" || first.isNumber: return .columns
    case "{":
      // Lines of `export jsonl` and of `extract` begin with their id, the text and the hash before their quotes.
      let names = ["entities", "label", "labels", "relations", "text", "data", "key"]
      let first = text.dropFirst().drop { $0.isWhitespace }
      let isOurs = text.contains("\"sha256\"") && text.contains("\"quotes\"") || first.hasPrefix("\"id\":\"")
      return !isOurs && names.contains { text.contains("\"\($0)\"") } ? .doccano : nil
    default: return nil
    }
  }
}
