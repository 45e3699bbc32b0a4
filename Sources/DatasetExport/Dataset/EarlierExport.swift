/// Knows what this program has exported by how it begins, so that a new export takes the place of an old one and of
/// nothing else.
public enum EarlierExport {
  /// As many bytes of a file's beginning as `isRecognized` looks at.
  public static let length = 1 << 16

  /// Whether a file that begins so (with all of it, or `length` bytes) is a dataset or a dataset card of ours.
  public static func isRecognized(_ beginning: [UInt8]) -> Bool {
    beginnings.contains { beginning.starts(with: $0) } || isLine(beginning)
  }

  private static let beginnings: [[UInt8]] = [
    [0xEF, 0xBB, 0xBF] + Array("id,article,".utf8),
    [0xEF, 0xBB, 0xBF] + Array("id,text,speaker,role,".utf8),
    [0xEF, 0xBB, 0xBF] + Array("id;text;speaker;role;".utf8),
    [0xEF, 0xBB, 0xBF] + Array("id\ttext\tspeaker\trole\t".utf8),
    // A workbook whose first entry has no time and is named as ours is.
    [0x50, 0x4B, 0x03, 0x04, 45, 0, 0x08, 0x08, 8, 0, 0, 0, 0x21, 0] + Array(repeating: 0, count: 12)
      + [24, 0, 0, 0] + Array("xl/worksheets/sheet1.xml".utf8),
    Array(
      #"{"@context":["http://www.w3.org/ns/anno.jsonld",{"schema":"https://schema.org/","trichdan":"#.utf8),
    Array("{\"@context\":\"https://schema.org\",\n\"@graph\":[".utf8),
    Array("---\npretty_name: Quotes and claims in Vietnamese news\n".utf8),
  ]

  /// Whether it is a line of ours for an article, and not an article to be read: it has the text's hash before the text.
  private static func isLine(_ beginning: [UInt8]) -> Bool {
    guard beginning.starts(with: Array(#"{"id":""#.utf8)) else { return false }
    let line = String(decoding: beginning.prefix { $0 != 0x0A }, as: UTF8.self)
    guard let hash = line.firstRange(of: #","sha256":""#) else { return false }
    guard let text = line.firstRange(of: #","text":""#) else { return true }
    return hash.lowerBound < text.lowerBound
  }
}
