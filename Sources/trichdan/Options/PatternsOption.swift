import ArgumentParser
import Foundation
import PatternFiles
import QuoteEngine

/// `--patterns`, with `$TRICHDAN_PATTERNS` and the patterns shipped with the program behind it.
struct PatternsOption: ParsableArguments {
  @Option(
    name: .customLong("patterns"),
    help: ArgumentHelp(
      "The directory of the patterns. Default: $TRICHDAN_PATTERNS, else the ones shipped with the program.",
      valueName: "dir"))
  var directory: String?

  /// Reads the pattern files that the user means.
  func files() throws -> [PatternFile] {
    do {
      let isNamed = !(ProcessInfo.processInfo.environment[PatternDirectory.variable] ?? "").isEmpty
      let directory = try PatternDirectory.locate(
        explicit: directory ?? (isNamed ? nil : Settings.current.patterns))
      return try PatternDirectory.readFiles(in: directory).map { PatternFile(name: $0.name, text: $0.text) }
    } catch let error as PatternDirectoryError {
      throw CommandFailure("\(error)")
    }
  }

  /// Reads and compiles the pattern library that the user means.
  func library() throws -> PatternLibrary {
    do {
      return try PatternLibrary(files: files())
    } catch let fault as PatternFault {
      throw CommandFailure("the pattern library cannot be used: \(fault)")
    }
  }
}
