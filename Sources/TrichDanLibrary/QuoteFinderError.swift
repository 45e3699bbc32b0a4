import PatternFiles

/// Why the patterns cannot be used, and what would mend it.
public enum QuoteFinderError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There are no patterns anywhere that was looked at.
  case notFound(searched: [String])
  /// A folder or file cannot be read, or holds no patterns.
  case unusable(path: String, reason: String)
  /// A file says something that cannot be understood. `line` counts from 1; 0 means the whole file.
  case fault(file: String, line: Int, message: String)

  init(_ error: PatternDirectoryError) {
    switch error {
    case .notFound(let searched): self = .notFound(searched: searched)
    case .unusable(let path, _):
      self = .unusable(path: path, reason: "not a pattern directory: it has to hold a directory `lexicons`")
    case .unreadable(let path, let reason): self = .unusable(path: path, reason: "cannot be read: \(reason)")
    case .notUTF8(let path, let byte):
      self = .unusable(path: path, reason: "not UTF-8 at byte \(byte); save the file as UTF-8")
    }
  }

  /// What is wrong and what would mend it.
  public var description: String {
    switch self {
    case .notFound(let searched):
      "no patterns found; looked in \(searched.joined(separator: ", ")). Name their folder, or set $TRICHDAN_PATTERNS"
    case .unusable(let path, let reason): "\(path): \(reason)"
    case .fault(let file, let line, let message):
      line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
    }
  }
}
