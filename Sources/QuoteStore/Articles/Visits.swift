import Foundation
import GRDB

/// A visit of an address whose articles are in the database.
public struct StoredVisit: Sendable, Hashable {
  /// The address that was asked for.
  public var address: String
  /// `ETag` and `Last-Modified` of the answer.
  public var tag: String?
  public var modified: String?

  /// Makes a visit.
  public init(address: String, tag: String?, modified: String?) {
    self.address = address
    self.tag = tag
    self.modified = modified
  }
}

extension QuoteStore {
  /// The last visits of those of `addresses` that were visited.
  public func visits(of addresses: [String]) throws -> [StoredVisit] {
    try read { db in
      try addresses.compactMap { address in
        try Row.fetchOne(db, sql: "SELECT tag, modified FROM visit WHERE address = ?", arguments: [address])
          .map {
            try StoredVisit(address: address, tag: $0.value(0), modified: $0.value(1))
          }
      }
    }
  }

  /// Writes a visit down, once its articles are written.
  public func record(_ visit: StoredVisit) throws {
    try write { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO visit(address, tag, modified, visited_at) VALUES (?, ?, ?, ?)",
        arguments: [visit.address, visit.tag, visit.modified, Timestamp.text(Date())])
    }
  }
}
