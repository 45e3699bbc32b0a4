import Foundation

/// The reader of standard output has gone; the program ends without a word, as `head` expects.
struct BrokenPipe: Error {}

/// Standard output with a buffer; one thread writes.
///
/// Errors: `BrokenPipe` when nobody reads any more, `CommandFailure` when the disk is full or the like.
final class StandardOutput {
  private var buffer: [UInt8] = []
  private let limit = 1 << 16

  /// Appends text.
  func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= limit { try flush() }
  }

  /// Appends text and a line end.
  func line(_ text: String = "") throws {
    buffer.append(contentsOf: text.utf8)
    buffer.append(0x0A)
    if buffer.count >= limit { try flush() }
  }

  /// Appends bytes; a large piece is not copied into the buffer.
  func write(_ bytes: [UInt8]) throws {
    if bytes.count < limit {
      buffer.append(contentsOf: bytes)
      if buffer.count >= limit { try flush() }
    } else {
      try flush()
      try Self.send(bytes)
    }
  }

  /// Hands everything on; call once at the end.
  func flush() throws {
    guard !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    try Self.send(buffer)
  }

  private static func send(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { raw in
      var sent = 0
      while sent < raw.count {
        let count = Foundation.write(STDOUT_FILENO, raw.baseAddress! + sent, raw.count - sent)
        if count > 0 {
          sent += count
        } else if count == 0 {
          throw CommandFailure("cannot write to standard output: it takes nothing")
        } else if errno == EPIPE {
          throw BrokenPipe()
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if errno != EINTR {
          throw CommandFailure(
            "cannot write to standard output: \(String(cString: strerror(errno))); "
              + "check the disk, or what is behind > or |")
        }
      }
    }
  }
}

/// Prints a line on standard error, where everything that is no data goes.
func printError(_ message: String) { StandardError.write(message + "\n") }
