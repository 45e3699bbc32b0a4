import DatasetExport
import Foundation
import QuoteStore

/// The file or folder that an export is written to. It gets its name when it is whole; until then, and for good when the
/// program is ended, what had the name before is untouched.
protocol DatasetDestination: DatasetSink {
  /// SHA-256 of the file; `nil` for a folder.
  var hexadecimal: String? { get }
  /// Does what is left to be done when all is written, before anybody asks for the hash.
  func complete() throws
  /// Gives the whole file or folder its name.
  func commit() throws
}

extension DatasetDestination {
  func complete() throws {}
}

/// Standard output.
final class OutputDestination: DatasetDestination {
  /// Throws when standard output is the file that is read (`>> trichdan.sqlite`).
  static func requireFree(_ rules: OutputRules) throws { _ = try OutputTarget("/dev/stdout", rules) }

  private let output = StandardOutput()
  private let hash = HashingSink()

  var hexadecimal: String? { hash.hexadecimal }

  func write(_ bytes: [UInt8]) throws {
    hash.write(bytes)
    try output.write(bytes)
  }

  func writeFile(_ name: String, _ bytes: [UInt8]) throws {
    throw CommandFailure("\(name) belongs to a folder; name one with -o", status: .usage)
  }

  func commit() throws { try output.flush() }
}

/// One file, or a device or fifo that is written into.
final class FileDestination: DatasetDestination {
  private let target: OutputTarget
  private let rules: OutputRules
  private let partial: PartialPath?
  private let descriptor: Int32
  private let hash = HashingSink()
  private var isOpen = true
  private var isCommitted = false

  var hexadecimal: String? { hash.hexadecimal }

  init(_ path: String, _ rules: OutputRules) throws {
    self.rules = rules
    target = try OutputTarget(path, rules)
    switch target.way {
    case .whole(let permissions):
      let partial = PartialPath(of: target.file)
      partial.removeLeftovers()
      self.partial = partial
      descriptor = open(
        partial.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
        permissions.map { $0 | 0o600 } ?? 0o666)
      guard descriptor >= 0 else { throw FileError.make("cannot write", path) }
      // Held for as long as it is written, so that nobody takes it for the leftover of a program that was killed.
      flock(descriptor, LOCK_EX | LOCK_NB)
      if let permissions { fchmod(descriptor, permissions) }
    case .into:
      partial = nil
      descriptor = open(target.file, O_WRONLY | O_CLOEXEC | O_NOCTTY)
      guard descriptor >= 0 else { throw FileError.make("cannot write", path) }
    case .descriptor(let number):
      partial = nil
      descriptor = dup(number)
      guard descriptor >= 0 else { throw FileError.make("cannot write", path) }
    }
  }

  deinit {
    if let partial, !isCommitted { unlink(partial.path) }
    if isOpen { close(descriptor) }
  }

  func write(_ bytes: [UInt8]) throws {
    hash.write(bytes)
    try FileError.write(bytes, to: descriptor, target.path)
  }

  func writeFile(_ name: String, _ bytes: [UInt8]) throws {
    throw CommandFailure("\(name) belongs to a folder; name one with -o", status: .usage)
  }

  func commit() throws {
    // Terminals, fifos and some devices have nothing to write through to.
    guard fsync(descriptor) == 0 || [EINVAL, ENOTSUP, EROFS].contains(errno) else {
      throw FileError.make("cannot write", target.path)
    }
    if let partial {
      // What stands there may be another file than when the work began.
      guard try OutputTarget(target.path, rules).file == target.file, rename(partial.path, target.file) == 0
      else {
        throw FileError.make("cannot write", target.path)
      }
      isCommitted = true
      PartialPath.synchronize(folderOf: target.file)
    }
    isOpen = false
    guard close(descriptor) == 0 else { throw FileError.make("cannot write", target.path) }
  }
}

/// A new folder of files.
final class FolderDestination: DatasetDestination {
  private let path: String
  private let partial: PartialPath
  private let descriptor: Int32
  private var isCommitted = false

  var hexadecimal: String? { nil }

  init(_ path: String) throws {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    try Self.requireFree(self.path)
    partial = PartialPath(of: self.path)
    partial.removeLeftovers()
    guard mkdir(partial.path, 0o777) == 0 else { throw FileError.make("cannot make the folder", self.path) }
    descriptor = open(partial.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    flock(descriptor, LOCK_EX | LOCK_NB)
  }

  deinit {
    // What cannot be removed is removed by the next export.
    if !isCommitted { try? FileManager.default.removeItem(atPath: partial.path) }
    if descriptor >= 0 { close(descriptor) }
  }

  /// A folder takes the place of nothing but an empty folder.
  private static func requireFree(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      let content: [String]
      do { content = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
        throw CommandFailure("\(path) is there already and cannot be looked into; name a new folder with -o")
      }
      if content.isEmpty { return }
    }
    throw CommandFailure("\(path) is there already; name a new folder with -o, or remove this one")
  }

  func write(_ bytes: [UInt8]) throws {}

  func writeFile(_ name: String, _ bytes: [UInt8]) throws {
    let file = "\(partial.path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError.make("cannot write", "\(path)/\(name)") }
    defer { close(descriptor) }
    try FileError.write(bytes, to: descriptor, "\(path)/\(name)")
  }

  func commit() throws {
    // The files reach the disk before the name that says that they are whole.
    sync()
    fsync(descriptor)
    // An empty folder of that name gives way.
    guard rename(partial.path, path) == 0 else { throw FileError.make("cannot make the folder", path) }
    isCommitted = true
    PartialPath.synchronize(folderOf: path)
  }
}

/// The name under which a file or folder is written until it is whole.
struct PartialPath {
  /// What it will be called.
  private let goal: String
  /// The name until then.
  let path: String

  init(of goal: String) {
    self.goal = goal
    path = "\(goal).partial-\(getpid())"
  }

  /// Removes what exports of the same name have left that were killed. One that still runs holds a lock on its own.
  func removeLeftovers() {
    let folder = PathName.folder(of: goal)
    let beginning = PathName.name(of: goal) + ".partial-"
    // A folder that cannot be listed may still be written to; the leftovers stay then.
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for name in names where name.hasPrefix(beginning) && Int32(name.dropFirst(beginning.count)) != nil {
      let leftover = "\(folder)/\(name)"
      let descriptor = open(leftover, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT),
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      // One that cannot be removed stays, and is in nobody's way.
      try? FileManager.default.removeItem(atPath: leftover)
    }
  }

  /// Has a new name in the folder of `path` survive a power cut, where the file system can do that.
  static func synchronize(folderOf path: String) {
    let descriptor = open(PathName.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// Errors of writing files, in words.
enum FileError {
  static func make(_ what: String, _ path: String) -> CommandFailure {
    let reason = String(cString: strerror(errno))
    return CommandFailure("\(what) \(path): \(reason); check the path, its permissions and the disk")
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    try bytes.withUnsafeBytes { raw in
      var sent = 0
      while sent < raw.count {
        let count = Foundation.write(descriptor, raw.baseAddress! + sent, raw.count - sent)
        if count >= 0 {
          sent += count
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if errno != EINTR {
          throw make("cannot write", path)
        }
      }
    }
  }
}
