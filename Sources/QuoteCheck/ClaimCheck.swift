import ArticleReader
import QuoteEngine
import VietnameseText

extension QuoteChecker {
  /// Checks what somebody is said to have said in other words: is it in a source, by the same speaker, with the same figures,
  /// names and negations?
  ///
  /// - Parameters:
  ///   - claim: the reported clause.
  ///   - speaker: whose claim it is said to be; `nil` when that is not asked.
  ///   - article: the key of the article that it is said to be from; `nil` to look everywhere.
  /// - Returns: an answer with the verdict `supported`, `differs` or `notFound`; `diff` sets the claim against the passage that
  ///   has most of its words. Throws like `check`.
  public func checkClaim(_ claim: String, speaker: String? = nil, article: String? = nil) throws
    -> CheckAnswer
  {
    let typed = InvisibleCharacters.removed(from: Normalization.nfc(claim))
    let words = text(typed)
    guard words.count > 0 else { throw CheckInputError.noWords }
    guard words.count <= Self.longestQuote else { throw CheckInputError.tooLong(words: words.count) }
    let identity = speaker.map(SpeakerIdentity.init).flatMap { $0.isEmpty ? nil : $0 }
    let asked = identity == nil ? nil : speaker
    let isFolded = !words.traits.contains { $0.contains(.hasDiacritic) }
    let judge = Judge(quote: words, isFolded: isFolded, speaker: asked, identity: identity, lexicon: lexicon)
    let passages = ClaimPassages(words, folded: isFolded)

    var best: ClaimPassages.Found?
    var share = 0.0
    for article in try self.articles(for: typed, in: article) {
      let all = passages.passages(in: article)
      guard let most = all.map(\.share).max() else { continue }
      share = max(share, most)
      guard most >= claimCloseness else { continue }
      let annotations = try source.annotations(of: article.article)
      for passage in all where passage.share >= most - 0.1 {
        var rank = passage.share
        // Of passages that are about as good, the one by the speaker.
        if let identity, isSpoken(passage, by: identity, judge, article, annotations) { rank += 0.15 }
        if rank > best?.rank ?? -1 {
          best = ClaimPassages.Found(passage: passage, article: article, annotations: annotations, rank: rank)
        }
      }
    }
    let notFound = CheckAnswer(verdict: .notFound, score: min(1, max(0, share)))
    guard let best else { return notFound }
    let source = isFolded ? best.article.text.folded : best.article.text.exact
    guard words.count * best.passage.words.count <= WordAlignment.largestTable else { return notFound }
    let alignment = WordAlignment(
      quote: (isFolded ? words.folded : words.exact)[...], source: source, window: best.passage.words)
    guard alignment.equalCount > 0 else { return notFound }
    var judgement = judge.judge(alignment, in: best.article, best.annotations)
    guard judgement.answer.article != nil else { return notFound }
    if let asked, judgement.fit == SpeakerIdentity.Fit.none {
      try settle(asked, &judgement.answer, in: [best.article])
    }
    return ClaimJudge(words, isFolded: isFolded, lexicon).judge(
      judgement, best.passage, in: best.article, isSpeakerAsked: asked != nil)
  }

  private func isSpoken(
    _ passage: ClaimPassages.Passage, by identity: SpeakerIdentity, _ judge: Judge, _ article: IndexedArticle,
    _ annotations: Annotations
  ) -> Bool {
    let span = article.map.codePoints(ofBytes: article.text.byteRange(passage.words))
    return (annotations.quotes + annotations.claims).contains { record in
      // A word or two of what the next sentence gives to somebody else says nothing.
      guard let speaker = record.speaker,
        min(record.content.span.end, span.upperBound) - max(record.content.span.start, span.lowerBound) > 3
      else { return false }
      return judge.fit(of: speaker, annotations, identity) >= .part
    }
  }

  /// Passages that share less of a claim's words are about something else. Measured on Corpus (`evaluate --checks
  /// --claim-closeness`): at 0.4 0.011 of other articles' claims are taken for one of the article, at 0.55, 0.65 and 0.75 none;
  /// at 0.75 0.003 of the article's own are lost.
  public static let usualClaimCloseness = 0.55
}

/// Finds the sentences of an article that have most of a claim's words.
struct ClaimPassages {
  /// One or two sentences.
  struct Passage {
    var words: Range<Int>
    /// The weight of the claim's words that they have, by that of all.
    var share: Double
  }

  /// A passage in its article.
  struct Found {
    var passage: Passage
    var article: IndexedArticle
    var annotations: Annotations
    var rank: Double
  }

  private let isFolded: Bool
  private let claim: Set<UInt64>

  init(_ claim: ComparedText, folded: Bool) {
    isFolded = folded
    self.claim = Set(folded ? claim.folded : claim.exact)
  }

  /// The sentences, and every two neighbours, that have a word of the claim.
  func passages(in article: IndexedArticle) -> [Passage] {
    let text = article.text
    let words = isFolded ? text.folded : text.exact
    // Words that stand everywhere in the article say little about a sentence of it.
    var counts: [UInt64: Int] = [:]
    for word in words where claim.contains(word) { counts[word, default: 0] += 1 }
    guard !counts.isEmpty else { return [] }
    var weights: [UInt64: Double] = [:]
    for word in claim { weights[word] = 1 / (1 + Double(counts[word] ?? 0) / 6) }
    let all = weights.values.reduce(0, +)
    func share(_ range: Range<Int>) -> Double {
      var seen = Set<UInt64>()
      var sum = 0.0
      for index in range where claim.contains(words[index]) && seen.insert(words[index]).inserted {
        sum += weights[words[index]] ?? 0
      }
      return sum / all
    }
    let sentences = article.allSentences.map { text.words(inBytes: $0) }.filter { !$0.isEmpty }
    var out: [Passage] = []
    for index in sentences.indices {
      let one = share(sentences[index])
      guard one > 0 else { continue }
      out.append(Passage(words: sentences[index], share: one))
      if index + 1 < sentences.count {
        let both = sentences[index].lowerBound..<sentences[index + 1].upperBound
        out.append(Passage(words: both, share: share(both) - 0.05))
      }
    }
    return out
  }
}

/// Says whether the passage that is nearest to a claim bears it out.
struct ClaimJudge {
  private let claim: ComparedText
  private let isFolded: Bool
  private let lexicon: CheckLexicon

  init(_ claim: ComparedText, isFolded: Bool, _ lexicon: CheckLexicon) {
    self.claim = claim
    self.isFolded = isFolded
    self.lexicon = lexicon
  }

  /// Turns what the claim's words come to as a quote into what they come to as a claim.
  func judge(
    _ judgement: Judgement, _ passage: ClaimPassages.Passage, in article: IndexedArticle, isSpeakerAsked: Bool
  ) -> CheckAnswer {
    var answer = judgement.answer
    answer.score = min(1, max(0, passage.share))
    // What matters in a quote's wording does not in a claim's.
    let old = Set(answer.warnings)
    var warnings = old.intersection([.saidNotToBeSaid, .conditionDropped])
    if old.contains(.negationChanged), changesNegation(passage, in: article) {
      warnings.insert(.negationChanged)
    }
    if changesFigure(passage, in: article) || changesFigure(answer.diff) { warnings.insert(.numberChanged) }
    if changesName(passage, in: article) || changesName(answer.diff) { warnings.insert(.nameChanged) }
    answer.warnings = CheckWarning.allCases.filter(warnings.contains)
    // Where it is not sure who says it, the words are borne out and the speaker is not: it is not verified.
    let isElsewhere =
      judgement.answer.verdict == .misattributed || answer.notes.contains(.otherSpeakerToo)
    if isSpeakerAsked, answer.isSpeakerConfirmed != true || old.contains(.twoSpeakers) {
      answer.isSpeakerConfirmed = false
      if answer.notes.isEmpty { answer.notes.append(.speakerUnsure) }
    }
    answer.verdict = warnings.isEmpty && !isElsewhere ? .supported : .differs
    return answer
  }

  /// Whether an amount of the claim is none of the passage's.
  private func changesFigure(_ passage: ClaimPassages.Passage, in article: IndexedArticle) -> Bool {
    let ours = amounts(Numbers(claim, lexicon, folded: isFolded), 0..<claim.count, isLoose: false)
    guard !ours.isEmpty else { return false }
    // Each amount of the passage bears out one of the claim's: from ten to two years is not from two to two.
    var rest = amounts(Numbers(article.text, lexicon, folded: false), passage.words, isLoose: true)
    for value in ours {
      guard let found = rest.firstIndex(where: { abs($0 - value) <= max(abs($0), abs(value)) * 1e-9 }) else {
        return true
      }
      rest.remove(at: found)
    }
    return countsAsDay(passage, in: article)
  }

  /// Whether the claim counts with a number that is a day in the passage, which has another number before the same word:
  /// 26 địa điểm for 16 địa điểm, on 26/6.
  private func countsAsDay(_ passage: ClaimPassages.Passage, in article: IndexedArticle) -> Bool {
    let text = article.text
    let (keys, sources) = isFolded ? (claim.folded, text.folded) : (claim.exact, text.exact)
    func isDigits(_ text: ComparedText, _ word: Int) -> Bool {
      text.traits[word].contains(.number) && text.text(word..<word + 1).allSatisfy(\.isNumber)
    }
    func isDay(_ word: Int) -> Bool {
      let end = Int(text.ends[word])
      return end < text.bytes.count && text.bytes[end] == UInt8(ascii: "/")
    }
    return (0..<max(0, claim.count - 1)).contains { word in
      guard isDigits(claim, word), Int(claim.ends[word]) < claim.bytes.count,
        claim.bytes[Int(claim.ends[word])] == 0x20
      else { return false }
      let same = passage.words.filter { sources[$0] == keys[word] }
      let counted = passage.words.dropLast().filter {
        isDigits(text, $0) && sources[$0 + 1] == keys[word + 1]
      }
      return !same.isEmpty && same.allSatisfy(isDay) && counted.contains { sources[$0] != keys[word] }
    }
  }

  /// Whether one of the words in which claim and passage differ word for word is another amount: the passage may have the
  /// claim's somewhere else.
  private func changesFigure(_ steps: [DiffStep]) -> Bool {
    steps.contains { step in
      guard step.kind == .replaced else { return false }
      let (old, new) = (ComparedText(step.source), ComparedText(step.quote))
      guard old.count <= Self.mostOfStep, new.count <= Self.mostOfStep else { return false }
      let theirs = amounts(Numbers(old, lexicon, folded: false), 0..<old.count, isLoose: true)
      let ours = amounts(Numbers(new, lexicon, folded: isFolded), 0..<new.count, isLoose: false)
      return !theirs.isEmpty
        && ours.contains { value in !theirs.contains { abs($0 - value) <= max(abs($0), abs(value)) * 1e-9 } }
    }
  }

  /// Longer stretches are other words, not one word for another.
  private static let mostOfStep = 4

  private func amounts(_ numbers: Numbers, _ range: Range<Int>, isLoose: Bool) -> [Double] {
    var out: [Double] = []
    var word = range.lowerBound
    while word < range.upperBound {
      let isNumber = isLoose ? numbers.mayBeNumber(word) : numbers.isNumber(word)
      if isNumber, let amount = numbers.amount(at: word, before: range.upperBound) {
        out.append(amount.value)
        word = amount.end
      } else {
        word += 1
      }
    }
    return out
  }

  /// Whether the claim names somebody or something that the article does not, or one for another.
  private func changesName(_ passage: ClaimPassages.Passage, in article: IndexedArticle) -> Bool {
    let text = article.text
    let sources = isFolded ? text.folded : text.exact
    let keys = isFolded ? claim.folded : claim.exact
    let inPassage = Set(sources[passage.words])
    let ours = Names(claim)
    // A short form may stand for what the passage spells out.
    let inArticle = Set(sources)
    let missing = (0..<claim.count).filter { word in
      guard !inPassage.contains(keys[word]), !claim.traits[word].contains(.allCaps) else { return false }
      // A capital after a mark within the claim opens a title or a name too, if the article does not have the word.
      return ours.isName(word)
        || word > 0 && claim.traits[word].contains(.capitalised) && !inArticle.contains(keys[word])
    }
    guard !missing.isEmpty else { return false }
    if missing.contains(where: { !inArticle.contains(keys[$0]) }) { return true }
    // Of the article's names one in place of another; for a pronoun any may stand.
    let theirs = Names(text)
    let claimed = Set(keys)
    return missing.count == 1
      && passage.words.contains { theirs.isName($0) && !claimed.contains(sources[$0]) }
  }

  /// Whether one name stands for another where claim and passage differ word for word: the passage may have the claim's
  /// somewhere else, as the speaker's own.
  private func changesName(_ steps: [DiffStep]) -> Bool {
    steps.indices.dropFirst().dropLast().contains { index in
      let step = steps[index]
      guard step.kind == .replaced else { return false }
      let (old, new) = (step.source.split(separator: " "), step.quote.split(separator: " "))
      guard old.count == new.count, old.count <= Self.mostOfStep else { return false }
      return zip(old, new).allSatisfy { pair in
        [pair.0, pair.1].allSatisfy { word in
          word.count > 1 && word.first?.isUppercase == true && word.dropFirst().allSatisfy(\.isLowercase)
        }
      }
    }
  }

  /// Whether the claim denies more, or less, than the passage.
  private func changesNegation(_ passage: ClaimPassages.Passage, in article: IndexedArticle) -> Bool {
    let old = Negations(article.text, lexicon, folded: false).count(in: passage.words, alone: false)
    let new = Negations(claim, lexicon, folded: isFolded).count(in: 0..<claim.count, alone: false)
    return old != new
  }
}
