/// What has been decided so far in the article.
struct QuoteState {
  /// The drafts of quotes in each sentence, as indices.
  private var bySentence: [Int: [Int]] = [:]
  /// The drafts by their stretch.
  private var byStretch: [Int32: Int] = [:]
  /// The answer of an interview, if the article is one.
  private(set) var answer: Int?
  /// The draft of the last quote taken in the sentence at hand, or -1.
  var seenQuote = -1
  /// Whether words in marks of the sentence at hand were found to be no quote.
  var seenOther = false
  private var order: [Int] = []
  /// The words of the stretches weighed so far, and whether the last one of those words was taken.
  private var weighed: [UInt64: Bool] = [:]

  init(_ text: ArticleText, _ drafts: [Draft]) {
    for (index, draft) in drafts.enumerated() { add(index, draft, text) }
    answer = drafts.indices.first
  }

  mutating func add(_ index: Int, _ draft: Draft, _ text: ArticleText) {
    bySentence[draft.sentence, default: []].append(index)
    if draft.stretch >= 0 { byStretch[draft.stretch] = index }
    if !text.sentences[draft.sentence].isHeadline { order.append(index) }
  }

  /// Remembers what was decided on a stretch.
  mutating func note(_ words: UInt64, isTaken: Bool) { weighed[words] = isTaken }

  /// What was decided on the same words before.
  func decision(on words: UInt64) -> Bool? { weighed[words] }

  /// The quotes of a sentence, the last sixteen.
  func quotes(of sentence: Int) -> ArraySlice<Int> { (bySentence[sentence] ?? []).suffix(16) }

  /// The draft of a stretch.
  func draft(of stretch: Int32) -> Int? { byStretch[stretch] }

  /// The last quote that was taken before a piece.
  func lastQuote(before piece: Int, _ text: ArticleText, _ drafts: [Draft]) -> Int? {
    let at = text.pieces[piece].lo
    for index in order.suffix(12).reversed() {
      let draft = drafts[index]
      let place =
        draft.stretch >= 0
        ? text.stretches[Int(draft.stretch)].open : text.pieces[draft.content.lowerBound].lo
      if place < at { return index }
    }
    return nil
  }
}
