import DatasetExport
import Foundation
import QuoteStore

/// A file in the file system, however many names it has.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
  }

  /// The file at `path`, behind symbolic links; `nil` when there is none.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// What output is kept from.
struct OutputRules {
  /// Files that are read: nothing is written over them, under whatever name.
  var inputs: [FileIdentity] = []
  /// Whether the user gives up a file that no export wrote (`--force`).
  var isForced = false

  /// Rules for output from a database.
  init(database: String, isForced: Bool) {
    inputs = ([""] + Self.companions).compactMap { FileIdentity(database + $0) }
    self.isForced = isForced
  }

  /// What SQLite puts beside a database.
  static let companions = ["-wal", "-shm", "-journal"]
}

/// Where a file is to be written, and how: what stands there decides.
struct OutputTarget {
  enum Way: Equatable {
    /// Written beside it and renamed when it is whole, with the permissions of what it takes the place of.
    case whole(permissions: mode_t?)
    /// A device or a fifo, which is written into and stays what it is.
    case into
    /// A file that the program was started with, such as `/dev/stdout`.
    case descriptor(Int32)
  }

  /// The path that the user named.
  let path: String
  /// The path of the file itself, behind all symbolic links.
  let file: String
  /// How it is written.
  let way: Way

  /// Looks at what is at `path`. Throws a `CommandFailure` for what nothing may be written over.
  init(_ path: String, _ rules: OutputRules) throws {
    self.path = path
    (file, way) = try Self.look(path, rules)
  }

  /// Whether what is at `path` is written into: a device, a fifo, an open file.
  static func isStream(_ path: String) -> Bool {
    // What may not be written at all is said where it is opened.
    guard let end = try? follow(path) else { return false }
    switch end {
    case .descriptor: return true
    case .file(let file):
      var status = stat()
      return lstat(file, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }
  }

  private static func look(_ path: String, _ rules: OutputRules) throws -> (String, Way) {
    guard !path.isEmpty else { throw CommandFailure("the output has no name; name a file", status: .usage) }
    var status = stat()
    let file: String
    switch try follow(path) {
    case .file(let found): file = found
    case .descriptor(let number):
      guard fstat(number, &status) == 0 else { throw FileError.make("cannot write", path) }
      try refuseInput(status, path, rules)
      return (path, .descriptor(number))
    }
    guard lstat(file, &status) == 0 else {
      guard errno == ENOENT else { throw FileError.make("cannot write", path) }
      try refuseCompanion(file, path)
      return (file, .whole(permissions: nil))
    }
    try refuseInput(status, path, rules)
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw CommandFailure("\(path) is a directory; name a file with -o")
    case S_IFREG: break
    case S_IFBLK where !rules.isForced:
      throw CommandFailure("\(path) is a disk; name a file, or say --force to write over it")
    default: return (file, .into)
    }
    try refuseCompanion(file, path)
    guard access(file, W_OK) == 0 else { throw FileError.make("cannot write", path) }
    try refuseContent(of: file, path, rules)
    return (file, .whole(permissions: status.st_mode & 0o7777))
  }

  private enum End {
    case file(String)
    case descriptor(Int32)
  }

  /// Follows symbolic links to the file itself, which need not be there yet.
  private static func follow(_ path: String) throws -> End {
    var file = path
    for _ in 0..<40 {
      if let number = descriptor(file) { return .descriptor(number) }
      guard let target = link(file) else { return .file(file) }
      file = target.hasPrefix("/") ? target : PathName.folder(of: file) + "/" + target
    }
    throw CommandFailure("\(path) leads through symbolic links to itself; name another file")
  }

  /// What a symbolic link says; `nil` when there is none at the path.
  private static func link(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }

  /// The number of the open file that a path such as `/dev/fd/3` stands for.
  private static func descriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdin": return STDIN_FILENO
    case "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default:
      let folders = ["/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/", "/proc/\(getpid())/fd/"]
      guard let folder = folders.first(where: path.hasPrefix) else { return nil }
      return Int32(path.dropFirst(folder.count))
    }
  }

  // MARK: What is kept

  private static func refuseInput(_ status: stat, _ path: String, _ rules: OutputRules) throws {
    // A terminal or a fifo may be read and written at once; what is read of it is gone anyway.
    guard status.st_mode & S_IFMT == S_IFREG, rules.inputs.contains(FileIdentity(status)) else { return }
    throw CommandFailure("\(path) is what is read here, and is left alone; name another file")
  }

  /// Keeps the files of databases from being written over, and from being written where SQLite would look for its own.
  private static func refuseCompanion(_ file: String, _ path: String) throws {
    for ending in OutputRules.companions where file.hasSuffix(ending) {
      guard beginning(of: String(file.dropLast(ending.count)), 16) == databaseMark else { continue }
      throw CommandFailure("\(path) belongs to a database beside it, and is left alone; name another file")
    }
  }

  private static func refuseContent(of file: String, _ path: String, _ rules: OutputRules) throws {
    guard let content = beginning(of: file, EarlierExport.length) else {
      throw CommandFailure("\(path) cannot be looked at, and is left alone; name another file")
    }
    if marks.contains(where: content.starts) {
      throw CommandFailure("\(path) is a database, and is left alone; name another file")
    }
    guard !content.isEmpty, !rules.isForced, !EarlierExport.isRecognized(content) else { return }
    throw CommandFailure(
      "\(path) is there already and is no export of this program; name another file, or say --force to write over it"
    )
  }

  private static let databaseMark = Array("SQLite format 3\0".utf8)
  /// A database, its journal, its WAL in either byte order.
  private static let marks = [
    databaseMark, [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7], [0x37, 0x7F, 0x06, 0x82],
    [0x37, 0x7F, 0x06, 0x83],
  ]

  /// The first bytes of a plain file; `nil` when it cannot be read.
  private static func beginning(of file: String, _ length: Int) -> [UInt8]? {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: length)
    var known = 0
    while known < length {
      let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + known, length - known) }
      if count == 0 { break }
      if count > 0 { known += count } else if errno != EINTR { return nil }
    }
    return Array(bytes[..<known])
  }
}
