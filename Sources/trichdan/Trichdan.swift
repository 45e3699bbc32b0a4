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

  /// The help that is asked for, where it is not in the language in which ArgumentParser writes it.
  private static func helpPage(for arguments: [String]) -> String? {
    let options = arguments.prefix { $0 != "--" }
    let isHelp = options.contains("--help") || options.contains("-h") || options.first == "help"
    // Without the tree, the parser's own page is shown, in English.
    guard Messages.current.language != .en, isHelp || arguments.isEmpty, let root = try? CommandTree.make()
    else {
      return nil
    }
    return HelpPage(CommandTree.path(arguments, in: root), .current, width: Terminal.width ?? 80).text
  }

  /// Throws when the first word is no command, with the one that may be meant.
  private static func requireCommand(_ arguments: [String]) throws {
    guard let word = arguments.first, !word.hasPrefix("-") else { return }
    let names = configuration.subcommands.map { $0._commandName } + ["help"]
    guard !names.contains(word), let nearest = Nearest.of(word, in: names) else { return }
    throw CommandFailure("“\(word)” is no command; did you mean “\(nearest)”?", status: .usage)
  }

  /// Prints what was asked for, and ends; throws when it cannot be written.
  private static func leave(saying text: String) throws -> Never {
    let output = StandardOutput()
    try output.write(text)
    try output.flush()
    Foundation.exit(ExitStatus.done.rawValue)
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
    if !message.isEmpty { printError(message) }
    if code == .validationFailure { Foundation.exit(ExitStatus.usage.rawValue) }
    // Errors that no command gave a status are those of a library: a file or the database failed.
    Foundation.exit(error is ExitCode ? code.rawValue : ExitStatus.unusable.rawValue)
  }
}
