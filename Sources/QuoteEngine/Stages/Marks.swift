/// A stretch of text in quotation marks, as tokens.
struct Stretch {
  /// The token of the opening mark.
  var open: Int32
  /// The first token inside.
  var lo: Int32
  /// The token after the last one inside.
  var hi: Int32
  /// The token after the closing mark; equals `hi` when the mark is lost.
  var end: Int32
  /// The family of its marks, as in `MarkGlyph.Family`.
  var family: UInt8
  /// Whether a closing mark was found.
  var isClosed: Bool
  /// Whether the next paragraph opens the same words anew.
  var goesOn = false
  /// How many stretches it stands inside.
  var depth: UInt8 = 0
  /// The stretch it stands inside, or -1.
  var parent: Int32 = -1
  /// Words inside.
  var words: Int32 = 0
  /// Whether it ends with a stop, a question or an exclamation mark.
  var endsSentence = false
  /// Whether its first word has a capital letter.
  var beginsCapital = false
  /// Whether all its words of weight begin with capitals, as a name's do.
  var isTitleCase = false
  /// Whether the words before it announce a name or a term (phim, ca khúc, biệt danh …).
  var isAnnounced = false
  /// Whether such words stand before it, whatever it holds.
  var followsNamer = false
  /// Whether it opens with a negation or an adverb, as a predicate does (“không lo lắng”).
  var beginsPredicate = false
  /// Whether it stands within a person's name (Trần Văn “Bảy” Hải).
  var isNickname = false
  /// Whether an attribution has taken it.
  var isTaken = false
}

/// Finds the stretches in quotation marks and mends the crooked ones.
///
/// One pass over the marks with a stack of at most four. A mark that is never closed costs its own
/// paragraph only: the stretch then ends where an attribution begins, where the next mark opens, or with
/// the paragraph.
struct Marks {
  /// What a mark's glyph says by itself.
  private enum Glyph { case opening, closing, straight }

  private struct Open {
    var token: Int
    var width: Int
    var family: UInt8
    var paragraph: Int
    var parent: Int32
  }

  /// At most so many tokens lie between a mark and the one that closes it.
  private static let longestStretch = 1500
  /// At most so many line ends lie between them.
  private static let mostParagraphs = 14

  /// Fills `text.stretches` and `text.stretchAt`.
  func find(in text: ArticleText) {
    MarkGlyph.read(text)
    let count = text.tokens.count
    var stack: [Open] = []
    stack.reserveCapacity(4)
    var paragraph = 0
    var index = 0
    while index < count {
      let token = text.tokens[index]
      if token.kind == .newline {
        paragraph += 1
        index += 1
        continue
      }
      guard token.role == UInt8(ascii: "m"), let (glyph, family, width) = glyph(at: index, text) else {
        index += 1
        continue
      }
      let before = index > 0 ? text.tokens[index - 1] : nil
      let next = index + width < count ? text.tokens[index + width] : nil
      let apart = token.spaced || before == nil || opensAfter(before!)
      let attachedNext = next.map { !$0.spaced && $0.kind != .newline } ?? false
      let attachedBefore = !token.spaced && before != nil && before!.kind != .newline
      let looksOpen = apart && attachedNext && !isClosingPunctuation(next!)
      let looksClose =
        attachedBefore && (!attachedNext || isClosingPunctuation(next!) || next!.role == UInt8(ascii: "m"))

      if family == 1, attachedBefore, attachedNext, before!.kind == .word, next!.kind == .word {
        // An apostrophe: L'Oréal, N'Golo — unless a single mark is open and the crawl lost a space.
        index += width
        continue
      }
      let top = stack.lastIndex { $0.family == family }
      switch family {
      case 2, 3, 4, 5:
        // Guillemets and their like say themselves what they do, whatever spaces stand within; »Q« is read by its spaces.
        if let top {
          if glyph == .closing || looksClose && !looksOpen {
            close(&stack, top, index, width, paragraph, text)
          } else {
            push(&stack, index, width, family, paragraph, text)
          }
        } else if next != nil, next!.kind != .newline, glyph == .opening || looksOpen {
          push(&stack, index, width, family, paragraph, text)
        }
      case 1:
        if let top, glyph != .opening ? looksClose || !looksOpen : looksClose && !looksOpen {
          close(&stack, top, index, width, paragraph, text)
        } else if looksOpen && top == nil && (glyph != .closing || before?.kind != .word) {
          push(&stack, index, width, family, paragraph, text)
        }
      default:
        let opens: Bool
        switch glyph {
        case .opening: opens = !(looksClose && !looksOpen && top != nil)
        case .closing: opens = top == nil && looksOpen
        case .straight:
          if top == nil {
            let isInch = attachedBefore && before!.kind == .number && !attachedNext
            opens = !isInch && (attachedNext || apart) && next != nil && next!.kind != .newline
          } else {
            opens = looksOpen && !looksClose
          }
        }
        if opens {
          if let top,
            stack[top].paragraph != paragraph && !(top == 0 && isNested(index, width, text))
              || top > 0 && stack[top - 1].family == 0
              || beginsAnew(index, width, text)
              || speechBegins(stack[top].token + stack[top].width, index, text) != nil
          {
            // The mark before was never closed: it ends with its paragraph, or here.
            abandon(&stack, from: top, at: index, paragraph, text)
          }
          push(&stack, index, width, family, paragraph, text)
        } else if let top {
          if glyph == .straight, attachedBefore, before!.kind == .number, isMeasure(index, width, text) {
            index += width
            continue
          }
          if glyph == .straight, top == 0, stack.count == 1,
            let end = misplaced(index, width, stack[top], text)
          {
            // … trước tin" bến cũ "cũng lo: the inner words keep their marks, only the spaces are wrong.
            index = end
            continue
          }
          close(&stack, top, index, width, paragraph, text)
        } else if attachedBefore, glyph == .closing || !attachedNext, stack.isEmpty,
          let first = lostOpening(index, width, text)
        {
          let open = Open(token: first, width: 0, family: family, paragraph: paragraph, parent: -1)
          add(open, hi: index, end: index + width, isClosed: true, text)
        }
      }
      index += width
    }
    if !stack.isEmpty { abandon(&stack, from: 0, at: count, paragraph, text) }
    finish(text)
  }

  // MARK: The stack

  private func push(
    _ stack: inout [Open], _ index: Int, _ width: Int, _ family: UInt8, _ paragraph: Int, _ text: ArticleText
  ) {
    if stack.count >= 4 { stack.removeFirst() }
    stack.append(Open(token: index, width: width, family: family, paragraph: paragraph, parent: -1))
  }

  private func close(
    _ stack: inout [Open], _ top: Int, _ index: Int, _ width: Int, _ paragraph: Int, _ text: ArticleText
  ) {
    let open = stack[top]
    // What opened after it and is still open was never closed.
    stack.removeSubrange(top...)
    guard index - open.token <= Self.longestStretch, paragraph - open.paragraph <= Self.mostParagraphs else {
      unclosed(open, limit: index, text)
      return
    }
    add(open, hi: index, end: index + width, isClosed: true, text)
  }

  /// The token after a mark that closes a few words within an utterance when the spaces around both marks stand on the
  /// wrong sides, as a crawl that took a text apart and put it together again leaves them.
  private func misplaced(_ index: Int, _ width: Int, _ open: Open, _ text: ArticleText) -> Int? {
    let first = open.token + open.width
    guard index - first >= 4, first < text.tokens.count, text.tokens[first].isCapital else { return nil }
    if open.token > 0 {
      let before = text.tokens[open.token - 1]
      guard
        before.kind == .newline || before.role == UInt8(ascii: ":") || before.role == UInt8(ascii: ".")
          || before.kind == .word && text.hit(.cue, open.token - 2) != nil
      else { return nil }
    }
    guard text.tokens[index - 1].kind == .word, !text.tokens[index].spaced else { return nil }
    // A few words with no verb of speech, no link and no stop, up to a mark that has its space before it.
    var at = index + width
    let limit = min(text.tokens.count, at + 14)
    guard at < limit, text.tokens[at].kind == .word, text.tokens[at].spaced else { return nil }
    while at < limit, text.tokens[at].role != UInt8(ascii: "m") {
      let token = text.tokens[at]
      guard token.kind == .word || token.kind == .number, text.hit(.cue, at).map({ $0.length < 2 }) ?? true,
        !(at == index + width && (text.hit(.connective, at) != nil || text.hit(.honorific, at) != nil))
      else { return nil }
      at += 1
    }
    guard at < limit, at > index + width, let (glyph, family, wide) = glyph(at: at, text), family == 0,
      glyph == .straight,
      text.tokens[at].spaced, at + wide < text.tokens.count, !text.tokens[at + wide].spaced,
      text.tokens[at + wide].kind == .word, text.tokens[at + wide].shape == .lower
    else { return nil }
    // The utterance itself is closed later.
    var end = at + wide
    let last = min(text.tokens.count, end + 300)
    while end < last {
      if text.tokens[end].role == UInt8(ascii: "m"), let (_, family, _) = self.glyph(at: end, text),
        family == 0
      {
        let next = end + 1 < text.tokens.count ? text.tokens[end + 1] : nil
        let attachedNext = next.map { !$0.spaced && $0.kind == .word } ?? false
        return attachedNext ? nil : at + wide
      }
      end += 1
    }
    return nil
  }

  /// Whether a mark that opens inside a line opens words within the words that are open: it is closed on its own line
  /// after a few words, and after that the next mark closes too.
  private func isNested(_ index: Int, _ width: Int, _ text: ArticleText) -> Bool {
    guard index > 0, text.tokens[index - 1].kind == .word || text.tokens[index - 1].role == UInt8(ascii: ":")
    else {
      return false
    }
    var at = index + width
    var open = 2
    var opened = index
    let limit = min(text.tokens.count, index + 400)
    while at < limit {
      let token = text.tokens[at]
      if token.kind == .newline {
        // The inner words end on their line, and no line of the outer ones opens anew.
        if open == 2 { return false }
        if at + 1 < limit, text.tokens[at + 1].role == UInt8(ascii: "m") { return false }
      }
      guard token.role == UInt8(ascii: "m"), let (_, family, wide) = glyph(at: at, text), family == 0 else {
        at += 1
        continue
      }
      let next = at + wide < text.tokens.count ? text.tokens[at + wide] : nil
      let attachedNext = next.map { !$0.spaced && $0.kind != .newline && !isClosingPunctuation($0) } ?? false
      if attachedNext, token.spaced {
        open += 1
        opened = at
        if open > 3 { return false }
      } else {
        open -= 1
        if open == 0 { return true }
        if open == 1, at - opened > 40 { return false }
      }
      at += wide
    }
    return false
  }

  /// Whether a mark that opens a sentence after a stop says that the mark before it was never closed: the two are not
  /// closed both on their line.
  private func beginsAnew(_ index: Int, _ width: Int, _ text: ArticleText) -> Bool {
    guard index > 0, index + width < text.tokens.count, text.tokens[index + width].isCapital else {
      return false
    }
    switch text.tokens[index - 1].role {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "e"): break
    default: return false
    }
    var open = 2
    var at = index + width
    let limit = min(text.tokens.count, index + 400)
    while at < limit, text.tokens[at].kind != .newline {
      guard text.tokens[at].role == UInt8(ascii: "m"), let (_, family, wide) = glyph(at: at, text),
        family == 0
      else {
        at += 1
        continue
      }
      open += opensWord(at, wide, text) ? 1 : -1
      if open == 0 { return false }
      at += wide
    }
    return true
  }

  /// Whether a mark has its space before it and a word right after it.
  private func opensWord(_ at: Int, _ width: Int, _ text: ArticleText) -> Bool {
    guard text.tokens[at].spaced, at + width < text.tokens.count else { return false }
    let next = text.tokens[at + width]
    return !next.spaced && next.kind != .newline && !isClosingPunctuation(next)
  }

  /// Whether a straight mark after a number in open words is the sign for inches: another one closes after it before any
  /// opens.
  private func isMeasure(_ index: Int, _ width: Int, _ text: ArticleText) -> Bool {
    var at = index + width
    let limit = min(text.tokens.count, index + 120)
    while at < limit, text.tokens[at].kind != .newline {
      if text.tokens[at].role == UInt8(ascii: "m"), let (_, family, wide) = glyph(at: at, text),
        family == 0
      {
        return !text.tokens[at].spaced && !opensWord(at, wide, text)
      }
      at += 1
    }
    return false
  }

  /// The first token of words whose opening mark was lost: they begin after a verb of speech and a colon, or with their
  /// line when somebody's verb of speech follows the closing mark.
  private func lostOpening(_ index: Int, _ width: Int, _ text: ArticleText) -> Int? {
    var at = index - 1
    let least = max(0, index - 80)
    while at >= least {
      let token = text.tokens[at]
      if token.role == UInt8(ascii: "m") { return nil }
      if token.role == UInt8(ascii: ":"), endsCue(at, text) { return index - at > 2 ? at + 1 : nil }
      if token.kind == .newline { break }
      at -= 1
    }
    guard at < 0 || text.tokens[at].kind == .newline, index - at > 2 else { return nil }
    var after = index + width
    guard after < text.tokens.count else { return nil }
    if text.tokens[after].role == UInt8(ascii: ",") || text.tokens[after].role == UInt8(ascii: "-") {
      after += 1
    }
    return attributionFollows(after, text, before: text.tokens.count) ? at + 1 : nil
  }

  /// Whether a verb of speech ends right before a token.
  private func endsCue(_ at: Int, _ text: ArticleText) -> Bool {
    (1...4).contains { at - $0 >= 0 && text.hit(.cue, at - $0).map { Int($0.length) } == $0 }
  }

  private func abandon(
    _ stack: inout [Open], from first: Int, at index: Int, _ paragraph: Int, _ text: ArticleText
  ) {
    // A single mark is trusted without its partner only where it opens the headline, which papers cut short.
    for open in stack[first...] where open.family == 0 || open.family == 1 && open.token == 0 {
      unclosed(open, limit: index, text)
    }
    stack.removeSubrange(first...)
  }

  /// A double mark without its partner: the words up to the attribution, the next mark or the line's end.
  private func unclosed(_ open: Open, limit: Int, _ text: ArticleText) {
    let first = open.token + open.width
    var index = first
    let last = min(limit, first + 400, text.tokens.count)
    var end = last
    while index < last {
      let token = text.tokens[index]
      if token.kind == .newline {
        end = index
        break
      }
      if token.role == UInt8(ascii: ","), attributionFollows(index + 1, text, before: last) {
        end = index
        break
      }
      index += 1
    }
    if let stop = speechBegins(first, limit, text) { end = min(end, stop) }
    guard end - first >= 3 else { return }
    let count = text.stretches.count
    add(open, hi: end, end: end, isClosed: false, text)
    if text.stretches.count > count { text.stretches[count].goesOn = opensNextLine(end, text) }
  }

  /// Whether the next line after a line end opens with a mark.
  private func opensNextLine(_ end: Int, _ text: ArticleText) -> Bool {
    var at = end
    while at < text.tokens.count, text.tokens[at].kind == .newline { at += 1 }
    guard at > end, at < text.tokens.count, text.tokens[at].role == UInt8(ascii: "m"),
      let (glyph, family, _) = glyph(at: at, text)
    else { return false }
    return family == 0 && glyph != .closing
  }

  /// Where words that nobody closed end because another speaker is announced right before the next mark:
  /// “Cá ít lắm. Bà Hạt tiếp lời: “…” — the stop before that sentence, or `nil`.
  private func speechBegins(_ first: Int, _ mark: Int, _ text: ArticleText) -> Int? {
    guard mark > first + 3, mark < text.tokens.count, text.tokens[mark].role == UInt8(ascii: "m"),
      text.tokens[mark - 1].role == UInt8(ascii: ":")
    else { return nil }
    var at = mark - 2
    var hasCue = false
    let least = max(first + 1, mark - 24)
    while at > least {
      switch text.tokens[at].role {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "e"):
        return hasCue && text.tokens[at + 1].isCapital ? at : nil
      case UInt8(ascii: "m"), UInt8(ascii: "\n"): return nil
      default: if text.has(.cue, at) { hasCue = true }
      }
      at -= 1
    }
    return nil
  }

  /// Whether a few words, a reporting cue and a stop follow: `, ông Nam nói.`
  private func attributionFollows(_ at: Int, _ text: ArticleText, before last: Int) -> Bool {
    var index = at
    let limit = min(at + 10, last)
    while index < limit {
      if text.tokens[index].role == UInt8(ascii: ".") || text.tokens[index].role == UInt8(ascii: ",") {
        return false
      }
      if index > at, let cue = text.hit(.cue, index), cue.sense.cueDirection != .before {
        let after = index + Int(cue.length)
        guard after < text.tokens.count else { return true }
        return text.tokens[after].kind != .word
      }
      index += 1
    }
    return false
  }

  private func add(_ open: Open, hi: Int, end: Int, isClosed: Bool, _ text: ArticleText) {
    var lo = open.token + open.width
    var last = hi
    // A line end next to a mark is no part of the words.
    while lo < last, text.tokens[lo].kind == .newline { lo += 1 }
    while last > lo, text.tokens[last - 1].kind == .newline { last -= 1 }
    guard lo < last else { return }
    text.stretches.append(
      Stretch(
        open: Int32(open.token), lo: Int32(lo), hi: Int32(last), end: Int32(isClosed ? end : last),
        family: open.family,
        isClosed: isClosed))
  }

  // MARK: What the stretches are

  /// Sorts the stretches, finds which stands in which, and looks at their words.
  private func finish(_ text: ArticleText) {
    text.stretches.sort { $0.open != $1.open ? $0.open < $1.open : $0.end > $1.end }
    text.stretchAt.append(repeating: -1, count: text.tokens.count)
    var parents: [Int] = []
    for index in text.stretches.indices {
      while let last = parents.last, text.stretches[last].end <= text.stretches[index].open {
        parents.removeLast()
      }
      if let last = parents.last {
        text.stretches[index].parent = Int32(last)
        text.stretches[index].depth = text.stretches[last].depth + 1
        if text.stretches[index].end > text.stretches[last].end {
          text.stretches[index].end = text.stretches[last].hi
          text.stretches[index].hi = min(text.stretches[index].hi, text.stretches[last].hi)
          // A mark that begins within the outer one's closing mark holds nothing.
          text.stretches[index].lo = min(text.stretches[index].lo, text.stretches[index].hi)
          text.stretches[index].end = max(text.stretches[index].end, text.stretches[index].open + 1)
        }
      }
      parents.append(index)
      text.stretchAt[Int(text.stretches[index].open)] = Int32(index)
      // The inner ones are looked at once more within the outer ones, of which there are at most a few.
      if text.stretches[index].depth < 3, text.stretches[index].lo < text.stretches[index].hi {
        describe(&text.stretches[index], text)
      }
    }
  }

  private func describe(_ stretch: inout Stretch, _ text: ArticleText) {
    var words: Int32 = 0
    var capitals: Int32 = 0
    var lowers: Int32 = 0
    for index in Int(stretch.lo)..<Int(stretch.hi) {
      let token = text.tokens[index]
      guard token.kind == .word || token.kind == .number else { continue }
      words += 1
      if token.kind == .number { continue }
      if token.isCapital { capitals += 1 } else { lowers += 1 }
    }
    stretch.words = words
    stretch.beginsCapital = text.tokens[Int(stretch.lo)].isCapital
    stretch.isTitleCase = words > 0 && lowers == 0 && capitals > 0
    let last = text.tokens[Int(stretch.hi) - 1].role
    stretch.endsSentence =
      last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?")
      || last == UInt8(ascii: "e")
    stretch.beginsPredicate = words >= 3 && text.hit(.preverbal, Int(stretch.lo)) != nil
    stretch.followsNamer = isAnnounced(Int(stretch.open), text)
    // Works, nicknames and terms begin with a capital, or are short: “đi nhanh hơn khâu kiểm chứng” is somebody's words.
    stretch.isAnnounced = (stretch.beginsCapital || words <= 3) && stretch.followsNamer
  }

  /// Whether a phrase that announces a name or a term ends right before a token.
  private func isAnnounced(_ at: Int, _ text: ArticleText) -> Bool {
    for back in 1...5 where at - back >= 0 {
      if text.tokens[at - back].kind != .word { return false }
      if let hit = text.hit(.work, at - back), Int(hit.length) == back {
        // đăng dòng trạng thái “…”: a longer phrase says that the words are somebody's.
        if introducesSpeech(at, longerThan: back, text) { return false }
        // quân đội “…”: the last syllable of another word announces nothing.
        return back > 1 || !isWordTail(at - 1, text)
      }
      // chương trình nghệ thuật “…”: one word more of what it is.
      if let hit = text.hit(.work, at - back), back - Int(hit.length) == 2,
        let word = text.hit(.word, at - 2), word.length == 2, word.sense.wordClass != .verb
      {
        return true
      }
    }
    return false
  }

  /// Whether a verb of speech or a noun for an utterance of more than so many tokens ends right before a token.
  private func introducesSpeech(_ at: Int, longerThan length: Int, _ text: ArticleText) -> Bool {
    for back in (length + 1)...(length + 3) where at - back >= 0 {
      if let cue = text.hit(.cue, at - back), Int(cue.length) == back { return true }
      if text.reads(.utteranceNouns, at - back, at) { return true }
    }
    return false
  }

  /// Whether a token ends a longer phrase that begins right before it.
  private func isWordTail(_ at: Int, _ text: ArticleText) -> Bool {
    guard at > 0 else { return false }
    for index in Int(text.hitStart[at - 1])..<Int(text.hitStart[at]) where text.hits[index].length == 2 {
      return true
    }
    return false
  }

  // MARK: Glyphs

  /// What the mark at a token says by itself, its family and how many tokens it takes.
  @inline(__always)
  private func glyph(at index: Int, _ text: ArticleText) -> (Glyph, UInt8, Int)? {
    guard let mark = MarkGlyph(code: text.tokens[index].hash) else { return nil }
    let glyph: Glyph =
      switch mark.side {
      case .opening: .opening
      case .closing: .closing
      case .either: .straight
      }
    return (glyph, mark.family.rawValue, Int(mark.width))
  }

  private func opensAfter(_ token: Token) -> Bool {
    switch token.role {
    case UInt8(ascii: "("), UInt8(ascii: "m"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "."),
      UInt8(ascii: ","):
      true
    default: token.kind == .newline
    }
  }

  private func isClosingPunctuation(_ token: Token) -> Bool {
    switch token.role {
    case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "-"), UInt8(ascii: "e"):
      true
    default: false
    }
  }
}
