import VietnameseText

/// The name that somebody who mistyped one may have meant.
enum Nearest {
  /// The one of `names` that is nearest to `typed`, and at most half of the letters away; `nil` when none is.
  static func of(_ typed: String, in names: some Sequence<String>) -> String? {
    let best = names.map {
      (name: $0, distance: EditDistance.between(Array(typed.lowercased()), Array($0.lowercased())))
    }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best, best.distance <= max(best.name.count, typed.count) / 2 else { return nil }
    return best.name
  }
}
