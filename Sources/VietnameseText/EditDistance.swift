/// How far two spellings are apart.
public enum EditDistance {
  /// The fewest letters to add, take away, change or swap with a neighbour (Damerau 1964, each place changed once).
  public static func between<Letter: Equatable>(_ a: [Letter], _ b: [Letter]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    var current = previous
    for i in a.indices {
      current[0] = i + 1
      for j in b.indices {
        var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        current[j + 1] = best
      }
      before = previous
      swap(&previous, &current)
    }
    return previous[b.count]
  }
}
