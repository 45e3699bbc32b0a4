import Foundation

/// Reads articles from files, directories and standard input, a batch at a time.
///
/// A directory stands for the `.txt` and `.jsonl` files in and below it, in sorted order; `-` is standard
/// input. Files that the user names with another ending, and standard input, are JSON lines when they begin
/// with `{`, else one text. However large a file of JSON lines is, a batch of it is in memory at once.
///
///     let reader = ArticleReader(paths: ["bai-bao/"])
///     while let reading = reader.next() { … }
///
/// What cannot be taken comes out as `Reading.refused`, and the rest goes on. One thread reads; the batches of
/// `nextBatch()` may be parsed on others.
public final class ArticleReader: IteratorProtocol {
  /// Opens a file to read, as the system's `open` does: a descriptor, or -1 with `errno`.
  typealias Open = (_ path: String) -> Int32

  /// The bytes read so far, from all files.
  public private(set) var bytesRead = 0

  private var walk: FileWalk
  private let batchSize: Int
  private let maximumArticleSize: Int
  private let open: Open
  private var file: OpenFile?
  private var waiting: [Reading] = []

  /// Makes a reader of `paths` in their order.
  ///
  /// A batch holds about `batchSize` bytes, or one article when that is larger. A text file or a line of more
  /// than `maximumArticleSize` bytes is refused, so that memory has a bound.
  public convenience init(paths: [String], batchSize: Int = 1 << 18, maximumArticleSize: Int = 1 << 26) {
    self.init(paths: paths, batchSize: batchSize, maximumArticleSize: maximumArticleSize) {
      Foundation.open($0, O_RDONLY | O_CLOEXEC)
    }
  }

  init(paths: [String], batchSize: Int, maximumArticleSize: Int, open: @escaping Open) {
    walk = FileWalk(paths)
    self.batchSize = batchSize
    self.maximumArticleSize = maximumArticleSize
    self.open = open
  }

  /// The next article or refusal; `nil` at the end.
  public func next() -> Reading? {
    while waiting.isEmpty {
      guard let batch = nextBatch() else { return nil }
      waiting = batch.readings().reversed()
    }
    return waiting.removeLast()
  }

  /// The next articles, not parsed yet; `nil` at the end.
  public func nextBatch() -> ArticleBatch? {
    var batch = ArticleBatch()
    while batch.byteCount < batchSize, batch.pieces.count < 4096 {
      if let file {
        if let piece = file.next(batchSize, maximumArticleSize) {
          switch piece {
          case .text(_, let bytes, _), .lines(_, let bytes, _, _):
            batch.byteCount += bytes.count
            bytesRead += bytes.count
          case .refused: break
          }
          batch.pieces.append(piece)
        } else {
          self.file = nil
        }
        continue
      }
      guard let step = walk.next() else { break }
      switch step {
      case .refused(let refused): batch.pieces.append(.refused(refused))
      case .file("-"): file = OpenFile("-", ByteSource(descriptor: STDIN_FILENO, ownsDescriptor: false))
      case .file(let path):
        let descriptor = open(path)
        if descriptor < 0 {
          batch.pieces.append(.refused(SystemError(number: errno).refusal(of: path)))
        } else {
          file = OpenFile(path, ByteSource(descriptor: descriptor, ownsDescriptor: true))
        }
      }
    }
    return batch.pieces.isEmpty ? nil : batch
  }
}

/// A file that is being read, and the lines of it that are not handed on yet.
private final class OpenFile {
  private enum Kind {
    case text, lines
  }
  private let path: String
  private let source: ByteSource
  private var kind: Kind?
  private var buffer: [UInt8] = []
  private var line = 1
  private var isFinished = false
  private var hasContent = false
  /// Inside a line that is too long, and passed over to its end.
  private var isSkipping = false

  init(_ path: String, _ source: ByteSource) {
    self.path = path
    self.source = source
    let lower = path.lowercased()
    if lower.hasSuffix(".jsonl") { kind = .lines } else if lower.hasSuffix(".txt") { kind = .text }
  }

  /// The next stretch of the file; `nil` at its end.
  func next(_ size: Int, _ maximum: Int) -> ArticleBatch.Piece? {
    guard !isFinished else { return nil }
    do {
      if kind == nil {
        // Standard input may begin with an empty read of a mark alone.
        while buffer.isEmpty, try source.read(appendingTo: &buffer) {}
        kind = buffer.first == UInt8(ascii: "{") ? .lines : .text
      }
      return kind == .lines ? try nextLines(size, maximum) : try wholeText(maximum)
    } catch {
      isFinished = true
      return .refused(error.refusal(of: path))
    }
  }

  private func wholeText(_ maximum: Int) throws(SystemError) -> ArticleBatch.Piece {
    isFinished = true
    while try source.read(appendingTo: &buffer) {
      if buffer.count > maximum {
        return .refused(
          RefusedArticle(
            file: path, reason: "longer than \(maximum >> 20) MB, which is no article",
            remedy: "split it into articles, or name it .jsonl if it holds JSON lines"))
      }
    }
    return .text(file: path, bytes: buffer, encoding: source.encoding)
  }

  private func nextLines(_ size: Int, _ maximum: Int) throws(SystemError) -> ArticleBatch.Piece? {
    var searched = 0
    var end: Int?
    while true {
      if let found = LineEnd.last(in: buffer, from: searched) {
        if isSkipping {
          let first = buffer[searched...].firstIndex(of: 0x0A) ?? found
          buffer.removeFirst(first + 1)
          line += 1
          isSkipping = false
          searched = 0
          continue
        }
        end = found
        if buffer.count >= size { break }
      } else if isSkipping {
        buffer.removeAll(keepingCapacity: true)
      } else if buffer.count > maximum, end == nil {
        isSkipping = true
        hasContent = true
        buffer.removeAll()
        return .refused(
          RefusedArticle(
            file: path, line: line,
            reason: "the line is longer than \(maximum >> 20) MB, which is no article",
            remedy: "write one article on each line"))
      }
      searched = buffer.count
      if end != nil, buffer.count >= size { break }
      if try !source.read(appendingTo: &buffer) {
        isFinished = true
        if isSkipping { return nil }
        end = buffer.count
        break
      }
    }
    guard let end else { return nil }
    let rest = end < buffer.count ? Array(buffer[(end + 1)...]) : []
    buffer.removeSubrange(end...)
    let bytes = buffer
    buffer = rest
    let first = line
    line += LineEnd.count(in: bytes) + 1
    if bytes.isEmpty, isFinished, !hasContent {
      return .refused(
        RefusedArticle(file: path, reason: "the file is empty", remedy: "remove it, or put articles in"))
    }
    if bytes.isEmpty, isFinished { return nil }
    hasContent = true
    return .lines(file: path, bytes: bytes, firstLine: first, encoding: source.encoding)
  }
}
