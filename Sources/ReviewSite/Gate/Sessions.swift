import Crypto
import Foundation

/// Who has signed in: each browser keeps a random name of its session, which ends by itself and can be ended.
///
/// Sessions live in memory: a desk that is started anew knows none.
final class Sessions: Sendable {
  /// What is known of a browser that signed in.
  struct Session: Sendable {
    /// The reviewer whose own token was shown; `nil` for the site's.
    var reviewer: String?
    fileprivate var began: Date
    fileprivate var seen: Date
  }

  /// How long a session lasts, in seconds: unused, and at most.
  static let (idle, longest) = (24.0 * 3600, 14.0 * 24 * 3600)
  /// The most sessions; the one unused for longest makes room.
  private static let most = 10_000

  private let state = Locked<[String: Session]>([:])

  /// Begins a session and gives its secret name.
  func begin(reviewer: String?, at now: Date = Date()) -> String {
    let name = Secrets.random()
    state.with { sessions in
      if sessions.count >= Self.most, let oldest = sessions.min(by: { $0.value.seen < $1.value.seen }) {
        sessions[oldest.key] = nil
      }
      sessions[Self.key(name)] = Session(reviewer: reviewer, began: now, seen: now)
    }
    return name
  }

  /// The session of a name that a browser showed; `nil` when there is none, or it has ended.
  func session(_ name: String?, at now: Date = Date()) -> Session? {
    guard let name else { return nil }
    return state.with { sessions in
      let key = Self.key(name)
      guard var session = sessions[key] else { return nil }
      guard now.timeIntervalSince(session.seen) < Self.idle,
        now.timeIntervalSince(session.began) < Self.longest
      else {
        sessions[key] = nil
        return nil
      }
      session.seen = now
      sessions[key] = session
      return session
    }
  }

  /// Ends a session.
  func end(_ name: String?) {
    guard let name else { return }
    state.with { $0[Self.key(name)] = nil }
  }

  /// Names are looked up by their digests: how long that takes says nothing of the names.
  private static func key(_ name: String) -> String { Secrets.digest(name) }
}

/// Slows who guesses tokens: after some wrong ones an address has to wait, each time for longer.
final class Guesses: Sendable {
  private struct Tries {
    var wrong = 0
    var until = Date.distantPast
    var last = Date.distantPast
  }

  /// How many wrong ones are let pass, and the longest wait in seconds.
  private static let (free, longest) = (5, 300.0)
  private let state = Locked<[String: Tries]>([:])

  /// How many seconds an address has to wait before it may show a token; 0 for none.
  func wait(_ address: String, at now: Date = Date()) -> Int {
    state.with { tries in
      guard let known = tries[address] else { return 0 }
      return max(0, Int(known.until.timeIntervalSince(now).rounded(.up)))
    }
  }

  /// Counts a wrong token.
  func wrong(_ address: String, at now: Date = Date()) {
    state.with { tries in
      if tries.count > 10_000 { tries = tries.filter { now.timeIntervalSince($0.value.last) < 600 } }
      var known = tries[address] ?? Tries()
      // Who has been quiet for long begins anew.
      if now.timeIntervalSince(known.last) > 3600 { known = Tries() }
      known.wrong += 1
      known.last = now
      if known.wrong >= Self.free {
        known.until = now.addingTimeInterval(min(Self.longest, Double(1 << min(9, known.wrong - Self.free))))
      }
      tries[address] = known
    }
  }

  /// Forgets the wrong ones of an address that showed a right one.
  func right(_ address: String) { state.with { $0[address] = nil } }
}

/// A value that one thread at a time may touch.
///
/// Unchecked Sendable: the lock orders all access to the value, which leaves it by copy.
final class Locked<Value>: @unchecked Sendable {
  // The lock orders all access to the value.
  private let lock = NSLock()
  private var value: Value

  /// Takes the first value.
  init(_ value: Value) { self.value = value }

  /// Reads and changes the value.
  func with<T>(_ body: (inout Value) throws -> T) rethrows -> T {
    try lock.withLock { try body(&value) }
  }
}
