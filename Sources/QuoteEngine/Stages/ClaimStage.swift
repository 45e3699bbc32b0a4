/// Layer B: the clauses that cues govern, and where they start and stop.
final class ClaimStage {
  private let forms: [FormCard]

  init(_ library: PatternLibrary) { forms = library.forms.map(FormCard.init) }

  /// No claim is longer than so many pieces.
  private static let longestClaim = 300

  /// The claims of the article, in the order of the text.
  ///
  /// A quote that a claim's colon introduces is given to the claim's speaker.
  func run(_ text: ArticleText, _ matches: FormStage, quotes: inout [Draft]) -> [Draft] {
    var drafts: [Draft] = []
    var found: [Candidate] = []
    var byCue: [Int: Draft] = [:]
    var bySentence: [Int: [Draft]] = [:]
    for quote in quotes where quote.stretch >= 0 && quote.cue >= 0 {
      byCue[quote.cue] = quote
      if !quote.source.isEmpty { bySentence[quote.sentence, default: []].append(quote) }
    }
    for sentence in text.sentences.indices
    where !text.sentences[sentence].isDialogue && !text.sentences[sentence].isClutter {
      found.removeAll(keepingCapacity: true)
      var cues = Set<Int>()
      matches.each(.claim, in: sentence, of: text) { candidate in
        var candidate = candidate
        candidate.source = SourceReading.settled(
          candidate.source, cue: candidate.cue, from: Int(text.sentences[sentence].pieceStart), text)
        guard candidate.cue >= 0, !cues.contains(candidate.cue), !cues.contains(candidate.cite),
          admits(candidate, text, byCue)
        else { return }
        cues.insert(candidate.cue)
        if candidate.cite >= 0 { cues.insert(candidate.cite) }
        found.append(candidate)
      }
      guard !found.isEmpty else { continue }
      found.sort { $0.cue < $1.cue }
      settle(found, sentence, text, bySentence[sentence] ?? [], &drafts)
    }
    for sentence in text.sentences.indices.dropFirst()
    where !text.sentences[sentence].isDialogue && !text.sentences[sentence].isClutter {
      guard let draft = PointingSentence.claim(before: sentence, text) else { continue }
      // Somebody else's report within it stands by itself; a clause read as one does not.
      if drafts.contains(where: { draft.content.overlaps($0.content) && !$0.via.isEmpty }) { continue }
      drafts.removeAll {
        draft.content.overlaps($0.content) || $0.sentence == sentence && $0.content.lowerBound > draft.cue
      }
      drafts.append(draft)
    }
    handOver(drafts, to: &quotes, text)
    return drafts
  }

  /// X giải thích C: “Q”: the words after the colon are the claim's speaker's too, unless they have a verb of their own.
  private func handOver(_ claims: [Draft], to quotes: inout [Draft], _ text: ArticleText) {
    // Made when the first colon is met: most articles have none.
    var byStretch: [Int32: Int]?
    for claim in claims {
      let colon = claim.content.upperBound
      guard claim.cue < colon, colon + 1 < text.pieces.count, text.line[colon] == Symbol.colon,
        text.line[colon + 1] == Symbol.quote
      else { continue }
      let places =
        byStretch
        ?? Dictionary(
          quotes.indices.map { (quotes[$0].stretch, $0) }, uniquingKeysWith: { first, _ in first })
      byStretch = places
      guard let index = places[text.pieces[colon + 1].index],
        quotes[index].cue == colon || quotes[index].source.isEmpty
      else { continue }
      quotes[index].source = claim.source
      quotes[index].phrase = claim.source.isEmpty ? claim.phrase : quotes[index].phrase
      quotes[index].cue = claim.cue
      quotes[index].carriedFrom = -1
    }
  }

  /// What the pieces cannot say: a bare colon reports in headlines only; a cue that has taken the quote before
  /// it reports nothing more unless rằng follows.
  private func admits(_ candidate: Candidate, _ text: ArticleText, _ quotes: [Int: Draft]) -> Bool {
    let form = forms[candidate.form]
    // Theo luật sư, ai sẽ …?: a question asserts nothing.
    if form.isAccording, isQuestion(candidate.sentence, text) || namesTheWriter(candidate.source, text) {
      return false
    }
    // X đã giải thích, nhưng Y …: the sentence goes on without saying what.
    if candidate.content.lowerBound > candidate.cue,
      text.line[candidate.content.lowerBound] == Symbol.discourse,
      text.isOne(of: Self.turns, text.tokens[Int(text.pieces[candidate.content.lowerBound].lo)])
    {
      return false
    }
    if form.isColon {
      guard text.sentences[candidate.sentence].isHeadline,
        let piece = Assembly.speakerPiece(candidate.source, text)
      else { return false }
      // TP. HCM: Cháy nhà giữa trưa: where it happened, nobody's word.
      return !SourceReading.isArea(piece, text)
    }
    // C, ông X không thừa nhận: what is not said is no claim of his.
    if candidate.content.upperBound <= candidate.cue, candidate.cue > 0,
      text.line[candidate.cue - 1] == Symbol.negation
    {
      return false
    }
    if text.line[candidate.cue] == Symbol.cue,
      text.reads("cho thấy", Int(text.pieces[candidate.cue].lo), Int(text.pieces[candidate.cue].lo) + 2)
    {
      // Figures and surveys speak for their issuer; footage and facts do not.
      guard let piece = Assembly.speakerPiece(candidate.source, text) else { return false }
      switch text.line[piece] {
      case Symbol.document, Symbol.person, Symbol.medium: break
      case Symbol.organisation where !SourceReading.isArea(piece, text): break
      default: return false
      }
    }
    if candidate.content.lowerBound > candidate.cue,
      let quote = quotes[candidate.cue]
    {
      let stretch = text.stretches[Int(quote.stretch)]
      // X nói: “Q” rồi bỏ đi: what follows a whole utterance is the writer's.
      if stretch.open == text.pieces[candidate.content.lowerBound].lo,
        text.line[candidate.content.lowerBound] == Symbol.quote,
        text.line[candidate.content.lowerBound - 1] == Symbol.colon,
        text.pieces.indices.contains(candidate.content.lowerBound + 1),
        text.line[candidate.content.lowerBound + 1] == Symbol.discourse
      {
        return false
      }
      if stretch.open < text.pieces[candidate.cue].lo {
        let between = text.line[(candidate.cue + 1)..<max(candidate.cue + 1, candidate.content.lowerBound)]
        if between.contains(Symbol.that) { return true }
        guard between.contains(Symbol.comma) else { return false }
        switch text.line[candidate.content.lowerBound] {
        case Symbol.word, Symbol.person, Symbol.organisation, Symbol.place, Symbol.determiner, Symbol.group,
          Symbol.pronoun:
          return true
        default: return false
        }
      }
    }
    return true
  }

  /// Words with which a sentence turns against what was said before.
  private static let turns = WordSet(["nhưng", "song"])

  /// Theo ý kiến của tôi; theo tìm hiểu của chúng tôi: whoever writes or speaks here.
  private func namesTheWriter(_ source: Range<Int>, _ text: ArticleText) -> Bool {
    guard let last = source.last else { return false }
    return text.isOne(of: .firstPersons, Int(text.pieces[last].hi) - 1)
  }

  private func isQuestion(_ sentence: Int, _ text: ArticleText) -> Bool {
    let end = Int(text.sentences[sentence].pieceEnd)
    guard end > 0, text.line[end - 1] == Symbol.stop else { return false }
    return text.bytes[Int(text.tokens[Int(text.pieces[end - 1].lo)].start)] == UInt8(ascii: "?")
  }

  /// Decides which of a sentence's candidates are claims, and their extents.
  private func settle(
    _ found: [Candidate], _ sentence: Int, _ text: ArticleText, _ quotes: [Draft], _ drafts: inout [Draft]
  ) {
    let from = Int(text.sentences[sentence].pieceStart)
    let end = Int(text.sentences[sentence].pieceEnd)
    var extents: [(candidate: Candidate, range: Range<Int>)] = []
    for candidate in found {
      let form = forms[candidate.form]
      let to = min(end, candidate.content.lowerBound + Self.longestClaim)
      var range: Range<Int>
      if candidate.content.lowerBound < candidate.cue {
        range = start(from, candidate, text)..<candidate.content.upperBound
      } else {
        var first = candidate.content.lowerBound
        if text.line[first] == Symbol.preposition || text.line[first] == Symbol.time
          || Symbol.isMention(text.line[first]),
          let that = (first..<min(first + 10, to)).first(where: {
            text.line[$0] == Symbol.that
              || text.line[$0] == Symbol.copula && text.line[first] == Symbol.preposition && $0 - first <= 5
          }),
          that + 1 < to,
          !(first..<that).contains(where: {
            text.line[$0] == Symbol.cue || text.line[$0] == Symbol.linkedCue || text.line[$0] == Symbol.comma
          })
        {
          // nói với báo X rằng C
          first = that + 1
        }
        range =
          first..<stop(
            first, to,
            isConceded: opensWithConcession(from, candidate.cue, text)
              || !candidate.source.isEmpty && candidate.source.lowerBound > from
                && opensWithConcession(candidate.source.lowerBound - 1, candidate.cue, text),
            isHeadline: text.sentences[sentence].isHeadline, isAccording: form.isAccording, text)
        let isInserted =
          form.isSpeakerCue && !candidate.source.isEmpty && candidate.source.lowerBound > from
          && text.line[candidate.source.lowerBound - 1] == Symbol.comma
          && text.line[candidate.cue + 1] == Symbol.comma
          && candidate.cue - candidate.source.lowerBound <= 3
        if form.isAccording || isInserted, let whole = around(candidate, range, from, text) { range = whole }
      }
      range = trimmed(range, text)
      guard !range.isEmpty else { continue }
      // A colon before a clause with a speaker of its own is the writer's.
      if let last = extents.last, !candidate.source.isEmpty, forms[last.candidate.form].isColon {
        extents.removeLast()
      }
      // Y đưa tin, X cho rằng C: X speaks, Y passed it on.
      if let last = extents.last, !candidate.source.isEmpty,
        passesOn(last.candidate, to: candidate, last.range, text)
      {
        var inner = candidate
        inner.via = last.candidate.source
        extents[extents.count - 1] = (inner, range)
        continue
      }
      // A later attribution inside the clause of an earlier one belongs to it, unless it is joined to its verb.
      if let last = extents.last, last.range.contains(range.lowerBound) || last.range.contains(candidate.cue)
      {
        let anchor =
          candidate.source.isEmpty ? candidate.cue : min(candidate.source.lowerBound, candidate.cue)
        guard
          let cut = joint(
            before: anchor, after: last.range.lowerBound, isCarried: candidate.source.isEmpty, text)
        else { continue }
        let shorter = trimmed(last.range.lowerBound..<cut, text)
        guard shorter.count >= 1 else { continue }
        extents[extents.count - 1].range = shorter
      }
      extents.append((candidate, range))
    }
    for (candidate, range) in extents {
      guard isClaim(range, candidate, text) else { continue }
      let form = forms[candidate.form]
      var draft = Draft(
        layer: .claim, content: range, pattern: form.id, summary: form.summary, confidence: form.confidence,
        sentence: sentence)
      draft.source = candidate.source
      draft.cue = candidate.cue
      draft.via = candidate.via
      if candidate.source.isEmpty {
        // The subject of the verb before, in claims or quotes of the same sentence.
        if let last = drafts.last, last.sentence == sentence {
          draft.phrase = last.source.isEmpty ? last.phrase : last.source
        } else if let quote = quotes.suffix(16).last(where: { $0.cue < candidate.cue }) {
          draft.phrase = quote.source
        } else if let subject = SentenceSubject.find(from, before: candidate.cue, text) {
          draft.phrase = subject..<subject + 1
        } else {
          continue
        }
      }
      drafts.append(draft)
    }
  }

  /// Whether an attribution to a medium only passes on the one that begins its clause.
  private func passesOn(_ outer: Candidate, to inner: Candidate, _ range: Range<Int>, _ text: ArticleText)
    -> Bool
  {
    guard !outer.source.isEmpty, let piece = Assembly.speakerPiece(outer.source, text) else { return false }
    let isMedium =
      text.line[piece] == Symbol.medium || text.line[outer.cue] == Symbol.accordingVia
      || text.reads("đưa tin", Int(text.pieces[outer.cue].lo), Int(text.pieces[outer.cue].hi))
    guard isMedium, inner.source.lowerBound >= range.lowerBound,
      inner.source.lowerBound - range.lowerBound <= 3
    else { return false }
    return !(range.lowerBound..<inner.source.lowerBound).contains { text.line[$0] == Symbol.word }
  }

  /// The clause's end: the sentence's end, or a contrast of the writer's own.
  private func stop(
    _ from: Int, _ to: Int, isConceded: Bool, isHeadline: Bool, isAccording: Bool, _ text: ArticleText
  )
    -> Int
  {
    var index = from
    var depth = 0
    while index < to {
      switch text.line[index] {
      case Symbol.discourse
      where index > from + 2 && depth == 0 && (isConceded ? isTurn(index, text) : isOwnTurn(index, to, text)):
        return text.line[index - 1] == Symbol.comma ? index - 1 : index
      case Symbol.open: depth += 1
      case Symbol.close:
        depth -= 1
        if depth < 0 { return index }
      case Symbol.colon
      where index > from + 2 && depth == 0 && !isAccording && index + 1 < to
        && text.line[index + 1] == Symbol.quote
        && text.line[from] != Symbol.preposition && hasPredicate(from..<index, text):
        // X giải thích C: “Q”: the words themselves follow.
        return index
      case Symbol.dash where index + 1 < to && index > from && isCredit(index + 1, text):
        return index
      case Symbol.coordinator
      where index > from + 2 && depth == 0 && index + 1 < to
        && text.reads("muốn", Int(text.pieces[index + 1].lo), Int(text.pieces[index + 1].lo) + 1):
        return index
      case Symbol.comma where index > from + 2 && depth == 0 && isComment(index + 1, to, text):
        return index
      case Symbol.comma
      where index > from && depth == 0 && isAnotherReport(index + 1, to, isHeadline: isHeadline, text):
        return index
      case Symbol.stop
      where index > from && index + 1 < to
        && (text.line[index - 1] == Symbol.quote || text.line[index - 1] == Symbol.shortQuote):
        return index
      case Symbol.quoteCue where index > from + 2 && depth == 0 && isWish(index, text):
        // …, đồng thời đề nghị …: a wish or an order is no part of the claim.
        var k = index
        while k > from, text.line[k - 1] == Symbol.adverb || text.line[k - 1] == Symbol.time { k -= 1 }
        if k > from + 1,
          isOrder(index, text) || text.line[k - 1] == Symbol.coordinator
            || text.line[k - 1] == Symbol.discourse,
          text.line[k - 1] == Symbol.comma || text.line[k - 1] == Symbol.coordinator
            || text.line[k - 1] == Symbol.discourse
        {
          return k - 1
        }
      case Symbol.discourse where index > from + 1 && depth == 0:
        if isContrast(index, text) { return text.line[index - 1] == Symbol.comma ? index - 1 : index }
      default: break
      }
      index += 1
    }
    return to
  }

  /// - Ảnh: X: a caption's credit.
  private func isCredit(_ index: Int, _ text: ArticleText) -> Bool {
    switch text.text(Int(text.pieces[index].lo), Int(text.pieces[index].lo) + 1) {
    case "Ảnh", "ẢNH", "Video", "Clip", "Đồ": true
    default: false
    }
  }

  /// nhưng, song: the main clause after a concession (dù X khẳng định C nhưng …).
  private func isTurn(_ index: Int, _ text: ArticleText) -> Bool {
    switch text.text(Int(text.pieces[index].lo), Int(text.pieces[index].lo) + 1) {
    case "nhưng", "song", "thì": true
    default: false
    }
  }

  /// nhưng hiện chưa thể kiểm chứng · nhưng không nói rõ · nhưng suốt 10 năm sau đó: a turn to what the writer knows.
  private func isOwnTurn(_ index: Int, _ to: Int, _ text: ArticleText) -> Bool {
    guard isTurn(index, text), text.text(Int(text.pieces[index].lo), Int(text.pieces[index].lo) + 1) != "thì"
    else {
      return false
    }
    for k in (index + 1)..<min(to, index + 6) {
      switch text.line[k] {
      case Symbol.cue, Symbol.linkedCue: return true
      case Symbol.adverb, Symbol.negation, Symbol.time, Symbol.discourse, Symbol.link: break
      case Symbol.word where text.pieces[k].hi - text.pieces[k].lo <= 4:
        switch text.text(Int(text.pieces[k].lo), Int(text.pieces[k].hi)) {
        case "suốt", "kiểm chứng", "không nói", "không nói rõ", "không tiết lộ", "không nêu",
          "không cho biết", "chưa công bố",
          "thực tế", "rất có thể":
          return true
        default: return false
        }
      default: return false
      }
    }
    return false
  }

  /// Whether a sentence opens with a concession: dù, mặc dù, tuy X khẳng định C nhưng …
  private func opensWithConcession(_ from: Int, _ cue: Int, _ text: ArticleText) -> Bool {
    guard from < cue else { return false }
    switch text.text(Int(text.pieces[from].lo), Int(text.pieces[from].hi)) {
    case "Mặc dù", "Dù", "Tuy", "Cho dù", "Dẫu", "Mặc dầu", "Dù cho", "Tuy rằng", "Mặc cho", "mặc dù", "dù",
      "tuy":
      return true
    default: return false
    }
  }

  /// Whether the writer's own comment on the whole clause follows a comma: , khiến … · , điều …
  private func isComment(_ index: Int, _ to: Int, _ text: ArticleText) -> Bool {
    guard index < to else { return false }
    let lo = Int(text.pieces[index].lo)
    // điều, not điều tra or điều kiện
    guard text.pieces[index].hi - text.pieces[index].lo == 1 else { return false }
    return text.reads("khiến", lo, lo + 1)
      || text.reads("điều", lo, lo + 1) && index + 1 < to && text.line[index + 1] != Symbol.demonstrative
  }

  /// Whether somebody else by name answers after a comma (, ông X không thừa nhận), or speaks in a headline (, X chất vấn Y).
  private func isAnotherReport(_ index: Int, _ to: Int, isHeadline: Bool, _ text: ArticleText) -> Bool {
    guard index + 1 < to, text.line[index] == Symbol.person || isHeadline && text.line[index] == Symbol.name
    else { return false }
    var k = index + 1
    var isNegated = false
    while k < to, text.line[k] == Symbol.adverb || text.line[k] == Symbol.negation {
      if text.line[k] == Symbol.negation { isNegated = true }
      k += 1
    }
    guard k < to, text.pieces[k].index >= 0 else { return false }
    switch text.line[k] {
    case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue:
      if isHeadline { return true }
      switch text.cues[Int(text.pieces[k].index)].cueClass {
      case .deny: return true
      case .admit: return isNegated
      default: return false
      }
    default: return false
    }
  }

  /// Whether a cue is of an order or of a wish (yêu cầu, mong, muốn).
  private func isWish(_ index: Int, _ text: ArticleText) -> Bool {
    guard text.pieces[index].index >= 0 else { return false }
    switch text.cues[Int(text.pieces[index].index)].cueClass {
    case .order, .think: return true
    default: return false
    }
  }

  private func isOrder(_ index: Int, _ text: ArticleText) -> Bool {
    guard text.pieces[index].index >= 0 else { return false }
    return text.cues[Int(text.pieces[index].index)].cueClass == .order
  }

  private func isContrast(_ index: Int, _ text: ArticleText) -> Bool {
    switch text.text(Int(text.pieces[index].lo), Int(text.pieces[index].hi)) {
    case "tuy nhiên", "trong khi đó", "thế nhưng", "tuy vậy": true
    case "trong khi": index + 1 < text.pieces.count && Symbol.isMention(text.line[index + 1])
    default: false
    }
  }

  /// The beginning of a clause whose attribution follows: after the words that join it to what is before.
  private func start(_ from: Int, _ candidate: Candidate, _ text: ArticleText) -> Int {
    var index = max(from, candidate.content.lowerBound - Self.longestClaim)
    while index < candidate.content.lowerBound {
      switch text.line[index] {
      case Symbol.discourse, Symbol.comma, Symbol.stop, Symbol.dash: index += 1
      default: return index
      }
    }
    return index
  }

  /// The whole sentence, when `theo X` stands in its middle.
  private func around(_ candidate: Candidate, _ range: Range<Int>, _ from: Int, _ text: ArticleText) -> Range<
    Int
  >? {
    var weight = 0
    guard candidate.cue - from <= Self.longestClaim else { return nil }
    let end = candidate.source.isEmpty ? candidate.cue : min(candidate.cue, candidate.source.lowerBound)
    for index in from..<end {
      switch text.line[index] {
      case Symbol.colon, Symbol.stop, Symbol.semicolon, Symbol.quote, Symbol.cue: return nil
      case Symbol.word, Symbol.capital: weight += Int(text.pieces[index].hi - text.pieces[index].lo)
      case let symbol where Symbol.isMention(symbol): weight += 2
      default: continue
      }
    }
    guard weight >= 2 else { return nil }
    // Khi thuyết giảng, ông X khẳng định, …: an occasion is no beginning of a clause.
    if !forms[candidate.form].isAccording {
      switch text.line[from] {
      case Symbol.subordinator, Symbol.preposition, Symbol.discourse, Symbol.quoteCue, Symbol.linkedCue,
        Symbol.time:
        return nil
      default:
        let hasPredicate = hasPredicate(from..<end, text)
        let goesOn = range.lowerBound < range.upperBound && isPredicate(text.line[range.lowerBound])
        if !hasPredicate && !goesOn
          || text.line[from] == Symbol.word && text.isVerb(Int(text.pieces[from].lo))
        {
          return nil
        }
      }
    }
    return from..<range.upperBound
  }

  private func trimmed(_ range: Range<Int>, _ text: ArticleText) -> Range<Int> {
    var lo = range.lowerBound
    var hi = range.upperBound
    while hi > lo {
      switch text.line[hi - 1] {
      case Symbol.stop, Symbol.comma, Symbol.colon, Symbol.semicolon, Symbol.dash, Symbol.discourse,
        Symbol.coordinator:
        hi -= 1
      default:
        while lo < hi {
          switch text.line[lo] {
          case Symbol.comma, Symbol.colon, Symbol.that, Symbol.dash: lo += 1
          default: return lo..<hi
          }
        }
        return lo..<hi
      }
    }
    return lo..<hi
  }

  /// Where a clause must end for a second verb of the same or another subject, or `nil` when that verb is part of it.
  private func joint(before anchor: Int, after start: Int, isCarried: Bool, _ text: ArticleText) -> Int? {
    var index = anchor - 1
    while index > start {
      switch text.line[index] {
      case Symbol.adverb, Symbol.negation, Symbol.time, Symbol.link: index -= 1
      case Symbol.discourse:
        return index > start && text.line[index - 1] == Symbol.comma ? index - 1 : index
      case Symbol.semicolon: return index
      case Symbol.comma, Symbol.coordinator:
        return isCarried ? index : nil
      case Symbol.subordinator:
        // …, sau khi Y thông báo …
        guard !isCarried else { return nil }
        // …, vài giờ sau khi Y thông báo …: from the comma on.
        var k = index
        while k > max(start + 1, index - 4), text.line[k - 1] != Symbol.comma { k -= 1 }
        return k > start && text.line[k - 1] == Symbol.comma ? k - 1 : nil
      default: return nil
      }
    }
    return nil
  }

  private func hasPredicate(_ range: Range<Int>, _ text: ArticleText) -> Bool {
    range.contains {
      isPredicate(text.line[$0]) || text.line[$0] == Symbol.word && text.isVerb(Int(text.pieces[$0].lo))
    }
  }

  /// Signs of a predicate: adverb, negation, passive, là.
  private func isPredicate(_ symbol: UInt8) -> Bool {
    switch symbol {
    case Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.copula: true
    default: false
    }
  }

  /// Whether what follows the cue directly is an object or an occasion, no clause: thông báo kết quả …; nói về …
  private func isNounPhrase(_ range: Range<Int>, _ candidate: Candidate, _ text: ArticleText) -> Bool {
    guard range.lowerBound == candidate.cue + 1 else { return false }
    let first = text.line[range.lowerBound]
    let isAnnouncing: Bool
    if text.line[candidate.cue] == Symbol.cue, text.pieces[candidate.cue].index >= 0 {
      isAnnouncing =
        text.cues[Int(text.pieces[candidate.cue].index)].cueClass == .announce
    } else {
      isAnnouncing = false
    }
    guard
      first == Symbol.determiner || first == Symbol.preposition || isAnnouncing && first == Symbol.document
    else { return isBareObject(range, candidate, text) }
    if first == Symbol.preposition, text.text(bytes: wordBytes(range.lowerBound, text)) == "về" {
      return true
    }
    if first == Symbol.preposition, range.contains(where: { text.line[$0] == Symbol.colon }) { return true }
    if first == Symbol.preposition,
      range.contains(where: {
        text.line[$0] == Symbol.comma || text.line[$0] == Symbol.word && text.isVerb(Int(text.pieces[$0].lo))
      })
    {
      return false
    }
    return !range.contains { isPredicate(text.line[$0]) || text.line[$0] == Symbol.that }
  }

  /// Nếu bà X khai …: what somebody might say.
  private func isSupposed(_ candidate: Candidate, _ text: ArticleText) -> Bool {
    guard candidate.source.lowerBound > 0, candidate.content.lowerBound > candidate.cue else { return false }
    let before = text.pieces[candidate.source.lowerBound - 1]
    guard before.symbol == Symbol.subordinator else { return false }
    switch text.text(Int(before.lo), Int(before.hi)).lowercased() {
    case "nếu", "nếu như", "giả sử", "trong trường hợp", "trường hợp": return true
    default: return false
    }
  }

  /// Trước nghi vấn …, ông X đã lên tiếng: an occasion before the speaker, no clause.
  private func isAdverbial(_ range: Range<Int>, _ candidate: Candidate, _ text: ArticleText) -> Bool {
    guard range.upperBound <= candidate.cue, forms[candidate.form].isSpeakerLast else { return false }
    switch text.line[range.lowerBound] {
    case Symbol.preposition, Symbol.subordinator, Symbol.cue, Symbol.linkedCue, Symbol.quoteCue:
      return !range.contains { text.line[$0] == Symbol.comma }
    default: return false
    }
  }

  private func wordBytes(_ piece: Int, _ text: ArticleText) -> Range<Int> {
    let token = text.tokens[Int(text.pieces[piece].lo)]
    return Int(token.start)..<Int(token.end)
  }

  /// Whether no verb, adverb or negation stands in what follows a cue directly: cảnh báo sự rạn nứt, kể thời điểm …
  private func isBareObject(_ range: Range<Int>, _ candidate: Candidate, _ text: ArticleText) -> Bool {
    guard text.pieces[candidate.cue].index >= 0, text.line[candidate.cue] == Symbol.cue else { return false }
    let cue = Int(text.pieces[candidate.cue].lo)
    if text.reads("cho", cue, cue + 1) { return false }
    switch CueClass.allCases[Int(text.cues[Int(text.pieces[candidate.cue].index)].kind)] {
    // Opinions and cho biết take clauses: nhận định ca mổ thành công.
    case .opine: return false
    // Deeds are denied and admitted as nouns: thừa nhận hành vi phạm tội.
    case .deny, .admit:
      switch text.text(Int(text.pieces[range.lowerBound].lo), Int(text.pieces[range.lowerBound].lo) + 1) {
      case "việc", "hành", "tội", "lỗi", "mọi", "toàn", "trách", "sai", "có": return false
      default: break
      }
    default: break
    }
    // sự rạn nứt …; X về …; thời điểm …: nouns, whatever verbs stand within them.
    let hasPredicate = range.contains { isPredicate(text.line[$0]) }
    let lo = Int(text.pieces[range.lowerBound].lo)
    if !hasPredicate {
      if text.reads("sự", lo, lo + 1) { return true }
      for noun: StaticString in [
        "thời điểm", "câu chuyện", "quá trình", "diễn biến", "ký ức", "kỷ niệm", "cách thức",
      ]
      where text.reads(noun, lo, lo + 2) { return true }
      if range.count > 1, Symbol.isMention(text.line[range.lowerBound]),
        text.line[range.lowerBound + 1] == Symbol.preposition,
        text.reads(
          "về", Int(text.pieces[range.lowerBound + 1].lo), Int(text.pieces[range.lowerBound + 1].lo) + 1)
      {
        return true
      }
    }
    // tố X vi phạm …: a name and a word after it are a subject and its verb.
    switch text.line[range.lowerBound] {
    case Symbol.person, Symbol.place, Symbol.organisation, Symbol.name:
      if range.count > 1, text.line[range.lowerBound + 1] == Symbol.word { return false }
    default: break
    }
    for index in range {
      let symbol = text.line[index]
      if index > range.lowerBound,
        symbol == Symbol.cue || symbol == Symbol.linkedCue || symbol == Symbol.quoteCue
      {
        // trong tuyên bố, của báo cáo: a verb's word as a noun.
        switch text.line[index - 1] {
        case Symbol.preposition, Symbol.possessive, Symbol.determiner: continue
        default: break
        }
      }
      if isPredicate(symbol) || symbol == Symbol.that || symbol == Symbol.cue || symbol == Symbol.linkedCue
        || symbol == Symbol.quoteCue || symbol == Symbol.pronoun || symbol == Symbol.quote
        || symbol == Symbol.shortQuote || symbol == Symbol.time || symbol == Symbol.subordinator
      {
        return false
      }
      if symbol == Symbol.word || symbol == Symbol.capital {
        for token in Int(text.pieces[index].lo)..<Int(text.pieces[index].hi) where text.isVerb(token) {
          return false
        }
      }
    }
    return true
  }

  /// Whether there is a reported clause: more than a bare noun phrase, not wholly a quote.
  private func isClaim(_ range: Range<Int>, _ candidate: Candidate, _ text: ArticleText) -> Bool {
    var words = 0
    var other = 0
    for index in range {
      switch text.line[index] {
      case Symbol.quote, Symbol.shortQuote, Symbol.namedThing: break
      case Symbol.comma, Symbol.stop, Symbol.colon, Symbol.dash, Symbol.open, Symbol.close: break
      default:
        other += 1
        words += Int(text.pieces[index].hi - text.pieces[index].lo)
      }
    }
    guard let first = range.first else { return false }
    // Nguồn: http://…
    if text.reads("http", Int(text.pieces[first].lo), Int(text.pieces[first].lo) + 1)
      || text.reads("https", Int(text.pieces[first].lo), Int(text.pieces[first].lo) + 1)
    {
      return false
    }
    if text.line[first] == Symbol.quote {
      let follows = first + 1 < text.pieces.count ? text.line[first + 1] : Symbol.stop
      if other <= 1 { return false }
      switch follows {
      // “Q” trong báo cáo …, “Q” khi …: an occasion after the words, no clause of the writer's.
      case Symbol.stop, Symbol.comma, Symbol.preposition, Symbol.subordinator, Symbol.time,
        Symbol.coordinator, Symbol.open:
        return false
      default: break
      }
    }
    if first > candidate.cue, isNounPhrase(range, candidate, text) { return false }
    // mong muốn này · cho biết như vậy
    if range.count <= 3, text.line[range.upperBound - 1] == Symbol.demonstrative { return false }
    if !candidate.source.isEmpty, isSupposed(candidate, text) { return false }
    // Những gì ông X chia sẻ là …: the words' subject is what he says.
    if !candidate.source.isEmpty, candidate.source.lowerBound > 0 {
      let before = Int(text.pieces[candidate.source.lowerBound - 1].hi) - 1
      if text.line[candidate.source.lowerBound - 1] != Symbol.stop,
        text.text(bytes: Int(text.tokens[before].start)..<Int(text.tokens[before].end)) == "gì"
      {
        return false
      }
    }
    if first < candidate.cue, forms[candidate.form].isSpeakerLast, candidate.cue + 1 < text.pieces.count,
      text.line[candidate.cue + 1] == Symbol.preposition,
      text.text(bytes: wordBytes(candidate.cue + 1, text)) == "về"
    {
      return false
    }
    if first < candidate.cue, isAdverbial(range, candidate, text) { return false }
    // đánh giá đây là “Q”: the quoted words carry the clause.
    return words >= 3
      || words >= 1 && range.count >= 2 && range.contains { text.line[$0] == Symbol.quote }
        && isPredicate(text.line[first])
      || words >= 2
        && range.contains {
          isPredicate(text.line[$0]) || text.line[$0] == Symbol.quote || text.line[$0] == Symbol.shortQuote
        }
  }
}
