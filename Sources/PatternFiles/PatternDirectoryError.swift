/// Why the patterns could not be found or read, and what would mend it.
public enum PatternDirectoryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No pattern directory stands anywhere that was looked at.
  case notFound(searched: [String])
  /// The directory that the user named is none, or holds no lexicons. `origin` says who named it.
  case unusable(path: String, origin: String)
  /// A file could not be read.
  case unreadable(path: String, reason: String)
  /// A file is not UTF-8; `byte` is the offset of the first bad byte.
  case notUTF8(path: String, byte: Int)

  /// The message for the user.
  public var description: String {
    switch self {
    case .notFound(let searched):
      "no patterns found; looked in \(searched.joined(separator: ", ")). "
        + "Name their directory with --patterns DIR or $TRICHDAN_PATTERNS"
    case .unusable(let path, let origin):
      "\(path): not a pattern directory (\(origin)): it has to hold a directory `lexicons`"
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)"
    case .notUTF8(let path, let byte):
      "\(path): not UTF-8 at byte \(byte); save the file as UTF-8"
    }
  }
}
