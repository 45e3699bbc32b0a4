/// HTML being written, as UTF-8 bytes.
///
/// For what a page has many of. The template library asks of each value several times what it is, which takes a record's
/// card a tenth of a millisecond; written here it takes a small part of that.
struct HTMLWriter {
  private(set) var bytes: [UInt8] = []

  /// What was written, ready for a template.
  var html: SafeHTML { SafeHTML(text: String(decoding: bytes, as: UTF8.self)) }

  /// Writes markup as it is. Nothing that comes from an article or a reader can be a `StaticString`.
  mutating func markup(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Writes HTML that is ready, as UTF-8.
  mutating func ready(_ html: [UInt8]) { bytes.append(contentsOf: html) }

  /// Writes text, escaped for content and for attributes.
  mutating func text(_ text: some StringProtocol) { HTML.append(text, to: &bytes) }

  /// Writes a number.
  mutating func number(_ number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }
}
