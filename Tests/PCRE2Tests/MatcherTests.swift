import Foundation
import Testing

@testable import PCRE2

/// Runs `body` on the bytes of `text`.
@discardableResult
func withSubject<R>(_ text: String, _ body: (Subject) throws -> R) throws -> R {
  let bytes = Array(text.utf8)
  return try bytes.withUnsafeBufferPointer { try body(Subject(validating: $0)) }
}

@Suite struct MatcherTests {
  @Test(arguments: [true, false])
  func catastrophicPatternMeetsALimitInsteadOfHanging(jit: Bool) throws {
    let pattern = try Pattern("(a+)+$", jit: jit)
    // Without the limit it would not end while anybody waits.
    try withSubject(String(repeating: "a", count: 5000) + "b") { (subject: Subject) throws in
      let matcher = Matcher(pattern)
      #expect(throws: MatchError.self) { _ = try matcher.match(in: subject) }
      #expect(!matcher.hasMatch)
      #expect(matcher.range(at: 0) == nil)
    }
  }

  @Test func eachLimitHasItsOwnError() throws {
    let text = String(repeating: "a", count: 20000) + "b"
    try withSubject(text) { (subject: Subject) throws in
      let slow = try Pattern("(a+)+$", jit: false)
      let steps = Matcher(slow, limits: .init(match: 100))
      #expect(throws: MatchError.matchLimit) { _ = try steps.match(in: subject) }
      let depth = Matcher(slow, limits: .init(depth: 10))
      #expect(throws: MatchError.depthLimit) { _ = try depth.match(in: subject) }
      let heap = Matcher(try Pattern("(?:(a)|b)*[cd]", jit: false), limits: .init(heapKibibytes: 1))
      #expect(throws: MatchError.heapLimit) { _ = try heap.match(in: subject) }
      let stack = Matcher(try Pattern("(?:(a)|b)*[cd]"), limits: .init(jitStackBytes: 8 * 1024))
      #expect(throws: MatchError.jitStackLimit) { _ = try stack.match(in: subject) }
    }
    #expect(MatchError.matchLimit.message == "match limit exceeded")
    #expect(MatchError.jitStackLimit.localizedDescription == "JIT stack limit reached")
  }

  @Test func startOffsetSkipsEarlierMatches() throws {
    let matcher = Matcher(try Pattern("đá"))
    try withSubject("đá đá") { (subject: Subject) throws in
      #expect(try matcher.match(in: subject, from: 2))
      #expect(matcher.range == 5..<9)
      #expect(try !matcher.match(in: subject, from: subject.count))
    }
  }

  @Test(arguments: [true, false])
  func lookbehindSeesTextBeforeTheStartOffset(jit: Bool) throws {
    let matcher = Matcher(try Pattern("(?<=ông )nói", jit: jit))
    try withSubject("ông nói") { (subject: Subject) throws in
      #expect(try matcher.match(in: subject, from: 5))
      #expect(matcher.range == 5..<9)
    }
  }

  @Test func endHidesWhatFollowsIt() throws {
    let matcher = Matcher(try Pattern("nói$"))
    try withSubject("nói nữa") { (subject: Subject) throws in
      #expect(try !matcher.match(in: subject))
      #expect(try matcher.match(in: subject, to: 4))
    }
  }

  @Test(arguments: [true, false])
  func emptyMatchesAdvanceByWholeCharacters(jit: Bool) throws {
    let ranges = try Pattern("x*", jit: jit).matches(in: "ặxxđ😀").map(\.range)
    #expect(ranges == [0..<0, 3..<5, 5..<5, 7..<7, 11..<11])
    #expect(try Pattern("", jit: jit).matches(in: "").map(\.range) == [0..<0])
    #expect(try Pattern(#"\b"#, jit: jit).matches(in: "đi đâu").map(\.range.lowerBound) == [0, 3, 4, 9])
  }

  @Test func nonEmptyAlternativeIsStillFoundAfterAnEmptyMatch() throws {
    #expect(try Pattern("|ă").matches(in: "ăă").map(\.range) == [0..<0, 0..<2, 2..<2, 2..<4, 4..<4])
  }

  @Test func resetOfMatchStartDoesNotLoop() throws {
    #expect(try Pattern(#"ă\K"#).matches(in: "ăă").map(\.range) == [2..<2, 4..<4])
  }

  @Test func matcherIsUsableAfterAFailedMatchAndAfterALimit() throws {
    let matcher = Matcher(try Pattern("(?<all>(a+)+)$"))
    try withSubject("bbb") { (subject: Subject) throws in
      #expect(try !matcher.match(in: subject))
      #expect(matcher.range(named: "all") == nil)
      #expect(try !matcher.matchNext(in: subject))
    }
    try withSubject(String(repeating: "a", count: 5000) + "b") { (subject: Subject) throws in
      #expect(throws: MatchError.self) { _ = try matcher.match(in: subject) }
    }
    try withSubject("baa") { (subject: Subject) throws in
      #expect(try matcher.match(in: subject))
      #expect(matcher.range(named: "all") == 1..<3)
      #expect(matcher.range(named: "none") == nil)
    }
  }

  @Test func groupThatTookNoPartHasNoRange() throws {
    let matcher = Matcher(try Pattern("(a)|(b)"))
    try withSubject("b") { (subject: Subject) throws in
      #expect(try matcher.match(in: subject))
      #expect(matcher.range(at: 1) == nil)
      #expect(matcher.range(at: 2) == 0..<1)
      #expect(matcher.range(at: 3) == nil)
      #expect(matcher.range(at: -1) == nil)
    }
  }

  @Test func anchoredMatchMustBeginAtTheStartOffset() throws {
    let matcher = Matcher(try Pattern("b"))
    try withSubject("ab") { (subject: Subject) throws in
      #expect(try !matcher.match(in: subject, options: .anchored))
      #expect(try matcher.match(in: subject, from: 1, options: .anchored))
    }
  }

  @Test func onePatternServesManyTasksAtOnce() async throws {
    let pattern = try Pattern(#"(?<word>\w+)(?=\W|$)"#)
    let totals = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let matcher = Matcher(pattern)
          var total = 0
          for _ in 0..<200 {
            total +=
              (try? withSubject("Chị Đào ghé chợ huyện mua mấy cân hồng.") { (subject: Subject) throws in
                var count = 0
                var more = try matcher.match(in: subject)
                while more {
                  count += 1
                  more = try matcher.matchNext(in: subject)
                }
                return count
              }) ?? 0
          }
          return total
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(totals == Array(repeating: 1800, count: 8))
  }
}

@Suite struct SubjectTests {
  @Test(
    arguments: [
      ([0x61, 0xC3], 1), ([0x80], 0), ([0xC0, 0x80], 0), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0x61, 0xE1, 0xBA], 1),
      ([0xC4, 0x91, 0xE1, 0xBA, 0x41], 2),
    ] as [([UInt8], Int)])
  func badSequencesAreRefusedAtTheirFirstByte(bytes: [UInt8], offset: Int) {
    bytes.withUnsafeBufferPointer { buffer in
      #expect(Subject.firstInvalidUTF8(in: buffer) == offset)
      #expect(throws: MatchError.invalidUTF8(offset: offset)) { _ = try Subject(validating: buffer) }
    }
  }

  @Test func randomBytesAreJudgedAsTheStandardLibraryDoes() {
    var random = SystemRandomNumberGenerator()
    let pieces: [[UInt8]] = [
      Array("đặng".utf8), Array("abcdefghij".utf8), Array("😀".utf8), [0x80], [0xC3], [0xE1, 0xBA],
      [0xED, 0xA0],
    ]
    for _ in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<5, using: &random) {
        bytes += pieces.randomElement(using: &random) ?? []
      }
      if !bytes.isEmpty, Int.random(in: 0..<4) == 0 {
        bytes[Int.random(in: 0..<bytes.count)] = .random(in: 0...255)
      }
      let expected = String(validating: bytes, as: UTF8.self) != nil
      #expect(bytes.withUnsafeBufferPointer { Subject.isValidUTF8($0) } == expected, "\(bytes)")
    }
  }

  @Test func emptySubjectMatchesTheEmptyPattern() throws {
    let matcher = Matcher(try Pattern("^$"))
    #expect(try matcher.match(in: Subject(validating: UnsafeBufferPointer(start: nil, count: 0))))
    #expect(matcher.range == 0..<0)
  }
}
