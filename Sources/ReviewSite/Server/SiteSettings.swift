import QuoteCheck
import QuoteStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the review desk is served.
public struct SiteSettings: Sendable {
  /// The address to listen on.
  public var host = "127.0.0.1"
  /// The port; 0 takes any that is free.
  public var port = 8080
  /// What every visitor has to show; `nil` lets everybody in who reaches the address.
  public var token: String?
  /// Names besides the address under which the desk may be asked for.
  public var extraHosts: [String] = []
  /// Whether nothing can be changed.
  public var isReadOnly = false
  /// Who decides, where a browser does not say.
  public var reviewer = "unknown"
  /// Which records two reviewers read who do not see each other.
  public var double = DoubleShare(0)
  /// The program's version, which exports name.
  public var programVersion = "0"
  /// The most bytes of a request's body.
  public var largestBody = 2 << 20
  /// The most bytes of a file of articles, and how many seconds it may take to arrive.
  public var largestFile = 64 << 20
  /// The seconds within which a file has to be there whole.
  public var fileSeconds = 300.0
  /// The most bytes of an address with its query.
  public var longestAddress = 16 << 10
  /// How many seconds a request's body may take to arrive.
  public var bodySeconds = 15.0
  /// How many seconds a connection may be idle, or take to send a request's head.
  public var idleSeconds = 30
  /// The most connections at once; more wait until one is free.
  public var mostConnections = 4000
  /// How many seconds a request may read the database.
  public var readSeconds = 10.0
  /// The words that checks tell wordings by.
  public var checkLexicon = CheckLexicon.empty

  /// Makes settings for this machine alone.
  public init() {}

  /// Whether only this machine can reach the address.
  public var isLoopback: Bool { HostName.isLoopback(host) }

  /// A token that nobody can guess.
  public static func newToken() -> String { Secrets.random() }

  /// What is kept of a token: its SHA-256.
  public static func digest(ofToken token: String) -> String { Secrets.digest(token) }

  /// A reviewer's name as it is kept; `nil` when nothing is left of it.
  public static func reviewerName(_ typed: String) -> String? { Preferences.name(typed) }

  /// Asks the system for so many connections and gives how many there may be.
  public static func raiseConnectionLimit(wanted: Int) -> Int {
    var limit = rlimit()
    #if os(Linux)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0 else { return 200 }
    // Files, the database and what the server needs itself come off.
    let spare = 200
    let most =
      limit.rlim_max == rlim_t.max ? rlim_t(wanted + spare) : min(limit.rlim_max, rlim_t(wanted + spare))
    if limit.rlim_cur < most {
      limit.rlim_cur = most
      _ = setrlimit(resource, &limit)
      _ = getrlimit(resource, &limit)
    }
    return max(50, min(wanted, Int(min(limit.rlim_cur, rlim_t(Int32.max))) - spare))
  }
}
