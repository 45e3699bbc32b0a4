import Foundation

/// Directories that are shipped with the program, such as its patterns.
public enum ShippedDirectory {
  /// What became of looking for a directory.
  public struct Search: Sendable {
    /// The directory, where there is one.
    public var found: URL?
    /// Where it was looked for, in words for a message.
    public var searched: [String]
  }

  /// Looks for the directory `name`: installed with the program (`../share/trichdan` beside the executable's
  /// directory), else the nearest in a directory above the executable (a build directory inside the sources).
  ///
  /// The working directory plays no part. `accepts` says whether a directory is the one that is meant.
  public static func find(_ name: String, executable: String?, accepts: (URL) -> Bool) -> Search {
    guard let executable else { return Search(found: nil, searched: []) }
    let program = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
    var directory = program.deletingLastPathComponent()
    let installed = directory.deletingLastPathComponent().appendingPathComponent("share/trichdan/\(name)")
    let searched = [installed.path, "\(name) in \(directory.path) and the directories above it"]
    if accepts(installed) { return Search(found: installed, searched: searched) }
    while true {
      let candidate = directory.appendingPathComponent(name)
      if accepts(candidate) { return Search(found: candidate, searched: searched) }
      if directory.path == "/" || directory.path.isEmpty { break }
      directory.deleteLastPathComponent()
    }
    return Search(found: nil, searched: searched)
  }
}
