import Mustache

/// What a template is given: names and values. A value that is not there is left out.
///
/// The template library asks each value several times what it is. For a dictionary the answer takes it microseconds, for
/// a type of its own a small part of that; a page has thousands of such questions.
struct Fields: MustacheParent, ExpressibleByDictionaryLiteral {
  private var values: [String: Any]

  init(dictionaryLiteral elements: (String, Any)...) {
    values = Dictionary(elements, uniquingKeysWith: { $1 })
  }

  /// A value; `nil` takes it away.
  subscript(name: String) -> Any? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// Takes over all of another's values.
  mutating func merge(_ other: Fields) { values.merge(other.values) { $1 } }

  func child(named name: String) -> Any? { values[name] }
}
