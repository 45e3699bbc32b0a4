/// Printed interviews: turns opened by a dash, a star, a label, the speaker's initials or a time, or paragraphs that ask and
/// answer by turns. The answers are quotes of the one who is asked.
struct InterviewStage {
  /// One turn as sentences.
  private struct Turn {
    var first: Int
    var end: Int
    var opener: Opener
    var isQuestion = false
    /// The piece that names the speaker in a label (Ông X:), or -1.
    var label = -1
    /// The hash of the label's words, by which turns of one speaker are known.
    var key: UInt64 = 0
    /// The first piece of what is said.
    var content: Int
  }

  /// No turn is longer than so many sentences: what follows is another text.
  private static let longestTurn = 60
  /// No question without a label is longer than so many tokens.
  private static let longestQuestion = 90

  private enum Opener { case dash, star, question, answer, speaker, plain }

  /// The answers as drafts; their sentences are marked as dialogue. Empty when the article is no interview.
  func run(_ text: ArticleText) -> [Draft] {
    var turns = turns(text)
    var isLabelled = sort(&turns, text)
    if !isLabelled && (turns.count { $0.isQuestion } < 2 || turns.count { !$0.isQuestion } < 2) {
      turns = plainTurns(text)
      isLabelled = false
    }
    let questions = turns.count { $0.isQuestion }
    let answers = turns.count - questions
    let least = isLabelled ? 1 : 2
    guard questions >= least, answers >= least else { return [] }
    let interviewee = interviewee(before: turns[0].first, text)
    var drafts: [Draft] = []
    for turn in turns {
      for sentence in turn.first..<min(turn.end, turn.first + Self.longestTurn) {
        text.sentences[sentence].isDialogue = true
      }
      guard !turn.isQuestion, let content = content(of: turn, text) else { continue }
      var draft = Draft(
        layer: .quote, content: content, pattern: "interview-answer", summary: "- Question? - Answer.",
        confidence: 0.98, sentence: turn.first)
      if turn.label >= 0, Symbol.isMention(text.line[turn.label]),
        text.line[turn.label] == Symbol.person || text.line[turn.label] == Symbol.pronoun
          || text.line[turn.label] == Symbol.title
      {
        draft.source = turn.label..<turn.label + 1
      } else if turn.label >= 0, let named = bearer(of: turn.label, text) {
        draft.phrase = named..<named + 1
      } else if let interviewee {
        draft.phrase = interviewee..<interviewee + 1
      }
      drafts.append(draft)
    }
    return drafts
  }

  // MARK: Turns

  private func turns(_ text: ArticleText) -> [Turn] {
    var out: [Turn] = []
    var lastParagraph: Int32 = -1
    for index in text.sentences.indices {
      let sentence = text.sentences[index]
      let opensParagraph = sentence.paragraph != lastParagraph
      lastParagraph = sentence.paragraph
      guard !sentence.isHeadline, let turn = opening(index, opensParagraph, out, text) else {
        continue
      }
      if !out.isEmpty { out[out.count - 1].end = index }
      out.append(turn)
    }
    if !out.isEmpty { out[out.count - 1].end = text.sentences.count }
    return out
  }

  /// The turn that a sentence opens, after the turns before it.
  private func opening(
    _ index: Int, _ opensParagraph: Bool, _ before: [Turn], _ text: ArticleText
  ) -> Turn? {
    let sentence = text.sentences[index]
    var from = Int(sentence.pieceStart)
    let to = Int(sentence.pieceEnd)
    guard to - from >= 2 else { return nil }
    let first = text.tokens[Int(sentence.tokenStart)]
    func turn(_ opener: Opener, _ content: Int, label: Int = -1) -> Turn {
      var turn = Turn(first: index, end: index + 1, opener: opener, label: label, content: content)
      if label >= 0 { turn.key = key(text.pieces[label], text) }
      return turn
    }
    if first.role == UInt8(ascii: "*"), opensParagraph {
      return turn(.star, from + 1)
    }
    var label = Int(sentence.tokenStart)
    if opensParagraph {
      // 12 Phóng viên may be one piece.
      label = afterTime(label, Int(sentence.tokenEnd), text)
      while from < to, Int(text.pieces[from].hi) <= label { from += 1 }
    }
    guard to - from >= 2 else { return nil }
    var start = from
    if text.line[from] == Symbol.dash {
      start = from + 1
      label = Int(text.pieces[start].lo)
      let next = text.tokens[Int(text.pieces[start].lo)]
      guard next.isCapital || next.kind == .number || next.role == UInt8(ascii: "m") else { return nil }
    }
    // PV: …? · Ông X: …
    if start + 1 < to {
      // A crawl may have put the turns side by side on one line: there only a question's label opens the first.
      let mayAnswer = opensParagraph || start > from || before.contains { $0.opener == .question }
      if let hit = text.hit(.label, label) {
        let after = label + Int(hit.length)
        if let colon = (start..<min(start + 4, to)).first(where: { text.line[$0] == Symbol.colon }),
          Int(text.pieces[colon].lo) <= after + 1
        {
          switch hit.sense.label {
          case .question: return turn(.question, colon + 1)
          case .address where opensParagraph || start > from: return turn(.question, colon + 1)
          case .answer where mayAnswer: return turn(.answer, colon + 1)
          default: break
          }
        }
      }
      if mayAnswer, text.line[start + 1] == Symbol.colon, start + 2 < to, isName(start, text),
        text.line[start + 2] != Symbol.quote, text.line[start + 2] != Symbol.shortQuote
      {
        return turn(.speaker, start + 2, label: start)
      }
    }
    return start > from ? turn(.dash, start) : nil
  }

  /// Whether a piece can be the label of a turn: somebody's name, a paper's, or initials.
  private func isName(_ piece: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.person, Symbol.pronoun, Symbol.name, Symbol.medium, Symbol.title, Symbol.place: true
    case Symbol.capital, Symbol.organisation: text.pieces[piece].hi - text.pieces[piece].lo == 1
    default: false
    }
  }

  private func key(_ piece: Piece, _ text: ArticleText) -> UInt64 {
    var key: UInt64 = 0
    for k in Int(piece.lo)..<Int(piece.hi) { key = key &* 31 &+ text.tokens[k].hash }
    return key
  }

  /// The token after a time of the recording: [00:01:12] PV: …, 00:12 PV: …
  private func afterTime(_ first: Int, _ end: Int, _ text: ArticleText) -> Int {
    var numbers = 0
    for index in first..<min(end, first + 9) {
      switch text.tokens[index].role {
      case UInt8(ascii: "0"): numbers += 1
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "-"):
        continue
      default: return numbers >= 2 ? index : first
      }
    }
    return first
  }

  /// Tells questions from answers: by star and label, else by which turn asks. Whether labels told them.
  private func sort(_ turns: inout [Turn], _ text: ArticleText) -> Bool {
    // Labels of a lexicon need no further proof.
    let asked = turns.count { $0.opener == .question }
    if asked > 0 {
      for index in turns.indices {
        turns[index].isQuestion = turns[index].opener == .question || turns[index].opener == .star
      }
      return true
    }
    if turns.contains(where: { $0.opener == .star }) {
      for index in turns.indices { turns[index].isQuestion = turns[index].opener == .star }
      return false
    }
    // Two names by turns: the one whose turns ask.
    let labelled = turns.filter { $0.opener == .speaker }
    if labelled.count >= 4
      || labelled.count >= 2 && labelled.contains(where: { text.line[$0.label] == Symbol.medium })
    {
      var asks: [UInt64: (asked: Int, all: Int)] = [:]
      for turn in labelled {
        asks[turn.key, default: (0, 0)].all += 1
        if self.asks(turn, text) { asks[turn.key, default: (0, 0)].asked += 1 }
      }
      let askers = asks.filter { $0.value.asked * 2 > $0.value.all }.map(\.key)
      if asks.count >= 2, askers.count == 1 {
        turns = labelled
        for index in turns.indices {
          turns[index].end = index + 1 < turns.count ? turns[index + 1].first : turns[index].end
          turns[index].isQuestion = turns[index].key == askers[0]
        }
        return true
      }
    }
    // A question is answered by the next turn; an answer may itself end with a question mark.
    guard turns.count >= 3, turns.count(where: { asks($0, text) }) >= 2 else { return false }
    for index in turns.indices {
      if index > 0, turns[index - 1].isQuestion { continue }
      turns[index].isQuestion = asks(turns[index], text) || thanks(turns[index], text)
    }
    return false
  }

  /// Paragraphs that ask and answer by turns without any label: their lead says that somebody is interviewed, or the
  /// questions speak to him.
  private func plainTurns(_ text: ArticleText) -> [Turn] {
    var paragraphs: [Range<Int>] = []
    for index in text.sentences.indices
    where !text.sentences[index].isHeadline && !text.sentences[index].isClutter {
      if let last = paragraphs.last,
        text.sentences[last.lowerBound].paragraph == text.sentences[index].paragraph
      {
        paragraphs[paragraphs.count - 1] = last.lowerBound..<index + 1
      } else {
        paragraphs.append(index..<index + 1)
      }
    }
    guard paragraphs.count >= 4 else { return [] }
    let asking = paragraphs.map { isPlainQuestion($0, text) }
    guard let first = asking.firstIndex(of: true), first > 0, asking.count(where: { $0 }) >= 2 else {
      return []
    }
    var isInterview = false
    for paragraph in paragraphs[..<first] where !isInterview {
      for token in tokens(paragraph, text) where text.hit(.label, token)?.sense.label == .lead {
        isInterview = true
      }
    }
    var turnsToThem = 0
    for (paragraph, asks) in zip(paragraphs, asking) where asks {
      for token in tokens(paragraph, text) where isVocative(token, text) {
        turnsToThem += 1
        break
      }
    }
    guard isInterview && turnsToThem >= 1 || turnsToThem >= 2 else { return [] }
    var out: [Turn] = []
    for (number, paragraph) in paragraphs.enumerated().dropFirst(first) {
      if asking[number] {
        var turn = Turn(
          first: paragraph.lowerBound, end: paragraph.upperBound, opener: .plain,
          content: Int(text.sentences[paragraph.lowerBound].pieceStart))
        turn.isQuestion = true
        out.append(turn)
      } else if let last = out.last, !last.isQuestion {
        out[out.count - 1].end = paragraph.upperBound
      } else {
        out.append(
          Turn(
            first: paragraph.lowerBound, end: paragraph.upperBound, opener: .plain,
            content: Int(text.sentences[paragraph.lowerBound].pieceStart)))
      }
    }
    return out
  }

  /// Whether a word speaks to the one who is asked; the same words may open a question.
  private func isVocative(_ token: Int, _ text: ArticleText) -> Bool {
    switch text.hit(.label, token)?.sense.label {
    case .vocative, .address: true
    default: false
    }
  }

  private func tokens(_ sentences: Range<Int>, _ text: ArticleText) -> Range<Int> {
    Int(
      text.sentences[sentences.lowerBound].tokenStart)..<Int(
        text.sentences[sentences.upperBound - 1].tokenEnd)
  }

  /// A short paragraph that ends with a question mark and has no words in marks throughout.
  private func isPlainQuestion(_ sentences: Range<Int>, _ text: ArticleText) -> Bool {
    let range = tokens(sentences, text)
    return range.count <= Self.longestQuestion && text.tokens[range.upperBound - 1].role == UInt8(ascii: "?")
      && text.stretchAt[range.lowerBound] < 0
  }

  /// Whether a turn is the interviewer's thanks at the end.
  private func thanks(_ turn: Turn, _ text: ArticleText) -> Bool {
    let from = Int(text.pieces[turn.content].lo)
    let to = Int(text.sentences[turn.end - 1].tokenEnd)
    guard to - from <= 14 else { return false }
    return (from..<to).contains { text.hit(.label, $0)?.sense.label == .thanks }
  }

  /// Whether a turn ends with a question mark.
  private func asks(_ turn: Turn, _ text: ArticleText) -> Bool {
    let token = Int(text.sentences[turn.end - 1].tokenEnd) - 1
    return text.tokens[token].role == UInt8(ascii: "?")
  }

  /// What is said in a turn, without captions, bylines and the editor's notes after it.
  private func content(of turn: Turn, _ text: ArticleText) -> Range<Int>? {
    var end = turn.first + 1
    while end < min(turn.end, turn.first + Self.longestTurn) {
      let sentence = text.sentences[end]
      if isCaption(sentence, text) || isNote(sentence, text) { break }
      end += 1
    }
    let last = Int(text.sentences[end - 1].pieceEnd)
    return turn.content < last ? turn.content..<last : nil
  }

  private func isCaption(_ sentence: Sentence, _ text: ArticleText) -> Bool {
    let from = Int(sentence.pieceStart)
    for index in from..<Int(sentence.pieceEnd) {
      let piece = text.pieces[index]
      if piece.symbol == Symbol.colon || piece.symbol == Symbol.dash, index > from,
        text.hit(.label, Int(text.pieces[index - 1].hi) - 1)?.sense.label == .caption
      {
        return true
      }
    }
    // Ông X: “…” set beside the text.
    return Int(sentence.pieceEnd) - from >= 3 && text.line[from] == Symbol.person
      && text.line[from + 1] == Symbol.colon
  }

  /// A byline: a short line without a stop at its end.
  private func isNote(_ sentence: Sentence, _ text: ArticleText) -> Bool {
    let last = text.tokens[Int(sentence.tokenEnd) - 1]
    let words = sentence.tokenEnd - sentence.tokenStart
    switch last.role {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "e"), UInt8(ascii: "m"),
      UInt8(ascii: ":"), UInt8(ascii: ")"):
      return false
    default: return words <= 12
    }
  }

  // MARK: Who is asked

  /// The person whose initials a label gives: THĐ for Tạ Hải Đăng.
  private func bearer(of label: Int, _ text: ArticleText) -> Int? {
    let token = text.tokens[Int(text.pieces[label].lo)]
    guard text.pieces[label].hi - text.pieces[label].lo == 1, token.shape == .capitals else { return nil }
    let initials = text.text(bytes: Int(token.start)..<Int(token.end))
    return text.pieces.indices.first { index in
      guard text.line[index] == Symbol.person, text.pieces[index].index >= 0 else { return false }
      let mention = text.mentions[Int(text.pieces[index].index)]
      guard Int(mention.nameHi - mention.nameLo) == initials.count else { return false }
      let own = (Int(mention.nameLo)..<Int(mention.nameHi)).map { text.text($0, $0 + 1).prefix(1) }.joined()
      return own.uppercased() == initials
    }
  }

  /// The person whom the lead presents: the one named last before the first turn, else the one named most.
  private func interviewee(before sentence: Int, _ text: ArticleText) -> Int? {
    for index in stride(from: sentence - 1, through: 0, by: -1) {
      let current = text.sentences[index]
      for piece in Int(current.pieceStart)..<Int(current.pieceEnd)
      where text.line[piece] == Symbol.person
        && text.mentions[Int(text.pieces[piece].index)].nameHi
          - text.mentions[Int(text.pieces[piece].index)].nameLo >= 2
      {
        // Ministers and others who are merely spoken of stand after a preposition.
        let before = piece > Int(current.pieceStart) ? text.line[piece - 1] : 0
        if before == Symbol.preposition, index != sentence - 1 || isSpokenOf(piece, text) { continue }
        return piece
      }
    }
    for index in text.pieces.indices where text.line[index] == Symbol.person {
      if index + 1 < text.pieces.count, text.line[index + 1] == Symbol.colon { return index }
    }
    return text.pieces.indices.first { text.line[$0] == Symbol.person }
  }

  /// Whether the preposition before a person is another than the one that names a partner of a talk.
  private func isSpokenOf(_ piece: Int, _ text: ArticleText) -> Bool {
    !text.reads(.partnerLinks, Int(text.pieces[piece - 1].lo), Int(text.pieces[piece - 1].hi))
  }
}
