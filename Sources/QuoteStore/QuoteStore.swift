import Foundation
import GRDB

/// The database of articles with their quotes, claims and speakers: one SQLite file.
///
///     let store = try QuoteStore(path: "trichdan.sqlite", mode: .read)
///     let query = RecordQuery(speakerIDs: try store.speakers(named: "Lê Thị Minh").map(\.id))
///     try store.forEachRecord(query) { print($0.content.text) }
///
/// A store may be used by several threads; SQLite lets one of them write at a time. All errors of the file or of
/// SQLite are `StoreError`s.
public final class QuoteStore: Sendable {
  /// What the store is opened for.
  public enum Mode: Sendable {
    /// To read a database that exists.
    case read
    /// To read a database that exists and is up to date, and to change not a byte of it.
    case look
    /// To change a database that exists.
    case update
    /// To change a database, which is made where there is none.
    case create
  }

  /// How the file is handled; tests use other values.
  struct Tuning: Sendable {
    /// How many seconds to wait for somebody else's lock.
    var busySeconds = 10
    /// The most pages that the file may have, which makes a full disk out of a large one.
    var largestPageCount: Int?
  }

  /// Where the file is, as named by the caller.
  public let path: String
  private let writer: DatabaseQueue
  /// Reads while the writer writes; the writer itself where one is opened to change some records.
  ///
  /// On a connection that could write, each reading is fenced by `PRAGMA query_only`, after which SQLite makes every
  /// plan anew: a fifth of a millisecond for a statement over several tables.
  private let reader: DatabaseQueue
  private let tuning: Tuning

  /// Opens the database at `path`, makes it when `mode` says so, and brings its tables up to date.
  ///
  /// Throws a `StoreError` when the file is not there, not ours, from a newer version, locked for longer than the
  /// store waits, or cannot be opened, read or written.
  public convenience init(path: String, mode: Mode) throws {
    try self.init(path: path, mode: mode, tuning: Tuning())
  }

  init(path: String, mode: Mode, tuning: Tuning) throws {
    guard !path.isEmpty else { throw StoreError.unnamed }
    self.path = path
    self.tuning = tuning
    let state = try Self.translating(path, tuning) { try Self.inspect(path, mode, tuning) }
    let isWritable = mode != .look && (state == .missing || Self.isWritable(path))
    guard isWritable || mode == .read || mode == .look else { throw StoreError.readOnly(path: path) }
    (writer, reader) = try Self.translating(path, tuning) {
      guard isWritable else {
        let reader = try Self.openForReading(path, tuning)
        return (reader, reader)
      }
      let writer =
        state == .current
        ? try DatabaseQueue(path: path, configuration: Self.configuration(tuning, readOnly: false))
        : try Self.bringUpToDate(path, mode, tuning)
      guard mode != .update else { return (writer, writer) }
      return (
        writer, try DatabaseQueue(path: path, configuration: Self.configuration(tuning, readOnly: true))
      )
    }
    if !isWritable, state != .current { throw StoreError.readOnly(path: path) }
  }

  /// Makes the database, or its newer tables, while everybody else waits, and opens it.
  private static func bringUpToDate(_ path: String, _ mode: Mode, _ tuning: Tuning) throws -> DatabaseQueue {
    try FolderLock.holding(folderOf: path, seconds: tuning.busySeconds) {
      let configuration = configuration(tuning, readOnly: false)
      // Who held the lock before may have done it.
      if try inspect(path, mode, tuning) == .missing {
        try NewDatabase(path: path, configuration: configuration).make()
      }
      let state = try inspect(path, mode, tuning)
      let writer = try DatabaseQueue(path: path, configuration: configuration)
      if state != .current { try Migrations.migrator.migrate(writer) }
      return writer
    }
  }

  /// Closes the file; WAL and shared memory are merged and removed where nobody else uses them.
  public func close() throws {
    try Self.translating(path, tuning) {
      // The last connection merges the WAL, and one that only reads cannot.
      if reader !== writer { try reader.close() }
      try writer.close()
    }
  }

  /// Closes the file after reading. What was read has been read, and an error of closing would hide the one
  /// before it: none is told.
  public func closeAfterReading() { try? close() }

  /// Ends what the store is reading or writing; whoever asked for it gets a `StoreError`. Any thread may call it.
  public func interrupt() {
    reader.interrupt()
    if reader !== writer { writer.interrupt() }
  }

  // MARK: Opening

  private enum FileState {
    /// There is no file.
    case missing
    /// There is a file with nothing in it: an empty one, or one whose making was broken off.
    case new
    /// The tables are those of an older version.
    case older
    case current
  }

  private static func isWritable(_ path: String) -> Bool {
    let files = FileManager.default
    return files.isWritableFile(atPath: path) && files.isWritableFile(atPath: StorePath.folder(of: path))
  }

  /// Looks at the file without changing it.
  private static func inspect(_ path: String, _ mode: Mode, _ tuning: Tuning) throws -> FileState {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      guard mode == .create else { throw StoreError.missing(path: path) }
      let folder = StorePath.folder(of: path)
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue
      else {
        throw StoreError.missingFolder(path: path, folder: folder)
      }
      guard FileManager.default.isWritableFile(atPath: folder) else { throw StoreError.readOnly(path: path) }
      return .missing
    }
    if isDirectory.boolValue { throw StoreError.isDirectory(path: path) }
    guard FileManager.default.isReadableFile(atPath: path) else { throw StoreError.noPermission(path: path) }
    do {
      return try openForReading(path, tuning).read { try state(of: $0, path) }
    } catch let error as DatabaseError
      where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode) && isWritable(path)
    {
      // A program that was killed has left something to recover, which a connection that only reads may not do.
      var recovering = Configuration()
      recovering.busyMode = .timeout(Double(tuning.busySeconds))
      return try DatabaseQueue(path: path, configuration: recovering).read { try state(of: $0, path) }
    }
  }

  private static func state(of db: Database, _ path: String) throws -> FileState {
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard application == Migrations.applicationID else {
      guard application == 0, try isEmpty(db) else { throw StoreError.foreign(path: path) }
      return .new
    }
    guard version <= Migrations.version, try !Migrations.migrator.hasBeenSuperseded(db) else {
      throw StoreError.newer(path: path, version: version, known: Migrations.version)
    }
    return try Migrations.migrator.hasCompletedMigrations(db) ? .current : .older
  }

  /// Whether nothing is in the file, or only the list of migrations, which is made before the first of them.
  private static func isEmpty(_ db: Database) throws -> Bool {
    let tables = try String.fetchAll(db, sql: "SELECT DISTINCT tbl_name FROM sqlite_master")
    guard tables == ["grdb_migrations"] else { return tables.isEmpty }
    return try Int.fetchOne(db, sql: "SELECT count(*) FROM grdb_migrations") == 0
  }

  /// Opens the file to read it, wherever it lies.
  private static func openForReading(_ path: String, _ tuning: Tuning) throws -> DatabaseQueue {
    let files = FileManager.default
    var name = path
    // A WAL database needs files beside it even to be read, and whoever only reads cannot take them away: they would
    // keep everybody from writing. Nobody has it open for writing where there is no WAL, so that SQLite may be told
    // that the file does not change (https://sqlite.org/uri.html).
    if !isWritable(path), !files.fileExists(atPath: path + "-wal"),
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
    {
      name = "file:\(escaped)?immutable=1"
    }
    return try DatabaseQueue(path: name, configuration: configuration(tuning, readOnly: true))
  }

  private static func configuration(_ tuning: Tuning, readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(Double(tuning.busySeconds))
    configuration.prepareDatabase { db in
      // A commit survives the program's end at any moment; what NORMAL risks is the last commits in a power cut.
      try db.execute(
        sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY")
      guard !readOnly else { return }
      // A new file gets pages that hold an article's text and are written half as often as SQLite's usual ones.
      try db.execute(sql: "PRAGMA page_size = 8192")
      // GRDB's own way to WAL writes a table and drops it each time: whoever only reads would write to the file, and wait
      // for everybody who writes.
      guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
        throw DatabaseError(resultCode: .SQLITE_IOERR, message: "the file system has no locks for a WAL")
      }
      if let most = tuning.largestPageCount { try db.execute(sql: "PRAGMA max_page_count = \(most)") }
      // The WAL is merged every 64 MB: pages that many batches change are then merged once.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
    }
    return configuration
  }

  // MARK: Access

  /// Reads a consistent state of the database.
  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try Self.translating(path, tuning) { try reader.read(body) }
  }

  /// Writes in one transaction, which is undone when `body` throws.
  ///
  /// With `durably`, what was written survives a power cut too when this returns. With `isUndone`, the transaction is
  /// undone in any case, for those who want to know what would be.
  func write<T>(durably: Bool = false, isUndone: Bool = false, _ body: (Database) throws -> T) throws -> T {
    try Self.translating(path, tuning) {
      try writer.writeWithoutTransaction { db in
        var result: T?
        if durably { try db.execute(sql: "PRAGMA synchronous = FULL") }
        // At the worst, later writes are more careful than they need to be.
        defer { if durably { try? db.execute(sql: "PRAGMA synchronous = NORMAL") } }
        // Immediate: the lock is waited for at the start, where nothing is lost when it does not come.
        try db.inTransaction(.immediate) {
          result = try body(db)
          return isUndone ? .rollback : .commit
        }
        return result!
      }
    }
  }

  /// Copies the file as it is, page by page, in one state; the copy is whole on the disk when this returns.
  func backUp(to copy: String) throws {
    try Self.translating(path, tuning) {
      let target = try DatabaseQueue(path: copy)
      try writer.backup(to: target)
      try target.close()
    }
  }

  private static func translating<T>(_ path: String, _ tuning: Tuning, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError.from(error, path: path, seconds: tuning.busySeconds)
    } catch let damage as DamagedValue {
      throw StoreError.damaged(path: path, detail: "\(damage)")
    } catch is RowDecodingError {
      throw StoreError.damaged(path: path, detail: "a column holds another kind of value than it must")
    }
  }
}
