import Foundation
import PatternFiles
import QuoteEngine

/// What `--version` prints: the number, the commit that the program was built from, and the patterns that it works with.
enum ProgramVersion {
  /// The line, such as `0.1.0 (commit 0684cb9aa1b2, patterns 3f2a…)`; what is not known is left out.
  static var line: String {
    let parts = [commit.map { "commit \($0)" }, patterns.map { "patterns \($0)" }].compactMap(\.self)
    return Trichdan.version + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
  }

  /// The commit, which `make install` and `make release` write beside the patterns.
  private static var commit: String? {
    let folder = ShippedDirectory.find("Patterns", executable: PatternDirectory.runningExecutable) {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("lexicons").path)
    }.found
    // A program that was built in the sources has no such file.
    guard let file = folder?.deletingLastPathComponent().appendingPathComponent("commit"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return nil }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The version of the patterns that are in use.
  private static var patterns: String? {
    // Patterns that cannot be used are named by the commands that need them.
    guard let folder = try? PatternDirectory.locate(explicit: nil),
      // The same.
      let files = try? PatternDirectory.readFiles(in: folder),
      // The same.
      let library = try? PatternLibrary(files: files.map { PatternFile(name: $0.name, text: $0.text) })
    else { return nil }
    return library.version
  }
}
