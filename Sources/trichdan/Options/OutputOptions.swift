import ArgumentParser

/// `--quiet`, which every command takes.
struct QuietOption: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print no progress and no summary.")
  var quiet = false
}

/// `--format`, which every list takes.
struct FormatOption: ParsableArguments {
  @Option(name: .long, help: "How the list is printed: table, jsonl or csv.")
  var format: OutputFormat = .table
}
