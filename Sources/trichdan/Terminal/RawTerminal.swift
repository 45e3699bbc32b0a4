import Foundation

/// The terminal while a program has all of it: keys come one by one, and the screen is a page that is drawn anew.
///
/// What was on the screen and how the terminal was set comes back when this ends, however it ends: `close()`, a signal
/// that ends the program, a fault of it. Only SIGKILL leaves no time; `reset` mends the terminal then.
final class RawTerminal {
  /// What happens at a terminal.
  enum Event: Equatable, Sendable {
    case key(Key)
    /// The window has another size, or the program was stopped and goes on: draw again.
    case redraw
    /// Nobody types any more.
    case endOfInput
    /// A signal asks the program to end.
    case signal(Int32)
  }

  private static let ending: [Int32] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  private static let faults: [Int32] = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT]
  /// The other screen, no cursor, pasted text in brackets.
  private static let enter = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?2004h\u{1B}[2J"
  private static let leave = "\u{1B}[0m\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l"

  private var keys = KeyParser()
  private var waiting: [Event] = []
  private var isOpen = false

  /// Takes the terminal over. Throws `CommandFailure` when standard input or output is none.
  init() throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw CommandFailure(
        "this command needs a terminal for its keys and its screen; run it without < and > and not in a pipe",
        status: .usage)
    }
    guard tcgetattr(STDIN_FILENO, &RestoredTerminal.modes) == 0 else {
      throw CommandFailure("the terminal cannot be set: \(String(cString: strerror(errno)))")
    }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw CommandFailure("no pipe can be made: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (wakeRead, RestoredTerminal.wake) = (ends[0], ends[1])
    RestoredTerminal.prepare(Self.leave)
    for number in [SIGWINCH, SIGCONT, SIGTSTP] { signal(number) { RestoredTerminal.note($0) } }
    // These break off a write to a terminal that nobody reads: `signal` would have it go on for ever.
    for number in Self.ending {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { RestoredTerminal.noteEnd($0) }
      sigaction(number, &action, nil)
    }
    for number in Self.faults { signal(number) { RestoredTerminal.fault($0) } }
    // Whoever started the program may have signals blocked, which it has inherited.
    var awaited = sigset_t()
    sigemptyset(&awaited)
    for number in Self.ending + Self.faults + [SIGWINCH, SIGCONT, SIGTSTP] { sigaddset(&awaited, number) }
    pthread_sigmask(SIG_UNBLOCK, &awaited, nil)
    open()
  }

  private let wakeRead: Int32

  deinit { close() }

  private func open() {
    var modes = RestoredTerminal.modes
    cfmakeraw(&modes)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    isOpen = true
    RestoredTerminal.isRaw = 1
    send(Self.enter)
  }

  /// Gives the terminal back as it was.
  func close() {
    guard isOpen else { return }
    isOpen = false
    RestoredTerminal.restore()
    for number in Self.ending + Self.faults + [SIGWINCH, SIGCONT, SIGTSTP] { signal(number, SIG_DFL) }
  }

  /// Columns and rows.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Draws a page: its lines from the top, the rest empty. `cursor` is where to type, when there is such a place.
  func draw(_ lines: [String], cursor: (column: Int, row: Int)? = nil) {
    var out = "\u{1B}[?25l\u{1B}[H"
    for (index, line) in lines.enumerated() { out += (index > 0 ? "\r\n" : "") + line + "\u{1B}[0m\u{1B}[K" }
    out += "\u{1B}[J"
    if let cursor { out += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h" }
    send(out)
  }

  /// Waits for the next event.
  func next() -> Event {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      var files = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wakeRead, events: Int16(POLLIN), revents: 0),
      ]
      // Escape alone is a key, and the begin of others: those come at once, or within a slow line's delay.
      let ready = poll(&files, 2, keys.isInEscape ? 100 : -1)
      if ready < 0, errno != EINTR { return .endOfInput }
      if ready == 0 { waiting += keys.flush().map(Event.key) }
      if files[1].revents != 0 { readSignals() }
      if files[0].revents != 0 {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count > 0 {
          waiting += keys.parse(bytes[..<count]).map(Event.key)
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
          waiting.append(.endOfInput)
        }
      }
    }
  }

  private func readSignals() {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(wakeRead, &bytes, bytes.count)
    for number in bytes.prefix(max(0, count)).map(Int32.init) {
      switch number {
      case SIGTSTP: suspend()
      case SIGCONT, SIGWINCH:
        if !waiting.contains(.redraw) { waiting.append(.redraw) }
      default: waiting.append(.signal(number))
      }
    }
  }

  /// Stops the program as Ctrl-Z does elsewhere, and takes the terminal over again when it goes on.
  func suspend() {
    RestoredTerminal.restore()
    isOpen = false
    signal(SIGTSTP, SIG_DFL)
    kill(getpid(), SIGTSTP)
    signal(SIGTSTP) { RestoredTerminal.note($0) }
    open()
    waiting.append(.redraw)
  }

  /// Writes to the terminal; one that is gone is met as the end of input.
  private func send(_ text: String) {
    var text = text
    let isSent = text.withUTF8 { RestoredTerminal.send(UnsafeRawBufferPointer($0)) }
    if !isSent { waiting.append(.endOfInput) }
  }
}

/// What a signal handler needs: plain memory, and functions that may be called at any moment.
private enum RestoredTerminal {
  nonisolated(unsafe) static var modes = termios()
  nonisolated(unsafe) static var isRaw: sig_atomic_t = 0
  nonisolated(unsafe) static var wake: Int32 = -1
  nonisolated(unsafe) static var isEnding: sig_atomic_t = 0
  nonisolated(unsafe) private static var bytes: UnsafeMutableRawBufferPointer?

  static func prepare(_ text: String) {
    guard bytes == nil else { return }
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
    memory.copyBytes(from: text.utf8)
    bytes = memory
  }

  /// Sets the terminal as it was before.
  static func restore() {
    guard isRaw != 0 else { return }
    isRaw = 0
    // A terminal that takes nothing is not waited for.
    var waiting = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    let isRead = poll(&waiting, 1, isEnding == 0 ? -1 : 200) > 0
    if let bytes, isRead { _ = write(STDOUT_FILENO, bytes.baseAddress, bytes.count) }
    tcsetattr(STDIN_FILENO, isEnding == 0 && isRead ? TCSADRAIN : TCSANOW, &modes)
  }

  /// Notes that the program is to end, which a write that is under way must know of.
  static func noteEnd(_ number: Int32) {
    isEnding = 1
    note(number)
  }

  /// Hands a signal on to the loop that waits for keys.
  static func note(_ number: Int32) {
    let before = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(wake, &byte, 1)
    errno = before
  }

  /// Restores the terminal and lets the fault take its course.
  static func fault(_ number: Int32) {
    restore()
    signal(number, SIG_DFL)
    raise(number)
  }

  static func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var sent = 0
    while sent < bytes.count {
      // The loop that waits for keys meets the signal; what is drawn no longer counts.
      if isEnding != 0 { return true }
      let count = write(STDOUT_FILENO, bytes.baseAddress! + sent, bytes.count - sent)
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}
