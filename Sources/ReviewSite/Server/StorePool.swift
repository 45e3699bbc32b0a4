import Dispatch
import Foundation
import QuoteStore

/// Connections to the database for many requests at once: several that read, one that writes.
///
/// SQLite waits where it works, so it works on threads of its own; requests wait in a line for a connection that
/// is free. A request that comes when the line is too long is turned away at once.
///
/// Unchecked Sendable: `idle`, `waiting` and `firstWaiting` are touched under `lock` only; a reader is used by whoever took it
/// out of `idle`, the writer on the queue `writing` alone.
final class StorePool: @unchecked Sendable {
  /// Turned away: too many wait.
  struct Busy: Error {}
  /// Took too long.
  struct TooSlow: Error {}

  private let writer: QuoteStore?
  private let readers: [QuoteStore]
  private let lock = NSLock()
  private var idle: [QuoteStore]
  private var waiting: [CheckedContinuation<QuoteStore?, Never>] = []
  private var firstWaiting = 0
  private let longestLine: Int
  private let seconds: Double
  private let threads = DispatchQueue(label: "trichdan.site.read", attributes: .concurrent)
  private let writing = DispatchQueue(label: "trichdan.site.write")

  /// Opens the database. Throws a `StoreError`.
  ///
  /// - Parameters:
  ///   - readOnly: whether nothing can be written.
  ///   - count: the connections that read.
  ///   - longestLine: how many requests may wait for one.
  ///   - seconds: how long a request may read.
  init(path: String, readOnly: Bool, count: Int, longestLine: Int = 2000, seconds: Double = 10) throws {
    // The one that writes comes first: it brings the tables up to date.
    writer = readOnly ? nil : try QuoteStore(path: path, mode: .update)
    readers = try (0..<count).map { _ in try QuoteStore(path: path, mode: readOnly ? .look : .read) }
    idle = readers
    self.longestLine = longestLine
    self.seconds = seconds
  }

  /// Tells the database from all others. Throws a `StoreError`.
  func identity() throws -> String { try readers[0].databaseIdentity() }

  /// Closes the connections, once what is read and written is done.
  func close() {
    threads.sync(flags: .barrier) {}
    writing.sync {}
    for reader in readers { reader.closeAfterReading() }
    // Every write was committed, and acknowledged, before.
    try? writer?.close()
  }

  /// Reads, on a connection that nobody else uses meanwhile.
  func read<T: Sendable>(_ body: @escaping @Sendable (QuoteStore) throws -> T) async throws -> T {
    guard let store = await take() else { throw Busy() }
    defer { give(store) }
    let isLate = Locked(false)
    let timer = DispatchWorkItem {
      isLate.with { $0 = true }
      store.interrupt()
    }
    threads.asyncAfter(deadline: .now() + seconds, execute: timer)
    defer { timer.cancel() }
    return try await withCheckedThrowingContinuation { continuation in
      threads.async {
        let result = Result { try body(store) }
        if case .failure = result, isLate.with({ $0 }) {
          continuation.resume(throwing: TooSlow())
        } else {
          continuation.resume(with: result)
        }
      }
    }
  }

  /// Writes. Throws `DeskError.readOnly` where nothing may be written.
  func write<T: Sendable>(_ body: @escaping @Sendable (QuoteStore) throws -> T) async throws -> T {
    guard let writer else { throw DeskError.readOnly }
    return try await withCheckedThrowingContinuation { continuation in
      writing.async { continuation.resume(with: Result { try body(writer) }) }
    }
  }

  private func take() async -> QuoteStore? {
    await withCheckedContinuation { continuation in
      lock.lock()
      if let store = idle.popLast() {
        lock.unlock()
        continuation.resume(returning: store)
      } else if waiting.count - firstWaiting >= longestLine {
        lock.unlock()
        continuation.resume(returning: nil)
      } else {
        waiting.append(continuation)
        lock.unlock()
      }
    }
  }

  private func give(_ store: QuoteStore) {
    lock.lock()
    guard firstWaiting < waiting.count else {
      waiting.removeAll(keepingCapacity: true)
      firstWaiting = 0
      idle.append(store)
      lock.unlock()
      return
    }
    let next = waiting[firstWaiting]
    firstWaiting += 1
    if firstWaiting > 1000 {
      waiting.removeFirst(firstWaiting)
      firstWaiting = 0
    }
    lock.unlock()
    next.resume(returning: store)
  }
}
