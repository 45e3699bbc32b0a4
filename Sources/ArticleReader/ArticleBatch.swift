/// Some articles as they were read, not parsed yet, so that another thread can parse them.
public struct ArticleBatch: Sendable {
  /// A stretch of a file.
  enum Piece: Sendable {
    /// A whole text file.
    case text(file: String, bytes: [UInt8], encoding: TextEncoding)
    /// Whole lines of JSON; `firstLine` counts from 1.
    case lines(file: String, bytes: [UInt8], firstLine: Int, encoding: TextEncoding)
    /// Rows of a table.
    case rows(TableRows)
    /// A whole document of another kind.
    case document(Document)
    case refused(RefusedArticle)
    case skipped(what: String, place: String)
  }

  /// The stretches, in the order of the input.
  var pieces: [Piece] = []
  /// How they are read.
  var settings = ReadingSettings()
  /// The bytes of input that the batch holds.
  public internal(set) var byteCount = 0

  /// Parses the batch and hands on each article or refusal, in the order of the input.
  public func parse(_ body: (Reading) throws -> Void) rethrows {
    var parser = LineParser()
    parser.fields = settings.fields
    parser.pages = settings.pages
    parser.keepsOrigin = settings.keepsOrigin
    parser.keepsBytes = settings.keepsBytes
    for piece in pieces {
      switch piece {
      case .refused(let refused): try body(.refused(refused))
      case .skipped(let what, let place): try body(.skipped(what: what, place: place))
      case .document(let document):
        for reading in DocumentParser(settings: settings).readings(of: document) { try body(reading) }
      case .rows(let rows): for reading in rows.readings(settings) { try body(reading) }
      case .text(let file, let bytes, let encoding):
        try body(parser.article(fromText: bytes, file: file, id: FileKey.key(of: file), encoding: encoding))
      case .lines(let file, let bytes, let firstLine, let encoding):
        try bytes.withUnsafeBufferPointer { all in
          var number = firstLine
          var start = 0
          while start < all.count {
            let end = LineEnd.first(in: all, from: start) ?? all.count
            let line = UnsafeBufferPointer(rebasing: all[start..<end])
            if let reading = parser.article(fromLine: line, file: file, line: number, encoding: encoding) {
              try body(reading)
            }
            number += 1
            start = end + 1
          }
        }
      }
    }
  }

  /// The batch's articles and refusals, in the order of the input.
  public func readings() -> [Reading] {
    var out: [Reading] = []
    parse { out.append($0) }
    return out
  }
}
