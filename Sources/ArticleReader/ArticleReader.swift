import Foundation

/// Reads articles from files, directories and standard input, a batch at a time.
///
/// A directory stands for all files in and below it that articles can be read from, in sorted order; `-` is standard input.
/// What a file is, its bytes tell: text, a web page, a feed, JSON, a table, a document, a crawl, an archive of these. However
/// large a file of many articles is, a batch of it is in memory at once.
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
  /// How articles are read.
  public let settings: ReadingSettings

  private var walk: FileWalk
  private let batchSize: Int
  private let maximumArticleSize: Int
  private let open: Open
  private var file: OpenDocument?
  private var waiting: [Reading] = []
  /// Whether the folder that is being walked gave anything, and how many files of it were passed over.
  private var folder = (isFruitful: false, skipped: 0)

  /// Makes a reader of what an address answered.
  public convenience init(fetched: FetchedDocument, settings: ReadingSettings = ReadingSettings()) {
    self.init(paths: [], settings: settings)
    let path = fetched.address.prefix { $0 != "?" && $0 != "#" }
    file = OpenDocument(
      place: fetched.address, name: String(path),
      source: ByteSource(MemorySource(fetched.bytes), chunkSize: 1 << 16),
      isNamed: true, fields: settings.fields, fetched: fetched)
  }

  /// Makes a reader of bytes that somebody has handed over: `name` is what the file is called, `place` where articles say that
  /// they are from.
  public convenience init(
    bytes: [UInt8], name: String, place: String, settings: ReadingSettings = ReadingSettings()
  ) {
    self.init(paths: [], settings: settings)
    file = OpenDocument(
      place: place, name: name, source: ByteSource(MemorySource(bytes), chunkSize: 1 << 16), isNamed: true,
      fields: settings.fields)
  }

  /// Makes a reader of `paths` in their order.
  ///
  /// A batch holds about `batchSize` bytes, or one article when that is larger. A text file or a line of more
  /// than `maximumArticleSize` bytes is refused, so that memory has a bound.
  public convenience init(
    paths: [String], settings: ReadingSettings = ReadingSettings(), batchSize: Int = 1 << 18,
    maximumArticleSize: Int = 1 << 26
  ) {
    self.init(paths: paths, settings: settings, batchSize: batchSize, maximumArticleSize: maximumArticleSize)
    {
      Foundation.open($0, O_RDONLY | O_CLOEXEC)
    }
  }

  init(
    paths: [String], settings: ReadingSettings = ReadingSettings(), batchSize: Int, maximumArticleSize: Int,
    open: @escaping Open
  ) {
    walk = FileWalk(paths)
    self.settings = settings
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
    batch.settings = settings
    while batch.byteCount < batchSize, batch.pieces.count < 4096 {
      if let file {
        guard let piece = file.next(batchSize, maximumArticleSize) else {
          self.file = nil
          continue
        }
        take(piece, &batch)
        continue
      }
      guard let step = walk.next() else { break }
      switch step {
      case .refused(let refused): batch.pieces.append(.refused(refused))
      case .skipped(let what, let path): take(.skipped(what: what, place: path), &batch)
      case .folder: folder = (false, 0)
      case .endOfFolder(let path):
        if !folder.isFruitful {
          batch.pieces.append(
            .refused(
              RefusedArticle(
                file: path,
                reason: folder.skipped == 0
                  ? "the directory holds no file" : "the directory holds no file that articles are read from",
                remedy: "name the files themselves, or the directory that holds them")))
        }
      case .file("-", _):
        file = OpenDocument(
          place: "-", source: ByteSource(descriptor: STDIN_FILENO, ownsDescriptor: false), isNamed: true,
          fields: settings.fields)
      case .file(let path, let isNamed):
        let descriptor = open(path)
        if descriptor < 0 {
          batch.pieces.append(.refused(SourceError.system(errno).refusal(of: path)))
        } else {
          file = OpenDocument(
            place: path, source: ByteSource(descriptor: descriptor, ownsDescriptor: true), isNamed: isNamed,
            fields: settings.fields)
        }
      }
    }
    return batch.pieces.isEmpty ? nil : batch
  }

  private func take(_ piece: ArticleBatch.Piece, _ batch: inout ArticleBatch) {
    var size = 0
    switch piece {
    case .text(_, let bytes, _), .lines(_, let bytes, _, _): size = bytes.count
    case .document(let document): size = document.bytes.count
    case .rows(let rows): size = rows.byteCount
    case .refused: break
    case .skipped: folder.skipped += 1
    }
    if case .skipped = piece {} else { folder.isFruitful = true }
    batch.byteCount += size
    bytesRead += size
    batch.pieces.append(piece)
  }
}
