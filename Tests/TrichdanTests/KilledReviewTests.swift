import Foundation
import QuoteStore
import Testing

@testable import TrichdanProgram

/// Reviewing while the program is killed again and again: what the screen once said was saved is there at the end.
@Suite struct KilledReviewTests {
  private let folder = Folder()
  private var database: String { folder.path + "/kho.sqlite" }

  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  private static let corpus = package + "/Corpus"

  /// A decision that the screen acknowledged.
  private struct Acknowledged {
    var line: Int64
    var key: String
    var message: String
  }

  private static let decisions = 500
  private static let kills = 50

  /// The shipped patterns without some of their reporting verbs: other quotes are found, and given to others.
  private func otherPatterns() throws -> String {
    let other = folder.path + "/mau"
    try FileManager.default.copyItem(atPath: Self.package + "/Patterns", toPath: other)
    let cues = other + "/lexicons/cues.txt"
    let lines = try String(contentsOfFile: cues, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.enumerated().filter { $0.element.hasPrefix("#") || $0.offset % 3 != 0 }.map(\.element)
    try kept.joined(separator: "\n").write(toFile: cues, atomically: true, encoding: .utf8)
    return other
  }

  @Test(.timeLimit(.minutes(10)))
  func noAcknowledgedDecisionIsLost() throws {
    var random = SeededNumbers(20)
    let sets = [Self.package + "/Patterns", try otherPatterns()]
    #expect(try Program.run(["ingest", "--db", database, "--patterns", sets[0], Self.corpus]).status == 0)
    var acknowledged: [Acknowledged] = []
    var kills = 0
    var patterns = 0
    while acknowledged.count < Self.decisions || kills < Self.kills {
      // As many to each life as are still to come.
      let share = max(1, (Self.decisions - acknowledged.count) / max(1, Self.kills - kills))
      let found = try reviewUntilKilled(share, &random, isFirst: kills % 2 == 0)
      acknowledged += found
      kills += 1
      guard kills < Self.kills * 3 else {
        Issue.record("only \(acknowledged.count) decisions were acknowledged in \(kills) lives")
        break
      }
      // Other patterns, now and then killed in the midst of it as well.
      if kills % 5 == 0 {
        patterns = 1 - patterns
        try annotateAnew(with: sets[patterns], isKilled: kills % 10 == 0, byIngest: kills % 3 == 0, &random)
      }
    }
    #expect(acknowledged.count >= Self.decisions)
    #expect(kills >= Self.kills)
    #expect(Set(acknowledged.map(\.key)).count >= 9, "not all kinds of decisions were made")
    try check(acknowledged)
    // Once more with both pattern sets, to the end.
    for set in sets {
      let outcome = try Program.run(["ingest", "--db", database, "--patterns", set, Self.corpus])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains(" kept ("))
      try check(acknowledged)
    }
  }

  private func check(_ acknowledged: [Acknowledged]) throws {
    let store = try QuoteStore(path: database, mode: .update)
    defer { try? store.close() }
    let log = Dictionary(uniqueKeysWithValues: try store.reviewLog().map { ($0.id, $0) })
    for one in acknowledged {
      let line = try #require(log[one.line], "line \(one.line) is lost: \(one.key) \(one.message)")
      #expect(line.madeBy == "an")
      #expect(line.action == Self.action(of: one.key), "line \(one.line)")
      let words = Printable.text(DisplayWidth.cut(line.anchor?.content.text ?? "", to: 30))
      #expect(one.message.hasSuffix("“\(words)”"), "line \(one.line)")
    }
    #expect(Set(acknowledged.map(\.line)).count == acknowledged.count)
    // Every record is as its decisions say, and those decided on are there.
    #expect(try store.reviewFaults() == [])
    for record in try store.records() where record.isAnchored {
      let text = Array(try store.article(record.article.key).article.text.unicodeScalars)
      #expect(
        String(String.UnicodeScalarView(text[record.content.span.start..<record.content.span.end]))
          == record.content.text)
    }
  }

  private static func action(of key: String) -> String {
    switch key {
    case "a": "accept"
    case "r": "reject"
    case "e": "span"
    case "k": "kind"
    case "m": "add"
    case "o": "note"
    case "u": "undo"
    default: "speaker"
    }
  }

  /// Decides at random, and kills the program at a random moment after `count` decisions.
  private func reviewUntilKilled(
    _ count: Int, _ random: inout SeededNumbers, isFirst: Bool
  ) throws -> [Acknowledged] {
    let terminal = try PseudoTerminal([
      "review", "--db", database, "--reviewer", "an", "--order", isFirst ? "text" : "uncertain",
    ])
    #expect(terminal.wait { $0.screen.text.contains("q quit") })
    var found: [Acknowledged] = []
    var tries = 0
    while found.count < count, tries < count * 4 {
      tries += 1
      let key = decide(terminal, &random)
      if let one = answer(terminal, key) { found.append(one) }
    }
    // One more, which may or may not be saved; if its answer is seen, it must be.
    let key = decide(terminal, &random)
    usleep(UInt32(random.number(below: 12_000)))
    terminal.signal(SIGKILL)
    #expect(terminal.end() == 128 + SIGKILL)
    if let one = acknowledge(terminal, key) { found.append(one) }
    return found
  }

  private static let keys = ["a", "a", "r", "1", "0", "s", "s", "e", "k", "m", "o", "u", "u"]

  /// Types a decision of a random kind.
  private func decide(_ terminal: PseudoTerminal, _ random: inout SeededNumbers) -> String {
    terminal.forgetOutput()
    // Somewhere in the queue.
    for _ in 0..<random.number(below: 3) { terminal.type(random.number(below: 4) == 0 ? "b" : "n") }
    let key = random.pick(Self.keys)!
    switch key {
    case "s" where random.number(below: 2) == 0:
      terminal.type("sNgười mới \(random.number(below: 1_000_000))\r" + random.pick(["p", "o", "g", "u"])!)
    case "s": terminal.type("sa\t\rp")
    case "e":
      let arrow = random.pick(["\u{1B}[C", "\u{1B}[D"])!
      terminal.type("e" + (random.number(below: 2) == 0 ? "\t" : "") + arrow + "\r")
    case "k": terminal.type("k" + random.pick(["d", "f", "i", "m"])!)
    case "o": terminal.type("oghi chú \(random.number(below: 1000))\r")
    case "m":
      terminal.read(milliseconds: 50)
      terminal.type("m\(words(terminal, &random))\r\r")
    default: terminal.type(key)
    }
    return key
  }

  /// Some words that stand on the screen, as a quote that was missed.
  private func words(_ terminal: PseudoTerminal, _ random: inout SeededNumbers) -> String {
    let lines = terminal.screen.text.split(separator: "\n").dropFirst(3).prefix(5)
    let words = lines.joined(separator: " ").split { !$0.isLetter && !$0.isNumber }
    guard words.count > 4 else { return "và" }
    let start = random.number(below: words.count - 3)
    return words[start..<start + 2].joined(separator: " ")
  }

  /// The last line that was acknowledged.
  private let seen = Seen()

  private final class Seen {
    var line: Int64 = 0
  }

  /// Waits for the answer to a decision; `nil` when it was none that is saved.
  private func answer(_ terminal: PseudoTerminal, _ key: String) -> Acknowledged? {
    let refusals = ["Not saved", "There is no", "not in the article", "Nothing is left"]
    let isAnswered = terminal.wait { terminal in
      saved(terminal, key) != nil || refusals.contains { terminal.output.contains($0) }
    }
    #expect(isAnswered, "\(key): \(terminal.screen.text)")
    // Whatever is still open is left.
    if !terminal.screen.text.contains("q quit") {
      terminal.type("\u{1B}")
      _ = terminal.wait { $0.screen.text.contains("q quit") }
    }
    return acknowledge(terminal, key)
  }

  /// The decision that the screen says was saved, once.
  private func acknowledge(_ terminal: PseudoTerminal, _ key: String) -> Acknowledged? {
    guard let one = saved(terminal, key) else { return nil }
    seen.line = one.line
    return one
  }

  /// The last decision that the screen said was saved, if it is a new one.
  private func saved(_ terminal: PseudoTerminal, _ key: String) -> Acknowledged? {
    guard let start = terminal.output.range(of: "Saved (", options: .backwards) else { return nil }
    // The message ends with its line; one that did not come whole does not count.
    let rest = terminal.output[start.upperBound...]
    guard let end = rest.firstIndex(where: { $0 == "\u{1B}" || $0 == "\r\n" }) else { return nil }
    let message = rest[..<end]
    guard let close = message.firstIndex(of: ")"), let line = Int64(message[..<close]), line > seen.line
    else { return nil }
    return Acknowledged(line: line, key: key, message: String(message))
  }

  /// Annotates everything anew, killed in the midst of it when that is wanted.
  private func annotateAnew(
    with patterns: String, isKilled: Bool, byIngest: Bool, _ random: inout SeededNumbers
  ) throws {
    let arguments =
      byIngest
      ? ["ingest", "--quiet", "--db", database, "--patterns", patterns, Self.corpus]
      : ["reextract", "--quiet", "--format", "csv", "--db", database, "--patterns", patterns]
    guard isKilled else {
      let outcome = try Program.run(arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return
    }
    let process = Process()
    process.executableURL = try Program.executable()
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(UInt32(100_000 + random.number(below: 400_000)))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
