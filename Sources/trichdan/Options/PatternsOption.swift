import ArgumentParser
import Foundation
import PatternFiles
import QuoteCheck
import QuoteEngine
import SpeakerIdentity
import WebPage

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
      return try PatternDirectory.readFiles(in: Self.located(directory)).map {
        PatternFile(name: $0.name, text: $0.text)
      }
    } catch let error as PatternDirectoryError {
      throw CommandFailure("\(error)")
    }
  }

  /// The directory that the command names, else the environment, else the user's settings; else the one that is shipped.
  private static func located(_ directory: String?) throws -> URL {
    let isNamed = !(ProcessInfo.processInfo.environment[PatternDirectory.variable] ?? "").isEmpty
    return try PatternDirectory.locate(explicit: directory ?? (isNamed ? nil : Settings.current.patterns))
  }

  /// Names each file of words that ships with the program and is gone or empty in a directory of the user's: without it fewer
  /// quotes would be found, or more vouched for, and nobody would know why.
  private func nameMissing(_ folder: String, _ files: [PatternFile]) {
    // Where nothing ships with the program there is nothing to compare with.
    guard let shipped = try? PatternDirectory.locate(explicit: nil, environment: [:]),
      let names = try? FileManager.default.contentsOfDirectory(atPath: shipped.path + "/" + folder)
    else { return }
    let texts = Dictionary(files.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    for name in names.sorted() where name.hasSuffix(".txt") {
      let entries = texts["\(folder)/\(name)"]?.split(separator: "\n").filter {
        !$0.hasPrefix("#") && $0.contains { !$0.isWhitespace }
      }
      guard entries?.isEmpty ?? true else { continue }
      printError(
        "trichdan: the patterns have no \(entries == nil ? "file" : "entry in") \(folder)/\(name), so that less is found; "
          + "copy it from \(shipped.path)")
    }
  }

  /// Reads the data by which speakers are told apart and found.
  func identity() throws -> IdentityLibrary { try Self.identity(directory) }

  /// The same for a command that decides who speakers are: it names the lines that are passed over.
  func identityNamingFaults() throws -> IdentityLibrary {
    let library = try identity()
    for fault in library.faults { printError("trichdan: \(fault)") }
    return library
  }

  /// Reads the data by which speakers are told apart and found, from a directory or the one that is shipped.
  static func identity(_ directory: String?) throws -> IdentityLibrary {
    do {
      return IdentityLibrary(
        files: try PatternDirectory.readIdentityFiles(in: located(directory)).map {
          IdentityFile(name: $0.name, text: $0.text)
        })
    } catch let error as PatternDirectoryError {
      throw CommandFailure("\(error)")
    }
  }

  /// Reads what is known of papers' pages. Faults of single rules are for `lint`; the rest is used.
  func pages() throws -> PageLibrary {
    do {
      return PageLibrary(
        files: try PatternDirectory.readPageFiles(in: Self.located(directory)))
    } catch let error as PatternDirectoryError {
      throw CommandFailure("\(error)")
    }
  }

  /// Reads and compiles the pattern library that the user means.
  func library() throws -> PatternLibrary {
    let files = try files()
    nameMissing("lexicons", files)
    do {
      return try PatternLibrary(files: files)
    } catch let fault as PatternFault {
      throw CommandFailure("the pattern library cannot be used: \(fault)")
    }
  }

  /// Reads the files of words that checks need.
  func checkFiles() throws -> [PatternFile] {
    do {
      return try PatternDirectory.readCheckFiles(in: Self.located(directory)).map {
        PatternFile(name: $0.name, text: $0.text)
      }
    } catch let error as PatternDirectoryError {
      throw CommandFailure("\(error)")
    }
  }

  /// Reads the words that checks tell wordings by.
  func checkLexicon() throws -> CheckLexicon {
    do {
      let files = try checkFiles()
      nameMissing("checks", files)
      return try CheckLexicon(files: files)
    } catch let fault as CheckWordFault {
      throw CommandFailure("the words of checks cannot be used: \(fault)")
    }
  }
}
