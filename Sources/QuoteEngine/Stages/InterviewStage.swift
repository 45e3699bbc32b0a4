/// Printed interviews: turns opened by a dash, a star or a label. The answers are quotes of the one who is asked.
struct InterviewStage {
  /// One turn as sentences.
  private struct Turn {
    var first: Int
    var end: Int
    var opener: Opener
    var isQuestion = false
    /// The piece that names the speaker in a label (Ông X:), or -1.
    var label = -1
    /// The first piece of what is said.
    var content: Int
  }

  /// No turn is longer than so many sentences: what follows is another text.
  private static let longestTurn = 60

  private enum Opener { case dash, star, interviewer, speaker }

  /// The answers as drafts; their sentences are marked as dialogue. Empty when the article is no interview.
  func run(_ text: ArticleText) -> [Draft] {
    var turns = turns(text)
    guard turns.count >= 3 else { return [] }
    sort(&turns, text)
    let questions = turns.count { $0.isQuestion }
    let answers = turns.count - questions
    guard questions >= 2, answers >= 2 else { return [] }
    let interviewee = interviewee(before: turns[0].first, text)
    var drafts: [Draft] = []
    for turn in turns {
      for sentence in turn.first..<min(turn.end, turn.first + Self.longestTurn) {
        text.sentences[sentence].isDialogue = true
      }
      guard !turn.isQuestion, let content = content(of: turn, text) else { continue }
      var draft = Draft(
        layer: .quote, content: content, pattern: "interview-answer", summary: "- Question? - Answer.",
        confidence: 0.98,
        sentence: turn.first)
      if turn.label >= 0 {
        draft.source = turn.label..<turn.label + 1
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
      guard !sentence.isHeadline, let turn = opening(index, opensParagraph, text) else { continue }
      if !out.isEmpty { out[out.count - 1].end = index }
      out.append(turn)
    }
    if !out.isEmpty { out[out.count - 1].end = text.sentences.count }
    return out
  }

  private func opening(_ index: Int, _ opensParagraph: Bool, _ text: ArticleText) -> Turn? {
    let sentence = text.sentences[index]
    let from = Int(sentence.pieceStart)
    let to = Int(sentence.pieceEnd)
    guard to - from >= 2 else { return nil }
    let first = text.tokens[Int(sentence.tokenStart)]
    func turn(_ opener: Opener, _ content: Int, label: Int = -1) -> Turn {
      Turn(first: index, end: index + 1, opener: opener, label: label, content: content)
    }
    if first.role == UInt8(ascii: "*"), opensParagraph {
      return turn(.star, from + 1)
    }
    var start = from
    if text.line[from] == Symbol.dash {
      start = from + 1
      let next = text.tokens[Int(text.pieces[start].lo)]
      guard next.isCapital || next.kind == .number || next.role == UInt8(ascii: "m") else { return nil }
    }
    // PV: …? · Ông X: …
    if opensParagraph || start > from, start + 1 < to {
      if let label = text.hit(.label, Int(text.pieces[start].lo)) {
        let after = Int(text.pieces[start].lo) + Int(label.length)
        if let colon = (start..<min(start + 4, to)).first(where: { text.line[$0] == Symbol.colon }),
          Int(text.pieces[colon].lo) <= after + 1
        {
          return turn(.interviewer, colon + 1)
        }
      }
      if text.line[start + 1] == Symbol.colon, start + 2 < to,
        text.line[start] == Symbol.person || text.line[start] == Symbol.pronoun,
        text.line[start + 2] != Symbol.quote, text.line[start + 2] != Symbol.shortQuote
      {
        return turn(.speaker, start + 2, label: start)
      }
    }
    return start > from ? turn(.dash, start) : nil
  }

  /// Tells questions from answers: by star and label, else by which turn asks.
  private func sort(_ turns: inout [Turn], _ text: ArticleText) {
    let hasMarked = turns.contains { $0.opener == .star || $0.opener == .interviewer }
    if hasMarked {
      for index in turns.indices {
        turns[index].isQuestion = turns[index].opener == .star || turns[index].opener == .interviewer
      }
      return
    }
    // A question is answered by the next turn; an answer may itself end with a question mark.
    guard turns.count(where: { asks($0, text) }) >= 2 else { return }
    for index in turns.indices {
      if index > 0, turns[index - 1].isQuestion { continue }
      turns[index].isQuestion = asks(turns[index], text) || thanks(turns[index], text)
    }
  }

  /// Whether a turn is the interviewer's thanks at the end.
  private func thanks(_ turn: Turn, _ text: ArticleText) -> Bool {
    let from = Int(text.pieces[turn.content].lo)
    let to = Int(text.sentences[turn.end - 1].tokenEnd)
    guard to - from <= 14 else { return false }
    let words = text.text(from, to)
    return words.contains("cảm ơn") || words.contains("cám ơn")
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
      if piece.symbol == Symbol.colon || piece.symbol == Symbol.dash, index > from {
        let before = text.text(Int(text.pieces[index - 1].lo), Int(text.pieces[index - 1].hi))
        if before == "Ảnh" || before.hasSuffix(" Ảnh") { return true }
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

  private func isSpokenOf(_ piece: Int, _ text: ArticleText) -> Bool {
    let word = text.text(Int(text.pieces[piece - 1].lo), Int(text.pieces[piece - 1].hi))
    return word != "với"
  }
}
