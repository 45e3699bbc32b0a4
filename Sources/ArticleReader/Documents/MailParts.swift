import Foundation

/// The first page in a mail message's parts, as browsers save pages with their pictures (MHTML).
enum MailParts {
  /// The page's bytes, its charset and its address; `nil` when there is no page in it.
  static func page(in bytes: [UInt8]) -> (bytes: [UInt8], charset: String?, address: String?)? {
    let (head, body) = split(bytes[...])
    let type = head["content-type"] ?? ""
    let address = head["snapshot-content-location"] ?? head["content-location"]
    guard type.lowercased().hasPrefix("multipart/"), let boundary = parameter("boundary", of: type) else {
      return decoded(head, body).map { ($0.bytes, $0.charset, address) }
    }
    for part in parts(of: body, boundary: boundary) {
      let (head, body) = split(part)
      if let found = decoded(head, body) {
        return (found.bytes, found.charset, address ?? head["content-location"])
      }
      if let nested = page(in: Array(part)), (head["content-type"] ?? "").lowercased().hasPrefix("multipart/")
      {
        return nested
      }
    }
    return nil
  }

  private static func decoded(
    _ head: [String: String], _ body: ArraySlice<UInt8>
  ) -> (bytes: [UInt8], charset: String?)? {
    let type = head["content-type"] ?? ""
    guard type.lowercased().contains("html") else { return nil }
    let bytes: [UInt8]
    switch head["content-transfer-encoding"]?.lowercased() {
    case "quoted-printable": bytes = unquoted(body)
    case "base64":
      bytes = Data(base64Encoded: Data(body), options: .ignoreUnknownCharacters).map { [UInt8]($0) } ?? []
    default: bytes = Array(body)
    }
    return (bytes, parameter("charset", of: type))
  }

  private static func split(_ bytes: ArraySlice<UInt8>) -> (head: [String: String], body: ArraySlice<UInt8>) {
    var head: [String: String] = [:]
    var last = ""
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.endIndex
      let line = String(decoding: bytes[index..<end], as: UTF8.self)
      index = min(bytes.endIndex, end + 1)
      let text = line.trimmedOfSpace()
      if text.isEmpty { break }
      if let first = line.first, first == " " || first == "\t" {
        head[last, default: ""] += " " + text
      } else if let colon = text.firstIndex(of: ":") {
        last = text[..<colon].lowercased()
        head[last] = String(text[text.index(after: colon)...]).trimmedOfSpace()
      }
    }
    return (head, bytes[index...])
  }

  private static func parameter(_ name: String, of value: String) -> String? {
    guard let found = value.range(of: name + "=", options: .caseInsensitive) else { return nil }
    let rest = value[found.upperBound...]
    if rest.first == "\"" { return String(rest.dropFirst().prefix { $0 != "\"" }) }
    return String(rest.prefix { $0 != ";" && !$0.isWhitespace })
  }

  private static func parts(of body: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
    let mark = Array("--\(boundary)".utf8)
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var index = body.startIndex
    while index < body.endIndex {
      let end = body[index...].firstIndex(of: 0x0A) ?? body.endIndex
      if body[index..<end].starts(with: mark) {
        if let start { parts.append(body[start..<index]) }
        start = min(body.endIndex, end + 1)
      }
      index = end + 1
    }
    return parts
  }

  private static func unquoted(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(body.count)
    var index = body.startIndex
    func digit(_ byte: UInt8) -> UInt8? {
      switch byte {
      case 0x30...0x39: byte - 0x30
      case 0x41...0x46: byte - 0x37
      case 0x61...0x66: byte - 0x57
      default: nil
      }
    }
    while index < body.endIndex {
      let byte = body[index]
      guard byte == 0x3D else {
        out.append(byte)
        index += 1
        continue
      }
      if index + 2 < body.endIndex, let high = digit(body[index + 1]), let low = digit(body[index + 2]) {
        out.append(high << 4 | low)
        index += 3
      } else if index + 1 < body.endIndex, body[index + 1] == 0x0A {
        index += 2
      } else if index + 2 < body.endIndex, body[index + 1] == 0x0D, body[index + 2] == 0x0A {
        index += 3
      } else {
        out.append(byte)
        index += 1
      }
    }
    return out
  }
}
