import ArticleReader
import VietnameseText

/// An article made ready to be compared: its words, and its offsets.
final class IndexedArticle {
  let article: Article
  let text: ComparedText
  /// Bytes and code points of the text.
  private(set) lazy var map = text.bytes.withUnsafeBufferPointer { OffsetMap(utf8: $0) }

  /// The words as bytes, for long texts alone.
  private(set) lazy var letters = ComparedLetters(text)

  init(_ article: Article, keys: inout WordKeys) {
    self.article = article
    text = ComparedText(article.text, keys: &keys)
  }

  /// How far round a place sentences are looked for, in bytes.
  private static let reach = 4000

  /// The sentences round a place, as byte ranges.
  func sentences(around place: Range<Int>) -> [Range<Int>] {
    let bytes = text.bytes
    func boundary(_ at: Int) -> Int {
      var at = at
      while at > 0, at < bytes.count, bytes[at] & 0xC0 == 0x80 { at -= 1 }
      return at
    }
    let window =
      boundary(
        max(0, place.lowerBound - Self.reach))..<boundary(min(bytes.count, place.upperBound + Self.reach))
    var sentences: [Range<Int>] = []
    bytes.withUnsafeBufferPointer { Self.splitter.split($0, in: window, into: &sentences) }
    return sentences
  }

  /// All sentences, as byte ranges.
  private(set) lazy var allSentences: [Range<Int>] = {
    var sentences: [Range<Int>] = []
    text.bytes.withUnsafeBufferPointer { Self.splitter.split($0, in: 0..<$0.count, into: &sentences) }
    return sentences
  }()

  private static let splitter = SentenceSplitter()

  /// The text of a range of bytes, in one line.
  func line(_ range: Range<Int>) -> String {
    let text = String(decoding: text.bytes[range], as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
