import DatasetExport
import Foundation

/// The file or folder that an export is written to. It gets its name when it is whole; until then, and for good when the
/// program is ended, what had the name before is untouched.
protocol DatasetDestination: DatasetSink {
  /// SHA-256 of the file; `nil` for a folder.
  var hexadecimal: String? { get }
  /// Gives the whole file or folder its name.
  func commit() throws
}

/// Standard output.
final class OutputDestination: DatasetDestination {
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

/// One file.
final class FileDestination: DatasetDestination {
  private let path: String
  private let partial: String
  private let descriptor: Int32
  private let hash = HashingSink()
  private var isOpen = true
  private var isCommitted = false

  var hexadecimal: String? { hash.hexadecimal }

  init(_ path: String) throws {
    self.path = path
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
      throw CommandFailure("\(path) is a directory; name a file with -o")
    }
    partial = "\(path).partial-\(getpid())"
    descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError.make("cannot write", path) }
  }

  deinit {
    if isOpen { close(descriptor) }
    if !isCommitted { unlink(partial) }
  }

  func write(_ bytes: [UInt8]) throws {
    hash.write(bytes)
    try FileError.write(bytes, to: descriptor, path)
  }

  func writeFile(_ name: String, _ bytes: [UInt8]) throws {
    throw CommandFailure("\(name) belongs to a folder; name one with -o", status: .usage)
  }

  func commit() throws {
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileError.make("cannot write", path) }
    isOpen = false
    guard close(descriptor) == 0, rename(partial, path) == 0 else {
      throw FileError.make("cannot write", path)
    }
    isCommitted = true
  }
}

/// A new folder of files.
final class FolderDestination: DatasetDestination {
  private let path: String
  private let partial: String
  private var isCommitted = false

  var hexadecimal: String? { nil }

  init(_ path: String) throws {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let files = FileManager.default
    if files.fileExists(atPath: self.path),
      (try? files.contentsOfDirectory(atPath: self.path))?.isEmpty != true
    {
      throw CommandFailure("\(self.path) is there already; name a new folder with -o, or remove this one")
    }
    partial = "\(self.path).partial-\(getpid())"
    guard mkdir(partial, 0o777) == 0 else { throw FileError.make("cannot make the folder", self.path) }
  }

  deinit {
    if !isCommitted { try? FileManager.default.removeItem(atPath: partial) }
  }

  func write(_ bytes: [UInt8]) throws {}

  func writeFile(_ name: String, _ bytes: [UInt8]) throws {
    let file = "\(partial)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError.make("cannot write", "\(path)/\(name)") }
    defer { close(descriptor) }
    try FileError.write(bytes, to: descriptor, "\(path)/\(name)")
  }

  func commit() throws {
    // An empty folder of that name gives way.
    rmdir(path)
    guard rename(partial, path) == 0 else { throw FileError.make("cannot make the folder", path) }
    isCommitted = true
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
        if count >= 0 { sent += count } else if errno != EINTR { throw make("cannot write", path) }
      }
    }
  }
}
