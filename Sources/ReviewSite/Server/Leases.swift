import Foundation

/// Who looks at which record just now: it is not put before somebody else meanwhile.
///
/// A lease ends by itself when the browser that took it does not ask again. Leases live in memory, as long as the desk:
/// what is lost with them is lost to nobody, for two who decide on one record are told.
final class Leases: Sendable {
  private struct Lease {
    var reviewer: String
    var until: Date
  }
  private struct State {
    var leases: [Int64: Lease] = [:]
    var generation = 0

    mutating func clean(_ now: Date) {
      let count = leases.count
      leases = leases.filter { $0.value.until > now }
      if leases.count != count { generation += 1 }
    }
  }

  /// How many seconds a lease lasts.
  static let seconds = 150
  /// The most records that one may hold.
  static let most = 100

  private let state = Locked(State())

  /// Takes records for a reviewer in place of those that he held; gives those that another one has.
  func take(_ rows: [Int64], for reviewer: String, at now: Date = Date()) -> [Int64: String] {
    state.with { state in
      state.clean(now)
      var taken: [Int64: String] = [:]
      var wanted: Set<Int64> = []
      for row in rows.prefix(Self.most) {
        if let lease = state.leases[row], lease.reviewer != reviewer {
          taken[row] = lease.reviewer
        } else {
          wanted.insert(row)
        }
      }
      let held = Set(state.leases.filter { $0.value.reviewer == reviewer }.keys)
      for row in held.subtracting(wanted) { state.leases[row] = nil }
      let until = now.addingTimeInterval(Double(Self.seconds))
      for row in wanted { state.leases[row] = Lease(reviewer: reviewer, until: until) }
      if held != wanted { state.generation += 1 }
      return taken
    }
  }

  /// The records that others than a reviewer hold, and a number that changes when anything of it does.
  func held(notBy reviewer: String, at now: Date = Date()) -> (rows: Set<Int64>, generation: Int) {
    state.with { state in
      state.clean(now)
      return (Set(state.leases.filter { $0.value.reviewer != reviewer }.keys), state.generation)
    }
  }
}
