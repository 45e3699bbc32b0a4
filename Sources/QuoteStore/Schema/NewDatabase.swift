import Foundation
import GRDB

/// Makes a database beside its place and brings it there whole: a program that is killed meanwhile, or a disk that is
/// full, leaves nothing at the path.
///
/// The caller holds the `FolderLock`.
struct NewDatabase {
  /// Where it will be.
  let path: String
  /// How it is opened.
  let configuration: Configuration

  private var aside: String { "\(path).new-\(getpid())" }

  /// Makes it. What is at the path when it is done, a dangling link for one, is left for the caller to look at.
  func make() throws {
    removeLeftovers()
    defer { removeFiles(aside) }
    let database = try DatabaseQueue(path: aside, configuration: configuration)
    try Migrations.migrator.migrate(database)
    // Closing would merge the WAL too, but says nothing when the disk errs, and what comes into place has no WAL.
    try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try database.close()
    guard access(aside + "-wal", F_OK) != 0 else {
      throw StoreError.inputOutput(path: path, detail: "its log could not be merged")
    }
    try synchronize(aside)
    // A link never takes the place of a file, which a rename does.
    if link(aside, path) == 0 || errno == EEXIST { return try synchronize(StorePath.folder(of: path)) }
    // Some file systems have no links. Nobody else makes it meanwhile: the folder is locked.
    guard access(path, F_OK) != 0, rename(aside, path) == 0 else {
      throw StoreError.inputOutput(path: path, detail: String(cString: strerror(errno)))
    }
    try synchronize(StorePath.folder(of: path))
  }

  /// Removes what programs have left that were killed here.
  private func removeLeftovers() {
    let folder = StorePath.folder(of: path)
    let beginning = PathName.name(of: path) + ".new-"
    // A folder that cannot be listed keeps them; they are in nobody's way.
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for name in names where name.hasPrefix(beginning) {
      guard let process = Int32(name.dropFirst(beginning.count)) else { continue }
      // Where folders cannot be locked, another one may be at work.
      if process == getpid() || (kill(process, 0) != 0 && errno == ESRCH) { removeFiles("\(folder)/\(name)") }
    }
    for name in names where name.hasPrefix(beginning) {
      // Companions whose database is gone.
      for ending in ["-wal", "-shm", "-journal"] where name.hasSuffix(ending) {
        let database = "\(folder)/\(name.dropLast(ending.count))"
        if access(database, F_OK) != 0 { unlink("\(folder)/\(name)") }
      }
    }
  }

  private func removeFiles(_ file: String) {
    for ending in ["-wal", "-shm", "-journal", ""] { unlink(file + ending) }
  }

  /// Has a file, or the names in a folder, reach the disk.
  private func synchronize(_ file: String) throws {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    // A folder that may be written to but not read cannot be synchronised.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      throw StoreError.inputOutput(path: path, detail: String(cString: strerror(errno)))
    }
  }
}

/// Held by whoever makes a database in a folder or changes its tables; another one waits, and then finds it made.
///
/// The lock is on the folder, since the file may not be there yet, and a lock on it would be in SQLite's way. It ends
/// with the program however that ends.
enum FolderLock {
  /// Does `body` alone. Throws `StoreError.locked` when the folder is not free after so many seconds; a file system
  /// without such locks has none.
  static func holding<T>(folderOf path: String, seconds: Int, _ body: () throws -> T) throws -> T {
    let descriptor = open(StorePath.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    let end = ContinuousClock.now + .seconds(seconds)
    while descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0,
      errno == EWOULDBLOCK || errno == EINTR
    {
      guard .now < end else {
        throw StoreError.locked(path: path, holder: LockHolder.describe(path: path), seconds: seconds)
      }
      usleep(10_000)
    }
    return try body()
  }
}
