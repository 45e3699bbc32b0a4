/// An attribution in pieces, before it is turned into words and offsets.
struct Draft {
  var layer: Layer
  /// The stretch of a quote, or -1.
  var stretch: Int32 = -1
  /// A claim's pieces, or the tokens of a turn of dialogue.
  var content: Range<Int> = 0..<0
  /// The form's id, or the name of the rule of context.
  var pattern: String
  /// What the pattern looks like, for the evidence.
  var summary: String
  var confidence: Double
  var sentence: Int
  var source: Range<Int> = 0..<0
  var cue: Int = -1
  var via: Range<Int> = 0..<0
  /// The attribution whose speaker it takes over, as an index into the drafts, or -1.
  var carriedFrom: Int = -1
  var isFragment = false
  /// The speaker, once found: an entity or a noun phrase of pieces.
  var entity: Int32 = -1
  var phrase: Range<Int> = 0..<0
}

/// Layer A: gives stretches in marks to their speakers, first by the forms, then by what stands around them.
final class QuoteStage {
  private let forms: [FormCard]

  init(_ library: PatternLibrary) { forms = library.forms.map(FormCard.init) }

  /// The quotes of the article, in the order of the text.
  func run(_ text: ArticleText, _ matches: FormStage) -> [Draft] {
    var drafts: [Draft] = []
    for sentence in text.sentences.indices {
      guard !text.sentences[sentence].isClutter, hasQuote(sentence, text) else { continue }
      matches.each(.quote, in: sentence, of: text) { candidate in
        take(candidate, text, &drafts)
      }
    }
    return drafts
  }

  /// The words that somebody's words quote: only those that a verb of speech or a colon gives to somebody.
  func runInside(_ text: ArticleText, _ matches: FormStage, _ sentences: Range<Int>) -> [Draft] {
    var drafts: [Draft] = []
    for sentence in sentences where hasQuote(sentence, text) {
      matches.each(.quote, in: sentence, of: text) { candidate in
        guard candidate.cue >= 0, candidate.cue < candidate.content.lowerBound, !candidate.source.isEmpty,
          candidate.content.lowerBound - candidate.cue <= 8
        else { return }
        take(candidate, text, &drafts)
      }
    }
    return drafts
  }

  private func hasQuote(_ sentence: Int, _ text: ArticleText) -> Bool {
    for index in Int(text.sentences[sentence].pieceStart)..<Int(text.sentences[sentence].pieceEnd)
    where text.line[index] == Symbol.quote || text.line[index] == Symbol.shortQuote { return true }
    return false
  }

  private func take(_ candidate: Candidate, _ text: ArticleText, _ drafts: inout [Draft]) {
    let piece = text.pieces[candidate.content.lowerBound]
    guard piece.index >= 0, !text.stretches[Int(piece.index)].isTaken else { return }
    let stretch = text.stretches[Int(piece.index)]
    let form = forms[candidate.form]
    let isFragment = form.isFragment
    // Inside a turn of dialogue only words that another is said to have spoken are a quote of their own.
    if text.sentences[candidate.sentence].isDialogue,
      candidate.cue < 0 || text.line[candidate.content.lowerBound - 1] != Symbol.colon
    {
      return
    }
    guard accepts(candidate, stretch, isFragment: isFragment, text) else { return }
    text.stretches[Int(piece.index)].isTaken = true
    var draft = Draft(
      layer: .quote, stretch: piece.index, pattern: form.id, summary: form.summary,
      confidence: form.confidence,
      sentence: candidate.sentence)
    draft.source = SourceReading.settled(
      candidate.source, cue: candidate.cue, from: Int(text.sentences[candidate.sentence].pieceStart), text)
    draft.cue = candidate.cue
    draft.via = candidate.via
    draft.isFragment =
      isFragment
      || !stretch.beginsCapital && stretch.depth == 0 && !stretch.endsSentence && isInside(candidate, text)
    if candidate.source.isEmpty, candidate.cue >= 0 {
      // The verb's subject stands earlier in the sentence, or it is the one who spoke before.
      let earlier = drafts.suffix(16).last {
        $0.sentence == candidate.sentence && !$0.source.isEmpty && $0.cue < candidate.cue
      }
      if let last = earlier {
        draft.phrase = last.source
      } else if let subject = SentenceSubject.find(
        Int(text.sentences[candidate.sentence].pieceStart), before: candidate.cue, text)
      {
        draft.phrase = subject..<subject + 1
      } else if let last = drafts.last {
        draft.phrase = last.source.isEmpty ? last.phrase : last.source
      }
    }
    drafts.append(draft)
  }

  /// Whether words stand before the quote in its sentence that it is built into.
  private func isInside(_ candidate: Candidate, _ text: ArticleText) -> Bool {
    let at = candidate.content.lowerBound
    guard at > Int(text.sentences[candidate.sentence].pieceStart) else { return false }
    let before = text.line[at - 1]
    return before != Symbol.colon && before != Symbol.stop
  }

  /// X cho biết “…” là mẫu mới: words that the clause goes on to explain are a term.
  private func isDefined(_ candidate: Candidate, _ stretch: Stretch, _ text: ArticleText) -> Bool {
    let next = candidate.content.upperBound
    return candidate.cue >= 0 && candidate.cue < candidate.content.lowerBound && stretch.beginsCapital
      && !stretch.endsSentence && next < Int(text.sentences[candidate.sentence].pieceEnd)
      && text.line[next] == Symbol.copula
  }

  /// Whether a piece before words in marks makes them a part of its clause.
  private func isInClause(_ piece: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.word, Symbol.capital, Symbol.preposition, Symbol.name, Symbol.group, Symbol.organisation,
      Symbol.title,
      Symbol.document, Symbol.adverb:
      true
    default: false
    }
  }

  /// Khi được hỏi có “…”, bà X giải thích: “…”: whether the cue has a colon and words of its own after it.
  private func leadsToQuote(_ cue: Int, _ end: Int, _ text: ArticleText) -> Bool {
    for index in (cue + 1)..<min(end, cue + 8) {
      switch text.line[index] {
      case Symbol.colon: return index + 1 < end && text.line[index + 1] == Symbol.quote
      case Symbol.stop, Symbol.comma, Symbol.quote, Symbol.shortQuote: return false
      default: continue
      }
    }
    return false
  }

  /// “nhà giáo vui tính” Lê Văn Mận, “ông trùm” này: a few words that name or describe what stands right after them.
  private func isEpithet(_ candidate: Candidate, _ stretch: Stretch, _ text: ArticleText) -> Bool {
    let next = candidate.content.upperBound
    guard next < Int(text.sentences[candidate.sentence].pieceEnd), stretch.isClosed, !stretch.endsSentence
    else {
      return false
    }
    switch text.line[next] {
    case Symbol.demonstrative: return true
    case Symbol.person, Symbol.name:
      let mention = text.mentions[Int(text.pieces[next].index)]
      return !mention.hasHonorific && mention.titleHi == mention.titleLo
    default: return false
    }
  }

  /// What the pieces cannot say: a few words in marks are quoted only where the cue stands close.
  private func accepts(_ candidate: Candidate, _ stretch: Stretch, isFragment: Bool, _ text: ArticleText)
    -> Bool
  {
    if stretch.words <= 4, isEpithet(candidate, stretch, text) { return false }
    if stretch.words <= 6, isDefined(candidate, stretch, text) { return false }
    let first = Int(text.sentences[candidate.sentence].pieceStart)
    if candidate.source.lowerBound > candidate.content.lowerBound, stretch.words <= 4, !stretch.endsSentence,
      candidate.content.lowerBound > first, isInClause(candidate.content.lowerBound - 1, text)
    {
      // … một bài phát biểu “bất thường”, ông X nói: a word within the clause before.
      return forms[candidate.form].takesFewWords
    }
    if candidate.cue > candidate.content.lowerBound, candidate.content.lowerBound > first + 1,
      leadsToQuote(candidate.cue, Int(text.sentences[candidate.sentence].pieceEnd), text)
    {
      return false
    }
    if stretch.words >= 5 { return true }
    let at = candidate.content.lowerBound
    let before = at > 0 ? text.line[at - 1] : 0
    if isFragment { return forms[candidate.form].takesFewWords || stretch.beginsPredicate }
    if before == Symbol.colon { return true }
    return stretch.words >= 2 || stretch.endsSentence
  }
}
