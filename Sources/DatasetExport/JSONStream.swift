import QuoteEngine

/// Writes one JSON value after another into a buffer of UTF-8, with the commas between them.
package struct JSONStream {
  /// What is written.
  package var bytes: [UInt8] = []
  private var isCommaDue = false

  /// Makes a stream that goes on after `bytes`.
  package init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// Writes an object whose members `body` writes.
  package mutating func object(_ body: (inout JSONStream) -> Void) {
    open(UInt8(ascii: "{"))
    body(&self)
    close(UInt8(ascii: "}"))
  }

  /// Writes an array whose elements `body` writes.
  package mutating func array(_ body: (inout JSONStream) -> Void) {
    open(UInt8(ascii: "["))
    body(&self)
    close(UInt8(ascii: "]"))
  }

  /// Writes the key of the member whose value comes next.
  package mutating func key(_ key: StaticString) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    JSONWriter.raw(key, to: &bytes)
    JSONWriter.raw("\":", to: &bytes)
    isCommaDue = false
  }

  /// Writes a member that is an object.
  package mutating func object(_ name: StaticString, _ body: (inout JSONStream) -> Void) {
    key(name)
    object(body)
  }

  /// Writes a member that is an array.
  package mutating func array(_ name: StaticString, _ body: (inout JSONStream) -> Void) {
    key(name)
    array(body)
  }

  /// Writes a member that is a string, or null.
  package mutating func member(_ name: StaticString, _ value: String?) {
    key(name)
    JSONWriter.string(value, to: &bytes)
    isCommaDue = true
  }

  /// Writes a member that is a string, where there is one.
  package mutating func optional(_ name: StaticString, _ value: String?) {
    if let value { member(name, value) }
  }

  /// Writes a member that is a whole number.
  package mutating func member(_ name: StaticString, _ value: Int) {
    key(name)
    JSONWriter.integer(value, to: &bytes)
    isCommaDue = true
  }

  /// Writes a member that is true or false.
  package mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    if value { JSONWriter.raw("true", to: &bytes) } else { JSONWriter.raw("false", to: &bytes) }
    isCommaDue = true
  }

  /// Writes a member that is a number which reads back as it is.
  package mutating func member(_ name: StaticString, _ value: Double) {
    key(name)
    JSONWriter.number(value, to: &bytes)
    isCommaDue = true
  }

  /// Writes a member that is an array of strings.
  package mutating func member(_ name: StaticString, _ values: [String]) {
    array(name) { for value in values { $0.string(value) } }
  }

  /// Writes a string as an element.
  package mutating func string(_ value: String) {
    comma()
    JSONWriter.string(value, to: &bytes)
    isCommaDue = true
  }

  /// Writes a whole number as an element.
  mutating func integer(_ value: Int) {
    comma()
    JSONWriter.integer(value, to: &bytes)
    isCommaDue = true
  }

  /// Writes the members `start`, `end` and `text` of an excerpt.
  package mutating func place(_ excerpt: Excerpt) {
    member("start", excerpt.span.start)
    member("end", excerpt.span.end)
    member("text", excerpt.text)
  }

  /// Writes a member that is an excerpt, or null.
  package mutating func member(_ name: StaticString, _ excerpt: Excerpt?) {
    guard let excerpt else { return member(name, nil as String?) }
    object(name) { $0.place(excerpt) }
  }

  /// Writes the members that say which article it is; what is not known of it is empty.
  mutating func about(_ article: DatasetArticle, key: StaticString) {
    let about = article.article
    member(key, about.id)
    member("title", about.title ?? "")
    member("url", about.url ?? "")
    member("source", about.source ?? "")
    member("published", about.published ?? "")
    member("author", about.author ?? "")
    member("sha256", article.sha256)
  }

  /// Writes text that is JSON already and ends no value, such as white space.
  package mutating func raw(_ text: StaticString) { JSONWriter.raw(text, to: &bytes) }

  private mutating func open(_ bracket: UInt8) {
    comma()
    bytes.append(bracket)
    isCommaDue = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    isCommaDue = true
  }

  private mutating func comma() {
    if isCommaDue { bytes.append(UInt8(ascii: ",")) }
  }
}
