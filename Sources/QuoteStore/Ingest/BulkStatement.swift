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
  // SQLite copies what it is given at once.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// Prepares a statement, or takes it from the connection's cache.
  init(_ db: Database, _ sql: String) throws {
    self.db = db
    // The comment keeps it apart from a statement of the same words that GRDB runs, and leaves bound.
    statement = try db.cachedStatement(sql: "/* bulk */ " + sql)
    handle = statement.sqliteStatement
  }

  /// Binds the values that `bind` names, in order, and runs the statement.
  func run(_ bind: (inout Values) -> Void) throws {
    var values = Values(handle: handle)
    bind(&values)
    let code = sqlite3_step(handle)
    let message = code == SQLITE_DONE || code == SQLITE_ROW ? nil : db.lastErrorMessage
    sqlite3_reset(handle)
    if let message {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    }
  }

  /// The values of one run.
  struct Values {
    fileprivate let handle: OpaquePointer
    private var index: Int32 = 0

    fileprivate init(handle: OpaquePointer) { self.handle = handle }

    mutating func add(_ text: String) {
      index += 1
      var text = text
      text.withUTF8 { bytes in
        guard let base = bytes.baseAddress else {
          sqlite3_bind_text(handle, index, "", 0, BulkStatement.copied)
          return
        }
        base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { characters in
          _ = sqlite3_bind_text(handle, index, characters, Int32(bytes.count), BulkStatement.copied)
        }
      }
    }

    mutating func add(_ text: String?) {
      if let text { add(text) } else { addNull() }
    }

    mutating func add(_ number: Int64) {
      index += 1
      sqlite3_bind_int64(handle, index, number)
    }

    mutating func add(_ number: Int64?) {
      if let number { add(number) } else { addNull() }
    }

    mutating func add(_ number: Int) { add(Int64(number)) }

    mutating func add(_ number: Double) {
      index += 1
      sqlite3_bind_double(handle, index, number)
    }

    /// The three columns of an excerpt.
    mutating func add(_ excerpt: Excerpt?) {
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

    mutating func addNull() {
      index += 1
      sqlite3_bind_null(handle, index)
    }
  }
}
