import VietnameseText

/// Every two neighbouring words of a text, without case, diacritics and marks, as numbers to look up in an index.
///
/// Two texts that share a wording share most of their pairs, and few pairs stand in many articles: they are the shingles
/// (Broder 1997) by which sources and near-duplicates are found. A text of one word has that word alone.
public struct WordPairs: Sendable, Hashable {
  /// The pairs in the order of the text.
  public let hashes: [UInt32]
  /// The number of words of the text.
  public let wordCount: Int

  /// The word of a text of one word, without diacritics.
  public let onlyWord: String?

  /// The pairs of a text, in NFC.
  public init(of text: String) {
    var keys = WordKeys()
    self.init(text, keys: &keys)
  }

  fileprivate init(_ text: String, keys: inout WordKeys) {
    let text = ComparedText(text, keys: &keys, forIndex: true)
    let words = text.folded
    wordCount = words.count
    onlyWord = words.count == 1 ? Folding.fold(text.text(0..<1)) : nil
    if words.count == 1 {
      hashes = [Self.hash(words[0], 0)]
      return
    }
    var hashes: [UInt32] = []
    hashes.reserveCapacity(words.count)
    for index in words.indices.dropFirst() { hashes.append(Self.hash(words[index - 1], words[index])) }
    self.hashes = hashes
  }

  private static func hash(_ first: UInt64, _ second: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: WordKeys.mix(first &* 31 &+ second))
  }
}

/// Makes the pairs of many texts, remembering the words it has met.
public struct WordPairReader {
  private var keys = WordKeys()

  /// Makes a reader.
  public init() {}

  /// The pairs of a text, in NFC.
  public mutating func pairs(of text: String) -> WordPairs { WordPairs(text, keys: &keys) }
}
