import QuoteEngine
import VietnameseText

/// A place that was judged.
struct Judgement {
  var answer: CheckAnswer
  /// How well the name that was asked for fits the source's speaker; `nil` when none was asked for or the source does not
  /// say, or not for sure.
  var fit: SpeakerIdentity.Fit?
  /// What was found in the article.
  var annotations: Annotations?

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
  let lexicon: CheckLexicon

  /// An inferred speaker below this says too little to tell two speakers apart.
  private static let likelyConfidence = 0.3

  /// Whether what an alignment found is the quote and not other words like it.
  ///
  /// Short quotes share a word or two with any article, so that more of them has to agree, in few pieces.
  static func isCloseEnough(
    _ alignment: WordAlignment, quote: ComparedText, _ closeness: Double
  ) -> Bool {
    let equal = alignment.equalCount
    switch quote.count {
    case 1: return equal == 1
    case 2: return equal == 2
    case 3, 4:
      return equal >= 2 && alignment.share >= 0.3
        && Double(equal) >= min(closeness, 0.5) * Double(quote.count)
    default: return alignment.share >= 0.3 && Double(equal) >= closeness * Double(quote.count)
    }
  }

  /// Whether what an alignment found is the quote once numbers and names are read as what they stand for: a short form for
  /// ten words leaves few that are the same.
  func isCloseInOtherWriting(
    _ alignment: WordAlignment, in source: ComparedText, _ closeness: Double
  ) -> Bool {
    guard alignment.equalCount > 1 else { return false }
    let changes = Changes(alignment, quote: quote, source: source, lexicon, folded: isFolded)
    let equal = changes.steps.reduce(0) { $0 + ($1.isEqual ? $1.quote.count : 0) }
    return changes.hasOtherWriting && Double(equal) >= closeness * Double(quote.count)
  }

  /// Judges an alignment with a place in an article.
  func judge(_ alignment: WordAlignment, in article: IndexedArticle, _ annotations: Annotations) -> Judgement
  {
    let source = article.text
    let changes = Changes(alignment, quote: quote, source: source, lexicon, folded: isFolded)
    guard let words = changes.place else {
      return Judgement(answer: CheckAnswer(verdict: .notFound, score: 0), fit: nil)
    }
    let place = source.byteRange(words)
    let pieces = changes.steps.filter { $0.isEqual }.map { source.byteRange($0.source) }
    let context = PlaceContext(place, pieces: pieces, in: article, annotations)
    var warnings = Set<CheckWarning>()

    // The ends of the place.
    let negations = Negations(source, lexicon, folded: false)
    let startOfUnit = firstWord(from: context.unitStart, in: source, before: words.lowerBound)
    let front = startOfUnit..<words.lowerBound
    let rest = words.upperBound..<lastWord(before: context.unitEnd, in: source, after: words.upperBound)
    var cutOff = CutOff(source, lexicon)
    cutOff.read(front: front)
    cutOff.read(rest: rest)
    for step in changes.steps where !step.isEqual && step.quote.isEmpty { cutOff.read(omitted: step.source) }
    // Đúng không? without its không.
    let losesLast = cutOff.losesNegation || rest.count == 1 && negations.isNegation(rest.lowerBound)
    if !rest.isEmpty, !losesLast { warnings.insert(.cutMidSentence) }
    if !front.isEmpty, !cutOff.losesNegation { warnings.insert(.cutStart) }
    if cutOff.dropsCondition { warnings.insert(.conditionDropped) }
    if cutOff.dropsAttribution { warnings.insert(.attributionDropped) }
    let frame = context.unit.flatMap {
      SpeechFrame(article, lexicon).denial(of: $0, marks: context.marks)
    }
    let denial = frame == .negated ? nil : frame
    let isNegationChanged = losesLast || changes.changesNegation || frame == .negated
    if isNegationChanged { warnings.insert(.negationChanged) }
    if changes.changesNumber { warnings.insert(.numberChanged) }
    if changes.changesName { warnings.insert(.nameChanged) }
    if !context.isInMarks { warnings.insert(.notInMarks) }
    if context.isNested { warnings.insert(.quotedInsideAnotherQuote) }
    if denial != nil { warnings.insert(.saidNotToBeSaid) }
    let people = speakers(of: context.parts, annotations)
    if people.count > 1 { warnings.insert(.twoSpeakers) }

    var answer = CheckAnswer(verdict: .verbatim, score: changes.score)
    answer.warnings = CheckWarning.allCases.filter(warnings.contains)
    if changes.hasOwnWords || isNegationChanged || people.count > 1 {
      answer.verdict = .altered
    } else if changes.hasOmission || !front.isEmpty || !rest.isEmpty
      || !context.isHeld && runsOverMarks(context, changes, article)
    {
      answer.verdict = .shortened
    }
    if people.count > 1 { answer.speakers = people }
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
    if changes.hasOtherWriting { answer.notes.append(.writtenOtherwise) }
    if people.count > 1 { return Judgement(answer: answer, fit: nil) }
    let fit = judgeSpeaker(context, in: article, annotations, &answer)
    if denial != nil, answer.verdict != .altered {
      answer.verdict = .misattributed
      // Nobody else said them either.
      answer.speaker = nil
    }
    return Judgement(answer: answer, fit: fit, annotations: annotations)
  }

  // MARK: The speaker

  private func judgeSpeaker(
    _ context: PlaceContext, in article: IndexedArticle, _ annotations: Annotations,
    _ answer: inout CheckAnswer
  ) -> SpeakerIdentity.Fit? {
    let record = context.record
    guard let record, let said = record.speaker else {
      guard let identity else { return nil }
      let isNamed = isNamed(identity, context, record, in: article)
      answer.isSpeakerConfirmed = isSource(identity, context, in: article)
      let isReporters = record == nil && !isNamed && answer.warnings.contains(.notInMarks)
      if answer.isSpeakerConfirmed == false {
        answer.notes.append(isReporters ? .speakerNotGiven : .speakerUnsure)
      }
      return nil
    }
    let ground = SpeakerGround(
      record, said, at: context.unit ?? context.place, in: article, annotations)
    // Whom a speaker quotes, the engine does not say; and whoever is only described may be anybody.
    let isAddressed = record.source.map { source in
      let words = article.text.words(
        inBytes: article.map.bytes(ofCodePoints: source.span.start..<source.span.end))
      return ground.kind == .pointed && !words.isEmpty
        && isAddressee(words.lowerBound, from: max(0, words.lowerBound - 2), in: article.text)
    }
    let isSure =
      ground.isSure && isAddressed != true && !context.isPassedOn
      && (said.kind == .person || said.kind == .organisation)
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
    // Chú cán bộ may have been taken for another word for her: whoever is described so has to stand there so.
    if fit >= .part, identity.isDescription,
      identity.fit(said.name, kind: said.kind, forms: [], roles: []) < .part,
      record.source.map({ !identity.stands(in: $0.text) }) ?? true
    {
      fit = .maybe
    }
    // Within somebody's words the next name is often that one's, not that of whom he quotes.
    if fit >= .part, ground.isSure, isAddressed != true, !context.isPassedOn,
      !context.isNested || ground.kind == .named
    {
      answer.isSpeakerConfirmed = true
      return fit
    }
    answer.isSpeakerConfirmed =
      (fit >= .part || !isSure) && !ground.isAmbiguous && isSource(identity, context, in: article)
    if answer.isSpeakerConfirmed == true { return max(fit, .part) }
    guard isSure, ground.mayAccuse, fit == .none, !isDescribed(identity, in: article, annotations),
      !isNamed(identity, context, record, in: article),
      ground.kind == .named || !isNear(identity, context, in: article, annotations)
    else {
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

  /// Whether what was asked for is no more than a description, such as ba con tin, that may fit whoever speaks.
  private func isDescribed(
    _ identity: SpeakerIdentity, in article: IndexedArticle, _ annotations: Annotations
  ) -> Bool {
    guard identity.isDescription else { return false }
    let isPersons = annotations.speakers.contains {
      $0.kind == .person && identity.fit($0.name, kind: $0.kind, forms: $0.forms, roles: $0.roles) >= .part
    }
    // Typed without diacritics, ong tap is a name; what the article has in these very letters is not.
    return !isPersons
      && (!identity.isFolded || identity.standsAsTyped(in: article.text, 0..<article.text.count))
  }

  /// Whether the name, or another one that the article has for whoever bears it, stands near the quote, where a pronoun may
  /// mean him.
  private func isNear(
    _ identity: SpeakerIdentity, _ context: PlaceContext, in article: IndexedArticle,
    _ annotations: Annotations
  ) -> Bool {
    let unit = context.unit ?? context.place
    if identity.stands(in: article, round: unit) { return true }
    let forms = annotations.speakers.filter {
      identity.fit($0.name, kind: $0.kind, forms: $0.forms, roles: $0.roles) == .whole
    }.flatMap { [$0.name] + $0.forms + $0.roles }
    return Set(forms).contains { form in
      form.contains(" ") && SpeakerIdentity(form).stands(in: article, round: unit)
    }
  }

  /// Whether the name that was asked for stands in the sentence round the quote, other than as somebody who is spoken to:
  /// the engine may have chosen the wrong one of two.
  private func isNamed(
    _ identity: SpeakerIdentity, _ context: PlaceContext, _ record: Attribution?, in article: IndexedArticle
  ) -> Bool {
    // The whole name of somebody else names nobody else.
    var others = context.marks
    if let source = record?.source,
      source.text.split(separator: " ").count(where: { $0.first?.isUppercase == true }) > 1
    {
      others.append(article.map.bytes(ofCodePoints: source.span.start..<source.span.end))
    }
    return sentenceOutside(context, article).contains { words in
      identity.stands(in: article.text, words) { word, _ in
        !others.contains { $0.contains(Int(article.text.starts[word])) }
          && !isAddressee(word, from: words.lowerBound, in: article.text)
      }
    }
  }

  /// Whether the name stands beside the quote as whoever speaks it, by its words alone: “…”, bà Mận nói.
  private func isSource(
    _ identity: SpeakerIdentity, _ context: PlaceContext, in article: IndexedArticle
  ) -> Bool {
    guard !context.isPassedOn else { return false }
    let text = article.text
    let tables = lexicon.tables(folded: false)
    let negations = Negations(text, lexicon, folded: false)
    let unit = context.unit ?? context.place
    return sentenceOutside(context, article).contains { words in
      let isBefore = Int(text.starts[words.lowerBound]) < unit.lowerBound
      let cues = tables.cues.matches(in: words, of: text.exact, traits: text.traits).filter {
        $0.uses.contains(.cue)
      }
      // The verb nearest to the quote carries it.
      let cue = (isBefore ? cues.last : cues.first).flatMap {
        $0.uses.contains(.denyingCue) || negations.isNegation($0.range.lowerBound - 1)
          ? nil : $0.range.lowerBound
      }
      return identity.stands(in: text, words) { first, last in
        guard !context.marks.contains(where: { $0.contains(Int(text.starts[first])) }),
          !isAddressee(first, from: words.lowerBound, in: text)
        else { return false }
        // Between the name and the verb nobody else is named.
        return cue.map { cue in
          cue > last && cue - last <= Self.verbReach
            // Nhóm con tin, khẳng định …: what is described before the comma is part of another clause.
            && !(identity.isDescription && text.traits[cue].contains(.afterMark))
            && !(last + 1..<cue).contains {
              text.traits[$0].contains(.capitalised) || text.traits[$0].contains(.afterMark)
            }
        } ?? false
      }
    }
  }

  /// How many words may stand between a name and its verb of saying.
  private static let verbReach = 4

  /// The words of the quote's sentence before it and after it.
  private func sentenceOutside(_ context: PlaceContext, _ article: IndexedArticle) -> [Range<Int>] {
    let unit = context.unit ?? context.place
    let sentences = article.sentences(around: unit)
    let start = sentences.last { $0.lowerBound <= unit.lowerBound }?.lowerBound ?? unit.lowerBound
    let end = sentences.first { $0.upperBound >= unit.upperBound }?.upperBound ?? unit.upperBound
    return [min(start, unit.lowerBound)..<unit.lowerBound, unit.upperBound..<max(end, unit.upperBound)]
      .map(article.text.words(inBytes:)).filter { !$0.isEmpty }
  }

  /// Whether somebody is spoken to: nói với bà Hạt; the words before the name, honorifics and offices, are in small letters.
  private func isAddressee(_ word: Int, from start: Int, in text: ComparedText) -> Bool {
    let frames = lexicon.tables(folded: false).frames
    var before = word - 1
    while before >= start, word - before < 6 {
      if let frame = frames.covering(before, in: text.exact, traits: text.traits),
        frame.uses.contains(.addressee)
      {
        return true
      }
      if text.traits[before + 1].contains(.afterMark)
        || word - before > 2 && !text.traits[before].contains(.capitalised)
      {
        break
      }
      before -= 1
    }
    return false
  }

  func fit(
    of said: SpeakerReference, _ annotations: Annotations, _ identity: SpeakerIdentity
  ) -> SpeakerIdentity.Fit {
    let known = annotations.speakers.first { $0.name == said.name && $0.kind == said.kind }
    return identity.fit(said.name, kind: said.kind, forms: known?.forms ?? [], roles: known?.roles ?? [])
  }

  /// The different people who speak the parts of a place, in the order of the text, as far as the text says so: a passage that
  /// may be two people's is nobody's.
  private func speakers(of parts: [Attribution], _ annotations: Annotations) -> [SpeakerReference] {
    var out: [SpeakerReference] = []
    for part in parts.sorted(by: { $0.content.span < $1.content.span }) {
      guard let speaker = part.speaker, part.source != nil || part.confidence >= Self.likelyConfidence else {
        continue
      }
      if !out.contains(where: { Self.isSame($0, annotations, speaker, annotations) }) { out.append(speaker) }
    }
    return out
  }

  /// Whether two names may be one speaker's.
  static func isSame(
    _ a: SpeakerReference, _ inFirst: Annotations, _ b: SpeakerReference, _ inSecond: Annotations
  ) -> Bool {
    if a == b { return true }
    let known = inSecond.speakers.first { $0.name == b.name && $0.kind == b.kind }
    let other = inFirst.speakers.first { $0.name == a.name && $0.kind == a.kind }
    return SpeakerIdentity(a.name).fit(
      b.name, kind: b.kind, forms: known?.forms ?? [], roles: known?.roles ?? []) > .none
      || SpeakerIdentity(b.name).fit(
        a.name, kind: a.kind, forms: other?.forms ?? [], roles: other?.roles ?? []) > .none
  }

  /// Whether a piece goes on from one stretch in marks to another, as if it were one.
  private func runsOverMarks(_ context: PlaceContext, _ changes: Changes, _ article: IndexedArticle) -> Bool {
    changes.steps.contains { step in
      guard step.isEqual, !step.source.isEmpty else { return false }
      let piece = article.text.byteRange(step.source)
      let touched = context.marks.filter {
        $0.lowerBound < piece.upperBound && piece.lowerBound < $0.upperBound
      }
      return touched.count > 1
        && !touched.contains { $0.lowerBound <= piece.lowerBound && piece.upperBound <= $0.upperBound }
        && zip(touched, touched.dropFirst()).contains { $0.upperBound <= $1.lowerBound }
    }
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
