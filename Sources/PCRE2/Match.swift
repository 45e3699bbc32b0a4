/// One match, kept apart from the matcher that found it.
public struct Match: Sendable {
  /// The text it was found in.
  public let subject: String

  private let pattern: Pattern
  private let ranges: [Range<Int>?]

  init(_ matcher: Matcher, in subject: String) {
    self.subject = subject
    pattern = matcher.pattern
    ranges = (0...matcher.pattern.captureCount).map { matcher.range(at: $0) }
  }

  /// The whole match, in bytes of the subject's UTF-8.
  public var range: Range<Int> { ranges[0] ?? 0..<0 }

  /// The whole match's text.
  public var text: String { text(at: 0) ?? "" }

  /// Group `number`, in bytes; nil when it took no part or does not exist.
  public func range(at number: Int) -> Range<Int>? {
    ranges.indices.contains(number) ? ranges[number] : nil
  }

  /// The group called `name`, in bytes; of several by that name the first that took part.
  public func range(named name: String) -> Range<Int>? {
    guard let numbers = pattern.groupNumbers[name] else { return nil }
    for number in numbers {
      if let range = range(at: number) { return range }
    }
    return nil
  }

  /// The text of group `number`; nil when it took no part or does not exist.
  public func text(at number: Int) -> String? { range(at: number).map(text(in:)) }

  /// The text of the group called `name`; nil when it took no part or does not exist.
  public func text(named name: String) -> String? { range(named: name).map(text(in:)) }

  private func text(in range: Range<Int>) -> String {
    let bytes = subject.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return String(subject[start..<bytes.index(start, offsetBy: range.count)])
  }
}

extension Pattern {
  /// Every match in `text`, in order, none overlapping. Makes a matcher of its own: for many texts
  /// keep a `Matcher` instead. Throws when a limit is met.
  public func matches(in text: String, limits: Matcher.Limits = .default) throws(MatchError) -> [Match] {
    try search(text, limits: limits, first: false)
  }

  /// The first match in `text`, nil if there is none. Makes a matcher of its own. Throws when a limit
  /// is met.
  public func firstMatch(in text: String, limits: Matcher.Limits = .default) throws(MatchError) -> Match? {
    try search(text, limits: limits, first: true).first
  }

  private func search(
    _ text: String, limits: Matcher.Limits, first: Bool
  ) throws(MatchError) -> [Match] {
    var text = text
    text.makeContiguousUTF8()
    let whole = text
    let result = text.withUTF8 { bytes in
      // A String's bytes are UTF-8 already.
      let subject = Subject(trusted: bytes)
      let matcher = Matcher(self, limits: limits)
      return Result { () throws(MatchError) -> [Match] in
        var found: [Match] = []
        var more = try matcher.match(in: subject)
        while more {
          found.append(Match(matcher, in: whole))
          more = first ? false : try matcher.matchNext(in: subject)
        }
        return found
      }
    }
    return try result.get()
  }
}
