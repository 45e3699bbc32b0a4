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
  /// Issuers of documents that are being read; those whose document is taken become mentions.
  var issuers = PlainArray<Mention>()
  var sentences = PlainArray<Sentence>()
  var pieces = PlainArray<Piece>()
  /// The pieces' symbols, one byte a piece: what the forms read.
  var line = PlainArray<UInt8>()
  /// The senses of the cues among the pieces; a cue piece's index points here.
  var cues = PlainArray<Sense>()
  /// Hashes of capitalised words, and of pairs of them, that stand inside sentences.
  var knownNames = WordSet()
  /// Hashes of the last words of full names: by them people are named again.
  var knownGivenNames = WordSet()
  /// Hashes of the last words of foreign names of two words and more.
  var knownLastNames = WordSet()
  /// Hashes of the capitalised words that stand after words of place (tại X Y, thành phố X): a chain for each beginning.
  var knownPlaces = WordSet()
  /// Words whose letter case tells nothing: headlines in capitals, texts without any.
  var flatRuns = PlainArray<TokenRange>()
  /// The bytes of line ends at which no sentence ends: the crawl broke the line after an abbreviation.
  var softBreaks = PlainArray<Int32>()
  /// The token after the headline's last one.
  var headlineEnd = 0
  /// The named sets of words, which `isOne`, `length` and `reads` look into.
  let wordSets: WordSets
  /// What acronyms stand for, by the numbers of their entries, as chains of word hashes.
  let expansions: [Int32: UInt64]

  /// Makes the memory of an engine with this library.
  init(_ library: PatternLibrary) {
    wordSets = WordSets(library.wordSets)
    expansions = library.expansions.mapValues { $0.reduce(0, WordSets.step) }
  }

  deinit {
    tokens.deallocate()
    hits.deallocate()
    hitStart.deallocate()
    hitMask.deallocate()
    stretches.deallocate()
    stretchAt.deallocate()
    mentions.deallocate()
    issuers.deallocate()
    sentences.deallocate()
    pieces.deallocate()
    line.deallocate()
    cues.deallocate()
    softBreaks.deallocate()
    flatRuns.deallocate()
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
    issuers.removeAll()
    sentences.removeAll()
    pieces.removeAll()
    line.removeAll()
    cues.removeAll()
    softBreaks.removeAll()
    flatRuns.removeAll()
    headlineEnd = 0
  }

  /// Takes back the pieces from one on, with the mentions among them.
  func dropPieces(from first: Int) {
    guard first < pieces.count else { return }
    for index in first..<pieces.count where Symbol.isMention(pieces[index].symbol) && pieces[index].index >= 0
    {
      mentions.removeLast(mentions.count - Int(pieces[index].index))
      break
    }
    line.removeLast(line.count - first)
    pieces.removeLast(pieces.count - first)
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
  func isVerb(_ at: Int) -> Bool { hit(.word, at)?.sense.wordClass == .verb }

  /// The bits in `hitMask` of what means nothing to the forms: common words, words that open sentences, given names.
  static let word: UInt32 = Category.mask([.word, .opener, .doubleName])

  /// Whether a word or phrase that opens sentences begins at a token, whatever its capital (Theo, Phạm vi).
  @inline(__always)
  func opensSentence(_ at: Int) -> Bool { tokens[at].traits.contains(.opener) || has(.opener, at) }

  /// The words from token `lo` to token `hi - 1` as a reader would write them: where the article has line ends or several
  /// spaces between two of them, one space stands.
  func text(_ lo: Int, _ hi: Int) -> String {
    guard lo < hi else { return "" }
    let isPlain = (lo + 1..<max(lo + 1, hi)).allSatisfy {
      let gap = tokens[$0].start - tokens[$0 - 1].end
      return tokens[$0].kind != .newline
        && (gap == 0 || gap == 1 && bytes[Int(tokens[$0].start) - 1] == UInt8(ascii: " "))
    }
    if isPlain { return text(bytes: Int(tokens[lo].start)..<Int(tokens[hi - 1].end)) }
    var out = ""
    var end = tokens[lo].start
    for k in lo..<hi where tokens[k].kind != .newline {
      if tokens[k].start > end { out += " " }
      out += text(bytes: Int(tokens[k].start)..<Int(tokens[k].end))
      end = tokens[k].end
    }
    return out
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

  /// Whether a token is a word of a set, in any letter case; false outside the article. Makes no string.
  @inline(__always)
  func isOne(of set: WordSetName, _ at: Int) -> Bool {
    guard at >= 0, at < tokens.count else { return false }
    let hash = tokens[at].hash
    return hash != 0 && wordSets.contains(set, WordSets.step(0, hash))
  }

  /// How many tokens the longest phrase of a set covers that begins at a token, in any letter case; 0 when none does.
  func length(of set: WordSetName, _ at: Int) -> Int {
    guard at >= 0 else { return 0 }
    var hash: UInt64 = 0
    var length = 0
    let end = min(at + wordSets.longest(set), tokens.count)
    var k = at
    while k < end, tokens[k].hash != 0 {
      hash = WordSets.step(hash, tokens[k].hash)
      k += 1
      if wordSets.contains(set, hash) { length = k - at }
    }
    return length
  }

  /// Whether the tokens `lo..<hi` are exactly a phrase of a set, in any letter case; false when there are not as many.
  func reads(_ set: WordSetName, _ lo: Int, _ hi: Int) -> Bool {
    guard lo >= 0, lo < hi, hi <= tokens.count, hi - lo <= wordSets.longest(set) else { return false }
    var hash: UInt64 = 0
    for k in lo..<hi {
      guard tokens[k].hash != 0 else { return false }
      hash = WordSets.step(hash, tokens[k].hash)
    }
    return wordSets.contains(set, hash)
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
