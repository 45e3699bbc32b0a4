import VietnameseText

/// The article as all stages see it: its bytes, tokens, phrases, sentences and marks. One value is
/// reused from article to article, so that its arrays are allocated once.
final class ArticleText {
  /// The article's bytes, NFC and valid UTF-8; they outlive the stages.
  var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  var tokens = PlainArray<Token>()
  /// The phrases that begin at token `i` are `hits[hitStart[i]..<hitStart[i + 1]]`.
  var hits = PlainArray<Hit>()
  var hitStart = PlainArray<Int32>()
  /// For each token the categories of its phrases, a bit each: most questions are answered here.
  var hitMask = PlainArray<UInt32>()
  /// The stretches in marks, by their first byte.
  var stretches = PlainArray<Stretch>()
  /// For each token the index of the stretch that opens there, or -1.
  var stretchAt = PlainArray<Int32>()
  /// Mentions in the order of the text; pieces refer to them.
  var mentions = PlainArray<Mention>()
  var sentences = PlainArray<Sentence>()
  var pieces = PlainArray<Piece>()
  /// The pieces' symbols, one byte a piece: what the forms read.
  var line = PlainArray<UInt8>()
  /// The senses of the cues among the pieces; a cue piece's index points here.
  var cues = PlainArray<Sense>()
  /// Hashes of capitalised words, and of pairs of them, that stand inside sentences.
  var knownNames = WordSet()
  /// The bytes of line ends at which no sentence ends: the crawl broke the line after an abbreviation.
  var softBreaks = PlainArray<Int32>()
  /// The token after the headline's last one.
  var headlineEnd = 0

  deinit {
    tokens.deallocate()
    hits.deallocate()
    hitStart.deallocate()
    hitMask.deallocate()
    stretches.deallocate()
    stretchAt.deallocate()
    mentions.deallocate()
    sentences.deallocate()
    pieces.deallocate()
    line.deallocate()
    cues.deallocate()
  }

  /// Forgets the article before.
  func reset(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    tokens.removeAll()
    hits.removeAll()
    hitStart.removeAll()
    hitMask.removeAll()
    stretches.removeAll()
    stretchAt.removeAll()
    mentions.removeAll()
    sentences.removeAll()
    pieces.removeAll()
    line.removeAll()
    cues.removeAll()
    softBreaks.removeAll()
    headlineEnd = 0
  }

  /// The longest phrase of a category at a token.
  @inline(__always)
  func hit(_ category: Category, _ at: Int) -> Hit? {
    guard at >= 0, at < hitMask.count, hitMask[at] & (1 << UInt32(category.rawValue)) != 0 else { return nil }
    return longest(category, at)
  }

  /// Whether a phrase of a category begins at a token.
  @inline(__always)
  func has(_ category: Category, _ at: Int) -> Bool {
    at >= 0 && at < hitMask.count && hitMask[at] & (1 << UInt32(category.rawValue)) != 0
  }

  /// The length of the longest phrase of a category at a token whose mask is known, or 0.
  @inline(__always)
  func length(_ category: Category, _ at: Int, _ mask: UInt32) -> Int32 {
    mask & (1 << UInt32(category.rawValue)) == 0 ? 0 : length(ofAny: 1 << UInt32(category.rawValue), at)
  }

  /// The length of the longest phrase of some categories, a bit each, at a token, or 0.
  func length(ofAny categories: UInt32, _ at: Int) -> Int32 {
    // A word's own syllables mean nothing by themselves; the mask knows.
    let categories = categories & hitMask[at]
    var length: Int32 = 0
    for index in Int(hitStart[at])..<Int(hitStart[at + 1])
    where categories & (1 << UInt32(hits[index].sense.category.rawValue)) != 0 {
      length = max(length, hits[index].length)
    }
    return length
  }

  private func longest(_ category: Category, _ at: Int) -> Hit? {
    var best = -1
    var length: Int32 = 0
    for index in Int(hitStart[at])..<Int(hitStart[at + 1])
    where hits[index].sense.category == category && hits[index].length > length {
      best = index
      length = hits[index].length
    }
    return best < 0 ? nil : hits[best]
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

  /// Whether the words from token `lo` to token `hi - 1` are these, letter for letter; false when there are not
  /// as many tokens. Makes no string.
  func reads(_ words: StaticString, _ lo: Int, _ hi: Int) -> Bool {
    guard lo < hi, hi <= tokens.count else { return false }
    let from = Int(tokens[lo].start)
    let length = Int(tokens[hi - 1].end) - from
    guard length == words.utf8CodeUnitCount else { return false }
    for index in 0..<length where bytes[from + index] != words.utf8Start[index] { return false }
    return true
  }

  /// Whether a token is one of these words, in the cases in which they are written there.
  @inline(__always)
  func isOne(of words: borrowing WordSet, _ token: Token) -> Bool {
    let range = Int(token.start)..<Int(token.end)
    return words.contains(WordTable.hash(UnsafeBufferPointer(rebasing: bytes[range])))
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
  /// Whether it is the inside of somebody's words, read once more for the words that they quote.
  var isQuoted = false
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
