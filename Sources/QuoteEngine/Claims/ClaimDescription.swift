/// Says of a proposal what there is to say: the features that the claim model weighs.
final class ClaimDescription {
  let weigher: Weigher
  private let f: ClaimFeatures

  init(_ models: Models) {
    f = models.claimFeatures
    weigher = Weigher(models.claim)
  }

  /// No first segment of a clause is read further than so many pieces.
  private static let longestSegment = 60

  /// Opens a candidate for the proposal and gives it its features.
  ///
  /// - Parameters:
  ///   - last: the claim before in the sentence.
  ///   - quotes: the quotes of the sentence.
  func describe(
    _ proposal: ClaimProposal, after last: ClaimProposal?, _ sentence: Int, _ quotes: [Draft],
    _ text: ArticleText
  ) {
    let w = weigher
    w.candidate()
    let side = proposal.side.rawValue
    let from = Int(text.sentences[sentence].pieceStart)
    let to = Int(text.sentences[sentence].pieceEnd)
    w.add(f.form[proposal.form, side])
    w.add(f.side[side])
    if proposal.resumes >= 0 { w.add(f.resumes[SymbolFeatures.place(text.line[proposal.resumes]), side]) }
    let isHeadline = text.sentences[sentence].isHeadline
    w.add(f.formAtHeadline[proposal.form], if: isHeadline)
    w.add(f.isHeadline[side], if: isHeadline)
    let verb = Self.verb(proposal.cue, from, text)
    let cueClass = Self.cueClass(verb, text)
    w.add(f.cueClass[cueClass])
    w.add(f.cueSymbol[text.line[proposal.cue]])
    let entry = f.cue(verb, text)
    if entry >= 0 {
      w.add(f.cueWord[entry])
      w.add(f.cueOwn[entry, proposal.source.isEmpty ? 1 : 0])
    }
    switch proposal.side {
    case .after:
      after(proposal, cueClass, entry, text)
      skipped(proposal, text)
    case .before: before(proposal, to, text)
    case .around: break
    }
    speaker(proposal, cueClass, from, text)
    surroundings(proposal, sentence, from, to, text)
    quoted(proposal, quotes, text)
    others(proposal, last, cueClass, from, text)
  }

  // MARK: The clause

  private func after(_ proposal: ClaimProposal, _ cueClass: Int, _ entry: Int, _ text: ArticleText) {
    let w = weigher
    let range = proposal.range
    let link = proposal.link.rawValue
    w.add(f.linkCueSymbol[link, SymbolFeatures.place(text.line[proposal.cue])])
    w.add(f.linkClass[link, cueClass])
    let symbol = text.line[range.lowerBound]
    let first = SymbolFeatures.place(symbol)
    let second = range.count > 1 ? text.line[range.lowerBound + 1] : 0
    let opening = Self.opening(range.lowerBound, text)
    if entry >= 0 {
      w.add(f.cueLink[entry, link])
      w.add(f.cueOpening[entry, opening.rawValue])
    }
    w.add(f.first[symbol])
    w.add(f.firstLink[first, link])
    w.add(f.firstClass[first, cueClass])
    if symbol == Symbol.word || symbol == Symbol.capital {
      let kind = text.hit(.word, Int(text.pieces[range.lowerBound].lo)).map { Int($0.sense.kind) } ?? 3
      w.add(f.firstWord[min(kind, 3), cueClass])
    }
    var end = range.lowerBound
    let most = min(range.upperBound, range.lowerBound + Self.longestSegment)
    var all = 0
    var hard = 0
    var firstPredicate = -1
    var hasThat = false
    var hasQuote = false
    scan: while end < most {
      switch text.line[end] {
      case Symbol.comma, Symbol.semicolon, Symbol.stop, Symbol.colon: break scan
      case Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.copula:
        hard += 1
        all += 1
        if firstPredicate < 0 { firstPredicate = end - range.lowerBound }
      case Symbol.word, Symbol.capital:
        if text.isVerb(Int(text.pieces[end].lo)) {
          all += 1
          if firstPredicate < 0 { firstPredicate = end - range.lowerBound }
        }
      case Symbol.that: hasThat = true
      case Symbol.quote: hasQuote = true
      default: break
      }
      end += 1
    }
    let predicates = min(all, 2)
    w.add(f.predicates[predicates, cueClass])
    w.add(f.predicatesFirst[predicates, first])
    w.add(f.predicatesLink[predicates, link])
    w.add(f.hardPredicates[min(hard, 2), cueClass])
    w.add(f.firstPredicate[firstPredicate])
    let length = end - range.lowerBound
    let close = end < range.upperBound ? text.line[end] : 0
    w.add(f.segment[length])
    w.add(f.segmentEnd[SymbolFeatures.place(close), length <= 2 ? 0 : length <= 5 ? 1 : 2])
    w.add(f.length[range.count])
    w.add(
      f.leadsToQuote[predicates, length <= 2 ? 0 : length <= 5 ? 1 : 2],
      if: close == Symbol.colon && end + 1 < range.upperBound && text.line[end + 1] == Symbol.quote)
    w.add(f.objectNoun[predicates, cueClass], if: opensWithObject(range.lowerBound, text))
    w.add(f.holdsQuote, if: hasQuote)
    w.add(f.thatFollows, if: hasThat)
    if symbol == Symbol.quote {
      w.add(f.afterQuote[second])
      switch second {
      case 0, Symbol.stop, Symbol.comma: w.add(f.isQuoteAlone)
      default: break
      }
    }
    w.add(f.endsInDemonstrative, if: end > range.lowerBound && text.line[end - 1] == Symbol.demonstrative)
    if let predicate = subjectEnd(range, text) {
      switch text.line[predicate] {
      case Symbol.adverb, Symbol.negation, Symbol.passive: w.add(f.subjectAndPredicate[link])
      case Symbol.cue, Symbol.linkedCue, Symbol.citing:
        let piece = Assembly.speakerPiece(proposal.source, text)
        w.add(f.reportsReport[SymbolFeatures.place(piece.map { text.line[$0] } ?? 0)])
      default: break
      }
    }
    let near = min(range.upperBound, range.lowerBound + 3) - 1
    for index in Int(text.pieces[range.lowerBound].lo)..<Int(text.pieces[near].hi)
    where text.isOne(of: .firstPersons, index) {
      w.add(f.isFirstPerson[proposal.form])
      break
    }
  }

  /// What stands between theo X and the clause: a description, or the clause's own beginning.
  private func skipped(_ proposal: ClaimProposal, _ text: ArticleText) {
    guard let skipped = proposal.skipped else { return }
    let w = weigher
    // The first comma is the attribution's own.
    var commas = -1
    for index in skipped where text.line[index] == Symbol.comma { commas += 1 }
    commas = max(0, commas)
    w.add(f.skips[commas])
    let rough = min(commas, 2)
    w.add(f.skippedOpening[SymbolFeatures.place(text.line[proposal.range.lowerBound]), rough])
    w.add(f.skippedSource[SymbolFeatures.place(text.line[skipped.lowerBound - 1]), rough])
    guard commas > 0 else { return }
    w.add(f.skippedPieces[skipped.count])
    guard let first = skipped.first(where: { text.line[$0] == Symbol.comma }), first + 1 < skipped.upperBound
    else { return }
    w.add(f.skippedFirst[text.line[first + 1]])
    let hasPredicate = skipped.contains {
      switch text.line[$0] {
      case Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.copula: true
      case Symbol.word: text.isVerb(Int(text.pieces[$0].lo))
      default: false
      }
    }
    w.add(f.skippedPredicate, if: hasPredicate)
  }

  /// Whether a clause opens with a noun that verbs of speech take as an object: (những) khó khăn, vai trò.
  private func opensWithObject(_ piece: Int, _ text: ArticleText) -> Bool {
    var at = Int(text.pieces[piece].lo)
    while text.tokens[at].kind == .number, at + 1 < text.tokens.count { at += 1 }
    if let determiner = text.hit(.determiner, at) { at += Int(determiner.length) }
    return text.length(of: .objectNouns, at) > 0
  }

  /// The piece after the noun phrase that opens a clause, when there is one.
  private func subjectEnd(_ range: Range<Int>, _ text: ArticleText) -> Int? {
    var index = range.lowerBound
    let most = min(range.upperBound, index + 12)
    while index < most {
      switch text.line[index] {
      case Symbol.determiner, Symbol.number, Symbol.preposition, Symbol.time, Symbol.demonstrative,
        Symbol.discourse, Symbol.coordinator, Symbol.word, Symbol.capital, Symbol.possessive:
        index += 1
      case let symbol where Symbol.isMention(symbol): index += 1
      default: return index > range.lowerBound ? index : nil
      }
    }
    return nil
  }

  private func before(_ proposal: ClaimProposal, _ to: Int, _ text: ArticleText) {
    let w = weigher
    let range = proposal.range
    w.add(f.beforeFirst[text.line[range.lowerBound]])
    w.add(f.beforeLast[text.line[range.upperBound - 1]])
    w.add(f.beforeLength[range.count])
    var predicates = 0
    var hasQuote = false
    var hasCue = false
    for index in range.prefix(Self.longestSegment) {
      switch text.line[index] {
      case Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.copula: predicates += 1
      case Symbol.word, Symbol.capital: if text.isVerb(Int(text.pieces[index].lo)) { predicates += 1 }
      case Symbol.quote: hasQuote = true
      case Symbol.cue, Symbol.linkedCue: hasCue = true
      default: break
      }
    }
    w.add(f.beforePredicates[predicates])
    w.add(f.beforeHoldsQuote, if: hasQuote)
    w.add(f.beforeHoldsCue, if: hasCue)
    w.add(f.beforeNext[proposal.cue + 1 < to ? text.line[proposal.cue + 1] : 0])
    w.add(
      f.beforeThat,
      if: (proposal.cue + 1..<max(proposal.cue + 1, min(to, proposal.cue + 3))).contains {
        text.line[$0] == Symbol.that
      })
  }

  // MARK: The speaker

  private func speaker(_ proposal: ClaimProposal, _ cueClass: Int, _ from: Int, _ text: ArticleText) {
    let w = weigher
    w.add(f.carry[proposal.carry.rawValue, cueClass])
    let source = proposal.source
    guard !source.isEmpty else { return }
    let symbol = SymbolFeatures.place(text.line[source.lowerBound])
    w.add(f.source[symbol, cueClass])
    w.add(f.sourceGap[source.upperBound <= proposal.cue ? proposal.cue - source.upperBound : -1])
    w.add(f.sourceLength[source.count])
    let before = source.lowerBound > from ? text.line[source.lowerBound - 1] : 0
    w.add(f.sourcePrevious[SymbolFeatures.place(before), symbol])
    if source.lowerBound > from {
      let place = connective(source.lowerBound - 1, text)
      if place >= 0 { w.add(f.sourceAfter[place]) }
    }
    w.add(f.isSourceMoved, if: proposal.isMoved)
    guard let head = Assembly.speakerPiece(source, text), text.pieces[head].index >= 0,
      Symbol.isMention(text.line[head])
    else { return }
    let mention = text.mentions[Int(text.pieces[head].index)]
    w.add(f.isNamed, if: mention.hasName)
    w.add(f.isPlural, if: mention.isPlural)
    w.add(f.hasHonorific, if: mention.hasHonorific)
  }

  // MARK: Around

  private func surroundings(
    _ proposal: ClaimProposal, _ sentence: Int, _ from: Int, _ to: Int, _ text: ArticleText
  ) {
    let w = weigher
    let cue = proposal.cue
    w.add(f.previous[cue > from ? text.line[cue - 1] : 0])
    w.add(f.beforePrevious[cue - 1 > from ? text.line[cue - 2] : 0])
    var index = cue - 1
    scan: while index >= from, index > cue - 5 {
      switch text.line[index] {
      case Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.time, Symbol.link:
        w.add(f.preverbal[text.line[index]])
        index -= 1
      default: break scan
      }
    }
    let place = connective(from, text)
    if place >= 0 { w.add(f.opensWith[place]) }
    w.add(f.isQuestion[proposal.side.rawValue], if: asks(sentence, text))
    if proposal.side == .after {
      let denial = Denial(of: proposal.range.lowerBound, by: cue, from, to, text)
      w.add(f.denial[0], if: denial.isDenied)
      w.add(f.denial[1], if: denial.isSupposed)
      w.add(f.denial[2], if: denial.isDisowned)
      w.add(f.denial[3], if: denial.isAsked)
    }
    w.add(f.followsQuestion[proposal.form], if: sentence > 0 && asks(sentence - 1, text))
  }

  private func asks(_ sentence: Int, _ text: ArticleText) -> Bool {
    let end = Int(text.sentences[sentence].pieceEnd)
    guard end > Int(text.sentences[sentence].pieceStart), text.line[end - 1] == Symbol.stop else {
      return false
    }
    return text.tokens[Int(text.pieces[end - 1].lo)].role == UInt8(ascii: "?")
  }

  private func quoted(_ proposal: ClaimProposal, _ quotes: [Draft], _ text: ArticleText) {
    for quote in quotes where quote.cue == proposal.cue {
      let open = text.stretches[Int(quote.stretch)].open
      let first = text.pieces[proposal.range.lowerBound].lo
      let last = text.pieces[proposal.range.upperBound - 1].hi
      let place: ClaimFeatures.QuotePlace =
        proposal.side == .before
        ? .within : open == first ? .isContent : open > first && open < last ? .inside : .before
      weigher.add(f.quote[place.rawValue])
    }
  }

  private func others(
    _ proposal: ClaimProposal, _ last: ClaimProposal?, _ cueClass: Int, _ from: Int, _ text: ArticleText
  ) {
    let w = weigher
    let place =
      last.map { last in
        last.range.contains(proposal.cue) || last.range.contains(proposal.range.lowerBound) ? 2 : 1
      } ?? 0
    w.add(f.place[place])
    w.add(f.firstPersonSubject[place], if: tellsHimself(proposal.cue, from, text))
    guard place == 2, let last else { return }
    let start = last.range.lowerBound
    var index = proposal.anchor - 1
    scan: while index > start {
      switch text.line[index] {
      case Symbol.adverb, Symbol.negation, Symbol.time, Symbol.link: index -= 1
      default: break scan
      }
    }
    let symbol = index >= start ? text.line[index] : 0
    w.add(f.inside[SymbolFeatures.place(symbol), proposal.source.isEmpty ? 1 : 0])
    w.add(f.insideGap[max(0, index - start)])
    if symbol == Symbol.coordinator || symbol == Symbol.discourse {
      w.add(f.insideBefore[index > start ? text.line[index - 1] : 0])
    }
  }

  /// tôi (cũng) cho rằng
  private func tellsHimself(_ cue: Int, _ from: Int, _ text: ArticleText) -> Bool {
    var index = cue - 1
    while index >= from {
      switch text.line[index] {
      case Symbol.adverb, Symbol.negation, Symbol.time, Symbol.link: index -= 1
      default: return text.isOne(of: .firstPersons, Int(text.pieces[index].hi) - 1)
      }
    }
    return false
  }

  // MARK: Words

  /// The verb of a cue: for a bare rằng the verb of speech before it, when there is one near.
  private static func verb(_ cue: Int, _ from: Int, _ text: ArticleText) -> Int {
    guard text.line[cue] == Symbol.that else { return cue }
    for index in (max(from, cue - 7)..<cue).reversed() {
      switch text.line[index] {
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.citing: return index
      default: continue
      }
    }
    return cue
  }

  /// The class of a cue, or the number of classes where the piece is no verb of speech.
  static func cueClass(_ piece: Int, _ text: ArticleText) -> Int {
    switch text.line[piece] {
    case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.afterCue, Symbol.citing:
      guard text.pieces[piece].index >= 0 else { return noClass }
      return Int(text.cues[Int(text.pieces[piece].index)].kind)
    default: return noClass
    }
  }

  private static let noClass = CueClass.allCases.count

  private func connective(_ piece: Int, _ text: ArticleText) -> Int {
    f.connective(piece, text)
  }

  static func opening(_ piece: Int, _ text: ArticleText) -> ClaimFeatures.Opening {
    switch text.line[piece] {
    case Symbol.person, Symbol.pronoun: .person
    case Symbol.determiner, Symbol.number: .determiner
    case Symbol.word: text.isVerb(Int(text.pieces[piece].lo)) ? .verb : .word
    case Symbol.capital: .capital
    case Symbol.preposition: .preposition
    case Symbol.time, Symbol.subordinator, Symbol.discourse: .adverbial
    case Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.copula: .predicate
    case Symbol.quote, Symbol.shortQuote, Symbol.namedThing: .quote
    case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue: .cue
    case let symbol where Symbol.isMention(symbol): .mention
    default: .other
    }
  }
}

extension ClaimFeatures {
  /// The place of the connective that a piece begins with, or -1.
  func connective(_ piece: Int, _ text: ArticleText) -> Int {
    guard let hit = text.hit(.connective, Int(text.pieces[piece].lo)) else { return -1 }
    return Int(connectivePlaces[Int(hit.sense.entry)])
  }

  /// The place of the cue that a piece is, or -1.
  func cue(_ piece: Int, _ text: ArticleText) -> Int {
    switch text.line[piece] {
    case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.afterCue, Symbol.citing:
      guard text.pieces[piece].index >= 0 else { return -1 }
      return Int(cuePlaces[Int(text.cues[Int(text.pieces[piece].index)].entry)])
    default: return -1
    }
  }
}
