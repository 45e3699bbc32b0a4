import Foundation
import QuoteStore
import Testing

/// Standard output and error that are closed, full or gone.
@Suite struct StandardStreamTests {
  private let folder = Folder()

  init() {
    // One article that is refused, so that there is something to say, and one that is taken.
    _ = folder.write(
      "r.jsonl", "{\"id\":\"x\"}\n{\"id\":\"y\",\"text\":\"“Đò chạy rồi”, bà Lê Thị Mận nói.\"}\n")
  }

  private func shell(_ line: String) throws -> Program.Outcome { try Program.shell(line, in: folder.path) }

  @Test(arguments: ["2>&-", "2>/dev/full", "<&- >&- 2>&-", "2>&1 >/dev/null | head -c 0"])
  func ingestGoesOnWhenNobodyReadsItsMessages(redirection: String) throws {
    _ = try shell("(\"$0\" ingest --db a.sqlite r.jsonl; echo $? > rc) \(redirection)")
    #expect(try String(contentsOfFile: folder.path + "/rc", encoding: .utf8) == "1\n")
    let store = try QuoteStore(path: folder.path + "/a.sqlite", mode: .read)
    #expect(try store.counts().articles == 1)
    try store.close()
    // Nothing of what was said has gone into the database.
    #expect(try shell("\"$0\" verify --db a.sqlite").status == 0)
  }

  @Test(arguments: ["2>&-", "2>/dev/full"])
  func extractGoesOnWhenNobodyReadsItsMessages(redirection: String) throws {
    let outcome = try shell("\"$0\" extract r.jsonl \(redirection)")
    #expect(outcome.status == 1)
    #expect(outcome.objects.count == 1)
  }

  @Test(arguments: ["extract", "--help", "--version", "extract --help", "patterns list"])
  func outputThatCannotBeWrittenIsAnError(command: String) throws {
    let arguments = command == "extract" ? "extract r.jsonl" : command
    for redirection in [">/dev/full", ">&-"] {
      let outcome = try shell("\"$0\" \(arguments) \(redirection)")
      #expect(outcome.status == 3, "\(command) \(redirection)")
      #expect(outcome.errors.contains("cannot write to standard output"), "\(outcome.errors)")
    }
  }

  /// The help in Vietnamese and `-V` ended with 0 though nothing had been written.
  @Test(arguments: ["-V", "--help --lang vi", "quotes --help --lang vi"])
  func whatIsAskedForAndCannotBeWrittenIsAnError(arguments: String) throws {
    #expect(try shell("\"$0\" \(arguments) >/dev/full").status == 3)
  }

  /// Swift's library ended the program with a signal where there was no memory, or no file could be opened.
  @Test(arguments: ["-v 300000", "-n 16"])
  func limitsThatAreTooLowAreNamed(limit: String) throws {
    let outcome = try shell("ulimit \(limit); \"$0\" extract r.jsonl")
    #expect(outcome.status == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains("ulimit"), "\(outcome.errors)")
  }

  /// Five, eight or nine open files let ingest begin, and ended it with a signal.
  @Test(arguments: [5, 8, 9, 12, 23])
  func fewOpenFilesAreNamedByEveryCommand(count: Int) throws {
    for arguments in ["ingest --db b.sqlite r.jsonl", "quotes --db b.sqlite", "check a --in r.jsonl"] {
      let outcome = try shell("ulimit -n \(count); \"$0\" \(arguments)")
      #expect(outcome.status == 3, "\(arguments): \(outcome.status) \(outcome.errors)")
      #expect(outcome.errors.contains("ulimit -n"), "\(arguments): \(outcome.errors)")
    }
  }

  @Test func aReaderThatGoesAwayEndsTheProgramWithoutAWord() throws {
    let outcome = try shell("(\"$0\" patterns list; echo $? > rc) | head -n 1")
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(try String(contentsOfFile: folder.path + "/rc", encoding: .utf8) == "0\n")
  }

  @Test(arguments: ["<&-", "< ."])
  func inputThatCannotBeReadIsAnError(redirection: String) throws {
    for arguments in [
      "check - --in r.jsonl", "check --from - --in r.jsonl", "extract -", "ingest --db b.sqlite -",
    ] {
      let outcome = try shell("\"$0\" \(arguments) \(redirection)")
      #expect(outcome.status == 3 || outcome.status == 1, "\(arguments): \(outcome.status)")
      #expect(
        outcome.errors.contains("standard input") || outcome.errors.contains("cannot"), "\(outcome.errors)")
    }
  }

  @Test func theDeskRunsWithoutStandardError() throws {
    #expect(try shell("\"$0\" ingest -q --db a.sqlite r.jsonl").status == 1)
    _ = try shell(
      "\"$0\" serve --port 0 --db a.sqlite 2>&- & sleep 1; kill -TERM $!; wait $!; echo $? > rc")
    let status = try String(contentsOfFile: folder.path + "/rc", encoding: .utf8)
    #expect(["0\n", "143\n", "130\n"].contains(status), "\(status)")
  }
}
