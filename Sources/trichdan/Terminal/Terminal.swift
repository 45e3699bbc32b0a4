import Foundation

/// What is known of the terminal that the program runs in.
enum Terminal {
  /// Whether standard output is a terminal.
  static let hasOutput = isatty(STDOUT_FILENO) == 1
  /// Whether standard error is a terminal.
  static let hasErrors = isatty(STDERR_FILENO) == 1

  /// Whether standard output takes colour: as `--color` says, else a terminal, `NO_COLOR` not set, and no dumb terminal.
  static let hasColour =
    switch ColourChoice.typed(CommandLine.arguments) {
    case .always: true
    case .never: false
    case .auto: hasOutput && allowsColour(ProcessInfo.processInfo.environment)
    }

  /// The width of standard output in columns, or `nil` where it is no terminal and lines may be long.
  static var width: Int? {
    guard hasOutput else { return nil }
    if let size, size.ws_col > 0 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 100
  }

  /// The height of standard output in lines, or `nil` where it is no terminal or its height is not known.
  static var height: Int? {
    guard hasOutput, let size, size.ws_row > 0 else { return nil }
    return Int(size.ws_row)
  }

  private static var size: winsize? {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }

  /// Whether the environment allows colour (https://no-color.org).
  static func allowsColour(_ environment: [String: String]) -> Bool {
    (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}

/// When output is coloured.
enum ColourChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// What the arguments of the program say, whichever command they are for.
  static func typed(_ arguments: [String]) -> ColourChoice {
    TypedOption.value(of: "--color", in: arguments).flatMap(ColourChoice.init) ?? .auto
  }
}

/// Options that are looked for before the command line is understood.
enum TypedOption {
  /// The value of the last `--name value` or `--name=value` before `--`.
  static func value(of name: String, in arguments: [String]) -> String? {
    let options = arguments.prefix { $0 != "--" }
    guard let index = options.lastIndex(where: { $0 == name || $0.hasPrefix(name + "=") }) else { return nil }
    if options[index] != name { return String(options[index].dropFirst(name.count + 1)) }
    return index + 1 < options.endIndex ? options[index + 1] : nil
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
