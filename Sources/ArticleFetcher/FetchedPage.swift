/// What an address answered.
public struct FetchedPage: Sendable, Hashable {
  /// The address that was asked for, and the one that answered after redirects.
  public var address: String
  /// The address that answered, after redirects.
  public var finalAddress: String
  /// The bytes, expanded.
  public var bytes: [UInt8]
  /// The charset that the server names.
  public var charset: String?
  /// When it was fetched, ISO 8601 in UTC.
  public var fetched: String
  /// What to show at the next visit, so that the server says if nothing has changed.
  public var mark: VisitMark
}

/// What a server said of a page's version.
public struct VisitMark: Sendable, Hashable {
  /// `ETag`.
  public var tag: String?
  /// `Last-Modified`.
  public var modified: String?

  /// Makes a mark.
  public init(tag: String? = nil, modified: String? = nil) {
    self.tag = tag
    self.modified = modified
  }
}

/// How fetching an address ended.
public enum FetchOutcome: Sendable {
  case fetched(FetchedPage)
  /// The server says that nothing has changed since the last visit.
  case unchanged(address: String)
  /// Why there is nothing, and what would mend it.
  case failed(address: String, reason: String, remedy: String)
}

/// How addresses are fetched.
public struct FetchSettings: Sendable {
  /// Seconds between two requests to one host. A site's own wish is kept where it is longer.
  public var delay = 1.0
  /// The most bytes that a page may have, expanded.
  public var largest = 32 << 20
  /// Seconds that one request may take.
  public var timeout = 30.0
  /// How often a request is tried again that failed for a reason that may pass.
  public var retries = 2
  /// How many hosts are asked at the same time.
  public var hosts = 4
  /// Whether hosts are refused that are not of the public Internet: this machine, its network, what the numbers of private
  /// networks stand for. Whoever may name an address from elsewhere must not reach these through the program.
  public var refusesPrivateHosts = false
  /// The name that the program gives.
  public var agent = "trichdan"

  /// The usual settings.
  public init() {}
}
