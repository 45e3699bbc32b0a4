/// An attribution in pieces, before it is turned into words and offsets.
struct Draft {
  var layer: Layer
  /// The stretch of a quote, or -1.
  var stretch: Int32 = -1
  /// A claim's pieces, or the tokens of a turn of dialogue.
  var content: Range<Int> = 0..<0
  /// The form's id, or the name of the rule of context.
  var pattern: String
  /// What the pattern looks like, for the evidence.
  var summary: String
  /// The probability that the record is right, before its speaker's name is resolved.
  var confidence: Double
  var sentence: Int
  /// The pieces that name the speaker at the words; empty when the text leaves the speaker out there.
  var source: Range<Int> = 0..<0
  var cue: Int = -1
  var via: Range<Int> = 0..<0
  /// The attribution whose speaker it takes over, as an index into the drafts, or -1.
  var carriedFrom: Int = -1
  var isFragment = false
  /// The pieces elsewhere in the text that name the speaker.
  var phrase: Range<Int> = 0..<0
  /// The features that weighed most for the speaker.
  var reasons: [String] = []
  /// The pieces that name the next best speaker.
  var runnerUp: Range<Int> = 0..<0
  /// That speaker's share.
  var runnerUpShare = 0.0

  /// The tokens of what is said.
  func tokens(in text: ArticleText) -> Range<Int> {
    if stretch >= 0 {
      let words = text.stretches[Int(stretch)]
      return Int(words.lo)..<max(Int(words.lo), Int(words.hi))
    }
    guard layer == .claim, let first = content.first, let last = content.last else { return content }
    return Int(text.pieces[first].lo)..<Int(text.pieces[last].hi)
  }
}
