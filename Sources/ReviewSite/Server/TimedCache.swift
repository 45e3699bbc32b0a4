import Foundation

/// Values that take long to make, kept for a while whatever is decided meanwhile.
final class TimedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    var value: Value
    var until: Date
  }

  /// How many are kept, how many seconds at least, and how many times as long as making one took.
  private let (most, seconds, times): (Int, Double, Double)
  private let entries = Locked<[Key: Entry]>([:])

  init(most: Int, seconds: Double, times: Double = 50) {
    (self.most, self.seconds, self.times) = (most, seconds, times)
  }

  /// What is kept for a key, or what `make` makes.
  func value(_ key: Key, at now: Date = Date(), _ make: () throws -> Value) rethrows -> Value {
    if let kept = entries.with({ $0[key] }), kept.until > now { return kept.value }
    let start = ContinuousClock.now
    let made = try make()
    let took = Double((ContinuousClock.now - start).components.seconds) + 0.001
    entries.with { entries in
      if entries.count >= most { entries = entries.filter { $0.value.until > now } }
      if entries.count >= most { entries = [:] }
      entries[key] = Entry(value: made, until: now.addingTimeInterval(max(seconds, took * times)))
    }
    return made
  }

  /// Forgets what is kept for a key.
  func forget(_ key: Key) { entries.with { $0[key] = nil } }
}
