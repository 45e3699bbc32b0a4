/// Layer A: proposes for each stretch in marks who may have said it, and weighs whether anybody did and who.
///
/// Sentences are taken in the order of the text, the headline last, since the body says whose words it repeats.
final class QuoteStage {
  private let forms: [FormCard]
  private let features: QuoteFeatures
  private let sourceFeatures: SourceFeatures
  private let quoteWeigher: Weigher
  private let sourceWeigher: Weigher
  private let context = QuoteContext()
  private let surroundings = QuoteSurroundings()
  private let sourceClause = SourceClause()
  /// Whether the sentence says that the words at hand were not said.
  private var isUnsaid = false
  /// Whether the words at hand speak in the first person.
  private var isFirstPerson = false
  /// The proposals of forms for each stretch of the sentence at hand.
  private var byStretch: [Int32: [QuoteProposal]] = [:]
  /// The decisions of the article at hand, where they are recorded.
  private(set) var records: [QuoteDecision] = []
  /// Whether decisions are recorded.
  var isRecording = false

  /// No stretch has more proposals of forms than these; the first ones are the closest readings.
  private static let mostProposals = 24

  init(_ library: PatternLibrary, _ models: Models) {
    forms = library.forms.map(FormCard.init)
    features = models.quoteFeatures
    sourceFeatures = models.sourceFeatures
    quoteWeigher = Weigher(models.quote)
    sourceWeigher = Weigher(models.source)
  }

  /// Adds the quotes of the article to `drafts`, which hold the answers of an interview, in the order of the text.
  func run(_ text: ArticleText, _ matches: FormStage, _ drafts: inout [Draft]) {
    records.removeAll(keepingCapacity: true)
    guard !text.stretches.isEmpty else { return }
    var state = QuoteState(text, drafts)
    for sentence in text.sentences.indices
    where !text.sentences[sentence].isClutter && !text.sentences[sentence].isHeadline {
      self.sentence(sentence, text, matches, &drafts, &state)
    }
    for sentence in text.sentences.indices
    where !text.sentences[sentence].isClutter && text.sentences[sentence].isHeadline {
      self.sentence(sentence, text, matches, &drafts, &state)
    }
    drafts.sort { place($0, text) < place($1, text) }
  }

  /// The words that somebody's words quote: only those that a verb of speech or a colon gives to somebody.
  func runInside(_ text: ArticleText, _ matches: FormStage, _ sentences: Range<Int>) -> [Draft] {
    var drafts: [Draft] = []
    var state = QuoteState(text, [])
    for sentence in sentences where hasQuote(sentence, text) {
      self.sentence(sentence, text, matches, &drafts, &state)
    }
    return drafts
  }

  private func place(_ draft: Draft, _ text: ArticleText) -> Int32 {
    draft.stretch >= 0 ? text.stretches[Int(draft.stretch)].open : text.pieces[draft.content.lowerBound].lo
  }

  private func hasQuote(_ sentence: Int, _ text: ArticleText) -> Bool {
    for index in Int(text.sentences[sentence].pieceStart)..<Int(text.sentences[sentence].pieceEnd)
    where isStretch(index, text) { return true }
    return false
  }

  private func isStretch(_ piece: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.quote, Symbol.shortQuote: text.pieces[piece].index >= 0
    default: false
    }
  }

  // MARK: A sentence

  private func sentence(
    _ sentence: Int, _ text: ArticleText, _ matches: FormStage, _ drafts: inout [Draft],
    _ state: inout QuoteState
  ) {
    guard hasQuote(sentence, text) else { return }
    byStretch.removeAll(keepingCapacity: true)
    let from = Int(text.sentences[sentence].pieceStart)
    let to = Int(text.sentences[sentence].pieceEnd)
    let isInside = text.sentences[sentence].isQuoted
    let isDialogue = text.sentences[sentence].isDialogue
    matches.each(.quote, in: sentence, of: text) { candidate in
      let piece = text.pieces[candidate.content.lowerBound]
      guard piece.index >= 0, isStretch(candidate.content.lowerBound, text) else { return }
      if isInside {
        guard candidate.cue >= 0, candidate.cue < candidate.content.lowerBound, !candidate.source.isEmpty,
          candidate.content.lowerBound - candidate.cue <= 8
        else { return }
      }
      // Inside a turn of dialogue only words that another is said to have spoken are a quote of their own.
      if isDialogue,
        candidate.cue < 0 || candidate.content.lowerBound == 0
          || text.line[candidate.content.lowerBound - 1] != Symbol.colon
      {
        return
      }
      propose(candidate, piece.index, from, text)
    }
    state.seenOther = false
    state.seenQuote = -1
    for piece in from..<to where isStretch(piece, text) {
      let stretch = text.pieces[piece].index
      guard !text.stretches[Int(stretch)].isTaken else { continue }
      var proposals = byStretch[stretch] ?? []
      if isDialogue || isInside, proposals.isEmpty { continue }
      complete(&proposals, piece, sentence, text, drafts, state)
      if !isDialogue, !isInside {
        context.propose(piece, sentence, text, drafts, state, &proposals)
      }
      weigh(proposals, piece, sentence, text, &drafts, &state)
    }
  }

  /// Keeps what a form read, once.
  private func propose(_ candidate: Candidate, _ stretch: Int32, _ from: Int, _ text: ArticleText) {
    let source = SourceReading.settled(candidate.source, cue: candidate.cue, from: from, text)
    var list = byStretch[stretch] ?? []
    guard list.count < Self.mostProposals,
      !list.contains(where: {
        $0.form == candidate.form && $0.source == source && $0.cue == candidate.cue
      })
    else { return }
    var proposal = QuoteProposal(form: candidate.form)
    proposal.source = source
    proposal.cue = candidate.cue
    proposal.cite = candidate.cite
    proposal.via = candidate.via
    proposal.rank = list.count
    list.append(proposal)
    byStretch[stretch] = list
  }

  /// Gives proposals whose form leaves the speaker out the speakers that it may mean.
  private func complete(
    _ proposals: inout [QuoteProposal], _ piece: Int, _ sentence: Int, _ text: ArticleText, _ drafts: [Draft],
    _ state: QuoteState
  ) {
    guard proposals.contains(where: { $0.source.isEmpty && $0.cue >= 0 }) else { return }
    var out: [QuoteProposal] = []
    for proposal in proposals {
      guard proposal.source.isEmpty, proposal.cue >= 0 else {
        out.append(proposal)
        continue
      }
      var other = proposal
      if let index = state.quotes(of: sentence).last(where: {
        !drafts[$0].source.isEmpty && drafts[$0].cue < proposal.cue
      }) {
        other.carry = .earlierVerb
        other.phrase = drafts[index].source
        out.append(other)
      }
      if let subject = SentenceSubject.find(
        Int(text.sentences[sentence].pieceStart), before: proposal.cue, text)
      {
        other.carry = .sentenceSubject
        other.phrase = subject..<subject + 1
        out.append(other)
      }
      if let last = state.lastQuote(before: piece, text, drafts) {
        other.carry = .lastSpeaker
        other.phrase = drafts[last].named
        other.sentences = sentence - drafts[last].sentence
        if !other.phrase.isEmpty { out.append(other) }
      }
    }
    proposals = out
  }

  // MARK: Weighing

  private func weigh(
    _ proposals: [QuoteProposal], _ piece: Int, _ sentence: Int, _ text: ArticleText, _ drafts: inout [Draft],
    _ state: inout QuoteState
  ) {
    let index = text.pieces[piece].index
    let stretch = text.stretches[Int(index)]
    quoteWeigher.begin()
    quoteWeigher.candidate()
    describe(proposals, piece, sentence, stretch, text, state)
    let words = QuoteSurroundings.words(of: stretch, text)
    surroundings.describe(
      piece, text.sentences[sentence], stretch, words, proposals, features, quoteWeigher, text, state)
    guard let isQuote = quoteWeigher.best(mustChoose: false) else { return }
    // What is not said is not quoted, whatever else speaks for it.
    let holds = quoteWeigher.score(0) > 0 && !proposals.isEmpty && !isUnsaid
    if isRecording {
      records.append(
        QuoteDecision(
          stretch: index, quote: quoteWeigher.features(of: 0), proposals: [], sources: [],
          isQuoted: text.sentences[sentence].isQuoted))
    }
    state.note(words, isTaken: holds)
    if !holds && !isRecording {
      state.seenOther = true
      return
    }
    sourceWeigher.begin()
    for proposal in proposals {
      sourceWeigher.candidate()
      describe(proposal, among: proposals, piece, sentence, stretch, text, drafts, state)
    }
    let choice = sourceWeigher.best(mustChoose: true)
    if isRecording {
      records[records.count - 1].proposals = proposals.map(\.named)
      records[records.count - 1].sources = proposals.indices.map { sourceWeigher.features(of: $0) }
    }
    guard holds, let choice else {
      state.seenOther = true
      return
    }
    let told = telling(choice.index, proposals, text)
    let proposal = proposals[told]
    text.stretches[Int(index)].isTaken = true
    var draft = Draft(
      layer: .quote, stretch: index,
      pattern: proposal.form >= 0 ? forms[proposal.form].id : proposal.context.rawValue,
      summary: proposal.form >= 0 ? forms[proposal.form].summary : proposal.context.summary,
      confidence: isQuote.probability * share(of: proposals, like: choice.index, text), sentence: sentence)
    draft.source = proposal.source
    draft.phrase = proposal.source.isEmpty ? proposal.phrase : 0..<0
    draft.cue = proposal.cue
    draft.via = proposal.via
    draft.isFragment =
      proposal.form >= 0 && forms[proposal.form].isFragment
      || !stretch.beginsCapital && stretch.depth == 0 && !stretch.endsSentence
        && isBuiltIn(piece, sentence, text)
    draft.reasons = reasons(told)
    if choice.runnerUp >= 0 {
      draft.runnerUp = proposals[choice.runnerUp].named
      draft.runnerUpShare = choice.runnerUpProbability
    }
    state.add(drafts.count, draft, text)
    state.seenQuote = drafts.count
    drafts.append(draft)
  }

  /// Of the readings that name the chosen speaker by the same words, the one that tells most: with a verb of speech
  /// (X nói: “Q”) rather than with a mark alone.
  private func telling(_ chosen: Int, _ proposals: [QuoteProposal], _ text: ArticleText) -> Int {
    func hasVerb(_ proposal: QuoteProposal) -> Bool {
      proposal.form >= 0 && proposal.cue >= 0 && cueKind(proposal.cue, text) > 0
    }
    let own = proposals[chosen]
    guard own.carry == .none, !hasVerb(own), !own.named.isEmpty else { return chosen }
    var best = chosen
    for index in proposals.indices
    where proposals[index].source == own.named && hasVerb(proposals[index])
      && (own.form < 0 || forms[proposals[index].form].isFragment == forms[own.form].isFragment)
      && (best == chosen || sourceWeigher.score(index) > sourceWeigher.score(best))
    { best = index }
    return best
  }

  /// The share of all readings that name the same speaker by the same mention or the same last word of a name.
  private func share(of proposals: [QuoteProposal], like chosen: Int, _ text: ArticleText) -> Double {
    let named = proposals[chosen].named
    let head = Assembly.speakerPiece(named, text)
    var share = 0.0
    for (index, proposal) in proposals.enumerated() {
      var isSame = index == chosen || proposal.named == named
      if !isSame, let head, let other = Assembly.speakerPiece(proposal.named, text) {
        isSame = other == head || context.sameName(other, head, text)
      }
      if isSame { share += sourceWeigher.probability(of: index) }
    }
    return min(1, share)
  }

  /// The three features that weighed most.
  private func reasons(_ candidate: Int) -> [String] {
    guard isRecording else { return [] }
    return sourceWeigher.heaviest(of: candidate, 3).map { sourceFeatures.space.names[Int($0.feature)] }
  }

  /// Whether words stand before the quote in its sentence that it is built into.
  private func isBuiltIn(_ piece: Int, _ sentence: Int, _ text: ArticleText) -> Bool {
    guard piece > Int(text.sentences[sentence].pieceStart) else { return false }
    let before = text.line[piece - 1]
    return before != Symbol.colon && before != Symbol.stop
  }

  /// The features of words in marks.
  private func describe(
    _ proposals: [QuoteProposal], _ piece: Int, _ sentence: Int, _ stretch: Stretch, _ text: ArticleText,
    _ state: QuoteState
  ) {
    let f = features
    let w = quoteWeigher
    let from = Int(text.sentences[sentence].pieceStart)
    let to = Int(text.sentences[sentence].pieceEnd)
    let size = QuoteFeatures.size(stretch.words)
    w.add(f.any)
    w.add(f.words[Int(stretch.words)])
    w.add(f.marks[Int(stretch.family)])
    w.add(f.isClosed, if: stretch.isClosed || stretch.goesOn)
    w.add(f.beginsCapital[size], if: stretch.beginsCapital)
    w.add(f.endsSentence[size], if: stretch.endsSentence)
    w.add(f.isTitleCase, if: stretch.isTitleCase)
    w.add(f.beginsPredicate[size], if: text.hit(.preverbal, Int(stretch.lo)) != nil)
    w.add(f.isAnnounced[size], if: stretch.isAnnounced)
    w.add(f.isNested, if: stretch.depth > 0)
    w.add(f.isHeadline[size], if: text.sentences[sentence].isHeadline)
    w.add(f.isWhole[size], if: context.isWhole(piece, sentence, text))
    w.add(f.opensSentence[size], if: piece == from)
    isFirstPerson = false
    var holdsVerb = false
    var asks = false
    for k in Int(stretch.lo)..<min(Int(stretch.hi), Int(stretch.lo) + 60) {
      let token = text.tokens[k]
      if token.isWord {
        if !isFirstPerson, text.isOne(of: .firstPersons, k) { isFirstPerson = true }
        if !holdsVerb, text.isVerb(k) { holdsVerb = true }
      } else if token.role == UInt8(ascii: "?") {
        asks = true
      }
    }
    w.add(f.isFirstPerson, if: isFirstPerson)
    w.add(f.holdsVerb[size], if: holdsVerb)
    w.add(f.asks, if: asks)
    let before = piece > from ? text.line[piece - 1] : 0
    w.add(f.before[SymbolFeatures.place(before), size])
    w.add(f.beforeThat[piece - 1 > from ? text.line[piece - 2] : 0])
    let after = piece + 1 < to ? text.line[piece + 1] : 0
    w.add(f.after[SymbolFeatures.place(after), size])
    var lastForm = -1
    var first = -1
    for (index, proposal) in proposals.enumerated() where proposal.form >= 0 {
      if first < 0 { first = index }
      if proposal.form != lastForm {
        lastForm = proposal.form
        w.add(f.form[proposal.form])
      }
    }
    if first >= 0 {
      let proposal = proposals[first]
      w.add(f.firstForm[proposal.form, size])
      w.add(f.cueClass[cueClass(proposal.cue, text), size])
      if proposal.cue >= 0 {
        w.add(f.cueDistance[abs(piece - proposal.cue)])
        w.add(f.cueAfter[size], if: proposal.cue > piece)
      }
    } else {
      w.add(f.noForm[size])
    }
    var contexts: UInt32 = 0
    for proposal in proposals where proposal.form < 0 {
      let bit: UInt32 = 1 << UInt32(proposal.context.place)
      if contexts & bit == 0 { w.add(f.context[proposal.context.place]) }
      contexts |= bit
    }
    w.add(f.earlierQuote[size], if: state.seenQuote >= 0)
    w.add(f.earlierNot[size], if: state.seenOther)
    w.add(f.previousSentenceQuotes[size], if: sentence > 0 && !state.quotes(of: sentence - 1).isEmpty)
    let denial = Denial(of: piece, by: nearestCue(proposals, piece), from, to, text)
    isUnsaid = denial.isUnsaid
    w.add(f.isDenied, if: denial.isDenied)
    w.add(f.isSupposed, if: denial.isSupposed)
    w.add(f.isDisowned, if: denial.isDisowned)
    w.add(f.isAsked, if: denial.isAsked)
    w.add(f.isEpithet, if: isEpithet(piece, stretch, to, text))
    w.add(f.isDefined, if: isDefined(proposals, piece, stretch, to, text))
    w.add(f.isInClause[size], if: piece > from && isInClause(piece - 1, text))
    w.add(
      f.leadsToQuote,
      if: proposals.contains { $0.form >= 0 && $0.cue > piece && leadsToQuote($0.cue, to, text) })
    var others = 0
    var hasMention = false
    var hasCue = false
    for index in max(from, piece - 60)..<min(to, piece + 60) where index != piece {
      if isStretch(index, text) || text.line[index] == Symbol.namedThing { others += 1 }
      if index < piece, Symbol.isMention(text.line[index]) { hasMention = true }
      if index < piece, text.line[index] == Symbol.cue || text.line[index] == Symbol.according {
        hasCue = true
      }
    }
    w.add(f.others[others])
    w.add(f.subjectBefore[size], if: hasMention)
    w.add(f.reportedClause[size], if: hasCue)
  }

  /// The cue nearest before the words among those that forms read, or -1.
  private func nearestCue(_ proposals: [QuoteProposal], _ piece: Int) -> Int {
    var best = -1
    for proposal in proposals where proposal.form >= 0 && proposal.cue < piece {
      best = max(best, proposal.cue)
    }
    return best
  }

  private func cueClass(_ cue: Int, _ text: ArticleText) -> Int {
    guard cue >= 0, text.pieces[cue].index >= 0 else { return CueClass.allCases.count }
    switch text.line[cue] {
    case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.afterCue, Symbol.citing:
      return Int(text.cues[Int(text.pieces[cue].index)].kind)
    default: return CueClass.allCases.count
    }
  }

  /// The features of one proposal.
  private func describe(
    _ proposal: QuoteProposal, among all: [QuoteProposal], _ piece: Int, _ sentence: Int, _ stretch: Stretch,
    _ text: ArticleText, _ drafts: [Draft], _ state: QuoteState
  ) {
    let f = sourceFeatures
    let w = sourceWeigher
    let isForm = proposal.form >= 0
    if isForm {
      w.add(f.form[proposal.form])
      w.add(f.carry[proposal.carry.rawValue])
      w.add(f.rank[proposal.rank])
      w.add(f.isFirstOfForm, if: all.first { $0.form == proposal.form }?.rank == proposal.rank)
    } else {
      w.add(f.context[proposal.context.place])
      let place = proposal.context.place
      w.add(f.stretchSize[place, QuoteFeatures.size(stretch.words)])
      w.add(f.isWhole[place, context.isWhole(piece, sentence, text) ? 1 : 0])
      w.add(f.followsQuote[place, sentence > 0 && !state.quotes(of: sentence - 1).isEmpty ? 1 : 0])
      let leads = sentence + 1 < text.sentences.count && manner(of: sentence + 1, text) == 2
      w.add(f.leadsToQuote[place, leads ? 1 : 0])
    }
    let named = proposal.named
    let head = Assembly.speakerPiece(named, text)
    let by = !isForm ? 1 : proposal.carry == .none ? 0 : 2
    w.add(f.head[head.map { SymbolFeatures.place(text.line[$0]) } ?? 0, by])
    if named.isEmpty { return }
    w.add(f.length[named.count])
    let isHere =
      named.lowerBound >= Int(text.sentences[sentence].pieceStart)
      && named.upperBound <= Int(text.sentences[sentence].pieceEnd)
    w.add(f.side[isHere ? (named.lowerBound < piece ? 0 : 1) : 2])
    if isHere {
      w.add(f.distance[abs(piece - named.lowerBound)])
      var mentions = 0
      var persons = 0
      let between =
        named.lowerBound < piece
        ? named.upperBound..<max(piece, named.upperBound) : piece + 1..<max(piece + 1, named.lowerBound)
      for index in between.prefix(60) where Symbol.isMention(text.line[index]) {
        mentions += 1
        if text.line[index] == Symbol.person || text.line[index] == Symbol.pronoun { persons += 1 }
      }
      w.add(f.mentionsBetween[mentions])
      w.add(f.personsBetween[persons])
      sourceClause.describe(
        named, piece, text.sentences[sentence], by, f, w, text)
    } else {
      w.add(f.sentences[proposal.sentences])
      let other = context.sentence(of: named.lowerBound, near: sentence, text)
      w.add(f.paragraphs[Int(abs(text.sentences[sentence].paragraph - text.sentences[other].paragraph))])
      if !isForm { w.add(f.itsSentence[proposal.context.place, manner(of: other, text)]) }
    }
    w.add(f.before[named.lowerBound > 0 ? text.line[named.lowerBound - 1] : 0])
    w.add(f.after[named.upperBound < text.line.count ? text.line[named.upperBound] : 0])
    let isRightBefore =
      isForm && proposal.cue >= 0 && proposal.cue < piece && piece - proposal.cue <= 2
      && !proposal.source.isEmpty
    w.add(f.isRightBefore, if: isRightBefore)
    w.add(
      f.hasRightBefore,
      if: !isRightBefore
        && all.contains {
          $0.form >= 0 && $0.cue >= 0 && $0.cue < piece && piece - $0.cue <= 2 && !$0.source.isEmpty
        })
    w.add(f.agreement[all.count { $0.named.lowerBound == named.lowerBound && !$0.named.isEmpty }])
    if proposal.context == .headline, !isForm { w.add(f.share[proposal.share]) }
    if isForm {
      w.add(f.hasCueBetween[proposal.cue < 0 ? 0 : cueKind(proposal.cue, text)])
      if proposal.cue >= 0 {
        w.add(f.cueAway[abs(piece - proposal.cue)])
        if isHere { w.add(f.sourceToCue[abs(proposal.cue - named.lowerBound)]) }
        var nearer = 0
        let between =
          proposal.cue < piece ? proposal.cue + 1..<piece : piece + 1..<max(piece + 1, proposal.cue)
        for index in between.suffix(40) {
          switch text.line[index] {
          case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.according, Symbol.citing: nearer += 1
          default: continue
          }
        }
        w.add(f.cuesBetween[nearer])
        w.add(f.isNearestCue, if: nearer == 0)
        if proposal.cue < piece {
          // Somebody else, nearer to the words, is the subject of a verb of his own.
          w.add(
            f.hasInner,
            if: all.contains {
              $0.form >= 0 && !$0.source.isEmpty && $0.cue < piece && $0.source.lowerBound > proposal.cue
            })
          w.add(
            f.isInner,
            if: isHere
              && all.contains { $0.form >= 0 && $0.cue >= 0 && $0.cue < named.lowerBound && $0.cue < piece })
        }
        if isHere, proposal.cue > named.upperBound {
          var k = proposal.cue - 1
          while k > named.upperBound, text.line[k] == Symbol.adverb || text.line[k] == Symbol.negation {
            k -= 1
          }
          w.add(f.nearerMention, if: k >= named.upperBound && Symbol.isMention(text.line[k]))
        }
      }
    }
    if piece > 0, text.line[piece - 1] == Symbol.colon {
      w.add(f.followsColon[!isForm ? 2 : proposal.cue >= 0 && proposal.cue < piece ? 0 : 1])
    }
    var isFirst = true
    for index in stride(from: named.lowerBound - 1, through: max(0, named.lowerBound - 30), by: -1) {
      if text.line[index] == Symbol.stop { break }
      if Symbol.isMention(text.line[index]) {
        isFirst = false
        break
      }
    }
    w.add(f.isFirstMention, if: isFirst)
    guard let head, text.pieces[head].index >= 0 else { return }
    let mention = text.mentions[Int(text.pieces[head].index)]
    w.add(f.isNamed, if: mention.hasName)
    w.add(f.firstPerson[isFirstPerson ? 1 : 0, SymbolFeatures.place(text.line[head])])
    if mention.hasName, mention.nameHi > mention.nameLo {
      let last = text.tokens[Int(mention.nameHi) - 1].hash
      w.add(
        f.isNamedInWords[by],
        if: (Int(stretch.lo)..<Int(stretch.hi)).prefix(240).contains {
          text.tokens[$0].isCapital && text.tokens[$0].hash == last
        })
    }
    w.add(f.hasHonorific, if: mention.hasHonorific)
    w.add(f.isPlural, if: mention.isPlural)
    w.add(f.isQuoted, if: mention.isQuoted)
    if let last = state.lastQuote(before: piece, text, drafts),
      let other = Assembly.speakerPiece(drafts[last].named, text)
    {
      let same = other == head || context.sameName(other, head, text)
      w.add(f.isLastSpeaker[isForm ? 0 : 1], if: same)
    }
    w.add(
      f.isOthersTitle,
      if: text.line[head] == Symbol.title && head > 1 && text.line[head - 1] == Symbol.comma
        && text.line[head - 2] == Symbol.person)
    w.add(f.isMediumVia, if: text.line[head] == Symbol.medium)
    var next = named.upperBound
    var hasCue = false
    while next < min(text.line.count, named.upperBound + 4) {
      switch text.line[next] {
      case Symbol.adverb, Symbol.negation, Symbol.time, Symbol.link: next += 1
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue:
        hasCue = true
        next = .max
      default: next = .max
      }
      if next == .max { break }
    }
    w.add(f.cueFollows[isForm ? 1 : 0], if: hasCue)
  }

  /// Whether a sentence holds words in marks (2), reports what somebody said (1), or neither (0).
  private func manner(of sentence: Int, _ text: ArticleText) -> Int {
    var reports = 0
    for index in Int(text.sentences[sentence].pieceStart)..<Int(text.sentences[sentence].pieceEnd) {
      switch text.line[index] {
      case Symbol.quote, Symbol.shortQuote: return 2
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.according: reports = 1
      default: continue
      }
    }
    return reports
  }

  private func cueKind(_ cue: Int, _ text: ArticleText) -> Int {
    switch text.line[cue] {
    case Symbol.cue: 1
    case Symbol.linkedCue: 2
    case Symbol.quoteCue: 3
    default: 0
    }
  }

  // MARK: Signs that words in marks are no quote

  /// X cho biết “…” là mẫu mới: words that the clause goes on to explain are a term.
  private func isDefined(
    _ proposals: [QuoteProposal], _ piece: Int, _ stretch: Stretch, _ to: Int, _ text: ArticleText
  ) -> Bool {
    guard let cue = proposals.first(where: { $0.form >= 0 })?.cue else { return false }
    return cue >= 0 && cue < piece && stretch.beginsCapital && !stretch.endsSentence
      && piece + 1 < to && text.line[piece + 1] == Symbol.copula
  }

  /// Whether a piece before words in marks makes them a part of its clause.
  private func isInClause(_ piece: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.word, Symbol.capital, Symbol.preposition, Symbol.name, Symbol.group, Symbol.organisation,
      Symbol.title, Symbol.document, Symbol.adverb:
      true
    default: false
    }
  }

  /// Khi được hỏi có “…”, bà X giải thích: “…”: whether the cue has a colon and words of its own after it.
  private func leadsToQuote(_ cue: Int, _ end: Int, _ text: ArticleText) -> Bool {
    for index in (cue + 1)..<max(cue + 1, min(end, cue + 8)) {
      switch text.line[index] {
      case Symbol.colon: return index + 1 < end && text.line[index + 1] == Symbol.quote
      case Symbol.stop, Symbol.comma, Symbol.quote, Symbol.shortQuote: return false
      default: continue
      }
    }
    return false
  }

  /// “nhà giáo vui tính” Lê Văn Mận, “ông trùm” này: a few words that name or describe what stands right after them.
  private func isEpithet(_ piece: Int, _ stretch: Stretch, _ to: Int, _ text: ArticleText) -> Bool {
    guard piece + 1 < to, stretch.isClosed, !stretch.endsSentence else { return false }
    switch text.line[piece + 1] {
    case Symbol.demonstrative: return true
    case Symbol.person, Symbol.name:
      let mention = text.mentions[Int(text.pieces[piece + 1].index)]
      return !mention.hasHonorific && mention.titleHi == mention.titleLo
    default: return false
    }
  }
}

/// A decision on words in marks, in the engine's own terms.
struct QuoteDecision {
  var stretch: Int32
  /// The features of the words.
  var quote: [Int32]
  /// For each proposal the pieces that name its speaker.
  var proposals: [Range<Int>]
  /// For each proposal its features.
  var sources: [[Int32]]
  /// Whether the words stand inside other quoted words.
  var isQuoted: Bool
}

extension QuoteContextKind {
  private static let places = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
  /// Its number among all.
  var place: Int { Self.places[self]! }
}

extension Draft {
  /// The pieces that name the speaker, here or elsewhere.
  var named: Range<Int> { source.isEmpty ? phrase : source }
}
