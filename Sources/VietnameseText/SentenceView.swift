/// A run of full stops, exclamation and question marks, and the closing marks right after it.
struct SentenceStop {
  enum Kind { case stop, ellipsis, exclamation }
  var kind: Kind
  var start: Int
  /// Past the run, before the closing marks.
  var end: Int
  /// Past the closing marks.
  var closed: Int
}

/// The text a splitter looks at around a stop; offsets in bytes, all within `start..<end`.
struct SentenceView {
  let base: UnsafePointer<UInt8>
  let start: Int
  let end: Int
  let abbreviations: Set<String>
  let table = LetterTable.shared

  /// The stop whose first mark is at `index`, nil if there is no such mark.
  func stop(at index: Int) -> SentenceStop? {
    var place = index
    var dots = 0
    var isEllipsis = false
    var isExclamation = false
    scan: while place < end {
      switch base[place] {
      case 0x2E:
        dots += 1
        place += 1
      case 0x21, 0x3F:
        isExclamation = true
        place += 1
      case 0xE2 where place + 2 < end && base[place + 1] == 0x80 && base[place + 2] == 0xA6:
        isEllipsis = true
        place += 3
      default: break scan
      }
    }
    guard place > index else { return nil }
    let kind: SentenceStop.Kind =
      isExclamation ? .exclamation : isEllipsis || dots > 1 ? .ellipsis : .stop
    var closed = place
    while closed < end {
      let scalar = decodeScalar(base, at: closed, end: end)
      guard Self.isClosing(scalar.value) else { break }
      closed += scalar.length
    }
    return SentenceStop(kind: kind, start: index, end: place, closed: closed)
  }

  /// Whether `stop` ends the sentence that begins at `sentenceStart`.
  func ends(_ stop: SentenceStop, sentenceStart: Int) -> Bool {
    guard stop.closed < end else { return false }
    // (...), [...], (!) and (?) are remarks within a sentence.
    if stop.start > start, base[stop.start - 1] == 0x28 || base[stop.start - 1] == 0x5B { return false }
    let next = skipSpaces(from: stop.closed)
    guard next < end else { return false }
    if next == stop.closed { return lacksSpace(stop) }
    guard opensSentence(at: next, needsUpper: stop.kind == .ellipsis) else { return false }
    return stop.kind != .stop || !isAbbreviation(before: stop.start, next: next, sentenceStart: sentenceStart)
  }

  /// `range` without white space at its ends; nil if nothing is left.
  func trimmed(_ range: Range<Int>) -> Range<Int>? {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper {
      let scalar = decodeScalar(base, at: lower, end: upper)
      guard table.flags(scalar.value).contains(.space) else { break }
      lower += scalar.length
    }
    while upper > lower {
      let scalar = decodeScalar(base, before: upper, start: lower)
      guard table.flags(scalar.value).contains(.space) else { break }
      upper -= scalar.length
    }
    return lower < upper ? lower..<upper : nil
  }

  /// Whether what is at `index` may begin a sentence: an upper-case letter, a letter without case, a
  /// digit or an opening mark, with a dash or bullet before it or not. With `needsUpper` nothing but an
  /// upper-case letter will do, after such marks or not.
  private func opensSentence(at index: Int, needsUpper: Bool) -> Bool {
    var place = index
    while place < end {
      let scalar = decodeScalar(base, at: place, end: end)
      let flags = table.flags(scalar.value)
      if flags.contains(.upper) { return true }
      if flags.contains(.digit) { return !needsUpper }
      if flags.contains(.letter) { return !needsUpper && !flags.contains(.lower) }
      if Self.isOpening(scalar.value) {
        if !needsUpper { return true }
      } else if !Self.isDashOrBullet(scalar.value) {
        return false
      }
      place = skipSpaces(from: place + scalar.length)
    }
    return false
  }

  /// Whether the stop at `index` belongs to the word before it: a single capital, an abbreviation, or the
  /// number of a list's item at the sentence's start. `next` is where the next word begins.
  private func isAbbreviation(before index: Int, next: Int, sentenceStart: Int) -> Bool {
    let piece = run(before: index) { !$0.isDisjoint(with: [.letter, .digit, .mark]) }
    guard piece < index else { return false }
    if isItemNumber(piece: piece, index: index, sentenceStart: sentenceStart) { return true }
    guard isInitial(piece..<index) || contains(abbreviations, piece..<index) || isListedChunk(to: index)
    else {
      return false
    }
    return !contains(Abbreviations.openers, word(from: next))
  }

  /// Whether the letters and dots up to `index` (T.Ư, a.m) are in the list as they are.
  private func isListedChunk(to index: Int) -> Bool {
    var place = index
    while place > start, index - place <= 16 {
      let scalar = decodeScalar(base, before: place, start: start)
      guard scalar.value == 0x2E || !table.flags(scalar.value).isDisjoint(with: [.letter, .mark]) else {
        break
      }
      place -= scalar.length
    }
    return contains(abbreviations, place..<index)
  }

  /// A single upper-case letter, marks aside.
  private func isInitial(_ piece: Range<Int>) -> Bool {
    let first = decodeScalar(base, at: piece.lowerBound, end: piece.upperBound)
    guard table.flags(first.value).contains(.upper) else { return false }
    var place = piece.lowerBound + first.length
    while place < piece.upperBound {
      let scalar = decodeScalar(base, at: place, end: piece.upperBound)
      guard table.flags(scalar.value).contains(.mark) else { return false }
      place += scalar.length
    }
    return true
  }

  /// 1, 12, 1.2, IV and the like, with nothing before it in the sentence.
  private func isItemNumber(piece: Int, index: Int, sentenceStart: Int) -> Bool {
    var first = skipSpaces(from: sentenceStart)
    while first < index, base[first] == 0x0A || base[first] == 0x0D {
      first = skipSpaces(from: first + 1)
    }
    guard index - first <= 6, first <= piece else { return false }
    let bytes = UnsafeBufferPointer(start: base + first, count: index - first)
    let isNumber = bytes.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2E } && bytes.count { $0 != 0x2E } <= 3
    let isRoman = bytes.allSatisfy { $0 == 0x49 || $0 == 0x56 || $0 == 0x58 }
    return isNumber || isRoman
  }

  /// Whether `stop`, with no space after it, still ends a sentence because a crawl lost the space: a
  /// lower-case word of two letters or more before it, a capitalised word after it, and no web address.
  private func lacksSpace(_ stop: SentenceStop) -> Bool {
    // A straight mark may open what follows as well as close what is before.
    for place in stop.end..<stop.closed where base[place] == 0x22 || base[place] == 0x27 { return false }
    let before = run(before: stop.start) { !$0.isDisjoint(with: [.letter, .mark]) }
    guard isLower(before..<stop.start), !contains(abbreviations, before..<stop.start) else { return false }
    if before > start {
      switch base[before - 1] {
      // . / : @ _ - and digits: part of an address or a name, not a word of a sentence.
      case 0x2D...0x3A, 0x40, 0x5F: return false
      default: break
      }
    }
    var after = stop.closed
    let first = decodeScalar(base, at: after, end: end)
    if Self.isOpening(first.value), first.value > 0x7F { after += first.length }
    return after < end && isCapitalisedWord(at: after)
  }

  /// Two lower-case letters or more, and nothing else.
  private func isLower(_ range: Range<Int>) -> Bool {
    var count = 0
    var place = range.lowerBound
    while place < range.upperBound {
      let scalar = decodeScalar(base, at: place, end: range.upperBound)
      let flags = table.flags(scalar.value)
      if flags.contains(.lower) { count += 1 } else if !flags.contains(.mark) { return false }
      place += scalar.length
    }
    return count >= 2
  }

  private func isCapitalisedWord(at index: Int) -> Bool {
    let word = word(from: index)
    let first = decodeScalar(base, at: index, end: end)
    guard !word.isEmpty, table.flags(first.value).contains(.upper) else { return false }
    var place = index + first.length
    if place == word.upperBound {
      // Ở, Ý and Ế are words; a plain letter alone is not.
      guard first.value > 0x7F, place < end else { return false }
      return table.flags(decodeScalar(base, at: place, end: end).value).contains(.space)
    }
    while place < word.upperBound {
      let scalar = decodeScalar(base, at: place, end: word.upperBound)
      guard !table.flags(scalar.value).isDisjoint(with: [.lower, .mark]) else { return false }
      place += scalar.length
    }
    if place + 1 < end, [0x2E, 0x2F, 0x40, 0x5F].contains(base[place]) {
      // An address goes on: a mark with no space after it, and no capital either.
      let next = table.flags(decodeScalar(base, at: place + 1, end: end).value)
      if !next.isDisjoint(with: [.lower, .digit]) { return false }
    }
    var lower: [UInt8] = []
    Letters.appendLowercased(
      UnsafeBufferPointer(start: base + index, count: word.count), to: &lower)
    return !Abbreviations.domains.contains(String(decoding: lower, as: UTF8.self))
  }

  /// The letters from `index` on.
  private func word(from index: Int) -> Range<Int> {
    var place = index
    while place < end {
      let scalar = decodeScalar(base, at: place, end: end)
      guard !table.flags(scalar.value).isDisjoint(with: [.letter, .mark]) else { break }
      place += scalar.length
    }
    return index..<place
  }

  /// Where the run of code points before `index` that satisfy `condition` begins.
  private func run(before index: Int, while condition: (LetterTable.Flags) -> Bool) -> Int {
    var place = index
    while place > start {
      let scalar = decodeScalar(base, before: place, start: start)
      guard condition(table.flags(scalar.value)) else { break }
      place -= scalar.length
    }
    return place
  }

  /// Whether `words` has the word of `range`. The lists' words are short: a longer one is not looked up,
  /// and a short string needs no heap.
  private func contains(_ words: Set<String>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.count <= 15 else { return false }
    return words.contains(
      String(decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
    )
  }

  /// Past white space from `index` on, but not past a line's end.
  private func skipSpaces(from index: Int) -> Int {
    var place = index
    while place < end {
      let scalar = decodeScalar(base, at: place, end: end)
      let flags = table.flags(scalar.value)
      guard flags.contains(.space), !flags.contains(.newline) else { break }
      place += scalar.length
    }
    return place
  }

  private static func isClosing(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x203A: true
    default: false
    }
  }

  private static func isOpening(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0x27, 0x28, 0x5B, 0x7B, 0xAB, 0x2018, 0x201A, 0x201C, 0x201E, 0x2039: true
    default: false
    }
  }

  private static func isDashOrBullet(_ value: UInt32) -> Bool {
    switch value {
    case 0x2A, 0x2B, 0x2D, 0xB7, 0x2010...0x2015, 0x2022, 0x25CF, 0x25AA: true
    default: false
    }
  }
}
