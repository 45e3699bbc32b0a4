/// The two parts of a path as it was typed. (Foundation's `deletingLastPathComponent` ends the program for a path of one
/// letter.)
public enum PathName {
  /// The folder that holds what is at `path`: `.` for a plain name.
  public static func folder(of path: String) -> String {
    let parts = split(path)
    guard let end = parts.folderEnd else { return "." }
    let folder = path[..<end]
    return folder.isEmpty ? "/" : String(folder)
  }

  /// The name within the folder.
  public static func name(of path: String) -> String { String(split(path).name) }

  private static func split(_ path: String) -> (folderEnd: String.Index?, name: Substring) {
    // Slashes at the end name the same file or folder.
    var end = path.endIndex
    while end > path.startIndex, path[path.index(before: end)] == "/" { end = path.index(before: end) }
    guard let slash = path[..<end].lastIndex(of: "/") else { return (nil, path[..<end]) }
    return (slash, path[path.index(after: slash)..<end])
  }
}
