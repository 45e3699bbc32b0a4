import VietnameseText

/// Turns drafts into records: words, code point offsets, speakers, evidence.
struct Assembly {
  let text: ArticleText
  let speakers: SpeakerStage

  /// The records of the article.
  func run(_ drafts: [Draft]) -> Annotations {
    var out = Annotations()
    guard !drafts.isEmpty || !text.stretches.isEmpty else { return out }
    let map = OffsetMap(utf8: text.bytes)
    var order: [SpeakerReference: Int] = [:]
    let quoteSpans = drafts.filter { $0.layer == .quote && $0.stretch >= 0 }.map { tokens(of: $0) }
      .sorted { $0.lowerBound < $1.lowerBound }
    for draft in drafts {
      guard var record = record(draft, map, quoteSpans) else { continue }
      // Họ thường nói …: a claim of nobody in particular.
      if record.layer == .claim, record.speaker == nil, isPlural(draft) { continue }
      if record.layer == .quote { out.quotes.append(record) } else { out.claims.append(record) }
      if let speaker = record.speaker { note(speaker, &record, draft, map, &order, &out) }
    }
    out.quotes.sort { $0.content.span < $1.content.span }
    out.quotes = Self.withoutCrossing(out.quotes)
    out.claims.sort { $0.content.span < $1.content.span }
    for stretch in text.stretches where !stretch.isTaken && stretch.lo < stretch.hi {
      out.rejected.append(
        Annotations.Rejected(content: excerpt(Int(stretch.lo), Int(stretch.hi), map), reason: reason(stretch))
      )
    }
    return out
  }

  /// Sorted quotes without those that begin within another one and end after it: of two such the surer one stays, of
  /// equally sure ones the first. A quote may stand within another.
  private static func withoutCrossing(_ quotes: [Attribution]) -> [Attribution] {
    var out: [Attribution] = []
    for quote in quotes {
      var isKept = true
      // Quotes that hold one another are few; only the last ones can still reach into this one.
      for index in out.indices.suffix(8).reversed() {
        let other = out[index].content.span
        let span = quote.content.span
        guard other.start < span.start, span.start < other.end, other.end < span.end else { continue }
        if out[index].confidence < quote.confidence { out.remove(at: index) } else { isKept = false }
        break
      }
      if isKept { out.append(quote) }
    }
    return out
  }

  /// Whether a source is a pronoun for several people.
  private func isPlural(_ draft: Draft) -> Bool {
    guard let piece = Self.speakerPiece(draft.source, text), text.line[piece] == Symbol.pronoun else {
      return false
    }
    return text.mentions[Int(text.pieces[piece].index)].isPlural
  }

  private func reason(_ stretch: Stretch) -> String {
    if stretch.isNickname { return "a nickname within a name" }
    if stretch.isAnnounced { return "the words before announce a name or a term" }
    if stretch.isTitleCase { return "capitalised throughout, as names are" }
    if stretch.depth > 0 { return "stands inside other quoted words" }
    return "nobody is reported to have said it"
  }

  private func tokens(of draft: Draft) -> Range<Int> {
    if draft.stretch >= 0 {
      let stretch = text.stretches[Int(draft.stretch)]
      return Int(stretch.lo)..<Int(stretch.hi)
    }
    return Int(text.pieces[draft.content.lowerBound].lo)..<Int(text.pieces[draft.content.upperBound - 1].hi)
  }

  private func excerpt(_ lo: Int, _ hi: Int, _ map: OffsetMap) -> Excerpt {
    let bytes = Int(text.tokens[lo].start)..<Int(text.tokens[hi - 1].end)
    let span = map.codePoints(ofBytes: bytes)
    return Excerpt(span: Span(start: span.lowerBound, end: span.upperBound), text: text.text(bytes: bytes))
  }

  private func excerpt(pieces: Range<Int>, _ map: OffsetMap) -> Excerpt {
    excerpt(Int(text.pieces[pieces.lowerBound].lo), Int(text.pieces[pieces.upperBound - 1].hi), map)
  }

  private func record(_ draft: Draft, _ map: OffsetMap, _ quotes: [Range<Int>]) -> Attribution? {
    let range = tokens(of: draft)
    guard !range.isEmpty else { return nil }
    let content = excerpt(range.lowerBound, range.upperBound, map)
    let kind: RecordKind
    if draft.layer == .quote {
      kind = draft.isFragment ? .fragment : .direct
    } else {
      kind = holdsQuote(range, quotes) ? .mixed : .indirect
    }
    var evidence = ["form \(draft.pattern): \(draft.summary)"]
    var cue: Excerpt?
    var cueClass: String?
    if draft.cue >= 0 {
      let words = excerpt(pieces: draft.cue..<draft.cue + 1, map)
      cue = words
      let piece = text.pieces[draft.cue]
      switch piece.symbol {
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.afterCue, Symbol.citing:
        if piece.index >= 0 { cueClass = text.cues[Int(piece.index)].cueClass.rawValue }
      default: cueClass = CueClass.neutral.rawValue
      }
      evidence.append("cue “\(words.text)”" + (cueClass.map { " (\($0))" } ?? ""))
    }
    let whole = JointSource.whole(draft.source, cue: draft.cue, text)
    let source = whole.isEmpty ? nil : excerpt(pieces: whole, map)
    let named = whole.isEmpty ? JointSource.whole(draft.phrase, cue: -1, text) : whole
    let speaker = named.isEmpty ? nil : speaker(named, source == nil, map, &evidence)
    let confidence = (draft.confidence * certainty(named, speaker) * 100).rounded() / 100
    var via: SpeakerReference?
    if !draft.via.isEmpty {
      var ignored: [String] = []
      via = self.speaker(draft.via, false, map, &ignored)
      if let via { evidence.append("passed on by \(via.name)") }
    }
    return Attribution(
      kind: kind, content: content, speaker: speaker, source: source, cue: cue, via: via,
      confidence: confidence,
      pattern: draft.pattern, evidence: evidence, cueClass: cueClass, isNegated: isNegated(draft, cueClass),
      figures: FigureStage().figures(range, text).map {
        Figure(kind: $0.kind, excerpt: excerpt($0.lo, $0.hi, map))
      })
  }

  /// Whether the cue denies (phủ nhận, bác bỏ), stands under a negation (không thừa nhận), or the clause opens with one.
  private func isNegated(_ draft: Draft, _ cueClass: String?) -> Bool {
    guard draft.layer == .claim else { return false }
    var negations = cueClass == CueClass.deny.rawValue ? 1 : 0
    var before = draft.cue - 1
    while before >= 0, before > draft.cue - 3, draft.cue >= 0 {
      if isNot(before) {
        negations += 1
        break
      }
      guard text.line[before] == Symbol.adverb else { break }
      before -= 1
    }
    // The main verb's negation: among the first pieces, before any subordinate clause.
    for index in draft.content.prefix(8) {
      if isNot(index) {
        negations += 1
        break
      }
      if text.line[index] == Symbol.subordinator || text.line[index] == Symbol.comma
        || text.line[index] == Symbol.quote
      {
        break
      }
    }
    return negations % 2 == 1
  }

  /// Whether a piece says no: không, chưa, chẳng, chả, đừng and what begins with them.
  private func isNot(_ piece: Int) -> Bool {
    guard text.line[piece] == Symbol.negation else { return false }
    let words = text.text(Int(text.pieces[piece].lo), Int(text.pieces[piece].hi)).lowercased()
    return ["không", "chưa", "chẳng", "chả", "đừng"].contains { words.contains($0) }
  }

  /// Whether one of the quotes, which are sorted, lies within a range of tokens.
  private func holdsQuote(_ range: Range<Int>, _ quotes: [Range<Int>]) -> Bool {
    var low = 0
    var high = quotes.count
    while low < high {
      let mid = (low + high) / 2
      if quotes[mid].lowerBound < range.lowerBound { low = mid + 1 } else { high = mid }
    }
    return low < quotes.count && quotes[low].upperBound <= range.upperBound
  }

  // MARK: Decisions

  /// The decisions on words in marks with the names of the speakers among whom they chose.
  func weighed(_ records: [QuoteDecision], _ drafts: [Draft]) -> [WeighedDecision] {
    let map = OffsetMap(utf8: text.bytes)
    var out: [WeighedDecision] = []
    for record in records {
      let stretch = text.stretches[Int(record.stretch)]
      guard stretch.lo < stretch.hi else { continue }
      let span = excerpt(Int(stretch.lo), Int(stretch.hi), map).span
      out.append(
        WeighedDecision(
          model: .quote, layer: .quote, span: span,
          candidates: [.init(features: record.quote, span: span)], mustChoose: false))
      guard !record.sources.isEmpty else { continue }
      let candidates = zip(record.proposals, record.sources).map { named, features in
        var ignored: [String] = []
        return WeighedDecision.Candidate(
          features: features, span: span,
          speaker: named.isEmpty ? nil : speaker(named, false, map, &ignored)?.name, source: words(named))
      }
      out.append(
        WeighedDecision(model: .source, layer: .quote, span: span, candidates: candidates, mustChoose: true))
    }
    for draft in drafts {
      let named = draft.named
      guard let piece = Self.speakerPiece(named, text), text.pieces[piece].index >= 0,
        let decision = speakers.decisions[text.pieces[piece].index]
      else { continue }
      let range = tokens(of: draft)
      guard !range.isEmpty else { continue }
      let span = excerpt(range.lowerBound, range.upperBound, map).span
      let mention = text.mentions[Int(text.pieces[piece].index)]
      let own = words(named.count > 1 ? named : piece..<piece + 1)
      let candidates = zip(decision.entities, decision.features).map { index, features in
        var name = own
        if index >= 0 {
          let entity = speakers.entities[Int(index)]
          name = text.text(Int(entity.nameLo), Int(entity.nameHi))
        }
        return WeighedDecision.Candidate(
          features: features, span: span, speaker: name, source: text.text(Int(mention.lo), Int(mention.hi)))
      }
      out.append(
        WeighedDecision(
          model: .mention, layer: draft.layer, span: span, candidates: candidates, mustChoose: true))
    }
    return out
  }

  /// The words of some pieces.
  private func words(_ pieces: Range<Int>) -> String {
    guard !pieces.isEmpty else { return "" }
    return text.text(Int(text.pieces[pieces.lowerBound].lo), Int(text.pieces[pieces.upperBound - 1].hi))
  }

  /// The decisions on claims with the words that each candidate makes one of.
  func weighed(_ records: [ClaimDecision]) -> [WeighedDecision] {
    guard !records.isEmpty else { return [] }
    let map = OffsetMap(utf8: text.bytes)
    return records.compactMap { record in
      let candidates = zip(record.ranges, record.features).map { range, features in
        WeighedDecision.Candidate(
          features: features, span: range.isEmpty ? nil : excerpt(pieces: range, map).span)
      }
      guard let span = candidates.lazy.compactMap(\.span).first else { return nil }
      return WeighedDecision(
        model: record.model, layer: .claim, span: span, candidates: candidates,
        mustChoose: record.model == .claimEnd)
    }
  }

  /// The decisions on the speakers of claims with their names.
  func weighed(_ records: [ClaimSourceDecision]) -> [WeighedDecision] {
    guard !records.isEmpty else { return [] }
    let map = OffsetMap(utf8: text.bytes)
    return records.map { record in
      let span = excerpt(pieces: record.content, map).span
      let candidates = zip(record.named, record.features).map { named, features in
        var ignored: [String] = []
        return WeighedDecision.Candidate(
          features: features, span: span, speaker: speaker(named, false, map, &ignored)?.name,
          source: words(named))
      }
      return WeighedDecision(
        model: .claimSource, layer: .claim, span: span, candidates: candidates, mustChoose: true)
    }
  }

  /// The decisions on the ends of phrases with the words that each candidate names.
  func weighed(_ ends: [Int32: PhraseEndDecision], _ drafts: [Draft]) -> [WeighedDecision] {
    guard !ends.isEmpty else { return [] }
    let map = OffsetMap(utf8: text.bytes)
    return drafts.compactMap { draft in
      guard let piece = Self.speakerPiece(draft.named, text), let decision = ends[text.pieces[piece].index]
      else { return nil }
      let range = tokens(of: draft)
      guard !range.isEmpty else { return nil }
      let span = excerpt(range.lowerBound, range.upperBound, map).span
      let lo = Int(text.pieces[piece].lo)
      return WeighedDecision(
        model: .phraseEnd, layer: draft.layer, span: span,
        candidates: zip(decision.ends, decision.features).map { end, features in
          WeighedDecision.Candidate(features: features, span: span, source: text.text(lo, Int(end)))
        }, mustChoose: true)
    }
  }

  // MARK: Speakers

  /// The piece of a source that names the speaker: a person first, else the phrase's head.
  static func speakerPiece(_ range: Range<Int>, _ text: ArticleText) -> Int? {
    guard !range.isEmpty else { return nil }
    let first = range.lowerBound
    if range.count == 1 { return Symbol.isMention(text.line[first]) ? first : nil }
    // A title or group with a name at the phrase's end, not joined by của: the name.
    if let last = range.last(where: { text.line[$0] == Symbol.person }),
      text.line[first] == Symbol.title || text.line[first] == Symbol.organisation
        || text.line[first] == Symbol.place
    {
      let between = first + 1..<last
      if !between.contains(where: {
        text.line[$0] == Symbol.possessive || text.line[$0] == Symbol.preposition
          || text.line[$0] == Symbol.coordinator
      }) {
        return last
      }
    }
    return Symbol.isMention(text.line[first]) ? first : nil
  }

  private func speaker(_ range: Range<Int>, _ isCarried: Bool, _ map: OffsetMap, _ evidence: inout [String])
    -> SpeakerReference?
  {
    if let joint = joint(range, map, &evidence) { return joint }
    guard let piece = Self.speakerPiece(range, text) else {
      let words = text.text(Int(text.pieces[range.lowerBound].lo), Int(text.pieces[range.upperBound - 1].hi))
      evidence.append("named by its words only: “\(words)”")
      return SpeakerReference(name: words, kind: .unnamed)
    }
    let symbol = text.line[piece]
    let index = Int(text.pieces[piece].index)
    let mention = text.mentions[index]
    let words = text.text(Int(mention.lo), Int(mention.hi))
    // A longer noun phrase around a common noun is the speaker as it stands (khách hàng của X).
    let isWhole =
      symbol == Symbol.document && mention.issuer >= 0 ? range.count > 1 : mention.phraseHi > mention.hi
    if isWhole, piece == range.lowerBound,
      symbol == Symbol.group || symbol == Symbol.title || symbol == Symbol.document
    {
      let resolved = mention.entity >= 0 ? speakers.entities[Int(mention.entity)] : nil
      if resolved?.kind != .person || symbol == Symbol.group && mention.isPlural {
        let whole = text.text(
          Int(mention.lo),
          mention.phraseHi > mention.hi
            ? Int(mention.phraseHi) : Int(text.pieces[range.upperBound - 1].hi))
        evidence.append("named by the phrase “\(whole)”")
        return SpeakerReference(name: whole, kind: mention.isPlural ? .group : .unnamed)
      }
    }
    guard mention.entity >= 0 else {
      if symbol == Symbol.pronoun {
        evidence.append("“\(words)” could not be tied to anybody")
        return nil
      }
      return SpeakerReference(name: words, kind: symbol == Symbol.group ? .group : .unnamed)
    }
    let entity = speakers.entities[Int(mention.entity)]
    let name = text.text(Int(entity.nameLo), Int(entity.nameHi))
    evidence.append((isCarried ? "carried over from “\(words)”" : "named here as “\(words)”"))
    if let step = step(speakers.links[index], words, name) { evidence.append(step) }
    return SpeakerReference(name: name, kind: entity.kind)
  }

  /// Several who speak together: their names joined as the text joins them, without titles.
  private func joint(_ range: Range<Int>, _ map: OffsetMap, _ evidence: inout [String]) -> SpeakerReference? {
    guard let pieces = JointSource.mentions(of: range, text) else { return nil }
    var name = ""
    var members: [String] = []
    for (number, piece) in pieces.enumerated() {
      let mention = text.mentions[Int(text.pieces[piece].index)]
      if number > 0 {
        name += text.text(
          bytes: Int(
            text.tokens[Int(text.pieces[pieces[number - 1]].hi) - 1].end)..<Int(
              text.tokens[Int(text.pieces[piece].lo)].start))
      }
      let isPerson = text.line[piece] == Symbol.person
      let lo = isPerson && mention.hasName ? mention.nameLo : mention.lo
      let hi = isPerson && mention.hasName ? mention.nameHi : mention.hi
      name += text.text(Int(lo), Int(hi))
      var ignored: [String] = []
      members.append(speaker(piece..<piece + 1, false, map, &ignored)?.name ?? text.text(Int(lo), Int(hi)))
    }
    evidence.append("speak together: \(members.joined(separator: ", "))")
    return SpeakerReference(name: name, kind: .group, members: members)
  }

  /// The share of a mention's reading among all of its readings, by the model that ties mentions to speakers; names that
  /// are tied by their words were not weighed.
  private func certainty(_ named: Range<Int>, _ speaker: SpeakerReference?) -> Double {
    guard speaker != nil else { return named.isEmpty ? 1 : 0.5 }
    guard let piece = Self.speakerPiece(named, text), text.pieces[piece].index >= 0 else { return 1 }
    return Double(speakers.certainties[Int(text.pieces[piece].index)])
  }

  private func step(_ link: MentionLink, _ words: String, _ name: String) -> String? {
    switch link {
    case .fullName, .none: nil
    case .sameWords: words.hasSuffix(name) ? nil : "“\(words)” is \(name) by the same words"
    case .givenName: "“\(words)” is \(name) by the last part of the name"
    case .familyName: "“\(words)” is \(name) by the family name"
    case .partOfName: "“\(words)” is \(name) by a part of the name"
    case .acronym: "“\(words)” is short for \(name)"
    case .title: "“\(words)” is \(name), who bears that title"
    case .apposition: "“\(words)” stands beside \(name)"
    case .pronoun(let gender):
      "“\(words)” is \(name), the last \(gender == .male ? "man" : gender == .female ? "woman" : "one") spoken of"
    case .demonstrative: "“\(words)” points back to \(name)"
    }
  }

  private func note(
    _ reference: SpeakerReference, _ record: inout Attribution, _ draft: Draft, _ map: OffsetMap,
    _ order: inout [SpeakerReference: Int], _ out: inout Annotations
  ) {
    if order[reference] != nil { return }
    order[reference] = out.speakers.count
    var speaker = Speaker(name: reference.name, kind: reference.kind, forms: [], roles: [], mentions: [])
    let named = draft.source.isEmpty ? draft.phrase : draft.source
    if let piece = Self.speakerPiece(named, text), text.pieces[piece].index >= 0 {
      let mention = text.mentions[Int(text.pieces[piece].index)]
      if mention.entity >= 0 {
        let entity = speakers.entities[Int(mention.entity)]
        if text.text(Int(entity.nameLo), Int(entity.nameHi)) == reference.name {
          for range in entity.titleRanges.prefix(8) {
            let role = text.text(Int(range.lowerBound), Int(range.upperBound)).trimmed()
            if !role.isEmpty, !speaker.roles.contains(role) { speaker.roles.append(role) }
          }
          var last: Int32 = -1
          for other in entity.mentions.sorted().prefix(200) where other != last {
            last = other
            let mention = text.mentions[Int(other)]
            let excerpt = excerpt(Int(mention.lo), Int(mention.hi), map)
            speaker.mentions.append(excerpt.span)
            if !speaker.forms.contains(excerpt.text) { speaker.forms.append(excerpt.text) }
          }
          speaker.mentions.sort()
        }
      }
    }
    if speaker.forms.isEmpty { speaker.forms = [reference.name] }
    out.speakers.append(speaker)
  }
}

extension String {
  /// Without the spaces and joints at its ends.
  fileprivate func trimmed() -> String {
    var s = Substring(self)
    while let c = s.first, c == " " || c == "," || c == "-" { s.removeFirst() }
    while let c = s.last, c == " " || c == "," || c == "-" || c == "." { s.removeLast() }
    return String(s)
  }
}
