/// Parts the profiles of one name into people: average-link clusters over the probabilities of pairs.
///
/// The outcome depends on the set of profiles alone, not on their order. Up to `bound` profiles are all compared with each
/// other; of more, `bound` exemplars are, and each other profile is compared with a few members of each cluster, so that the
/// cost grows with a name's articles and not with their square.
public struct BlockGrouping: Sendable {
  /// So many profiles of a name are all compared with each other.
  public static let bound = 256
  /// So many members stand for a cluster when more profiles come.
  static let representatives = 12

  private let model: PairModel

  /// Makes it for a model of pairs.
  public init(_ model: PairModel) { self.model = model }

  /// A profile with what people decided about it.
  public struct Member: Sendable {
    /// The profile.
    public var profile: IdentityProfile
    /// The speaker that it is by a decision; those of one number stay together, those of two apart.
    public var decided: Int64?

    /// Makes a member.
    public init(_ profile: IdentityProfile, decided: Int64? = nil) {
      self.profile = profile
      self.decided = decided
    }
  }

  /// Two profiles of which somebody said whether they are one; as places in the list of members.
  public struct Decision: Sendable {
    public var first: Int
    public var second: Int
    public var isSame: Bool

    public init(_ first: Int, _ second: Int, isSame: Bool) {
      self.first = first
      self.second = second
      self.isSame = isSame
    }
  }

  /// The clusters, each as places in `members` in the order of the articles' keys; the largest cluster first.
  public func clusters(of members: [Member], decisions: [Decision] = []) -> [[Int]] {
    let order = members.indices.sorted { a, b in
      let (x, y) = (members[a].profile, members[b].profile)
      return (x.articleKey, x.name, x.kind.rawValue) < (y.articleKey, y.name, y.kind.rawValue)
    }
    var place = [Int](repeating: 0, count: members.count)
    for (index, member) in order.enumerated() { place[member] = index }
    var work = Work(
      model: model, sides: order.map { model.side(members[$0].profile) },
      decided: order.map { members[$0].decided })
    for decision in decisions { work.decide(place[decision.first], place[decision.second], decision.isSame) }
    return work.clusters().map { $0.map { order[$0] } }
  }

  /// The work on one block, its profiles in order.
  private struct Work {
    let model: PairModel
    let sides: [PairModel.Side]
    let decided: [Int64?]
    private var parent: [Int]
    private var apart: [(Int, Int)] = []

    init(model: PairModel, sides: [PairModel.Side], decided: [Int64?]) {
      self.model = model
      self.sides = sides
      self.decided = decided
      parent = Array(sides.indices)
      var byDecision: [Int64: Int] = [:]
      var byAuthority: [Int: Int] = [:]
      for index in sides.indices {
        if let speaker = decided[index] {
          if let first = byDecision[speaker] { join(first, index) } else { byDecision[speaker] = index }
        } else if let entry = sides[index].authority {
          if let first = byAuthority[entry] { join(first, index) } else { byAuthority[entry] = index }
        }
      }
    }

    mutating func decide(_ a: Int, _ b: Int, _ isSame: Bool) {
      if isSame { join(a, b) } else { apart.append((a, b)) }
    }

    private func root(_ index: Int) -> Int {
      var index = index
      while parent[index] != index { index = parent[index] }
      return index
    }

    private mutating func join(_ a: Int, _ b: Int) {
      let (first, second) = (root(a), root(b))
      guard first != second else { return }
      parent[max(first, second)] = min(first, second)
    }

    /// The groups that decisions and the authority make, before anything is weighed.
    private func seeds() -> [[Int]] {
      var groups: [Int: [Int]] = [:]
      for index in sides.indices { groups[root(index), default: []].append(index) }
      return groups.keys.sorted().map { groups[$0]! }
    }

    func clusters() -> [[Int]] {
      var seeds = seeds()
      if seeds.count == 1 { return seeds }
      var done: [[Int]] = []
      while !seeds.isEmpty {
        if seeds.count <= BlockGrouping.bound {
          done += linked(seeds)
          break
        }
        // Exemplars by a number that has nothing to do with what they say, so that one more article changes few of them.
        let byNumber = seeds.indices.sorted { a, b in
          if (seeds[a].count > 1) != (seeds[b].count > 1) { return seeds[a].count > 1 }
          let (x, y) = (number(seeds[a][0]), number(seeds[b][0]))
          return (x, a) < (y, b)
        }
        let chosen = Set(byNumber.prefix(BlockGrouping.bound))
        var clusters = linked(seeds.indices.filter { chosen.contains($0) }.map { seeds[$0] })
        let clusterSigns = clusters.map { signs(of: $0) }
        let faces = clusters.map { $0.prefix(BlockGrouping.representatives) }
        var left: [[Int]] = []
        for index in seeds.indices where !chosen.contains(index) {
          let own = signs(of: seeds[index])
          var best: (cluster: Int, probability: Double)?
          for cluster in clusters.indices where mayJoin(own, clusterSigns[cluster]) {
            let probability = average(seeds[index].prefix(BlockGrouping.representatives), faces[cluster])
            if probability >= model.weights.joinFrom, probability > best?.probability ?? 0 {
              best = (cluster, probability)
            }
          }
          if let best { clusters[best.cluster] += seeds[index] } else { left.append(seeds[index]) }
        }
        done += clusters
        seeds = left
      }
      return done.map { $0.sorted() }.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    }

    /// A number of a profile's article and name.
    private func number(_ index: Int) -> UInt64 {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in sides[index].profile.articleKey.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
      for byte in sides[index].profile.name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
      return hash ^ (hash >> 29)
    }

    private func average(_ a: some Collection<Int>, _ b: some Collection<Int>) -> Double {
      var sum = 0.0
      for x in a { for y in b { sum += model.probability(model.values(sides[x], sides[y])) } }
      return sum / Double(a.count * b.count)
    }

    /// What keeps groups apart whatever is weighed.
    private struct Signs {
      var decided: Int64?
      var authority: Int?
      var apart: Set<Int> = []
      var members: Set<Int> = []
    }

    private func signs(of group: [Int]) -> Signs {
      var signs = Signs()
      for index in group {
        signs.decided = signs.decided ?? decided[index]
        signs.authority = signs.authority ?? sides[index].authority
      }
      guard !apart.isEmpty else { return signs }
      signs.members = Set(group)
      for (a, b) in apart {
        if signs.members.contains(a) { signs.apart.insert(b) }
        if signs.members.contains(b) { signs.apart.insert(a) }
      }
      return signs
    }

    private func mayJoin(_ a: Signs, _ b: Signs) -> Bool {
      if let first = a.decided, let second = b.decided, first != second { return false }
      if let first = a.authority, let second = b.authority, first != second { return false }
      return a.apart.isDisjoint(with: b.members) && b.apart.isDisjoint(with: a.members)
    }

    /// Average-link clusters of some groups.
    private func linked(_ groups: [[Int]]) -> [[Int]] {
      let count = groups.count
      var groups = groups
      var signs = groups.map { self.signs(of: $0) }
      // The averages between groups, in a square.
      var averages = [Double](repeating: -1, count: count * count)
      for i in 0..<count {
        for j in (i + 1)..<max(count, i + 1) where mayJoin(signs[i], signs[j]) {
          let value = average(
            groups[i].prefix(BlockGrouping.representatives), groups[j].prefix(BlockGrouping.representatives))
          averages[i * count + j] = value
          averages[j * count + i] = value
        }
      }
      var sizes = groups.map { Double($0.count) }
      var isLive = [Bool](repeating: true, count: count)
      var nearest = (0..<count).map { Self.nearest($0, averages, count, isLive) }
      while true {
        var best = -1
        for i in 0..<count where isLive[i] && nearest[i] >= 0 {
          let value = averages[i * count + nearest[i]]
          if value >= model.weights.joinFrom, best < 0 || value > averages[best * count + nearest[best]] {
            best = i
          }
        }
        guard best >= 0 else { break }
        let (i, j) = (min(best, nearest[best]), max(best, nearest[best]))
        groups[i] += groups[j]
        isLive[j] = false
        signs[i] = self.signs(of: groups[i])
        for k in 0..<count where isLive[k] && k != i {
          let (a, b) = (averages[i * count + k], averages[j * count + k])
          let value = a < 0 || b < 0 ? -1 : (a * sizes[i] + b * sizes[j]) / (sizes[i] + sizes[j])
          averages[i * count + k] = value
          averages[k * count + i] = value
        }
        sizes[i] += sizes[j]
        nearest[i] = Self.nearest(i, averages, count, isLive)
        for k in 0..<count where isLive[k] && k != i {
          if nearest[k] == i || nearest[k] == j {
            nearest[k] = Self.nearest(k, averages, count, isLive)
          } else if averages[k * count + i] > (nearest[k] < 0 ? -1 : averages[k * count + nearest[k]]) {
            nearest[k] = i
          }
        }
      }
      return groups.indices.filter { isLive[$0] }.map { groups[$0] }
    }

    private static func nearest(_ i: Int, _ averages: [Double], _ count: Int, _ isLive: [Bool]) -> Int {
      var best = -1
      for j in 0..<count where j != i && isLive[j] && averages[i * count + j] >= 0 {
        if best < 0 || averages[i * count + j] > averages[i * count + best] { best = j }
      }
      return best
    }
  }
}
