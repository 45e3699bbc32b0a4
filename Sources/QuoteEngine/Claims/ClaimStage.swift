/// Layer B: proposes for each cue the clauses that it may govern, and weighs whether it governs one and where that ends.
///
/// The cues of a sentence are taken from left to right: what was decided before tells of what follows.
final class ClaimStage {
  private let forms: [FormCard]
  private let claims: ClaimDescription
  private let ends: ClaimEndDescription
  private let sources: ClaimSourceChoice
  /// The decisions of the article at hand, where they are recorded.
  private(set) var records: [ClaimDecision] = []
  /// Whether decisions are recorded.
  var isRecording = false {
    didSet { sources.isRecording = isRecording }
  }
  /// The decisions on the claims' speakers, where they are recorded.
  var sourceRecords: [ClaimSourceDecision] { sources.records }
  /// The proposals of the sentence at hand.
  private var proposals: [ClaimProposal] = []

  init(_ library: PatternLibrary, _ models: Models) {
    forms = library.forms.map(FormCard.init)
    claims = ClaimDescription(models)
    ends = ClaimEndDescription(models)
    sources = ClaimSourceChoice(models)
  }

  /// No claim is longer than so many pieces.
  private static let longestClaim = 300
  /// No sentence is read for more claims than these: a line without stops must not take the square of its length.
  private static let mostClaims = 200

  /// The claims of the article, in the order of the text.
  ///
  /// A quote that a claim's colon introduces is given to the claim's speaker.
  func run(_ text: ArticleText, _ matches: FormStage, quotes: inout [Draft]) -> [Draft] {
    records.removeAll(keepingCapacity: true)
    sources.begin()
    var drafts: [Draft] = []
    var bySentence: [Int: [Draft]] = [:]
    for quote in quotes where quote.stretch >= 0 && quote.cue >= 0 {
      bySentence[quote.sentence, default: []].append(quote)
    }
    for sentence in text.sentences.indices
    where !text.sentences[sentence].isDialogue && !text.sentences[sentence].isClutter {
      propose(sentence, text, matches)
      guard !proposals.isEmpty else { continue }
      decide(sentence, text, bySentence[sentence] ?? [], &drafts)
    }
    for sentence in text.sentences.indices.dropFirst()
    where !text.sentences[sentence].isDialogue && !text.sentences[sentence].isClutter {
      guard let draft = PointingSentence.claim(before: sentence, text) else { continue }
      // Somebody else's report within it stands by itself; a clause read as one does not.
      if drafts.contains(where: { draft.content.overlaps($0.content) && !$0.via.isEmpty }) { continue }
      drafts.removeAll {
        draft.content.overlaps($0.content) || $0.sentence == sentence && $0.content.lowerBound > draft.cue
      }
      drafts.append(draft)
    }
    handOver(drafts, to: &quotes, text)
    return drafts
  }

  /// X giải thích C: “Q”: the words after the colon are the claim's speaker's too, unless they have a verb of their own.
  private func handOver(_ claims: [Draft], to quotes: inout [Draft], _ text: ArticleText) {
    // Made when the first colon is met: most articles have none.
    var byStretch: [Int32: Int]?
    for claim in claims {
      let colon = claim.content.upperBound
      guard claim.cue < colon, colon + 1 < text.pieces.count, text.line[colon] == Symbol.colon,
        text.line[colon + 1] == Symbol.quote
      else { continue }
      let places =
        byStretch
        ?? Dictionary(
          quotes.indices.map { (quotes[$0].stretch, $0) }, uniquingKeysWith: { first, _ in first })
      byStretch = places
      guard let index = places[text.pieces[colon + 1].index],
        quotes[index].cue == colon || quotes[index].source.isEmpty
      else { continue }
      quotes[index].source = claim.source
      quotes[index].phrase = claim.source.isEmpty ? claim.phrase : quotes[index].phrase
      quotes[index].cue = claim.cue
      quotes[index].carriedFrom = -1
    }
  }

  // MARK: Proposals

  /// What the forms read in a sentence, by cue; of the forms that read a cue on one side the first one.
  private func propose(_ sentence: Int, _ text: ArticleText, _ matches: FormStage) {
    proposals.removeAll(keepingCapacity: true)
    let from = Int(text.sentences[sentence].pieceStart)
    let to = Int(text.sentences[sentence].pieceEnd)
    // The cues taken so far, a set of sides each, by their distance from the sentence's first piece.
    var taken: [Int: UInt8] = [:]
    var starts = Set<Int>()
    var firsts = Set<Int>()
    matches.each(.claim, in: sentence, of: text) { candidate in
      guard candidate.cue >= 0, proposals.count < Self.mostClaims else { return }
      let isBefore = candidate.content.lowerBound < candidate.cue
      let bit: UInt8 = isBefore ? 1 : 2
      guard (taken[candidate.cue] ?? 0) & bit == 0, candidate.cite < 0 || taken[candidate.cite] == nil else {
        return
      }
      // A form that sees no speaker adds nothing where one that sees him has read the same clause.
      if !isBefore, candidate.source.isEmpty, starts.contains(candidate.content.lowerBound) { return }
      var proposal = ClaimProposal(
        form: candidate.form, side: isBefore ? .before : .after,
        source: SourceReading.settled(candidate.source, cue: candidate.cue, from: from, text),
        cue: candidate.cue, cite: candidate.cite, via: candidate.via, range: candidate.content)
      proposal.isMoved = proposal.source != candidate.source
      proposal.read = candidate.source
      if isBefore {
        let least = max(from, candidate.content.lowerBound - Self.longestClaim)
        proposal.range = opening(least, candidate.content.lowerBound, text)..<candidate.content.upperBound
      } else {
        let most = min(to, candidate.content.lowerBound + Self.longestClaim)
        let first = beginning(candidate.content.lowerBound, most, text)
        guard first < most else { return }
        // A bare rằng adds nothing where its verb has read the same clause.
        if text.line[candidate.cue] == Symbol.that, !firsts.insert(first).inserted { return }
        firsts.insert(first)
        proposal.link =
          first > candidate.content.lowerBound
          ? .moved : link(candidate.cue + 1..<candidate.content.lowerBound, text)
        proposal.range = first..<most
        starts.insert(candidate.content.lowerBound)
      }
      taken[candidate.cue, default: 0] |= bit
      if candidate.cite >= 0 { taken[candidate.cite] = 3 }
      if !isBefore, let whole = around(proposal, from, to, text) {
        proposal.resumes = proposal.range.lowerBound
        proposals.append(whole)
      }
      if isBefore { proposals.append(proposal) } else { appendOpenings(of: proposal, text) }
    }
    proposals.sort { a, b in
      if a.cue != b.cue { return a.cue < b.cue }
      if a.side != b.side { return a.side.rawValue < b.side.rawValue }
      return a.range.lowerBound < b.range.lowerBound
    }
  }

  /// No description after theo X is longer than so many pieces.
  private static let longestDescription = 25

  /// Theo X, A, B, C: X may be described up to any of the first commas.
  private func appendOpenings(of proposal: ClaimProposal, _ text: ArticleText) {
    let first = proposal.range.lowerBound
    let to = proposal.range.upperBound
    let from = proposal.source.upperBound
    switch text.line[proposal.cue] {
    case Symbol.according, Symbol.accordingDocument, Symbol.accordingVia: break
    default: return proposals.append(proposal)
    }
    guard !proposal.source.isEmpty, proposal.cite < 0, proposal.cue < from, from <= first else {
      return proposals.append(proposal)
    }
    var openings: [Int] = []
    scan: for index in from..<min(to - 1, first + Self.longestDescription) {
      switch text.line[index] {
      case Symbol.comma: openings.append(index + 1)
      case Symbol.stop, Symbol.semicolon, Symbol.cue, Symbol.linkedCue, Symbol.citing, Symbol.quote:
        break scan
      default: break
      }
      if openings.count == 4 { break }
    }
    if !openings.contains(first) { openings.append(first) }
    for opening in openings {
      var reading = proposal
      reading.range = opening..<to
      reading.skipped = from..<opening
      proposals.append(reading)
    }
  }

  /// The whole sentence, when its attribution is set into it: C1, theo X, C2.
  private func around(_ proposal: ClaimProposal, _ from: Int, _ to: Int, _ text: ArticleText)
    -> ClaimProposal?
  {
    let anchor = proposal.anchor
    guard anchor > from, anchor - from <= Self.longestClaim else { return nil }
    switch text.line[anchor - 1] {
    case Symbol.comma, Symbol.open, Symbol.dash: break
    default: return nil
    }
    switch text.line[proposal.cue] {
    case Symbol.according, Symbol.accordingDocument, Symbol.accordingVia: break
    default:
      guard !proposal.source.isEmpty, proposal.cue - proposal.source.lowerBound <= 3,
        text.line[proposal.cue + 1] == Symbol.comma
      else { return nil }
    }
    var whole = proposal
    whole.side = .around
    whole.resumes = proposal.range.lowerBound
    whole.range = opening(from, anchor, text)..<min(to, from + Self.longestClaim)
    return whole.range.lowerBound < anchor ? whole : nil
  }

  /// The first piece of a clause: after the words that join it to what is before.
  private func opening(_ from: Int, _ to: Int, _ text: ArticleText) -> Int {
    var index = from
    while index < to {
      switch text.line[index] {
      case Symbol.discourse, Symbol.comma, Symbol.stop, Symbol.dash: index += 1
      default: return index
      }
    }
    return index
  }

  /// The first piece of a clause after its cue: nói với báo X rằng C begins after rằng.
  private func beginning(_ at: Int, _ to: Int, _ text: ArticleText) -> Int {
    var first = at
    let symbol = text.line[first]
    let isAddressee = symbol == Symbol.preposition || symbol == Symbol.time || Symbol.isMention(symbol)
    if isAddressee || symbol == Symbol.word || symbol == Symbol.determiner {
      scan: for index in first..<min(first + 10, to) {
        switch text.line[index] {
        case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.comma: break scan
        case Symbol.adverb, Symbol.negation, Symbol.passive:
          // cảnh báo châu Âu rằng C: only a noun phrase stands between.
          if !isAddressee { break scan }
        case Symbol.that:
          if index + 1 < to { first = index + 1 }
          break scan
        case Symbol.copula where symbol == Symbol.preposition && index - first <= 5:
          if index + 1 < to { first = index + 1 }
          break scan
        default: continue
        }
      }
    }
    while first + 1 < to {
      switch text.line[first] {
      case Symbol.comma, Symbol.colon, Symbol.that, Symbol.dash: first += 1
      default: return first
      }
    }
    return first
  }

  private func link(_ range: Range<Int>, _ text: ArticleText) -> ClaimProposal.Link {
    var link = ClaimProposal.Link.none
    for index in range {
      switch text.line[index] {
      case Symbol.that: return .that
      case Symbol.colon: link = .colon
      case Symbol.copula: if link != .colon { link = .copula }
      case Symbol.comma: if link == .none || link == .link { link = .comma }
      case Symbol.link: if link == .none { link = .link }
      default: break
      }
    }
    return link
  }

  // MARK: Decisions

  /// Decides which of a sentence's proposals are claims, and their extents.
  private func decide(_ sentence: Int, _ text: ArticleText, _ quotes: [Draft], _ drafts: inout [Draft]) {
    let from = Int(text.sentences[sentence].pieceStart)
    var found: [WeighedClaim] = []
    var index = 0
    while index < proposals.count {
      var next = index
      while next < proposals.count, proposals[next].cue == proposals[index].cue { next += 1 }
      defer { index = next }
      let last = found.last(where: \.holds)
      claims.weigher.begin()
      for place in index..<next {
        complete(&proposals[place], last?.proposal, from, quotes, text)
        claims.describe(proposals[place], after: last?.proposal, sentence, quotes, text)
      }
      guard let choice = claims.weigher.best(mustChoose: false) else { continue }
      let holds = claims.weigher.score(choice.index) > 0
      if isRecording { record(index..<next, text) }
      guard holds || isRecording else { continue }
      var claim = WeighedClaim(
        proposal: proposals[index + choice.index], probability: choice.probability, holds: holds)
      // Y đưa tin, X cho rằng C: X speaks, Y passed it on.
      if holds, index > 0, !claim.proposal.source.isEmpty,
        let outer = outer(of: claim.proposal, before: index, text)
      {
        claim.proposal.via = outer.source
        if let last = found.indices.last, found[last].proposal.cue == outer.cue { found[last].holds = false }
      }
      found.append(claim)
    }
    for (place, claim) in found.enumerated() {
      let following = found[(place + 1)...].first(where: \.holds)?.proposal
      let end = end(of: claim, before: following, sentence, text)
      guard claim.holds || isRecording else { continue }
      let range = trimmed(claim.proposal.range.lowerBound..<end.piece, text)
      guard !range.isEmpty else { continue }
      let previous = drafts.last { $0.sentence < sentence && !$0.named.isEmpty }
      let source = sources.choose(claim.proposal, range, previous, sentence, text)
      guard claim.holds else { continue }
      draft(claim, range, source, sentence, text, &drafts)
    }
  }

  /// Finds who speaks when the form leaves it open.
  private func complete(
    _ proposal: inout ClaimProposal, _ last: ClaimProposal?, _ from: Int, _ quotes: [Draft],
    _ text: ArticleText
  ) {
    guard proposal.source.isEmpty else { return }
    if let last, !last.named.isEmpty {
      proposal.carry = .claim
      proposal.phrase = last.named
    } else if let quote = quotes.suffix(16).last(where: { $0.cue < proposal.cue }) {
      proposal.carry = .quote
      proposal.phrase = quote.named
    } else if let subject = SentenceSubject.find(from, before: proposal.cue, text) {
      proposal.carry = .subject
      proposal.phrase = subject..<subject + 1
    } else {
      proposal.carry = .nobody
    }
  }

  /// The attribution to a medium that only passes on the one that begins its clause.
  private func outer(of inner: ClaimProposal, before index: Int, _ text: ArticleText) -> ClaimProposal? {
    guard
      let outer = proposals[..<index].last(where: {
        $0.side == .after && $0.cue != inner.cue && !$0.source.isEmpty
      }),
      outer.range.contains(inner.source.lowerBound), inner.source.lowerBound - outer.range.lowerBound <= 3,
      let piece = Assembly.speakerPiece(outer.source, text)
    else { return nil }
    let isMedium =
      text.line[piece] == Symbol.medium || text.line[outer.cue] == Symbol.accordingVia
    guard isMedium,
      !(outer.range.lowerBound..<inner.source.lowerBound).contains(where: { text.line[$0] == Symbol.word })
    else { return nil }
    return outer
  }

  /// Where a claim ends, as the piece after its last one.
  private func end(
    of claim: WeighedClaim, before next: ClaimProposal?, _ sentence: Int, _ text: ArticleText
  ) -> (piece: Int, probability: Double) {
    let range = claim.proposal.range
    guard claim.proposal.side != .before else { return (range.upperBound, 1) }
    let places = ends.describe(claim.proposal, before: next, sentence, text)
    guard let choice = ends.weigher.best(mustChoose: true) else { return (range.upperBound, 1) }
    if isRecording {
      records.append(
        ClaimDecision(
          model: .claimEnd, ranges: places.map { trimmed(range.lowerBound..<$0, text) },
          features: places.indices.map { ends.weigher.features(of: $0) }))
    }
    return (places[choice.index], choice.probability)
  }

  private func record(_ places: Range<Int>, _ text: ArticleText) {
    records.append(
      ClaimDecision(
        model: .claim, ranges: places.map { trimmed(proposals[$0].range, text) },
        features: places.indices.map { claims.weigher.features(of: $0 - places.lowerBound) }))
  }

  private func draft(
    _ claim: WeighedClaim, _ range: Range<Int>, _ source: (reading: ClaimSource, probability: Double)?,
    _ sentence: Int, _ text: ArticleText, _ drafts: inout [Draft]
  ) {
    let proposal = claim.proposal
    let form = forms[proposal.form]
    var draft = Draft(
      layer: .claim, content: range, pattern: form.id, summary: form.summary,
      confidence: claim.probability * (source?.probability ?? 1), sentence: sentence)
    draft.cue = proposal.cue
    draft.via = proposal.via
    if let reading = source?.reading {
      // Who is taken over from elsewhere is not named at the words.
      switch reading.kind {
      case .carried, .previous: draft.phrase = reading.named
      case .before where proposal.source.isEmpty: draft.phrase = reading.named
      case .before, .settled, .read, .after: draft.source = reading.named
      }
    }
    drafts.append(draft)
  }

  private func trimmed(_ range: Range<Int>, _ text: ArticleText) -> Range<Int> {
    var lo = range.lowerBound
    var hi = range.upperBound
    while hi > lo, ClaimEndDescription.joins(hi - 1, text) { hi -= 1 }
    while lo < hi {
      switch text.line[lo] {
      case Symbol.comma, Symbol.colon, Symbol.that, Symbol.dash: lo += 1
      default: return lo..<hi
      }
    }
    return lo..<hi
  }
}
