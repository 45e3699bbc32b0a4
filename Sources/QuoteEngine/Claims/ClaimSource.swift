/// One reading of who makes a claim.
struct ClaimSource {
  /// How the reading came to the words that name the speaker.
  enum Kind: Int, CaseIterable {
    /// The form's words, moved to the subject that they belong to.
    case settled
    /// The form's words as they stand.
    case read
    /// Taken over from the claim, the quote or the subject before.
    case carried
    /// A mention before the cue.
    case before
    /// A mention after the cue.
    case after
    /// Who spoke last in the sentences before.
    case previous

    /// Its name within those of features.
    var name: String { "\(self)" }
  }

  var kind: Kind
  /// The pieces that name the speaker.
  var named: Range<Int>
  /// How many sentences before the claim's they stand.
  var sentences = 0
}

/// A decision on a claim's speaker, in the engine's own terms.
struct ClaimSourceDecision {
  /// The claim's pieces.
  var content: Range<Int>
  /// For each candidate the pieces that name the speaker.
  var named: [Range<Int>]
  /// Their features.
  var features: [[Int32]]
}

/// Proposes who may have made a claim, and weighs who did.
final class ClaimSourceChoice {
  private let f: ClaimSourceFeatures
  private let weigher: Weigher
  private var readings: [ClaimSource] = []
  /// The decisions of the article at hand, where they are recorded.
  private(set) var records: [ClaimSourceDecision] = []
  var isRecording = false

  /// No speaker is looked for further from the cue, in pieces.
  private static let furthest = 40
  /// No more mentions on a side of the cue are readings.
  private static let mostMentions = 5

  init(_ models: Models) {
    f = models.claimSourceFeatures
    weigher = Weigher(models.claimSource)
  }

  /// Forgets the decisions of the article before.
  func begin() { records.removeAll(keepingCapacity: true) }

  /// The reading that weighs most, with its share; `nil` where nobody is named.
  func choose(
    _ proposal: ClaimProposal, _ content: Range<Int>, _ previous: Draft?, _ sentence: Int,
    _ text: ArticleText
  ) -> (reading: ClaimSource, probability: Double)? {
    gather(proposal, content, previous, sentence, text)
    guard !readings.isEmpty else { return nil }
    if readings.count == 1, !isRecording { return (readings[0], 1) }
    weigher.begin()
    for reading in readings {
      weigher.candidate()
      describe(reading, proposal, sentence, text)
    }
    guard let choice = weigher.best(mustChoose: true) else { return nil }
    if isRecording {
      records.append(
        ClaimSourceDecision(
          content: content, named: readings.map(\.named),
          features: readings.indices.map { weigher.features(of: $0) }))
    }
    let chosen = readings[choice.index]
    let share = readings.indices.reduce(0.0) { sum, index in
      isSame(readings[index].named, chosen.named, text) ? sum + weigher.probability(of: index) : sum
    }
    return (chosen, min(1, share))
  }

  /// Whether two readings name one speaker: by the same mention, or by the same last word of a name.
  private func isSame(_ a: Range<Int>, _ b: Range<Int>, _ text: ArticleText) -> Bool {
    if a == b { return true }
    guard let first = Assembly.speakerPiece(a, text), let second = Assembly.speakerPiece(b, text) else {
      return false
    }
    return first == second || QuoteContext().sameName(first, second, text)
  }

  // MARK: Readings

  private func gather(
    _ proposal: ClaimProposal, _ content: Range<Int>, _ previous: Draft?, _ sentence: Int,
    _ text: ArticleText
  ) {
    readings.removeAll(keepingCapacity: true)
    func add(_ kind: ClaimSource.Kind, _ named: Range<Int>, sentences: Int = 0) {
      guard !named.isEmpty else { return }
      readings.append(ClaimSource(kind: kind, named: named, sentences: sentences))
    }
    let from = Int(text.sentences[sentence].pieceStart)
    let to = Int(text.sentences[sentence].pieceEnd)
    add(.settled, proposal.source)
    if proposal.isMoved { add(.read, proposal.read) }
    add(.carried, proposal.phrase)
    var seen = 0
    var index = proposal.cue - 1
    while index >= max(from, proposal.cue - Self.furthest), seen < Self.mostMentions {
      if Symbol.isMention(text.line[index]), !content.contains(index) {
        seen += 1
        let own = index..<index + 1
        if !readings.contains(where: { $0.named == own }) { add(.before, own) }
      }
      index -= 1
    }
    seen = 0
    index = proposal.cue + 1
    let isAccording = proposal.side != .after || proposal.range.lowerBound > proposal.cue + 2
    while isAccording, index < min(to, proposal.cue + 12), seen < 2, !content.contains(index) {
      if Symbol.isMention(text.line[index]) {
        seen += 1
        let own = index..<index + 1
        if !readings.contains(where: { $0.named == own }) { add(.after, own) }
      }
      index += 1
    }
    if let previous, previous.sentence < sentence, sentence - previous.sentence <= 4 {
      add(.previous, previous.named, sentences: sentence - previous.sentence)
    }
  }

  // MARK: Features

  private func describe(
    _ reading: ClaimSource, _ proposal: ClaimProposal, _ sentence: Int, _ text: ArticleText
  ) {
    let w = weigher
    let kind = reading.kind.rawValue
    let named = reading.named
    let cue = proposal.cue
    w.add(f.kind[kind, SymbolFeatures.place(text.line[cue])])
    w.add(f.kindForm[kind, proposal.form])
    w.add(f.kindCarry[kind, proposal.source.isEmpty ? 0 : 1])
    w.add(f.head[SymbolFeatures.place(text.line[named.lowerBound]), kind])
    w.add(f.length[named.count])
    w.add(f.isHeadline[kind], if: text.sentences[sentence].isHeadline)
    let isHere = reading.sentences == 0
    let side = !isHere ? 2 : named.lowerBound < cue ? 0 : 1
    w.add(
      f.before[SymbolFeatures.place(named.lowerBound > 0 ? text.line[named.lowerBound - 1] : 0), side])
    w.add(
      f.after[
        SymbolFeatures.place(named.upperBound < text.line.count ? text.line[named.upperBound] : 0), side])
    w.add(f.sentences[min(reading.sentences, 3), kind])
    w.add(f.agreement[readings.count { $0.named.lowerBound == named.lowerBound }])
    if isHere { between(reading, cue, text) }
    w.add(f.isArea[kind], if: SourceReading.isArea(named.lowerBound, text))
    if isHere { clause(reading, cue, text.sentences[sentence], text) }
    guard let head = Assembly.speakerPiece(named, text), text.pieces[head].index >= 0 else { return }
    let mention = text.mentions[Int(text.pieces[head].index)]
    w.add(f.isNamed[kind], if: mention.hasName)
    w.add(f.hasHonorific[kind], if: mention.hasHonorific)
    w.add(f.isPlural[kind], if: mention.isPlural)
    w.add(f.isQuoted, if: mention.isQuoted)
  }

  /// The part that a speaker of the sentence plays in its clauses.
  private func clause(_ reading: ClaimSource, _ cue: Int, _ sentence: Sentence, _ text: ArticleText) {
    let w = weigher
    let kind = reading.kind.rawValue
    let from = Int(sentence.pieceStart)
    let to = Int(sentence.pieceEnd)
    let first = reading.named.lowerBound
    let clauses = SourceClause()
    if clauses.isSubject(first, from, to, text, afterCue: true) {
      w.add(f.isSubject[kind])
      w.add(f.isSubordinate[kind], if: clauses.isSubordinate(first, from, text))
    }
    guard first < cue else { return }
    var subjects = 0
    for index in (first + 1..<max(first + 1, cue)).suffix(40)
    where Symbol.isMention(text.line[index])
      && clauses.isSubject(index, from, to, text, afterCue: true)
    {
      subjects += 1
    }
    w.add(f.subjectsBetween[min(subjects, 2), kind])
  }

  /// What lies between a speaker of the sentence and the cue.
  private func between(_ reading: ClaimSource, _ cue: Int, _ text: ArticleText) {
    let w = weigher
    let kind = reading.kind.rawValue
    let named = reading.named
    let range =
      named.lowerBound < cue
      ? named.upperBound..<max(cue, named.upperBound) : cue + 1..<max(cue + 1, named.lowerBound)
    w.add(f.distance[ClaimSourceFeatures.step(range.count + 1), kind])
    var mentions = 0
    var persons = 0
    var commas = 0
    var depth = 0
    var hasCue = false
    var hasVerb = false
    for index in range.prefix(60) {
      switch text.line[index] {
      case Symbol.comma, Symbol.dash: commas += 1
      case Symbol.open: depth += 1
      case Symbol.close: depth -= 1
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.citing, Symbol.according: hasCue = true
      case Symbol.word: if text.isVerb(Int(text.pieces[index].lo)) { hasVerb = true }
      case let symbol where Symbol.isMention(symbol):
        mentions += 1
        if symbol == Symbol.person || symbol == Symbol.pronoun { persons += 1 }
      default: break
      }
    }
    w.add(f.mentionsBetween[min(mentions, 3), kind])
    w.add(f.personsBetween[persons])
    w.add(f.commas[min(commas, 3)])
    w.add(f.cueBetween[kind], if: hasCue)
    w.add(f.verbBetween[kind], if: hasVerb)
    w.add(f.isInBrackets, if: depth < 0)
    var index = named.lowerBound - 1
    var isFirst = true
    while index >= max(0, named.lowerBound - 30), text.line[index] != Symbol.stop {
      if Symbol.isMention(text.line[index]) {
        isFirst = false
        break
      }
      index -= 1
    }
    w.add(f.isFirst[kind], if: isFirst)
    var next = named.upperBound
    scan: while next < min(text.line.count, named.upperBound + 4) {
      switch text.line[next] {
      case Symbol.adverb, Symbol.negation, Symbol.time, Symbol.link: next += 1
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue:
        w.add(f.cueFollows[kind])
        break scan
      default: break scan
      }
    }
  }
}
