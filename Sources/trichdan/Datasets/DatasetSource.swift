import DatasetExport
import Foundation
import QuoteStore

/// A dataset to read: a file of `export jsonl`, standard input, or another database.
struct DatasetSource {
  /// The path, `-` for standard input.
  var path: String

  /// Throws when there is nothing to read at the path, before anything else is done.
  func requireReadable() throws { if path != "-" { _ = try LineFile(path) } }

  /// Hands on each article, one in memory at a time; `refuse` gets each line that cannot be taken, in words.
  func forEachArticle(
    refuse: (String) -> Void, _ body: (DatasetArticle, _ bytesRead: Int) throws -> Void
  ) throws {
    if try isDatabase {
      let store = try QuoteStore(path: path, mode: .read)
      defer { store.closeAfterReading() }
      // The first article carries the decisions about speakers; where it cannot be taken, the next one does.
      var decisions: SpeakerDecisions?
      try store.readDataset { reader in
        try reader.forEachArticle { article in
          var article = article
          article.decisions = article.decisions ?? decisions
          do { try DatasetLine.check(article) } catch let fault as DatasetLine.Fault {
            decisions = article.decisions
            refuse("\(path), article “\(article.article.id)”: \(fault)")
            return
          }
          decisions = nil
          try body(article, 0)
        }
      }
      return
    }
    let file = try LineFile(path)
    var number = 0
    while let line = try file.next() {
      number += 1
      guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
      let article: DatasetArticle
      do {
        article = try DatasetLine.article(line)
      } catch let fault as DatasetLine.Fault {
        refuse("\(path):\(number): \(fault)")
        continue
      }
      try body(article, file.bytesRead)
    }
  }

  private var isDatabase: Bool {
    get throws {
      guard path != "-", let file = FileHandle(forReadingAtPath: path) else { return false }
      // Sixteen bytes were read of it; there is nothing to lose.
      defer { try? file.close() }
      return try file.read(upToCount: 16) == Data("SQLite format 3\0".utf8)
    }
  }
}

/// A file that is read line by line, however large it is.
final class LineFile {
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var searched = 0
  private var isAtEnd = false
  /// The bytes read so far.
  private(set) var bytesRead = 0

  init(_ path: String) throws {
    self.path = path
    descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      throw CommandFailure("\(path) is a directory; name a file")
    }
  }

  deinit { close(descriptor) }

  /// The next line without its end; `nil` after the last.
  func next() throws -> Data? {
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer {
          start = end + 1
          searched = start
        }
        return Data(buffer[start..<end])
      }
      searched = buffer.count
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return Data(buffer[start...])
      }
      try fill()
    }
  }

  private func fill() throws {
    buffer.removeFirst(start)
    searched -= start
    start = 0
    let known = buffer.count
    let size = 1 << 20
    buffer.append(contentsOf: repeatElement(0, count: size))
    var count = -1
    repeat {
      count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + known, size) }
    } while count < 0 && errno == EINTR
    buffer.removeLast(size - max(0, count))
    guard count >= 0 else { throw failure() }
    if bytesRead == 0, buffer.starts(with: [0xEF, 0xBB, 0xBF]) {
      start = 3
      searched = 3
    }
    bytesRead += count
    isAtEnd = count == 0
  }

  private func failure() -> CommandFailure {
    CommandFailure("cannot read \(path): \(String(cString: strerror(errno))); check the path")
  }
}
