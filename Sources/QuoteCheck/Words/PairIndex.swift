/// Which texts have which word pairs, in memory.
public struct PairIndex: Sendable {
  private var places: [UInt32: [UInt32]] = [:]

  /// Indexes texts by their number in a sequence.
  public init(_ texts: some Sequence<WordPairs>) {
    for (number, pairs) in texts.enumerated() { add(pairs, text: UInt32(number)) }
  }

  /// Adds a text with its number, which is above all before.
  public mutating func add(_ pairs: WordPairs, text: UInt32) {
    for hash in pairs.hashes where places[hash]?.last != text { places[hash, default: []].append(text) }
  }

  /// The texts that have a pair, in order.
  public func texts(with hash: UInt32) -> [UInt32] { places[hash] ?? [] }

  /// The numbers of the texts that share most with `pairs`, the best first.
  public func best(for pairs: WordPairs, limit: Int) -> [Int] {
    var votes = PairVotes(pairs)
    for hash in votes.hashes { votes.add(texts(with: hash)) }
    return votes.best(limit).map(Int.init)
  }
}

/// Counts which texts share the pairs of a quote; a pair that few texts have says more than one that many have.
public struct PairVotes {
  /// The pairs to look up.
  public let hashes: [UInt32]
  private var lists: [[UInt32]] = []

  /// The most pairs that are looked up for a long quote, evenly spread.
  private static let mostPairs = 48
  /// The rarest pairs that vote.
  private static let mostVoters = 24

  /// Prepares to look for a quote.
  public init(_ pairs: WordPairs) {
    let all = pairs.hashes
    var seen = Set<UInt32>()
    if all.count <= Self.mostPairs {
      hashes = all.filter { seen.insert($0).inserted }
    } else {
      hashes = (0..<Self.mostPairs).map { all[$0 * all.count / Self.mostPairs] }.filter {
        seen.insert($0).inserted
      }
    }
  }

  /// Adds the texts that have one of the pairs.
  public mutating func add(_ texts: [UInt32]) { if !texts.isEmpty { lists.append(texts) } }

  /// The texts with most votes, the best first; of equal ones the first.
  public func best(_ limit: Int) -> [UInt32] {
    var votes: [UInt32: Double] = [:]
    let sorted = lists.sorted { $0.count < $1.count }
    for (order, list) in sorted.prefix(Self.mostVoters).enumerated() {
      // Pairs of everywhere tell no texts apart once rarer ones have spoken; they may still speak for those found.
      let isCommon = order >= 6 && list.count > 4000
      let weight = 1 / (1 + Double(list.count).squareRoot())
      for text in list where !isCommon || votes[text] != nil { votes[text, default: 0] += weight }
    }
    // Many texts have a vote or two; only the first few are put in order.
    var best: [(key: UInt32, value: Double)] = []
    for vote in votes {
      if best.count == limit, let last = best.last, !Self.precedes(vote, last) { continue }
      let place = best.firstIndex { Self.precedes(vote, $0) } ?? best.count
      best.insert(vote, at: place)
      if best.count > limit { best.removeLast() }
    }
    return best.map(\.key)
  }

  private static func precedes(_ a: (key: UInt32, value: Double), _ b: (key: UInt32, value: Double)) -> Bool {
    (b.value, a.key) < (a.value, b.key)
  }
}
