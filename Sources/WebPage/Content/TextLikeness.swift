import VietnameseText

/// How much two texts are alike, by their words.
enum TextLikeness {
  /// The share of the shorter text's words that the other one has, from 0 to 1.
  static func share(_ left: String, _ right: String) -> Double {
    let first = words(left)
    let second = words(right)
    guard !first.isEmpty, !second.isEmpty else { return 0 }
    return Double(first.intersection(second).count) / Double(min(first.count, second.count))
  }

  /// Whether both begin alike for some length, or are nearly the same.
  static func isSameBeginning(_ text: String, _ described: String) -> Bool {
    let left = Array(Folding.keyPreservingDiacritics(text).filter { !$0.isWhitespace }.unicodeScalars)
    let right = Array(Folding.keyPreservingDiacritics(described).filter { !$0.isWhitespace }.unicodeScalars)
    if left.starts(with: right.prefix(60)) { return true }
    guard min(left.count, right.count) * 10 > max(left.count, right.count) * 6 else { return false }
    return share(text, described) > 0.85
  }

  private static func words(_ text: String) -> Set<Substring> {
    Set(Folding.keyPreservingDiacritics(text).split { !$0.isLetter && !$0.isNumber })
  }
}
