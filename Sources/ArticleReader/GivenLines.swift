extension ArticleBatch {
  /// A batch of JSON lines that somebody else has read, an article a line, in UTF-8.
  ///
  /// `name` stands for the file in messages and in the keys of articles without `id`; lines count from `firstLine`.
  public init(lines: [UInt8], named name: String, firstLine: Int = 1) {
    self.init(
      pieces: [.lines(file: name, bytes: lines, firstLine: firstLine, encoding: .utf8)],
      byteCount: lines.count)
  }
}
