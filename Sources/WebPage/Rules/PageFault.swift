/// A fault in the files that say how pages are read, with the file and line where it stands.
public struct PageFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's name within the pattern library, such as `pages/vnexpress.yaml`.
  public var file: String
  /// The line, counted from 1; 0 when the whole file is meant.
  public var line: Int
  /// What is wrong and what would mend it.
  public var message: String

  /// `file:line: message`.
  public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}
