import Foundation
import PatternFiles
import QuoteEngine

/// Finds and reads the patterns of a program that depends on this library.
package enum PatternFolder {
  /// Reads and compiles the patterns of a folder; `nil` stands for `$TRICHDAN_PATTERNS` or those that come with the library.
  package static func library(in folder: URL?) throws(QuoteFinderError) -> PatternLibrary {
    let files: [PatternFile]
    do {
      files = try PatternDirectory.readFiles(in: try located(folder)).map {
        PatternFile(name: $0.name, text: $0.text)
      }
    } catch let error as PatternDirectoryError {
      throw QuoteFinderError(error)
    } catch {
      throw .unusable(path: folder?.path ?? "Patterns", reason: "\(error)")
    }
    do {
      return try PatternLibrary(files: files)
    } catch let fault as PatternFault {
      throw .fault(file: fault.file, line: fault.line, message: fault.message)
    } catch {
      throw .unusable(path: folder?.path ?? "Patterns", reason: "\(error)")
    }
  }

  /// The folder that is meant.
  package static func located(_ folder: URL?) throws -> URL {
    if let folder { return try PatternDirectory.locate(explicit: folder.path) }
    let named = ProcessInfo.processInfo.environment[PatternDirectory.variable] ?? ""
    if named.isEmpty, let bundled { return bundled }
    return try PatternDirectory.locate(explicit: nil)
  }

  /// The patterns that the build put beside the program. The accessor that the package manager makes ends the program where
  /// there are none, hence this search.
  private static var bundled: URL? {
    let beside = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()]
    for folder in beside.compactMap({ $0 })
      + Bundle.allBundles.map({ $0.bundleURL.deletingLastPathComponent() })
    {
      for ending in ["resources", "bundle"] {
        let patterns = folder.appendingPathComponent("trichdan_TrichDan.\(ending)/Patterns")
        if FileManager.default.fileExists(atPath: patterns.appendingPathComponent("lexicons").path) {
          return patterns
        }
      }
    }
    return nil
  }
}
