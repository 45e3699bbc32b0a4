import Foundation
import Testing

@Suite struct CommandLineTests {
  private let folder = Folder()

  @Test func helpAndVersionAreData() throws {
    for argument in ["--help", "--version"] {
      let outcome = try Program.run([argument])
      #expect(outcome.status == 0)
      #expect(!outcome.output.isEmpty)
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test(arguments: [
    ["extract", "--frobnicate"], ["nonsense"], ["evaluate"], ["patterns", "list", "--format", "xml"],
    ["evaluate", "x", "--errors", "-1"],
  ])
  func wrongUsageEndsWithTwo(arguments: [String]) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
  }

  /// Each fault was listed twice, once as the insides of a value.
  @Test func aFaultOfThePatternsIsListedOnceWithItsLine() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let patterns = folder.path + "/Patterns"
    try FileManager.default.copyItem(
      atPath: root.appendingPathComponent("Patterns").path, toPath: patterns)
    let file = patterns + "/lexicons/cues.txt"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try (text + "cho biết | neutral | both | both\n").write(toFile: file, atomically: true, encoding: .utf8)
    let outcome = try Program.run(["patterns", "lint", "--patterns", patterns])
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 1, "\(outcome.output)")
    #expect(lines.first?.hasPrefix("lexicons/cues.txt:") == true)
  }

  @Test func patternsAreFoundFromAnyDirectory() throws {
    let outcome = try Program.run(
      ["patterns", "list", "--file", "cues.txt", "--format", "jsonl"], directory: "/")
    #expect(outcome.status == 0)
    #expect(outcome.objects.contains { $0["entry"] as? String == "nhấn mạnh" })
    #expect(outcome.objects.allSatisfy { $0["file"] as? String == "lexicons/cues.txt" })
  }

  @Test func aPatternDirectoryThatIsNoneEndsWithThree() throws {
    let file = folder.write("a.txt", "Đò.")
    for outcome in [
      try Program.run(["extract", file, "--patterns", folder.path]),
      try Program.run(["extract", file], environment: ["TRICHDAN_PATTERNS": folder.path]),
    ] {
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains(folder.path))
    }
  }

  @Test func aReaderThatHasGoneEndsTheProgramQuietly() throws {
    let lines = String(repeating: #"{"id":"a","text":"Đò chạy."}"# + "\n", count: 20_000)
    let file = folder.write("tin.jsonl", lines)
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    let errors = folder.write("errors", "")
    let script = #"("$0" extract "$1" 2>"$2"; echo "status $?" >>"$2") | head -n 1 >/dev/null"#
    shell.arguments = ["-c", script, try Program.executable().path, file, errors]
    try shell.run()
    shell.waitUntilExit()
    #expect(try String(contentsOfFile: errors, encoding: .utf8) == "status 0\n")
  }

  @Test func unusableGoldEndsWithThree() throws {
    #expect(try Program.run(["evaluate", folder.path + "/mat.jsonl"]).status == 3)
    let gold = folder.write("gold.jsonl", "{\"id\":\"a\"}\n")
    let outcome = try Program.run(["evaluate", gold])
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("\(gold):1: `text` is missing"))
  }

  @Test func predictionsAreMeasuredWithoutTheEngine() throws {
    let gold = folder.write(
      "gold.jsonl",
      #"{"id":"a","text":"“Đò chạy”, bà nói.","quotes":[{"start":1,"end":8,"kind":"direct","speaker":"bà"}]}"#
    )
    let found = folder.write(
      "found.jsonl", #"{"id":"a","quotes":[{"start":1,"end":8,"speaker":{"name":"bà"}}],"claims":[]}"#)
    let outcome = try Program.run(["evaluate", gold, "--predictions", found, "--format", "jsonl"])
    #expect(outcome.status == 0)
    let figure = outcome.objects.first {
      $0["of"] as? String == "quotes" && $0["measure"] as? String == "end_to_end.f1"
    }
    #expect(figure?["value"] as? Double == 1)
    let table = try Program.run(["evaluate", gold, "--predictions", found])
    #expect(table.output.contains("quotes"))
    #expect(!table.output.contains("\u{1B}"))
  }
}
