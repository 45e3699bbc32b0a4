/// A whole document as it was read, not parsed yet, so that another thread can parse it.
struct Document: Sendable {
  /// Where it came from: a file, an archive's entry, an address.
  var place: String
  /// The file that holds it, when that is another.
  var container: String?
  /// The key that its article is to have; `nil` for one made of the place.
  var key: String?
  var kind: DocumentKind
  var bytes: [UInt8]
  /// Where it was fetched.
  var address: String?
  /// The charset that the server names.
  var charset: String?
  /// When it was fetched, ISO 8601.
  var fetched: String?
  /// Whether it is one of many that nobody named, such as a page of a crawl: one without an article is passed over then,
  /// not refused.
  var isPartOfMany = false
}
