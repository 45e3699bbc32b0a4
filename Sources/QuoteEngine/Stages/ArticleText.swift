import VietnameseText

/// The article as all stages see it: its bytes, tokens, phrases, sentences and marks. One value is
/// reused from article to article, so that its arrays are allocated once.
final class ArticleText {
  /// The article's bytes, NFC and valid UTF-8; they outlive the stages.
  var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  var tokens = ContiguousArray<Token>()
  /// The phrases that begin at token `i` are `hits[hitStart[i]..<hitStart[i + 1]]`.
  var hits = ContiguousArray<Hit>()
  var hitStart = ContiguousArray<Int32>()
  /// For each token the categories of its phrases, a bit each: most questions are answered here.
  var hitMask = ContiguousArray<UInt32>()
  /// The stretches in marks, by their first byte.
  var stretches = ContiguousArray<Stretch>()
  /// For each token the index of the stretch that opens there, or -1.
  var stretchAt = ContiguousArray<Int32>()
  /// Mentions in the order of the text; pieces refer to them.
  var mentions = ContiguousArray<Mention>()
  var sentences = ContiguousArray<Sentence>()
  var pieces = ContiguousArray<Piece>()
  /// The pieces' symbols, one byte a piece: what the forms read.
  var line = ContiguousArray<UInt8>()
  /// The senses of the cues among the pieces; a cue piece's index points here.
  var cues = ContiguousArray<Sense>()
  /// Hashes of capitalised words, and of pairs of them, that stand inside sentences.
  var knownNames = Set<UInt64>()
  /// The bytes of line ends at which no sentence ends: the crawl broke the line after an abbreviation.
  var softBreaks = ContiguousArray<Int32>()
  /// The token after the headline's last one.
  var headlineEnd = 0

  /// Forgets the article before.
  func reset(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    tokens.removeAll(keepingCapacity: true)
    hits.removeAll(keepingCapacity: true)
    hitStart.removeAll(keepingCapacity: true)
    hitMask.removeAll(keepingCapacity: true)
    stretches.removeAll(keepingCapacity: true)
    stretchAt.removeAll(keepingCapacity: true)
    mentions.removeAll(keepingCapacity: true)
    sentences.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    line.removeAll(keepingCapacity: true)
    cues.removeAll(keepingCapacity: true)
    softBreaks.removeAll(keepingCapacity: true)
    headlineEnd = 0
  }

  /// The longest phrase of a category at a token.
  @inline(__always)
  func hit(_ category: Category, _ at: Int) -> Hit? {
    guard at < hitMask.count, hitMask[at] & (1 << UInt32(category.rawValue)) != 0 else { return nil }
    return longest(category, at)
  }

  private func longest(_ category: Category, _ at: Int) -> Hit? {
    var best: Hit?
    var length: Int32 = 0
    hits.withUnsafeBufferPointer { all in
      for index in Int(hitStart[at])..<Int(hitStart[at + 1])
      where all[index].sense.category == category && all[index].length > length {
        best = all[index]
        length = all[index].length
      }
    }
    return best
  }

  /// Whether any phrase that means something to the forms begins at a token: more than a common word.
  @inline(__always)
  func hasHits(_ at: Int) -> Bool { hitMask[at] & ~Self.word != 0 }

  /// The length of the common word of two syllables that begins at a token, else 1.
  @inline(__always)
  func wordLength(_ at: Int) -> Int { Int(hit(.word, at)?.length ?? 1) }

  /// Whether a verb or adjective begins at a token.
  func isVerb(_ at: Int) -> Bool { hit(.word, at)?.sense.kind == 0 }

  /// The bit of common words in `hitMask`.
  static let word: UInt32 = 1 << UInt32(Category.word.rawValue)

  /// The words from the first byte of token `lo` to the last byte of token `hi - 1`.
  func text(_ lo: Int, _ hi: Int) -> String {
    guard lo < hi else { return "" }
    return text(bytes: Int(tokens[lo].start)..<Int(tokens[hi - 1].end))
  }

  /// The words of a byte range.
  func text(bytes range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}

/// A sentence as token and piece ranges.
struct Sentence {
  var tokenStart: Int32
  var tokenEnd: Int32
  var pieceStart: Int32 = 0
  var pieceEnd: Int32 = 0
  /// The number of its paragraph, from 0.
  var paragraph: Int32
  var isHeadline: Bool
  /// Whether it belongs to a turn of a printed interview.
  var isDialogue = false
  /// Whether it stands under the article: other headlines, section names.
  var isClutter = false
}

/// One element of the line that the forms read.
struct Piece {
  /// What it is; see `Symbol`.
  var symbol: UInt8
  /// Its tokens.
  var lo: Int32
  var hi: Int32
  /// The mention, stretch or phrase entry it stands for, or -1.
  var index: Int32 = -1
}
