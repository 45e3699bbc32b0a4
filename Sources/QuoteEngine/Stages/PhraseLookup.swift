/// Finds every phrase of the lexicons at every token, in one walk over the tree of phrases.
struct PhraseLookup {
  let phrases: PhraseTrie

  /// Fills `text.hits` and `text.hitStart`.
  func run(_ text: ArticleText) {
    let count = text.tokens.count
    text.hitStart.reserveCapacity(count + 1)
    text.tokens.withUnsafeBufferPointer { tokens in
      for index in 0..<count {
        text.hitStart.append(Int32(text.hits.count))
        var node = phrases.root(tokens[index].word)
        guard node != 0 else {
          text.hitMask.append(0)
          continue
        }
        var mask: UInt32 = 0
        var next = index + 1
        while true {
          let from = Int(phrases.senseStart[Int(node)])
          let to = Int(phrases.senseEnd[Int(node)])
          if from < to {
            for sense in from..<to {
              let sense = phrases.senses.withUnsafeBufferPointer { $0[sense] }
              mask |= 1 << UInt32(sense.category.rawValue)
              text.hits.append(Hit(length: Int32(next - index), sense: sense))
            }
          }
          guard next < count, tokens[next].word != WordTable.unknown, !tokens[next].glued else { break }
          node = phrases.child(node, tokens[next].word)
          if node == 0 { break }
          next += 1
        }
        text.hitMask.append(mask)
      }
    }
    text.hitStart.append(Int32(text.hits.count))
  }
}
