import VietnameseText

/// The words in which a quote and its place differ, each stretch of them with what it changes.
struct Changes {
  /// The steps, words apart that only spaces keep apart in one of the two counted as equal.
  private(set) var steps: [WordAlignment.Step]
  private let quote: ComparedText
  private let source: ComparedText
  private let isFolded: Bool
  private let lexicon: CheckLexicon
  /// Whether numbers or names are written in other ways: 32 for ba mươi hai, UBND for ủy ban nhân dân.
  private(set) var hasOtherWriting = false

  /// Looks at an alignment.
  init(
    _ alignment: WordAlignment, quote: ComparedText, source: ComparedText, _ lexicon: CheckLexicon,
    folded: Bool
  ) {
    self.quote = quote
    self.source = source
    self.lexicon = lexicon
    isFolded = folded
    steps = []
    let words = folded ? (quote.folded, source.folded) : (quote.exact, source.exact)
    let whole = Self.withSwappedEnds(alignment.steps, quote: words.0, source: words.1)
    for step in Self.withoutNeighbours(whole, source) {
      var step = step
      if !step.isEqual, !step.source.isEmpty, !step.quote.isEmpty {
        step.isEqual = Self.letters(source, step.source) == Self.letters(quote, step.quote)
      }
      if let last = steps.last, last.isEqual, step.isEqual {
        steps[steps.count - 1].source = last.source.lowerBound..<step.source.upperBound
        steps[steps.count - 1].quote = last.quote.lowerBound..<step.quote.upperBound
      } else {
        steps.append(step)
      }
    }
    if steps.count > 1 || steps.first?.isEqual == false { joinOtherWritings() }
  }

  /// Makes steps equal whose words are written in two ways.
  private mutating func joinOtherWritings() {
    let writings = Writings(source: source, quote: quote, lexicon, folded: isFolded)
    var first = 0
    while first < steps.count {
      guard !steps[first].isEqual else {
        first += 1
        continue
      }
      // The numerals beside it belong to the number, and so do differences beyond them: 2,5 tỷ and 2 tỷ rưỡi.
      var last = first
      while last + 2 < steps.count, steps[last + 1].isEqual, steps[last + 1].source.count <= 4,
        steps[last + 1].source.allSatisfy(writings.isNumeral)
      {
        last += 2
      }
      var joined = false
      for end in Set([last, first]).sorted(by: >) where !joined {
        joined = join(first...end, writings)
      }
      first += 1
    }
    var merged: [WordAlignment.Step] = []
    for step in steps {
      if let before = merged.last, before.isEqual, step.isEqual {
        merged[merged.count - 1].source = before.source.lowerBound..<step.source.upperBound
        merged[merged.count - 1].quote = before.quote.lowerBound..<step.quote.upperBound
      } else {
        merged.append(step)
      }
    }
    steps = merged
  }

  private mutating func join(_ range: ClosedRange<Int>, _ writings: Writings) -> Bool {
    var old = steps[range.lowerBound].source.lowerBound..<steps[range.upperBound].source.upperBound
    var new = steps[range.lowerBound].quote.lowerBound..<steps[range.upperBound].quote.upperBound
    if range.lowerBound > 0 {
      let step = steps[range.lowerBound - 1]
      var before = step.source.count == step.quote.count ? step.source : 0..<0
      while let word = before.last, writings.isNumeral(source: word), old.lowerBound - word == 1,
        new.lowerBound > 0
      {
        old = word..<old.upperBound
        new = new.lowerBound - 1..<new.upperBound
        before = before.lowerBound..<word
      }
    }
    if range.upperBound + 1 < steps.count {
      let step = steps[range.upperBound + 1]
      var after = step.source.count == step.quote.count ? step.source : 0..<0
      while let word = after.first, writings.isNumeral(source: word), word == old.upperBound {
        old = old.lowerBound..<word + 1
        new = new.lowerBound..<new.upperBound + 1
        after = word + 1..<after.upperBound
      }
    }
    var place = steps[range.lowerBound].source.lowerBound..<steps[range.upperBound].source.upperBound
    if !writings.agree(old, new) {
      // At the quote's ends an alignment takes as many words as the quote has, which may be too many or too few.
      let reach = 12
      if range.lowerBound == 0, steps.count > range.upperBound + 1,
        let start = (max(0, old.upperBound - reach)..<old.upperBound).first(where: {
          writings.agree($0..<old.upperBound, new)
        })
      {
        place = start..<place.upperBound
      } else if range.upperBound == steps.count - 1, range.lowerBound > 0,
        let end = (old.lowerBound..<min(source.count, old.lowerBound + reach)).last(where: {
          writings.agree(old.lowerBound..<$0 + 1, new)
        })
      {
        place = place.lowerBound..<end + 1
      } else {
        return false
      }
    }
    hasOtherWriting = true
    steps[range.lowerBound] = .init(
      source: place,
      quote: steps[range.lowerBound].quote.lowerBound..<steps[range.upperBound].quote.upperBound,
      isEqual: true)
    steps.removeSubrange(range.lowerBound + 1..<range.upperBound + 1)
    return true
  }

  /// Of words that were swapped at the quote's ends, an alignment keeps some and leaves the others out of the place; they belong to it.
  private static func withSwappedEnds(
    _ steps: [WordAlignment.Step], quote: [UInt64], source: [UInt64]
  ) -> [WordAlignment.Step] {
    var steps = steps
    let most = 4
    if steps.count > 2 {
      let (added, last) = (steps[steps.count - 2], steps[steps.count - 1])
      let follows = last.source.upperBound..<min(source.count, last.source.upperBound + added.quote.count)
      if last.isEqual, last.quote.count <= most, added.source.isEmpty, (1...most).contains(added.quote.count),
        source[follows].elementsEqual(quote[added.quote])
      {
        steps.removeLast(2)
        steps.append(
          .init(
            source: last.source.lowerBound..<follows.upperBound,
            quote: added.quote.lowerBound..<last.quote.upperBound, isEqual: false))
      }
    }
    if steps.count > 2 {
      let (first, added) = (steps[0], steps[1])
      let precedes = max(0, first.source.lowerBound - added.quote.count)..<first.source.lowerBound
      if first.isEqual, first.quote.count <= most, added.source.isEmpty,
        (1...most).contains(added.quote.count),
        source[precedes].elementsEqual(quote[added.quote])
      {
        steps.removeFirst(2)
        steps.insert(
          .init(
            source: precedes.lowerBound..<first.source.upperBound,
            quote: first.quote.lowerBound..<added.quote.upperBound, isEqual: false), at: 0)
      }
    }
    return steps
  }

  /// Words at the quote's ends that were paired with what stands beyond a mark are additions: the place ends at the mark.
  private static func withoutNeighbours(
    _ steps: [WordAlignment.Step], _ source: ComparedText
  ) -> [WordAlignment.Step] {
    var steps = steps
    if let first = steps.first, !first.isEqual, !first.source.isEmpty, !first.quote.isEmpty, steps.count > 1 {
      let next = first.source.upperBound
      if let mark = (first.source.lowerBound + 1...next).last(where: {
        $0 < source.count && source.traits[$0].contains(.opensSentence)
      }) {
        steps[0].source = mark..<next
      }
    }
    if let last = steps.last, !last.isEqual, !last.source.isEmpty, !last.quote.isEmpty, steps.count > 1 {
      let start = last.source.lowerBound
      if let mark = last.source.first(where: { source.traits[$0].contains(.afterMark) }) {
        steps[steps.count - 1].source = start..<mark
      }
    }
    return steps
  }

  private static func letters(_ text: ComparedText, _ range: Range<Int>) -> String {
    // Numbers are told apart by where they end.
    guard !range.contains(where: { text.traits[$0].contains(.number) }) else { return text.text(range) }
    return Folding.keyPreservingDiacritics(range.map { text.text($0..<$0 + 1) }.joined())
  }

  /// The place in the source; `nil` when no word of it is paired.
  var place: Range<Int>? {
    guard let first = steps.first(where: { !$0.source.isEmpty }),
      let last = steps.last(where: { !$0.source.isEmpty })
    else { return nil }
    return first.source.lowerBound..<last.source.upperBound
  }

  /// The words that agree, by all words of the two.
  var score: Double {
    var equal = 0
    var all = 0
    for step in steps {
      if step.isEqual { equal += max(step.quote.count, step.source.count) }
      all += max(step.quote.count, step.source.count)
    }
    return all > 0 ? Double(equal) / Double(all) : 0
  }

  /// Whether words of the source are left out.
  var hasOmission: Bool { steps.contains { !$0.isEqual && $0.quote.isEmpty } }

  /// Whether the quote has words that the place does not have.
  var hasOwnWords: Bool { steps.contains { !$0.isEqual && !$0.quote.isEmpty } }

  // MARK: What the changes touch

  /// Whether a negation was added or lost. One that only moved by a word or two was neither.
  var changesNegation: Bool {
    let lost = Negations(source, lexicon, folded: false)
    let found = Negations(quote, lexicon, folded: isFolded)
    var total = 0
    var hasFar = false
    var moved: (delta: Int, at: Int)?
    for step in steps where !step.isEqual {
      let delta =
        found.count(in: step.quote, alone: step.source.isEmpty)
        - lost.count(in: step.source, alone: step.quote.isEmpty)
      guard delta != 0 else { continue }
      total += delta
      if let earlier = moved, earlier.delta == -delta, step.quote.lowerBound - earlier.at <= 3 {
        moved = nil
      } else {
        if moved != nil { hasFar = true }
        moved = (delta, step.quote.upperBound)
      }
    }
    return total != 0 || hasFar || moved != nil
  }

  /// Whether a number, date, unit or percentage was changed, added, or left out in part.
  var changesNumber: Bool {
    let old = Numbers(source, lexicon, folded: false)
    let new = Numbers(quote, lexicon, folded: isFolded)
    for step in steps where !step.isEqual {
      if step.quote.isEmpty {
        // A whole number that is left out with its words is no changed one.
        let numbers = step.source.filter(old.isNumber)
        guard let first = numbers.first, let last = numbers.last else { continue }
        let before = first == step.source.lowerBound && isJoined(first) && old.isNumber(first - 1)
        let after =
          last == step.source.upperBound - 1 && last + 1 < source.count && isJoined(last + 1)
          && (old.isNumber(last + 1) || old.isUnit(last + 1))
        if before || after { return true }
        continue
      }
      let before = step.source.filter(old.isNumber)
      let after = step.quote.filter(new.isNumber)
      var left = before.map(old.value)
      var right = after.map(new.value)
      if left.isEmpty != right.isEmpty {
        // One that is a number by its fellow: ba for năm.
        if left.isEmpty { left = step.source.filter(old.mayBeNumber).map(old.value) }
        if right.isEmpty { right = step.quote.filter(new.mayBeNumber).map(new.value) }
      }
      if left != right, left.sorted() != right.sorted() { return true }
      if step.source.contains(where: old.isUnit) || step.quote.contains(where: new.isUnit) {
        let units = step.source.filter(old.isUnit).map { isFolded ? source.folded[$0] : source.exact[$0] }
        let others = step.quote.filter(new.isUnit).map { isFolded ? quote.folded[$0] : quote.exact[$0] }
        if !step.source.isEmpty, units.sorted() != others.sorted() { return true }
      }
    }
    return false
  }

  /// Whether the word belongs to the one before it, with no mark between.
  private func isJoined(_ word: Int) -> Bool { !source.traits[word].contains(.afterMark) }

  /// Whether a name was changed or added.
  var changesName: Bool {
    let old = Names(source)
    let new = Names(quote)
    for step in steps where !step.isEqual && !step.quote.isEmpty {
      let left = step.source.filter(old.isName).map { source.exact[$0] }
      let right = step.quote.filter(new.isName).map { quote.exact[$0] }
      if left.sorted() != right.sorted() { return true }
    }
    return false
  }
}
