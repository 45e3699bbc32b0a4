import Foundation

/// Finds the directory of the patterns and reads its files, without knowing what they mean.
public enum PatternDirectory {
  /// The environment variable that names the directory.
  public static let variable = "TRICHDAN_PATTERNS"

  /// The pattern directory: the one that the user names, else `$TRICHDAN_PATTERNS`, else the one installed
  /// with the program (`../share/trichdan/Patterns` beside the executable's directory), else the nearest
  /// `Patterns` in a directory above the executable (a build directory inside the sources).
  ///
  /// The working directory plays no part. Throws `PatternDirectoryError` when a directory that is named is
  /// no pattern directory, or when none is found.
  public static func locate(
    explicit: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: String? = runningExecutable
  ) throws -> URL {
    if let explicit { return try named(explicit, origin: "named by --patterns") }
    if let path = environment[variable], !path.isEmpty {
      return try named(path, origin: "named by $\(variable)")
    }
    let search = ShippedDirectory.find("Patterns", executable: executable, accepts: holdsPatterns)
    guard let found = search.found else { throw PatternDirectoryError.notFound(searched: search.searched) }
    return found
  }

  /// The folder of the words that only checks of quotes need; it is no part of the engine's patterns, whose version tells
  /// which articles have to be annotated anew.
  public static let checkFolder = "checks"

  /// The engine's lexicons that checks of quotes need too.
  private static let sharedLexicons = [
    "lexicons/acronyms.txt", "lexicons/cues.txt", "lexicons/labels.txt", "lexicons/preverbals.txt",
  ]

  /// The names and texts of the files that checks of quotes need, as `readFiles(in:)` gives those of the engine.
  public static func readCheckFiles(in directory: URL) throws -> [(name: String, text: String)] {
    var names: [String] = []
    let folder = directory.appendingPathComponent(checkFolder).path
    if isDirectory(folder) { try collect(checkFolder + "/", in: folder, into: &names) }
    names += sharedLexicons.filter {
      FileManager.default.fileExists(atPath: directory.appendingPathComponent($0).path)
    }
    return try names.sorted().map { name in (name, try read(directory.appendingPathComponent(name).path)) }
  }

  /// The names and texts of the engine's pattern files under `directory`, sorted by name.
  ///
  /// Names are paths within the directory, with `/`; only `.txt`, `.yaml`, `.yml` and `.tsv` files are read, and
  /// hidden ones are passed over. A byte order mark is removed and line ends become `\n`. Throws
  /// `PatternDirectoryError` with the path of a file that cannot be read or is not UTF-8.
  public static func readFiles(in directory: URL) throws -> [(name: String, text: String)] {
    try readFiles(in: directory) { !isOfIdentity($0) && !$0.hasPrefix(pages) }
  }

  /// The names and texts of the files under `pages/`, which say how web pages are read; none when there is no such directory.
  /// Otherwise as `readFiles(in:)`.
  public static func readPageFiles(in directory: URL) throws -> [(name: String, text: String)] {
    try readFiles(in: directory) { $0.hasPrefix(pages) }
  }

  private static let pages = "pages/"

  /// The names and texts of the files by which speakers are told apart and found, the lexicons among them.
  ///
  /// Read and refused as `readFiles(in:)` does.
  public static func readIdentityFiles(in directory: URL) throws -> [(name: String, text: String)] {
    try readFiles(in: directory) { isOfIdentity($0) || $0.hasPrefix("lexicons/") }
  }

  /// Whether a file belongs to the identity of speakers and not to the engine.
  private static func isOfIdentity(_ name: String) -> Bool {
    name.hasPrefix("identity/") || name.hasPrefix("authority/") || name == "weights/speaker-pairs.tsv"
  }

  private static func readFiles(
    in directory: URL, _ isWanted: (String) -> Bool
  ) throws -> [(name: String, text: String)] {
    var names: [String] = []
    try collect("", in: directory.path, into: &names)
    names.removeAll { !isWanted($0) }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return try names.map { name in (name, try read(directory.appendingPathComponent(name).path)) }
  }

  /// The text of the units of figures, `figures/units.list`, of the patterns in use; `nil` where they have none.
  public static func figureUnits() -> String? {
    // A pattern directory that is gone or cannot be read is named where patterns are needed.
    guard let folder = try? locate(explicit: nil) else { return nil }
    // A directory without units is allowed.
    return try? read(folder.appendingPathComponent("figures/units.list").path)
  }

  /// The path of the program that runs, as the system knows it.
  public static var runningExecutable: String? {
    #if os(Linux)
      // Where there is no /proc, the name under which the program was called has to do.
      if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
        return path
      }
    #endif
    return Bundle.main.executablePath
  }

  private static func named(_ path: String, origin: String) throws -> URL {
    let directory = URL(fileURLWithPath: path, isDirectory: true)
    guard holdsPatterns(directory) else { throw PatternDirectoryError.unusable(path: path, origin: origin) }
    return directory
  }

  private static func holdsPatterns(_ directory: URL) -> Bool {
    isDirectory(directory.appendingPathComponent("lexicons").path)
  }

  private static func isDirectory(_ path: String) -> Bool {
    var directory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &directory) && directory.boolValue
  }

  private static func collect(_ prefix: String, in path: String, into names: inout [String]) throws {
    let found: [String]
    do {
      found = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw PatternDirectoryError.unreadable(path: path, reason: reason(error))
    }
    for name in found where !name.hasPrefix(".") {
      let full = path + "/" + name
      if isDirectory(full) {
        if prefix.isEmpty, name == checkFolder { continue }
        try collect(prefix + name + "/", in: full, into: &names)
      } else if [".txt", ".yaml", ".yml", ".tsv"].contains(where: name.hasSuffix) {
        names.append(prefix + name)
      }
    }
  }

  private static func read(_ path: String) throws -> String {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw PatternDirectoryError.unreadable(path: path, reason: reason(error))
    }
    var bytes = [UInt8](data)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let text = String(decoding: bytes, as: UTF8.self)
    if !text.utf8.elementsEqual(bytes),
      let byte = zip(text.utf8, bytes).enumerated().first(where: { $1.0 != $1.1 })?.offset
    {
      throw PatternDirectoryError.notUTF8(path: path, byte: byte)
    }
    return text.utf8.contains(0x0D) ? text.replacing("\r\n", with: "\n") : text
  }

  private static func reason(_ error: any Error) -> String {
    let cocoa = error as NSError
    if let under = cocoa.userInfo[NSUnderlyingErrorKey] as? NSError, under.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(under.code)))
    }
    return cocoa.localizedDescription
  }
}
