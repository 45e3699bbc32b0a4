import DatasetExport
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PatternFiles
import QuoteStore

/// A dataset of the whole database as a download, streamed: as much is in memory as the browser has yet to take.
struct ExportDownload {
  let desk: Desk
  let database: String

  /// The formats that are one file, which the desk writes by itself.
  static let formats = DatasetFormat.allCases.filter { $0.fileExtension != nil && !$0.needsPython }

  /// At most so many downloads at once.
  private static let slots = Slots(count: 2)

  @Sendable func send(_ request: Request, _ context: DeskContext) async throws -> Response {
    guard let format = context.parameters.get("format").flatMap(DatasetFormat.init), !format.needsPython,
      let ending = format.fileExtension
    else { throw DeskError.notFound }
    let headers: HTTPFields = [
      .contentType: format.mediaType, .contentDisposition: "attachment; filename=\"trichdan.\(ending)\"",
    ]
    if request.method == .head { return Response(status: .ok, headers: headers) }
    guard Self.slots.take() else { throw DeskError.busy }
    let store: QuoteStore
    do {
      store = try QuoteStore(path: database, mode: desk.settings.isReadOnly ? .look : .read)
    } catch {
      Self.slots.give()
      throw error
    }
    let pipe = Pipe()
    let logger = desk.logger
    let version = desk.settings.programVersion
    Thread.detachNewThread {
      defer {
        store.closeAfterReading()
        Self.slots.give()
      }
      do {
        try store.readDataset { reader in
          var options = DatasetOptions()
          options.units =
            try PatternDirectory.figureUnits().map { try FigureUnits(file: "figures/units.list", text: $0) }
            ?? .none
          if format == .claimReview {
            try reader.forEachArticle { options.appearances.add($0, wantsRejected: false) }
          }
          var exporter = DatasetExporter(format: format, programVersion: version, options: options, to: pipe)
          try reader.forEachArticle { try exporter.add($0) }
          _ = try exporter.finish()
        }
        pipe.finish(nil)
      } catch {
        if !(error is Pipe.Gone) { logger.error("export: \(error)") }
        pipe.finish(error)
      }
    }
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        do {
          while let bytes = try await pipe.next() { try await writer.write(ByteBuffer(bytes: bytes)) }
          try await writer.finish(nil)
        } catch {
          pipe.leave()
          throw error
        }
      })
  }

  /// Hands bytes from a thread that writes to a task that sends; the thread waits while the task has enough.
  ///
  /// Unchecked Sendable: everything is read and written under `lock`.
  private final class Pipe: DatasetSink, @unchecked Sendable {
    /// The browser went away.
    struct Gone: Error {}
    /// The export failed before its end; the connection is broken off, so that nobody takes a part for the whole.
    struct Failed: Error {}

    private let lock = NSCondition()
    private var chunks: [[UInt8]] = []
    private var waiting: CheckedContinuation<[UInt8]?, any Error>?
    private var isDone = false
    private var hasFailed = false
    private var isGone = false
    private static let most = 8

    func write(_ bytes: [UInt8]) throws {
      lock.lock()
      defer { lock.unlock() }
      while chunks.count >= Self.most, !isGone {
        // A browser that takes nothing for minutes counts as gone.
        guard lock.wait(until: Date(timeIntervalSinceNow: 120)) else {
          isGone = true
          break
        }
      }
      guard !isGone else { throw Gone() }
      if let task = waiting {
        waiting = nil
        task.resume(returning: bytes)
      } else {
        chunks.append(bytes)
      }
    }

    func writeFile(_ name: String, _ bytes: [UInt8]) throws {}

    func finish(_ error: (any Error)?) {
      lock.lock()
      defer { lock.unlock() }
      isDone = true
      hasFailed = error != nil
      guard let task = waiting else { return }
      waiting = nil
      if hasFailed { task.resume(throwing: Failed()) } else { task.resume(returning: nil) }
    }

    func leave() {
      lock.lock()
      isGone = true
      lock.signal()
      lock.unlock()
    }

    func next() async throws -> [UInt8]? {
      try await withCheckedThrowingContinuation { continuation in
        lock.lock()
        defer { lock.unlock() }
        if !chunks.isEmpty {
          continuation.resume(returning: chunks.removeFirst())
          lock.signal()
        } else if hasFailed {
          continuation.resume(throwing: Failed())
        } else if isDone {
          continuation.resume(returning: nil)
        } else {
          waiting = continuation
        }
      }
    }
  }

  /// How many exports run.
  ///
  /// Unchecked Sendable: `free` is touched under `lock` only.
  private final class Slots: @unchecked Sendable {
    private let lock = NSLock()
    private var free: Int
    init(count: Int) { free = count }
    func take() -> Bool {
      lock.withLock {
        guard free > 0 else { return false }
        free -= 1
        return true
      }
    }
    func give() { lock.withLock { free += 1 } }
  }
}
