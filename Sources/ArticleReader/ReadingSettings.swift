import WebPage

/// How articles are read.
public struct ReadingSettings: Sendable {
  /// What is known of papers' pages.
  public var pages = PageLibrary()
  /// The fields of JSON objects and tables.
  public var fields = FieldMap()
  /// Whether each article is given its origin, with the hash of its bytes. Those of documents have one in any case, without hash.
  public var keepsOrigin = false
  /// Whether the bytes go with the origin.
  public var keepsBytes = false

  /// The usual settings: no site rules, fields by their names, no origin.
  public init() {}
}
