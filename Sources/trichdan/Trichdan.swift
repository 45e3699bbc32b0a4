import ArgumentParser
import Foundation

/// The program: its commands, and how it ends.
@main
struct Trichdan: ParsableCommand {
  /// The version that `--version` prints.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "trichdan",
    abstract: "Finds who is quoted as saying what in Vietnamese news articles.",
    discussion: """
      Examples:
        trichdan extract bai-bao/ > trich-dan.jsonl     one JSON line an article, no database
        trichdan ingest bai-bao/                        the same into the database trichdan.sqlite
        trichdan quotes --speaker "le thi minh"         everything that a speaker is quoted as saying
        trichdan check "…" --speaker "bà Minh"          is this quote in its source, in these words?
        trichdan review --below 0.8                     decide on quotes one by one
        trichdan serve                                  the same and more in a browser
        trichdan evaluate Corpus                        precision and recall against gold annotations
        trichdan patterns list --file cues.txt          the reporting verbs that the program knows
      """,
    version: version,
    subcommands: [
      Extract.self, Ingest.self, Reextract.self, Quotes.self, Speakers.self, Show.self, Check.self,
      Review.self, Serve.self, Export.self, Import.self, Verify.self, Report.self, Evaluate.self, Patterns.self,
    ])

  /// Runs the command line and ends the process with the status that `ExitStatus` describes.
  static func main() {
    // A reader that has gone is met as an error of `write`, and the program ends without a word.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      end(error)
    }
    fflush(nil)
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
      if !message.isEmpty { print(message) }
      fflush(nil)
      Foundation.exit(ExitStatus.done.rawValue)
    }
    if !message.isEmpty { printError(message) }
    if code == .validationFailure { Foundation.exit(ExitStatus.usage.rawValue) }
    // Errors that no command gave a status are those of a library: a file or the database failed.
    Foundation.exit(error is ExitCode ? code.rawValue : ExitStatus.unusable.rawValue)
  }
}
