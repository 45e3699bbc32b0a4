/// The part that words naming a speaker play in the clauses between them and quoted words: the subject of the nearest
/// verb, somebody spoken to, the subject of a clause of circumstance.
struct SourceClause {
  /// Adds the features of a reading whose words stand in the sentence of the quoted ones.
  ///
  /// `by` is the place of the reading's kind: a form, the context, or carried over.
  func describe(
    _ named: Range<Int>, _ piece: Int, _ sentence: Sentence, _ by: Int, _ f: SourceFeatures, _ w: Weigher,
    _ text: ArticleText
  ) {
    let from = Int(sentence.pieceStart)
    let to = Int(sentence.pieceEnd)
    let before = named.lowerBound > from ? neighbour(named.lowerBound - 1, text) : .edge
    let after = following(named.upperBound, to, text)
    w.add(f.opening[before.rawValue, by])
    w.add(f.predicate[after.rawValue, by])
    let between =
      named.lowerBound < piece
      ? named.upperBound..<max(piece, named.upperBound) : piece + 1..<max(piece + 1, named.lowerBound)
    w.add(f.isInBrackets[by], if: isInBrackets(named, between, piece, text))
    var commas = 0
    var verbs = 0
    var subjects = 0
    for index in between.prefix(60) {
      switch neighbour(index, text) {
      case .comma: commas += 1
      case .verb, .cue: verbs += 1
      case .mention: if isSubject(index, from, to, text) { subjects += 1 }
      default: break
      }
    }
    w.add(f.commas[min(commas, 3), by])
    w.add(f.verbs[min(verbs, 3), by])
    w.add(f.clauseRank[min(subjects, 3), by])
    w.add(
      f.isAddressed[by],
      if: named.upperBound < to && isMark(named.upperBound, text) && (before == .verb || before == .cue))
    let isOwn = isSubject(named.lowerBound, from, to, text)
    w.add(f.isSubordinate[by], if: isOwn && isSubordinate(named.lowerBound, from, text))
    if isOwn, subjects == 0 {
      var others = 0
      for index in max(from, named.lowerBound - 40)..<named.lowerBound
      where Symbol.isMention(text.line[index]) && isSubject(index, from, to, text) { others += 1 }
      w.add(f.isOnlySubject[by], if: others == 0)
    }
  }

  /// Whether a mention stands where a clause begins and a verb follows it.
  private func isSubject(_ index: Int, _ from: Int, _ to: Int, _ text: ArticleText) -> Bool {
    switch index > from ? neighbour(index - 1, text) : .edge {
    case .edge, .comma, .joint, .adverb, .quote: break
    default: return false
    }
    switch following(index + 1, to, text) {
    case .verb, .cue, .copula: return true
    default: return false
    }
  }

  /// Whether a word for a circumstance (khi, vì, để …) opens the clause of a subject.
  private func isSubordinate(_ index: Int, _ from: Int, _ text: ArticleText) -> Bool {
    index > from && text.line[index - 1] == Symbol.subordinator
  }

  private func isMark(_ index: Int, _ text: ArticleText) -> Bool {
    switch text.line[index] {
    case Symbol.colon, Symbol.quote, Symbol.shortQuote: true
    default: false
    }
  }

  /// Whether the words stand in brackets that hold the quoted ones no more: an age, an address, whose kin somebody is.
  private func isInBrackets(
    _ named: Range<Int>, _ between: Range<Int>, _ piece: Int, _ text: ArticleText
  ) -> Bool {
    var depth = 0
    if named.lowerBound < piece {
      for index in between.prefix(60) {
        if text.line[index] == Symbol.open { depth += 1 }
        if text.line[index] == Symbol.close { depth -= 1 }
        if depth < 0 { return true }
      }
    } else {
      for index in between.suffix(60).reversed() {
        if text.line[index] == Symbol.close { depth += 1 }
        if text.line[index] == Symbol.open { depth -= 1 }
        if depth < 0 { return true }
      }
    }
    return false
  }

  /// What follows, behind adverbs, negations, times and what stands in brackets.
  private func following(_ index: Int, _ to: Int, _ text: ArticleText) -> SourceFeatures.Neighbour {
    var index = index
    while index < to {
      if text.line[index] == Symbol.open {
        guard let close = (index + 1..<min(to, index + 40)).first(where: { text.line[$0] == Symbol.close })
        else { return .edge }
        index = close + 1
        continue
      }
      let next = neighbour(index, text)
      if next != .adverb { return next }
      index += 1
    }
    return .edge
  }

  private func neighbour(_ index: Int, _ text: ArticleText) -> SourceFeatures.Neighbour {
    switch text.line[index] {
    case Symbol.stop, Symbol.semicolon, Symbol.colon, Symbol.open, Symbol.close: .edge
    case Symbol.comma, Symbol.dash: .comma
    case Symbol.coordinator, Symbol.subordinator, Symbol.that, Symbol.discourse: .joint
    case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.afterCue, Symbol.citing, Symbol.according: .cue
    case Symbol.preposition, Symbol.link: .preposition
    case Symbol.possessive: .possessive
    case Symbol.adverb, Symbol.negation, Symbol.time, Symbol.passive: .adverb
    case Symbol.copula: .copula
    case Symbol.quote, Symbol.shortQuote, Symbol.namedThing: .quote
    case Symbol.word: text.isVerb(Int(text.pieces[index].lo)) ? .verb : .other
    case let symbol where Symbol.isMention(symbol): .mention
    default: .other
    }
  }
}
