import Foundation

/// The three files that a program is started with, which may be closed, full, or gone.
enum StandardStreams {
  /// Opens those of the three that are closed, so that no file of ours gets their numbers: messages would be written
  /// into the database. What is read from or written to one that was closed still fails; messages are dropped.
  static func occupy() {
    for (number, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(number, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is given, which is this one: those below are open by now.
      _ = open("/dev/null", mode)
    }
  }
}

/// Standard error. What cannot be written there is dropped: there is nowhere left to say so, and the work goes on.
enum StandardError {
  /// Whether what is written is taken within a second: a terminal that nobody reads takes nothing, and a write to it would wait for
  /// ever.
  static var isTaken: Bool {
    var waiting = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&waiting, 1, 1000) > 0
  }

  /// Writes text as it is.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Foundation.write(STDERR_FILENO, bytes.baseAddress! + sent, bytes.count - sent)
        if count > 0 {
          sent += count
        } else if count < 0, errno == EAGAIN {
          var waiting = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if count == 0 || errno != EINTR {
          return
        }
      }
    }
  }
}

/// Standard input as a whole.
enum StandardInput {
  /// Reads to its end. Throws `CommandFailure` when it is closed, a directory, or fails.
  static func readAll() throws -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 {
        data.append(contentsOf: buffer[..<count])
      } else if count == 0 {
        return data
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw CommandFailure(
          "cannot read standard input: \(String(cString: strerror(errno))); name a file, or check what is behind <"
        )
      }
    }
  }
}
