import GRDB
import GRDBSQLite
import QuoteEngine

/// A statement that runs hundreds of thousands of times in an ingest.
///
/// GRDB boxes each argument and binds it by name or place; here values go straight to SQLite. Nothing observes
/// these statements, and GRDB never runs them itself.
struct BulkStatement {
  private let db: Database
  /// Keeps the prepared statement alive; GRDB's cache owns it.
  private let statement: Statement
  private let handle: OpaquePointer
  private let values: Values

  /// Prepares a statement, or takes it from the connection's cache.
  init(_ db: Database, _ sql: String) throws {
    self.db = db
    // The comment keeps it apart from a statement of the same words that GRDB runs, and leaves bound.
    statement = try db.cachedStatement(sql: "/* bulk */ " + sql)
    handle = statement.sqliteStatement
    values = Values(handle)
  }

  /// Binds the values that `bind` names, in order, and runs the statement.
  func run(_ bind: (Values) -> Void) throws {
    _ = try first(bind) { _ in }
  }

  /// Binds the values that `bind` names, in order, and reads the first row, if there is one.
  func first<T>(_ bind: (Values) -> Void, _ read: (Row) throws -> T) throws -> T? {
    values.begin()
    bind(values)
    return try values.bound {
      let code = sqlite3_step(handle)
      defer { sqlite3_reset(handle) }
      switch code {
      case SQLITE_DONE: return nil
      case SQLITE_ROW: return try read(Row(handle: handle))
      default:
        throw DatabaseError(
          resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage, sql: statement.sql)
      }
    }
  }

  /// A row that a statement stands at.
  struct Row {
    fileprivate let handle: OpaquePointer

    /// The number in a column.
    func number(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// The text in a column, empty where there is none.
    func text(_ column: Int32) -> String {
      sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
    }
  }

  /// The values of one run.
  ///
  /// All texts are gathered in one piece of memory, which is used again by each run: SQLite looks at them where they
  /// lie and copies none, and none is allocated.
  final class Values {
    private let handle: OpaquePointer
    private var index: Int32 = 0
    private var bytes: [UInt8] = []
    private var texts: [(index: Int32, end: Int, isBlob: Bool)] = []

    fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

    fileprivate func begin() {
      index = 0
      bytes.removeAll(keepingCapacity: true)
      texts.removeAll(keepingCapacity: true)
    }

    /// Calls `body` while all values are bound.
    fileprivate func bound<T>(_ body: () throws -> T) rethrows -> T {
      // One byte more, so that an empty text has an address.
      bytes.append(0)
      return try bytes.withUnsafeBytes { all in
        let base = all.baseAddress!.assumingMemoryBound(to: CChar.self)
        var start = 0
        for (index, end, isBlob) in texts {
          // Nil as the destructor: the bytes stay where they are until the statement is reset.
          if isBlob {
            sqlite3_bind_blob(handle, index, base + start, Int32(end - start), nil)
          } else {
            sqlite3_bind_text(handle, index, base + start, Int32(end - start), nil)
          }
          start = end
        }
        return try body()
      }
    }

    func add(_ text: String) {
      index += 1
      var text = text
      text.withUTF8 { bytes.append(contentsOf: $0) }
      texts.append((index, bytes.count, false))
    }

    /// Bytes that are no text.
    func add(blob: [UInt8]?) {
      guard let blob else { return addNull() }
      index += 1
      bytes.append(contentsOf: blob)
      texts.append((index, bytes.count, true))
    }

    func add(_ text: String?) {
      if let text { add(text) } else { addNull() }
    }

    func add(_ number: Int64) {
      index += 1
      sqlite3_bind_int64(handle, index, number)
    }

    func add(_ number: Int64?) {
      if let number { add(number) } else { addNull() }
    }

    func add(_ number: Int) { add(Int64(number)) }

    func add(_ number: Double) {
      index += 1
      sqlite3_bind_double(handle, index, number)
    }

    /// The three columns of an excerpt.
    func add(_ excerpt: Excerpt?) {
      guard let excerpt else {
        addNull()
        addNull()
        addNull()
        return
      }
      add(excerpt.span.start)
      add(excerpt.span.end)
      add(excerpt.text)
    }

    func addNull() {
      index += 1
      sqlite3_bind_null(handle, index)
    }
  }
}
