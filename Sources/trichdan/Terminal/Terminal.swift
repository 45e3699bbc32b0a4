import Foundation

/// What is known of the terminal that the program runs in.
enum Terminal {
  /// Whether standard output is a terminal.
  static let hasOutput = isatty(STDOUT_FILENO) == 1
  /// Whether standard error is a terminal.
  static let hasErrors = isatty(STDERR_FILENO) == 1

  /// Whether standard output takes colour: a terminal, `NO_COLOR` not set, and no dumb terminal.
  static let hasColour = hasOutput && allowsColour(ProcessInfo.processInfo.environment)

  /// The width of standard output in columns, or `nil` where it is no terminal and lines may be long.
  static var width: Int? {
    guard hasOutput else { return nil }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 100
  }

  /// Whether the environment allows colour (https://no-color.org).
  static func allowsColour(_ environment: [String: String]) -> Bool {
    (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}

/// A way to set off a stretch of text on a terminal.
enum Style: String {
  case bold = "1"
  case dim = "2"
  case underline = "4"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case blue = "34"
  case magenta = "35"
  case cyan = "36"

  /// `text` in this style where `colour` holds, else `text` as it is.
  func applied(to text: String, colour: Bool = Terminal.hasColour) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}
