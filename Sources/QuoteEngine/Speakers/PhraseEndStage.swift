/// Decides where the noun phrase of somebody without a name ends: *một chuyên gia | về X | cho biết*,
/// *cậu con trai | 28 tuổi | trố mắt ra cười*.
///
/// A mention holds the words that its head brings along by the lexicons; what a phrase takes in besides
/// (places, ages, what somebody knows about) is weighed among the pieces after it.
final class PhraseEndStage {
  private let weigher: Weigher
  private let f: PhraseEndFeatures
  private var ends: [Int] = []
  /// Whether decisions are kept.
  var isRecording = false
  /// The decisions by their mentions, where they are kept.
  private(set) var decisions: [Int32: PhraseEndDecision] = [:]

  init(_ models: Models) {
    f = models.phraseEndFeatures
    weigher = Weigher(models.phraseEnd)
  }

  /// The first of the kinds that are houses.
  private static let firstHouse = 4

  /// No phrase takes more pieces in.
  private static let mostPieces = 14

  /// Forgets the article before.
  func reset() {
    if isRecording { decisions.removeAll() }
  }

  /// Sets the end of the phrase that begins with a piece.
  ///
  /// - Parameters:
  ///   - piece: the mention's piece.
  ///   - read: the piece after the last one that a form read as the source.
  func settle(_ piece: Int, read: Int, _ text: ArticleText) {
    let index = text.pieces[piece].index
    guard index >= 0, let kind = kind(text.mentions[Int(index)]) else { return }
    let end = sentenceEnd(piece, text)
    weigher.begin()
    ends.removeAll(keepingCapacity: true)
    let isHouse =
      kind >= Self.firstHouse
      || text.has(.organisation, Int(text.pieces[piece].lo))
        && !text.has(.determiner, Int(text.pieces[piece].lo))
    var inside = Inside()
    ends.append(piece + 1)
    describe(piece + 1, of: piece, kind, read, end, inside, text)
    var next = piece + 1
    while next < min(end, piece + 1 + Self.mostPieces), goesOn(next, text) {
      if inside.depth == 0, text.line[next] == Symbol.close { break }
      if isHouse, !staysHouse(next, kind, text) { break }
      // công ty này, cán bộ trên: whoever was spoken of before.
      if next == piece + 1, text.line[next] == Symbol.demonstrative { break }
      inside.take(next, text)
      next += 1
      guard inside.depth == 0, mayEnd(next - 1, text) else { continue }
      ends.append(next)
      describe(next, of: piece, kind, read, end, inside, text)
    }
    guard let choice = weigher.best(mustChoose: true) else { return }
    if isRecording {
      decisions[index] = PhraseEndDecision(
        ends: ends.map { text.pieces[$0 - 1].hi },
        features: ends.indices.map { weigher.features(of: $0) })
    }
    let hi = text.pieces[ends[choice.index] - 1].hi
    switch kind {
    case 4, 5, 6:
      text.mentions[Int(index)].hi = hi
      if text.mentions[Int(index)].hasName, choice.index > 0 { text.mentions[Int(index)].nameHi = hi }
    default: text.mentions[Int(index)].phraseHi = hi > text.mentions[Int(index)].hi ? hi : 0
    }
  }

  /// The piece after the last one of a piece's sentence.
  private func sentenceEnd(_ piece: Int, _ text: ArticleText) -> Int {
    var low = 0
    var high = text.sentences.count
    while low < high {
      let mid = (low + high) / 2
      if Int(text.sentences[mid].pieceEnd) <= piece { low = mid + 1 } else { high = mid }
    }
    return low < text.sentences.count ? Int(text.sentences[low].pieceEnd) : text.pieces.count
  }

  /// The place of a mention's kind among those that the model knows; `nil` for one who has a name.
  private func kind(_ mention: Mention) -> Int? {
    switch mention.symbol {
    case Symbol.title: 0
    case Symbol.group: mention.isPlural ? 2 : 1
    case Symbol.document: mention.issuer < 0 ? 3 : nil
    case Symbol.organisation: mention.hasName ? 5 : 4
    case Symbol.medium: 6
    default: nil
    }
  }

  /// Whether a house's name may go on over a piece: over words and places, and its seat (phái đoàn X tại Y); what stands in
  /// brackets is its short name, no part of it.
  private func staysHouse(_ piece: Int, _ kind: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.word: !text.isVerb(Int(text.pieces[piece].lo))
    case Symbol.capital, Symbol.number, Symbol.organisation, Symbol.medium, Symbol.place,
      Symbol.name, Symbol.title, Symbol.demonstrative:
      true
    case Symbol.time: kind == 6
    case Symbol.coordinator: kind != 6 && kind != 5
    case Symbol.preposition:
      kind != 6 && text.reads(.locatives, Int(text.pieces[piece].lo), Int(text.pieces[piece].hi))
    default: false
    }
  }

  /// Whether a noun phrase may go on over a piece.
  private func goesOn(_ piece: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.word, Symbol.capital, Symbol.number, Symbol.possessive, Symbol.preposition,
      Symbol.demonstrative,
      Symbol.organisation, Symbol.medium, Symbol.place, Symbol.name, Symbol.person, Symbol.title,
      Symbol.group, Symbol.pronoun, Symbol.document, Symbol.coordinator, Symbol.determiner, Symbol.comma,
      Symbol.open, Symbol.close, Symbol.adverb, Symbol.negation, Symbol.passive, Symbol.time, Symbol.dash,
      Symbol.slash, Symbol.namedThing, Symbol.link, Symbol.copula, Symbol.subordinator, Symbol.discourse:
      true
    default: false
    }
  }

  /// Whether a noun phrase may end with a piece.
  private func mayEnd(_ piece: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.possessive, Symbol.preposition, Symbol.coordinator, Symbol.determiner, Symbol.comma,
      Symbol.open,
      Symbol.dash, Symbol.slash, Symbol.negation, Symbol.adverb, Symbol.discourse, Symbol.passive,
      Symbol.copula, Symbol.link,
      Symbol.subordinator, Symbol.pronoun:
      false
    default: true
    }
  }

  private func describe(
    _ at: Int, of piece: Int, _ kind: Int, _ read: Int, _ end: Int, _ inside: Inside, _ text: ArticleText
  ) {
    let w = weigher
    w.candidate()
    let here = at < end ? text.line[at] : 0
    let taken = at - piece - 1
    if taken == 0 {
      w.add(f.stays[kind, SymbolFeatures.place(here)])
    } else {
      w.add(f.first[kind, SymbolFeatures.place(text.line[piece + 1])])
      w.add(f.joint[SymbolFeatures.place(text.line[at - 1]), SymbolFeatures.place(here)])
    }
    w.add(f.length[kind, taken < 3 ? taken : taken < 5 ? 3 : taken < 8 ? 4 : 5])
    w.add(f.asRead[kind, at < read ? 0 : at == read ? 1 : 2])
    w.add(f.then[kind, follows(at, end, text)])
    let last = text.pieces[at - 1]
    w.add(f.words[taken == 0 ? 5 : wordClass(at - 1, text), at < end ? wordClass(at, text) : 5])
    w.add(f.verbs[inside.verbs])
    w.add(f.adverbs[inside.adverbs])
    w.add(f.negations, if: inside.isNegated)
    w.add(f.commas[inside.commas])
    w.add(f.coordinators[inside.coordinators])
    w.add(f.times, if: inside.hasTime)
    if inside.link >= 0 { w.add(f.throughLink[kind, inside.link]) }
    if let link = Inside.link(at, end, text) { w.add(f.beforeLink[kind, link]) }
    w.add(f.throughAge, if: inside.hasAge)
    w.add(f.beforeAge, if: here == Symbol.number && isAge(at, end, text))
    w.add(f.complement, if: endsComplement(piece, Int(last.hi), text))
    w.add(f.beforeComplement, if: text.length(of: .nounComplements, Int(last.hi)) > 0)
    w.add(f.lastCapital, if: text.tokens[Int(last.hi) - 1].isCapital)
    w.add(f.nextCapital, if: at < end && text.tokens[Int(text.pieces[at].lo)].isCapital)
    let isCounted = text.hit(.determiner, Int(text.pieces[piece].lo)) != nil
    w.add(f.isCounted[isCounted ? 1 : 0, taken > 0 ? 1 : 0])
  }

  private func follows(_ at: Int, _ end: Int, _ text: ArticleText) -> Int {
    var next = at
    while next < end {
      switch text.line[next] {
      case Symbol.cue, Symbol.linkedCue, Symbol.quoteCue, Symbol.afterCue, Symbol.citing:
        return next == at ? 0 : 1
      case Symbol.adverb, Symbol.time, Symbol.negation, Symbol.link: next += 1
      case Symbol.comma, Symbol.colon, Symbol.dash, Symbol.open, Symbol.close, Symbol.semicolon: return 2
      case Symbol.stop: return 3
      default: return 4
      }
    }
    return 3
  }

  private func wordClass(_ piece: Int, _ text: ArticleText) -> Int {
    switch text.line[piece] {
    case Symbol.word:
      let word = text.hit(.word, Int(text.pieces[piece].lo))
      guard let word, word.length == text.pieces[piece].hi - text.pieces[piece].lo else { return 3 }
      switch word.sense.wordClass {
      case .verb: return 0
      case .noun: return 1
      case .other: return 2
      }
    case Symbol.capital: return 4
    default: return 5
    }
  }

  private func isAge(_ at: Int, _ end: Int, _ text: ArticleText) -> Bool {
    at + 1 < end && text.isOne(of: .ageWords, Int(text.pieces[at + 1].lo))
  }

  /// Whether words that belong to somebody who is not named end at a token.
  private func endsComplement(_ piece: Int, _ token: Int, _ text: ArticleText) -> Bool {
    (2...5).contains {
      token - $0 >= Int(text.pieces[piece].hi) && text.reads(.nounComplements, token - $0, token)
    }
  }

  /// What stands between the mention and a place.
  private struct Inside {
    var verbs = 0
    var adverbs = 0
    var isNegated = false
    var commas = 0
    var coordinators = 0
    /// How many brackets are open.
    var depth = 0
    var hasTime = false
    var hasAge = false
    /// The last link, as a place in `PhraseEndFeatures.links`, or -1.
    var link = -1

    mutating func take(_ piece: Int, _ text: ArticleText) {
      let lo = Int(text.pieces[piece].lo)
      switch text.line[piece] {
      case Symbol.word:
        if text.isVerb(lo) { verbs += 1 }
        if text.isOne(of: .ageWords, lo), text.tokens[lo - 1].kind == .number { hasAge = true }
      case Symbol.adverb: adverbs += 1
      case Symbol.negation, Symbol.passive, Symbol.copula: isNegated = true
      case Symbol.comma: commas += 1
      case Symbol.open: depth += 1
      case Symbol.close: depth -= 1
      case Symbol.coordinator: coordinators += 1
      case Symbol.time: hasTime = true
      case Symbol.preposition, Symbol.possessive: link = Self.link(piece, piece + 1, text) ?? link
      default: break
      }
    }

    /// The kind of the link that a piece is.
    static func link(_ piece: Int, _ end: Int, _ text: ArticleText) -> Int? {
      guard piece < end else { return nil }
      let lo = Int(text.pieces[piece].lo)
      let hi = Int(text.pieces[piece].hi)
      switch text.line[piece] {
      case Symbol.possessive: return 2
      case Symbol.preposition:
        return text.reads(.locatives, lo, hi) ? 0 : text.reads(.originLinks, lo, hi) ? 1 : 3
      default: return nil
      }
    }
  }
}

/// A decision on the end of a phrase with all its candidates.
struct PhraseEndDecision {
  /// The tokens before which the phrase may end.
  var ends: [Int32]
  /// The features of each.
  var features: [[Int32]]
}
