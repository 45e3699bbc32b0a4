import Foundation
import GRDB

/// Why the database could not do what was asked, in words that name the file and what would mend it.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The path is empty.
  case unnamed
  /// There is no file at the path.
  case missing(path: String)
  /// The folder that should hold the file is not there.
  case missingFolder(path: String, folder: String)
  /// The path is a directory.
  case isDirectory(path: String)
  /// The file is no SQLite database.
  case notADatabase(path: String)
  /// The file is a database that some other program made.
  case foreign(path: String)
  /// A newer version of the program has changed the file's tables.
  case newer(path: String, version: Int, known: Int)
  /// Somebody else holds the database; `holder` says who, when that can be known.
  case locked(path: String, holder: String?, seconds: Int)
  /// No room is left on the disk.
  case diskFull(path: String)
  /// The file or its folder may not be written to.
  case readOnly(path: String)
  /// The file or its folder may not be read.
  case noPermission(path: String)
  /// The file's content is damaged.
  case damaged(path: String, detail: String)
  /// Reading or writing the file failed.
  case inputOutput(path: String, detail: String)
  /// The program may have no more memory.
  case noMemory(path: String)
  /// The program may open no more files.
  case tooManyFiles(path: String)
  /// SQLite refused a statement; a fault of this program.
  case unexpected(path: String, detail: String)

  /// One or two sentences: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .unnamed:
      "the database has no name; name a file with --db, or take the value from TRICHDAN_DB away"
    case .missing(let path):
      "there is no database at \(path); make one with `trichdan ingest PATH…`, or name another with --db"
    case .missingFolder(let path, let folder):
      "cannot make the database \(path): the folder \(folder) is not there; make it, or name another file with --db"
    case .isDirectory(let path):
      "\(path) is a directory, not a database; name a file in it with --db"
    case .notADatabase(let path):
      "\(path) is not a database; name another file with --db (a new one is made by `trichdan ingest`)"
    case .foreign(let path):
      "\(path) is a database of another program and is left alone; name another file with --db"
    case .newer(let path, let version, let known):
      "\(path) was written by a newer trichdan (tables of version \(version), this program knows \(known)); "
        + "update the program, or name another database with --db"
    case .locked(let path, let holder, let seconds):
      "\(path) is locked: waited \(seconds) s for \(holder ?? "another program (another trichdan, a database browser, a backup)"); "
        + "let it finish or end it, then run the command again"
    case .diskFull(let path):
      "no room is left on the disk of \(path); free some, then run the command again: what was written is kept, "
        + "and the rest is taken up where it stopped"
    case .readOnly(let path):
      "\(path) may not be written to; change its permissions and those of its folder, or name another file with --db"
    case .noPermission(let path):
      "\(path) may not be opened; change its permissions and those of its folder, or name another file with --db"
    case .damaged(let path, let detail):
      "\(path) is damaged: \(detail); mend it with `trichdan repair`, which keeps a copy, or restore it from one of yours"
    case .inputOutput(let path, let detail):
      "\(path) cannot be read or written (\(detail)); check the disk and the quota, then run the command again"
    case .noMemory(let path):
      "there is not enough memory to use \(path); close other programs, or raise the limit (`ulimit -v`)"
    case .tooManyFiles(let path):
      "\(path) cannot be opened: too many files are open; raise the limit (`ulimit -n`)"
    case .unexpected(let path, let detail):
      "\(path): \(detail); please report this"
    }
  }

  /// The error for what SQLite said about the file at `path`.
  static func from(_ error: DatabaseError, path: String, seconds: Int) -> StoreError {
    let detail = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB: return .notADatabase(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return .locked(path: path, holder: LockHolder.describe(path: path), seconds: seconds)
    case .SQLITE_FULL: return .diskFull(path: path)
    case .SQLITE_READONLY: return .readOnly(path: path)
    case .SQLITE_PERM, .SQLITE_AUTH: return .noPermission(path: path)
    case .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_MISMATCH: return .damaged(path: path, detail: detail)
    case .SQLITE_ERROR where isOfTables(detail): return .damaged(path: path, detail: detail)
    case .SQLITE_NOMEM: return .noMemory(path: path)
    case .SQLITE_IOERR: return .inputOutput(path: path, detail: detail)
    case .SQLITE_CANTOPEN: return cannotOpen(path: path)
    default: return .unexpected(path: path, detail: error.description)
    }
  }

  /// Whether SQLite misses a table or a column, which every file of ours has.
  private static func isOfTables(_ detail: String) -> Bool {
    [
      "no such table", "no such column", "no such index", "malformed", "table ", "duplicate column", "vtable",
      "unsupported file format",
    ].contains { detail.hasPrefix($0) }
  }

  /// Finds out why a file cannot be opened.
  static func cannotOpen(path: String) -> StoreError {
    let free = open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard free >= 0 || (errno != EMFILE && errno != ENFILE) else { return .tooManyFiles(path: path) }
    if free >= 0 { close(free) }
    var isDirectory: ObjCBool = false
    let files = FileManager.default
    if files.fileExists(atPath: path, isDirectory: &isDirectory) {
      return isDirectory.boolValue ? .isDirectory(path: path) : .noPermission(path: path)
    }
    let folder = StorePath.folder(of: path)
    guard files.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue else {
      return .missingFolder(path: path, folder: folder)
    }
    return .readOnly(path: path)
  }
}

/// Paths of database files.
enum StorePath {
  /// The folder that holds the file at `path`.
  static func folder(of path: String) -> String { PathName.folder(of: path) }
}
