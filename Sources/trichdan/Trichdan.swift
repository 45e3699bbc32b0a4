import ArgumentParser
import Foundation
import TrichDan

/// The program: its commands, and how it ends.
@main
struct Trichdan: AsyncParsableCommand {
  /// The version that `--version` prints.
  static let version = "\(LibraryVersion.number)"

  static let configuration = CommandConfiguration(
    commandName: "trichdan",
    abstract: "Finds who is quoted as saying what in Vietnamese news articles.",
    discussion: """
      Examples:
        trichdan extract bai-bao/ > trich-dan.jsonl     one JSON line an article, no database
        trichdan ingest bai-bao/                        the same into the database trichdan.sqlite
        trichdan quotes --speaker "le thi minh"         everything that a speaker is quoted as saying
        trichdan search "nước ngọt"                     speakers, articles and quotes with these words
        trichdan check "…" --speaker "bà Minh"          is this quote in its source, in these words?
        trichdan review --below 0.8                     decide on quotes one by one
        trichdan serve                                  the same and more in a browser
        trichdan evaluate Corpus                        precision and recall against gold annotations
        trichdan patterns list --file cues.txt          the reporting verbs that the program knows
      """,
    version: version,
    subcommands: [
      Extract.self, Ingest.self, Reextract.self, Quotes.self, Search.self, Speakers.self, Articles.self,
      Show.self, Source.self, Check.self, Review.self, Serve.self, Reviewers.self, Export.self, Import.self,
      Verify.self, Repair.self, Report.self, Evaluate.self, Learn.self, Patterns.self, Demo.self,
      DatasetteViews.self, Manual.self,
    ])

  /// Runs the command line and ends the process with the status that `ExitStatus` describes.
  ///
  /// On the main thread, which has the stack that commands need; only the desk waits for others there.
  @MainActor static func main() async {
    StandardStreams.occupy()
    // A reader that has gone is met as an error of `write`, and the program ends without a word.
    signal(SIGPIPE, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if arguments == ["-V"] || arguments == ["--version"] { try leave(saying: ProgramVersion.line + "\n") }
      try ResourceLimits.requireFiles()
      try Settings.check()
      if let page = helpPage(for: arguments) { try leave(saying: page) }
      try requireCommand(arguments)
      var command = try parseAsRoot()
      if var desk = command as? any AsyncParsableCommand { try await desk.run() } else { try command.run() }
    } catch {
      end(error)
    }
    fflush(nil)
  }

  /// The help that is asked for, in the user's language and at the terminal's width.
  private static func helpPage(for arguments: [String]) -> String? {
    let options = arguments.prefix { $0 != "--" }
    let isHelp = options.contains("--help") || options.contains("-h") || options.first == "help"
    // Without the tree, the parser's own page is shown, in English.
    guard isHelp || arguments.isEmpty, let root = try? CommandTree.make() else { return nil }
    return HelpPage(CommandTree.path(arguments, in: root), .current, width: Terminal.width ?? 80).text
  }

  /// Throws when a word that should be a command is none, with the one that may be meant.
  private static func requireCommand(_ arguments: [String]) throws {
    var group: any ParsableCommand.Type = self
    for word in arguments {
      let subcommands = group.configuration.subcommands
      guard !subcommands.isEmpty, !word.hasPrefix("-") else { return }
      if let next = subcommands.first(where: { $0._commandName == word }) {
        group = next
        continue
      }
      let names = subcommands.map { $0._commandName } + (group == self ? ["help"] : [])
      guard !names.contains(word), let nearest = Nearest.of(word, in: names) else { return }
      throw CommandFailure("“\(word)” is no command; did you mean “\(nearest)”?", status: .usage)
    }
  }

  /// Prints what was asked for, and ends; throws when it cannot be written.
  private static func leave(saying text: String) throws -> Never {
    let output = StandardOutput()
    try output.write(text)
    try output.flush()
    Foundation.exit(ExitStatus.done.rawValue)
  }

  /// The parser's message about a value that an option does not have, with the value that may be meant.
  private static func withSuggestion(_ message: String) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.first, let invalid = first.range(of: "' is invalid for '"),
      let mark = first.range(of: "The value '")
    else { return message }
    // The values stand in quotes in the line itself, or one each in those after it.
    let quoted = first[invalid.upperBound...].split(separator: "'").dropFirst().map(String.init)
    let listed = lines.filter { $0.hasPrefix("  - ") }.map { String($0.dropFirst(4)) }
    let values = listed.isEmpty ? quoted.filter { !$0.contains(" ") && !$0.contains(",") } : listed
    guard let nearest = Nearest.of(String(first[mark.upperBound..<invalid.lowerBound]), in: values) else {
      return message
    }
    lines.insert("Did you mean '\(nearest)'?", at: listed.isEmpty ? 1 : 1 + listed.count)
    return lines.joined(separator: "\n")
  }

  private static func end(_ error: any Error) -> Never {
    fflush(nil)
    switch error {
    case is BrokenPipe: Foundation.exit(ExitStatus.done.rawValue)
    case let failure as CommandFailure:
      printError("trichdan: \(failure.message)")
      Foundation.exit(failure.status.rawValue)
    default: break
    }
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if code == .success {
      do {
        let output = StandardOutput()
        if !message.isEmpty { try output.line(message) }
        try output.flush()
      } catch { end(error) }
      Foundation.exit(ExitStatus.done.rawValue)
    }
    if !message.isEmpty { printError(withSuggestion(message)) }
    if code == .validationFailure { Foundation.exit(ExitStatus.usage.rawValue) }
    // Errors that no command gave a status are those of a library: a file or the database failed.
    Foundation.exit(error is ExitCode ? code.rawValue : ExitStatus.unusable.rawValue)
  }
}
