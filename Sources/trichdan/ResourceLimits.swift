import Foundation

/// What the shell lets the program have (`ulimit`). Swift's own library ends the program, with no word of ours, where there is no
/// memory left or no file can be opened: what is too little to work with is said before.
enum ResourceLimits {
  /// Open files that a command needs at the least: the streams, the database with its companions, input, output, patterns.
  private static let files = 24

  /// Throws a `CommandFailure` when articles cannot be annotated on so many threads with what there is.
  static func requireEnough(workers: Int) throws {
    // Measured: half a gigabyte of addresses for two threads, most of it the patterns and what they are compiled to.
    let needed = UInt64(256 + 128 * workers) << 20
    if let most = limit(memory), most < needed {
      throw CommandFailure(
        "the memory is limited to \(most >> 20) MB (ulimit -v) and \(needed >> 20) MB are needed; raise the limit, or take it away"
      )
    }
  }

  /// Throws a `CommandFailure` when too few files may be open at once for any command.
  static func requireFiles() throws {
    if let most = limit(openFiles), most < UInt64(files) {
      throw CommandFailure(
        "only \(most) files may be open at once (ulimit -n) and \(files) are needed; raise the limit")
    }
  }

  #if os(Linux)
    private static let memory = __rlimit_resource_t(RLIMIT_AS.rawValue)
    private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    private typealias Resource = __rlimit_resource_t
  #else
    private static let memory = RLIMIT_AS
    private static let openFiles = RLIMIT_NOFILE
    private typealias Resource = Int32
  #endif

  /// The limit of a resource; `nil` where there is none.
  private static func limit(_ resource: Resource) -> UInt64? {
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < UInt64.max >> 1 else { return nil }
    return UInt64(limit.rlim_cur)
  }
}
