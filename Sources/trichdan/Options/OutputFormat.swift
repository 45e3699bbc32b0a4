import ArgumentParser

/// How lists are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// Aligned columns for people.
  case table
  /// One JSON object a line.
  case jsonl
  /// Comma-separated values (RFC 4180) with a head line.
  case csv
}
