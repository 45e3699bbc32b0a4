import VietnameseText

/// Reads words whose letter case tells nothing: headlines all in capitals, and texts without any.
///
/// Before phrases are looked up, words in such capitals are read as lower-case ones, but for names that the rest of the
/// article writes with capitals. Afterwards, when honorifics and verbs are known, names are found by their family names.
struct CapitalsStage {
  /// A headline in capitals has at least so many words.
  private static let leastWords = 4

  /// Reads runs of capitals as lower case, and remembers them in `text.flatRuns`.
  func run(_ text: ArticleText) {
    var index = 0
    var capitals = 0
    let count = text.tokens.count
    while index < count {
      guard text.tokens[index].isCapital else {
        index += 1
        continue
      }
      capitals += 1
      guard text.tokens[index].shape == .capitals else {
        index += 1
        continue
      }
      let end = runEnd(index, text)
      if isHeadline(index, end, text) { text.flatRuns.append(TokenRange(lo: Int32(index), hi: Int32(end))) }
      index = max(end, index + 1)
    }
    if capitals == 0, count > 3 {
      text.flatRuns.append(TokenRange(lo: 0, hi: Int32(count)))
    } else if !text.flatRuns.isEmpty {
      flatten(text)
    }
  }

  /// Where a run of words in capitals ends, with numbers and marks between them, but no line end.
  private func runEnd(_ from: Int, _ text: ArticleText) -> Int {
    var end = from + 1
    var k = from + 1
    while k < text.tokens.count {
      let token = text.tokens[k]
      if token.kind == .newline { break }
      if token.kind == .word {
        // A letter by itself is in capitals either way.
        guard token.shape == .capitals || token.isCapital && token.end - token.start <= 2 else { break }
        end = k + 1
      }
      k += 1
    }
    return end
  }

  /// Whether a run is more than a name or a row of acronyms: it holds words with diacritics, and words that are in no name.
  private func isHeadline(_ from: Int, _ end: Int, _ text: ArticleText) -> Bool {
    var words = 0
    var marked = 0
    var plain = 0
    for k in from..<end where text.tokens[k].kind == .word {
      words += 1
      if isMarked(k, text) { marked += 1 }
      if text.tokens[k].isSyllable,
        text.tokens[k].traits.isDisjoint(with: [.givenName, .middleName, .familyName]),
        text.tokens[k].word != WordTable.unknown
      {
        plain += 1
      }
    }
    return words >= Self.leastWords && marked >= 3 && marked * 3 >= words && plain >= 2
  }

  private func isMarked(_ at: Int, _ text: ArticleText) -> Bool {
    (Int(text.tokens[at].start)..<Int(text.tokens[at].end)).contains { text.bytes[$0] >= 0x80 }
  }

  /// Makes the words of the runs lower-case, but for their first ones, words that are no syllables, and names.
  private func flatten(_ text: ArticleText) {
    var pairs = WordSet()
    var run = 0
    for k in 0..<(text.tokens.count - 1) {
      while run < text.flatRuns.count, Int(text.flatRuns[run].hi) <= k { run += 1 }
      if run < text.flatRuns.count, Int(text.flatRuns[run].lo) <= k { continue }
      if text.tokens[k].shape == .capitalised, text.tokens[k + 1].shape == .capitalised {
        pairs.insert(text.tokens[k].hash &* 31 &+ text.tokens[k + 1].hash)
      }
    }
    for run in text.flatRuns {
      for k in Int(run.lo)..<Int(run.hi) where text.tokens[k].isSyllable {
        text.tokens[k].shape = k == Int(run.lo) ? .capitalised : .lower
      }
      for k in Int(run.lo)..<(Int(run.hi) - 1)
      where pairs.contains(text.tokens[k].hash &* 31 &+ text.tokens[k + 1].hash) {
        text.tokens[k].shape = .capitalised
        text.tokens[k + 1].shape = .capitalised
      }
    }
  }

  /// Finds names in the runs by their family names, after an honorific, a title or a mark.
  func findNames(_ text: ArticleText) {
    guard !text.flatRuns.isEmpty else { return }
    let parser = MentionParser(text: text)
    for run in text.flatRuns {
      var k = Int(run.lo)
      while k < Int(run.hi) {
        let end = nameEnd(k, run, parser, text)
        for index in k..<end {
          text.tokens[index].shape = .capitalised
          text.tokens[index].isSyllable = true
        }
        k = max(end, k + 1)
      }
    }
  }

  /// The end of a name that begins at a token, the token itself when none does.
  private func nameEnd(_ at: Int, _ run: TokenRange, _ parser: MentionParser, _ text: ArticleText) -> Int {
    guard text.tokens[at].traits.contains(.vietnameseFamilyName), (text.hit(.word, at)?.length ?? 1) < 2,
      (text.hit(.cue, at)?.length ?? 0) < 2
    else { return at }
    var end = at + 1
    while end < Int(run.hi), end - at < 4, text.tokens[end].kind == .word, parser.isPlain(end),
      text.hit(.determiner, end) == nil
    {
      end += 1
    }
    let isAddressed =
      text.hit(.honorific, at - 1) != nil
      || (1...4).contains { text.hit(.title, at - $0).map { Int($0.length) } == $0 }
    let isMiddle = end - at >= 2 && text.tokens[at + 1].traits.contains(.middleName)
    if isAddressed { return end - at >= 2 ? end : at }
    let opens =
      at == Int(run.lo) && text.tokens[at].isCapital || at > 0 && text.tokens[at - 1].kind == .punctuation
    return opens && isMiddle && end - at == 3 ? end : at
  }
}

/// A range of tokens that an article keeps.
struct TokenRange {
  var lo: Int32
  var hi: Int32
}
