/// Whether a sentence reports words as said, or denies, supposes, disowns or asks about them.
struct Denial {
  /// The verb of speech stands under a negation: *không hề nói “Q”*, *đâu có nói “Q”*.
  var isDenied = false
  /// The sentence supposes it: *nếu ông nói “Q”*, *giá mà …*, *liệu …*.
  var isSupposed = false
  /// It takes the words back or says that they are made up: *xin cải chính: …*, *bịa rằng …*, *không có chuyện …*.
  var isDisowned = false
  /// It asks whether they were said: *có nói “Q” không?*
  var isAsked = false

  /// Whether the words were not said.
  var isUnsaid: Bool { isDenied || isSupposed || isDisowned || isAsked }

  /// What a sentence does to the words at a piece.
  ///
  /// - Parameters:
  ///   - piece: the stretch in marks.
  ///   - cue: the verb of speech before it, or -1.
  ///   - from: the sentence's first piece.
  ///   - to: the piece after its last one.
  init(of piece: Int, by cue: Int, _ from: Int, _ to: Int, _ text: ArticleText) {
    let start = max(from, piece - 40)
    if cue >= from {
      var before = cue - 1
      while before >= from, text.line[before] == Symbol.adverb || text.line[before] == Symbol.link {
        before -= 1
      }
      if before >= from, text.line[before] == Symbol.negation,
        !text.isOne(of: .onlyAdverbs, Int(text.pieces[before].hi))
      {
        isDenied = true
      }
      // A verb's own words and those before it: đâu có nói.
      let token = Int(text.pieces[cue].lo)
      for back in 1...3 where token - back >= 0 {
        if text.length(of: .denyingAuxiliaries, token - back) == back { isDenied = true }
      }
      if token > 0, text.isOne(of: .askingAuxiliaries, token - 1) {
        var next = piece + 1
        while next < min(to, piece + 4) {
          let piece = text.pieces[next]
          if text.length(of: .askingTails, Int(piece.lo)) > 0 { isAsked = true }
          next += 1
        }
      }
    }
    for index in start..<piece {
      let piece = text.pieces[index]
      guard text.line[index] != Symbol.quote, text.line[index] != Symbol.shortQuote else { continue }
      for token in Int(piece.lo)..<Int(piece.hi) {
        if text.length(of: .suppositions, token) > 0, opensClause(token, index, from, text) {
          isSupposed = true
        }
        if cue >= from, text.length(of: .disownments, token) > 0, index <= cue { isDisowned = true }
      }
    }
  }

  /// Whether a word stands where a clause begins.
  private func opensClause(_ token: Int, _ piece: Int, _ from: Int, _ text: ArticleText) -> Bool {
    if piece == from { return token == Int(text.pieces[piece].lo) }
    guard token == Int(text.pieces[piece].lo) else { return false }
    switch text.line[piece - 1] {
    case Symbol.comma, Symbol.colon, Symbol.stop, Symbol.discourse, Symbol.semicolon, Symbol.dash, Symbol.cue,
      Symbol.quoteCue, Symbol.linkedCue, Symbol.time, Symbol.coordinator:
      return true
    default: return false
    }
  }
}
