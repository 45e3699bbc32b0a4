import Mustache

/// Text as HTML.
public enum HTML {
  /// The text with all characters that mean something in HTML replaced, in content and in attributes.
  ///
  /// It goes by bytes: a mark that a combining accent follows is still a mark to a browser.
  public static func escape(_ text: String) -> String {
    guard text.utf8.contains(where: isSpecial) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + 32)
    append(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends what `escape` gives to a buffer of UTF-8.
  static func append(_ text: some StringProtocol, to out: inout [UInt8]) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append($0, to: &out) }
    if isDone == nil { Array(text.utf8).withUnsafeBufferPointer { append($0, to: &out) } }
  }

  /// The same of bytes.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    var copied = 0
    for at in text.indices where isSpecial(text[at]) {
      out.append(contentsOf: text[copied..<at])
      copied = at + 1
      switch text[at] {
      case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
      default: out.append(contentsOf: "&#39;".utf8)
      }
    }
    out.append(contentsOf: text[copied...])
  }

  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }
}

/// HTML that is ready: a template takes it with three braces.
struct SafeHTML: MustacheCustomRenderable {
  /// The HTML.
  var text: String

  var renderText: String { text }
  var isNull: Bool { text.isEmpty }
}

/// How templates escape what they are given: by bytes. The library's own way goes by characters and lets a quotation
/// mark with a combining accent through.
struct TemplateEscaping: MustacheContentType {
  /// The name by which every template asks for it.
  static let name = "DESK"

  /// Makes it known to the template library.
  static func register() { MustacheContentTypes.register(TemplateEscaping(), named: name) }

  func escapeText(_ text: String) -> String { HTML.escape(text) }
}
