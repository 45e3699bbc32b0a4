import Foundation
import QuoteStore

/// What takes a look at the whole database, kept until the database has changed.
///
/// Who asks while it is out of date gets the old one, and a new one is made meanwhile; the first one is waited for.
///
/// Unchecked Sendable: `store` and `isClosed` are used on `queue` alone, all other variables under `lock`.
final class DeskCache: @unchecked Sendable {
  /// What is kept.
  struct Content: Sendable {
    var figures: DeskFigures
    var speakers: NameList
    var titles: NameList
    /// Grows with each making.
    var generation = 0
  }

  private let store: QuoteStore
  private let isReadOnly: Bool
  private let lock = NSLock()
  private var content: Content?
  private var version: Int64 = -1
  private var checkedAt = Date.distantPast
  private var isWorking = false
  /// Asked and set on the queue only: what waits there may come after the end.
  private var isClosed = false
  private let queue = DispatchQueue(label: "trichdan.site.cache")

  /// How long nothing is asked of the database, at least; and how many times as long as making it took.
  private static let pause = (seconds: 2.0, times: 10.0)
  private var pause = DeskCache.pause.seconds

  /// Makes it on a connection of its own.
  init(path: String, isReadOnly: Bool) throws {
    store = try QuoteStore(path: path, mode: isReadOnly ? .look : .read)
    self.isReadOnly = isReadOnly
  }

  /// Closes the connection.
  func close() {
    queue.sync {
      isClosed = true
      store.closeAfterReading()
    }
  }

  /// What there is, made when there is none. Throws a `StoreError`.
  func current() async throws -> Content {
    let (known, isDue): (Content?, Bool) = lock.withLock {
      let isDue = !isWorking && Date().timeIntervalSince(checkedAt) > pause
      if content != nil, isDue { isWorking = true }
      return (content, isDue)
    }
    guard let known else {
      return try await withCheckedThrowingContinuation { continuation in
        queue.async { continuation.resume(with: Result { try self.refresh() }) }
      }
    }
    // Figures that cannot be made anew stay those of before; the next request tries again.
    if isDue { queue.async { _ = try? self.refresh() } }
    return known
  }

  /// Looks again at once, because something was just decided here.
  func forget() { lock.withLock { checkedAt = .distantPast } }

  private func refresh() throws -> Content {
    defer { lock.withLock { isWorking = false } }
    guard !isClosed else { throw StorePool.Busy() }
    let start = Date()
    let version = try store.dataVersion()
    if let known = lock.withLock({ self.version == version ? content : nil }) {
      lock.withLock { checkedAt = Date() }
      return known
    }
    var made = Content(
      figures: try store.deskFigures(), speakers: try store.speakerNames(), titles: try store.articleTitles())
    lock.withLock {
      made.generation = (content?.generation ?? 0) + 1
      content = made
      self.version = version
      checkedAt = Date()
      pause = max(Self.pause.seconds, Date().timeIntervalSince(start) * Self.pause.times)
    }
    // Checks find new articles by this index; without it each check would wait for it.
    // Where that fails the check does it, and says why not.
    if !isReadOnly { queue.async { if !self.isClosed { try? self.store.updateTextIndex() } } }
    return made
  }
}
