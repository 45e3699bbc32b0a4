import ArgumentParser
import Foundation

/// `trichdan manual`: writes the man pages, for installing the program.
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the man pages into a directory.", shouldDisplay: false)

  @Argument(help: "The directory, which is made.")
  var directory: String

  @OptionGroup var quiet: QuietOption

  func run() throws {
    let root = try CommandTree.make()
    let words = Messages.current
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      func write(_ path: [CommandTree.Command]) throws {
        let name = path.map(\.commandName).joined(separator: "-")
        try ManualPage(path, words).text.write(
          toFile: "\(directory)/\(name).1", atomically: true, encoding: .utf8)
        for command in path[path.count - 1].shown { try write(path + [command]) }
      }
      try write([root])
    } catch let error as CocoaError {
      throw CommandFailure("\(directory): cannot be written: \(error.localizedDescription)")
    }
  }
}

/// The man page of a command, in man(7).
struct ManualPage {
  private let path: [CommandTree.Command]
  private let words: Messages

  /// Makes the page of the last command of `path`.
  init(_ path: [CommandTree.Command], _ words: Messages) {
    self.path = path
    self.words = words
  }

  /// The page.
  var text: String {
    guard let command = path.last else { return "" }
    let name = path.map(\.commandName).joined(separator: "-")
    var out = ".TH \"\(name.uppercased())\" \"1\" \"\" \"trichdan \(Trichdan.version)\" \"\"\n"
    out += ".SH \(words("NAME"))\n\(Self.escaped(name)) \\- \(Self.escaped(words(command.abstract ?? "")))\n"
    let usage = HelpPage.usage(path.map(\.commandName).joined(separator: " "), command, words)
    out += ".SH \(words("SYNOPSIS"))\n.B \(Self.escaped(usage))\n"
    if let discussion = command.discussion {
      out += ".SH \(words("DESCRIPTION"))\n\(Self.paragraphs(words.paragraphs(discussion)))"
    }
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
    if !arguments.isEmpty {
      out += ".SH \(words("OPTIONS"))\n"
      for argument in arguments {
        out += ".TP\n.B \(Self.escaped(argument.synopsis))\n"
        out += "\(Self.escaped(HelpPage.explanation(argument, words)))\n"
      }
    }
    if !command.shown.isEmpty {
      out += ".SH \(words("COMMANDS"))\n"
      for sub in command.shown {
        out += ".TP\n.BR \(Self.escaped(name))\\-\(Self.escaped(sub.commandName)) (1)\n"
        out += "\(Self.escaped(words(sub.abstract ?? "")))\n"
      }
    }
    if path.count == 1 {
      out += ".SH \(words("ENVIRONMENT"))\n"
      for variable in [
        "TRICHDAN_DB", "TRICHDAN_PATTERNS", "TRICHDAN_CONFIG", "TRICHDAN_LANG", "PAGER", "NO_COLOR",
      ] {
        out += ".TP\n.B \(variable)\n\(Self.escaped(words(Self.environment[variable] ?? "")))\n"
      }
      out += ".SH \(words("FILES"))\n.TP\n.I ~/.config/trichdan/config.yaml\n"
      out +=
        Self.escaped(words("Lines of “key: value”: database, patterns, reviewer, language (en or vi)."))
        + "\n"
    } else {
      out += ".SH \(words("SEE ALSO"))\n.BR \(Self.escaped(path[0].commandName)) (1)\n"
    }
    return out
  }

  /// What the variables are for.
  static let environment = [
    "TRICHDAN_DB": "The database, where --db names none.",
    "TRICHDAN_PATTERNS": "The directory of the patterns, where --patterns names none.",
    "TRICHDAN_CONFIG": "The file of the settings; empty for none.",
    "TRICHDAN_LANG": "The language of messages: en or vi.",
    "PAGER": "What shows lists that are longer than the screen; empty for none.",
    "NO_COLOR": "When it is set, nothing is coloured.",
  ]

  private static func paragraphs(_ text: String) -> String {
    var out = ""
    var isExample = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isIndented = line.hasPrefix(" ")
      if isIndented != isExample {
        out += isIndented ? ".nf\n" : ".fi\n"
        isExample = isIndented
      }
      out += line.isEmpty ? ".PP\n" : escaped(String(line)) + "\n"
    }
    return out + (isExample ? ".fi\n" : "")
  }

  /// Text that man does not obey.
  static func escaped(_ text: String) -> String {
    let text = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }
}
