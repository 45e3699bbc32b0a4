import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Goes through an XML document and hands on what it comes to. Entities of the document's own are refused: they can be made to
/// explode or to point at files.
final class XMLReader: NSObject, XMLParserDelegate {
  /// What stands in an XML document.
  enum Event {
    case start(String, [String: String])
    case end(String)
    case text(String)
  }

  private let handle: (Event) -> Void

  private init(_ handle: @escaping (Event) -> Void) { self.handle = handle }

  /// Reads `bytes` in UTF-8 or in the encoding that they declare. Names come with their prefixes, as they are written.
  static func read(_ bytes: [UInt8], _ handle: @escaping (Event) -> Void) throws(SourceError) {
    var text = bytes
    if let decoded = TextDecoding.decode(bytes, declared: declaredEncoding(bytes)) { text = decoded.bytes }
    let head = String(decoding: text.prefix(1 << 14), as: UTF8.self)
    if let type = head.range(of: "<!DOCTYPE") {
      let rest = head[type.upperBound...]
      if rest.prefix(while: { $0 != ">" }).contains("[") || rest.contains("<!ENTITY") {
        throw .contents(
          reason: "the XML declares entities of its own, which can be made to explode or to point at files",
          remedy: "remove its DOCTYPE if you trust it")
      }
    }
    let parser = XMLParser(data: Data(prepared(text)))
    let reader = XMLReader(handle)
    parser.delegate = reader
    parser.shouldResolveExternalEntities = false
    parser.shouldProcessNamespaces = false
    guard parser.parse() else {
      let error = parser.parserError.map { "\(($0 as NSError).code)" } ?? ""
      throw .contents(
        reason: "no well-formed XML at line \(parser.lineNumber)\(error.isEmpty ? "" : " (error \(error))")",
        remedy: "check that the file is whole")
    }
  }

  /// The encoding that the XML declaration names.
  static func declaredEncoding(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(200).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
    guard head.hasPrefix("<?xml"), let mark = head.range(of: "encoding=") else { return nil }
    return String(head[mark.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" })
  }

  /// The document without its declaration, since it is in UTF-8 by now, and with HTML's entities, which feeds have, as letters.
  private static func prepared(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes[...]
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    if bytes.starts(with: "<?xml".utf8), let end = bytes.firstIndex(of: 0x3E) { bytes = bytes[(end + 1)...] }
    guard bytes.contains(0x26) else { return Array(bytes) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == 0x26 else {
        out.append(bytes[index])
        index += 1
        continue
      }
      let rest = bytes[(index + 1)...].prefix(12)
      if let semicolon = rest.firstIndex(of: 0x3B), semicolon > index + 1,
        rest[..<semicolon].allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x23 })
      {
        let name = String(decoding: bytes[(index + 1)..<semicolon], as: UTF8.self)
        if name.hasPrefix("#") || ["amp", "lt", "gt", "quot", "apos"].contains(name) {
          out.append(contentsOf: bytes[index...semicolon])
        } else {
          out.append(contentsOf: HTMLText.plain("<b></b>&\(name);").text.utf8)
        }
        index = semicolon + 1
      } else {
        out.append(contentsOf: "&amp;".utf8)
        index += 1
      }
    }
    return out
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    handle(.start(name, attributes))
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    handle(.end(name))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { handle(.text(text)) }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    handle(.text(String(decoding: block, as: UTF8.self)))
  }
}
