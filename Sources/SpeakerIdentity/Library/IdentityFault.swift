/// What is wrong with a line of the files that the identity of speakers is decided by.
public struct IdentityFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's name within the pattern directory.
  public var file: String
  /// The line, from 1; 0 for the file as a whole.
  public var line: Int
  /// What is wrong, and how to mend it.
  public var message: String

  /// Makes a fault.
  public init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}
