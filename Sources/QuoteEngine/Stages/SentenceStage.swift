import VietnameseText

/// Cuts the article into headline, paragraphs and sentences; a stretch in marks stays whole.
struct SentenceStage {
  let splitter = SentenceSplitter()
  private var ranges: [Range<Int>] = []
  private var protected: [Range<Int>] = []

  init() {}

  /// Fills `text.sentences`.
  mutating func run(_ text: ArticleText) {
    ranges.removeAll(keepingCapacity: true)
    protected.removeAll(keepingCapacity: true)
    for stretch in text.stretches where stretch.depth == 0 {
      var end = Int(text.tokens[Int(stretch.end) - 1].end)
      if end < text.bytes.count, text.bytes[end] == UInt8(ascii: "\n") {
        protected.append(Int(text.tokens[Int(stretch.open)].start)..<end)
        continue
      }
      if stretch.endsSentence, keepsTogether(stretch, text), end < text.bytes.count { end += 1 }
      if !stretch.endsSentence || Int(stretch.end) == Int(stretch.hi) { end = min(end + 1, text.bytes.count) }
      protected.append(Int(text.tokens[Int(stretch.open)].start)..<end)
    }
    splitter.split(text.bytes, protecting: protected, into: &ranges)
    if !text.softBreaks.isEmpty { join(text) }
    cut(text)
  }

  /// Joins the sentences that a line end inside a sentence has parted.
  private mutating func join(_ text: ArticleText) {
    var joined: [Range<Int>] = []
    joined.reserveCapacity(ranges.count)
    var next = 0
    for range in ranges {
      while next < text.softBreaks.count,
        joined.last.map({ Int(text.softBreaks[next]) < $0.upperBound }) ?? true
      {
        if joined.isEmpty { break }
        next += 1
      }
      if let last = joined.last, next < text.softBreaks.count, Int(text.softBreaks[next]) < range.lowerBound,
        Int(text.softBreaks[next]) >= last.upperBound
      {
        joined[joined.count - 1] = last.lowerBound..<range.upperBound
      } else {
        joined.append(range)
      }
    }
    ranges = joined
  }

  /// Turns byte ranges into token ranges, and cuts once more where the crawl lost a line end.
  private mutating func cut(_ text: ArticleText) {
    var token = 0
    var paragraph: Int32 = 0
    let count = text.tokens.count
    let headline = headlineBytes(text)
    for range in ranges {
      while token < count, Int(text.tokens[token].start) < range.lowerBound {
        if text.tokens[token].kind == .newline { paragraph += 1 }
        token += 1
      }
      var start = token
      var inner: Int32 = 0
      while token < count, Int(text.tokens[token].start) < range.upperBound {
        if text.tokens[token].glued, token > start, !insideStretch(token, text) {
          add(start, token, paragraph, headline, text)
          start = token
        }
        if text.tokens[token].kind == .newline { inner += 1 }
        token += 1
      }
      add(start, token, paragraph, headline, text)
      paragraph += inner
    }
  }

  private func insideStretch(_ token: Int, _ text: ArticleText) -> Bool {
    // Stretches are few; the last one that opens before the token decides.
    var low = 0
    var high = text.stretches.count
    while low < high {
      let mid = (low + high) / 2
      if Int(text.stretches[mid].open) <= token { low = mid + 1 } else { high = mid }
    }
    return low > 0 && Int(text.stretches[low - 1].end) > token
  }

  private func add(_ from: Int, _ to: Int, _ paragraph: Int32, _ headline: Int, _ text: ArticleText) {
    guard from < to else { return }
    let isHeadline = Int(text.tokens[from].start) < headline
    if isHeadline { text.headlineEnd = to }
    text.sentences.append(
      Sentence(tokenStart: Int32(from), tokenEnd: Int32(to), paragraph: paragraph, isHeadline: isHeadline))
  }

  /// Where the headline ends: the first line when an empty line follows and no full stop ends it, or a short first line
  /// without a stop.
  private func headlineBytes(_ text: ArticleText) -> Int {
    guard let end = text.bytes.firstIndex(of: UInt8(ascii: "\n")) else { return 0 }
    if end + 1 < text.bytes.count, text.bytes[end + 1] == UInt8(ascii: "\n") {
      return endsWithStop(end, text) ? 0 : end
    }
    let last = end > 0 ? text.bytes[end - 1] : 0
    return end <= 220 && last != UInt8(ascii: ".") ? end : 0
  }

  /// Whether the first line ends with a full stop, before or after a closing mark; three of them cut a headline short.
  private func endsWithStop(_ end: Int, _ text: ArticleText) -> Bool {
    var last = -1
    for (index, token) in text.tokens.enumerated() {
      if Int(token.start) >= end { break }
      last = index
    }
    if last >= 0, text.tokens[last].role == UInt8(ascii: "m") { last -= 1 }
    return last >= 0 && text.tokens[last].role == UInt8(ascii: ".")
  }

  /// Whether what follows a stretch that ends with a stop still belongs to it: `“Q.” Ông Nam nói.`
  private func keepsTogether(_ stretch: Stretch, _ text: ArticleText) -> Bool {
    let from = Int(stretch.end)
    guard from < text.tokens.count, text.tokens[from].kind != .newline else { return false }
    if text.tokens[from].kind == .punctuation, text.tokens[from].role != UInt8(ascii: "m") { return true }
    if text.tokens[from].shape == .lower { return true }
    var index = from
    let limit = min(from + 14, text.tokens.count)
    while index < limit {
      let token = text.tokens[index]
      if token.kind == .newline || token.role == UInt8(ascii: ".") || token.role == UInt8(ascii: ":")
        || token.role == UInt8(ascii: "m")
      {
        return false
      }
      if let cue = text.hit(.cue, index), cue.sense.cueDirection != .before {
        var after = index + Int(cue.length)
        if after < text.tokens.count, text.hit(.link, after) != nil { after += 1 }
        guard after < text.tokens.count else { return true }
        let next = text.tokens[after]
        return next.kind == .newline || next.role == UInt8(ascii: ".") || next.role == UInt8(ascii: ",")
      }
      index += 1
    }
    return false
  }
}
