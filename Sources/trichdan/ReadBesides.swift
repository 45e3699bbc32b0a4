/// What was come upon besides articles: what was passed over, by kind, and addresses without their articles.
struct ReadBesides: Sendable {
  private var skipped: [String: Int] = [:]
  /// Addresses that feeds and sitemaps list, by the place that lists them.
  private(set) var listed: [(place: String, addresses: [String])] = []

  /// Counts something that was passed over.
  mutating func skip(_ what: String) { skipped[what, default: 0] += 1 }

  /// Takes down addresses.
  mutating func list(_ addresses: [String], _ place: String) { listed.append((place, addresses)) }

  /// The addresses that were taken down, which are forgotten.
  mutating func takeListed() -> [String] {
    defer { listed = [] }
    return listed.flatMap(\.addresses)
  }

  /// Adds what another worker came upon.
  mutating func add(_ other: ReadBesides) {
    skipped.merge(other.skipped, uniquingKeysWith: +)
    listed += other.listed
  }

  /// The files and records that were passed over, `nil` when there are none: `passed over 3: 2 image, 1 other text`.
  var skippedLine: String? {
    guard !skipped.isEmpty else { return nil }
    let kinds = skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "\($0.value) \(Messages.current.value($0.key))"
    }
    return "passed over \(skipped.values.reduce(0, +)): \(kinds.joined(separator: ", "))"
  }

  /// All of it in words.
  var lines: [String] {
    var lines = skippedLine.map { [$0] } ?? []
    for (place, addresses) in listed {
      lines.append(
        "\(place): lists \(addresses.count) articles without their texts; fetch them with: trichdan ingest --follow \(place)"
      )
    }
    return lines
  }
}
