/// Describes what stands around words in marks and what the article did with such words before.
struct QuoteSurroundings {
  /// No verb of speech further back than so many pieces governs the words.
  private static let farthest = 60

  /// The words of a stretch as one number.
  static func words(of stretch: Stretch, _ text: ArticleText) -> UInt64 {
    var hash: UInt64 = 0
    for k in Int(stretch.lo)..<Int(stretch.hi) where text.tokens[k].hash != 0 {
      hash = WordSets.step(hash, text.tokens[k].hash)
    }
    return hash
  }

  /// Adds the features.
  func describe(
    _ piece: Int, _ sentence: Sentence, _ stretch: Stretch, _ words: UInt64, _ proposals: [QuoteProposal],
    _ f: QuoteFeatures, _ w: Weigher, _ text: ArticleText, _ state: QuoteState
  ) {
    let size = QuoteFeatures.size(stretch.words)
    w.add(f.namedBefore[size], if: stretch.followsNamer)
    w.add(f.utteranceBefore[size], if: followsUtterance(piece, Int(sentence.pieceStart), text))
    w.add(f.isAdvice[size], if: followsAdvice(piece, Int(sentence.pieceStart), text))
    if let word = wordBefore(Int(stretch.open), f, text) {
      w.add(f.wordBefore[word])
      w.add(f.wordBeforeSize[word, size < 2 ? 0 : 1])
    }
    if let taken = state.decision(on: words) {
      w.add(f.again[taken ? QuoteFeatures.Again.taken.rawValue : QuoteFeatures.Again.left.rawValue, size])
    }
    if sentence.isHeadline {
      w.add(f.repeatedShare[proposals.reduce(0) { max($0, $1.share) }])
    }
    governor(of: piece, Int(sentence.pieceStart), size, f, w, text)
    var foreigners = 0
    for k in Int(sentence.tokenStart)..<max(Int(sentence.tokenStart), Int(stretch.open)) {
      let token = text.tokens[k]
      if token.isCapital, !token.isSyllable, token.shape == .capitalised { foreigners += 1 }
      if foreigners == 2 { break }
    }
    w.add(f.foreigners[foreigners, size])
  }

  /// The verb of speech, or theo, before the words in their own sentence, and what lies between.
  private func governor(
    of piece: Int, _ from: Int, _ size: Int, _ f: QuoteFeatures, _ w: Weigher, _ text: ArticleText
  ) {
    var commas = 0
    var index = piece - 1
    let least = max(from, piece - Self.farthest)
    while index >= least {
      switch text.line[index] {
      case Symbol.comma: commas += 1
      case Symbol.stop: index = -1
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.citing:
        let cue = text.cues[Int(text.pieces[index].index)]
        w.add(f.governor[Int(cue.kind), size])
        between(piece - index, commas, size, f, w)
        return
      case Symbol.according, Symbol.accordingDocument:
        w.add(f.governor[CueClass.allCases.count, size])
        between(piece - index, commas, size, f, w)
        return
      default: break
      }
      index -= 1
    }
    w.add(f.governor[CueClass.allCases.count + 1, size])
  }

  private func between(_ gap: Int, _ commas: Int, _ size: Int, _ f: QuoteFeatures, _ w: Weigher) {
    w.add(f.governorCommas[min(commas, 3), size])
    w.add(f.governorGap[gap <= 2 ? 0 : gap <= 5 ? 1 : gap <= 10 ? 2 : gap <= 20 ? 3 : 4, size])
  }

  /// Whether the writer speaks to the reader before the words, in their own sentence.
  private func followsAdvice(_ piece: Int, _ from: Int, _ text: ArticleText) -> Bool {
    for index in max(from, piece - Self.farthest)..<piece
    where text.line[index] != Symbol.quote && text.line[index] != Symbol.shortQuote {
      for token in Int(text.pieces[index].lo)..<Int(text.pieces[index].hi)
      where text.length(of: .adviceWords, token) > 0 {
        return true
      }
    }
    return false
  }

  /// Whether a noun for an utterance stands right before the words, a colon or its speaker between (lời than của bà X: “…”).
  private func followsUtterance(_ piece: Int, _ from: Int, _ text: ArticleText) -> Bool {
    var before = piece - 1
    if before > from, text.line[before] == Symbol.colon { before -= 1 }
    if before - 2 >= from, Symbol.isMention(text.line[before]), text.line[before - 1] == Symbol.possessive {
      before -= 2
    }
    guard before >= from else { return false }
    let end = Int(text.pieces[before].hi)
    return (1...4).contains { text.reads(.utteranceNouns, end - $0, end) }
  }

  /// The place of the function word that ends right before a mark.
  private func wordBefore(_ open: Int, _ f: QuoteFeatures, _ text: ArticleText) -> Int? {
    for back in stride(from: min(3, open), through: 1, by: -1) {
      let at = open - back
      for index in Int(text.hitStart[at])..<Int(text.hitStart[at + 1])
      where Int(text.hits[index].length) == back {
        let place = f.wordPlaces[Int(text.hits[index].sense.entry)]
        if place >= 0 { return Int(place) }
      }
    }
    return nil
  }
}
