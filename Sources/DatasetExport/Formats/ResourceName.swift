import QuoteEngine

/// The names (IRIs) that records, articles and speakers have in linked data.
enum ResourceName {
  /// The name of a record, `urn:trichdan:bai-1:q231-402`.
  static func record(_ article: String, _ layer: Layer, _ span: Span) -> String {
    "\(self.article(article)):\(layer == .quote ? "q" : "c")\(span.start)-\(span.end)"
  }

  /// The name of an article.
  static func article(_ key: String) -> String { "urn:trichdan:\(escaped(key))" }

  /// Where the article was found, as an IRI, else its name.
  static func location(_ url: String?, _ key: String) -> String {
    guard let url, hasScheme(url) else { return article(key) }
    return cleaned(url)
  }

  /// Whether `text` begins with a scheme, as an absolute IRI does.
  private static func hasScheme(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text.utf8[..<colon]
    guard let first = scheme.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A else { return false }
    return scheme.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D
        || byte == 0x2E
    }
  }

  /// The characters that an IRI may not hold are written as escapes.
  private static func cleaned(_ iri: String) -> String {
    var out = ""
    for scalar in iri.unicodeScalars {
      switch scalar {
      case "\0"..." ", "<", ">", "\"", "{", "}", "|", "\\", "^", "`", "\u{7F}"..."\u{9F}":
        escape(scalar, to: &out)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// All but letters, digits, `-`, `.`, `_` and `~` is escaped.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": out.unicodeScalars.append(scalar)
      default: escape(scalar, to: &out)
      }
    }
    return out
  }

  private static func escape(_ scalar: Unicode.Scalar, to out: inout String) {
    for byte in String(scalar).utf8 {
      let digits = String(byte, radix: 16, uppercase: true)
      out += digits.count < 2 ? "%0\(digits)" : "%\(digits)"
    }
  }
}
