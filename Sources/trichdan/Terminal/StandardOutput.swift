import Foundation

/// The reader of standard output has gone; the program ends without a word, as `head` expects.
struct BrokenPipe: Error {}

/// Standard output with a buffer; one thread writes.
///
/// Errors: `BrokenPipe` when nobody reads any more, `CommandFailure` when the disk is full or the like.
final class StandardOutput {
  private var buffer: [UInt8] = []
  private let limit = 1 << 16
  private let pager: Pager?

  /// Makes it; what is longer than the screen goes through the pager, where there is one.
  init(pager: Pager? = nil) { self.pager = pager }

  /// Appends text.
  func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= limit { try drain() }
  }

  /// Appends text and a line end.
  func line(_ text: String = "") throws {
    buffer.append(contentsOf: text.utf8)
    buffer.append(0x0A)
    if buffer.count >= limit { try drain() }
  }

  /// Appends bytes; a large piece is not copied into the buffer.
  func write(_ bytes: [UInt8]) throws {
    if bytes.count < limit {
      buffer.append(contentsOf: bytes)
      if buffer.count >= limit { try drain() }
    } else {
      try drain()
      try send(bytes)
    }
  }

  /// Hands everything on; call once at the end. It waits until a pager is left.
  func flush() throws {
    try drain()
    try pager?.finish()
  }

  private func drain() throws {
    guard !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    try send(buffer)
  }

  private func send(_ bytes: [UInt8]) throws {
    if let pager { try pager.write(bytes) } else { try Descriptor.send(bytes, to: STDOUT_FILENO) }
  }
}

/// Writing to an open file.
enum Descriptor {
  /// Writes all of `bytes`. Errors: as those of `StandardOutput`.
  static func send(_ bytes: [UInt8], to file: Int32) throws {
    try bytes.withUnsafeBytes { raw in
      var sent = 0
      while sent < raw.count {
        let count = Foundation.write(file, raw.baseAddress! + sent, raw.count - sent)
        if count > 0 {
          sent += count
        } else if count == 0 {
          throw CommandFailure("cannot write to standard output: it takes nothing")
        } else if errno == EPIPE {
          throw BrokenPipe()
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
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

/// Prints a line on standard error, where everything that is no data goes, in the user's language.
func printError(_ message: String) { StandardError.write(Messages.current.message(message) + "\n") }
