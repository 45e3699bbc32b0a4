import Foundation

/// The files that paths stand for: files themselves, and what directories hold, in sorted order.
struct FileWalk {
  /// What the walk comes to next.
  enum Step {
    /// A file, or `-` for standard input; whether a person named it.
    case file(String, isNamed: Bool)
    /// A directory that a person named begins, and ends.
    case folder(String)
    case endOfFolder(String)
    /// What is not looked into, by what it is.
    case skipped(what: String, path: String)
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
    /// What is to be handed on as it is when the walk comes to it.
    var mark: Step?
  }
  private var stack: [Entry]

  /// Makes a walk of `paths` in their order.
  init(_ paths: [String]) {
    stack = paths.reversed().map { Entry(path: $0, isNamed: true, above: []) }
  }

  /// The next file or refusal; `nil` at the end.
  mutating func next() -> Step? {
    while let entry = stack.popLast() {
      if let mark = entry.mark { return mark }
      if entry.path == "-", entry.isNamed { return .file("-", isNamed: true) }
      var status = stat()
      guard stat(entry.path, &status) == 0 else {
        return .refused(SourceError.system(errno).refusal(of: entry.path))
      }
      guard status.st_mode & S_IFMT == S_IFDIR else {
        if entry.isNamed || status.st_mode & S_IFMT == S_IFREG {
          return .file(entry.path, isNamed: entry.isNamed)
        }
        continue
      }
      let place = Place(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
      if entry.above.contains(place) { continue }
      if let refused = open(entry, place) { return .refused(refused) }
      if entry.isNamed { return .folder(entry.path) }
    }
    return nil
  }

  private mutating func open(_ entry: Entry, _ place: Place) -> RefusedArticle? {
    guard let directory = opendir(entry.path) else {
      return SourceError.system(errno).refusal(of: entry.path)
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
    if entry.isNamed {
      stack.append(Entry(path: entry.path, isNamed: false, above: [], mark: .endOfFolder(entry.path)))
    }
    let all = Set(names)
    for name in names.reversed() {
      let path = base + name
      var child = Entry(path: path, isNamed: false, above: above)
      if Self.holdsPartsOfAPage(name, beside: all) {
        child.mark = .skipped(what: DocumentKind.partOfPage.name, path: path)
      }
      stack.append(child)
    }
    return nil
  }

  /// Whether browsers save a page's pictures and scripts in a directory of that name: `bai_files` beside `bai.html`.
  private static func holdsPartsOfAPage(_ name: String, beside names: Set<String>) -> Bool {
    for ending in ["_files", ".files", "_tep", "-Dateien"] where name.hasSuffix(ending) {
      let page = String(name.dropLast(ending.count))
      if names.contains(page + ".html") || names.contains(page + ".htm") || names.contains(page + ".xhtml") {
        return true
      }
    }
    return false
  }
}
