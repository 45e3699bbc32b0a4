/// The name that somebody who mistyped one may have meant.
enum Nearest {
  /// The one of `names` that is nearest to `typed`, and at most half of the letters away; `nil` when none is.
  static func of(_ typed: String, in names: some Sequence<String>) -> String? {
    let best = names.map { (name: $0, distance: distance(typed.lowercased(), $0.lowercased())) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best, best.distance <= max(best.name.count, typed.count) / 2 else { return nil }
    return best.name
  }

  /// How many letters have to be added, left out, changed or swapped with their neighbour.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
