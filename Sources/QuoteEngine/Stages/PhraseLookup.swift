/// Finds every phrase of the lexicons at every token, in one walk over the tree of phrases.
///
/// It holds the tree in flat memory of its own: engines side by side must not count references to one tree, and
/// what a step of the walk needs lies together.
final class PhraseLookup {
  private static let cue: UInt32 = 1 << UInt32(Category.cue.rawValue)
  private static let word: UInt32 = 1 << UInt32(Category.word.rawValue)
  private static let notCue: UInt32 = 1 << UInt32(Category.notCue.rawValue)

  /// What a node of the tree is asked at each step.
  private struct Node {
    /// A bit for every word id modulo 64 among its children: most questions end here, without a look into the
    /// large table.
    var children: UInt64
    /// Its senses, as a half-open range.
    var senseStart: Int32
    var senseEnd: Int32
  }

  private let roots: UnsafeMutableBufferPointer<Int32>
  private let nodes: UnsafeMutableBufferPointer<Node>
  private let edges: UnsafeMutableBufferPointer<PhraseTrie.Edge>
  private let senses: UnsafeMutableBufferPointer<Sense>

  init(phrases: PhraseTrie) {
    roots = Self.copy(phrases.roots)
    nodes = Self.copy(
      phrases.childMasks.indices.map {
        Node(
          children: phrases.childMasks[$0], senseStart: phrases.senseStart[$0], senseEnd: phrases.senseEnd[$0]
        )
      })
    edges = Self.copy(phrases.edges)
    senses = Self.copy(phrases.senses)
  }

  deinit {
    roots.deallocate()
    nodes.deallocate()
    edges.deallocate()
    senses.deallocate()
  }

  private static func copy<T: BitwiseCopyable>(_ array: [T]) -> UnsafeMutableBufferPointer<T> {
    let out = UnsafeMutableBufferPointer<T>.allocate(capacity: array.count)
    _ = out.initialize(from: array)
    return out
  }

  /// Fills `text.hits` and `text.hitStart`.
  func run(_ text: ArticleText) {
    let tokens = text.tokens.buffer
    let count = tokens.count
    text.hitStart.reserveCapacity(count + 1)
    text.hitMask.append(repeating: 0, count: count)
    // The token after one at which a common word of two syllables begins.
    var second = -1
    // Whether no entry of another lexicon is as long as that word.
    var isLoose = false
    // Tokens before this one lie inside a phrase that is no cue (triển khai, công tố).
    var blocked = 0
    for index in 0..<count {
      text.hitStart.append(Int32(text.hits.count))
      let word = Int(tokens[index].word)
      guard word < roots.count, roots[word] != 0 else {
        if second == index, isLoose { loosen(index - 1, text) }
        continue
      }
      var number = roots[word]
      var mask: UInt32 = 0
      // What the phrases of more than one token are.
      var longer: UInt32 = 0
      var next = index + 1
      while true {
        let node = nodes[Int(number)]
        for sense in Int(node.senseStart)..<Int(node.senseEnd) {
          let sense = senses[sense]
          let bit: UInt32 = 1 << UInt32(sense.category.rawValue)
          if next - index > 1 {
            longer |= bit
            if bit == Self.notCue { blocked = max(blocked, next) }
            mask |= bit
          } else if bit != Self.cue || index >= blocked {
            mask |= bit
          }
          text.hits.append(Hit(length: Int32(next - index), sense: sense))
        }
        guard next < count else { break }
        let word = tokens[next].word
        guard node.children & (1 << UInt64(word & 63)) != 0, word != WordTable.unknown, !tokens[next].glued
        else { break }
        number = PhraseTrie.child(number, word, UnsafeBufferPointer(edges))
        if number == 0 { break }
        next += 1
      }
      let isPhrase = longer & ~ArticleText.word != 0
      if second == index, !isPhrase {
        // The syllables mean the word, whatever each would mean alone.
        if isLoose { loosen(index - 1, text) }
        mask = 0
      } else if longer & Self.word != 0, tokens[index + 1].shape == .lower {
        second = index + 1
        isLoose = !isPhrase
      }
      text.hitMask[index] = mask
    }
    text.hitStart.append(Int32(text.hits.count))
  }

  /// Leaves a token only the common word that begins there, and whether it opens sentences.
  @inline(__always)
  private func loosen(_ at: Int, _ text: ArticleText) {
    text.hitMask[at] = text.hitMask[at] & ArticleText.word | Self.word
  }
}
