import ArgumentParser
import Foundation

/// `--db`, with `$TRICHDAN_DB`, the settings and `trichdan.sqlite` behind it.
struct DatabaseOption: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp(
      "The database. Default: $TRICHDAN_DB, else the settings' one, else trichdan.sqlite in this directory.",
      valueName: "file"))
  var file: String?

  /// The path of the database that the user means.
  var path: String {
    if let file { return file }
    if let named = ProcessInfo.processInfo.environment["TRICHDAN_DB"], !named.isEmpty { return named }
    return Settings.current.database ?? "trichdan.sqlite"
  }
}
