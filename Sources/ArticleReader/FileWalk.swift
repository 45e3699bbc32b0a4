import Foundation

/// The files that paths stand for: files themselves, and what directories hold, in sorted order.
struct FileWalk {
  /// What the walk comes to next.
  enum Step {
    /// A file, or `-` for standard input.
    case file(String)
    case refused(RefusedArticle)
  }

  private struct Place: Hashable {
    var device: UInt64
    var node: UInt64
  }
  private struct Entry {
    var path: String
    /// Whether the user named it; such a file may have any ending.
    var isNamed: Bool
    /// The directories that it was reached through, against links that lead in a circle.
    var above: [Place]
  }
  private var stack: [Entry]

  /// Makes a walk of `paths` in their order.
  init(_ paths: [String]) {
    stack = paths.reversed().map { Entry(path: $0, isNamed: true, above: []) }
  }

  /// The next file or refusal; `nil` at the end.
  mutating func next() -> Step? {
    while let entry = stack.popLast() {
      if entry.path == "-", entry.isNamed { return .file("-") }
      var status = stat()
      guard stat(entry.path, &status) == 0 else {
        return .refused(SystemError(number: errno).refusal(of: entry.path))
      }
      guard status.st_mode & S_IFMT == S_IFDIR else {
        if entry.isNamed || status.st_mode & S_IFMT == S_IFREG { return .file(entry.path) }
        continue
      }
      let place = Place(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
      if entry.above.contains(place) { continue }
      if let refused = open(entry, place) { return .refused(refused) }
    }
    return nil
  }

  private mutating func open(_ entry: Entry, _ place: Place) -> RefusedArticle? {
    guard let directory = opendir(entry.path) else {
      return SystemError(number: errno).refusal(of: entry.path)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let found = readdir(directory) {
      let name = withUnsafePointer(to: &found.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let base = entry.path.hasSuffix("/") ? entry.path : entry.path + "/"
    let above = entry.above + [place]
    var isEmpty = true
    for name in names.reversed() {
      let path = base + name
      guard FileWalk.isArticleFile(name) || FileWalk.isDirectory(path) else { continue }
      isEmpty = false
      stack.append(Entry(path: path, isNamed: false, above: above))
    }
    guard isEmpty, entry.isNamed else { return nil }
    return RefusedArticle(
      file: entry.path, reason: "the directory holds no .txt and no .jsonl file",
      remedy: "name the files themselves, or the directory that holds them")
  }

  private static func isArticleFile(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower.hasSuffix(".txt") || lower.hasSuffix(".jsonl")
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
