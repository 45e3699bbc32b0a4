import Foundation

/// The program in a terminal of its own: keys go in, and the screen can be looked at.
final class PseudoTerminal {
  /// The size of the screen.
  let columns: Int
  let rows: Int
  /// Everything that the program has written, or has since `forgetOutput`.
  private(set) var output = ""
  private(set) var screen: TerminalScreen

  private let master: Int32
  private let slave: Int32
  private let process = Process()
  private var undecoded: [UInt8] = []

  /// Starts the program, or another one.
  init(
    _ arguments: [String], columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
    executable: String? = nil
  ) throws {
    self.columns = columns
    self.rows = rows
    screen = TerminalScreen(columns: columns, rows: rows)
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    var ends: (master: Int32, slave: Int32) = (-1, -1)
    guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0 else { throw NoTerminal() }
    (master, slave) = ends
    for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    process.executableURL = try executable.map { URL(fileURLWithPath: $0) } ?? Program.executable()
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    for name in [
      "TRICHDAN_PATTERNS", "TRICHDAN_DB", "NO_COLOR", "TRICHDAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG",
    ] {
      variables[name] = nil
    }
    variables["TRICHDAN_CONFIG"] = ""
    process.environment = variables.merging(["TERM": "xterm-256color"]) { $1 }.merging(environment) { $1 }
    let handle = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
  }

  private struct NoTerminal: Error {}

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    if isMasterOpen { close(master) }
    close(slave)
  }

  private var isMasterOpen = true

  /// How the terminal is set, as bytes that can be compared.
  var modes: [UInt8] {
    var modes = termios()
    tcgetattr(slave, &modes)
    return withUnsafeBytes(of: &modes.c_iflag) { Array($0) }
      + withUnsafeBytes(of: &modes.c_oflag) { Array($0) }
      + withUnsafeBytes(of: &modes.c_lflag) { Array($0) }
  }

  /// Starts `output` anew; the screen stays.
  func forgetOutput() { output = "" }

  /// Types.
  func type(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Sends a signal to the program.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Makes the window another size, of which the program is told.
  func resize(columns: Int, rows: Int) {
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    screen = TerminalScreen(columns: columns, rows: rows)
    signal(SIGWINCH)
  }

  /// Takes in what the program writes for so many milliseconds at most, or until there is something.
  func read(milliseconds: Int32) {
    guard isMasterOpen else {
      usleep(UInt32(milliseconds) * 1000)
      return
    }
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0, waiting.revents & Int16(POLLIN) != 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = Foundation.read(master, &bytes, bytes.count)
    guard count > 0 else { return }
    undecoded += bytes[..<count]
    // A letter may come in two pieces.
    var end = undecoded.count
    while end > 0, undecoded.count - end < 3, undecoded[end - 1] & 0xC0 == 0x80 { end -= 1 }
    if end > 0, undecoded[end - 1] >= 0xC0 {
      let length = undecoded[end - 1] >= 0xF0 ? 4 : undecoded[end - 1] >= 0xE0 ? 3 : 2
      end = undecoded.count - (end - 1) >= length ? undecoded.count : end - 1
    } else {
      end = undecoded.count
    }
    let text = String(decoding: undecoded[..<end], as: UTF8.self)
    undecoded.removeFirst(end)
    output += text
    screen.write(text)
  }

  /// Waits until the screen is as `isReady` wants it; false when it does not become so in two minutes, or when
  /// the program ends.
  func wait(_ isReady: (PseudoTerminal) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(120)
    while !isReady(self) {
      guard .now < end else { return false }
      if !process.isRunning {
        read(milliseconds: 0)
        return isReady(self)
      }
      read(milliseconds: 20)
    }
    return true
  }

  /// Waits until a text is on the screen, in one line or broken over several.
  func shows(_ text: String) -> Bool { wait { $0.screen.contains(text) } }

  /// Hangs up: the program's terminal is gone.
  func hangUp() {
    close(master)
    isMasterOpen = false
  }

  /// Waits for the program's end without taking in what it writes; gives its status, or -1 when it goes on.
  func endsUnread() -> Int32 {
    let end = ContinuousClock.now + .seconds(120)
    while process.isRunning, .now < end { usleep(20_000) }
    return process.isRunning ? -1 : self.end()
  }

  /// Waits for the program's end, and gives its status: the exit code, or 128 and the signal.
  func end() -> Int32 {
    let end = ContinuousClock.now + .seconds(120)
    while process.isRunning, .now < end { read(milliseconds: 20) }
    guard !process.isRunning else { return -1 }
    for _ in 0..<10 { read(milliseconds: 1) }
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }
}

/// What a terminal shows after the sequences that the program uses; another sequence is kept as a fault.
struct TerminalScreen {
  private(set) var lines: [[Character]]
  private(set) var column = 0
  private(set) var row = 0
  private(set) var hasCursor = true
  /// Whether the other screen is shown, which goes without a trace.
  private(set) var isAlternate = false
  private(set) var unknown: [String] = []
  /// Letters that were written beyond the right edge.
  private(set) var overflow = 0
  private let columns: Int
  private let rows: Int
  private var pending = ""

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    lines = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The screen's lines without the spaces at their ends.
  var text: String {
    lines.map { line in
      var line = line[...]
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  /// Whether a text is on the screen, in one line or broken over several.
  func contains(_ wanted: String) -> Bool {
    text.contains(wanted) || text.replacing("\n", with: " ").contains(wanted)
  }

  mutating func write(_ text: String) {
    var rest = (pending + text)[...]
    pending = ""
    while let character = rest.first {
      guard character == "\u{1B}" else {
        rest.removeFirst()
        put(character)
        continue
      }
      guard let end = rest.dropFirst(2).firstIndex(where: { $0.isASCII && ($0.isLetter || $0 == "~") }) else {
        pending = String(rest)
        return
      }
      obey(String(rest[rest.index(after: rest.startIndex)...end]))
      rest = rest[rest.index(after: end)...]
    }
  }

  private mutating func put(_ character: Character) {
    switch character {
    case "\r\n":
      (column, row) = (0, row + 1)
    case "\r": column = 0
    case "\n": row += 1
    default:
      if column >= columns || row >= rows {
        overflow += 1
      } else {
        lines[row][column] = character
        column += 1
      }
    }
    if row >= rows {
      lines.removeFirst()
      lines.append(Array(repeating: " ", count: columns))
      row = rows - 1
    }
  }

  private mutating func obey(_ sequence: String) {
    switch sequence {
    case "[H": (column, row) = (0, 0)
    case "[K": for place in min(column, columns)..<columns { lines[row][place] = " " }
    case "[J":
      for place in min(column, columns)..<columns { lines[row][place] = " " }
      for line in min(row + 1, rows)..<rows { lines[line] = Array(repeating: " ", count: columns) }
    case "[2J": lines = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    case "[?25h": hasCursor = true
    case "[?25l": hasCursor = false
    case "[?1049h": isAlternate = true
    case "[?1049l": isAlternate = false
    case "[?2004h", "[?2004l": break
    default:
      let body = sequence.dropFirst().dropLast()
      if sequence.hasSuffix("m") { return }
      let numbers = body.split(separator: ";").compactMap { Int($0) }
      if sequence.hasSuffix("H"), numbers.count == 2 {
        (row, column) = (min(rows, numbers[0]) - 1, min(columns, numbers[1]) - 1)
      } else {
        unknown.append(sequence)
      }
    }
  }
}
