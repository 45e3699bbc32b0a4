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
    let opening = ClaimDescription.opening(range.lowerBound, text).rawValue
    var depth = 0
    var hasPredicate = false
    var last = range.upperBound
    if let limit = limit(range, text) { last = limit }
    for index in range.lowerBound..<last {
      let symbol = text.line[index]
      if index > range.lowerBound, places.count < Self.mostPlaces, mayEnd(index, text),
        !Self.joins(index - 1, text)
      {
        var then = index
        while then < last, Self.joins(then, text) { then += 1 }
        // At the sentence's last stop the claim ends with the sentence.
        if then == last { break }
        places.append(index)
        describe(
          Place(
            at: index, then: then, to: last, isNested: depth > 0, hasPredicate: hasPredicate,
            opening: opening),
          of: claim, before: next, isConceded: isConceded, isHeadline: isHeadline, text)
      }
      switch symbol {
      case Symbol.open: depth += 1
      case Symbol.close: depth -= 1
      case Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.copula: hasPredicate = true
      case Symbol.word: if text.isVerb(Int(text.pieces[index].lo)) { hasPredicate = true }
      default: break
      }
    }
    places.append(last)
    whole(claim, before: next, to: last, isConceded: isConceded, isHeadline: isHeadline, text)
    return places
  }

  /// A joint within a claim's words at their longest.
  private struct Place {
    /// Its first piece.
    var at: Int
    /// The first piece after its marks and connectives.
    var then: Int
    /// Where the words end.
    var to: Int
    /// Whether it is in brackets.
    var isNested: Bool
    /// Whether the words before it have a predicate.
    var hasPredicate: Bool
    /// What the claim opens with.
    var opening: Int
  }

  /// Where the words around a claim end for certain: at the bracket that closes them, before a photograph's credit,
  /// before the paper's name at the sentence's end.
  private func limit(_ range: Range<Int>, _ text: ArticleText) -> Int? {
    var depth = 0
    for index in range.dropFirst() {
      switch text.line[index] {
      case Symbol.open:
        if opensCredit(index, range, text) { return index }
        depth += 1
      case Symbol.close:
        if depth == 0 { return index }
        depth -= 1
      case Symbol.dash, Symbol.stop: if opensCredit(index, range, text) { return index }
      default: break
      }
    }
    var last = range.upperBound - 1
    if text.line[last] == Symbol.stop { last -= 1 }
    guard last - 2 > range.lowerBound, text.line[last] == Symbol.medium, text.line[last - 2] != Symbol.medium
    else { return nil }
    return text.line[last - 1] == Symbol.comma || text.line[last - 1] == Symbol.dash ? last - 1 : nil
  }

  /// - Ảnh: X; (Nguồn: Y)
  private func opensCredit(_ mark: Int, _ range: Range<Int>, _ text: ArticleText) -> Bool {
    guard mark + 2 < range.upperBound else { return false }
    let first = Int(text.pieces[mark + 1].lo)
    let colon = first + text.length(of: .creditWords, first)
    return colon > first && colon < text.tokens.count && text.tokens[colon].role == UInt8(ascii: ":")
  }

  /// Whether a piece never ends a claim: marks and the words that only join.
  ///
  /// A word with a mark right after it and none before joins nothing (*giải pháp cụ thể, …*; *lợi ích riêng.*).
  static func joins(_ piece: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.stop, Symbol.comma, Symbol.colon, Symbol.semicolon, Symbol.dash, Symbol.coordinator:
      return true
    case Symbol.discourse:
      guard piece > 0, piece + 1 < text.pieces.count else { return true }
      return isMark(text.line[piece - 1]) || !isMark(text.line[piece + 1])
        || text.line[piece - 1] == Symbol.coordinator
    default: return false
    }
  }

  private static func isMark(_ symbol: UInt8) -> Bool {
    switch symbol {
    case Symbol.stop, Symbol.comma, Symbol.colon, Symbol.semicolon, Symbol.dash: true
    default: false
    }
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

  /// The claim that ends with its sentence.
  private func whole(
    _ claim: ClaimProposal, before next: ClaimProposal?, to: Int, isConceded: Bool, isHeadline: Bool,
    _ text: ArticleText
  ) {
    let w = weigher
    w.candidate()
    w.add(f.isSentenceEnd)
    var end = to
    while end > claim.range.lowerBound, Self.joins(end - 1, text) { end -= 1 }
    w.add(f.wholeLength[end - claim.range.lowerBound])
    w.add(f.wholeClass[ClaimDescription.cueClass(claim.cue, text)])
    w.add(f.wholeLink[claim.link.rawValue])
    let cue = claims.cue(claim.cue, text)
    if cue >= 0 { w.add(f.wholeCue[cue]) }
    w.add(f.wholeConceded, if: isConceded)
    w.add(f.wholeHeadline, if: isHeadline)
    w.add(f.wholeAfter[end > claim.range.lowerBound ? text.line[end - 1] : 0])
    w.add(f.form[claim.form, 0])
    beyond(to, next, text)
  }

  private func describe(
    _ joint: Place, of claim: ClaimProposal, before next: ClaimProposal?, isConceded: Bool, isHeadline: Bool,
    _ text: ArticleText
  ) {
    let w = weigher
    w.candidate()
    let at = joint.at
    let to = joint.to
    let here = text.line[at]
    let place = SymbolFeatures.place(here)
    let then = SymbolFeatures.place(text.line[joint.then])
    let before = SymbolFeatures.place(text.line[at - 1])
    w.add(f.at[place, then])
    w.add(f.before[before, place])
    connectives(joint, text)
    if here == Symbol.colon { w.add(f.colonPredicate[joint.hasPredicate ? 0 : 1]) }
    if text.tokens[Int(text.pieces[joint.then].lo)].isCapital { w.add(f.capital[then, place]) }
    // - Ảnh: X: a caption's credit.
    let credit = joint.then + (text.line[joint.then] == Symbol.open ? 1 : 0)
    if credit < to, text.isOne(of: .creditWords, Int(text.pieces[credit].lo)) { w.add(f.credit[here]) }
    w.add(f.isInBrackets, if: joint.isNested)
    let distance = at - claim.range.lowerBound
    w.add(f.distance[distance])
    w.add(f.distanceAt[place, distance <= 2 ? 0 : distance <= 4 ? 1 : distance <= 8 ? 2 : 3])
    w.add(f.shape[kind(joint.then, to, text), kind(joint.then + 1, to, text)])
    let segment = segment(joint.then, to, text).rawValue
    w.add(f.segment[segment, place])
    w.add(f.segmentAfterOpening[segment, joint.opening])
    w.add(f.rest[to - at])
    w.add(f.silence[place], if: text.length(of: .silences, Int(text.pieces[joint.then].lo)) > 0)
    w.add(f.conceded[here], if: isConceded)
    w.add(f.headline[place, then], if: isHeadline)
    w.add(f.form[claim.form, place])
    ahead(at, to, place, text)
    self.next(at, next, text)
    beyond(at, next, text)
  }

  /// The words that join what follows.
  private func connectives(_ joint: Place, _ text: ArticleText) {
    let w = weigher
    var isFirst = true
    for index in joint.at...joint.then {
      switch text.line[index] {
      case Symbol.discourse, Symbol.coordinator, Symbol.subordinator: break
      default: continue
      }
      let word = claims.connective(index, text)
      guard word >= 0 else { continue }
      let before = text.line[index - 1]
      w.add(f.connective[word, before == Symbol.comma ? 1 : isFirst && index == joint.at ? 0 : 2])
      w.add(f.connectiveThen[word, kind(index + 1, joint.to, text)])
      isFirst = false
    }
    let word = claims.connective(joint.then, text)
    if word >= 0 { w.add(f.opens[word]) }
  }

  /// What the words from `from` to the next joint are.
  private func segment(_ from: Int, _ to: Int, _ text: ArticleText) -> ClaimEndFeatures.Segment {
    var hasNoun = false
    var index = from
    let most = min(to, from + 14)
    var first: ClaimEndFeatures.Segment = .other
    while index < most {
      switch text.line[index] {
      case Symbol.comma, Symbol.semicolon, Symbol.stop, Symbol.colon, Symbol.open, Symbol.close:
        return hasNoun && first == .other ? .nominal : first
      case Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.copula:
        return hasNoun ? .clause : first == .other ? .predicate : first
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.citing:
        return hasNoun ? .clause : .verb
      case Symbol.word:
        if text.isVerb(Int(text.pieces[index].lo)) {
          return hasNoun ? .clause : first == .other ? .verb : first
        }
        hasNoun = true
      case Symbol.time: if index == from { first = .time }
      case Symbol.preposition: if index == from { first = .preposition }
      case Symbol.quote, Symbol.shortQuote: if index == from { return .quote }
      case Symbol.coordinator, Symbol.discourse, Symbol.subordinator: break
      default: hasNoun = true
      }
      index += 1
    }
    return hasNoun && first == .other ? .nominal : first
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
      w.add(f.verbClass[ClaimDescription.cueClass(index, text), place])
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

  /// Whether a claim that ends here runs over the next one.
  private func beyond(_ at: Int, _ next: ClaimProposal?, _ text: ArticleText) {
    guard let next, at > next.cue else { return }
    let before = next.anchor > 0 ? text.line[next.anchor - 1] : 0
    weigher.add(f.beyondNext[SymbolFeatures.place(before), next.source.isEmpty ? 1 : 0])
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
