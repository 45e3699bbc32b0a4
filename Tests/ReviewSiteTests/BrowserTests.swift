import Foundation
import Testing

@testable import ReviewSite

/// The desk in a real browser. What is tried stands in Browser/; `.ci/browser` sets it up.
@Suite("The desk in Chromium", .serialized)
struct BrowserTests {
  /// The Python that has the test's packages, where the set-up has made one.
  private static let python = DeskFixture.root.appendingPathComponent(".build/browser/bin/python3").path
  private static let isReady =
    FileManager.default.isExecutableFile(atPath: python)
    && ["/usr/bin/chromium", "/usr/bin/chromium-browser"].contains {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/chromedriver")

  @Test(
    "what a reader does, what once went wrong, and two reviewers at once while the server is killed",
    .enabled(
      if: isReady, "no Chromium, chromedriver or Selenium here; .ci/browser installs them where apt is there"),
    arguments: ["desk_in_browser.py", "faults_in_browser.py", "reviewing_in_browser.py"])
  func inBrowser(script name: String) async throws {
    await withKnownIssue(KnownGap.comment, isIntermittent: true) { () async throws -> Void in
      let desk = try DeskFixture()
      let server = Process()
      server.executableURL = try Self.program()
      server.arguments = ["serve", "--quiet", "--port", "0", "--reviewer", "an", "--db", desk.database]
      var variables = ProcessInfo.processInfo.environment
      variables[SiteFiles.variable] = DeskFixture.root.appendingPathComponent("Site").path
      variables["TRICHDAN_PATTERNS"] = DeskFixture.root.appendingPathComponent("Patterns").path
      server.environment = variables
      let log = desk.folder + "/server.log"
      server.standardError = Self.file(log)
      try server.run()
      defer { server.terminate() }
      var address: String?
      for _ in 0..<600 where address == nil {
        try await Task.sleep(for: .milliseconds(100))
        address = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").first.map(
          String.init)
      }
      let script = Process()
      script.executableURL = URL(fileURLWithPath: Self.python)
      script.arguments = [
        DeskFixture.root.appendingPathComponent("Tests/ReviewSiteTests/Browser/\(name)").path,
        try #require(address), DeskFixture.root.appendingPathComponent(".build/screenshots").path,
      ]
      variables["DESK_PROGRAM"] = try Self.program().path
      variables["DESK_DATABASE"] = desk.database
      script.environment = variables
      let output = desk.folder + "/browser.log"
      script.standardOutput = Self.file(output)
      script.standardError = script.standardOutput
      let status = try await Self.end(of: script)
      let text = try String(contentsOfFile: output, encoding: .utf8)
      #expect(status == 0, "\(text)")

    }
  }

  private static func end(of process: Process) async throws -> Int32 {
    try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
  }

  private static func file(_ path: String) -> FileHandle? {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return FileHandle(forWritingAtPath: path)
  }

  private struct NotBuilt: Error {}

  /// The program as it was built beside these tests.
  private static func program() throws -> URL {
    for candidate in CommandLine.arguments + Bundle.allBundles.map(\.bundlePath) {
      var directory = URL(fileURLWithPath: candidate)
      for _ in 0..<4 {
        directory.deleteLastPathComponent()
        let program = directory.appendingPathComponent("trichdan")
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: program.path, isDirectory: &isDirectory),
          !isDirectory.boolValue
        {
          return program
        }
      }
    }
    throw NotBuilt()
  }
}
