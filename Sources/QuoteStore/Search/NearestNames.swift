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

  /// A name much longer or shorter is near none.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    abs(a.count - b.count) > 24 ? max(a.count, b.count) : EditDistance.between(a, b)
  }
}
