import ArgumentParser
import Foundation

/// The commands with their arguments, as ArgumentParser describes them for other tools.
struct CommandTree: Decodable {
  /// A command.
  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool?
    var defaultSubcommand: String?
    var subcommands: [Command]?
    var arguments: [Argument]?

    /// The subcommands that users are told of, `help` left out.
    var shown: [Command] {
      (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    }
  }

  /// An argument, option or flag.
  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String

      /// As it is typed.
      var typed: String { (kind == "long" ? "--" : "-") + name }
    }
    var kind: String
    var shouldDisplay: Bool
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var preferredName: Name?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?
    var abstract: String?
    var discussion: String?

    /// As it stands in a usage line and before its explanation.
    var synopsis: String {
      switch kind {
      case "positional": "<\(valueName ?? "")>\(isRepeating ? " ..." : "")"
      case "flag": (names ?? []).map(\.typed).joined(separator: ", ")
      default: "\((names ?? []).map(\.typed).joined(separator: ", ")) <\(valueName ?? "")>"
      }
    }
  }

  /// The program.
  var command: Command

  /// Describes the program.
  static func make() throws -> Command {
    try JSONDecoder().decode(CommandTree.self, from: Data(Trichdan._dumpHelp().utf8)).command
  }

  /// The command that a command line is for, with those above it: as far as its words name commands.
  static func path(_ words: [String], in root: Command) -> [Command] {
    var path = [root]
    for word in words where !word.hasPrefix("-") {
      if word == "help", path.count == 1 { continue }
      guard let next = path[path.count - 1].subcommands?.first(where: { $0.commandName == word }) else {
        break
      }
      path.append(next)
    }
    return path
  }
}
