/// Finds what stands under the article on its page: lists of other headlines, section names, dates.
///
/// Such lines are short and end without a stop. A run of at least five of them up to the text's end is no part
/// of the article, whatever marks it holds.
struct ClutterStage {
  /// Marks the sentences of the page's clutter.
  func run(_ text: ArticleText) {
    var first = text.sentences.count
    var lines = 0
    var misses = 0
    var index = text.sentences.count
    while index > 0 {
      // One paragraph: sentences of one number.
      var start = index - 1
      while start > 0, text.sentences[start - 1].paragraph == text.sentences[index - 1].paragraph {
        start -= 1
      }
      if start == 0 || text.sentences[start].isHeadline { break }
      if isLine(start, index, text) {
        lines += 1
        misses = 0
        first = start
      } else {
        // A teaser among the headlines may end with a stop; two in a row are the article.
        misses += 1
        if misses > 1 || words(start, index, text) > 30 { break }
      }
      index = start
    }
    guard lines >= 5 else { return }
    for sentence in first..<text.sentences.count { text.sentences[sentence].isClutter = true }
  }

  private func words(_ from: Int, _ to: Int, _ text: ArticleText) -> Int {
    Int(text.sentences[to - 1].tokenEnd - text.sentences[from].tokenStart)
  }

  private func isLine(_ from: Int, _ to: Int, _ text: ArticleText) -> Bool {
    guard words(from, to, text) <= 32 else { return false }
    let last = text.tokens[Int(text.sentences[to - 1].tokenEnd) - 1]
    switch last.role {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"): return false
    case UInt8(ascii: "m"):
      // A line that a closing mark ends is a headline when something stands before the marks.
      return text.stretchAt[Int(text.sentences[from].tokenStart)] < 0
    default: return true
    }
  }
}
