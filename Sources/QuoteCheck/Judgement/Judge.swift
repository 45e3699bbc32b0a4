import QuoteEngine
import VietnameseText

/// A place that was judged.
struct Judgement {
  var answer: CheckAnswer
  /// How well the name that was asked for fits the source's speaker; `nil` when none was asked for or the source does not
  /// say, or not for sure.
  var fit: SpeakerIdentity.Fit?

  /// Of several places the one that speaks most for the quote: the verdict, who speaks, the warnings, what the engine says.
  var rank: Rank {
    Rank(
      severity: answer.verdict.severity, unfit: fit == SpeakerIdentity.Fit.none ? 1 : 0,
      warnings: answer.warnings.count, unsure: answer.speaker?.isSure == true ? 0 : 1)
  }

  struct Rank: Comparable {
    var severity: Int
    var unfit: Int
    var warnings: Int
    var unsure: Int

    static func < (a: Rank, b: Rank) -> Bool {
      (a.severity, a.unfit, a.warnings, a.unsure) < (b.severity, b.unfit, b.warnings, b.unsure)
    }
  }
}

/// Says what a quote that was found comes to.
struct Judge {
  let quote: ComparedText
  let isFolded: Bool
  let speaker: String?
  let identity: SpeakerIdentity?

  /// Attributions below this were wrong too often to accuse anybody (measured; see README).
  static let sureConfidence = 0.6

  /// Whether what an alignment found is the quote and not other words like it.
  ///
  /// Short quotes share a word or two with any article, so that more of them has to agree, in few pieces.
  static func isCloseEnough(_ alignment: WordAlignment, quote: ComparedText) -> Bool {
    let equal = alignment.equalCount
    switch quote.count {
    case 1: return equal == 1
    case 2: return equal == 2
    case 3, 4: return equal >= 2 && alignment.share >= 0.3
    default: return alignment.share >= 0.3 && equal * 2 >= quote.count
    }
  }

  /// Judges an alignment with a place in an article.
  func judge(_ alignment: WordAlignment, in article: IndexedArticle, _ annotations: Annotations) -> Judgement
  {
    let source = article.text
    let changes = Changes(alignment, quote: quote, source: source, folded: isFolded)
    guard let words = changes.place else {
      return Judgement(answer: CheckAnswer(verdict: .notFound, score: 0), fit: nil)
    }
    let place = source.byteRange(words)
    let pieces = changes.steps.filter { $0.isEqual }.map { source.byteRange($0.source) }
    let context = PlaceContext(place, pieces: pieces, in: article, annotations)
    var warnings = Set<CheckWarning>()

    // The ends of the place.
    let negations = Negations(source, folded: false)
    let startOfUnit = firstWord(from: context.unitStart, in: source, before: words.lowerBound)
    let losesFirst = negations.stands(before: words.lowerBound, from: startOfUnit)
    let rest = words.upperBound..<lastWord(before: context.unitEnd, in: source, after: words.upperBound)
    // Đúng không? without its không.
    let losesLast = rest.count == 1 && negations.isNegation(rest.lowerBound)
    if !rest.isEmpty, !losesLast { warnings.insert(.cutMidSentence) }
    let isNegationChanged = losesFirst || losesLast || changes.changesNegation
    if isNegationChanged { warnings.insert(.negationChanged) }
    if changes.changesNumber { warnings.insert(.numberChanged) }
    if changes.changesName { warnings.insert(.nameChanged) }
    if !context.isInMarks { warnings.insert(.notInMarks) }
    if context.isNested { warnings.insert(.quotedInsideAnotherQuote) }

    var answer = CheckAnswer(verdict: .verbatim, score: changes.score)
    answer.warnings = CheckWarning.allCases.filter(warnings.contains)
    if changes.hasOwnWords || isNegationChanged {
      answer.verdict = .altered
    } else if changes.hasOmission || warnings.contains(.cutMidSentence) {
      answer.verdict = .shortened
    }
    answer.wordingVerdict = answer.verdict
    let about = article.article
    answer.article = CheckedArticle(
      key: about.id, title: about.title, source: about.source, published: about.published, url: about.url)
    let span = article.map.codePoints(ofBytes: place)
    answer.found = Excerpt(
      span: Span(start: span.lowerBound, end: span.upperBound), text: source.text(words))
    answer.diff = changes.steps.map { diffStep($0, article) }
    answer.before = article.line(context.before)
    answer.after = article.line(context.after)
    if isFolded, differsInDiacritics(changes.steps, source) {
      answer.notes.append(.comparedWithoutDiacritics)
    }
    if quote.count < 3 { answer.notes.append(.veryShort) }
    let fit = judgeSpeaker(context, annotations, &answer)
    return Judgement(answer: answer, fit: fit)
  }

  // MARK: The speaker

  private func judgeSpeaker(
    _ context: PlaceContext, _ annotations: Annotations, _ answer: inout CheckAnswer
  ) -> SpeakerIdentity.Fit? {
    let record = context.record
    guard let record, let said = record.speaker else {
      guard identity != nil else { return nil }
      answer.notes.append(
        record == nil && answer.warnings.contains(.notInMarks) ? .speakerNotGiven : .speakerUnsure)
      return nil
    }
    // Whom a speaker quotes, the engine does not say.
    let isSure = record.confidence >= Self.sureConfidence && !context.isPassedOn
    answer.speaker = CheckedSpeaker(reference: said, confidence: record.confidence, isSure: isSure)
    guard let identity else { return nil }
    var fit = fit(of: said, annotations, identity)
    // “Ông Hùng” is the other Hùng when that is all that his name can mean.
    if fit == .part {
      let isOther = annotations.speakers.contains {
        ($0.name, $0.kind) != (said.name, said.kind)
          && identity.fit($0.name, kind: $0.kind, forms: $0.forms, roles: $0.roles) == .whole
      }
      if isOther { fit = .none }
    }
    guard fit < .part else { return fit }
    guard isSure, fit == .none else {
      answer.notes.append(.speakerUnsure)
      return nil
    }
    if answer.verdict == .altered {
      answer.notes.append(.otherSpeakerToo)
    } else {
      answer.verdict = .misattributed
    }
    return fit
  }

  private func fit(
    of said: SpeakerReference, _ annotations: Annotations, _ identity: SpeakerIdentity
  ) -> SpeakerIdentity.Fit {
    let known = annotations.speakers.first { $0.name == said.name && $0.kind == said.kind }
    return identity.fit(said.name, kind: said.kind, forms: known?.forms ?? [], roles: known?.roles ?? [])
  }

  // MARK: Words

  private func diffStep(_ step: WordAlignment.Step, _ article: IndexedArticle) -> DiffStep {
    let kind: DiffStep.Kind =
      step.isEqual ? .equal : step.quote.isEmpty ? .omitted : step.source.isEmpty ? .added : .replaced
    var span: Span?
    if !step.source.isEmpty {
      let place = article.map.codePoints(ofBytes: article.text.byteRange(step.source))
      span = Span(start: place.lowerBound, end: place.upperBound)
    }
    return DiffStep(
      kind: kind, source: article.text.text(step.source), quote: quote.text(step.quote), span: span)
  }

  private func differsInDiacritics(_ steps: [WordAlignment.Step], _ source: ComparedText) -> Bool {
    steps.contains { step in
      step.isEqual && step.source.contains { source.traits[$0].contains(.hasDiacritic) }
    }
  }

  /// The first word that begins at `byte` or later, at most `word`.
  private func firstWord(from byte: Int, in text: ComparedText, before word: Int) -> Int {
    var first = word
    while first > 0, Int(text.starts[first - 1]) >= byte { first -= 1 }
    return first
  }

  /// Past the last word that ends at `byte` or before, at least `word`.
  private func lastWord(before byte: Int, in text: ComparedText, after word: Int) -> Int {
    var last = word
    while last < text.count, Int(text.ends[last]) <= byte { last += 1 }
    return last
  }
}
