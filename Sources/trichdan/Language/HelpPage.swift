/// The help text of a command in a language, wrapped to the terminal.
struct HelpPage {
  private let path: [CommandTree.Command]
  private let words: Messages
  private let width: Int

  /// Makes the page of the last command of `path`.
  init(_ path: [CommandTree.Command], _ words: Messages, width: Int) {
    self.path = path
    self.words = words
    self.width = max(40, width)
  }

  /// The page.
  var text: String {
    guard let command = path.last else { return "" }
    let name = path.map(\.commandName).joined(separator: " ")
    var out = ""
    if let abstract = command.abstract {
      out += wrapped("\(words("OVERVIEW")): \(words(abstract))", indent: 0)
    }
    if let discussion = command.discussion {
      out += "\n" + Self.paragraphs(words.paragraphs(discussion), width: width)
    }
    out += "\n" + wrapped("\(words("USAGE")): \(Self.usage(name, command, words))", indent: 0, hanging: 7)
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
    section("ARGUMENTS", arguments.filter { $0.kind == "positional" }.map(entry), &out)
    section("OPTIONS", arguments.filter { $0.kind != "positional" }.map(entry), &out)
    section(
      "SUBCOMMANDS",
      command.shown.map { sub in
        let isDefault = command.defaultSubcommand == sub.commandName
        return (sub.commandName + (isDefault ? " (\(words("default")))" : ""), words(sub.abstract ?? ""))
      }, &out)
    if !command.shown.isEmpty {
      out += "\n" + wrapped(words.message("See 'trichdan help <subcommand>' for detailed help."), indent: 2)
    }
    return out
  }

  private func entry(_ argument: CommandTree.Argument) -> (String, String) {
    (argument.synopsis, Self.explanation(argument, words))
  }

  /// What an argument is for, with its values and the one that it has when none is given.
  static func explanation(_ argument: CommandTree.Argument, _ words: Messages) -> String {
    var text = words(argument.abstract ?? "")
    var notes: [String] = []
    if let values = argument.allValues, !values.isEmpty {
      notes.append("\(words("values")): \(values.joined(separator: ", "))")
    }
    if let value = argument.defaultValue, argument.kind != "flag" {
      notes.append("\(words("default")): \(value)")
    }
    if !notes.isEmpty { text += (text.isEmpty ? "" : " ") + "(\(notes.joined(separator: "; ")))" }
    return text
  }

  static func usage(_ name: String, _ command: CommandTree.Command, _ words: Messages) -> String {
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
    var parts = [name]
    for argument in arguments where argument.kind != "positional" && !argument.isOptional {
      parts.append(argument.synopsis)
    }
    if arguments.contains(where: { $0.kind != "positional" }) { parts.append("[\(words("options"))]") }
    for argument in arguments where argument.kind == "positional" {
      parts.append(argument.isOptional ? "[\(argument.synopsis)]" : argument.synopsis)
    }
    if !command.shown.isEmpty { parts.append("<\(words("subcommand"))>") }
    return parts.joined(separator: " ")
  }

  private func section(_ title: String, _ entries: [(String, String)], _ out: inout String) {
    guard !entries.isEmpty else { return }
    out += "\n\(words(title)):\n"
    let column = 26
    for (name, explanation) in entries {
      let head = "  " + name
      let gap = DisplayWidth.of(head) < column - 1 ? column - DisplayWidth.of(head) : nil
      if explanation.isEmpty {
        out += head + "\n"
      } else if let gap {
        let text = wrapped(explanation, indent: column)
        out += head + String(repeating: " ", count: gap) + String(text.dropFirst(column))
      } else {
        out += head + "\n" + wrapped(explanation, indent: column)
      }
    }
  }

  private func wrapped(_ text: String, indent: Int, hanging: Int = 0) -> String {
    Self.wrapped(text, width: width, indent: indent, hanging: hanging)
  }

  /// A text in lines with space before each, the lines after the first with more.
  static func wrapped(_ text: String, width: Int, indent: Int, hanging: Int = 0) -> String {
    var styled = StyledText()
    styled.append(text)
    let room = max(20, width - indent - hanging)
    return styled.lines(width: room).enumerated().map { index, line in
      String(repeating: " ", count: indent + (index > 0 ? hanging : 0)) + line.text(colour: false) + "\n"
    }.joined()
  }

  /// Paragraphs whose lines belong together; lines that begin with spaces (examples) stay lines of their own, with what
  /// explains them below where both have no room.
  static func paragraphs(_ text: String, width: Int) -> String {
    var out = ""
    var paragraph = ""
    func end() {
      if !paragraph.isEmpty { out += wrapped(paragraph, width: width, indent: 0) }
      paragraph = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty || line.hasPrefix(" ") {
        end()
        out += example(String(line), width: width)
      } else {
        paragraph += (paragraph.isEmpty ? "" : " ") + line
      }
    }
    end()
    return out
  }

  private static func example(_ line: String, width: Int) -> String {
    guard DisplayWidth.of(line) > width else { return line + "\n" }
    let indent = line.prefix { $0 == " " }.count
    let body = String(line.dropFirst(indent))
    guard let gap = body.range(of: "  ", options: .backwards) else {
      return wrapped(body, width: width, indent: indent, hanging: 4)
    }
    let command = String(body[..<gap.lowerBound].reversed().drop { $0 == " " }.reversed())
    return wrapped(command, width: width, indent: indent, hanging: 4)
      + wrapped(String(body[gap.upperBound...]), width: width, indent: indent + 4)
  }
}
