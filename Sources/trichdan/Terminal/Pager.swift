import Foundation

/// Shows what is longer than the screen page by page, in the program that `$PAGER` names, else `less`.
///
/// What fits the screen is printed as it is. It starts with the first line too many, and gets the rest as it comes.
final class Pager {
  private let command: String
  private let rows: Int
  private var held: [UInt8] = []
  private var lines = 0
  private var process: pid_t?
  private var pipe: Int32 = -1

  private init(command: String, rows: Int) {
    self.command = command
    self.rows = rows
  }

  deinit { end() }

  /// The pager for standard output; `nil` where that is no terminal, or the user wants none (`$PAGER` empty or `cat`).
  static func forTerminal(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> Pager? {
    guard Terminal.hasOutput, environment["TERM"] != "dumb", let rows = Terminal.height else { return nil }
    let command = environment["PAGER"] ?? (hasLess(environment["PATH"] ?? "") ? "less" : "")
    guard !command.isEmpty, command != "cat" else { return nil }
    return Pager(command: command, rows: rows)
  }

  private static func hasLess(_ path: String) -> Bool {
    path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/less") }
  }

  /// Takes the next bytes. Throws `BrokenPipe` when the user has left the pager.
  func write(_ bytes: [UInt8]) throws {
    if process != nil { return try Descriptor.send(bytes, to: pipe) }
    held += bytes
    lines += bytes.count(where: { $0 == 0x0A })
    guard lines >= rows else { return }
    guard start() else { return }
    try Descriptor.send(held, to: pipe)
    held.removeAll()
  }

  /// Prints what fitted the screen, or waits until the user leaves the pager.
  func finish() throws {
    if process == nil { try Descriptor.send(held, to: STDOUT_FILENO) }
    held.removeAll()
    end()
  }

  private func end() {
    guard let process else { return }
    self.process = nil
    close(pipe)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    signal(SIGINT, SIG_DFL)
  }

  /// Starts the pager; false when it cannot be started, and all is printed as it is.
  private func start() -> Bool {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #if canImport(Darwin)
      var files: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var files = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&files)
    posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&files)
      posix_spawnattr_destroy(&attributes)
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var environment = ProcessInfo.processInfo.environment
    // Quit when all fits, show colours, leave the text on the screen.
    if environment["LESS"] == nil { environment["LESS"] = "FRX" }
    if environment["LESSCHARSET"] == nil { environment["LESSCHARSET"] = "utf-8" }
    var arguments: [UnsafeMutablePointer<CChar>?] =
      (["/bin/sh", "-c", command] as [String]).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var id: pid_t = 0
    let failure = posix_spawn(&id, "/bin/sh", &files, &attributes, &arguments, &variables)
    close(ends[0])
    guard failure == 0 else {
      close(ends[1])
      return false
    }
    // An interrupt is the pager's: it ends a search there, and this program must not leave before it.
    signal(SIGINT, SIG_IGN)
    process = id
    pipe = ends[1]
    return true
  }
}
