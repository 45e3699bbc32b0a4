import Crypto

/// One article: its key, its text as every offset counts it, and what is known of where it came from.
public struct Article: Sendable, Hashable {
  /// The key: the `id` of a JSON line, or the file's name without its ending.
  public var id: String
  /// The title, when the article has one; the text begins with it.
  public var title: String?
  /// The whole text with its title, in NFC, with `\n` line ends. Offsets count its code points from 0.
  public var text: String
  /// Where the article was found.
  public var url: String?
  /// The paper or site that published it.
  public var source: String?
  /// When it was published, as given.
  public var published: String?
  /// Who wrote it.
  public var author: String?
  /// Where it came from and how it was read, when that was asked for.
  public var origin: Origin?

  /// Makes an article; the caller vouches that `text` is in NFC with `\n` line ends.
  public init(
    id: String, title: String? = nil, text: String, url: String? = nil, source: String? = nil,
    published: String? = nil, author: String? = nil, origin: Origin? = nil
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.url = url
    self.source = source
    self.published = published
    self.author = author
    self.origin = origin
  }

  /// SHA-256 of the text's UTF-8, in lower-case hexadecimal digits. Computed at each call.
  public func sha256() -> String {
    var hash = SHA256()
    var text = text
    text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    return String(unsafeUninitializedCapacity: 64) { out in
      var index = 0
      for byte in hash.finalize() {
        out[index] = Self.hexDigit(byte >> 4)
        out[index + 1] = Self.hexDigit(byte & 15)
        index += 2
      }
      return index
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  /// The first line of `text`, when an empty line and something more follow it.
  package static func title(of text: String) -> String? {
    let bytes = text.utf8
    guard let end = bytes.firstIndex(of: 0x0A), end != bytes.startIndex else { return nil }
    let next = bytes.index(after: end)
    guard next != bytes.endIndex, bytes[next] == 0x0A, bytes.index(after: next) != bytes.endIndex else {
      return nil
    }
    let line = text[..<end]
    return line.allSatisfy(\.isWhitespace) ? nil : String(line)
  }
}
