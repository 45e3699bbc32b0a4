import ArgumentParser
import Foundation
import PatternFiles
import QuoteEngine
import SpeakerIdentity

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
      let directory = try PatternDirectory.locate(explicit: directory)
      return try PatternDirectory.readFiles(in: directory).map { PatternFile(name: $0.name, text: $0.text) }
    } catch let error as PatternDirectoryError {
      throw CommandFailure("\(error)")
    }
  }

  /// Reads the data by which speakers are told apart and found.
  func identity() throws -> IdentityLibrary { try Self.identity(directory) }

  /// Reads the data by which speakers are told apart and found, from a directory or the one that is shipped.
  static func identity(_ directory: String?) throws -> IdentityLibrary {
    do {
      let directory = try PatternDirectory.locate(explicit: directory)
      return IdentityLibrary(
        files: try PatternDirectory.readIdentityFiles(in: directory).map {
          IdentityFile(name: $0.name, text: $0.text)
        })
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
