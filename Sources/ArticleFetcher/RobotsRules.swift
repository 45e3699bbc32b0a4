import Foundation

/// What a site's robots.txt allows (RFC 9309).
struct RobotsRules: Sendable {
  private struct Rule: Sendable {
    var pattern: [UInt8]
    var isAllowed: Bool
  }

  private var rules: [Rule] = []
  /// Seconds that the site asks for between requests.
  private(set) var delay: Double?
  private var isClosed = false

  /// The rules of a site without robots.txt: everything is allowed.
  static let open = RobotsRules()

  /// The rules of a site whose robots.txt cannot be had because the server fails: nothing is allowed.
  static var closed: RobotsRules {
    var rules = RobotsRules()
    rules.isClosed = true
    return rules
  }

  private init() {}

  /// Reads a robots.txt for the program that calls itself `agent`.
  init(_ text: String, agent: String) {
    var groups: [(agents: [String], rules: [Rule], delay: Double?)] = []
    var isInAgents = false
    for line in text.split(whereSeparator: \.isNewline).prefix(20_000) {
      let content = line.prefix { $0 != "#" }
      guard let colon = content.firstIndex(of: ":") else { continue }
      let name = content[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
      let value = content[content.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      switch name {
      case "user-agent":
        if !isInAgents { groups.append(([], [], nil)) }
        isInAgents = true
        groups[groups.count - 1].agents.append(value.lowercased())
      case "allow", "disallow":
        isInAgents = false
        guard !groups.isEmpty, !value.isEmpty else { continue }
        groups[groups.count - 1].rules.append(
          Rule(pattern: Array(value.utf8.prefix(2_000)), isAllowed: name == "allow"))
      case "crawl-delay":
        isInAgents = false
        if !groups.isEmpty { groups[groups.count - 1].delay = Double(value) }
      default: continue
      }
    }
    let own = groups.filter { $0.agents.contains { $0 != "*" && agent.lowercased().hasPrefix($0) } }
    for group in own.isEmpty ? groups.filter({ $0.agents.contains("*") }) : own {
      rules += group.rules
      delay = delay ?? group.delay
    }
  }

  /// Whether a path with its query may be fetched: the longest rule that fits decides, and of two equal ones the one that allows.
  func allows(_ path: String) -> Bool {
    if isClosed { return false }
    let bytes = Array(path.utf8)
    var best: Rule?
    for rule in rules where Self.fits(rule.pattern, bytes) {
      if let known = best,
        (known.pattern.count, known.isAllowed ? 1 : 0) >= (rule.pattern.count, rule.isAllowed ? 1 : 0)
      {
        continue
      }
      best = rule
    }
    return best?.isAllowed ?? true
  }

  /// Whether a pattern with `*` and a `$` at its end fits the beginning of a path. Takes time in proportion to both lengths' product at
  /// worst.
  private static func fits(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
    let isAnchored = pattern.last == 0x24
    let parts = pattern.dropLast(isAnchored ? 1 : 0).split(separator: 0x2A, omittingEmptySubsequences: false)
    var index = 0
    for (number, part) in parts.enumerated() {
      if number == 0 {
        guard path.starts(with: part) else { return false }
        index = part.count
      } else if number == parts.count - 1, isAnchored {
        return path.count - index >= part.count && path.suffix(part.count).elementsEqual(part)
      } else {
        guard let found = find(part, in: path, from: index) else { return false }
        index = found + part.count
      }
    }
    return !isAnchored || index == path.count
  }

  private static func find(_ part: ArraySlice<UInt8>, in path: [UInt8], from start: Int) -> Int? {
    guard !part.isEmpty else { return start }
    var index = start
    while index + part.count <= path.count {
      if path[index..<(index + part.count)].elementsEqual(part) { return index }
      index += 1
    }
    return nil
  }
}
