import Hummingbird
import NIOCore

/// Reads a request's body, up to a size and within a time.
struct BodyReader {
  private let largest: Int
  private let seconds: Double

  /// - Parameter isFile: whether the body is a file that somebody hands over.
  init(_ settings: SiteSettings, isFile: Bool) {
    largest = isFile ? settings.largestFile : settings.largestBody
    seconds = isFile ? settings.fileSeconds : settings.bodySeconds
  }

  /// The body. Throws `DeskError.tooLarge` or `.tooSlowBody`; the connection is then closed after the answer, so that
  /// nobody goes on sending.
  func read(_ request: Request, _ context: DeskContext) async throws -> ByteBuffer {
    do {
      if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > largest {
        throw DeskError.tooLarge
      }
      return try await withThrowingTaskGroup(of: ByteBuffer?.self) { group in
        group.addTask { [largest] in try await request.body.collect(upTo: largest) }
        group.addTask { [seconds] in
          try await Task.sleep(for: .seconds(seconds))
          return nil
        }
        defer { group.cancelAll() }
        guard let body = try await group.next() ?? nil else { throw DeskError.tooSlowBody }
        return body
      }
    } catch {
      let channel = context.channel
      channel.eventLoop.scheduleTask(in: .milliseconds(500)) { channel.close(promise: nil) }
      if error is NIOTooManyBytesError { throw DeskError.tooLarge }
      throw error
    }
  }
}
