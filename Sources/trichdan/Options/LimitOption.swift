import ArgumentParser

/// `--limit`, which every list takes.
struct LimitOption: ParsableArguments {
  @Option(name: .customLong("limit"), help: ArgumentHelp("At most so many.", valueName: "n"))
  var most: Int?

  mutating func validate() throws { try Self.check(most) }

  /// Fails where a limit would leave nothing.
  static func check(_ limit: Int?) throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a whole number from 1") }
  }
}
