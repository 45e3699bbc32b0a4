/// Sets the words of a quote against those of a source, of which any may be left out.
///
/// A local alignment with affine gaps (Gotoh 1982): the whole quote is used, the place may begin and end anywhere in the
/// source, to leave out many words costs little more than to leave out one, and a few words that agree far away from
/// the rest do not make up for the gap.
struct WordAlignment {
  /// One step through quote and source.
  struct Step: Hashable {
    /// The source's words, which are empty when the quote has words of its own.
    var source: Range<Int>
    /// The quote's words, which are empty when they are left out.
    var quote: Range<Int>
    /// Whether the words are the same.
    var isEqual: Bool
  }

  /// The steps in order: words that agree, and between them words that do not.
  var steps: [Step]
  /// The score, by that of a quote whose words all stand there; at most 1.
  var share: Double

  /// The place in the source; `nil` when no word is paired with any.
  var place: Range<Int>? {
    guard let first = steps.first(where: { !$0.source.isEmpty }),
      let last = steps.last(where: { !$0.source.isEmpty })
    else { return nil }
    return first.source.lowerBound..<last.source.upperBound
  }

  /// The quote's words that agree.
  var equalCount: Int { steps.reduce(0) { $0 + ($1.isEqual ? $1.quote.count : 0) } }

  private enum Cost {
    static let match: Int32 = 40
    static let change: Int32 = -16
    static let addition: Int32 = -20
    static let omission: Int32 = -48
    static let longerOmission: Int32 = -1
  }

  /// What `share` can be at most where `common` of the quote's words stand in the window at all.
  static func mostShare(common: Int, of quote: Int) -> Double {
    let score = Int32(common) * Cost.match + Int32(quote - common) * max(Cost.change, Cost.addition)
    return max(0, Double(score) / Double(Int32(quote) * Cost.match))
  }

  /// The most cells of the table, one byte each.
  static let largestTable = 4_000_000

  /// The best alignment of all of `quote` with a part of `source[window]`; steps count words from the arrays' starts.
  ///
  /// The table has `quote.count` times `window.count` cells, which the caller keeps below `largestTable`.
  init(quote: ArraySlice<UInt64>, source: [UInt64], window: Range<Int>) {
    let rows = quote.count
    let columns = window.count
    guard rows > 0, columns > 0 else {
      steps =
        rows > 0
        ? [Step(source: window.lowerBound..<window.lowerBound, quote: quote.indices, isEqual: false)] : []
      share = 0
      return
    }
    // What led to a cell: 0 a pair, 1 an addition, 2 an omission; with 4 the omission began before this word.
    var table = [UInt8](repeating: 0, count: rows * columns)
    var score = [Int32](repeating: 0, count: columns + 1)
    let unreachable = Int32.min / 2
    quote.withUnsafeBufferPointer { quote in
      source.withUnsafeBufferPointer { source in
        table.withUnsafeMutableBufferPointer { table in
          score.withUnsafeMutableBufferPointer { score in
            for row in 0..<rows {
              let word = quote[row]
              var diagonal = score[0]
              score[0] += Cost.addition
              var omission = unreachable
              let line = row * columns
              for column in 0..<columns {
                let pair =
                  diagonal + (source[window.lowerBound + column] == word ? Cost.match : Cost.change)
                let addition = score[column + 1] + Cost.addition
                let opened = score[column] + Cost.omission + Cost.longerOmission
                let longer = omission + Cost.longerOmission
                var mark: UInt8 = longer >= opened ? 4 : 0
                omission = max(longer, opened)
                var best = pair
                if addition > best {
                  best = addition
                  mark |= 1
                }
                if omission > best {
                  best = omission
                  mark = mark & 4 | 2
                }
                table[line + column] = mark
                diagonal = score[column + 1]
                score[column + 1] = best
              }
            }
          }
        }
      }
    }
    var column = 0
    for index in score.indices where score[index] > score[column] { column = index }
    share = max(0, Double(score[column]) / Double(Int32(rows) * Cost.match))
    // Back from the end.
    var pairs: [(source: Int?, quote: Int?)] = []
    var row = rows
    var isOmitting = false
    while row > 0 {
      guard column > 0 else {
        row -= 1
        pairs.append((nil, row))
        continue
      }
      let mark = table[(row - 1) * columns + column - 1]
      if isOmitting || mark & 3 == 2 {
        column -= 1
        pairs.append((column, nil))
        isOmitting = mark & 4 != 0
        continue
      }
      row -= 1
      if mark & 3 == 1 {
        pairs.append((nil, row))
      } else {
        column -= 1
        pairs.append((column, row))
      }
    }
    let first = quote.startIndex
    steps = []
    var sourceEnd = window.lowerBound + column
    var quoteEnd = first
    for pair in pairs.reversed() {
      let sourceWord = pair.source.map { window.lowerBound + $0 }
      let quoteWord = pair.quote.map { first + $0 }
      let isEqual =
        if let sourceWord, let quoteWord { source[sourceWord] == quote[quoteWord] } else { false }
      let sourceStart = sourceEnd
      let quoteStart = quoteEnd
      if sourceWord != nil { sourceEnd += 1 }
      if quoteWord != nil { quoteEnd += 1 }
      append(Step(source: sourceStart..<sourceEnd, quote: quoteStart..<quoteEnd, isEqual: isEqual))
    }
  }

  /// An alignment in which all words agree.
  init(equal source: Range<Int>, quote: Range<Int>) {
    steps = [Step(source: source, quote: quote, isEqual: true)]
    share = 1
  }

  /// An alignment made of steps.
  init(steps: [Step], share: Double) {
    self.steps = []
    self.share = share
    for step in steps { append(step) }
  }

  /// Adds a step to the last one where both agree, or both do not.
  private mutating func append(_ step: Step) {
    guard let last = steps.last, last.isEqual == step.isEqual else {
      steps.append(step)
      return
    }
    steps[steps.count - 1].source = last.source.lowerBound..<step.source.upperBound
    steps[steps.count - 1].quote = last.quote.lowerBound..<step.quote.upperBound
  }
}
