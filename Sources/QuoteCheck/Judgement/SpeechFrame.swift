import QuoteEngine

/// What the source says of the words that it prints in marks: that somebody said them, or that nobody did.
///
/// Ông Hải không hề nói “…”; nếu ông Hải nói “…”; ông có nói “…” không?; “…” là bịa đặt.
struct SpeechFrame {
  /// Why the words were not said.
  enum Denial: Sendable {
    case denied, hypothetical, asked, invented
    /// They may have been said, but the sentence denies what they say: không phải “gánh nặng”.
    case negated
  }

  private let article: IndexedArticle
  private let text: ComparedText
  private let tables: WordTables
  private let negations: Negations
  private let words: [UInt64]

  /// Prepares to look at an article.
  init(_ article: IndexedArticle, _ lexicon: CheckLexicon) {
    self.article = article
    text = article.text
    words = text.exact
    tables = lexicon.tables(folded: false)
    negations = Negations(article.text, lexicon, folded: false)
  }

  /// Whether the words in `unit`, the bytes between two marks or of a claim, are said not to have been said.
  ///
  /// `marks` are the stretches in marks round it: words in another of them are somebody's and say nothing here.
  func denial(of unit: Range<Int>, marks: [Range<Int>]) -> Denial? {
    let sentences = article.sentences(around: unit)
    let start = sentences.last { $0.lowerBound <= unit.lowerBound }?.lowerBound ?? unit.lowerBound
    let last = sentences.firstIndex { $0.upperBound >= unit.upperBound }
    let end = last.map { sentences[$0].upperBound } ?? unit.upperBound
    let others = marks.filter { $0.upperBound <= unit.lowerBound || $0.lowerBound >= unit.upperBound }
    // The sentence before the unit, from the last words in other marks on; the sentence after it up to the next ones.
    let from = others.filter { $0.upperBound <= unit.lowerBound }.map(\.upperBound).max() ?? start
    let to = others.filter { $0.lowerBound >= unit.upperBound }.map(\.lowerBound).min() ?? text.bytes.count
    let before = text.words(inBytes: max(start, from)..<unit.lowerBound)
    let after = text.words(inBytes: unit.upperBound..<max(unit.upperBound, min(end, to)))
    let isAsked = endsInQuestion(unit.upperBound..<max(unit.upperBound, min(end, to)))

    if let denial = readBefore(before, unit: unit, isAsked: isAsked, after: after) { return denial }
    if isInvented(after, directly: true) { return .invented }
    // Đó là bịa đặt.
    if let last, last + 1 < sentences.count, end <= to {
      let next = sentences[last + 1]
      if isInvented(
        text.words(inBytes: next.lowerBound..<min(next.upperBound, max(next.lowerBound, to))), directly: false
      ) {
        return .invented
      }
    }
    return nil
  }

  // MARK: Before the words

  private func readBefore(_ before: Range<Int>, unit: Range<Int>, isAsked: Bool, after: Range<Int>) -> Denial?
  {
    guard !before.isEmpty else { return nil }
    let cues = tables.cues.matches(in: before, of: words, traits: text.traits)
    let frames = tables.frames.matches(in: before, of: words, traits: text.traits)
    let cue = cues.last { $0.uses.contains(.cue) && leads($0.range.upperBound, to: before.upperBound) }
    let head = cue?.range.lowerBound ?? before.upperBound
    var clause = before.lowerBound
    for match in frames
    where !match.uses.isDisjoint(with: [.boundary, .contrast]) && match.range.upperBound <= head {
      // Không còn nói is one clause.
      let isDenied = match.range.lowerBound > clause && negations.isNegation(match.range.lowerBound - 1)
      if !isDenied { clause = max(clause, match.range.upperBound) }
    }
    for word in before
    where word > before.lowerBound && word <= head && text.traits[word].contains(.afterMark) {
      clause = max(clause, word)
    }
    clause = min(clause, head)
    let near = frames.filter { $0.range.lowerBound >= clause && $0.range.lowerBound < max(head, clause + 1) }

    if let cue {
      if isNegated(cue.range.lowerBound, from: clause) { return .denied }
      if near.contains(where: { $0.uses.contains(.denial) && $0.range.upperBound <= head }) { return .denied }
      if near.contains(where: { $0.uses.contains(.unreal) }) { return .hypothetical }
      // Khi được hỏi ông có nói “…” không, ông lắc đầu.
      if isYesOrNo(cue.range.lowerBound, from: clause, after) { return .asked }
      if isAsked {
        let asks = near.contains { $0.uses.contains(.question) }
        let isTag =
          !after.isEmpty && after.count < 4
          && tables.frames.matches(in: after, of: words, traits: text.traits).first.map {
            $0.uses.contains(.tag) && $0.range == after
          } ?? false
        if asks || isTag { return .asked }
      }
      let denying = cues.contains {
        $0.uses.contains(.denyingCue) && $0.range.lowerBound >= clause && $0.range.upperBound <= head
      }
      if denying { return .denied }
      // With a colon, phủ nhận is followed by the speaker's own words.
      if cue.uses.contains(.denyingCue), !isAfterColon(unit.lowerBound) { return .denied }
    }
    if isWhether(frames, to: before.upperBound, isAsked: isAsked, after) { return .asked }
    if cue == nil, !isAfterColon(unit.lowerBound) {
      let deniesSaying = cues.contains {
        $0.uses.contains(.denyingCue) && $0.range.lowerBound >= clause
          && before.upperBound - $0.range.upperBound < 5
      }
      if deniesSaying { return .denied }
      if near.contains(where: { $0.uses.contains(.denial) && before.upperBound - $0.range.upperBound < 5 }) {
        return .negated
      }
    }
    let isRumour = near.contains { match in
      guard !match.uses.isDisjoint(with: [.rumour, .invented]),
        cue != nil || before.upperBound - match.range.upperBound < 4
      else { return false }
      guard match.range.lowerBound > clause else { return true }
      let previous = tables.frames.covering(match.range.lowerBound - 1, in: words, traits: text.traits)
      return previous?.uses.contains(.addressee) != true
    }
    return isRumour ? .invented : nil
  }

  /// Whether only rằng, câu, thêm and the like stand between two words.
  private func leads(_ word: Int, to end: Int) -> Bool {
    var word = word
    while word < end {
      guard let link = tables.frames.match(at: word, in: words, before: end, traits: text.traits),
        !link.uses.isDisjoint(with: [.link, .complementiser])
      else { return false }
      word = link.range.upperBound
    }
    return true
  }

  /// Whether the verb at `word` is denied right before it: không hề nói, chưa bao giờ tuyên bố.
  private func isNegated(_ word: Int, from start: Int) -> Bool {
    var word = word
    var steps = 0
    while word > start, steps < 6, !text.traits[word].contains(.afterMark) {
      let before = word - 1
      if let frame = tables.frames.covering(before, in: words, traits: text.traits),
        frame.range.contains(before),
        frame.uses == .harmless
      {
        return false
      }
      if negations.isNegation(before) { return true }
      if negations.isLink(before) {
        word = before
      } else if let adverb = tables.cues.covering(before, in: words, traits: text.traits),
        adverb.uses.contains(.preverb), !adverb.uses.contains(.cue)
      {
        // Không ít lần is an adverb by itself.
        if adverb.range.contains(where: negations.isNegation) { return false }
        word = max(start, adverb.range.lowerBound)
      } else {
        return false
      }
      steps += 1
    }
    return false
  }

  /// Whether a colon or comma stands right before the mark that opens at `byte`.
  private func isAfterColon(_ byte: Int) -> Bool {
    let bytes = text.bytes
    var at = byte - 1
    var passed = 0
    while at >= 0, passed < 8 {
      let value = bytes[at]
      if value == UInt8(ascii: ":") || value == UInt8(ascii: ",") { return true }
      if value &- 0x30 < 10 || (value | 0x20) &- 0x61 < 26 { return false }
      at -= 1
      passed += 1
    }
    return false
  }

  /// Whether the verb at `word` and what follows the words make a question within a sentence: có nói “…” không.
  private func isYesOrNo(_ word: Int, from start: Int, _ after: Range<Int>) -> Bool {
    let opens =
      word > start
      && tables.frames.covering(word - 1, in: words, traits: text.traits)?.uses.contains(.asks) == true
    return opens && isTag(after)
  }

  /// Whether the words themselves are what is asked: hỏi có phải “…” hay không.
  private func isWhether(_ frames: [PhraseTable.Match], to end: Int, isAsked: Bool, _ after: Range<Int>)
    -> Bool
  {
    frames.contains { $0.uses.contains(.question) && leads($0.range.upperBound, to: end) }
      && (isAsked || isTag(after))
  }

  /// Whether a tag stands right behind the words and ends its clause.
  private func isTag(_ after: Range<Int>) -> Bool {
    guard let first = after.first,
      let tag = tables.frames.match(at: first, in: words, before: after.upperBound, traits: text.traits),
      tag.uses.contains(.tag)
    else { return false }
    return tag.range.upperBound == after.upperBound || text.traits[tag.range.upperBound].contains(.afterMark)
  }

  private func endsInQuestion(_ range: Range<Int>) -> Bool {
    text.bytes[range].contains(UInt8(ascii: "?"))
  }

  // MARK: After the words

  /// Whether words after the quote, or the next sentence, say that it is false: …, nhưng đó là bịa đặt.
  private func isInvented(_ after: Range<Int>, directly: Bool) -> Bool {
    guard !after.isEmpty else { return false }
    let frames = tables.frames.matches(in: after, of: words, traits: text.traits)
    for match in frames where match.uses.contains(.invented) {
      // The clause that it stands in.
      var start = after.lowerBound
      for word in after
      where word > start && word <= match.range.lowerBound && text.traits[word].contains(.afterMark) {
        start = word
      }
      let inside = frames.filter {
        $0.range.lowerBound >= start && $0.range.lowerBound < match.range.lowerBound
      }
      let isPointing = inside.contains { $0.uses.contains(.pointing) }
      let isClose = directly && start == after.lowerBound
      guard isPointing || isClose, directly || start == after.lowerBound else { continue }
      var word = start
      for frame in inside where frame.range.lowerBound == word {
        guard
          !frame.uses.isDisjoint(with: [
            .pointing, .contrast, .complementiser, .filler, .boundary, .negation, .link,
          ])
        else { break }
        word = frame.range.upperBound
      }
      if word == match.range.lowerBound { return true }
    }
    return false
  }
}

extension ComparedText {
  /// The words that stand in a range of bytes.
  func words(inBytes range: Range<Int>) -> Range<Int> {
    func first(from byte: Int) -> Int {
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        if Int(starts[middle]) < byte { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let start = first(from: range.lowerBound)
    var end = max(start, first(from: range.upperBound))
    while end > start, Int(ends[end - 1]) > range.upperBound { end -= 1 }
    return start..<end
  }
}
