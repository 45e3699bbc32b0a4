import ArgumentParser

/// What the program tells the shell when it ends.
enum ExitStatus: Int32, Sendable {
  /// The work is done and, where there was a question, the answer is yes.
  case done = 0
  /// The work is done and the answer is no: faults found, articles refused, a quote not verified.
  case no = 1
  /// The command was not typed as it has to be.
  case usage = 2
  /// The database or a file cannot be used.
  case unusable = 3

  /// The error to throw for ending with this status and no message.
  var exit: ExitCode { ExitCode(rawValue) }
}

/// Ends a command with a message on standard error, which says what is wrong and what would mend it.
struct CommandFailure: Error, CustomStringConvertible {
  /// What is wrong, and the remedy.
  var message: String
  /// What the shell is told.
  var status: ExitStatus

  /// Makes a failure; a file or database that cannot be used is the usual one.
  init(_ message: String, status: ExitStatus = .unusable) {
    self.message = message
    self.status = status
  }

  var description: String { message }
}
