/// Proposes speakers for words in marks by what stands around them: the one who spoke before, the subject of the sentence
/// before or after, the mention beside them, the one whose words the headline repeats.
struct QuoteContext {
  /// Adds proposals for the stretch of a piece.
  func propose(
    _ piece: Int, _ sentence: Int, _ text: ArticleText, _ drafts: [Draft], _ state: QuoteState,
    _ proposals: inout [QuoteProposal]
  ) {
    func add(_ context: QuoteContextKind, _ phrase: Range<Int>, sentences: Int, share: Int = 0) {
      guard !phrase.isEmpty else { return }
      var proposal = QuoteProposal(form: -1, context: context)
      proposal.phrase = phrase
      proposal.sentences = sentences
      proposal.share = share
      proposals.append(proposal)
    }
    func add(_ context: QuoteContextKind, from draft: Int, share: Int = 0) {
      add(context, drafts[draft].named, sentences: sentence - drafts[draft].sentence, share: share)
    }
    let current = text.sentences[sentence]
    let from = Int(current.pieceStart)
    let to = Int(current.pieceEnd)
    if current.isHeadline {
      if let (draft, share) = repeated(piece, text, drafts) { add(.headline, from: draft, share: share) }
      if let main = mainSpeaker(text, drafts) { add(.mainSpeaker, from: main) }
    } else {
      if let earlier = coordinated(piece, from, text, state) { add(.coordinated, from: earlier) }
      if let earlier = state.quotes(of: sentence).last(where: {
        drafts[$0].stretch >= 0
          && text.stretches[Int(drafts[$0].stretch)].open < text.pieces[piece].lo
      }) {
        add(.continued, from: earlier)
      }
      var seen = 0
      for back in 1...4 where sentence - back >= 0 && seen < 2 {
        let other = sentence - back
        guard current.paragraph - text.sentences[other].paragraph <= 3 else { break }
        if text.sentences[other].isHeadline { break }
        if let index = state.quotes(of: other).max(by: { drafts[$0].stretch < drafts[$1].stretch }) {
          add(.carried, from: index)
          seen += 1
        }
      }
      if sentence > 0, lastSymbol(text.sentences[sentence - 1], text) == Symbol.colon,
        let subject = subject(of: sentence - 1, text)
      {
        add(.announced, subject..<subject + 1, sentences: 1)
      }
      for back in 1...2 where sentence - back >= 0 && !text.sentences[sentence - back].isHeadline {
        guard current.paragraph - text.sentences[sentence - back].paragraph <= 2 else { break }
        if let subject = subject(of: sentence - back, text) {
          add(.afterSpeaker, subject..<subject + 1, sentences: back)
        }
      }
      if sentence + 1 < text.sentences.count {
        if let next = named(by: sentence + 1, text) { add(.pointedAt, next..<next + 1, sentences: -1) }
        if text.sentences[sentence + 1].paragraph - current.paragraph <= 1,
          let next = subject(of: sentence + 1, text)
        {
          add(.beforeSpeaker, next..<next + 1, sentences: -1)
        }
      }
      if text.stretches[Int(text.pieces[piece].index)].goesOn, let next = laterSpeaker(sentence, text) {
        add(.beforeSpeaker, next.piece..<next.piece + 1, sentences: -next.sentences)
      }
      if let answer = state.answer { add(.interviewee, from: answer) }
    }
    var index = piece - 1
    var seen = 0
    while index >= max(from, piece - 40), seen < 5 {
      if Symbol.isMention(text.line[index]) {
        add(.mentionBefore, index..<index + 1, sentences: 0)
        seen += 1
      }
      index -= 1
    }
    index = piece + 1
    seen = 0
    while index < min(to, piece + 24), seen < 3 {
      if Symbol.isMention(text.line[index]) {
        add(.mentionAfter, index..<index + 1, sentences: 0)
        seen += 1
      }
      index += 1
    }
    if isWhole(piece, sentence, text), let name = signature(after: sentence, text) {
      add(.signature, name..<name + 1, sentences: -1)
    }
  }

  /// The subject of the first sentence with one after words that the next paragraphs open anew: “Q1 ¶ “Q2”, X nói.
  private func laterSpeaker(_ sentence: Int, _ text: ArticleText) -> (piece: Int, sentences: Int)? {
    for ahead in 1...4 where sentence + ahead < text.sentences.count {
      let other = text.sentences[sentence + ahead]
      let from = Int(other.pieceStart)
      guard from < Int(other.pieceEnd),
        text.line[from] == Symbol.quote || text.line[from] == Symbol.shortQuote
      else { return nil }
      if let subject = subject(of: sentence + ahead, text) { return (subject, ahead) }
    }
    return nil
  }

  /// The mention that is all of the line under the words: a signature.
  private func signature(after sentence: Int, _ text: ArticleText) -> Int? {
    guard sentence + 1 < text.sentences.count else { return nil }
    var from = Int(text.sentences[sentence + 1].pieceStart)
    let to = Int(text.sentences[sentence + 1].pieceEnd)
    guard from < to, to - from <= 10,
      text.sentences[sentence + 1].paragraph > text.sentences[sentence].paragraph
        || text.line[from] == Symbol.open && text.line[to - 1] != Symbol.stop
    else { return nil }
    while from < to, text.line[from] == Symbol.dash || text.line[from] == Symbol.open { from += 1 }
    guard from < to,
      text.line[from] == Symbol.person || text.line[from] == Symbol.name || text.line[from] == Symbol.title
    else { return nil }
    for index in from + 1..<max(from + 1, to) {
      switch text.line[index] {
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.quote, Symbol.stop, Symbol.colon: return nil
      default: continue
      }
    }
    return from
  }

  /// The draft of the quote before, when a comma or a word for *and* joins the two.
  private func coordinated(_ piece: Int, _ from: Int, _ text: ArticleText, _ state: QuoteState) -> Int? {
    guard piece - 2 >= from else { return nil }
    var before = piece - 1
    guard text.line[before] == Symbol.comma || text.line[before] == Symbol.coordinator else { return nil }
    before -= 1
    if text.line[before] == Symbol.comma, before > from { before -= 1 }
    guard text.line[before] == Symbol.quote || text.line[before] == Symbol.shortQuote else { return nil }
    return state.draft(of: text.pieces[before].index)
  }

  /// The sentence that holds a piece; looked for near another one first.
  func sentence(of piece: Int, near sentence: Int, _ text: ArticleText) -> Int {
    var low = 0
    var high = text.sentences.count
    if Int(text.sentences[sentence].pieceStart) > piece { high = sentence } else { low = sentence }
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(text.sentences[middle].pieceStart) > piece { high = middle } else { low = middle }
    }
    return low
  }

  /// Whether two mentions end with the same word of a name.
  func sameName(_ a: Int, _ b: Int, _ text: ArticleText) -> Bool {
    guard text.pieces[a].index >= 0, text.pieces[b].index >= 0 else { return false }
    let first = text.mentions[Int(text.pieces[a].index)]
    let second = text.mentions[Int(text.pieces[b].index)]
    guard first.hasName, second.hasName else { return false }
    return text.tokens[Int(first.nameHi) - 1].hash == text.tokens[Int(second.nameHi) - 1].hash
  }

  /// Whether the stretch is all there is in its sentence, but for stops, dashes and closing words.
  func isWhole(_ piece: Int, _ sentence: Int, _ text: ArticleText) -> Bool {
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

  /// The quote of the body that shares most of the headline's words, and how many of them in tenths.
  private func repeated(_ piece: Int, _ text: ArticleText, _ drafts: [Draft]) -> (draft: Int, share: Int)? {
    let stretch = text.stretches[Int(text.pieces[piece].index)]
    var wanted = Set<UInt64>()
    for k in Int(stretch.lo)..<Int(stretch.hi) where text.tokens[k].isWord {
      wanted.insert(text.tokens[k].hash)
    }
    guard !wanted.isEmpty else { return nil }
    var best = -1
    var bestShare = 0
    for (index, draft) in drafts.enumerated() where !text.sentences[draft.sentence].isHeadline {
      var found = Set<UInt64>()
      for k in words(of: draft, text) where wanted.contains(text.tokens[k].hash) {
        found.insert(text.tokens[k].hash)
      }
      let share = found.count * 10 / wanted.count
      if share > bestShare, !draft.named.isEmpty {
        bestShare = share
        best = index
      }
    }
    return best >= 0 ? (best, bestShare) : nil
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
}
