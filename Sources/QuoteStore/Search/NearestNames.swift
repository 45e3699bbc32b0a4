import VietnameseText

/// The names most like one that was not found, gathered while all names pass by.
struct NearestNames {
  private let typed: [UInt8]
  private let typedWords: Set<Substring>
  private let limit: Int
  private var found: [(distance: Int, name: String)] = []

  /// Prepares to compare with what was typed, and to keep the best `limit` names.
  init(_ typed: String, limit: Int = 3) {
    let folded = NameKey(typed).folded
    self.typed = Array(folded.utf8)
    typedWords = Set(folded.split(separator: " "))
    self.limit = limit
  }

  /// Looks at a name in its folded form.
  mutating func consider(_ name: String, folded: String) {
    guard !found.contains(where: { $0.name == name }) else { return }
    let bytes = Array(folded.utf8)
    var distance = Self.distance(typed, bytes)
    // A name that holds all the words that were typed is near however long it is.
    if !typedWords.isEmpty, typedWords.isSubset(of: folded.split(separator: " ")) {
      distance = min(distance, 2)
    } else if distance * 2 > max(typed.count, bytes.count) {
      return
    }
    found.append((distance, name))
    found.sort { $0.distance != $1.distance ? $0.distance < $1.distance : $0.name < $1.name }
    if found.count > limit { found.removeLast() }
  }

  /// The best names, nearest first, without those that are much farther than the first.
  var names: [String] { found.prefix { $0.distance <= found[0].distance + 2 }.map(\.name) }

  /// The fewest letters to add, take away, change or swap with a neighbour.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if abs(a.count - b.count) > 24 { return max(a.count, b.count) }
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
