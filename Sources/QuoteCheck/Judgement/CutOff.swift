/// What the words say that a quote leaves out of its sentence: before it, after it, or between its parts.
struct CutOff {
  /// A negation that governs the quote.
  private(set) var losesNegation = false
  /// That it holds only on a condition.
  private(set) var dropsCondition = false
  /// That somebody else says or thinks it, or that it is a rumour.
  private(set) var dropsAttribution = false

  private let text: ComparedText
  private let words: [UInt64]
  private let tables: WordTables
  private let negations: Negations

  /// Prepares to look at a source.
  init(_ text: ComparedText, _ lexicon: CheckLexicon) {
    self.text = text
    words = text.exact
    tables = lexicon.tables(folded: false)
    negations = Negations(text, lexicon, folded: false)
  }

  /// Reads what stands in the quote's sentence before it.
  mutating func read(front: Range<Int>) {
    guard !front.isEmpty else { return }
    let place = front.upperBound
    let frames = tables.frames.matches(in: front, of: words, traits: text.traits)
    // Beyond a contrast (… nhưng) nothing reaches; beyond a comma or the beginning of a clause no negation does.
    var contrast = front.lowerBound
    var clause = front.lowerBound
    for match in frames where !isDenied(match.range.lowerBound, from: front.lowerBound) {
      if match.uses.contains(.contrast) { contrast = match.range.upperBound }
      if !match.uses.isDisjoint(with: [.contrast, .boundary]) {
        clause = max(clause, match.range.upperBound)
      }
    }
    for word in front where text.traits[word].contains(.afterMark) && word > front.lowerBound {
      clause = max(clause, word)
    }
    if place < text.count, text.traits[place].contains(.afterMark) { clause = place }
    let reaching = frames.filter { $0.range.lowerBound >= contrast }

    let harmless = frames.filter { $0.uses.contains(.harmless) }.map(\.range)
    losesNegation =
      losesNegation
      || (clause..<max(clause, place)).contains { word in
        negations.isNegation(word) && !harmless.contains { $0.contains(word) }
      }
      || frames.contains { $0.range.lowerBound >= clause && $0.uses.contains(.denial) }
    dropsCondition =
      dropsCondition || reaching.contains { !$0.uses.isDisjoint(with: [.condition, .question]) }
      || reaching.contains { $0.uses.contains(.then) && $0.range.upperBound == place }
    dropsAttribution =
      dropsAttribution || reaching.contains { $0.uses.contains(.hearsay) }
      || reaching.contains { isAccording($0, from: contrast) }
      // Chỉ khi xã đồng ý, …: what stands in a condition reports nothing.
      || !dropsCondition && isReported(front, from: contrast)
  }

  /// Reads what stands in the quote's sentence after it.
  mutating func read(rest: Range<Int>) {
    guard !rest.isEmpty else { return }
    let frames = tables.frames.matches(in: rest, of: words, traits: text.traits)
    let end = frames.first { $0.uses.contains(.contrast) }?.range.lowerBound ?? rest.upperBound
    for match in frames where match.range.lowerBound < end {
      if match.uses.contains(.condition) { dropsCondition = true }
      if match.uses.contains(.hearsay) || isAccording(match, from: rest.lowerBound) {
        dropsAttribution = true
      }
      // … là bịa đặt.
      if match.uses.contains(.invented),
        frames.allSatisfy({
          $0.range.lowerBound >= match.range.lowerBound
            || !$0.uses.isDisjoint(with: [.complementiser, .filler])
        }), match.range.lowerBound - rest.lowerBound < 4
      {
        losesNegation = true
      }
    }
  }

  /// Reads words that are left out between others.
  mutating func read(omitted: Range<Int>) {
    for match in tables.frames.matches(in: omitted, of: words, traits: text.traits) {
      if match.uses.contains(.condition) { dropsCondition = true }
      if match.uses.contains(.hearsay) { dropsAttribution = true }
    }
  }

  /// Whether a negation stands right before a word: không còn begins no clause.
  private func isDenied(_ word: Int, from start: Int) -> Bool {
    word > start && negations.isNegation(word - 1) && !text.traits[word].contains(.afterMark)
  }

  /// Whether a match is a theo that names somebody else, and no part of làm theo.
  private func isAccording(_ match: PhraseTable.Match, from start: Int) -> Bool {
    guard match.uses.contains(.according) else { return false }
    let word = match.range.lowerBound
    guard word == start || text.traits[word].contains(.afterMark) else { return false }
    return match.range.upperBound < words.count && !isOwn(match.range.upperBound)
  }

  private func isOwn(_ word: Int) -> Bool {
    tables.frames.covering(word, in: words, traits: text.traits)?.uses.contains(.own) ?? false
  }

  /// Whether the words before the place end in somebody else's saying or thinking: họ bảo, ông ấy cho rằng.
  private func isReported(_ front: Range<Int>, from start: Int) -> Bool {
    let cues = tables.cues.matches(in: start..<max(start, front.upperBound), of: words, traits: text.traits)
    guard let cue = cues.last(where: { $0.uses.contains(.cue) }) else { return false }
    // Only rằng, là and the like between it and the place.
    var word = cue.range.upperBound
    while word < front.upperBound {
      guard
        let link = tables.frames.match(at: word, in: words, before: front.upperBound, traits: text.traits),
        !link.uses.isDisjoint(with: [.link, .complementiser])
      else { return false }
      word = link.range.upperBound
    }
    // Tôi cũng nghĩ rằng: the speaker's own.
    var before = cue.range.lowerBound
    while before > start, !text.traits[before].contains(.afterMark) {
      if negations.isNegation(before - 1) || negations.isLink(before - 1) {
        before -= 1
      } else if let adverb = tables.cues.covering(before - 1, in: words, traits: text.traits),
        adverb.uses.contains(.preverb), adverb.range.upperBound == before
      {
        before = max(start, adverb.range.lowerBound)
      } else {
        break
      }
    }
    // Without a subject nobody else is meant.
    guard before > start, !text.traits[before].contains(.afterMark) else { return false }
    return !isOwn(before - 1)
  }
}
