/// Names the places where a claim may end, with the features that the model of ends weighs.
final class ClaimEndDescription {
  let weigher: Weigher
  private let f: ClaimEndFeatures
  private let claims: ClaimFeatures
  private var places: [Int] = []

  init(_ models: Models) {
    f = models.claimEndFeatures
    claims = models.claimFeatures
    weigher = Weigher(models.claimEnd)
  }

  /// No claim has more places to end than these.
  private static let mostPlaces = 60

  /// Opens a decision with a candidate for each place where the claim may end, and tells the places: the piece after
  /// the claim's last one. The last is the end of its sentence.
  func describe(
    _ claim: ClaimProposal, before next: ClaimProposal?, _ sentence: Int, _ text: ArticleText
  ) -> [Int] {
    weigher.begin()
    places.removeAll(keepingCapacity: true)
    let range = claim.range
    let isConceded = concedes(claim, sentence, text)
    let isHeadline = text.sentences[sentence].isHeadline
    var depth = 0
    var hasPredicate = false
    for index in range {
      let symbol = text.line[index]
      if index > range.lowerBound, places.count < Self.mostPlaces, mayEnd(index, text) {
        places.append(index)
        describe(
          index, of: claim, before: next, isNested: depth > 0, hasPredicate: hasPredicate,
          isConceded: isConceded,
          isHeadline: isHeadline, text)
      }
      switch symbol {
      case Symbol.open: depth += 1
      case Symbol.close: depth -= 1
      case Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.copula: hasPredicate = true
      case Symbol.word: if text.isVerb(Int(text.pieces[index].lo)) { hasPredicate = true }
      default: break
      }
    }
    places.append(range.upperBound)
    weigher.candidate()
    weigher.add(f.isSentenceEnd)
    return places
  }

  private func mayEnd(_ index: Int, _ text: ArticleText) -> Bool {
    switch text.line[index] {
    case Symbol.comma, Symbol.semicolon, Symbol.colon, Symbol.dash, Symbol.stop, Symbol.open, Symbol.close,
      Symbol.discourse, Symbol.coordinator, Symbol.subordinator, Symbol.quoteCue, Symbol.linkedCue,
      Symbol.cue, Symbol.according, Symbol.citing:
      true
    case Symbol.quote, Symbol.shortQuote, Symbol.namedThing: false
    default: text.tokens[Int(text.pieces[index].lo)].isCapital
    }
  }

  /// Whether the attribution itself stands in a concession: dù X khẳng định C nhưng …
  private func concedes(_ claim: ClaimProposal, _ sentence: Int, _ text: ArticleText) -> Bool {
    let from = Int(text.sentences[sentence].pieceStart)
    if text.line[from] == Symbol.subordinator { return true }
    let anchor = claim.anchor
    return anchor > from && text.line[anchor - 1] == Symbol.subordinator
  }

  private func describe(
    _ at: Int, of claim: ClaimProposal, before next: ClaimProposal?, isNested: Bool, hasPredicate: Bool,
    isConceded: Bool, isHeadline: Bool, _ text: ArticleText
  ) {
    let w = weigher
    w.candidate()
    let to = claim.range.upperBound
    let from = claim.range.lowerBound
    func symbol(_ index: Int) -> UInt8 { index < to ? text.line[index] : 0 }
    let here = symbol(at)
    let place = SymbolFeatures.place(here)
    let then = SymbolFeatures.place(symbol(at + 1))
    let before = SymbolFeatures.place(text.line[at - 1])
    w.add(f.at[place, then])
    w.add(f.before[before, place])
    switch here {
    case Symbol.discourse, Symbol.coordinator, Symbol.subordinator:
      let word = claims.connective(at, text)
      if word >= 0 {
        w.add(f.connective[word])
        w.add(f.connectiveAfterComma[word], if: text.line[at - 1] == Symbol.comma)
      }
    case Symbol.comma, Symbol.dash, Symbol.semicolon, Symbol.stop:
      let word = at + 1 < to ? claims.connective(at + 1, text) : -1
      if word >= 0 { w.add(f.nextConnective[word]) }
    case Symbol.colon:
      w.add(f.colon[then])
      w.add(f.colonPredicate[hasPredicate ? 0 : 1])
    default:
      if text.tokens[Int(text.pieces[at].lo)].isCapital { w.add(f.capital[place, before]) }
    }
    // - Ảnh: X: a caption's credit.
    let credit = at + (here == Symbol.dash || here == Symbol.open || here == Symbol.stop ? 1 : 0)
    if credit < to, text.isOne(of: .creditWords, Int(text.pieces[credit].lo)) { w.add(f.credit[here]) }
    w.add(f.isInBrackets, if: isNested)
    let distance = at - from
    w.add(f.distance[distance])
    w.add(f.distanceAt[place, distance <= 2 ? 0 : distance <= 4 ? 1 : distance <= 8 ? 2 : 3])
    w.add(f.shape[kind(at + 1, to, text), kind(at + 2, to, text)])
    w.add(f.rest[to - at])
    w.add(f.conceded[here], if: isConceded)
    w.add(f.headline[place, then], if: isHeadline)
    w.add(f.form[claim.form, place])
    ahead(at, to, place, text)
    self.next(at, next, text)
  }

  /// What speaks in the pieces ahead.
  private func ahead(_ at: Int, _ to: Int, _ place: Int, _ text: ArticleText) {
    let w = weigher
    var isNegated = false
    for index in at..<min(to, at + 5) {
      let kind: Int
      switch text.line[index] {
      case Symbol.cue: kind = 0
      case Symbol.linkedCue: kind = 1
      case Symbol.quoteCue: kind = 2
      case Symbol.negation:
        isNegated = true
        continue
      default: continue
      }
      w.add(f.aheadClass[ClaimDescription.cueClass(index, text), place])
      w.add(f.aheadKind[kind, place])
      w.add(f.aheadGap[index - at, place])
      w.add(f.aheadNegated, if: isNegated)
      break
    }
    // , X nói … and , nói …
    var index = at
    switch text.line[at] {
    case Symbol.comma, Symbol.semicolon, Symbol.dash, Symbol.open: index += 1
    default: break
    }
    if index < to, index > at {
      switch text.line[index] {
      case Symbol.according, Symbol.accordingDocument, Symbol.accordingVia: w.add(f.according)
      default: break
      }
    }
    func skip() {
      while index < to {
        switch text.line[index] {
        case Symbol.coordinator, Symbol.discourse, Symbol.adverb, Symbol.time, Symbol.negation: index += 1
        default: return
        }
      }
    }
    skip()
    guard index < to else { return }
    if let verb = verb(index, text) {
      w.add(f.verb[min(verb, 2), place])
      return
    }
    guard Symbol.isMention(text.line[index]) else { return }
    let mention = SymbolFeatures.place(text.line[index])
    index += 1
    let most = min(to, index + 9)
    scan: while index < most {
      switch text.line[index] {
      case Symbol.word, Symbol.capital, Symbol.number, Symbol.possessive, Symbol.place, Symbol.name,
        Symbol.organisation, Symbol.title, Symbol.person, Symbol.open, Symbol.close:
        index += 1
      default: break scan
      }
    }
    skip()
    guard index < to, let verb = verb(index, text) else { return }
    w.add(f.report[mention, place])
    w.add(f.isReport[verb])
  }

  private func verb(_ index: Int, _ text: ArticleText) -> Int? {
    switch text.line[index] {
    case Symbol.cue: 0
    case Symbol.linkedCue: 1
    case Symbol.quoteCue: 2
    case Symbol.citing: 3
    default: nil
    }
  }

  /// How the place lies to the claim that follows in the sentence.
  private func next(_ at: Int, _ next: ClaimProposal?, _ text: ArticleText) {
    guard let next, at <= next.cue else { return }
    let w = weigher
    let anchor = next.anchor
    let own = next.source.isEmpty ? 1 : 0
    guard at <= anchor else { return w.add(f.insideNext) }
    guard anchor - at <= 6 else { return }
    var joins = true
    for index in at..<anchor {
      switch text.line[index] {
      case Symbol.comma, Symbol.semicolon, Symbol.coordinator, Symbol.discourse, Symbol.adverb,
        Symbol.negation,
        Symbol.time, Symbol.link, Symbol.subordinator:
        continue
      default: joins = false
      }
    }
    if joins {
      w.add(f.joint[SymbolFeatures.place(text.line[at]), own])
    } else {
      w.add(f.nearJoint[own])
    }
  }

  private func kind(_ index: Int, _ to: Int, _ text: ArticleText) -> Int {
    guard index < to else { return 7 }
    switch text.line[index] {
    case Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.copula: return 1
    case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.citing: return 2
    case Symbol.word, Symbol.capital: return 3
    case Symbol.coordinator, Symbol.discourse, Symbol.subordinator, Symbol.preposition: return 4
    case Symbol.quote, Symbol.shortQuote, Symbol.namedThing: return 5
    case Symbol.comma, Symbol.stop, Symbol.colon, Symbol.semicolon, Symbol.dash, Symbol.open, Symbol.close:
      return 6
    case let symbol where Symbol.isMention(symbol): return 0
    default: return 7
    }
  }
}
