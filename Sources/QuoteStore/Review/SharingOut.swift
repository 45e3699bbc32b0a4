import GRDB

/// What a queue is shared out by.
public enum SharingKey: String, Sendable, Hashable, CaseIterable {
  /// Each paper is one reviewer's.
  case paper
  /// Each reviewer has a stretch of the speakers in the order of the alphabet.
  case speaker
  /// Each reviewer has a stretch of days.
  case date
}

/// Shares that leave about as much to each reviewer.
struct SharingOut {
  /// What goes to one reviewer as a whole, with how many records are left of it.
  typealias Unit = (name: String, records: Int)

  let reviewers: [String]

  /// Papers, the largest first, each to whoever has least by then.
  func byPaper(_ papers: [Unit]) -> [QueueShare] {
    var loads = reviewers.map { (reviewer: $0, papers: [String](), records: 0) }
    for paper in papers.sorted(by: { ($1.records, $0.name) < ($0.records, $1.name) }) {
      guard let least = loads.indices.min(by: { loads[$0].records < loads[$1].records }) else { break }
      loads[least].papers.append(paper.name)
      loads[least].records += paper.records
    }
    return loads.filter { !$0.papers.isEmpty }.map { load in
      var share = QueueShare(reviewer: load.reviewer)
      share.papers = load.papers.sorted()
      return share
    }
  }

  /// Stretches of units in their order. The first begins before all and the last ends behind all, so that what comes later
  /// is somebody's too.
  func byStretch(
    _ units: [Unit], _ bounds: (WritableKeyPath<QueueShare, String?>, WritableKeyPath<QueueShare, String?>)
  ) -> [QueueShare] {
    var left = units.reduce(0) { $0 + $1.records }
    var next = 0
    var shares: [QueueShare] = []
    for (index, reviewer) in reviewers.enumerated() where next < units.count {
      let isLast = index == reviewers.count - 1
      let fair = left / (reviewers.count - index)
      let start = next
      var taken = 0
      // A unit goes where more of it belongs.
      while next < units.count, isLast || taken == 0 || taken + units[next].records / 2 < fair {
        taken += units[next].records
        next += 1
      }
      left -= taken
      var share = QueueShare(reviewer: reviewer)
      if start > 0 { share[keyPath: bounds.0] = units[start].name }
      if next < units.count { share[keyPath: bounds.1] = units[next - 1].name }
      shares.append(share)
    }
    return shares
  }
}

extension QuoteStore {
  /// Shares the queue out among reviewers so that each has about as much to read, in place of what was given before; gives
  /// how many have a part by then.
  ///
  /// A record that has no paper, speaker or date stays everybody's.
  @discardableResult
  public func shareOut(by key: SharingKey, among reviewers: [String], by maker: String) throws -> Int {
    let sharing = SharingOut(reviewers: reviewers)
    let shares: [QueueShare]
    switch key {
    case .paper:
      shares = sharing.byPaper(try unitsLeft("a.source", order: "a.source"))
    case .speaker:
      shares = sharing.byStretch(
        try unitsLeft("s.name", group: "s.folded", order: "s.folded"), (\.firstSpeaker, \.lastSpeaker))
    case .date:
      shares = sharing.byStretch(
        try unitsLeft("a.published_on", order: "a.published_on"), (\.since, \.until))
    }
    try give(shares, by: maker, isAnew: true)
    return shares.count { !$0.isEverything }
  }

  /// How many records are left to review of each paper, speaker or day.
  private func unitsLeft(_ name: String, group: String? = nil, order: String) throws -> [SharingOut.Unit] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT min(\(name)), count(*) FROM \(StoredRecord.tables)
          WHERE r.status = 'unreviewed' AND \(name) IS NOT NULL GROUP BY \(group ?? name) ORDER BY \(order)
          """
      ).map { (name: try $0.value(0), records: try $0.value(1)) }
    }
  }
}
