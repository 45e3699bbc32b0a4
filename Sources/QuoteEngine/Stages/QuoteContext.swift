/// Gives the quotes that no form took to a speaker by what stands around them: alone in their sentence after
/// or before the one that names the speaker, at the end of another quote's paragraph, in the headline.
struct QuoteContext {
  /// Adds drafts for the stretches that are left, in the order of the text.
  func run(_ text: ArticleText, _ drafts: inout [Draft]) {
    var bySentence: [Int: [Int]] = [:]
    var byStretch: [Int32: Int] = [:]
    for (index, draft) in drafts.enumerated() {
      bySentence[draft.sentence, default: []].append(index)
      if draft.stretch >= 0 { byStretch[draft.stretch] = index }
    }
    // “Q1”, “Q2” và “Q3” of one verb.
    for sentenceIndex in text.sentences.indices {
      for pieceIndex in Int(
        text.sentences[sentenceIndex].pieceStart)..<Int(text.sentences[sentenceIndex].pieceEnd)
      {
        guard !text.sentences[sentenceIndex].isDialogue, !text.sentences[sentenceIndex].isClutter,
          let earlier = coordinated(pieceIndex, sentenceIndex, text, byStretch)
        else { continue }
        var draft = drafts[earlier]
        draft.stretch = text.pieces[pieceIndex].index
        text.stretches[Int(draft.stretch)].isTaken = true
        byStretch[draft.stretch] = drafts.count
        bySentence[sentenceIndex, default: []].append(drafts.count)
        drafts.append(draft)
      }
    }
    for sentenceIndex in text.sentences.indices {
      let sentence = text.sentences[sentenceIndex]
      for pieceIndex in Int(sentence.pieceStart)..<Int(sentence.pieceEnd) {
        let piece = text.pieces[pieceIndex]
        guard piece.symbol == Symbol.quote || piece.symbol == Symbol.shortQuote && sentence.isHeadline,
          piece.index >= 0,
          !text.stretches[Int(piece.index)].isTaken, !sentence.isDialogue, !sentence.isClutter
        else { continue }
        let found =
          sentence.isHeadline
          ? headline(pieceIndex, sentenceIndex, text, drafts)
          : lone(pieceIndex, sentenceIndex, text, drafts, bySentence)
        guard let draft = found else { continue }
        text.stretches[Int(piece.index)].isTaken = true
        bySentence[sentenceIndex, default: []].append(drafts.count)
        drafts.append(draft)
      }
    }
    drafts.sort { place($0, text) < place($1, text) }
  }

  private func place(_ draft: Draft, _ text: ArticleText) -> Int32 {
    draft.stretch >= 0 ? text.stretches[Int(draft.stretch)].open : text.pieces[draft.content.lowerBound].lo
  }

  /// The draft of the quote before, when a comma or và joins the two.
  private func coordinated(_ piece: Int, _ sentence: Int, _ text: ArticleText, _ byStretch: [Int32: Int])
    -> Int?
  {
    let symbol = text.line[piece]
    guard symbol == Symbol.quote || symbol == Symbol.shortQuote, text.pieces[piece].index >= 0,
      !text.stretches[Int(text.pieces[piece].index)].isTaken,
      piece - 2 >= Int(text.sentences[sentence].pieceStart)
    else { return nil }
    var before = piece - 1
    guard text.line[before] == Symbol.comma || text.line[before] == Symbol.coordinator else { return nil }
    before -= 1
    if text.line[before] == Symbol.comma, before > Int(text.sentences[sentence].pieceStart) { before -= 1 }
    guard text.line[before] == Symbol.quote || text.line[before] == Symbol.shortQuote else { return nil }
    return byStretch[text.pieces[before].index]
  }

  // MARK: Alone in a sentence

  private func lone(
    _ piece: Int, _ sentence: Int, _ text: ArticleText, _ drafts: [Draft], _ bySentence: [Int: [Int]]
  ) -> Draft? {
    let stretch = text.stretches[Int(text.pieces[piece].index)]
    // In the same sentence as another quote: “Q1”, X nói. “Q2” run together, or “Q1”, X nói, “Q2”.
    if let earlier = bySentence[sentence]?.suffix(16).last(where: { index in
      let other = drafts[index]
      return other.stretch >= 0 && text.stretches[Int(other.stretch)].open < stretch.open && !other.isFragment
    }), stretch.words >= 5, isWhole(piece, sentence, text) {
      return carried(
        from: earlier, piece, sentence, "continued-quote", "“Q1”, X nói, “Q2”", 0.6, drafts, text)
    }
    guard isWhole(piece, sentence, text), stretch.words >= 4 || stretch.endsSentence else { return nil }
    // After a sentence that announces it.
    if sentence > 0 {
      let before = text.sentences[sentence - 1]
      if lastSymbol(before, text) == Symbol.colon, let subject = subject(of: sentence - 1, text) {
        return draft(piece, sentence, "quote-after-announcement", "X … : ¶ “Q”", 0.85, source: subject, text)
      }
    }
    if sentence + 1 < text.sentences.count, let next = named(by: sentence + 1, text) {
      return draft(
        piece, sentence, "quote-then-named", "“Q”. Đó là khẳng định của X.", 0.9, source: next, text)
    }
    // After another quote, a report or a sentence about a person, in the same paragraph or the next.
    for back in 1...3 where sentence - back >= 0 {
      let other = sentence - back
      guard text.sentences[sentence].paragraph - text.sentences[other].paragraph <= 2 else { break }
      if let index = bySentence[other]?.suffix(16).max(by: { drafts[$0].stretch < drafts[$1].stretch }) {
        return carried(
          from: index, piece, sentence, "carried-over-quote", "“Q1”, X nói. “Q2”.", 0.82, drafts, text)
      }
      if back == 1 {
        if let next = attributedNext(sentence, text), subject(of: other, strictly: true, text) == nil {
          return draft(piece, sentence, "quote-before-speaker", "“Q”. X nói …", 0.7, source: next, text)
        }
        if let subject = subject(of: other, strictly: true, text) {
          return draft(piece, sentence, "quote-after-speaker", "X … . “Q”.", 0.7, source: subject, text)
        }
      }
    }
    for back in 1...2 where sentence - back >= 0 {
      if let subject = subject(of: sentence - back, text),
        text.sentences[sentence].paragraph - text.sentences[sentence - back].paragraph <= 1
      {
        return draft(piece, sentence, "quote-after-speaker", "X … . “Q”.", 0.7, source: subject, text)
      }
    }
    if let next = attributedNext(sentence, text) {
      return draft(piece, sentence, "quote-before-speaker", "“Q”. X nói …", 0.7, source: next, text)
    }
    // An utterance that opens the text: the interview's, or the one of whom the next sentence speaks.
    guard stretch.words >= 8 else { return nil }
    if let answer = drafts.firstIndex(where: { $0.pattern == "interview-answer" }) {
      return carried(
        from: answer, piece, sentence, "quote-of-interviewee", "“Q” beside an interview", 0.85, drafts, text)
    }
    if sentence + 1 < text.sentences.count, let next = subject(of: sentence + 1, strictly: true, text) {
      return draft(piece, sentence, "quote-before-speaker", "“Q”. X nói …", 0.7, source: next, text)
    }
    return nil
  }

  /// Whether the stretch is all there is in its sentence, but for stops, dashes and closing words.
  private func isWhole(_ piece: Int, _ sentence: Int, _ text: ArticleText) -> Bool {
    let from = Int(text.sentences[sentence].pieceStart)
    let to = Int(text.sentences[sentence].pieceEnd)
    let stretch = text.stretches[Int(text.pieces[piece].index)]
    guard to - from <= 400 else { return false }
    for index in from..<to where index != piece {
      switch text.line[index] {
      case Symbol.stop, Symbol.dash, Symbol.comma, Symbol.other, Symbol.quote: continue
      default:
        // Words after a quote that ends with its stop are the crawl's: captions, bylines.
        if index > piece, stretch.endsSentence || !stretch.isClosed { continue }
        return false
      }
    }
    return true
  }

  private func lastSymbol(_ sentence: Sentence, _ text: ArticleText) -> UInt8 {
    sentence.pieceEnd > sentence.pieceStart ? text.line[Int(sentence.pieceEnd) - 1] : 0
  }

  /// The piece that is a sentence's subject: its first mention of a person.
  private func subject(of sentence: Int, strictly: Bool = false, _ text: ArticleText) -> Int? {
    let from = Int(text.sentences[sentence].pieceStart)
    let to = Int(text.sentences[sentence].pieceEnd)
    var fallback: Int?
    for index in from..<to {
      switch text.line[index] {
      case Symbol.person, Symbol.pronoun:
        if index > from,
          text.line[index - 1] == Symbol.preposition || text.line[index - 1] == Symbol.possessive
        {
          if fallback == nil, !strictly { fallback = index }
          continue
        }
        return index
      case Symbol.title, Symbol.name:
        if index > from,
          text.line[index - 1] == Symbol.preposition || text.line[index - 1] == Symbol.possessive
        {
          continue
        }
        if fallback == nil, !strictly { fallback = index }
      default: continue
      }
    }
    return fallback
  }

  /// The subject of the next sentence, when a cue follows it there.
  private func attributedNext(_ sentence: Int, _ text: ArticleText) -> Int? {
    guard sentence + 1 < text.sentences.count,
      text.sentences[sentence + 1].paragraph - text.sentences[sentence].paragraph <= 1
    else { return nil }
    let next = text.sentences[sentence + 1]
    if let named = named(by: sentence + 1, text) { return named }
    guard let subject = subject(of: sentence + 1, text), subject - Int(next.pieceStart) <= 3 else {
      return nil
    }
    for index in subject..<min(subject + 5, Int(next.pieceEnd)) {
      switch text.line[index] {
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue: return subject
      default: continue
      }
    }
    return nil
  }

  /// Đó là khẳng định của X; đây là chia sẻ của Y: the sentence after the words names their speaker.
  private func named(by sentence: Int, _ text: ArticleText) -> Int? {
    let from = Int(text.sentences[sentence].pieceStart)
    let to = min(Int(text.sentences[sentence].pieceEnd), from + 10)
    guard from + 2 < to else { return nil }
    switch text.text(Int(text.sentences[sentence].tokenStart), Int(text.sentences[sentence].tokenStart) + 1) {
    case "Đó", "Đây": break
    default: return nil
    }
    guard (from..<min(from + 3, to)).contains(where: { text.line[$0] == Symbol.copula }) else { return nil }
    for index in from + 2..<to where isOf(index - 1, text) {
      switch text.line[index] {
      case Symbol.person, Symbol.pronoun, Symbol.title, Symbol.name: return index
      default: continue
      }
    }
    return nil
  }

  /// Whether a piece is của or từ, or a longer phrase that ends with one.
  private func isOf(_ piece: Int, _ text: ArticleText) -> Bool {
    if text.line[piece] == Symbol.possessive || text.line[piece] == Symbol.preposition { return true }
    let last = Int(text.pieces[piece].hi) - 1
    return text.reads("của", last, last + 1) || text.reads("từ", last, last + 1)
  }

  // MARK: Headlines

  /// ‘Q’ in a headline: the speaker of the words in the body that it repeats.
  private func headline(_ piece: Int, _ sentence: Int, _ text: ArticleText, _ drafts: [Draft]) -> Draft? {
    let stretch = text.stretches[Int(text.pieces[piece].index)]
    var wanted = Set<UInt64>()
    for k in Int(stretch.lo)..<Int(stretch.hi) where text.tokens[k].isWord {
      wanted.insert(text.tokens[k].hash)
    }
    guard !wanted.isEmpty else { return nil }
    var best = -1
    var bestShare = 0.0
    for (index, draft) in drafts.enumerated() where text.sentences[draft.sentence].isHeadline == false {
      var found = Set<UInt64>()
      for k in words(of: draft, text) where wanted.contains(text.tokens[k].hash) {
        found.insert(text.tokens[k].hash)
      }
      let share = Double(found.count) / Double(wanted.count)
      // A few words are quoted in the headline only where the text quotes the same.
      if stretch.words <= 4,
        share < 1 || draft.layer != .quote || draft.stretch < 0
      {
        continue
      }
      if share > bestShare {
        bestShare = share
        best = index
      }
    }
    guard best >= 0 else { return nil }
    if bestShare < 0.6 {
      // A clause that repeats nobody's words: the one whose words fill the article.
      guard stretch.words >= 5, let main = mainSpeaker(text, drafts) else { return nil }
      return carried(
        from: main, piece, sentence, "headline-of-main-speaker",
        "‘Q’ in the headline of an article on one speaker", 0.85, drafts, text)
    }
    return carried(
      from: best, piece, sentence, "headline-from-body", "‘Q’ in the headline, its speaker in the text", 0.75,
      drafts, text)
  }

  /// The tokens of a quote in marks or of a turn of dialogue.
  private func words(of draft: Draft, _ text: ArticleText) -> Range<Int> {
    if draft.stretch >= 0 {
      let stretch = text.stretches[Int(draft.stretch)]
      return Int(stretch.lo)..<Int(stretch.hi)
    }
    return Int(text.pieces[draft.content.lowerBound].lo)..<Int(text.pieces[draft.content.upperBound - 1].hi)
  }

  /// A quote of the only one whom the body quotes at length, if it quotes one so.
  private func mainSpeaker(_ text: ArticleText, _ drafts: [Draft]) -> Int? {
    var counts: [UInt64: (count: Int, index: Int)] = [:]
    var total = 0
    for (index, draft) in drafts.enumerated()
    where draft.stretch >= 0 && !text.sentences[draft.sentence].isHeadline {
      let named = draft.source.isEmpty ? draft.phrase : draft.source
      guard let piece = Assembly.speakerPiece(named, text), text.pieces[piece].index >= 0 else { continue }
      let mention = text.mentions[Int(text.pieces[piece].index)]
      // By the last word of the name: ông Sách and Đoàn Văn Sách are one here; pronouns follow the one before.
      let last = mention.hasName ? text.tokens[Int(mention.nameHi) - 1].hash : 0
      total += 1
      counts[last, default: (0, index)].count += 1
    }
    let named = counts.filter { $0.key != 0 }
    guard let best = named.max(by: { $0.value.count < $1.value.count }), best.value.count >= 2 else {
      return nil
    }
    let pronouns = counts[0]?.count ?? 0
    return (best.value.count + pronouns) * 10 >= total * 7 ? best.value.index : nil
  }

  // MARK: Drafts

  private func draft(
    _ piece: Int, _ sentence: Int, _ pattern: String, _ summary: String, _ confidence: Double, source: Int,
    _ text: ArticleText
  ) -> Draft {
    var draft = Draft(
      layer: .quote, stretch: text.pieces[piece].index, pattern: pattern, summary: summary,
      confidence: confidence, sentence: sentence)
    draft.phrase = source..<source + 1
    return draft
  }

  private func carried(
    from index: Int, _ piece: Int, _ sentence: Int, _ pattern: String, _ summary: String,
    _ confidence: Double, _ drafts: [Draft],
    _ text: ArticleText
  ) -> Draft {
    var draft = Draft(
      layer: .quote, stretch: text.pieces[piece].index, pattern: pattern, summary: summary,
      confidence: confidence, sentence: sentence)
    let other = drafts[index]
    draft.phrase = other.source.isEmpty ? other.phrase : other.source
    return draft
  }
}
