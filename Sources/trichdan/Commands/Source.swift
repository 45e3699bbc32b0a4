import ArgumentParser
import ArticleReader
import QuoteStore

/// `trichdan source`: the bytes that an article was read from.
struct Source: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Gives back the bytes that an article was read from, byte for byte, or says where it came from.",
    discussion: """
      The bytes are there when the article was taken with ingest --keep-source.

      Examples:
        trichdan source bai-1 > bai-1.html
        trichdan source bai-1 --about
      """)

  @Argument(help: "The article's key.")
  var key: String

  @Flag(help: "Say where the article came from and how it was read, instead.")
  var about = false

  @OptionGroup var database: DatabaseOption

  func run() throws {
    let store = try database.open(.read)
    defer { store.closeAfterReading() }
    guard let origin = try reportingStoreErrors({ try store.origin(ofArticle: key) }) else {
      throw CommandFailure(
        "where “\(key)” came from was not written down; ingest it again", status: .no)
    }
    let output = StandardOutput()
    if about {
      for line in OriginText.lines(origin) { try output.line(line) }
      try output.flush()
      return
    }
    guard let packed = origin.packed else {
      throw CommandFailure(
        "the bytes of “\(key)” were not kept; ingest it again with --keep-source (it came from \(origin.place))",
        status: .no)
    }
    guard let bytes = PackedBytes.unpack(packed) else {
      throw CommandFailure("the kept bytes of “\(key)” are damaged; ingest it again with --keep-source")
    }
    try output.write(bytes)
    try output.flush()
  }
}

/// An article's origin in words.
enum OriginText {
  /// A line for each thing that is known.
  static func lines(_ origin: Origin) -> [String] {
    var lines = [line("from", origin.place)]
    if let fetched = origin.fetched { lines.append(line("fetched", fetched)) }
    lines.append(line("reader", origin.reader))
    lines.append(line("encoding", origin.encoding))
    lines.append(line("sha256", origin.bytesHash))
    for caption in origin.captions { lines.append(line("caption", caption)) }
    for note in origin.notes { lines.append(line("note", Messages.current.message(note))) }
    return lines
  }

  /// A value with its name before it.
  static func line(_ name: String, _ value: String) -> String {
    let head = Messages.current.head(name)
    return head + String(repeating: " ", count: max(1, 10 - DisplayWidth.of(head))) + value
  }
}
