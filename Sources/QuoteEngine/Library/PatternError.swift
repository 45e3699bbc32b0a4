/// A fault in the pattern library, with the file and line where it stands.
public struct PatternFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's name within the pattern library, such as `lexicons/cues.txt`.
  public var file: String
  /// The line, counted from 1; 0 when the fault is of the whole file.
  public var line: Int
  /// What is wrong and what would mend it.
  public var message: String

  /// `file:line: message`, the form that editors understand.
  public var description: String {
    line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
  }
}
