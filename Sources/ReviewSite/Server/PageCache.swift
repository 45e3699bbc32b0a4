import Dispatch
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import QuoteStore

/// Pages as they were made, for as long as nobody has written to the database.
///
/// Whether anybody has is asked of SQLite at each request, on a connection of its own, which takes some microseconds:
/// what is kept is never older than the database.
///
/// Unchecked Sendable: the store and all variables are used on `queue` alone.
final class PageCache: @unchecked Sendable {
  private struct Key: Hashable {
    var address: String
    var language: Language
    var reviewer: String
    var isBound: Bool
    var hasSession: Bool
    var generation: Int
  }

  private let store: QuoteStore
  private let queue = DispatchQueue(label: "trichdan.site.pages")
  private var pages: [Key: ByteBuffer] = [:]
  private var order: [Key] = []
  private var bytes = 0
  private var version: Int64 = -1
  private var isClosed = false
  private let mostBytes: Int

  /// Makes it on a connection of its own. Throws a `StoreError`.
  init(path: String, isReadOnly: Bool, mostBytes: Int = 48 << 20) throws {
    store = try QuoteStore(path: path, mode: isReadOnly ? .look : .read)
    self.mostBytes = mostBytes
  }

  /// Closes the connection.
  func close() {
    queue.sync {
      isClosed = true
      store.closeAfterReading()
    }
  }

  /// The page of an address, made by `make` where none is kept. `generation` tells apart what does not come from
  /// the database alone. Only whole pages that succeed are kept.
  func page(
    _ request: Request, _ context: DeskContext, generation: Int, make: () async throws -> Response
  ) async throws -> Response {
    let key = Key(
      address: request.uri.string, language: context.language, reviewer: context.reviewer,
      isBound: context.isBound, hasSession: request.cookies["desk"] != nil, generation: generation)
    let (known, before) = try await look(key)
    if let known {
      return Response(
        status: .ok, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: known))
    }
    let response = try await make()
    guard response.status == .ok, request.method == .get else { return response }
    let box = Collector()
    var copy = response
    try await response.body.write(box)
    copy.body = .init(byteBuffer: box.buffer)
    keep(box.buffer, key, before)
    return copy
  }

  private func look(_ key: Key) async throws -> (page: ByteBuffer?, version: Int64) {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(
          with: Result {
            guard !self.isClosed else { throw StorePool.Busy() }
            let now = try self.store.dataVersion()
            if now != self.version {
              self.pages.removeAll(keepingCapacity: true)
              self.order.removeAll(keepingCapacity: true)
              self.bytes = 0
              self.version = now
            }
            return (self.pages[key], now)
          })
      }
    }
  }

  /// Keeps a page that was made from the database at `version`, unless it has changed since the page was asked for.
  private func keep(_ page: ByteBuffer, _ key: Key, _ version: Int64) {
    queue.async {
      // A page that is not kept is made again.
      guard !self.isClosed, version == self.version, page.readableBytes < self.mostBytes / 8,
        self.pages[key] == nil, (try? self.store.dataVersion()) == version
      else { return }
      self.pages[key] = page
      self.order.append(key)
      self.bytes += page.readableBytes
      var gone = 0
      while self.bytes > self.mostBytes, gone < self.order.count {
        self.bytes -= self.pages.removeValue(forKey: self.order[gone])?.readableBytes ?? 0
        gone += 1
      }
      self.order.removeFirst(gone)
    }
  }

  /// Takes a body's bytes.
  private final class Collector: ResponseBodyWriter {
    var buffer = ByteBuffer()
    func write(_ buffer: ByteBuffer) async throws {
      var buffer = buffer
      self.buffer.writeBuffer(&buffer)
    }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
