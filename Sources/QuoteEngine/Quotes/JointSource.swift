/// Several speakers of one utterance: *ông A và bà B cùng nói*, *các ông A, B và C đều cho biết*, *theo hai ông A và B*.
enum JointSource {
  /// No more speak together by name.
  private static let most = 8

  /// The pieces of all who speak together with the one that a form found; the range itself where he speaks alone.
  ///
  /// - Parameters:
  ///   - source: the pieces that name the speaker.
  ///   - cue: the piece of the verb, or -1 where none is near.
  static func whole(_ source: Range<Int>, cue: Int, _ text: ArticleText) -> Range<Int> {
    guard !source.isEmpty, source.count <= 6,
      let head = source.last(where: { isNamed($0, text) }) ?? source.first,
      isNamed(head, text)
    else { return source }
    var low = head
    var hasCoordinator = false
    while low - 2 >= 0, head - low < most * 2, isJoint(low - 1, text), isNamed(low - 2, text) {
      if text.line[low - 1] == Symbol.coordinator { hasCoordinator = true }
      low -= 2
    }
    // The first of them has to begin its clause, else he is somebody of whom the clause before speaks.
    if low < head, !opensClause(low, text) { low = head }
    if low == head { hasCoordinator = false }
    var high = head
    while high + 2 < text.pieces.count, high - low < most * 2, isJoint(high + 1, text),
      isNamed(high + 2, text)
    {
      if text.line[high + 1] == Symbol.coordinator { hasCoordinator = true }
      high += 2
    }
    if high > head {
      // The verb or the end of the attribution has to follow; otherwise the list is of something else.
      var next = high + 1
      while next < text.pieces.count, text.line[next] == Symbol.adverb || text.line[next] == Symbol.negation {
        next += 1
      }
      let isVerb = cue > high && next == cue
      let isAfter =
        cue >= 0 && cue < head && cue >= head - 3
        && (next >= text.pieces.count || text.line[next] == Symbol.comma || text.line[next] == Symbol.stop)
      let isDone = isVerb || isAfter && text.line[high - 1] == Symbol.coordinator
      if !isDone { high = head }
    }
    guard hasCoordinator, high > low else { return source }
    // A determiner or a word for the number before them belongs to them.
    return low..<high + 1
  }

  /// The pieces of the named in a range that is nothing but names joined by commas and words for *and*; `nil` for one name.
  static func mentions(of range: Range<Int>, _ text: ArticleText) -> [Int]? {
    guard range.count >= 3, range.count % 2 == 1 else { return nil }
    var out: [Int] = []
    var hasCoordinator = false
    for (offset, piece) in range.enumerated() {
      if offset % 2 == 0 {
        guard isNamed(piece, text) else { return nil }
        out.append(piece)
      } else {
        guard isJoint(piece, text) else { return nil }
        if text.line[piece] == Symbol.coordinator { hasCoordinator = true }
      }
    }
    return hasCoordinator ? out : nil
  }

  private static func isNamed(_ piece: Int, _ text: ArticleText) -> Bool {
    guard text.pieces[piece].index >= 0 else { return false }
    switch text.line[piece] {
    case Symbol.person: return true
    case Symbol.organisation, Symbol.medium, Symbol.name:
      let mention = text.mentions[Int(text.pieces[piece].index)]
      return mention.hasName || text.tokens[Int(mention.lo)].isCapital
    default: return false
    }
  }

  private static func isJoint(_ piece: Int, _ text: ArticleText) -> Bool {
    text.line[piece] == Symbol.coordinator || text.line[piece] == Symbol.comma
  }

  private static func opensClause(_ piece: Int, _ text: ArticleText) -> Bool {
    guard piece > 0, !beginsSentence(piece, text) else { return true }
    switch text.line[piece - 1] {
    case Symbol.stop, Symbol.colon, Symbol.semicolon, Symbol.discourse, Symbol.time, Symbol.that,
      Symbol.determiner,
      Symbol.according, Symbol.subordinator, Symbol.dash, Symbol.number:
      return true
    default: return false
    }
  }

  private static func beginsSentence(_ piece: Int, _ text: ArticleText) -> Bool {
    var low = 0
    var high = text.sentences.count
    while low < high {
      let middle = (low + high) / 2
      if Int(text.sentences[middle].pieceStart) < piece { low = middle + 1 } else { high = middle }
    }
    return low < text.sentences.count && Int(text.sentences[low].pieceStart) == piece
  }
}
