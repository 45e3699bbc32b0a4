/// Finds every phrase of the lexicons at every token, in one walk over the tree of phrases.
struct PhraseLookup {
  let phrases: PhraseTrie
  private static let cue: UInt32 = 1 << UInt32(Category.cue.rawValue)

  init(phrases: PhraseTrie) { self.phrases = phrases }

  /// Fills `text.hits` and `text.hitStart`.
  func run(_ text: ArticleText) {
    let count = text.tokens.count
    text.hitStart.reserveCapacity(count + 1)
    // The token after one at which a common word of two syllables begins, with nothing longer beside it.
    var second = -1
    // Tokens before this one lie inside a phrase that is no cue (triển khai, công tố).
    var blocked = 0
    text.tokens.withUnsafeBufferPointer { tokens in
      for index in 0..<count {
        text.hitStart.append(Int32(text.hits.count))
        var node = phrases.root(tokens[index].word)
        guard node != 0 else {
          text.hitMask.append(0)
          if second == index { text.hitMask[index - 1] = ArticleText.word }
          continue
        }
        var mask: UInt32 = 0
        var isWord = false
        var isPhrase = false
        var next = index + 1
        while true {
          let from = Int(phrases.senseStart[Int(node)])
          let to = Int(phrases.senseEnd[Int(node)])
          if from < to {
            for sense in from..<to {
              let sense = phrases.senses.withUnsafeBufferPointer { $0[sense] }
              mask |= 1 << UInt32(sense.category.rawValue)
              if next - index > 1 {
                if sense.category == .word { isWord = true } else { isPhrase = true }
                if sense.category == .notCue { blocked = max(blocked, next) }
              } else if sense.category == .cue, index < blocked {
                mask &= ~Self.cue
              }
              text.hits.append(Hit(length: Int32(next - index), sense: sense))
            }
          }
          guard next < count, tokens[next].word != WordTable.unknown, !tokens[next].glued else { break }
          node = phrases.child(node, tokens[next].word)
          if node == 0 { break }
          next += 1
        }
        if second == index, !isPhrase {
          // The syllables mean the word, whatever each would mean alone.
          text.hitMask[index - 1] = ArticleText.word
          mask = 0
        } else if isWord, !isPhrase, tokens[index + 1].shape == .lower {
          second = index + 1
        }
        text.hitMask.append(mask)
      }
    }
    text.hitStart.append(Int32(text.hits.count))
  }
}
